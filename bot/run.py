"""From settings to a bot that answers, and to its end. A failure before the first poll is one sentence."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial
from typing import Any

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.announcer import Announcer, Rules
from bot.application import Reti, build_application
from bot.city import load_city
from bot.clock import utc_now
from bot.failures import OutOfPatience, StartError
from bot.feed_entries import check_networks
from bot.feeds import FeedReader
from bot.fetch import web_client
from bot.intake.polling import Intake
from bot.outbox.deliverer import Deliverer
from bot.outbox.planner import Planner
from bot.outbox.throttle.limiter import Limiter, asked_wait
from bot.outbox.throttle.rates import Rates
from bot.pace import Pace
from bot.reading import file_reader
from bot.settings import Settings
from bot.stopping import unless_stopped
from bot.ticks import every
from bot.upkeep import extend, sweep
from domain import lookup
from domain.announcements.watching import Lateness
from domain.feeds import Feed
from domain.ports import Clock
from handlers.authority import introduce_to_operators
from handlers.context import Services, services_of
from handlers.i18n import load_languages
from handlers.introduction import introduce
from handlers.routes import ALLOWED_UPDATES
from handlers.views.privacy import Notice
from storage import StoreError, open_store

log = logging.getLogger("reti.run")

Beside = Callable[[], Coroutine[Any, Any, None]]
"""Work that goes on beside the answers, begun once Telegram has greeted us."""

_REFUSALS_BORNE = 3
_TOKEN_REFUSED = "Telegram refuses the token: check RETI_TOKEN, or ask @BotFather for a new one."  # noqa: S105 - no token


@asynccontextmanager
async def opened(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Services]:
    """Load the city and open the store.

    Raises:
        StartError: the pack has problems, a feed is of no network of it, or the database cannot be used.

    """
    city = load_city(settings.city)
    check_networks(settings.feeds, city)
    notice = Notice(settings.controller, settings.controller_contact, settings.officer_contact)
    async with AsyncExitStack() as stack:
        try:
            store = await stack.enter_async_context(open_store(settings.database_url))
            await store.release_events([feed.name for feed in settings.feeds])
        except StoreError as error:
            raise StartError(str(error)) from error
        files = await stack.enter_async_context(file_reader(city))
        admins = frozenset(settings.admins)
        yield Services(store, city, lookup.build(city), clock, load_languages(), notice, files.read, admins)


async def serve(settings: Settings, stopping: asyncio.Event, pace: Pace | None = None) -> None:
    """Open everything and answer until told to stop; without a `pace`, at the usual one.

    Raises:
        StartError: the bot cannot start.
        OutOfPatience: Telegram gave no good answer for too long.

    """
    pace = pace or Pace(patience=settings.patience)
    async with AsyncExitStack() as stack:
        services = await stack.enter_async_context(opened(settings))
        client = await stack.enter_async_context(web_client(settings.proxy))
        files = await stack.enter_async_context(file_reader(services.city))  # an operator waits for no feed
        rests = timedelta(minutes=settings.feeds_every)
        reader = FeedReader(services.store, services.city, client, files, services.clock, every=rests)
        feeds = [partial(_look_after, feed, reader, pace) for feed in settings.feeds]
        rules = Rules(Lateness(settings.late_announcements), settings.pause_at)
        await answer_until(stopping, build_application(settings, services, _limiter(settings)), pace, feeds, rules)


def _limiter(settings: Settings) -> Limiter:
    return Limiter(Rates(overall_per_second=settings.rate) if settings.rate else Rates.none())


async def _look_after(feed: Feed, reader: FeedReader, pace: Pace) -> None:
    # A work for each feed: one at which a mistake of ours comes to light holds up no other.
    await every(pace.feeds_every, partial(reader.ask_if_due, feed), failing="feed not asked", feed=feed.name)


async def answer_until(
    stopping: asyncio.Event,
    application: Reti,
    pace: Pace,
    beside: Sequence[Beside] = (),
    rules: Rules = Rules(),  # noqa: B008 - it is frozen
) -> None:
    """Answer until told to stop, with more work beside. Raises what `serve` raises."""
    try:
        if await greet_telegram(application, stopping, pace):
            await _work(application, stopping, pace, beside, rules)
    finally:
        await application.shutdown()
        # The application closes nothing after a greeting that was broken off, though the client may be open by then.
        await application.bot.request.shutdown()
        log.info("stopped")


async def _work(application: Reti, stopping: asyncio.Event, pace: Pace, beside: Sequence[Beside], rules: Rules) -> None:
    # The city and the modules stay as they are for good: the collector need not walk them again while people wait.
    gc.collect()
    gc.freeze()
    log.info("started", extra={"bot": application.bot.username})
    services = services_of(application)
    await _take_over(application)
    store, clock = services.store, services.clock
    async with _beside(
        _introduce(application),
        every(pace.sweep_every, partial(sweep, store, clock), failing="not swept"),
        every(pace.extend_every, partial(extend, store, clock), failing="not extended"),
        every(pace.plan_every, Planner(store, services.city, clock).plan, failing="not planned"),
        Deliverer(application.bot, services, pace).run(),
        every(
            pace.announce_every,
            Announcer(application.bot, services, rules, pace.panel_every).look,
            failing="announcements not looked at",
        ),
        *(work() for work in beside),
    ):
        await Intake(application.bot, application.process_update, ALLOWED_UPDATES, pace).run(stopping)


@asynccontextmanager
async def _beside(*works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Let works go on beside the body, and end with it; one that fails is logged at once and takes nothing along."""
    tasks = [asyncio.create_task(work) for work in works]
    for task in tasks:
        task.add_done_callback(_own_up)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _own_up(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("ended by a mistake", exc_info=error)


async def greet_telegram(application: Reti, stopping: asyncio.Event, pace: Pace) -> bool:
    """Ask Telegram who we are, with patience while it cannot answer; False when told to stop meanwhile.

    Raises:
        StartError: Telegram refuses the token, or to answer.
        OutOfPatience: no answer for too long.

    """
    stop = asyncio.create_task(stopping.wait())
    try:
        return await _greet_until(stop, application, pace)
    finally:
        stop.cancel()


async def _greet_until(stop: asyncio.Task[bool], application: Reti, pace: Pace) -> bool:
    loop = asyncio.get_running_loop()
    ends_at, failures, refusals = loop.time() + pace.patience, 0, 0
    while greeted := await unless_stopped(application.initialize(), stop):
        try:
            greeted.result()
        except InvalidToken:
            refusals += 1  # one may be a hiccup of Telegram's
            if refusals == _REFUSALS_BORNE:
                raise StartError(_TOKEN_REFUSED) from None
            await asyncio.wait({stop}, timeout=pace.pause(refusals))
        except (RetryAfter, NetworkError) as error:
            failures += 1
            left = ends_at - loop.time()
            if left <= 0:
                raise OutOfPatience("Telegram could not be reached at start") from error
            pause = asked_wait(error).total_seconds() if isinstance(error, RetryAfter) else pace.pause(failures)
            log.warning("cannot reach Telegram yet", extra={"error": type(error).__name__, "failures": failures})
            await asyncio.wait({stop}, timeout=min(pause, left))
        except TelegramError as error:
            raise StartError(
                f"Telegram does not let the bot in ({error.message}): check RETI_TOKEN and RETI_API_URL."
            ) from error
        else:
            return True
    return False


async def _take_over(application: Reti) -> None:
    """End the webhook that somebody may once have set: while there is one, polling is refused. Nothing is dropped."""
    try:
        await application.bot.delete_webhook(drop_pending_updates=False)
    except TelegramError as error:
        log.warning("webhook not ended", extra={"error": type(error).__name__})


async def _introduce(application: Reti) -> None:
    """Set menus and descriptions while the first questions are answered; without them the bot still serves."""
    try:
        services = services_of(application)
        await introduce(application.bot, services.languages, services.city.name)
        await introduce_to_operators(application.bot, services)
    except TelegramError as error:
        log.warning("menus not set", extra={"error": type(error).__name__})
