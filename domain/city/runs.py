"""Checks of the street table and its overrides: each run by itself, and that no two claim the same house."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import inf
from typing import TypeVar

from domain.city.entries import Entries
from domain.city.model import Parity
from domain.city.problem import Problem
from domain.city.read import Pack
from domain.city.rows import RunRow, StreetRow

Run = TypeVar("Run", bound=RunRow)


def check(pack: Pack) -> Iterator[Problem]:
    """Find runs that cannot be, or that contradict each other, and one street written in two ways."""
    yield from _table(pack.streets)
    yield from _table(pack.overrides)
    for index, row in pack.streets:
        if row.area in row.near:
            said = f"'{row.area}' is the run's own area."
            yield pack.streets.problem(index, "near", said, "Under near, name only other areas.")
    yield from _spellings(pack.streets)


def _table(entries: Entries[Run]) -> Iterator[Problem]:
    streets: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in entries:
        streets[row.street].append(index)
        for field, said, advice in _mistakes(row):
            yield entries.problem(index, field, said, advice)
    yield from _overlaps(entries, streets)


def _mistakes(row: RunRow) -> Iterator[tuple[str, str, str]]:
    if (row.first is None) != (row.last is None):
        yield "first", "Only one end of this run is given.", "Fill in first and last, or leave both empty."
    elif row.first is not None and row.last is not None:
        if row.first > row.last:
            yield "first", f"This run goes from {row.first} back to {row.last}.", "Put the lower number first."
        for field, number in (("first", row.first), ("last", row.last)):
            if row.parity is not Parity.ALL and (number % 2 == 0) != (row.parity is Parity.EVEN):
                yield field, f"{number} is not {row.parity}.", "Correct the number or the parity."


def _overlaps(entries: Entries[Run], streets: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
    for name, indexes in streets.items():
        for earlier, later in combinations(indexes, 2):
            if _overlap(entries.rows[earlier], entries.rows[later]):
                said = f"This run of {name} has house numbers that line {entries.line(earlier)} has too."
                yield entries.problem(later, "first", said, "Change one of the two so that each house is in one.")


def _overlap(one: RunRow, other: RunRow) -> bool:
    if Parity.ALL not in (one.parity, other.parity) and one.parity is not other.parity:
        return False
    return _start(one) <= _end(other) and _start(other) <= _end(one)


def _start(row: RunRow) -> float:
    return -inf if row.first is None else row.first


def _end(row: RunRow) -> float:
    return inf if row.last is None else row.last


def _spellings(streets: Entries[StreetRow]) -> Iterator[Problem]:
    first_rows: dict[str, int] = {}
    for index, row in streets:
        first_rows.setdefault(row.street, index)
    written: dict[str, str] = {}
    for name, index in first_rows.items():
        before = written.setdefault(" ".join(name.casefold().split()), name)
        if before != name:
            said = f"'{name}' and '{before}' differ only in capitals or blanks."
            yield streets.problem(index, "street", said, "Write the street in one way in all its rows.")
