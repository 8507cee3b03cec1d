"""The rows of the pack's files as they are written: one model a file, and the words that their columns may hold.

A row is checked by itself here (types, allowed words, patterns); what rows say of each other is `check`'s. The JSON
Schemas in `data/schema/` are generated from these models.
"""

from functools import cache
from typing import Annotated, Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter

from domain.city.model import Basis, Certainty, Confidence, Outline, Parity, Relation


def _none_if_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _split_cell(value: Any) -> Any:
    """Take a cell such as "redona;celadina" apart; a list, as YAML has it, stays as it is."""
    return [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value


def _is_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is not a time zone of the IANA list, such as Europe/Rome") from error
    return name


Text = Annotated[str, Field(min_length=1)]
"""Something that is never empty; blanks around it are taken away."""

Maybe = Annotated[Text | None, BeforeValidator(_none_if_blank)]
"""A text, or None for an empty cell."""

Number = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(_none_if_blank)]
"""A whole number, or None for an empty cell."""

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A stable name of our own: lower-case letters, digits and single hyphens."""

Code = Annotated[str, Field(pattern=r"^[a-z]{2,4}$")]
"""What buttons and links carry: two to four lower-case letters."""

Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
"""Where a fact was read."""

Postcode = Annotated[str, Field(pattern=r"^[0-9]{5}$")]
"""An Italian postcode (CAP)."""

Texts = Annotated[tuple[Text, ...], BeforeValidator(_split_cell)]
"""Texts; in a table, one cell with semicolons between them."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(_split_cell)]
"""Ids; in a table, one cell with semicolons between them."""

SomeIds = Annotated[tuple[Id, ...], BeforeValidator(_split_cell), Field(min_length=1)]
"""At least one id."""


class Row(BaseModel):
    """What all rows share: no unknown keys, no blanks around texts, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ThemeRow(Row):
    """A theme in city.yaml."""

    id: Id
    code: Code
    names: Annotated[dict[Annotated[str, Field(pattern=r"^[a-z]{2}$")], Text], Field(min_length=1)]


class ServiceRow(Row):
    """The municipal service in city.yaml."""

    name: Text
    principles: tuple[Text, ...] = ()
    history: tuple[Text, ...] = ()
    facebook: Maybe = None
    email: Maybe = None
    phone: Maybe = None
    source_url: Url
    confidence: Confidence


class CityRow(Row):
    """city.yaml: the city, the service and the themes."""

    name: Text
    province: Text
    time_zone: Annotated[Text, AfterValidator(_is_zone)]
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
    nickname: Maybe = None
    areas: SomeIds
    themes: tuple[Id, ...] = ()
    other_words: tuple[Text, ...] = ()
    founded_year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    meeting_place: Maybe = None
    member_count: Maybe = None
    note: Maybe = None
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
    borders: Maybe = None
    note: Maybe = None
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


class Geometry(Row):
    """A polygon with its holes, or several; positions are longitude, latitude (RFC 7946, section 3.1)."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any]


class OutlineRow(Row):
    """A feature of areas.geojson: the outline of an area."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["Feature"]
    properties: OutlineProperties
    geometry: Geometry


class OutlinesRow(Row):
    """areas.geojson (RFC 7946)."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["FeatureCollection"]
    features: tuple[OutlineRow, ...]


class StreetRow(Row):
    """A row of streets.csv: the house numbers of one side from first to last, or the whole street."""

    street: Text
    parity: Parity
    first: Number
    last: Number
    area: Id
    near: Ids
    basis: Basis


class StreetAliasRow(Row):
    """A row of street_aliases.csv."""

    alias: Text
    street: Text


class LandmarkRow(Row):
    """A row of landmarks.csv."""

    name: Text
    kind: Text
    address: Maybe
    area: Id
    certain: bool
    basis: Outline


class TermRow(Row):
    """A row of terms.csv: the area of a word, or the areas it may mean, best first."""

    term: Text
    kind: Text
    areas: SomeIds
    note: Maybe
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
    address: Maybe
    relation: Relation
    role: Maybe
    source_url: Url
    confidence: Confidence


class PlaceRow(Row):
    """A row of places.csv."""

    name: Text
    kind: Text
    area: Id
    address: Maybe
    note: Maybe
    source_url: Url
    confidence: Confidence


class TownRow(Row):
    """A row of towns.csv."""

    name: Text
    province: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    other_names: Texts


R = TypeVar("R", bound=BaseModel)


@cache
def table_of(row: type[R]) -> TypeAdapter[list[R]]:
    """Give the validator of a whole table; made once a process."""
    return TypeAdapter(list[row])  # type: ignore[valid-type]  # a type made at run time
