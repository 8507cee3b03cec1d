"""Checks of the street table: each run by itself, and that no two runs of a street claim the same house."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import inf

from domain.city.model import Parity
from domain.city.problem import Problem
from domain.city.read import Pack
from domain.city.rows import StreetRow


def check(pack: Pack) -> Iterator[Problem]:
    """Find runs that cannot be, or that contradict each other, and one street written in two ways."""
    streets: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in pack.streets:
        streets[row.street].append(index)
        for field, said, advice in _mistakes(row):
            yield pack.streets.problem(index, field, said, advice)
    yield from _overlaps(pack, streets)
    yield from _spellings(pack, streets)


def _mistakes(row: StreetRow) -> Iterator[tuple[str, str, str]]:
    if (row.first is None) != (row.last is None):
        yield "first", "Only one end of this run is given.", "Fill in first and last, or leave both empty."
    elif row.first is not None and row.last is not None:
        if row.first > row.last:
            yield "first", f"This run goes from {row.first} back to {row.last}.", "Put the lower number first."
        for field, number in (("first", row.first), ("last", row.last)):
            if row.parity is not Parity.ALL and (number % 2 == 0) != (row.parity is Parity.EVEN):
                yield field, f"{number} is not {row.parity}.", "Correct the number or the parity."
    if row.area in row.near:
        yield "near", f"'{row.area}' is the run's own area.", "Under near, name only other areas."


def _overlaps(pack: Pack, streets: dict[str, list[int]]) -> Iterator[Problem]:
    for name, indexes in streets.items():
        for earlier, later in combinations(indexes, 2):
            if _overlap(pack.streets.rows[earlier], pack.streets.rows[later]):
                said = f"This run of {name} has house numbers that line {pack.streets.line(earlier)} has too."
                yield pack.streets.problem(later, "first", said, "Change one of the two so that each house is in one.")


def _overlap(one: StreetRow, other: StreetRow) -> bool:
    if Parity.ALL not in (one.parity, other.parity) and one.parity is not other.parity:
        return False
    return _start(one) <= _end(other) and _start(other) <= _end(one)


def _start(row: StreetRow) -> float:
    return -inf if row.first is None else row.first


def _end(row: StreetRow) -> float:
    return inf if row.last is None else row.last


def _spellings(pack: Pack, streets: dict[str, list[int]]) -> Iterator[Problem]:
    written: dict[str, str] = {}
    for name, indexes in streets.items():
        before = written.setdefault(" ".join(name.casefold().split()), name)
        if before != name:
            said = f"'{name}' and '{before}' differ only in capitals or blanks."
            yield pack.streets.problem(indexes[0], "street", said, "Write the street in one way in all its rows.")
