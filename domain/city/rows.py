"""The rows of the pack's files as they are written: one model a file.

A row is checked by itself here (types, allowed words, patterns); what rows say of each other is `check`'s. The JSON
Schemas in `data/schema/` are generated from these models.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from domain.city.cells import (
    LANGUAGE,
    PROVINCE,
    Code,
    Id,
    IdsCell,
    NumberCell,
    Postcode,
    Rings,
    Text,
    TextCell,
    TextsCell,
    TimeZone,
    Url,
    YesCell,
)
from domain.city.model import Basis, Certainty, Confidence, Outline, Parity, Relation


class Row(BaseModel):
    """What all rows share: no unknown keys, no blanks around texts, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ThemeRow(Row):
    """A theme in city.yaml."""

    id: Id
    code: Code
    names: dict[Annotated[str, Field(pattern=LANGUAGE)], Text]


class ServiceRow(Row):
    """The municipal service in city.yaml."""

    name: Text
    principles: tuple[Text, ...] = ()
    history: tuple[Text, ...] = ()
    facebook: Text | None = None
    email: Text | None = None
    phone: Text | None = None
    source_url: Url
    confidence: Confidence


class CityRow(Row):
    """city.yaml: the city, the service and the themes."""

    name: Text
    province: Text
    time_zone: TimeZone
    example_address: Text
    example_area: Text
    official: bool
    attribution: Annotated[tuple[Text, ...], Field(min_length=1)]
    map_attribution: Text
    service: ServiceRow
    retired_codes: tuple[Code, ...]
    themes: tuple[ThemeRow, ...]


class NetworkRow(Row):
    """A network in networks.yaml."""

    id: Id
    code: Code
    name: Text
    nickname: Text | None = None
    areas: Annotated[tuple[Id, ...], Field(min_length=1)]
    themes: tuple[Id, ...] = ()
    other_words: tuple[Text, ...] = ()
    founded_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    meeting_place: Text | None = None
    member_count: Text | None = None
    note: Text | None = None
    source_url: Url
    confidence: Confidence


class NetworksRow(Row):
    """networks.yaml."""

    retired_codes: tuple[Code, ...]
    networks: tuple[NetworkRow, ...]


class AreaRow(Row):
    """An area in areas.yaml."""

    id: Id
    code: Code
    name: Text
    network: Id | None
    aliases: tuple[Text, ...] = ()
    dialect: tuple[Text, ...] = ()
    parishes: tuple[Text, ...] = ()
    postcode: Postcode | None = None
    borders: Text | None = None
    note: Text | None = None
    source_url: Url
    confidence: Confidence


class AreasRow(Row):
    """areas.yaml."""

    retired_codes: tuple[Code, ...]
    areas: tuple[AreaRow, ...]


class OutlineProperties(Row):
    """The properties of a feature of areas.geojson; map editors add others, which are left alone."""

    model_config = ConfigDict(extra="ignore")

    id: Id
    basis: Outline
    certainty: Certainty


class PolygonRow(Row):
    """A polygon: its ring, then its holes."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["Polygon"]
    coordinates: Rings


class MultiPolygonRow(Row):
    """Several polygons."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["MultiPolygon"]
    coordinates: Annotated[list[Rings], Field(min_length=1)]


class OutlineRow(Row):
    """A feature of areas.geojson: the outline of an area."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["Feature"]
    properties: OutlineProperties
    geometry: Annotated[PolygonRow | MultiPolygonRow, Field(discriminator="type")]


class OutlinesRow(Row):
    """areas.geojson (RFC 7946)."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["FeatureCollection"]
    features: tuple[OutlineRow, ...]


class RunRow(Row):
    """The house numbers of one side of a street from first to last, or the whole side, and their area."""

    street: Text
    parity: Parity
    first: NumberCell
    last: NumberCell
    area: Id


class StreetRow(RunRow):
    """A row of streets.csv."""

    near: IdsCell
    basis: Basis


class OverrideRow(RunRow):
    """A row of overrides.csv: what the Servizio states of a street, with why and where it was said."""

    reason: Text
    source: Text


class StreetAliasRow(Row):
    """A row of street_aliases.csv."""

    alias: Text
    street: Text


class LandmarkRow(Row):
    """A row of landmarks.csv."""

    name: Text
    kind: Text
    address: TextCell
    area: Id
    certain: YesCell
    basis: Outline


class TermRow(Row):
    """A row of terms.csv: the area of a word, or the areas it may mean, best first."""

    term: Text
    kind: Text
    areas: Annotated[IdsCell, Field(min_length=1)]
    note: TextCell
    source_url: Url
    confidence: Confidence


class PostcodeRow(Row):
    """A row of postcodes.csv: how many house numbers of a postcode lie in an area."""

    postcode: Postcode
    area: Id
    house_numbers: Annotated[int, Field(ge=1)]


class OrganisationRow(Row):
    """A row of organisations.csv."""

    name: Text
    kind: Text
    network: Id
    address: TextCell
    relation: Relation
    role: TextCell
    source_url: Url
    confidence: Confidence


class PlaceRow(Row):
    """A row of places.csv."""

    name: Text
    kind: Text
    area: Id
    address: TextCell
    note: TextCell
    source_url: Url
    confidence: Confidence


class TownRow(Row):
    """A row of towns.csv."""

    name: Text
    province: Annotated[str, Field(pattern=PROVINCE)]
    other_names: TextsCell


FILES: Mapping[str, type[Row]] = {
    "city.yaml": CityRow,
    "networks.yaml": NetworksRow,
    "areas.yaml": AreasRow,
    "areas.geojson": OutlinesRow,
    "streets.csv": StreetRow,
    "overrides.csv": OverrideRow,
    "street_aliases.csv": StreetAliasRow,
    "landmarks.csv": LandmarkRow,
    "terms.csv": TermRow,
    "postcodes.csv": PostcodeRow,
    "organisations.csv": OrganisationRow,
    "places.csv": PlaceRow,
    "towns.csv": TownRow,
}
"""The files of a pack, and what each holds: of a table, the model of one row."""

R = TypeVar("R", bound=BaseModel)


@cache
def table_of(row: type[R]) -> TypeAdapter[list[R]]:
    """Give the validator of a whole table; made once a process."""
    return TypeAdapter(list[row])  # type: ignore[valid-type]  # a type made at run time
