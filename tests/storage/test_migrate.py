"""The tables from one version to the next: step by step, with people's rows in place, and never by half."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, column, func, insert, inspect, select, table, text, update

from domain.model import ChatKind
from storage import open_as_it_is, open_store
from storage.database import Database
from storage.engine import open_database
from storage.errors import ForeignDatabaseError, NewerDatabaseError, RefusedError, UnreachableError
from storage.migrate import MIGRATIONS, VERSION_TABLE, migrate
from storage.schema import metadata

VERSIONS = sorted(script.name[:4] for script in (MIGRATIONS / "versions").glob("[0-9]*.py"))

DAY = date(2026, 3, 29)
FOLLOWS = {"chat_id": 1, "thread": 0, "subject": "network", "subject_id": "loreto"}
HERE = {"chat_id": 1, "thread": 0}

SAMPLES: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "0001": [
        ("chats", {"telegram_id": -42, "kind": "group", "language": "it", "created_at": "now"}),
        ("drafts", {"chat_id": 1, "thread": 0, "kind": "number", "payload": {"street": "x"}, "expires_at": "now"}),
        ("feedback", {"asked": "via x", "answered": ["loreto"], "city_version": "v", "reported_at": "now"}),
    ],
    "0002": [("pictures", {"key": "a map", "file_id": "AgAC-1", "kept_at": "now"})],
    "0003": [
        (
            "events",
            {
                "uid": "u",
                "came_as": 0,
                "kind": "meeting",
                "status": "confirmed",
                "city_wide": True,
                "content": "{}",
                "first_on": DAY,
                "changed_at": "now",
            },
        ),
        ("event_networks", {"event_id": 1, "network": "loreto", "place": 0}),
        ("event_themes", {"event_id": 1, "theme": "ambiente"}),
        (
            "occurrences",
            {
                "event_id": 1,
                "original_on": DAY,
                "status": "confirmed",
                "timing": "timed",
                "begins_at": "now",
                "over_at": "now",
                "listed_at": "now",
                "title": "t",
                "facts": "f",
                "revision": 0,
                "fixed_at": "now",
            },
        ),
        ("subscriptions", FOLLOWS | {"followed_at": "now"}),
    ],
    "0004": [
        (
            "feeds",
            {
                "name": "example.org#0123456789",
                "outcome": "fresh",
                "asked_at": "now",
                "next_at": "now",
                "failures": 0,
                "events": 1,
                "problems": 0,
            },
        )
    ],
    "0005": [
        (
            "preferences",
            HERE
            | {"leads": "et", "quiet": "e", "digest": "", "digest_weekday": 0, "digest_hour": 9, "changed_at": "now"},
        ),
        ("event_leads", HERE | {"event_id": 1, "leads": "h"}),
        ("answers", HERE | {"occurrence_id": 1, "coming": True}),
        (
            "reminder_times",
            {
                "occurrence_id": 1,
                "leads": "et",
                "quiet": "e",
                "lead": "e",
                "begins_at": "now",
                "remind_at": "now",
                "expires_at": "now",
                "version": "v",
            },
        ),
        (
            "deliveries",
            HERE
            | {
                "kind": "reminder",
                "subject": 1,
                "version": "v",
                "priority": 1,
                "due_at": "now",
                "expires_at": "now",
                "attempts": 0,
                "doubts": 0,
            },
        ),
        ("told", HERE | {"occurrence_id": 1, "facts": "f", "told_at": "now"}),
        ("leases", {"name": "deliverer", "holder": "h", "until": "now"}),
    ],
    "0006": [
        ("operators", {"chat_id": 1, "name": "Bo", "administrator": False, "since": "now"}),
        ("operator_networks", {"chat_id": 1, "network": "loreto", "meetings_only": True}),
        (
            "invitations",
            {
                "token_hash": "h",
                "administrator": False,
                "networks": ["loreto"],
                "meetings_of": [],
                "invited_by": 1,
                "created_at": "now",
                "expires_at": "now",
            },
        ),
        ("audit", {"at": "now", "by": 1, "deed": "invited", "subject": "1", "details": {}}),
    ],
    "0007": [
        (
            "announcements",
            {
                "by": 1,
                "status": "draft",
                "revision": 1,
                "content": "{}",
                "audience": "{}",
                "urgent": False,
                "changed_at": "now",
                "recipients": 0,
            },
        )
    ],
    "0011": [
        ("unwelcome", HERE | {"since": "now", "reason": "TOPIC_CLOSED"}),
    ],
}
"""Rows of tables that a version made or changed, written as soon as it is reached. Each version has an entry."""


@pytest.fixture
async def empty(database_url: str):
    async with open_database(database_url) as database:
        yield database


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the migrations, to shorten or to lengthen."""
    return shutil.copytree(MIGRATIONS, tmp_path / "100% migrations", ignore=shutil.ignore_patterns("__pycache__"))


