"""A cancelled task never leaves a connection inside a transaction, nor half of what it was writing."""

import asyncio
import gc
import random
import time
import uuid
import warnings
from collections import Counter

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SAWarning

from domain.model import ChatKind
from storage import open_store
from storage.database import Database
from storage.engine import open_database
from storage.migrate import migrate
from storage.schema import feedback

TOGETHER = 12
"""Tasks at a time."""


def write_pair(connection: Connection, name: str, now) -> None:
    for _half in range(2):
        row = {"asked": name, "answered": [], "city_version": "v", "reported_at": now}
        connection.execute(insert(feedback).values(row))


def halves_of(connection: Connection, name: str) -> int:
    return len(connection.execute(select(feedback.c.id).where(feedback.c.asked == name)).all())


def halves(connection: Connection) -> Counter[str]:
    return Counter(connection.execute(select(feedback.c.asked)).scalars())


async def write_and_read(database: Database, now) -> None:
    name = uuid.uuid4().hex
    await database.write(write_pair, name, now)
    assert await database.read(halves_of, name) == 2


async def usual_seconds(database: Database, now) -> float:
    """How long a task takes among as many as are at work together: cancelled within that, most are in the middle."""
    for _turn in range(2):  # the first opens the connections
        started = time.monotonic()
        await asyncio.gather(*(write_and_read(database, now) for _ in range(TOGETHER)))
    return (time.monotonic() - started) / 2


async def cancel_at_random(database: Database, tasks: int, now, chance: random.Random) -> Counter[str]:
    """Start tasks that each write a pair, cancel each after a moment of its own, and give what outcomes there were."""

    at_work, longest = asyncio.Semaphore(TOGETHER), await usual_seconds(database, now)

    async def cancelled() -> str:
        async with at_work:
            task = asyncio.create_task(write_and_read(database, now))
            await asyncio.sleep(chance.uniform(0, longest))
            task.cancel()
            [outcome] = await asyncio.gather(task, return_exceptions=True)
        assert outcome is None or isinstance(outcome, asyncio.CancelledError), outcome
        return "cancelled" if outcome else "done"

    return Counter(await asyncio.gather(*(cancelled() for _ in range(tasks))))


async def assert_whole_and_usable(database: Database, now) -> int:
    """A write goes through at once, and every name is there twice or not at all."""
    async with asyncio.timeout(10):
        await database.write(write_pair, uuid.uuid4().hex, now)
        counted = await database.read(halves)
    assert set(counted.values()) == {2}
    return len(counted)


@pytest.fixture
def chance() -> random.Random:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 # shown when the test fails
    return random.Random(seed)


async def test_hundreds_of_cancelled_tasks_leave_whole_pairs_and_a_usable_store(database, now, chance):
    outcomes = Counter[str]()
    while min(outcomes["cancelled"], outcomes["done"]) < 30 or outcomes.total() < 300:
        outcomes += await cancel_at_random(database, 100, now, chance)
    await assert_whole_and_usable(database, now)


async def test_work_that_has_begun_comes_to_its_end_without_its_caller(database_url, now):
    begun, loop = asyncio.Event(), asyncio.get_running_loop()

    def begin_and_write(connection: Connection) -> None:
        loop.call_soon_threadsafe(begun.set)
        write_pair(connection, "abandoned", now)

    async with open_database(database_url) as database:
        await migrate(database)
        writing = asyncio.create_task(database.write(begin_and_write))
        await begun.wait()
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
    async with open_database(database_url) as database:
        assert await database.read(halves) == {"abandoned": 2}


async def test_a_loop_that_ends_cancels_everything_and_harms_nothing(database_url, now):
    """At its end `asyncio.run` cancels every task there is, also those that no caller knows of."""
    async with open_database(database_url) as database, open_store(database_url) as store:
        longest = await usual_seconds(database, now)
        for turn in range(10):
            before = asyncio.all_tasks()
            writing = [asyncio.ensure_future(database.write(write_pair, f"{turn} {n}", now)) for n in range(TOGETHER)]
            await asyncio.sleep(longest * turn / 10)
            mine = asyncio.all_tasks() - before
            for task in mine:
                task.cancel()
            await asyncio.gather(*writing, *mine, return_exceptions=True)
            await assert_whole_and_usable(database, now)
        await store.meet(1, ChatKind.PRIVATE, None, now)
        # A connection that was being made when its task was cancelled is closed by the collector, which says so.
        with warnings.catch_warnings(action="ignore", category=SAWarning):
            gc.collect()


@pytest.mark.prove(part="database")
async def test_ten_thousand_cancelled_tasks(database, now, chance):
    started, outcomes = time.monotonic(), Counter[str]()
    for _ in range(50):
        outcomes += await cancel_at_random(database, 200, now, chance)
        pairs = await assert_whole_and_usable(database, now)
    print(f"{dict(outcomes)}, {pairs} whole pairs, in {time.monotonic() - started:.0f} s")  # noqa: T201
