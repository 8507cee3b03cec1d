"""A row that cannot be read, made or written is set aside alone: everybody else is told."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.outbox import attempt
from domain.model import ChatId
from domain.outbox.outcome import Outcome, Settled
from domain.subscriptions import network
from handlers.context import Services
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conftest import QUICK, TurnedClock, World, bot_at_work
from tests.events import event, on


@pytest.fixture
async def world(telegram: Telegram, services: Services, clock: TurnedClock) -> AsyncIterator[World]:
    async with bot_at_work(telegram, services, replace(QUICK, first_pause=0.01)) as application:
        yield World(telegram, services, application, clock)


@pytest.fixture
async def people(world: World) -> list[Person]:
    """Three who are to be reminded tomorrow at six in the evening, of two events that are as many rows each."""
    people = [world.telegram.person(name) for name in ("Ada", "Bo", "Ciro")]
    for person in people:
        await world.starts(by=person)
        chat = await world.store.meet(person.chat, "private", "it", world.clock())
        await world.store.follow(chat.id, None, network("redona"), world.clock())
    world.clock.turn(minutes=1)
    events = [event("Coro", on(2, "20:45"), "redona"), event("Gita", on(2, "20:50"), "redona")]
    await world.store.take(events, world.clock())
    return people


async def the_eve_comes(world: World) -> None:
    world.clock.turn(days=1, hours=5)
    await world.plans()
    await world.quiet()


def reminded(world: World, people: list[Person], title: str) -> list[bool]:
    return [any(f": {title}" in message.text for message in world.telegram.messages(one.chat)) for one in people]


async def ends(world: World) -> dict[Outcome | None, int]:
    return {one.outcome: one.number for one in await world.store.counts() if one.kind == "reminder"}


def changes(folder: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(folder / "reti.db", isolation_level=None)) as database:
        database.execute(statement, values)


async def test_a_document_that_this_version_cannot_read(world: World, people: list[Person], tmp_path: Path) -> None:
    await world.plans()
    changes(tmp_path, "UPDATE events SET content = ? WHERE content LIKE '%Gita%'", '{"from": "the future"}')
    await the_eve_comes(world)
    assert reminded(world, people, "Coro") == [True] * 3
    assert await ends(world) == {Outcome.SENT: 3, Outcome.BROKEN: 3}


async def test_a_kind_that_this_version_does_not_know(world: World, people: list[Person], tmp_path: Path) -> None:
    world.clock.turn(days=1, hours=5)
    changes(
        tmp_path,
        "INSERT INTO deliveries"
        " (chat_id, thread, kind, subject, version, priority, due_at, expires_at, attempts, doubts) "
        "VALUES (1, 0, 'telepathy', 1, '1', 0, '2026-01-01 00:00:00.000000', '2027-01-01 00:00:00.000000', 0, 0)",
    )
    await world.plans()
    await world.quiet()
    assert reminded(world, people, "Coro") == [True] * 3
    [odd] = [one for one in await world.store.counts() if one.kind == "telepathy"]
    assert odd.outcome is Outcome.BROKEN


async def test_a_message_that_cannot_be_made(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def rendered(delivery, matter, about, t):
        if matter.happening.occurrence.title == "Gita":
            raise KeyError("nobody has thought of this")
        return made(delivery, matter, about, t)

    made = attempt.rendered
    monkeypatch.setattr(attempt, "rendered", rendered)
    await the_eve_comes(world)
    assert reminded(world, people, "Coro") == [True] * 3
    assert await ends(world) == {Outcome.SENT: 3, Outcome.BROKEN: 3}
    assert "delivery set aside" in caplog.text


async def test_a_verdict_that_cannot_be_written(
    world: World, people: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle = world.store.settle

    async def refusing(verdicts, now):
        if any(isinstance(one, Settled) and one.id % 2 for one in verdicts):
            raise ValueError("a value that no driver takes")
        await settle(verdicts, now)

    monkeypatch.setattr(world.store, "settle", refusing)
    await the_eve_comes(world)
    assert reminded(world, people, "Coro") == reminded(world, people, "Gita") == [True] * 3
    assert await ends(world) == {Outcome.SENT: 3, Outcome.BROKEN: 3}


async def test_who_is_erased_while_it_waits_is_not_written_to(world: World, people: list[Person]) -> None:
    ada = await world.store.meet(people[0].chat, "private", "it", world.clock())
    await world.store.forget(ChatId(ada.id))
    await the_eve_comes(world)
    assert reminded(world, people, "Coro") == [False, True, True]
