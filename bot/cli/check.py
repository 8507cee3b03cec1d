"""`reti check`: say whether all that the bot rests on is in order."""

import argparse
import asyncio
from collections.abc import Iterator

from bot.cli import OK, UNUSABLE
from bot.failures import StartError
from bot.settings import Settings, read_settings
from domain.city import problems
from storage import StoreError, check_store


def main(_options: argparse.Namespace) -> int:
    """Print every problem with what to do about it; the exit code is 2 if there is any."""
    found = list(_problems())
    for problem in found:
        print(problem)
    print(f"{len(found)} to mend before the bot can start." if found else "All is in order: the bot can start.")
    return UNUSABLE if found else OK


def _problems() -> Iterator[str]:
    try:
        settings = read_settings()
    except StartError as error:
        yield str(error)
        return
    if settings.token is None:
        yield "RETI_TOKEN is not set. Write the token that @BotFather gave you, in the environment or in .env."
    yield from (f"{settings.city}/{problem}" for problem in problems(settings.city))
    try:
        asyncio.run(check_store(settings.database_url))
    except StoreError as error:
        yield str(error)
    _remark(settings)


def _remark(settings: Settings) -> None:
    """Say what does not hinder the bot but should be known before it is used for real."""
    if not (settings.controller and settings.controller_contact and settings.officer_contact):
        print(
            "Note: /privacy cannot name who answers for the data yet. Set RETI_CONTROLLER, RETI_CONTROLLER_CONTACT and "
            "RETI_OFFICER_CONTACT before real use."
        )
