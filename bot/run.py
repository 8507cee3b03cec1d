"""From settings to a bot that answers, and to its end. A failure before the first poll is one sentence."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.announcer import Announcer, Rules
from bot.api.faults import asked_wait
from bot.application import Reti, build_application
from bot.city import load_city
from bot.clock import utc_now
from bot.failures import OutOfPatience, StartError
from bot.feed_entries import check_networks
from bot.feeds import FeedReader
from bot.fetch import web_client
from bot.intake.intake import Intake
from bot.outbox.throttle.limiter import Limiter
from bot.outbox.throttle.rates import Rates
from bot.outbox.worker import Worker
from bot.pace import Pace
from bot.reading import file_reader
from bot.schedule import Job, Schedule, jobs
from bot.settings import Settings
from bot.stopping import unless_stopped
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


@dataclass(frozen=True, slots=True)
class Running:
    """The parts of a bot that answers, for whoever waits until they have nothing left to do."""

    intake: Intake
    worker: Worker
    jobs: Sequence[Job]


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
        rules = Rules(Lateness(settings.late_announcements), settings.pause_at)
        application = build_application(settings, services, _limiter(settings))
        # The city and the modules stay as they are for good: the collector need not walk them again while people wait.
        gc.collect()
        gc.freeze()
        await answer_until(stopping, application, pace, rules=rules, reader=reader, feeds=settings.feeds)


def _limiter(settings: Settings) -> Limiter:
    return Limiter(Rates(overall_per_second=settings.rate) if settings.rate else Rates.none())


async def answer_until(
    stopping: asyncio.Event,
    application: Reti,
    pace: Pace,
    *,
    rules: Rules = Rules(),  # noqa: B008 - it is frozen
    reader: FeedReader | None = None,
    feeds: Sequence[Feed] = (),
    began: Callable[[Running], None] | None = None,
) -> None:
    """Answer until told to stop, and read feeds beside. `began` is told of the parts. Raises what `serve` raises."""
    try:
        if await greet_telegram(application, stopping, pace):
            services = services_of(application)
            announcer = Announcer(application.bot, services, rules, pace.panel_every)
            running = Running(
                Intake(application, ALLOWED_UPDATES, pace),
                Worker(application.bot, services, pace),
                jobs(services, pace, announcer, reader, feeds),
            )
            if began:
                began(running)
            await _work(application, stopping, running)
    finally:
        await application.shutdown()
        # The application closes nothing after a greeting that was broken off, though the client may be open by then.
        await application.bot.request.shutdown()
        log.info("stopped")


async def _work(application: Reti, stopping: asyncio.Event, running: Running) -> None:
    """Let all that lives as long as the bot run together: a part that ends by a mistake ends them all."""
    log.info("started", extra={"bot": application.bot.username})
    await _take_over(application)
    try:
        async with asyncio.TaskGroup() as parts:
            others = [
                parts.create_task(running.worker.run(stopping)),
                parts.create_task(Schedule(running.jobs).run()),
                parts.create_task(_introduce(application)),
            ]
            intake = parts.create_task(running.intake.run(stopping))
            await asyncio.wait({intake, parts.create_task(stopping.wait())}, return_when=asyncio.FIRST_COMPLETED)
            stopping.set()
            for part in others:
                part.cancel()
    except BaseExceptionGroup as mistakes:
        raise _first(mistakes) from None


def _first(mistakes: BaseExceptionGroup[BaseException]) -> BaseException:
    """The first of several mistakes: the others follow from it, or say the same."""
    first = mistakes.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


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
    except (TelegramError, StoreError) as error:
        log.warning("menus not set", extra={"error": type(error).__name__})
    except Exception:
        log.exception("menus not set")  # nobody who asks something need suffer for it
