"""`reti feedback`: the wrong answers that residents reported, until operators have a screen for them."""

import argparse
import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot.cli import OK
from bot.cli.database import existing_store
from bot.cli.tables import aligned
from bot.failures import StartError
from bot.settings import read_settings
from domain.model import Feedback
from domain.spreadsheet import spreadsheet

COLUMNS = ("reported (UTC)", "asked", "answered", "comment", "city pack")

_ALL = 2**31
"""More reports than there will be: an export is complete."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--csv", type=Path, metavar="OUT.csv", help="write all reports as a table for a spreadsheet")


def main(options: argparse.Namespace) -> int:
    """Show the latest reports, newest first, or export all."""
    reports = asyncio.run(_reports(read_settings().database_url, everything=options.csv is not None))
    if options.csv is not None:
        _export(reports, options.csv)
        print(f"{len(reports)} written to {options.csv}.")
    elif reports:
        print(aligned([COLUMNS, *map(_cells, reports)]))
    else:
        print("No wrong answer was reported.")
    return OK


async def _reports(database_url: str, *, everything: bool) -> Sequence[Feedback]:
    async with existing_store(database_url) as store:
        return await (store.reports(limit=_ALL) if everything else store.reports())


def _export(reports: Sequence[Feedback], target: Path) -> None:
    try:
        target.write_bytes(spreadsheet([COLUMNS, *map(_cells, reports)]))
    except OSError as error:
        raise StartError(f"{target} cannot be written ({error.strerror}).") from error


def _cells(report: Feedback) -> tuple[str, ...]:
    answered = ", ".join(report.answered)
    return (f"{report.reported_at:%Y-%m-%d %H:%M}", report.asked, answered, report.comment or "", report.city_version)
