"""All the names of a city by which a place can be asked for, each in the forms that people write.

A form is a name's words written together without its sort of street ("viagianbattistamoroni" is kept as
"gianbattistamoroni", of sort "via"), so that joined and divided words are the same; with and without its particles
and titles; in its own spelling and in the canonical one. A cost says how far a form is from the name itself, in
letters mistyped: the same unit in which `fuzzy` counts.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.city.model import Area, AreaId, City, Street
from domain.lookup.language import MANY_OF_A_KIND, PARTICLES, STREET_KINDS, TITLES
from domain.lookup.normalise import canonical, raw_words, words


class Source(StrEnum):
    """What sort of thing a name names."""

    STREET = "street"
    AREA = "area"
    TERM = "term"
    LANDMARK = "landmark"
    TOWN = "town"


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A place that can be asked for. `areas` are none for a street, which has its runs, and for another town."""

    label: str
    source: Source
    areas: tuple[AreaId, ...] = ()
    street: Street | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry: its sort of street, its canonical words without it, and the cost of using it."""

    entry: Entry
    kind: str | None
    words: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Key:
    """A written form of a name, with the cost of the two together."""

    name: Name
    cost: float


# What names cost, in letters mistyped: small enough to be found at once, apart enough to tell the likelier one.
ALIAS = 0.05
PARTICLE_LEFT_OUT = 0.1
TITLE_LEFT_OUT = 0.1
FRONT_LEFT_OUT = 0.35
LOCALITY = 0.3
HEAD_WORD = 0.25
LANDMARK = 0.5
PARISH = 0.4
_SHORTEST_REST = 2

LONGEST_TOWN = 5
"""The most words in the name of another town ("Misano di Gera d'Adda")."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every key by its written form, the forms by their length, and every name by each of its words.

    `numbered_words` are the pairs of a number and the word after it in a name: ("20", "settembre").
    """

    keys: Mapping[str, tuple[Key, ...]]
    forms_by_length: Mapping[int, tuple[str, ...]]
    names_by_word: Mapping[str, tuple[Name, ...]]
    words_by_length: Mapping[int, tuple[str, ...]]
    name_count: int
    numbered_words: frozenset[tuple[str, ...]]
    towns: Mapping[tuple[str, ...], str]
    city_words: frozenset[str]


def compile_gazetteer(city: City) -> Gazetteer:
    """Index all the names of a city."""
    keys: dict[str, dict[int, Key]] = defaultdict(dict)
    names_by_word: dict[str, list[Name]] = defaultdict(list)
    streets: set[str] = set()
    count = 0
    for text, entry, cost in _names(city):
        raw = raw_words(text)
        named = canonical(raw)
        together = "".join(named)
        if entry.source is Source.STREET:
            streets.add(together)
        elif entry.source is not Source.TOWN and together in streets:
            continue  # the street table knows more of a street
        kind, core = split_kind(named)
        name = Name(entry, kind, tuple(bare(core)), cost)
        count += 1
        for form, key in _forms(name, core, raw[1:] if kind and canonical(raw[:1]) == [kind] else raw):
            known = keys[form].get(count)
            if known is None or key.cost < known.cost:
                keys[form][count] = key
        for word in dict.fromkeys(name.words):
            names_by_word[word].append(name)
    return Gazetteer(
        keys={form: tuple(by_name.values()) for form, by_name in keys.items()},
        forms_by_length=_by_length(keys),
        names_by_word={word: tuple(found) for word, found in names_by_word.items()},
        words_by_length=_by_length(names_by_word),
        name_count=count,
        numbered_words=frozenset(
            pair
            for found in names_by_word.values()
            for name in found
            for pair in itertools.pairwise(name.words)
            if pair[0].isdigit()
        ),
        towns={tuple(words(text)): town.name for town in city.towns for text in (town.name, *town.aliases)},
        city_words=frozenset((*words(city.name), *words(city.province))),
    )


def _by_length(forms: Iterable[str]) -> dict[int, tuple[str, ...]]:
    lengths: dict[int, list[str]] = defaultdict(list)
    for form in forms:
        lengths[len(form)].append(form)
    return {length: tuple(found) for length, found in lengths.items()}


def _names(city: City) -> Iterator[tuple[str, Entry, float]]:
    """Every name of the pack with its place and cost, the streets first."""
    for street in city.streets:
        entry = Entry(street.name, Source.STREET, street=street)
        yield street.name, entry, 0.0
        yield from ((alias, entry, ALIAS) for alias in street.aliases)
    for area in city.areas.values():
        yield from _area_names(area, city)
    for term in city.terms:
        entry = Entry(term.text, Source.TERM, areas=term.areas)
        yield term.text, entry, 0.0
        head = words(term.text)[0]
        if term.kind == "luogo" and head not in MANY_OF_A_KIND | STREET_KINDS and len(head) > _SHORTEST_REST:
            yield head, entry, HEAD_WORD  # "l'ospedale", "la stazione"
    common = MANY_OF_A_KIND | {*words(city.name)}
    for landmark in city.landmarks:
        if not common.issuperset(words(landmark.name)):
            entry = Entry(landmark.name, Source.LANDMARK, areas=(landmark.area,), certain=landmark.certain)
            cost = LOCALITY if landmark.kind == "località" else LANDMARK
            yield landmark.name, entry, cost
            main, dash, _ = landmark.name.partition(" - ")
            if dash and not common.issuperset(words(main)):
                yield main, entry, cost + HEAD_WORD
    for place in city.places:
        yield place.name, Entry(place.name, Source.LANDMARK, areas=(place.area,)), LANDMARK
    for town in city.towns:
        entry = Entry(town.name, Source.TOWN)
        yield from ((text, entry, 0.0) for text in (town.name, *town.aliases))


def _area_names(area: Area, city: City) -> Iterator[tuple[str, Entry, float]]:
    """Name a quarter by its names, its network's, its parishes."""
    entry = Entry(area.name, Source.AREA, areas=(area.id,))
    yield area.name, entry, 0.0
    yield from ((alias, entry, ALIAS) for alias in area.aliases)
    network = city.network_of(area.id)
    if network is not None:
        yield from ((text, entry, ALIAS) for text in (network.name, network.nickname) if text)
    for parish in area.parishes:
        church = Entry(parish, Source.AREA, areas=(area.id,))
        yield from ((text, church, PARISH) for text in (parish, f"parrocchia {parish}", f"chiesa {parish}"))


