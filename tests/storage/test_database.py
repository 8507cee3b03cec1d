"""Work in one transaction, on every database."""

import asyncio
import traceback

import pytest
from sqlalchemy import Connection, func, insert, select

from domain.model import ChatKind
from storage import open_store
from storage.errors import RefusedError
from storage.schema import chats, feedback

REPORT = {"asked": "a secret", "answered": [], "city_version": "v"}


def count(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(feedback)).scalar_one()


async def test_work_that_fails_halfway_leaves_nothing(database, now):
    def half(connection: Connection) -> None:
        connection.execute(insert(feedback).values(REPORT | {"reported_at": now}))
        raise LookupError("halfway")

    with pytest.raises(LookupError, match="halfway"):
        await database.write(half)
    assert await database.read(count) == 0


async def test_a_refused_change_quotes_nothing_that_people_wrote(database, now):
    """PostgreSQL adds the whole row to its error, and errors are logged with what caused them."""

    def break_rules(connection: Connection) -> None:
        connection.execute(insert(feedback).values(REPORT | {"reported_at": None}))

    with pytest.raises(RefusedError, match=r"refused a change: .*reported_at") as caught:
        await database.write(break_rules)
    assert "secret" not in "".join(traceback.format_exception(caught.value))


async def test_a_rule_on_two_rows_is_kept(database, now):
    def twice(connection: Connection) -> None:
        for _ in range(2):
            connection.execute(insert(chats).values(telegram_id=42_4242, kind="private", created_at=now))

    with pytest.raises(RefusedError) as caught:
        await database.write(twice)
    assert "424242" not in "".join(traceback.format_exception(caught.value))


async def test_what_was_kept_is_there_after_the_store_was_closed(database_url, now):
    async with open_store(database_url) as store:
        chat = await store.meet(1, ChatKind.PRIVATE, "it", now)
    async with open_store(database_url) as store:
        assert await store.meet(1, ChatKind.PRIVATE, "it", now) == chat


async def test_closing_waits_for_the_work_under_way(database_url, now):
    async with open_store(database_url) as store:
        reporting = asyncio.create_task(store.report("via Tal dei Tali", [], "v", now))
        await asyncio.sleep(0)  # it has begun
    async with open_store(database_url) as store:
        assert [report.id for report in await store.reports()] == [await reporting]
