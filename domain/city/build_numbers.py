"""House numbers as the open data of Italian municipalities have them ("numeri civici"): a row each, with its position.

Read are commas, semicolons and tabs, points and decimal commas, UTF-8 and Windows-1252, letters after a number.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from unicodedata import normalize

from domain.city.problem import CityPackError, Problem, quoted

COLUMNS = ("street", "number", "lat", "lon")
"""What is read of each row, and the columns' names unless others are given."""

_NUMBER = re.compile(r"0*([1-9]\d{0,3})(?!\d)((?:\.0+)?)([\s/.\-]*|[\s/.\-]*\w{1,6}(?:[\s/.\-]+\w{1,6}){0,3})")
"""A number, perhaps as a spreadsheet writes it (12.0), and what follows it: "12/A", "12 bis", "12-14"."""

_WITHOUT = re.compile(r"[-/.]*|0+|s\.?\s*n\.?\s*(?:c\.?)?|senza\s+(?:numero|civico)", re.IGNORECASE)
"""How "no number" is written: nothing, a dash, 0, "s.n.", "SNC"."""

_TOGETHER = (
    "The columns of this file are {there}. Say which is which, as `--columns street=VIA,number=CIVICO,lat=Y,lon=X`."
)


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house and its position, in degrees (WGS 84). Without a `number` it only says where its street is.

    `exponent` is what follows the number ("/A", " bis").
    """

    line: int
    street: str
    number: int | None
    exponent: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class HouseNumbers:
    """What could be read of a file, and what could not."""

    houses: Sequence[HouseNumber]
    left_out: Sequence[Problem]


_Cells: TypeAlias = Mapping[str, str]


class _BadRowError(Exception):
    """A row is not understood: what is wrong, and what to do."""

    def __init__(self, text: str, advice: str) -> None:
        super().__init__(text)
        self.text = text
        self.advice = advice


def read_house_numbers(content: bytes, file: str, columns: Mapping[str, str] | None = None) -> HouseNumbers:
    """Read a table; `columns` has the file's own name for any of `COLUMNS`. Further columns do not matter.

    Raises CityPackError when a column is missing.
    """
    text, doubts = _decoded(content, file)
    houses: list[HouseNumber] = []
    left_out = list(doubts)
    for line, cells in _rows(text, file, {name: name for name in COLUMNS} | dict(columns or {})):
        try:
            houses.append(_house(line, cells))
        except _BadRowError as error:
            left_out.append(Problem(file, line, error.text, error.advice))
    return HouseNumbers(houses, left_out)


def _decoded(content: bytes, file: str) -> tuple[str, Sequence[Problem]]:
    try:
        return normalize("NFC", content.decode("utf-8-sig")), ()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        advice = "It was read as Windows-1252: see that the accents in the table are right."
        return content.decode("cp1252", "replace"), [Problem(file, line, "This line is not in UTF-8.", advice)]


def _rows(text: str, file: str, columns: Mapping[str, str]) -> Iterator[tuple[int, _Cells]]:
    """Give each row that is not empty, with the line that it begins on."""
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=first.count))
    line = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        places = _places(header, file, columns)
        line = reader.line_num + 1
        for row in reader:
            if any(map(str.strip, row)):
                padded = [*row, *[""] * len(header)]
                yield line, {name: " ".join(padded[place].split()) for name, place in places.items()}
            line = reader.line_num + 1
    except csv.Error as error:
        advice = "See that every double quote in it has its pair."
        raise CityPackError([Problem(file, line, f"This row cannot be read ({error}).", advice)]) from error


def _places(header: Sequence[str], file: str, columns: Mapping[str, str]) -> Mapping[str, int]:
    folded = [name.casefold() for name in header]
    missing = [name for name in columns.values() if name.strip().casefold() not in folded]
    if missing:
        advice = _TOGETHER.format(there=quoted(filter(None, header)) or "none")
        raise CityPackError([Problem(file, 1, f"There is no column {quoted(missing)}.", advice)])
    return {name: folded.index(own.strip().casefold()) for name, own in columns.items()}


def _house(line: int, cells: _Cells) -> HouseNumber:
    if not cells["street"]:
        raise _BadRowError("This row names no street.", "Fill it in, or take the row out.")
    number, exponent = _number(cells["number"])
    return HouseNumber(line, cells["street"], number, exponent, _degrees(cells["lat"], 90), _degrees(cells["lon"], 180))


def _number(written: str) -> tuple[int | None, str]:
    if _WITHOUT.fullmatch(written):
        return None, ""
    found = _NUMBER.fullmatch(written)
    if found is None:
        raise _BadRowError(f"'{written}' is not a house number.", "Write it as 12, 12/A or 12 bis, or leave it empty.")
    return int(found[1]), found[3]


def _degrees(written: str, most: int) -> float:
    if not written:
        raise _BadRowError("This row has no position.", "Fill in its latitude and longitude.")
    try:
        degrees = float(written.replace(",", "."))
    except ValueError:
        raise _BadRowError(f"'{written}' is not a coordinate.", "Write degrees, such as 45.6983.") from None
    if not abs(degrees) <= most:
        raise _BadRowError(f"'{written}' is not in degrees.", "Export the numbers again as WGS 84 (EPSG:4326).")
    return degrees
