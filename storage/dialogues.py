"""The dialogues under way: in a chat and topic one row for each owner, so that none overwrites another's."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Insert, bindparam, delete, exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from domain.dialogues.dialogue import Dialogue, Owner
from domain.model import ChatId
from storage.database import Database
from storage.errors import GoneError
from storage.schema import chats, dialogues
from storage.upsert import insert_into

_NO_THREAD = 0
"""Stands for "outside topics": NULL would not be equal to itself in a key, and Telegram numbers topics from 1."""

_HERE = (dialogues.c.chat_id == bindparam("chat")) & (dialogues.c.thread == bindparam("place"))
_OWNED = _HERE & (dialogues.c.topic == bindparam("owner_topic")) & (dialogues.c.kind == bindparam("owner_kind"))
_UNDER_WAY = select(
    dialogues.c.topic, dialogues.c.kind, dialogues.c.expires_at, dialogues.c.payload, dialogues.c.waits
).where(_HERE, dialogues.c.expires_at > bindparam("now"))
_END = delete(dialogues).where(_OWNED)


class SqlDialogues:
    """`domain.dialogues.port.Dialogues` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def dialogues(self, chat: ChatId, thread: int | None, now: datetime) -> Sequence[Dialogue]:
        """Give all that have not expired; one has when `expires_at` is not after `now`."""
        return await self._database.read(_find, chat, thread or _NO_THREAD, now)

    async def keep_dialogue(self, chat: ChatId, thread: int | None, dialogue: Dialogue) -> None:
        """Begin a dialogue, or go on with it; unless it waits, all others of the place do. Raises GoneError."""
        await self._database.write(_keep, chat, thread or _NO_THREAD, dialogue)

    async def end_dialogue(self, chat: ChatId, thread: int | None, owner: Owner) -> bool:
        """End the dialogue of an owner; say whether there was one (expired or not)."""
        return await self._database.write(end, chat, thread, owner)

    async def sweep_dialogues(self, now: datetime) -> int:
        """Delete what has expired; say how many."""
        return await self._database.write(_sweep, now)


def move(connection: Connection, source: ChatId, target: ChatId) -> None:
    """Give the dialogues of one chat to another; they take the place of those that it has in the same topics."""
    twin = dialogues.alias("twin")
    same = (twin.c.topic == dialogues.c.topic) & (twin.c.kind == dialogues.c.kind)
    floor = ~dialogues.c.waits & ~twin.c.waits  # only one of a place has it
    moving = exists().where(twin.c.chat_id == source, twin.c.thread == dialogues.c.thread, or_(same, floor))
    connection.execute(delete(dialogues).where(dialogues.c.chat_id == target, moving))
    connection.execute(update(dialogues).where(dialogues.c.chat_id == source).values(chat_id=target))


def _keep(connection: Connection, chat: ChatId, thread: int, dialogue: Dialogue) -> None:
    if not dialogue.waits:
        connection.execute(
            select(chats.c.id).where(chats.c.id == chat).with_for_update()
        )  # one takes the floor at a time
        here = (dialogues.c.chat_id == chat) & (dialogues.c.thread == thread)
        connection.execute(update(dialogues).where(here, ~dialogues.c.waits).values(waits=True))
    row = {
        "chat_id": chat,
        "thread": thread,
        "topic": dialogue.owner.topic,
        "kind": dialogue.owner.kind,
        "payload": dict(dialogue.payload),
        "waits": dialogue.waits,
        "expires_at": dialogue.expires_at,
    }
    try:
        connection.execute(_keeping(connection.dialect.name), row)
    except IntegrityError as error:
        raise GoneError(f"There is no chat {chat} any more.") from error


@cache
def _keeping(dialect: str) -> Insert:
    kept = insert_into(dialogues, dialect)
    return kept.on_conflict_do_update(
        index_elements=list(dialogues.primary_key),
        set_={name: kept.excluded[name] for name in ("payload", "waits", "expires_at")},
    )


def _find(connection: Connection, chat: ChatId, thread: int, now: datetime) -> Sequence[Dialogue]:
    rows = connection.execute(_UNDER_WAY, {"chat": chat, "place": thread, "now": now})
    return [Dialogue(Owner(topic, kind), *more) for topic, kind, *more in rows]


def end(connection: Connection, chat: ChatId, thread: int | None, owner: Owner) -> bool:
    """End the dialogue of an owner as a part of other work."""
    named = {"chat": chat, "place": thread or _NO_THREAD, "owner_topic": owner.topic, "owner_kind": owner.kind}
    return connection.execute(_END, named).rowcount > 0


def _sweep(connection: Connection, now: datetime) -> int:
    return connection.execute(delete(dialogues).where(dialogues.c.expires_at <= now)).rowcount
