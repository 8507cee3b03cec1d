"""Houses on the map to the street table: runs of consecutive numbers of a side in one area, near the same others."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.city.build_areas import AreaMap, Whereabouts
from domain.city.build_numbers import HouseNumber
from domain.city.model import AreaId, Basis, Parity, Run, Street
from domain.city.problem import Problem
from domain.city.rows import StreetRow


@dataclass(frozen=True, slots=True)
class StreetTable:
    """Streets by name, each with its runs, and the houses that lie in no area."""

    streets: Sequence[Street]
    left_out: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class _Placed:
    house: HouseNumber
    where: Whereabouts


@dataclass(frozen=True, slots=True)
class _Spot:
    """All houses of one number, or a whole street: their area, and the metres to the others that they are near."""

    number: int
    area: str
    near: Mapping[str, float]

    @property
    def areas(self) -> tuple[str, frozenset[str]]:
        return self.area, frozenset(self.near)


def compile_streets(houses: Iterable[HouseNumber], areas: AreaMap, file: str) -> StreetTable:
    """Put houses into areas and their numbers into runs. `file` is where they were read, for what is left out."""
    by_street: defaultdict[str, list[_Placed]] = defaultdict(list)
    left_out: list[Problem] = []
    for house in houses:
        where = areas.at(house.latitude, house.longitude)
        if where is None:
            left_out.append(_outside(house, areas, file))
        else:
            by_street[house.street.casefold()].append(_Placed(house, where))
    streets = [Street(_name(placed), tuple(_runs(placed))) for placed in by_street.values()]
    return StreetTable(sorted(streets, key=lambda street: street.name), left_out)


def written(streets: Iterable[Street]) -> str:
    """Write the street table as streets.csv has it."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(StreetRow.model_fields)
    for street in streets:
        writer.writerows(
            (street.name, run.parity, run.first, run.last, run.area, ";".join(run.near), run.basis)
            for run in street.runs
        )
    return table.getvalue()


def _outside(house: HouseNumber, areas: AreaMap, file: str) -> Problem:
    number = "" if house.number is None else f" {house.number}{house.exponent}"
    turned = abs(house.longitude) <= 90 and areas.at(house.longitude, house.latitude) is not None  # noqa: PLR2004 - degrees
    advice = (
        "Latitude and longitude seem swapped."
        if turned
        else "See that its position is right, and whether an area should reach so far."
    )
    return Problem(file, house.line, f"{house.street}{number} lies in no area.", advice)


def _name(placed: Sequence[_Placed]) -> str:
    """The spelling that most houses have."""
    return _most_common(one.house.street for one in placed)


def _most_common(words: Iterable[str]) -> str:
    """Of those as common, the first by the alphabet, so that the order of rows changes nothing."""
    return min(Counter(words).items(), key=lambda counted: (-counted[1], counted[0]))[0]


def _runs(placed: Sequence[_Placed]) -> Iterator[Run]:
    by_number: defaultdict[int, list[_Placed]] = defaultdict(list)
    for one in placed:
        if one.house.number is not None:
            by_number[one.house.number].append(one)
    if not by_number:
        yield _run(Parity.ALL, [_spot(0, placed)], Basis.LINE, whole=True)
        return
    spots = [_spot(number, by_number[number]) for number in sorted(by_number)]
    if len({spot.areas for spot in spots}) == 1:
        yield _run(Parity.ALL, spots, Basis.NUMBERS, whole=True)
        return
    for parity, remainder in ((Parity.ODD, 1), (Parity.EVEN, 0)):
        side = (spot for spot in spots if spot.number % 2 == remainder)
        for _, consecutive in groupby(side, key=lambda spot: spot.areas):
            yield _run(parity, list(consecutive), Basis.NUMBERS)


def _spot(number: int, placed: Sequence[_Placed]) -> _Spot:
    """The area of most houses of a number, those without a letter first; the areas of the others are near."""
    plain = [one for one in placed if not one.house.exponent] or placed
    area = _most_common(one.where.area for one in plain)
    near: dict[str, float] = {}
    for one in placed:
        for other, metres in {**one.where.near, one.where.area: 0.0}.items():
            if other != area:
                near[other] = min(metres, near.get(other, metres))
    return _Spot(number, area, near)


def _run(parity: Parity, spots: Sequence[_Spot], basis: Basis, *, whole: bool = False) -> Run:
    """Make a run of spots that have the same areas; the nearest of the others first, to the metre."""
    near = {other: min(round(spot.near[other]) for spot in spots) for other in spots[0].near}
    return Run(
        parity=parity,
        first=None if whole else spots[0].number,
        last=None if whole else spots[-1].number,
        area=AreaId(spots[0].area),
        near=tuple(AreaId(other) for other in sorted(near, key=lambda other: (near[other], other))),
        basis=basis,
    )
