"""`reti check`: say whether all that the bot rests on is in order."""

import argparse
import asyncio
from collections.abc import Iterator, Mapping, Sequence

from bot.city import load_city
from bot.cli import OK, UNUSABLE
from bot.cli.feed_words import state_of
from bot.clock import utc_now
from bot.failures import StartError
from bot.feed_entries import check_networks
from bot.settings import Settings, read_settings
from domain.city import problems
from domain.feeds import FeedState, Vanished
from storage import StoreError, open_as_it_is


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
    in_pack = [f"{settings.city}/{problem}" for problem in problems(settings.city)]
    yield from in_pack
    if settings.feeds and not in_pack:
        try:
            check_networks(settings.feeds, load_city(settings.city))
        except StartError as error:
            yield str(error)
    try:
        states, vanished = asyncio.run(_remembered(settings.database_url))
    except StoreError as error:
        yield str(error)
    else:
        _tell_feeds(settings, states, vanished)
    _remark(settings)


async def _remembered(database_url: str) -> tuple[Mapping[str, FeedState], Sequence[Vanished]]:
    """What is known of the feeds: nothing where the database is still to be made, or brought up to date."""
    async with open_as_it_is(database_url) as store:
        return (await store.feeds(), await store.vanished(utc_now())) if store else ({}, ())


def _tell_feeds(settings: Settings, states: Mapping[str, FeedState], vanished: Sequence[Vanished]) -> None:
    """Say how each feed is. One that fails does not hinder the bot."""
    for feed in settings.feeds:
        print(f"Feed {feed.name}: {state_of(states.get(feed.name))}.")
    if vanished:
        print(f"Note: {len(vanished)} vanished from the feeds and want an answer: see `reti feeds`.")


def _remark(settings: Settings) -> None:
    """Say what does not hinder the bot but should be known before it is used for real."""
    if not (settings.controller and settings.controller_contact and settings.officer_contact):
        print(
            "Note: /privacy cannot name who answers for the data yet. Set RETI_CONTROLLER, RETI_CONTROLLER_CONTACT and "
            "RETI_OFFICER_CONTACT before real use."
        )