def add_step(scripts: Path, body: str) -> None:
    """Add a version 9000 after the present one."""
    (scripts / "versions" / "9000_a_step.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9000'\ndown_revision = '{VERSIONS[-1]}'\n"
        f"def upgrade():\n    {body}\n"
    )


def version(connection: Connection) -> str:
    return connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar_one()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def counts(connection: Connection) -> dict[str, int]:
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in tables(connection) - {VERSION_TABLE}
    }


def write_samples(connection: Connection, of_version: str, now) -> None:
    for name, row in SAMPLES[of_version]:
        there = Table(name, MetaData(), autoload_with=connection)
        connection.execute(insert(there).values({key: now if value == "now" else value for key, value in row.items()}))


def shape(connection: Connection) -> dict[str, Any]:
    """Everything that a database knows of its tables, comparable."""
    inspector = inspect(connection)

    def sorted_by_name(found: list[Any]) -> list[Any]:
        return sorted(found, key=lambda item: str(item["name"]))

    return {
        name: {
            "columns": [{**found, "type": repr(found["type"])} for found in inspector.get_columns(name)],
            "primary key": inspector.get_pk_constraint(name),
            "foreign keys": sorted_by_name(inspector.get_foreign_keys(name)),
            "unique": sorted_by_name(inspector.get_unique_constraints(name)),
            "indexes": sorted_by_name(inspector.get_indexes(name)),
            "checks": sorted_by_name(inspector.get_check_constraints(name)),
            "options": inspector.get_table_options(name),
        }
        for name in tables(connection) - {VERSION_TABLE}
    }


async def test_the_migrations_make_the_tables_of_the_schema(empty: Database):
    await migrate(empty)
    migrated = await empty.read(shape)

    def make_anew(connection: Connection) -> None:
        metadata.drop_all(connection)
        metadata.create_all(connection)

    await empty.alter(make_anew)
    assert migrated == await empty.read(shape)
    assert set(migrated) == set(metadata.tables)


async def test_each_step_keeps_the_rows_that_were_there(empty: Database, scripts: Path, now):
    """From the first version to the present one, writing at each what that version could write."""
    assert list(SAMPLES) == VERSIONS
    written = 0
    for reached in VERSIONS:
        steps = scripts.with_name(f"up to {reached}")
        later = [f"{other}_*" for other in VERSIONS if other > reached]
        shutil.copytree(scripts, steps, ignore=shutil.ignore_patterns(*later))
        await migrate(empty, steps)
        assert await empty.read(version) == reached
        await empty.write(write_samples, reached, now)
        written += len(SAMPLES[reached])
        assert sum((await empty.read(counts)).values()) == written


async def test_a_store_of_the_first_version_is_opened_with_its_people(database_url, scripts, now):
    for script in (scripts / "versions").glob("[0-9]*.py"):
        if script.name[:4] > "0001":
            script.unlink()
    async with open_database(database_url) as database:
        await migrate(database, scripts)
        await database.write(write_samples, "0001", now)
    async with open_store(database_url) as store:
        group = await store.meet(-42, ChatKind.GROUP, None, now)
        assert (group.id, group.language) == (1, "it")
        [report] = await store.reports()
        assert (report.asked, report.answered, report.reported_at) == ("via x", ("loreto",), now)


