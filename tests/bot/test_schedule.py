"""Work that is done again and again: what fails is told, and tried again; a clock that is turned stops nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, tzinfo

import apscheduler.schedulers.base
import pytest

import bot.schedule
from bot.announcer import Announcer
from bot.feeds import FeedReader
from bot.pace import Pace
from bot.schedule import Job, Schedule, jobs
from domain.feeds import Feed
from handlers.context import Services
from storage import StoreError
from tests.conftest import until


class Work:
    """Raises what it is given, one after the other, and then does well."""

    def __init__(self, *troubles: Exception | None) -> None:
        self.troubles = list(troubles)
        self.done = 0

    async def __call__(self) -> None:
        self.done += 1
        if self.troubles and (trouble := self.troubles.pop(0)):
            raise trouble


@asynccontextmanager
async def at_work(*works: Work, every: float = 0.02) -> AsyncIterator[None]:
    """A schedule of works, for the length of a block."""
    some = [Job(f"work {number}", every, work, "not done", {"about": "this"}) for number, work in enumerate(works)]
    task = asyncio.create_task(Schedule(some).run())
    try:
        yield
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def test_each_begins_at_once_and_goes_on() -> None:
    one, other = Work(), Work()

    async with at_work(one, other):
        await until(lambda: one.done > 2 and other.done > 2)


async def test_a_database_that_fails_is_told_each_time_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(StoreError("secret"), StoreError("secret"))

    async with at_work(work):
        await until(lambda: work.done > 3)

    told = [(record.levelname, record.message, record.error, record.about) for record in caplog.records]
    assert told == [("WARNING", "not done", "StoreError", "this")] * 2
    assert "secret" not in caplog.text


async def test_a_mistake_shows_where_it_happened_once_in_a_row(caplog: pytest.LogCaptureFixture) -> None:
    work = Work(KeyError("secret"), KeyError("secret"), None, KeyError("secret"))

    async with at_work(work):
        await until(lambda: work.done > 4)

    told = [(record.levelname, bool(record.exc_info)) for record in caplog.records]
    assert told == [("ERROR", True), ("WARNING", False), ("ERROR", True)]


async def test_one_that_fails_holds_up_no_other() -> None:
    bad, good = Work(*[RuntimeError("x")] * 1000), Work()

    async with at_work(bad, good):
        await until(lambda: good.done > 3)


class Turned(datetime):
    """The wall clock, as APScheduler reads it, with somebody's hand on it."""

    by = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) + cls.by


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch) -> type[Turned]:
    monkeypatch.setattr(Turned, "by", timedelta())
    for module in (bot.schedule, apscheduler.schedulers.base):
        monkeypatch.setattr(module, "datetime", Turned)
    return Turned


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
async def test_a_clock_that_is_turned_stops_no_job(
    hours: int, turned: type[Turned], caplog: pytest.LogCaptureFixture
) -> None:
    work = Work()

    async with at_work(work):
        await until(lambda: work.done > 2)
        turned.by = timedelta(hours=hours)
        before = work.done
        await until(lambda: "the clock jumped: all jobs are rescheduled" in caplog.messages)
        await until(lambda: work.done > before + 2)


async def test_every_job_of_the_bot_really_runs(services: Services) -> None:
    quick = Pace(plan_every=0.05, announce_every=0.05, sweep_every=0.05, extend_every=0.05, feeds_every=0.05)
    feed = Feed("https://example.org/a.ics", ("redona",))
    ran: dict[str, int] = {}

    def counting(job: Job) -> Job:
        async def work() -> None:
            await job.work()
            ran[job.name] = ran.get(job.name, 0) + 1

        return Job(job.name, job.every, work, job.failing)

    class Reader(FeedReader):
        async def ask_if_due(self, feed: Feed) -> None:
            """A feed that needs no network."""

    announcer = Announcer(None, services)
    reader = Reader(services.store, services.city, None, None, services.clock, every=timedelta(hours=1))
    some = [counting(job) for job in jobs(services, quick, announcer, reader, [feed])]
    task = asyncio.create_task(Schedule(some).run())
    await until(lambda: len(ran) == len(some) and min(ran.values()) > 1)
    task.cancel()
    assert set(ran) == {"plan", "announce", "sweep", "extend", f"feed {feed.name}"}
