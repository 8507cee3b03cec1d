"""The city pack, as a command needs it: whole, or one sentence on what to do."""

from pathlib import Path

from bot.failures import StartError
from domain.city import City, CityPackError, load


def load_city(folder: Path) -> City:
    """Load a pack.

    Raises:
        StartError: it has problems.

    """
    try:
        return load(folder)
    except CityPackError as error:
        raise StartError(f"The city pack in {folder} has problems: see `reti check`.") from error
