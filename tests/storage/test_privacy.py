"""What is stored about a chat: all of it can be shown, and all of it goes."""

import json

import pytest
from sqlalchemy import ForeignKey, func, select

from domain.announcements.announcement import Audience, Content
from domain.model import ChatId, Draft
from domain.operators import Grants
from domain.outbox.outcome import Unwelcome
from domain.reminders import read_leads
from domain.subscriptions import Preferences, network
from storage.schema import chats, metadata, operators, told
from tests.domain.some_events import at
from tests.ledger import Ledger, loreto

NAMING = {
    table.name: [key for key in table.foreign_keys if key.column in {chats.c.id, operators.c.chat_id}]
    for table in metadata.tables.values()
}
ABOUT_A_CHAT = {name for name, keys in NAMING.items() if keys}
GOES = {name for name in ABOUT_A_CHAT if "chat_id" in metadata.tables[name].c}
"""What goes with a chat; what operators did stays, without who did it."""


@pytest.fixture
async def ledger(store) -> Ledger:
    """Two chats about which there is something in every table."""
    ledger = Ledger(store, at("2026-10-12 17:00"))
    await ledger.takes(loreto())
    for number in (1, 2):
        chat = await ledger.chat(number, follows=["loreto"])
        await store.prefer(chat, None, Preferences(), ledger.now)
        await store.choose_leads(chat, 7, 1, read_leads("m"))
        await store.answer(chat, None, 1, ledger.now, coming=True)
        await store.keep_draft(chat, None, Draft("number", at("2026-10-13 12:00"), {"street": "Via Roma"}))
        await store.name_operator(chat, f"Operator {number}", ledger.now)
        await store.invite(Grants(networks=("loreto",)), str(number), chat, ledger.now)
        await store.begin_announcement(chat, Content("A word"), Audience(), ledger.now)
        await store.join(str(number - 1), chat, f"Operator {number}", ledger.now, {1, 2})
    await store.invite(Grants(networks=("loreto",)), "last", 2, ledger.now)
    await store.join("last", 1, "Operator 1", ledger.now, {1, 2})
    assert len(await ledger.until(at("2026-10-12 18:00"))) == 2
    for number in (1, 2):
        await store.snooze(ChatId(number), None, 1, 5, ledger.now)
    await store.settle([Unwelcome(one.id, "TOPIC_CLOSED") for one in await ledger.claim()], ledger.now)
    return ledger


async def rows(database) -> dict[str, int]:
    def count(connection):
        return {name: connection.scalar(select(func.count()).select_from(metadata.tables[name])) for name in GOES}

    return await database.read(count)


def without(stored: dict, chat: ChatId) -> dict:
    """The same rows, after a chat is gone that some of them name beside their own."""
    return {
        table: [
            {
                name: None if name in {"invited_by", "used_by", "followed_by"} and value == chat else value
                for name, value in row.items()
            }
            for row in rows
        ]
        for table, rows in stored.items()
    }


def test_whatever_names_a_chat_goes_with_it():
    """So that a new table cannot be forgotten."""
    for name in ABOUT_A_CHAT:
        for key in NAMING[name]:
            assert isinstance(key, ForeignKey)
            assert key.ondelete == ("CASCADE" if key.parent.name == "chat_id" else "SET NULL")


async def test_all_that_is_stored_is_shown_as_plain_json(ledger):
    chat = await ledger.chat(1)
    stored = await ledger.store.stored(chat)
    assert set(stored) == {"chat", *ABOUT_A_CHAT}
    assert all(stored.values())  # there is something in every table, so nothing is shown by chance
    assert json.loads(json.dumps(stored)) == stored
    assert {row["chat_id"] for name in GOES for row in stored[name]} == {chat}
    assert {row["by"] for row in stored["audit"]} == {chat}
    assert all(chat in {row["invited_by"], row["used_by"]} for row in stored["invitations"])
    assert stored["chat"][0]["telegram_id"] == 1
    assert stored["subscriptions"][0]["subject_id"] == "loreto"


async def test_who_is_forgotten_leaves_nothing_and_nobody_else_loses_anything(ledger, database):
    chat, other = await ledger.chat(1), await ledger.chat(2)
    before, theirs = await rows(database), await ledger.store.stored(other)
    await ledger.store.forget(chat)
    assert await rows(database) == {name: number // 2 for name, number in before.items()}
    assert await ledger.store.stored(other) == without(theirs, chat)
    assert not any((await ledger.store.stored(chat)).values())
    await ledger.store.forget(chat)
    assert await ledger.chat(1) != chat  # an id is never given again


async def test_of_nobody_there_is_nothing(ledger):
    assert not any((await ledger.store.stored(ChatId(99))).values())


async def test_one_who_is_forgotten_is_told_nothing_more(ledger, database):
    await ledger.store.forget(await ledger.chat(1))
    assert await ledger.until(at("2026-10-13 18:45")) == ["2 snooze", "2 reminder"]
    assert await database.read(lambda c: c.scalar(select(func.count()).select_from(told))) == 1
    assert await ledger.store.followed(await ledger.chat(2), None) == [network("loreto")]
