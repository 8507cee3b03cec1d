"""A city, frozen: its networks, areas, street table, places and bodies, as the city pack states them.

A value is only made by `domain.city.load`, which has validated the whole pack; everything is immutable and shared
between tasks. Borders are approximate and some names inferred: `confidence` and `basis` say so, and views show it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NewType
from zoneinfo import ZoneInfo

from shapely import MultiPolygon, Polygon
from typing_extensions import override

NetworkId = NewType("NetworkId", str)
AreaId = NewType("AreaId", str)
ThemeId = NewType("ThemeId", str)


class Confidence(StrEnum):
    """How a fact is known: a source says it, or it was deduced."""

    PUBLISHED = "published"
    INFERRED = "inferred"


class Certainty(StrEnum):
    """How far an area's polygon can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Outline(StrEnum):
    """Where an area's polygon, or an area of a place, comes from."""

    MAPPED = "mapped"  # drawn on a public map after the quarters were redrawn
    DERIVED = "derived"  # each point took the area of the nearest place whose area is published
    STATED = "stated"  # a published page says it


class Parity(StrEnum):
    """The side of a street that a run of house numbers is about."""

    ODD = "odd"
    EVEN = "even"
    ALL = "all"


class Basis(StrEnum):
    """What a row of the street table rests on, strongest first."""

    STATED = "stated"  # a published page says so
    NUMBERS = "numbers"  # by its house numbers
    LINE = "line"  # a square or lane without numbers, by its place


class Relation(StrEnum):
    """How near a body is to its network."""

    MEMBER = "member"  # published as part of the network
    TOOK_PART = "took part"  # in something the network did
    NEIGHBOUR = "neighbour"  # active there, membership not read


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the themes that the service names; `names` by language tag."""

    id: ThemeId
    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Network:
    """A neighbourhood network. `code` is what buttons and links carry: two to four letters, never reused."""

    id: NetworkId
    code: str
    name: str
    areas: tuple[AreaId, ...]
    confidence: Confidence
    source_url: str
    nickname: str | None = None
    themes: tuple[ThemeId, ...] = ()
    other_words: tuple[str, ...] = ()
    founded_year: int | None = None
    meeting_place: str | None = None
    member_count: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """A quarter of the city. `network` is None where none is known; the outline is approximate."""

    id: AreaId
    code: str
    name: str
    network: NetworkId | None
    outline: Polygon | MultiPolygon
    outline_basis: Outline
    outline_certainty: Certainty
    confidence: Confidence
    source_url: str
    aliases: tuple[str, ...] = ()
    parishes: tuple[str, ...] = ()
    postcode: str | None = None
    borders: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """House numbers of one side, from `first` to `last`. Without either the run is open at that end."""

    parity: Parity
    first: int | None
    last: int | None
    area: AreaId
    near: tuple[AreaId, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Street:
    """A street with its runs, in the order of the table; a name is one street, an alias may stand for several."""

    name: str
    runs: tuple[Run, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named place and the area it lies in; `certain` is False near a border."""

    name: str
    kind: str
    address: str | None
    area: AreaId
    certain: bool
    basis: Outline


@dataclass(frozen=True, slots=True)
class Term:
    """A word that people use for a place: its area, or the areas it may mean, best first."""

    text: str
    kind: str
    areas: tuple[AreaId, ...]
    confidence: Confidence
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Postcode:
    """How many of a postcode's house numbers lie in each area, most first."""

    code: str
    areas: tuple[tuple[AreaId, int], ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body of a quarter."""

    name: str
    kind: str
    network: NetworkId
    relation: Relation
    role: str | None
    address: str | None
    source_url: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Place:
    """A public space of a quarter."""

    name: str
    kind: str
    area: AreaId
    address: str | None
    note: str | None
    source_url: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Town:
    """Another town, so that its name is recognised as elsewhere."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """The municipal service behind the networks, as far as it is published; None where nothing is known."""

    name: str
    principles: tuple[str, ...]
    history: tuple[str, ...]
    facebook: str | None
    email: str | None
    phone: str | None
    source_url: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class City:
    """A whole city pack, validated. `version` is a short hash of all its files; `folder` is where it was read.

    `example_address` and `example_area` are what people are shown as something to write.
    """

    name: str
    province: str
    zone: ZoneInfo
    version: str
    folder: Path
    official: bool
    example_address: str
    example_area: str
    attribution: str
    map_attribution: str
    service: Service
    themes: Mapping[ThemeId, Theme]
    networks: Mapping[NetworkId, Network]
    areas: Mapping[AreaId, Area]
    streets: tuple[Street, ...]
    landmarks: tuple[Landmark, ...]
    terms: tuple[Term, ...]
    postcodes: Mapping[str, Postcode]
    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]
    towns: tuple[Town, ...]

    @override
    def __hash__(self) -> int:
        """Its version stands for all that it holds, mappings among it: what is worked out from it can be kept by it."""
        return hash(self.version)

    def network_of(self, area: AreaId) -> Network | None:
        """The network that serves an area, or None where none is known."""
        network = self.areas[area].network
        return None if network is None else self.networks[network]

    def network_by_code(self, code: str) -> Network | None:
        """The network that a button or a link names; None for a code that this pack does not know."""
        return next((network for network in self.networks.values() if network.code == code), None)

    def area_by_code(self, code: str) -> Area | None:
        """The area that a button names; None for a code that this pack does not know."""
        return next((area for area in self.areas.values() if area.code == code), None)
