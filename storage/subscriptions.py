"""Which networks a chat follows (in a forum: a topic)."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Insert, delete, literal, select
from sqlalchemy.exc import IntegrityError

from domain.city.model import NetworkId
from domain.model import ChatId
from storage.database import Database
from storage.errors import GoneError
from storage.schema import subscriptions
from storage.upsert import insert_into

_NO_THREAD = 0
"""Stands for "outside topics", as among the drafts."""


class SqlSubscriptions:
    """`domain.ports.Subscriptions` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(self, chat: ChatId, thread: int | None, network: NetworkId, now: datetime) -> None:
        """Follow a network; who follows it already goes on. Raises GoneError."""
        await self._database.write(_follow, chat, thread or _NO_THREAD, network, now)

    async def unfollow(self, chat: ChatId, thread: int | None, network: NetworkId) -> None:
        """Follow a network no longer."""
        await self._database.write(_unfollow, chat, thread or _NO_THREAD, network)

    async def followed(self, chat: ChatId, thread: int | None) -> Sequence[NetworkId]:
        """The networks that are followed, in the order in which that began."""
        return await self._database.read(_followed, chat, thread or _NO_THREAD)


def move(connection: Connection, source: ChatId, target: ChatId) -> None:
    """Give what one chat follows to another, which keeps its own."""
    kept = (subscriptions.c.thread, subscriptions.c.network, subscriptions.c.followed_at)
    moving = select(literal(target), *kept).where(subscriptions.c.chat_id == source)
    given = insert_into(subscriptions, connection.dialect.name).from_select([subscriptions.c.chat_id, *kept], moving)
    connection.execute(given.on_conflict_do_nothing())
    connection.execute(delete(subscriptions).where(subscriptions.c.chat_id == source))


def _follow(connection: Connection, chat: ChatId, thread: int, network: NetworkId, now: datetime) -> None:
    row = {"chat_id": chat, "thread": thread, "network": network, "followed_at": now}
    try:
        connection.execute(_following(connection.dialect.name), row)
    except IntegrityError as error:
        raise GoneError(f"There is no chat {chat} any more.") from error


@cache
def _following(dialect: str) -> Insert:
    return insert_into(subscriptions, dialect).on_conflict_do_nothing()


def _unfollow(connection: Connection, chat: ChatId, thread: int, network: NetworkId) -> None:
    here = (subscriptions.c.chat_id == chat) & (subscriptions.c.thread == thread)
    connection.execute(delete(subscriptions).where(here, subscriptions.c.network == network))


def _followed(connection: Connection, chat: ChatId, thread: int) -> Sequence[NetworkId]:
    here = (subscriptions.c.chat_id == chat) & (subscriptions.c.thread == thread)
    mine = select(subscriptions.c.network).where(here)
    order = (subscriptions.c.followed_at, subscriptions.c.network)
    return [NetworkId(network) for network in connection.scalars(mine.order_by(*order))]
