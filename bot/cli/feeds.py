"""`reti feeds`: how the calendar feeds are, and what to do with events that vanished from them."""

import argparse
import asyncio
from datetime import timedelta

from bot.city import load_city
from bot.cli import OK
from bot.cli.database import existing_store
from bot.cli.feed_words import news_of, questions_of, table_of
from bot.clock import utc_now
from bot.failures import StartError
from bot.feed_entries import check_networks
from bot.feeds import FeedReader
from bot.fetch import web_client
from bot.reading import file_reader
from bot.settings import Settings, read_settings
from domain.agenda.event import EventId
from domain.city.model import City
from domain.ports import Gone, Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--now", action="store_true", help="ask every feed now, and print what came")
    for answer, purpose in (("--keep", "keep events that vanished, without their feed"), ("--cancel", "call them off")):
        parser.add_argument(answer, type=int, nargs="+", metavar="N", default=[], help=f"{purpose}, by their numbers")


def main(options: argparse.Namespace) -> int:
    """Give the answers, ask the feeds if wished, and show how things are then."""
    settings = read_settings()
    city = load_city(settings.city)
    check_networks(settings.feeds, city)
    asyncio.run(_work(settings, city, options))
    return OK


async def _work(settings: Settings, city: City, options: argparse.Namespace) -> None:
    async with existing_store(settings.database_url) as store:
        await _answer(store, options)
        if options.now:
            await _ask(store, city, settings)
        await _show(store, city, settings)


async def _answer(store: Store, options: argparse.Namespace) -> None:
    """Answer the questions, until one is about nothing. Raises StartError."""
    number = 0
    try:
        for number in options.keep:
            await store.keep_vanished(EventId(number))
            print(f"{number} is kept.")
        for number in options.cancel:
            await store.cancel_vanished(EventId(number), utc_now())
            print(f"{number} is called off.")
    except Gone as error:
        raise StartError(f"Nothing is asked about an event {number}: see `reti feeds`.") from error


async def _ask(store: Store, city: City, settings: Settings) -> None:
    async with web_client(settings.proxy) as client, file_reader(city) as files:
        every = timedelta(minutes=settings.feeds_every)
        reader = FeedReader(store, city, client, files, utc_now, every=every)
        for feed in settings.feeds:
            for line in news_of(feed, await reader.ask(feed)):
                print(line)
    print()


async def _show(store: Store, city: City, settings: Settings) -> None:
    if settings.feeds:
        print(table_of(settings.feeds, await store.feeds()))
    else:
        print("RETI_FEEDS names no calendar feeds.")
    vanished = await store.vanished(utc_now())
    if vanished:
        print(f"\nVanished from their feeds: {len(vanished)}. They stay in the agenda until you answer:")
        print("--keep N… where an event takes place all the same, --cancel N… where it does not.\n")
        print(questions_of(vanished, city.zone))
