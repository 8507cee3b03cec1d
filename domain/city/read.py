"""Reading the pack's files into rows, with the place of each, so that every mistake can be shown where it stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from domain.city import phrases, rows, syntax
from domain.city.problem import Problem, did_you_mean
from domain.city.syntax import Loc, NotReadable

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entries(Generic[R]):
    """The entries of one file that are right by themselves.

    `places` has each row's index in the file. `wrong` has what was dropped because of a mistake, as it was written;
    `readable` is False when the file could not be read at all, so that nothing can be said of what it lacks.
    """

    file: str
    rows: tuple[R, ...] = ()
    places: tuple[int, ...] = ()
    wrong: tuple[Any, ...] = ()
    readable: bool = False
    locate: Callable[[Loc], int] = field(default=lambda _: 0, repr=False)

    def __iter__(self) -> Iterator[tuple[int, R]]:
        return enumerate(self.rows)

    def line(self, index: int, *inside: str | int) -> int:
        """Say on which line the row of this index, or a part of it, stands."""
        return self.locate((self.places[index], *inside))

    def problem(self, index: int, inside: str | int, text: str, advice: str) -> Problem:
        """Make a problem of one field of a row."""
        return Problem(self.file, self.line(index, inside), text, advice)


@dataclass(frozen=True, slots=True)
class Pack:
    """All files of a folder, read; `problems` has what is wrong in each by itself."""

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
    street_aliases: Entries[rows.StreetAliasRow]
    landmarks: Entries[rows.LandmarkRow]
    terms: Entries[rows.TermRow]
    postcodes: Entries[rows.PostcodeRow]
    organisations: Entries[rows.OrganisationRow]
    places: Entries[rows.PlaceRow]
    towns: Entries[rows.TownRow]


class _Folder:
    """A folder being read: gathers its problems and the bytes for its version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.hash = sha256()

    def text(self, file: str) -> str | None:
        """Read a file as text; None, with a problem noted, when it is missing or not in UTF-8."""
        path = self.folder / file
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            there = sorted(entry.name for entry in self.folder.iterdir()) if self.folder.is_dir() else []
            advice = did_you_mean(file, there, "Put it back, for example from the last version that worked.")
            self.problems.append(Problem(file, 0, f"This file is missing from {self.folder}.", advice))
            return None
        except OSError as error:
            advice = "See that it is a file and may be read by the bot's user."
            self.problems.append(Problem(file, 0, f"This file cannot be read: {error.strerror}.", advice))
            return None
        self.hash.update(f"{file}\0{len(content)}\0".encode() + content)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            advice = "Save the file again as UTF-8 (in Excel: 'CSV UTF-8')."
            self.problems.append(Problem(file, line, "This line is not in UTF-8.", advice))
            return None

    def document(self, file: str, model: type[BaseModel]) -> tuple[syntax.Document | None, Any]:
        """Read a YAML or GeoJSON file and validate it as a whole; None for what cannot be had."""
        text = self.text(file)
        if text is None:
            return None, None
        try:
            document = syntax.geojson(text) if file.endswith(".geojson") else syntax.yaml_document(text)
        except NotReadable as error:
            self.problems += [Problem(file, error.line, error.text, error.advice)]
            return None, None
        self.problems += [Problem(file, line, said, advice) for line, said, advice in document.doubts]
        try:
            return document, model.model_validate(document.data)
        except ValidationError as error:
            self.problems += phrases.problems(file, error, model, document.line)
            return document, None

    def entries(self, file: str, document: syntax.Document | None, whole: Any, key: str, row: type[R]) -> Entries[R]:
        """Take the list under a key of a document: all of it, or else those entries that are right by themselves."""
        if document is None:
            return Entries(file)

        def locate(loc: Loc) -> int:
            return document.line((key, *loc))

        if whole is not None:
            right = getattr(whole, key)
            return Entries(file, right, tuple(range(len(right))), (), readable=True, locate=locate)
        listed = document.data.get(key) if isinstance(document.data, dict) else None
        if not isinstance(listed, list):
            return Entries(file)
        return _sorted_out(file, listed, row, locate)

    def table(self, file: str, row: type[R]) -> Entries[R]:
        """Read a CSV file."""
        text = self.text(file)
        if text is None:
            return Entries(file)
        try:
            table = syntax.table(text, tuple(row.model_fields))
        except NotReadable as error:
            self.problems += [Problem(file, error.line, error.text, error.advice)]
            return Entries(file)
        self.problems += [Problem(file, line, said, advice) for line, said, advice in table.doubts]
        try:
            right = rows.table_of(row).validate_python(table.data)
        except ValidationError as error:
            self.problems += phrases.problems(file, error, row, table.line)
            return _sorted_out(file, table.data, row, table.line)
        return Entries(file, tuple(right), tuple(range(len(right))), (), readable=True, locate=table.line)


def _sorted_out(file: str, listed: list[Any], row: type[R], locate: Callable[[Loc], int]) -> Entries[R]:
    right: list[R] = []
    places: list[int] = []
    wrong: list[Any] = []
    for place, item in enumerate(listed):
        try:
            right.append(row.model_validate(item))
        except ValidationError:
            wrong.append(item)
        else:
            places.append(place)
    return Entries(file, tuple(right), tuple(places), tuple(wrong), readable=True, locate=locate)


def read(folder: Path) -> Pack:
    """Read all files of a pack. Problems are gathered, never raised; what cannot be read stays empty."""
    reading = _Folder(folder)
    city_document, city = reading.document("city.yaml", rows.CityRow)
    network_document, networks = reading.document("networks.yaml", rows.NetworksRow)
    area_document, areas = reading.document("areas.yaml", rows.AreasRow)
    outline_document, outlines = reading.document("areas.geojson", rows.OutlinesRow)
    contents = {
        "themes": reading.entries("city.yaml", city_document, city, "themes", rows.ThemeRow),
        "networks": reading.entries("networks.yaml", network_document, networks, "networks", rows.NetworkRow),
        "areas": reading.entries("areas.yaml", area_document, areas, "areas", rows.AreaRow),
        "outlines": reading.entries("areas.geojson", outline_document, outlines, "features", rows.OutlineRow),
        "streets": reading.table("streets.csv", rows.StreetRow),
        "street_aliases": reading.table("street_aliases.csv", rows.StreetAliasRow),
        "landmarks": reading.table("landmarks.csv", rows.LandmarkRow),
        "terms": reading.table("terms.csv", rows.TermRow),
        "postcodes": reading.table("postcodes.csv", rows.PostcodeRow),
        "organisations": reading.table("organisations.csv", rows.OrganisationRow),
        "places": reading.table("places.csv", rows.PlaceRow),
        "towns": reading.table("towns.csv", rows.TownRow),
    }
    return Pack(
        folder=folder,
        version=reading.hash.hexdigest()[:12],
        problems=tuple(reading.problems),
        city=city,
        retired_networks=networks.retired_codes if networks else (),
        retired_areas=areas.retired_codes if areas else (),
        **contents,
    )
