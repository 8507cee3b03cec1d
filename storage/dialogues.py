"""The dialogues under way, one in a chat and topic."""

from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Insert, bindparam, delete, select, update
from sqlalchemy.exc import IntegrityError

from domain.model import ChatId, Draft
from storage.database import Database
from storage.errors import GoneError
from storage.schema import drafts
from storage.upsert import insert_into

_NO_THREAD = 0
"""Stands for "outside topics": NULL would not be equal to itself in a key, and Telegram numbers topics from 1."""

_HERE = (drafts.c.chat_id == bindparam("chat")) & (drafts.c.thread == bindparam("topic"))
_UNDER_WAY = select(drafts.c.kind, drafts.c.expires_at, drafts.c.payload).where(
    _HERE, drafts.c.expires_at > bindparam("now")
)
_DROP = delete(drafts).where(_HERE)


class SqlDrafts:
    """`domain.ports.Drafts` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep_draft(self, chat: ChatId, thread: int | None, draft: Draft) -> None:
        """Begin or go on with a dialogue, in the place of the one before. Raises GoneError."""
        await self._database.write(_keep, chat, thread or _NO_THREAD, draft)

    async def draft(self, chat: ChatId, thread: int | None, now: datetime) -> Draft | None:
        """Give the dialogue under way; it has expired when `expires_at` is not after `now`."""
        return await self._database.read(_find, chat, thread or _NO_THREAD, now)

    async def drop_draft(self, chat: ChatId, thread: int | None) -> bool:
        """End the dialogue; say whether there was one (expired or not)."""
        return await self._database.write(drop, chat, thread)

    async def sweep_drafts(self, now: datetime) -> int:
        """Delete what has expired; say how many."""
        return await self._database.write(_sweep, now)


def move(connection: Connection, source: ChatId, target: ChatId) -> None:
    """Give the dialogues of one chat to another; they take the place of those that it has in the same topics."""
    moving = select(drafts.c.thread).where(drafts.c.chat_id == source)
    connection.execute(delete(drafts).where(drafts.c.chat_id == target, drafts.c.thread.in_(moving)))
    connection.execute(update(drafts).where(drafts.c.chat_id == source).values(chat_id=target))


def _keep(connection: Connection, chat: ChatId, thread: int, draft: Draft) -> None:
    row = {
        "chat_id": chat,
        "thread": thread,
        "kind": draft.kind,
        "payload": dict(draft.payload),
        "expires_at": draft.expires_at,
    }
    try:
        connection.execute(_keeping(connection.dialect.name), row)
    except IntegrityError as error:
        raise GoneError(f"There is no chat {chat} any more.") from error


@cache
def _keeping(dialect: str) -> Insert:
    kept = insert_into(drafts, dialect)
    return kept.on_conflict_do_update(
        index_elements=[drafts.c.chat_id, drafts.c.thread],
        set_={name: kept.excluded[name] for name in ("kind", "payload", "expires_at")},
    )


def _find(connection: Connection, chat: ChatId, thread: int, now: datetime) -> Draft | None:
    row = connection.execute(_UNDER_WAY, {"chat": chat, "topic": thread, "now": now}).one_or_none()
    return None if row is None else Draft(*row)


def drop(connection: Connection, chat: ChatId, thread: int | None) -> bool:
    """End the dialogue as a part of other work."""
    return connection.execute(_DROP, {"chat": chat, "topic": thread or _NO_THREAD}).rowcount > 0


def _sweep(connection: Connection, now: datetime) -> int:
    return connection.execute(delete(drafts).where(drafts.c.expires_at <= now)).rowcount