def split_kind(named: Sequence[str]) -> tuple[str | None, Sequence[str]]:
    """Part the sort of street from the words after it."""
    if len(named) > 1 and named[0] in STREET_KINDS:
        return named[0], named[1:]
    return None, named


def bare(named: Sequence[str]) -> Sequence[str]:
    """Leave the particles out, unless the name has nothing else."""
    return [word for word in named if word not in PARTICLES] or named


def _forms(name: Name, core: Sequence[str], own_core: Sequence[str]) -> Iterator[tuple[str, Key]]:
    """The ways to write a name, from its words in canonical and in their own spelling."""
    in_full = Key(name, name.cost)
    without_particles = Key(name, name.cost + PARTICLE_LEFT_OUT)
    for written in (core, own_core):
        yield "".join(written), in_full
        yield "".join(bare(written)), without_particles
    plain = name.words
    untitled = [word for word in plain if word not in TITLES]
    if untitled and len(untitled) < len(plain):
        yield "".join(untitled), Key(name, name.cost + TITLE_LEFT_OUT)
    if name.entry.source is Source.STREET:
        without_front = Key(name, name.cost + FRONT_LEFT_OUT)
        for rest in _rests(core):
            yield "".join(rest), without_front
            yield "".join(bare(rest)), without_front


def _rests(core: Sequence[str]) -> Iterator[Sequence[str]]:
    """What is left of a name without its first words: "De Gasperi" and "Gasperi" of "Alcide De Gasperi"."""
    for start in range(1, len(core)):
        rest = core[start:]
        whole = PARTICLES.issuperset(core[:start])
        if not whole and core[start - 1] != "san" and rest[0] not in STREET_KINDS and _tells(rest):
            yield rest


def _tells(rest: Sequence[str]) -> bool:
    return not rest[0].isdigit() and sum(map(len, rest)) > _SHORTEST_REST and not PARTICLES.issuperset(rest)
