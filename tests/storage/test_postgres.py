"""What is PostgreSQL's own: connections that are lost, all taken, or silent."""

import asyncio

import pytest
from sqlalchemy import Connection, text

from domain.model import ChatKind
from storage import open_store, postgres
from storage.engine import open_database
from storage.errors import UnreachableError


def sleep(connection: Connection, seconds: float) -> None:
    connection.execute(text("SELECT pg_sleep(:seconds)"), {"seconds": seconds})


def hang_up_on_others(connection: Connection) -> None:
    connection.execute(
        text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = user AND pid <> pg_backend_pid()")
    )


async def test_a_server_that_was_restarted_is_not_felt(postgres_url, now):
    async with open_store(postgres_url) as store, open_database(postgres_url) as other:
        chats = await asyncio.gather(*(store.meet(n, ChatKind.PRIVATE, "it", now) for n in range(5)))
        await other.write(hang_up_on_others)
        again = await asyncio.gather(*(store.meet(n, ChatKind.PRIVATE, "it", now) for n in range(5)))
        assert again == chats


async def test_no_connection_coming_free_is_said(postgres_url, monkeypatch):
    monkeypatch.setattr(postgres, "CONNECTIONS", 1)
    monkeypatch.setattr(postgres, "CONNECT_SECONDS", 0.2)
    async with open_database(postgres_url) as database:
        slow = asyncio.create_task(database.write(sleep, 0.8))
        await asyncio.sleep(0)  # it has begun
        with pytest.raises(UnreachableError, match="too busy"):
            await database.write(sleep, 0)
        await slow
        await database.write(sleep, 0)


async def test_a_statement_without_end_is_given_up(postgres_url, monkeypatch):
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 0.3)
    async with open_database(postgres_url) as database:
        with pytest.raises(UnreachableError):
            await database.write(sleep, 20)
        await database.write(sleep, 0)
