"""From settings to a bot that answers, and to its end. A failure before the first poll is one sentence."""

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.application import Reti, build_application
from bot.failures import OutOfPatience, StartError
from bot.intake import Intake, Pace
from bot.settings import Settings
from domain import lookup
from domain.city import CityPackError, load
from domain.ports import Clock
from handlers.context import Services, services_of
from handlers.i18n import load_languages
from handlers.introduction import introduce
from handlers.routes import ALLOWED_UPDATES
from handlers.views.privacy import Notice
from storage import StoreError, open_store

log = logging.getLogger("reti.run")

_SWEEP_EVERY = 3600


def utc_now() -> datetime:
    """The clock on the wall."""
    return datetime.now(UTC)


@asynccontextmanager
async def opened(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Services]:
    """Load the city and open the store.

    Raises:
        StartError: the pack has problems, or the database cannot be used.

    """
    try:
        city = load(settings.city)
    except CityPackError as error:
        raise StartError(f"The city pack in {settings.city} has problems: see `reti check`.") from error
    notice = Notice(settings.controller, settings.controller_contact, settings.officer_contact)
    try:
        async with open_store(settings.database_url) as store:
            yield Services(store, city, lookup.build(city), clock, load_languages(), notice)
    except StoreError as error:
        raise StartError(str(error)) from error


async def serve(settings: Settings, stopping: asyncio.Event) -> None:
    """Open everything and answer until told to stop.

    Raises:
        StartError: the bot cannot start.
        OutOfPatience: Telegram gave no good answer for too long.

    """
    async with opened(settings) as services:
        await answer_until(stopping, build_application(settings, services), Pace(patience=settings.patience))


async def answer_until(stopping: asyncio.Event, application: Reti, pace: Pace) -> None:
    """Answer until told to stop. Raises what `serve` raises."""
    try:
        if await greet_telegram(application, stopping, pace):
            await _work(application, stopping, pace)
    finally:
        await application.shutdown()
        await application.bot.shutdown()  # what a refused greeting has opened is not the application's to close
        log.info("stopped")


async def _work(application: Reti, stopping: asyncio.Event, pace: Pace) -> None:
    # The city and the modules stay as they are for good: the collector need not walk them again while people wait.
    gc.collect()
    gc.freeze()
    log.info("started", extra={"bot": application.bot.username})
    beside = [asyncio.create_task(_introduce(application)), asyncio.create_task(_sweep(services_of(application)))]
    try:
        await Intake(application.bot, application.process_update, ALLOWED_UPDATES, pace).run(stopping)
    finally:
        for task in beside:
            task.cancel()


async def greet_telegram(application: Reti, stopping: asyncio.Event, pace: Pace) -> bool:
    """Ask Telegram who we are, with patience while the network is down; False when told to stop meanwhile.

    Raises:
        StartError: Telegram refuses the token.
        OutOfPatience: no answer for too long.

    """
    loop = asyncio.get_running_loop()
    began, failures = loop.time(), 0
    while not stopping.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise StartError("Telegram refuses the token: check RETI_TOKEN, or ask @BotFather for a new one.") from None
        except NetworkError as error:
            failures += 1
            if loop.time() - began > pace.patience:
                raise OutOfPatience("Telegram could not be reached at start") from error
            log.warning("cannot reach Telegram yet", extra={"error": type(error).__name__, "failures": failures})
            await asyncio.wait({asyncio.create_task(stopping.wait())}, timeout=pace.pause(failures))
        else:
            return True
    return False


async def _introduce(application: Reti) -> None:
    """Set menus and descriptions while the first questions are answered; without them the bot still serves."""
    try:
        await introduce(application.bot, services_of(application).languages)
    except TelegramError as error:
        log.warning("menus not set", extra={"error": type(error).__name__})


async def _sweep(services: Services) -> None:
    """Delete, hour by hour, the questions that nobody answered in time: the privacy notice promises it."""
    while True:
        swept = await services.store.sweep_drafts(services.clock())
        log.info("swept", extra={"drafts": swept})
        await asyncio.sleep(_SWEEP_EVERY)


def stop_on_signals(stopping: asyncio.Event) -> None:
    """Stop cleanly on Ctrl-C and on the supervisor's SIGTERM."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
