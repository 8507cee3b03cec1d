"""What one value of the pack's files may hold: a cell of a table, a value in YAML, a position on the map."""

from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, FiniteFloat, WithJsonSchema


def _none_if_blank(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()] if cell else []


def _yes_or_no(cell: str) -> bool:
    if cell.strip() not in {"yes", "no"}:
        raise ValueError("must be yes or no")
    return cell.strip() == "yes"


def _is_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("must be a time zone of the IANA list, such as Europe/Rome") from error
    return name


PATTERNS = {
    (ID := r"^[a-z0-9]+(-[a-z0-9]+)*$"): "An id has lower-case letters, digits and single hyphens, such as citta-alta.",
    (CODE := r"^[a-z]{2,4}$"): "A code has two to four lower-case letters, such as red.",
    (URL := r"^https?://\S+$"): "A source is a web address that begins with https:// or http://.",
    (POSTCODE := r"^[0-9]{5}$"): "A postcode has five digits, such as 24121.",
    (PROVINCE := r"^[A-Z]{2}$"): "A province is its two capital letters, such as BG.",
    (LANGUAGE := r"^[a-z]{2}$"): "A language is its two letters, such as it.",
}
"""What each pattern means, for the person whose text does not match it."""

Text = Annotated[str, Field(min_length=1)]
"""Something that is never empty; blanks around it are taken away."""

Id = Annotated[str, Field(pattern=ID)]
"""A stable name of our own."""

Code = Annotated[str, Field(pattern=CODE)]
"""What buttons and links carry."""

Url = Annotated[str, Field(pattern=URL)]
"""Where a fact was read."""

Postcode = Annotated[str, Field(pattern=POSTCODE)]
"""An Italian postcode (CAP)."""

TextCell = Annotated[Text | None, BeforeValidator(_none_if_blank)]
"""A cell of a table that may be empty."""

NumberCell = Annotated[Annotated[int, Field(ge=0)] | None, BeforeValidator(_none_if_blank)]
"""A cell with a whole number, or empty."""

TextsCell = Annotated[tuple[Text, ...], BeforeValidator(_split)]
"""A cell with any number of texts, with semicolons between them."""

IdsCell = Annotated[tuple[Id, ...], BeforeValidator(_split)]
"""A cell with any number of ids, with semicolons between them."""

YesCell = Annotated[bool, BeforeValidator(_yes_or_no), WithJsonSchema({"enum": ["yes", "no"]})]
"""A cell with yes or no; True for yes."""

TimeZone = Annotated[Text, AfterValidator(_is_zone)]
"""A time zone of the IANA list."""

Position = Annotated[list[FiniteFloat], Field(min_length=2, max_length=3)]
"""Longitude, latitude and perhaps a height (RFC 7946, section 3.1.1)."""

Rings = Annotated[list[Annotated[list[Position], Field(min_length=4)]], Field(min_length=1)]
"""The rings of a polygon, each closed: at least four positions (RFC 7946, section 3.1.6)."""
