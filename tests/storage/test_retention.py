"""What is kept of people has its time, in one table, and what is older goes."""

import inspect
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select

from bot.upkeep import SWEEPS, sweep
from domain.ports import Store
from domain.privacy.retention import LASTS, OF_NOBODY, RETENTION, Sweep, before
from storage.schema import metadata
from storage.sweeping import open_to_sweep
from tests.domain.some_events import at, day

LONG_AGO, NOW = at("2020-01-01 12:00"), at("2026-10-10 12:00")
TABLES = set(metadata.tables)
THERE = [one for one in RETENTION if one.table in TABLES]

HERE = {"chat_id": 1, "thread": 0}
ROWS = {
    "dialogues": HERE | {"topic": "lookup", "kind": "number", "payload": {}, "waits": False, "expires_at": LONG_AGO},
    "unwelcome": HERE | {"since": LONG_AGO, "reason": "TOPIC_CLOSED"},
    "inbox": {"update_id": 1, "payload": None, "stored_at": LONG_AGO},
    "feedback": {"asked": "via x", "answered": [], "city_version": "v", "reported_at": LONG_AGO},
    "answers": HERE | {"occurrence_id": 1, "coming": True},
    "told": HERE | {"occurrence_id": 1, "facts": "f", "told_at": LONG_AGO},
    "event_leads": HERE | {"event_id": 1, "leads": "h"},
    "deliveries": HERE
    | {
        "kind": "reminder",
        "subject": 1,
        "version": "v",
        "priority": 1,
        "due_at": LONG_AGO,
        "expires_at": LONG_AGO,
        "attempts": 1,
        "doubts": 0,
        "settled_at": LONG_AGO,
        "outcome": "sent",
    },
    "operators": {
        "chat_id": 1,
        "name": "Bo",
        "administrator": False,
        "since": LONG_AGO,
        "removed_at": LONG_AGO,
    },
    "operator_networks": {"chat_id": 1, "network": "loreto", "meetings_only": True},
    "invitations": {
        "token_hash": "h",
        "administrator": False,
        "networks": [],
        "meetings_of": [],
        "created_at": LONG_AGO,
        "expires_at": LONG_AGO,
    },
    "audit": {"at": LONG_AGO, "deed": "invited", "subject": "1", "details": {}},
    "announcements": {
        "status": "sent",
        "revision": 1,
        "content": "{}",
        "audience": "{}",
        "urgent": False,
        "changed_at": LONG_AGO,
        "recipients": 0,
    },
}
"""A row for each table that is swept, which is far too old."""


@dataclass
class Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def old(database) -> None:
    """A chat, an event that was over years ago, and old rows in every table that has a time."""

    def write(connection):
        tables = metadata.tables
        connection.execute(insert(tables["chats"]).values(telegram_id=1, kind="private", created_at=LONG_AGO))
        connection.execute(
            insert(tables["events"]).values(
                uid="u",
                came_as=0,
                kind="meeting",
                status="confirmed",
                city_wide=True,
                content="{}",
                first_on=day("2020-01-01"),
                changed_at=LONG_AGO,
            )
        )
        connection.execute(
            insert(tables["occurrences"]).values(
                event_id=1,
                original_on=day("2020-01-01"),
                status="confirmed",
                timing="timed",
                begins_at=LONG_AGO,
                over_at=LONG_AGO,
                listed_at=LONG_AGO,
                title="t",
                facts="f",
                revision=0,
                fixed_at=LONG_AGO,
            )
        )
        for name, row in ROWS.items():
            connection.execute(insert(tables[name]).values(row))

    await database.write(write)


async def number_of_rows(database) -> dict[str, int]:
    def count(connection):
        return {name: connection.scalar(select(func.count()).select_from(metadata.tables[name])) for name in TABLES}

    return await database.read(count)


def test_each_table_has_its_row_or_holds_nothing_of_people():
    assert {one.table for one in RETENTION} | set(OF_NOBODY) >= TABLES
    assert not {one.table for one in RETENTION} & set(OF_NOBODY)
    assert set(OF_NOBODY) <= TABLES
    for table in metadata.tables.values():
        names_a_chat = {"chat_id", "by"} & set(table.c.keys())
        assert not names_a_chat or table.name not in OF_NOBODY


def test_each_time_has_a_sweep_that_the_schedule_makes():
    assert {one.sweep for one in THERE if one.sweep} <= set(SWEEPS)
    assert set(LASTS) == set(Sweep)
    assert all(bool(one.sweep) == bool(one.since) for one in RETENTION)


async def test_every_sweep_of_the_store_is_made(store):
    """One that nobody calls keeps for ever what it was to end."""
    made: list[str] = []

    class Noting:
        def __getattr__(self, name: str):
            async def swept(_before: datetime) -> int:
                made.append(name)
                return 0

            return swept

    await sweep(Noting(), Clock(NOW))
    assert sorted(made) == sorted(name for name, _ in inspect.getmembers(Store) if name.startswith("sweep_"))


async def test_what_is_too_old_goes_from_every_table(store, database, old):
    assert set(ROWS) == {one.table for one in THERE if one.sweep}
    there = await number_of_rows(database)
    assert all(there[name] for name in ROWS)
    await sweep(store, Clock(NOW))
    left = await number_of_rows(database)
    assert {name for name in ROWS if left[name]} == set()
    assert left["chats"] == 1


async def test_what_has_its_time_still_stays(store, database, old):
    await sweep(store, Clock(LONG_AGO))
    there = await number_of_rows(database)
    assert all(there[name] for name in ROWS if name != "dialogues")
    await sweep(store, Clock(LONG_AGO + LASTS[Sweep.DELIVERIES] + timedelta(seconds=1)))
    assert not (await number_of_rows(database))["deliveries"]


async def test_a_dry_run_says_by_table_what_goes_and_keeps_it(made_url, database, old):
    before_it = await number_of_rows(database)
    async with open_to_sweep(made_url, dry_run=True) as (store, gone):
        await sweep(store, Clock(NOW))
        said = {table: number for table, number in gone.items() if number}
    assert await number_of_rows(database) == before_it
    async with open_to_sweep(made_url, dry_run=False) as (store, gone):
        await sweep(store, Clock(NOW))
        assert {table: number for table, number in gone.items() if number} == said
    assert said == dict.fromkeys([*ROWS, "events", "occurrences"], 1)


def test_before_is_so_long_ago():
    assert before(Sweep.EVENTS, NOW) == NOW - timedelta(days=90)
