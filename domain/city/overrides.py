"""Corrections of the street table: what the Servizio states of a street beats what its house numbers say."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.city.model import Parity, Run


def overridden(runs: Sequence[Run], stated: Sequence[Run]) -> tuple[Run, ...]:
    """Put stated runs in the place of a street's own: each house of theirs is in no other run any more."""
    left = list(runs)
    for statement in stated:
        left = [part for run in left for part in _without(run, statement)]
    return (*stated, *left)


def _without(run: Run, cut: Run) -> Iterator[Run]:
    """Give what is left of a run: its other side, what lies below the cut, and what lies above."""
    if run.parity is Parity.ALL and cut.parity is not Parity.ALL:
        for side in (Parity.ODD, Parity.EVEN):
            for half in _if_any(_side(run, side)):
                yield from _without(half, cut)
        return
    apart = Parity.ALL not in (run.parity, cut.parity) and run.parity is not cut.parity
    if apart or _is_below(run, cut) or _is_below(cut, run):
        yield run
        return
    if cut.first is not None:
        yield from _if_any(replace(run, last=_at_most(cut.first - 1, run.parity)))
    if cut.last is not None:
        yield from _if_any(replace(run, first=_at_least(cut.last + 1, run.parity)))


def _side(run: Run, side: Parity) -> Run:
    first = None if run.first is None else _at_least(run.first, side)
    last = None if run.last is None else _at_most(run.last, side)
    return replace(run, parity=side, first=first, last=last)


def _at_least(number: int, side: Parity) -> int:
    return number if _is_on(number, side) else number + 1


def _at_most(number: int, side: Parity) -> int:
    return number if _is_on(number, side) else number - 1


def _is_on(number: int, side: Parity) -> bool:
    return side is Parity.ALL or (number % 2 == 0) is (side is Parity.EVEN)


def _is_below(one: Run, other: Run) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _if_any(run: Run) -> Iterator[Run]:
    """Give a run unless it has no house: a street begins at 1 at the least."""
    if (1 if run.first is None else run.first) <= (run.last if run.last is not None else float("inf")):
        yield run
