"""`reti import`: events from a calendar file or a table into the database, while the bot runs or before.

What was taken is listed on standard output; what was not, or not as it is written, goes to standard error.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tqdm import tqdm

from bot.city import load_city
from bot.cli import FAILED, OK
from bot.cli.database import existing_store
from bot.cli.import_words import WHOLE_FILE, sentence, summary, taken_of
from bot.clock import utc_now
from bot.failures import StartError
from bot.settings import read_settings
from domain.agenda.taking import Taken
from domain.calendar import Defaults, Reading
from domain.calendar.limits import FILE_BYTES
from domain.calendar.read import Progress, read
from domain.calendar.words import Vocabulary
from domain.city.model import City, NetworkId
from domain.city.problem import did_you_mean


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="an iCalendar file (.ics), or a table (.csv)")
    parser.add_argument(
        "--network", nargs="+", metavar="ID", default=[], help="whose the events are that do not say it themselves"
    )
    parser.add_argument("--city-wide", action="store_true", help="those events are the whole city's")
    parser.add_argument("--dry-run", action="store_true", help="say what would become of the events, and keep nothing")


def main(options: argparse.Namespace) -> int:
    """Read the file and keep its events; the exit code is 1 when some pieces of it were not taken."""
    if options.network and options.city_wide:
        raise StartError("Write --network or --city-wide, not both: what is the whole city's is of no network.")
    settings, now = read_settings(), utc_now()
    city = load_city(settings.city)
    networks = tuple(network_named(name, city) for name in options.network)
    content = _content(options.file)
    with _shown_progress() as progress:
        reading = read(content, Vocabulary(city), Defaults(city.zone, networks, options.city_wide), now, progress)
    for problem in reading.problems:
        if problem.why in WHOLE_FILE:
            raise StartError(sentence(str(options.file), problem))
    taken = asyncio.run(_take(settings.database_url, reading, now, dry_run=options.dry_run))
    for problem in (*reading.problems, *reading.remarks):
        print(sentence(str(options.file), problem), file=sys.stderr)
    for line in (*taken_of(taken, city), summary(taken, reading)):
        print(line)
    if options.dry_run:
        print("This was a dry run: nothing was kept.")
    return FAILED if reading.problems else OK


def network_named(name: str, city: City) -> NetworkId:
    """Give the network of an id. Raises StartError."""
    if name not in city.networks:
        raise StartError(f"There is no network {name}. {did_you_mean(name, city.networks, 'See networks.yaml.')}")
    return NetworkId(name)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(FILE_BYTES + 1)
    except OSError as error:
        raise StartError(f"{file} cannot be read ({error.strerror}).") from error


async def _take(database_url: str, reading: Reading, now: datetime, *, dry_run: bool) -> Taken:
    async with existing_store(database_url) as store:
        return await store.take(reading.events, now, dry_run=dry_run)


@contextmanager
def _shown_progress() -> Iterator[Progress]:
    """Show a bar while a file is read, to whoever sits at a terminal."""
    with tqdm(desc="reading", file=sys.stderr, disable=not sys.stderr.isatty(), leave=False, unit_scale=True) as bar:

        def show(done: int, whole: int) -> None:
            bar.total = whole
            bar.update(done - bar.n)

        yield show
