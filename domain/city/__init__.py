"""The city pack: read a folder, validate it, freeze it into a `City`."""

from pathlib import Path

from domain.city.freeze import freeze
from domain.city.model import City
from domain.city.problem import CityPackError, Problem
from domain.city.read import read

__all__ = ["City", "CityPackError", "Problem", "load", "problems"]


def load(folder: Path) -> City:
    """Load the city of a pack's folder. Raises CityPackError with every problem of it when it has any."""
    pack = read(folder)
    found = pack.problems
    if found or pack.city is None:
        raise CityPackError(found)
    return freeze(pack, pack.city)


def problems(folder: Path) -> list[Problem]:
    """Say everything that is wrong with a pack; an empty list when it can be loaded."""
    return sorted(read(folder).problems)
