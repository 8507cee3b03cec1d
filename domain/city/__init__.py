"""The city pack: read a folder, check it, freeze it into a `City`."""

from pathlib import Path

from domain.city.check import check
from domain.city.freeze import freeze
from domain.city.model import City
from domain.city.problem import CityPackError, Problem
from domain.city.read import Pack, read

__all__ = ["City", "CityPackError", "Problem", "load", "problems"]


def load(folder: Path) -> City:
    """Load the city of a pack's folder. Raises CityPackError, with every problem, when it has any."""
    pack, found = _checked(folder)
    if pack is None or pack.city is None or found:
        raise CityPackError(found)
    return freeze(pack, pack.city)


def problems(folder: Path) -> list[Problem]:
    """Say everything that is wrong with a pack, by file and line; an empty list when it can be loaded."""
    return _checked(folder)[1]


def _checked(folder: Path) -> tuple[Pack | None, list[Problem]]:
    if not folder.is_dir():
        return None, [Problem(str(folder), 0, "There is no such folder.", "Name the folder of a city pack.")]
    pack = read(folder)
    return pack, sorted([*pack.problems, *check(pack)])
