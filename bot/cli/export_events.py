"""`reti export`: the events that are not over as calendar files, one a network, for people's own calendars to follow.

What is the whole city's stands in `citta.ics` and in each network's file too: who follows one network must not miss it.
Drafts stand in none.
"""

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.city import load_city
from bot.cli import OK
from bot.cli.database import existing_store
from bot.cli.import_events import network_named
from bot.clock import utc_now
from bot.failures import StartError
from bot.settings import read_settings
from domain.agenda.event import Event, Status
from domain.calendar.write import write
from domain.city.model import City, NetworkId

CITY_WIDE = "citta"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the files go, ID.ics for each network")
    parser.add_argument("--network", nargs="+", metavar="ID", default=[], help="these networks only")


def main(options: argparse.Namespace) -> int:
    """Write the files, each in one step, so that whoever fetches one meanwhile gets it whole."""
    settings, now = read_settings(), utc_now()
    city = load_city(settings.city)
    networks = [network_named(name, city) for name in options.network]
    events = asyncio.run(_events(settings.database_url))
    for name, calendar in _calendars(events, city, networks).items():
        title = city.networks[NetworkId(name)].name if name in city.networks else city.name
        _keep(options.folder, f"{name}.ics", write(calendar, city, now=now, name=title))
        print(f"{options.folder / name}.ics: {len(calendar):,} events")
    return OK


async def _events(database_url: str) -> Sequence[Event]:
    async with existing_store(database_url) as store:
        return [event for event in await store.events() if event.status is not Status.DRAFT]


def _calendars(events: Sequence[Event], city: City, networks: Sequence[NetworkId]) -> Mapping[str, Sequence[Event]]:
    """Sort the events into files, by their names."""
    calendars: dict[str, Sequence[Event]] = {
        network: [event for event in events if network in event.networks or not event.networks]
        for network in networks or city.networks
    }
    if not networks:
        calendars[CITY_WIDE] = [event for event in events if not event.networks]
    return calendars


def _keep(folder: Path, name: str, content: bytes) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f".{name}.part"
        beside.write_bytes(content)
        beside.replace(folder / name)
    except OSError as error:
        raise StartError(f"{folder / name} cannot be written ({error.strerror}).") from error
