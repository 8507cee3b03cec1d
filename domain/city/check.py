"""What the rows of a pack say of each other: references, codes, names given twice, and who serves what."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from domain.city import outlines, runs
from domain.city.entries import Entries
from domain.city.problem import Problem, did_you_mean
from domain.city.read import Pack

R = TypeVar("R", bound=BaseModel)


def check(pack: Pack) -> Iterator[Problem]:
    """Find what is wrong between the rows of a pack; what is wrong inside one was found when reading."""
    yield from _references(pack)
    yield from _agreement(pack)
    yield from _codes(pack.themes, pack.city.retired_codes if pack.city else ())
    yield from _codes(pack.networks, pack.retired_networks)
    yield from _codes(pack.areas, pack.retired_areas)
    yield from _twins(pack)
    yield from _repeated(pack.networks, "areas")
    yield from _repeated(pack.networks, "themes")
    yield from _repeated(pack.streets, "near")
    yield from _repeated(pack.terms, "areas")
    yield from _languages(pack)
    yield from _own_name(pack)
    yield from runs.check(pack)
    yield from outlines.check(pack)


def _references(pack: Pack) -> Iterator[Problem]:
    yield from _unknown(pack.networks, "themes", pack.themes)
    yield from _unknown(pack.networks, "areas", pack.areas)
    yield from _unknown(pack.areas, "network", pack.networks)
    yield from _unknown(pack.streets, "area", pack.areas)
    yield from _unknown(pack.streets, "near", pack.areas)
    yield from _unknown(pack.overrides, "street", pack.streets, "street")
    yield from _unknown(pack.overrides, "area", pack.areas)
    yield from _unknown(pack.street_aliases, "street", pack.streets, "street")
    yield from _unknown(pack.landmarks, "area", pack.areas)
    yield from _unknown(pack.terms, "areas", pack.areas)
    yield from _unknown(pack.postcodes, "area", pack.areas)
    yield from _unknown(pack.organisations, "network", pack.networks)
    yield from _unknown(pack.places, "area", pack.areas)


def _unknown(entries: Entries[Any], field: str, target: Entries[Any], key: str = "id") -> Iterator[Problem]:
    """Find references from a field to what does not exist; an entry dropped for a mistake of its own exists."""
    if not target.readable:
        return
    known = target.names(key)
    for index, row in entries:
        named = getattr(row, field)
        for name in (named,) if isinstance(named, str) else named or ():
            if name not in known:
                advice = did_you_mean(name, sorted(known), f"Add it to {target.file}, or correct it here.")
                yield entries.problem(index, field, f"'{name}' is not in {target.file}.", advice)


def _agreement(pack: Pack) -> Iterator[Problem]:
    """An area names its network and a network its areas: the two must say the same."""
    if not pack.networks.readable or pack.networks.wrong:
        return
    listed = defaultdict(list)
    for network in pack.networks.rows:
        for area in network.areas:
            listed[area].append(network.id)
    for index, row in pack.areas:
        if listed[row.id] != ([] if row.network is None else [row.network]):
            there = " and ".join(listed[row.id]) or "no network"
            said = f"'{row.id}' has the network {row.network or 'null'} here, and {there} in networks.yaml."
            yield pack.areas.problem(index, "network", said, "Make the two files say the same.")


def _codes(entries: Entries[Any], retired: Collection[str]) -> Iterator[Problem]:
    yield from _twice(entries, "code", lambda row: row.code, "Give the newer one another code, never used before.")
    yield from _twice(entries, "id", lambda row: row.id, "Give each an id of its own.")
    for index, row in entries:
        if row.code in retired:
            advice = "Old messages and posters may still carry it: choose a code that was never used."
            yield entries.problem(index, "code", f"The code '{row.code}' is among the retired_codes.", advice)


def _twins(pack: Pack) -> Iterator[Problem]:
    once = "Keep one of the two."
    yield from _twice(pack.street_aliases, "alias", lambda row: (row.alias.casefold(), row.street), once)
    yield from _twice(pack.landmarks, "name", lambda row: (row.name.casefold(), row.kind, row.address, row.area), once)
    yield from _twice(pack.terms, "term", lambda row: row.term.casefold(), "Put all its areas in one row.")
    yield from _twice(pack.postcodes, "area", lambda row: (row.postcode, row.area), "Put the numbers in one row.")
    yield from _twice(pack.organisations, "name", lambda row: (row.name.casefold(), row.network), once)
    yield from _twice(pack.places, "name", lambda row: (row.name.casefold(), row.area), once)
    yield from _twice(pack.towns, "name", lambda row: (row.name.casefold(), row.province), once)


def _twice(entries: Entries[R], field: str, key: Callable[[R], Hashable], advice: str) -> Iterator[Problem]:
    first: dict[Hashable, int] = {}
    for index, row in entries:
        before = first.setdefault(key(row), index)
        if before != index:
            said = f"'{getattr(row, field)}' is already on line {entries.line(before, field)}."
            yield entries.problem(index, field, said, advice)


def _repeated(entries: Entries[Any], field: str) -> Iterator[Problem]:
    for index, row in entries:
        named = getattr(row, field)
        if len(set(named)) < len(named):
            yield entries.problem(index, field, f"'{field}' names one of its parts twice.", "Keep it once.")


def _languages(pack: Pack) -> Iterator[Problem]:
    for index, theme in pack.themes:
        if "it" not in theme.names:
            advice = "Add it: Italian is what every reader without a better language sees."
            yield pack.themes.problem(index, "names", f"The theme '{theme.id}' has no Italian name.", advice)


def _own_name(pack: Pack) -> Iterator[Problem]:
    own = pack.city.name.casefold() if pack.city else None
    for index, town in pack.towns:
        if own in {name.casefold() for name in (town.name, *town.other_names)}:
            advice = "Take it out: every address in the city would be taken for one elsewhere."
            yield pack.towns.problem(index, "name", f"'{town.name}' is the city itself.", advice)
