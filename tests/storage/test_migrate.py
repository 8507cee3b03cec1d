"""The tables from one version to the next: step by step, with people's rows in place, and never by half."""

import asyncio
import shutil
from collections.abc import Callable
from datetime import date, timedelta
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
    "0008": [("inbox", {"update_id": 7, "payload": "{}", "stored_at": "now"})],
    "0009": [
        ("dialogues", HERE | {"topic": "editing", "kind": "event", "payload": {}, "waits": True, "expires_at": "now"})
    ],
    "0010": [],
    "0011": [
        ("unwelcome", HERE | {"since": "now", "reason": "TOPIC_CLOSED"}),
    ],
    "0012": [("event_leads", HERE | {"thread": 7, "event_id": 1, "leads": None, "changed_at": "now"})],
}
"""Rows of tables that a version made or changed, written as soon as it is reached. Each version has an entry."""


EMPTIES = {"0012": {"reminder_times"}}
"""Tables that a version empties, since planning fills them by another rule."""


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


def write_people(connection: Connection, now) -> None:
    """Write rows into tables as they are in the present version."""
    for name, row in (SAMPLES["0001"][0], SAMPLES["0001"][2], SAMPLES["0009"][0]):
        connection.execute(insert(metadata.tables[name]).values({k: now if v == "now" else v for k, v in row.items()}))


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


def shape_of_version(connection: Connection) -> Any:
    inspector = inspect(connection)
    columns = [{**found, "type": repr(found["type"])} for found in inspector.get_columns(VERSION_TABLE)]
    return columns, inspector.get_pk_constraint(VERSION_TABLE)


def drop_all(connection: Connection) -> None:
    everything = MetaData()
    everything.reflect(connection)
    everything.drop_all(connection)


async def test_the_migrations_make_the_tables_of_the_schema(empty: Database, scripts: Path):
    await migrate(empty, scripts)
    migrated = await empty.read(shape)

    def make_anew(connection: Connection) -> None:
        metadata.drop_all(connection)
        metadata.create_all(connection)

    await empty.alter(make_anew)
    assert migrated == await empty.read(shape)
    assert set(migrated) == set(metadata.tables)


async def test_a_new_database_is_as_the_migrations_would_make_it(empty: Database, scripts: Path):
    await migrate(empty)
    of_schema = await empty.read(shape), await empty.read(version), await empty.read(shape_of_version)
    await empty.alter(drop_all)
    await migrate(empty, scripts)
    assert (await empty.read(shape), await empty.read(version), await empty.read(shape_of_version)) == of_schema


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
        written -= sum(name in EMPTIES.get(reached, ()) for rows in SAMPLES.values() for name, _ in rows)
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
    """SQLite changes a column by making the table again: with foreign keys enforced, the dialogues would be deleted."""
    await migrate(empty)
    await empty.write(write_people, now)
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
    "INSERT INTO dialogues (chat_id, thread, topic, kind, payload, waits, expires_at) "
    "VALUES (77, 0, 'lookup', 'number', '{}', false, '2026-03-29 00:59:59.000000+00')"
)

BROKEN_STEPS = [
    ("op.create_table('more', sa.Column('id', sa.Integer)); raise LookupError('halfway')", LookupError),
    ("op.execute('UPDATE chats SET language = NULL'); op.execute('SELECT nonsense FROM nowhere')", UnreachableError),
    (f'op.execute("{DANGLING}")', RefusedError),
]


@pytest.mark.parametrize(("body", "error"), BROKEN_STEPS, ids=["interrupted", "wrong", "breaking a reference"])
async def test_a_step_that_fails_leaves_the_version_before_it(empty, database_url, scripts, now, body, error):
    await migrate(empty)
    await empty.write(write_people, now)
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


def at_version(scripts: Path, reached: str) -> Path:
    """The migrations up to a version."""
    steps = scripts.with_name(f"up to {reached}")
    later = [f"{other}_*" for other in VERSIONS if other > reached]
    return shutil.copytree(scripts, steps, ignore=shutil.ignore_patterns(*later))


def rows_of(connection: Connection, name: str) -> list[dict[str, Any]]:
    there = Table(name, MetaData(), autoload_with=connection)
    return [dict(row) for row in connection.execute(select(there)).mappings()]


