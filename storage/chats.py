"""The chats that the bot has met."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, exists, func, select, update
from sqlalchemy.sql.dml import ReturningInsert

from domain.model import Chat, ChatId, ChatKind
from storage import dialogues as drafts
from storage import subscriptions
from storage.database import Database
from storage.errors import GoneError
from storage.outbox.blocking import mark_blocked
from storage.schema import chats
from storage.schema import drafts as drafts_table
from storage.schema import subscriptions as subscriptions_table
from storage.upsert import insert_into

_COLUMNS = (chats.c.id, chats.c.telegram_id, chats.c.kind, chats.c.language, chats.c.heard_language, chats.c.blocked_at)
_IN_DIALOGUE = exists().where(drafts_table.c.chat_id == chats.c.id)
_FOLLOWS = exists().where(subscriptions_table.c.chat_id == chats.c.id)
_BY_TELEGRAM_ID = select(*_COLUMNS, _IN_DIALOGUE, _FOLLOWS).where(chats.c.telegram_id == bindparam("telegram_id"))


class SqlChats:
    """`domain.ports.Chats` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def meet(self, telegram_id: int, kind: ChatKind, heard_language: str | None, now: datetime) -> Chat:
        """Find the chat, or make it. Most updates change nothing, and cost one SELECT without a lock.

        A `heard_language` of None says nothing new, and what was heard before stays.
        """
        known = await self._database.read(_find, telegram_id)
        if known is not None and known == replace(
            known, kind=kind, heard_language=heard_language or known.heard_language, blocked_at=None
        ):
            return known
        return await self._database.write(_meet, telegram_id, kind, heard_language, now)

    async def choose_language(self, chat: ChatId, language: str) -> Chat:
        """Keep the language that the chat chose. Raises GoneError."""
        return await self._database.write(_choose_language, chat, language)

    async def mark_blocked(self, telegram_id: int, now: datetime) -> None:
        """Note since when this chat cannot be written to; a chat never met is none of ours."""
        await self._database.write(_mark_blocked, telegram_id, now)

    async def migrate(self, old_telegram_id: int, new_telegram_id: int, now: datetime) -> Chat:
        """Move a group that became a supergroup; saying it twice, or in parallel, does no harm.

        The group's row survives with our own id, whatever was known of the supergroup already: that one's dialogues
        move in, and take the place of the group's (they are the later ones); its languages fill what the group has not.
        """
        return await self._database.write(_migrate, old_telegram_id, new_telegram_id, now)


def _find(connection: Connection, telegram_id: int) -> Chat | None:
    row = connection.execute(_BY_TELEGRAM_ID, {"telegram_id": telegram_id}).one_or_none()
    return None if row is None else _chat(row)


def _meet(connection: Connection, telegram_id: int, kind: ChatKind, heard_language: str | None, now: datetime) -> Chat:
    row = {"telegram_id": telegram_id, "kind": kind, "heard_language": heard_language, "created_at": now}
    return _chat(connection.execute(_meeting(connection.dialect.name), row).one())


@cache
def _meeting(dialect: str) -> ReturningInsert[*tuple[Any, ...]]:
    met = insert_into(chats, dialect)
    return met.on_conflict_do_update(
        index_elements=[chats.c.telegram_id],
        set_={
            "kind": met.excluded.kind,
            "heard_language": func.coalesce(met.excluded.heard_language, chats.c.heard_language),
            "blocked_at": None,
        },
    ).returning(*_COLUMNS)


def _choose_language(connection: Connection, chat: ChatId, language: str) -> Chat:
    chosen = update(chats).where(chats.c.id == chat).values(language=language)
    row = connection.execute(chosen.returning(*_COLUMNS)).one_or_none()
    if row is None:
        raise GoneError(f"There is no chat {chat} any more.")
    return _chat(row)


def _mark_blocked(connection: Connection, telegram_id: int, now: datetime) -> None:
    mark_blocked(connection, chats.c.telegram_id == telegram_id, now)


def _migrate(connection: Connection, old_telegram_id: int, new_telegram_id: int, now: datetime) -> Chat:
    # Making the supergroup's row first, where there is none, leaves one case, and nobody can make it meanwhile.
    arrived = _meet(connection, new_telegram_id, ChatKind.SUPERGROUP, None, now)
    left = _find(connection, old_telegram_id)
    if left is None or left.id == arrived.id:
        return arrived
    drafts.move(connection, arrived.id, left.id)
    subscriptions.move(connection, arrived.id, left.id)
    connection.execute(delete(chats).where(chats.c.id == arrived.id))
    moved = (
        update(chats)
        .where(chats.c.id == left.id)
        .values(
            telegram_id=new_telegram_id,
            kind=ChatKind.SUPERGROUP,
            language=left.language or arrived.language,
            heard_language=left.heard_language or arrived.heard_language,
            blocked_at=None,
        )
    )
    return _chat(connection.execute(moved.returning(*_COLUMNS)).one())


def _chat(row: Row[*tuple[Any, ...]]) -> Chat:
    identity, telegram_id, kind, language, heard_language, blocked_at, *of_other_tables = row
    known = [bool(there) for there in of_other_tables]  # only what was read, not written, knows it
    return Chat(ChatId(identity), telegram_id, ChatKind(kind), language, heard_language, blocked_at, *known)
