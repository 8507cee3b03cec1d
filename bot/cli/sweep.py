"""`reti sweep`: delete what was kept long enough, as the bot does by itself every hour; or say what would go."""

import argparse
import asyncio
from collections.abc import Mapping

from bot.cli import OK
from bot.cli.tables import aligned
from bot.clock import utc_now
from bot.failures import StartError
from bot.settings import read_settings
from bot.upkeep import sweep
from domain.privacy.retention import OF_NOBODY, RETENTION
from storage import StoreError
from storage.address import parse_address
from storage.engine import is_made
from storage.sweeping import open_to_sweep


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--dry-run", action="store_true", help="change nothing: only say what would go, by table")


def main(options: argparse.Namespace) -> int:
    """Print how many rows of each table go."""
    gone = asyncio.run(_swept(read_settings().database_url, dry_run=options.dry_run))
    lasting = {one.table: one.how_long for one in RETENTION} | dict(OF_NOBODY)
    rows = [(table, str(number), lasting.get(table, "")) for table, number in sorted(gone.items()) if number > 0]
    if rows:
        print(aligned([("table", "would go" if options.dry_run else "gone", "kept"), *rows]))
    else:
        print("Nothing is older than it may be.")
    return OK


async def _swept(database_url: str, *, dry_run: bool) -> Mapping[str, int]:
    try:
        if not is_made(parse_address(database_url)):
            raise StartError(f"There is no database {database_url} yet: nothing is kept.")
        async with open_to_sweep(database_url, dry_run=dry_run) as (store, gone):
            await sweep(store, utc_now)
            return dict(gone)
    except StoreError as error:
        raise StartError(str(error)) from error
