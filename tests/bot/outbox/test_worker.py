"""The deliverer on hard days of the database: a full disk, a lock that somebody holds."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.application import build_application
from bot.outbox.planner import Planner
from bot.outbox.worker import Worker
from bot.settings import Settings
from domain.agenda.event import Kind
from domain.model import ChatKind
from domain.outbox.outcome import Outcome
from domain.subscriptions import network
from handlers.context import Services
from sandbox.server import serve
from sandbox.telegram import Telegram
from storage import sqlite
from storage.engine import open_database
from storage.store import SqlStore
from tests.conftest import QUICK, until
from tests.events import event, on

PACE = replace(QUICK, deliver_every=0.02, longest_pause=0.05, first_pause=0.05)


@pytest.fixture
async def due(services: Services, telegram: Telegram, clock) -> int:
    """Reminders that are due to two hundred people."""
    store = services.store
    for _ in range(200):
        person = telegram.person("Ada")
        person.starts()
        chat = await store.meet(person.chat, ChatKind.PRIVATE, "it", clock())
        await store.follow(chat.id, None, network("redona"), clock())
    telegram.updates.clear()
    clock.turn(minutes=1)
    await store.take([event("Incontro", on(0, "20:00"), "redona", kind=Kind.MEETING)], clock())
    clock.turn(hours=5)
    await Planner(store, services.city, clock).plan()
    return 200


@asynccontextmanager
async def delivering(telegram: Telegram, services: Services) -> AsyncIterator[None]:
    async with serve(telegram) as address:
        settings = Settings(token=telegram.token, api_url=address)
        application = build_application(settings, services)
        await application.initialize()
        running = asyncio.create_task(Worker(application.bot, services, PACE).run(asyncio.Event()))
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await application.shutdown()


def got(telegram: Telegram) -> int:
    return sum(len(telegram.messages(person.chat)) - 1 for person in telegram.people.values())


async def sent(services: Services) -> int:
    return sum(count.number for count in await services.store.counts() if count.outcome is Outcome.SENT)


async def test_a_database_that_somebody_holds_locked_costs_nothing(
    due: int, telegram: Telegram, services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.1)
    async with open_database(f"sqlite:///{tmp_path / 'reti.db'}") as database:
        impatient = replace(services, store=SqlStore(database))
        with sqlite3.connect(tmp_path / "reti.db", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            async with delivering(telegram, impatient):
                await until(lambda: "lead not renewed" in caplog.text)
                assert got(telegram) == 0
                other.execute("ROLLBACK")
                await until(lambda: got(telegram) == due)
                await until_settled(impatient, due)
    assert got(telegram) == due


async def until_settled(services: Services, number: int) -> None:
    async with asyncio.timeout(10):
        while await sent(services) < number:
            await asyncio.sleep(0.02)


async def test_a_disk_that_is_full_for_a_while_loses_and_repeats_nothing(
    due: int, telegram: Telegram, services: Services, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """SQLite says "database or disk is full" of a file that may not grow, too (sqlite.org, "max_page_count")."""
    async with open_database(f"sqlite:///{tmp_path / 'reti.db'}") as database:

        async def may_have(pages: str) -> None:
            await database.write(
                lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}") and None
            )

        full = replace(services, store=SqlStore(database))
        async with delivering(telegram, full):
            await until(lambda: got(telegram) >= 1)
            [[pages]] = await database.read(lambda connection: connection.exec_driver_sql("PRAGMA page_count").all())
            await may_have(str(pages))
            await until(lambda: "not settled" in caplog.text)
            await asyncio.sleep(0.2)
            unsettled = got(telegram) - await sent(full)
            await may_have("4294967294")
            await until_settled(full, due)
        assert got(telegram) == due
    assert unsettled > 0
    events = [record.message for record in caplog.records if record.name == "reti.settling"]
    assert events == ["not settled"]