async def test_a_table_made_anew_keeps_what_refers_to_its_rows(empty: Database, scripts: Path, now):
    """SQLite changes a column by making the table again: with foreign keys enforced, the drafts would be deleted."""
    await migrate(empty)
    await empty.write(write_samples, "0001", now)
    before = await empty.read(counts)
    add_step(
        scripts,
        "with op.batch_alter_table('chats', recreate='auto') as chats: "
        "chats.alter_column('kind', existing_type=sa.String(), type_=sa.Text(), nullable=True)",
    )
    await migrate(empty, scripts)
    assert await empty.read(version) == "9000"
    assert await empty.read(counts) == before


DANGLING = (
    "INSERT INTO drafts (chat_id, thread, kind, payload, expires_at) "
    "VALUES (77, 0, 'number', '{}', '2026-03-29 00:59:59.000000+00')"
)

BROKEN_STEPS = [
    ("op.create_table('more', sa.Column('id', sa.Integer)); raise LookupError('halfway')", LookupError),
    ("op.execute('UPDATE chats SET language = NULL'); op.execute('SELECT nonsense FROM nowhere')", UnreachableError),
    (f'op.execute("{DANGLING}")', RefusedError),
]


@pytest.mark.parametrize(("body", "error"), BROKEN_STEPS, ids=["interrupted", "wrong", "breaking a reference"])
async def test_a_step_that_fails_leaves_the_version_before_it(empty, database_url, scripts, now, body, error):
    await migrate(empty)
    await empty.write(write_samples, "0001", now)
    before = await empty.read(tables), await empty.read(counts)
    add_step(scripts, body)
    with pytest.raises(error):
        await migrate(empty, scripts)
    assert await empty.read(version) == VERSIONS[-1]
    assert (await empty.read(tables), await empty.read(counts)) == before
    async with open_store(database_url) as store:
        assert (await store.meet(-42, ChatKind.GROUP, None, now)).language == "it"


async def test_programs_that_start_together_take_the_steps_once(database_url):
    async def start() -> str:
        async with open_database(database_url) as database:
            await migrate(database)
            return await database.read(version)

    assert await asyncio.gather(*(start() for _ in range(4))) == [VERSIONS[-1]] * 4


async def set_version(database_url: str, number: str) -> None:
    async with open_database(database_url) as database:
        await migrate(database)
        versions = table(VERSION_TABLE, column("version_num"))
        await database.write(
            lambda connection: connection.execute(update(versions).values(version_num=number)).rowcount
        )


async def open_and_close(url: str) -> None:
    async with open_store(url):
        pass


async def look(url: str) -> bool:
    async with open_as_it_is(url) as store:
        return store is not None


@pytest.mark.parametrize("attempt", [open_and_close, look])
async def test_a_newer_database_is_refused(database_url, attempt: Callable[[str], Any]):
    await set_version(database_url, "9999")
    with pytest.raises(NewerDatabaseError, match=f"version 9999 and this program knows up to {VERSIONS[-1]}"):
        await attempt(database_url)
    async with open_database(database_url) as database:
        assert await database.read(version) == "9999"


@pytest.mark.parametrize("attempt", [open_and_close, look])
async def test_the_database_of_another_program_is_refused(database_url, attempt: Callable[[str], Any]):
    """Also one that keeps its own versions with Alembic."""

    def make_posts(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE posts (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32))"))

    async with open_database(database_url) as database:
        await database.alter(make_posts)
        with pytest.raises(ForeignDatabaseError, match="belongs to another program"):
            await attempt(database_url)
        assert await database.read(tables) == {"posts", "alembic_version"}


async def test_looking_at_an_older_database_leaves_it_so(database_url):
    await set_version(database_url, "0000")
    assert not await look(database_url)
    async with open_database(database_url) as database:
        assert await database.read(version) == "0000"
