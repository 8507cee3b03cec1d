"""All that repeats beside the answers, a job each; APScheduler is the clock.

It goes by the wall clock, which somebody may turn: a jump either way reschedules every job. The truth about what is due
stands in our tables, so jobs are kept in memory alone, and one that was missed is made up for by its next time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from typing_extensions import override

from bot.announcer import Announcer
from bot.feeds import FeedReader
from bot.outbox.planner import Planner
from bot.pace import Pace
from bot.upkeep import extend, sweep
from domain.feeds import Feed
from handlers.context import Services
from storage import StoreError

log = logging.getLogger("reti.schedule")
logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # what a job fails of is logged here

JUMP = 2.0
"""Seconds by which the wall clock may drift from the loop's between two looks: more is a jump."""

_LOOK_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Job:
    """A work that is done at once and then every so many seconds.

    When it fails that is logged as the event `failing`, with what it is `about`.
    """

    name: str
    every: float
    work: Callable[[], Awaitable[object]]
    failing: str
    about: Mapping[str, str] = field(default_factory=dict)


def jobs(
    services: Services, pace: Pace, announcer: Announcer, reader: FeedReader | None = None, feeds: Sequence[Feed] = ()
) -> Sequence[Job]:
    """All that repeats. Each feed is a job of its own: one that fails holds up no other."""
    store, clock = services.store, services.clock
    of_feeds = [
        Job(
            f"feed {feed.name}",
            pace.feeds_every,
            partial(reader.ask_if_due, feed),
            "feed not asked",
            {"feed": feed.name},
        )
        for feed in feeds
        if reader
    ]
    return [
        Job("plan", pace.plan_every, Planner(store, services.city, clock).plan, "not planned"),
        Job("announce", pace.announce_every, announcer.look, "announcements not looked at"),
        Job("sweep", pace.sweep_every, partial(sweep, store, clock), "not swept"),
        Job("extend", pace.extend_every, partial(extend, store, clock), "not extended"),
        *of_feeds,
    ]


class Schedule:
    """Does jobs in their time, for as long as it runs. What one of them raises is logged, and it is done again."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._at_work: set[asyncio.Task[object]] = set()

    async def run(self) -> None:
        """Do the jobs until cancelled."""
        for job in self._jobs:
            self._scheduler.add_job(
                _Streak(job, self._at_work).do,
                _Every(job.every),
                id=job.name,
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        self._scheduler.start()
        try:
            await self._watch_clock()
        finally:
            self._scheduler.shutdown(wait=False)
            for task in self._at_work:
                task.cancel()
            await asyncio.gather(*self._at_work, return_exceptions=True)

    async def _watch_clock(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            apart = datetime.now(UTC).timestamp() - loop.time()
            await asyncio.sleep(_LOOK_EVERY)
            jump = datetime.now(UTC).timestamp() - loop.time() - apart
            if abs(jump) > JUMP:
                log.warning("the clock jumped: all jobs are rescheduled", extra={"seconds": round(jump)})
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=datetime.now(UTC))


class _Every(BaseTrigger):  # type: ignore[misc]  # APScheduler ships no types
    """So many seconds from one time to the next; times that were missed are not made up for.

    APScheduler's own interval counts every one that was missed, also when they become one run: after a day's jump of
    the clock that stops the loop for a second.
    """

    def __init__(self, seconds: float) -> None:
        self._pause = timedelta(seconds=seconds)

    @override
    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime:
        """Give the next time."""
        return now if previous_fire_time is None else max(previous_fire_time, now) + self._pause


class _Streak:
    """A job, and what it failed of last: the traceback of a mistake is logged the first time in a row only."""

    def __init__(self, job: Job, at_work: set[asyncio.Task[object]]) -> None:
        self._job = job
        self._at_work = at_work
        self._mistake: type[Exception] | None = None

    async def do(self) -> None:
        """Do it once."""
        job = self._job
        if task := asyncio.current_task():
            self._at_work.add(task)
            task.add_done_callback(self._at_work.discard)
        try:
            await job.work()
            self._mistake = None
        except StoreError as error:
            log.warning(job.failing, extra={"error": type(error).__name__, **job.about})
        except Exception as error:
            level, told = (logging.WARNING, True) if type(error) is self._mistake else (logging.ERROR, False)
            self._mistake = type(error)
            extra = {"error": type(error).__name__, **job.about}
            log.log(level, job.failing, exc_info=None if told else error, extra=extra)