def put_rows(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    connection.execute(insert(Table(name, MetaData(), autoload_with=connection)), rows)


async def test_a_draft_of_before_goes_on_as_a_dialogue_with_its_owner(empty: Database, scripts: Path, now):
    drafts = {
        1: ("number", {"street": "x"}, ("lookup", "number", False, {"street": "x"})),
        2: ("comment", {"report": 7}, ("feedback", "comment", False, {"report": 7})),
        3: ("event", {"uid": "u", "aside": True}, ("editing", "event", True, {"uid": "u"})),
        4: ("event", {"uid": "u"}, ("editing", "event", False, {"uid": "u"})),
        5: (
            "announcement",
            {"announcement": 1, "asked": "w"},
            ("announcements", "announcement", False, {"announcement": 1, "asked": "w"}),
        ),
        6: (
            "announcement",
            {"announcement": 1, "asked": "", "correction": "c"},
            ("announcements", "correction", False, {"announcement": 1, "asked": "", "correction": "c"}),
        ),
        7: ("import", {"file": "f", "step": 1}, ("calendars", "import", False, {"file": "f", "step": 1})),
        8: ("invitation", {"role": "o"}, ("operators", "invitation", False, {"role": "o"})),
    }
    await migrate(empty, at_version(scripts, "0007"))
    people = [{"telegram_id": one, "kind": "private", "created_at": now} for one in drafts]
    await empty.write(put_rows, "chats", people)
    written = [
        {"chat_id": chat, "thread": 0, "kind": kind, "payload": payload, "expires_at": now}
        for chat, (kind, payload, _) in drafts.items()
    ]
    await empty.write(put_rows, "drafts", written)
    await migrate(empty, scripts)
    found = {
        row["chat_id"]: (row["topic"], row["kind"], row["waits"], row["payload"])
        for row in await empty.read(rows_of, "dialogues")
    }
    assert found == {chat: wanted for chat, (_, _, wanted) in drafts.items()}


async def test_what_topics_of_a_private_chat_had_becomes_the_chats_own(empty: Database, scripts: Path, now):
    """A forum keeps its topics; of two rows with the same key holds what holds where two chats become one."""
    earlier, later = now - timedelta(days=1), now + timedelta(days=1)
    await migrate(empty, at_version(scripts, "0009"))
    await empty.write(
        put_rows,
        "chats",
        [
            {"telegram_id": 7, "kind": "private", "created_at": now},
            {"telegram_id": -7, "kind": "supergroup", "created_at": now},
        ],
    )
    for name, row in SAMPLES["0003"][:1] + SAMPLES["0003"][3:4]:
        await empty.write(put_rows, name, [{key: now if value == "now" else value for key, value in row.items()}])
    wants = {"quiet": "e", "digest": "", "digest_weekday": 0, "digest_hour": 9}
    delivery = {"kind": "reminder", "subject": 1, "priority": 1, "due_at": now, "expires_at": now}
    delivery |= {"attempts": 0, "doubts": 0}
    tables: dict[str, list[dict[str, Any]]] = {
        "subscriptions": [
            {"thread": 11, "subject": "network", "subject_id": "redona", "followed_at": earlier},
            {"thread": 12, "subject": "network", "subject_id": "redona", "followed_at": now},
            {"thread": 12, "subject": "network", "subject_id": "loreto", "followed_at": now},
        ],
        "preferences": [
            wants | {"thread": 11, "leads": "e", "changed_at": earlier, "silent_since": None},
            wants | {"thread": 12, "leads": "h", "changed_at": later, "silent_since": now},
        ],
        "event_leads": [
            {"thread": 0, "event_id": 1, "leads": "h"},
            {"thread": 12, "event_id": 1, "leads": "e"},
        ],
        "answers": [
            {"thread": 11, "occurrence_id": 1, "coming": True},
            {"thread": 12, "occurrence_id": 1, "coming": False},
        ],
        "told": [
            {"thread": 0, "occurrence_id": 1, "facts": "before", "told_at": earlier},
            {"thread": 12, "occurrence_id": 1, "facts": "now", "told_at": now},
        ],
        "deliveries": [
            delivery | {"thread": 0, "version": "a", "settled_at": None, "outcome": None},
            delivery | {"thread": 12, "version": "a", "settled_at": now, "outcome": "sent"},
            delivery | {"thread": 11, "version": "b", "settled_at": None, "outcome": None},
        ],
        "dialogues": [
            {"thread": 11, "topic": "editing", "kind": "event", "payload": {}, "waits": False, "expires_at": now},
            {"thread": 12, "topic": "lookup", "kind": "number", "payload": {}, "waits": False, "expires_at": later},
        ],
    }
    for name, rows in tables.items():
        for chat in (1, 2):
            await empty.write(put_rows, name, [row | {"chat_id": chat} for row in rows])
    await migrate(empty, scripts)

    def kept(rows: list[dict[str, Any]], chat: int, *names: str) -> list[tuple[Any, ...]]:
        return sorted(tuple(row[name] for name in ("thread", *names)) for row in rows if row["chat_id"] == chat)

    found = {name: await empty.read(rows_of, name) for name in tables}
    assert {name: len(kept(rows, 2)) for name, rows in found.items()} == {n: len(rows) for n, rows in tables.items()}
    assert kept(found["subscriptions"], 1, "subject_id") == [(0, "loreto"), (0, "redona")]
    assert kept(found["preferences"], 1, "leads") == [(0, "h")]  # what was said last
    assert kept(found["event_leads"], 1, "leads") == [(0, "h")]  # the chat's own
    assert kept(found["answers"], 1, "coming") == [(0, True)]
    assert kept(found["told"], 1, "facts") == [(0, "now")]
    assert kept(found["deliveries"], 1, "version", "outcome") == [(0, "a", "sent"), (0, "b", None)]
    assert kept(found["dialogues"], 1, "kind", "waits") == [(0, "event", True), (0, "number", False)]
