"""What is SQLite's own: locks, pragmas, and a file of personal data."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete

from domain.model import ChatKind
from storage import open_store, sqlite
from storage.engine import open_database
from storage.errors import UnreachableError
from storage.migrate import migrate
from storage.schema import chats


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reti.db"


@pytest.fixture
def locked(path: Path):
    """Another process's connection, which can take the write lock and keep it."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        yield other


async def test_reading_needs_no_lock(path, locked, now):
    """The hot path, a chat that is known and unchanged, goes on during another process's long write."""
    async with open_store(f"sqlite:///{path}") as store:
        chat = await store.meet(1, ChatKind.PRIVATE, "it", now)
        locked.execute("BEGIN IMMEDIATE")
        async with asyncio.timeout(sqlite.BUSY_SECONDS / 2):
            assert await store.meet(1, ChatKind.PRIVATE, "it", now) == chat
            assert not await store.dialogues(chat.id, None, now)


async def test_a_lock_held_too_long_is_said_and_then_over(path, locked, now, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    async with open_store(f"sqlite:///{path}") as store:
        locked.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnreachableError, match=r"reti\.db cannot be used: database is locked"):
            await store.meet(1, ChatKind.PRIVATE, "it", now)
        locked.execute("COMMIT")
        assert (await store.meet(1, ChatKind.PRIVATE, "it", now)).telegram_id == 1


async def test_writers_of_two_processes_take_turns(path, now):
    async with open_store(f"sqlite:///{path}") as one, open_store(f"sqlite:///{path}") as other:
        await asyncio.gather(
            *(store.report(f"{n}", [], "v", now) for n in range(30) for store in (one, other)),
        )
        assert len(await one.reports()) == 60


async def test_a_reading_connection_cannot_write(path):
    async with open_database(f"sqlite:///{path}") as database:
        await migrate(database)
        with pytest.raises(UnreachableError, match="readonly"):
            await database.read(lambda connection: connection.execute(delete(chats)).rowcount)


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1)])
async def test_the_writing_connection_is_safe_and_quick(path, pragma, value):
    def setting(connection: Connection) -> object:
        return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one()

    async with open_database(f"sqlite:///{path}") as database:
        assert await database.write(setting) == value


async def test_a_new_file_is_for_its_owner_alone(path):
    async with open_store(f"sqlite:///{path}"):
        assert {file.stat().st_mode & 0o777 for file in path.parent.iterdir()} == {0o600}
