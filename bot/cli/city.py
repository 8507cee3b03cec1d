"""`reti city build`: compile polygons and house numbers into the street table of a city pack."""

import argparse
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.cli import OK, UNUSABLE
from bot.failures import StartError
from domain.city import CityPackError, Problem
from domain.city.build import COLUMNS, compile_streets, read_areas, read_house_numbers, written

TABLE = "streets.csv"
LEFT_OUT = "left-out.txt"

_SHOWN = 20
"""Rows that were left out and are shown at once; the file has all."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    purpose = "compile areas and house numbers into streets.csv"
    build = actions.add_parser("build", help=purpose, description=purpose.capitalize() + ".")
    build.add_argument(
        "--areas", type=Path, required=True, metavar="AREAS.geojson", help="a polygon an area, with its id"
    )
    build.add_argument("--numbers", type=Path, required=True, metavar="NUMBERS.csv", help="house numbers and positions")
    build.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=f"where {TABLE} is written")
    build.add_argument(
        "--columns",
        type=_columns,
        default={},
        metavar="street=VIA,number=CIVICO,…",
        help=f"what the columns {', '.join(COLUMNS)} are called in NUMBERS.csv",
    )
    build.add_argument(
        "--near-metres",
        type=_metres,
        default=50.0,
        metavar="METRES",
        help="how near another area is near: the bot asks there (default 50)",
    )


def main(options: argparse.Namespace) -> int:
    """Build, and say what could not be placed; the exit code is 2 when nothing could."""
    try:
        areas = read_areas(_content(options.areas).decode("utf-8-sig"), str(options.areas), options.near_metres)
        numbers = read_house_numbers(_content(options.numbers), str(options.numbers), options.columns)
    except UnicodeDecodeError as error:
        raise StartError(f"{options.areas} is not in UTF-8: export it again as GeoJSON.") from error
    except CityPackError as error:
        _say(error.problems)
        return UNUSABLE
    table = compile_streets(numbers.houses, areas, str(options.numbers))
    left_out = sorted([*numbers.left_out, *table.left_out])
    _say(left_out[:_SHOWN])
    if not table.streets:
        print(f"No house could be placed, so {TABLE} was not written.")
        return UNUSABLE
    _write(options.out, {TABLE: written(table.streets), LEFT_OUT: "".join(f"{problem}\n" for problem in left_out)})
    runs = sum(len(street.runs) for street in table.streets)
    print(f"{len(table.streets)} streets, {runs} rows: {options.out / TABLE}")
    if left_out:
        print(f"{len(left_out)} rows to look at: {options.out / LEFT_OUT}")
    return OK


def _columns(written: str) -> Mapping[str, str]:
    pairs = dict(pair.partition("=")[::2] for pair in written.split(","))
    for name, own in pairs.items():
        if name not in COLUMNS or not own.strip():
            raise StartError(f"--columns: {name}={own} is none of street=…, number=…, lat=…, lon=….")
    return pairs


def _metres(written: str) -> float:
    try:
        metres = float(written)
    except ValueError:
        metres = math.nan
    if not 0 <= metres < math.inf:
        raise StartError(f"--near-metres: {written} is no distance in metres.")
    return metres


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise StartError(f"{file} cannot be read ({error.strerror}).") from error


def _write(folder: Path, files: Mapping[str, str]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise StartError(f"{folder} cannot be written ({error.strerror}).") from error


def _say(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(problem)
