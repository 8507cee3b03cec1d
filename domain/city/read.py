"""Reading the pack's files into rows, with the place of each, so that every mistake can be shown where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import normalize

from pydantic import BaseModel, ValidationError

from domain.city import phrases, rows, syntax
from domain.city.entries import Entries
from domain.city.problem import Problem, did_you_mean
from domain.city.syntax import Document, Loc, NotReadableError

R = TypeVar("R", bound=BaseModel)
W = TypeVar("W", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Pack:
    """All files of a folder, read; `problems` has what is wrong inside each."""

    folder: Path
    version: str
    problems: tuple[Problem, ...]
    city: rows.CityRow | None
    retired_networks: tuple[str, ...]
    retired_areas: tuple[str, ...]
    themes: Entries[rows.ThemeRow]
    networks: Entries[rows.NetworkRow]
    areas: Entries[rows.AreaRow]
    outlines: Entries[rows.OutlineRow]
    streets: Entries[rows.StreetRow]
    overrides: Entries[rows.OverrideRow]
    street_aliases: Entries[rows.StreetAliasRow]
    landmarks: Entries[rows.LandmarkRow]
    terms: Entries[rows.TermRow]
    postcodes: Entries[rows.PostcodeRow]
    organisations: Entries[rows.OrganisationRow]
    places: Entries[rows.PlaceRow]
    towns: Entries[rows.TownRow]


def read(folder: Path) -> Pack:
    """Read all files of a pack. Problems are gathered, never raised; what cannot be read stays empty.

    The version is a short hash of the files' names and bytes; other files of the folder do not count.
    """
    reading = _Reading(folder)
    city, themes = reading.document("city.yaml", rows.CityRow, "themes", rows.ThemeRow)
    networks_file, networks = reading.document("networks.yaml", rows.NetworksRow, "networks", rows.NetworkRow)
    areas_file, areas = reading.document("areas.yaml", rows.AreasRow, "areas", rows.AreaRow)
    _, outlines = reading.document("areas.geojson", rows.OutlinesRow, "features", rows.OutlineRow)
    streets = reading.table("streets.csv", rows.StreetRow)
    overrides = reading.table("overrides.csv", rows.OverrideRow)
    street_aliases = reading.table("street_aliases.csv", rows.StreetAliasRow)
    landmarks = reading.table("landmarks.csv", rows.LandmarkRow)
    terms = reading.table("terms.csv", rows.TermRow)
    postcodes = reading.table("postcodes.csv", rows.PostcodeRow)
    organisations = reading.table("organisations.csv", rows.OrganisationRow)
    places = reading.table("places.csv", rows.PlaceRow)
    towns = reading.table("towns.csv", rows.TownRow)
    return Pack(
        folder=folder,
        version=reading.hash.hexdigest()[:12],
        problems=tuple(reading.problems),
        city=city,
        retired_networks=networks_file.retired_codes if networks_file else (),
        retired_areas=areas_file.retired_codes if areas_file else (),
        themes=themes,
        networks=networks,
        areas=areas,
        outlines=outlines,
        streets=streets,
        overrides=overrides,
        street_aliases=street_aliases,
        landmarks=landmarks,
        terms=terms,
        postcodes=postcodes,
        organisations=organisations,
        places=places,
        towns=towns,
    )


class _Reading:
    """A folder being read: gathers the problems, and the files' bytes for the version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.hash = sha256()

    def document(self, file: str, whole: type[W], key: str, row: type[R]) -> tuple[W | None, Entries[R]]:
        """Read a YAML or GeoJSON file, and the list of entries under a key of it."""
        document = self._parsed(file, syntax.geojson if file.endswith(".geojson") else syntax.yaml_document)
        if document is None:
            return None, Entries(file)

        def locate(loc: Loc) -> int:
            return document.line((key, *loc))

        try:
            right = whole.model_validate(document.data)
        except ValidationError as error:
            self.problems += phrases.problems(file, error, whole, document.line)
            listed = document.data.get(key) if isinstance(document.data, dict) else None
            return None, _one_by_one(file, listed, row, locate) if isinstance(listed, list) else Entries(file)
        return right, _all(file, getattr(right, key), (), locate)

    def table(self, file: str, row: type[R]) -> Entries[R]:
        """Read a CSV file."""
        document = self._parsed(file, lambda text: syntax.table(text, tuple(row.model_fields)))
        if document is None:
            return Entries(file)
        try:
            right = rows.table_of(row).validate_python(document.data)
        except ValidationError as error:
            self.problems += phrases.problems(file, error, row, document.line)
            return _one_by_one(file, document.data, row, document.line, document.left_out)
        return _all(file, right, document.left_out, document.line)

    def _parsed(self, file: str, parse: Callable[[str], Document]) -> Document | None:
        text = self._text(file)
        if text is None:
            return None
        try:
            document = parse(text)
        except NotReadableError as error:
            self.problems.append(Problem(file, error.line, error.text, error.advice))
            return None
        self.problems += [Problem(file, *doubt) for doubt in document.doubts]
        return document

    def _text(self, file: str) -> str | None:
        try:
            content = (self.folder / file).read_bytes()
        except FileNotFoundError:
            others = sorted({entry.name for entry in self.folder.iterdir()} - rows.FILES.keys())
            advice = did_you_mean(file, others, "Put it back, for example from the last version that worked.")
            self.problems.append(Problem(file, 0, "This file is missing.", advice))
            return None
        except OSError as error:
            advice = "It must be a file that the user of the bot may read."
            self.problems.append(Problem(file, 0, f"This file cannot be read ({error.strerror}).", advice))
            return None
        self.hash.update(f"{file}\0{len(content)}\0".encode() + content)
        try:
            return normalize("NFC", content.decode("utf-8-sig"))  # with or without the mark that Excel puts before it
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            advice = "Save the file again as UTF-8; in Excel, as 'CSV UTF-8'."
            self.problems.append(Problem(file, line, "This line is not in UTF-8.", advice))
            return None


def _all(file: str, right: Sequence[R], left_out: Sequence[Any], locate: Callable[[Loc], int]) -> Entries[R]:
    return Entries(file, tuple(right), tuple(range(len(right))), tuple(left_out), readable=True, locate=locate)


def _one_by_one(
    file: str, listed: Sequence[Any], row: type[R], locate: Callable[[Loc], int], left_out: Sequence[Any] = ()
) -> Entries[R]:
    """Keep what is right of a list with mistakes: it is still checked, and references to the rest still hold."""
    right: dict[int, R] = {}
    wrong = list(left_out)
    for place, item in enumerate(listed):
        try:
            right[place] = row.model_validate(item)
        except ValidationError:
            wrong.append(item)
    return Entries(file, tuple(right.values()), tuple(right), tuple(wrong), readable=True, locate=locate)
