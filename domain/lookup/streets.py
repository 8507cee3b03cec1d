"""A street and a house number to areas: the runs of the street table.

The table never covers every number. A number between two runs of its side lies in either; one past the last known
number still belongs to the end of the street, unless it is so far past that the street is rather another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.city.model import AreaId, Parity, Run, Street

_FAR_PAST = 60
"""How many numbers past the last known one a street is still trusted to go on, about 600 metres of it."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a street, or a number of it, lies: best first, the areas across a near border last.

    `number_helps` says that the house number asked for again would narrow it down.
    `listed` says that the table has the number itself, rather than its neighbours.
    """

    areas: tuple[AreaId, ...]
    number_helps: bool = False
    listed: bool = True


def stretch(street: Street, number: int | None) -> Stretch:
    """Say where a number of a street lies, or where the whole street does."""
    if number is None:
        return _whole(street)
    side = [run for run in street.runs if _on_side(run, number)]
    holding = [run for run in side if _holds(run, number)]
    if holding:
        return Stretch(_areas(holding))
    numbered = side or list(street.runs)
    below = [run for run in numbered if run.last is not None and run.last < number]
    above = [run for run in numbered if run.first is not None and run.first > number]
    last = max(below, key=lambda run: run.last or 0, default=None)
    next_one = min(above, key=lambda run: run.first or 0, default=None)
    if next_one is None and last is not None and number - (last.last or 0) > _FAR_PAST:
        whole = _whole(street)
        return Stretch(whole.areas, number_helps=whole.number_helps, listed=False)
    around = [run for run in (last, next_one) if run is not None] or numbered
    return Stretch(_areas(around), listed=False)


def _whole(street: Street) -> Stretch:
    areas = _areas(sorted(street.runs, key=_length, reverse=True))
    return Stretch(areas, number_helps=len(areas) > 1 and len(street.runs) > 1)


def _on_side(run: Run, number: int) -> bool:
    return run.parity is Parity.ALL or run.parity is (Parity.ODD if number % 2 else Parity.EVEN)


def _holds(run: Run, number: int) -> bool:
    return (run.first is None or run.first <= number) and (run.last is None or number <= run.last)


def _length(run: Run) -> int:
    return 0 if run.first is None or run.last is None else run.last - run.first + 1


def _areas(runs: Sequence[Run]) -> tuple[AreaId, ...]:
    """Own areas before those across a border; the longest share first."""
    shares: dict[AreaId, int] = {}
    for run in runs:
        shares[run.area] = shares.get(run.area, 0) + _length(run)
    own = sorted(shares, key=lambda area: -shares[area])
    return tuple(dict.fromkeys([*own, *(area for run in runs for area in run.near)]))
