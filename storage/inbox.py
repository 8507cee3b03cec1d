"""The updates that came: what they say until they are handled, their numbers for as long as they may come again."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache

from sqlalchemy import Connection, Insert, bindparam, delete, select, update

from domain.inbox.port import StoredUpdate
from storage.chunks import chunks
from storage.database import Database
from storage.schema import inbox
from storage.upsert import insert_into

_KNOWN = select(inbox.c.update_id).where(inbox.c.update_id.in_(bindparam("updates", expanding=True)))
_WAITING = select(inbox.c.update_id).where(inbox.c.payload.is_not(None)).order_by(inbox.c.id)
_STORED_AT = select(inbox.c.stored_at).where(inbox.c.update_id == bindparam("number"))
_PAYLOAD = select(inbox.c.payload).where(inbox.c.update_id == bindparam("number"))
_FINISH = update(inbox).where(inbox.c.update_id.in_(bindparam("updates", expanding=True))).values(payload=None)


class SqlInbox:
    """`domain.inbox.port.Inbox` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def store_updates(self, payloads: Mapping[int, str], now: datetime) -> Collection[int]:
        """Keep updates by their numbers, all of them or none; give the numbers of those that had not come before."""
        return await self._database.write(_store, payloads, now)

    async def waiting_updates(self) -> Sequence[StoredUpdate]:
        """Those not handled yet, oldest first. One that cannot be read comes with an empty payload."""
        return await self._database.read(_waiting)

    async def finish_updates(self, updates: Collection[int]) -> None:
        """Forget what updates said, and remember that they came."""
        await self._database.write(_finish, list(updates))

    async def sweep_inbox(self, before: datetime) -> int:
        """Forget the updates that were handled and came before an instant; say how many."""
        return await self._database.write(_sweep, before)


def _store(connection: Connection, payloads: Mapping[int, str], now: datetime) -> Collection[int]:
    known = set(connection.execute(_KNOWN, {"updates": list(payloads)}).scalars())
    new = [number for number in payloads if number not in known]
    if new:
        rows = [{"update_id": number, "payload": payloads[number], "stored_at": now} for number in new]
        connection.execute(_storing(connection.dialect.name), rows)
    return frozenset(new)


@cache
def _storing(dialect: str) -> Insert:
    return insert_into(inbox, dialect).on_conflict_do_nothing(index_elements=[inbox.c.update_id])


def _waiting(connection: Connection) -> Sequence[StoredUpdate]:
    return [_read(connection, number) for number in connection.execute(_WAITING).scalars().all()]


def _read(connection: Connection, number: int) -> StoredUpdate:
    """Read an update by itself: one whose row is damaged does not take the others with it."""
    try:
        stored_at = connection.execute(_STORED_AT, {"number": number}).scalar_one()
        return StoredUpdate(number, connection.execute(_PAYLOAD, {"number": number}).scalar_one(), stored_at)
    except ValueError:
        return StoredUpdate(number, "", datetime.min.replace(tzinfo=UTC))


def _finish(connection: Connection, updates: Sequence[int]) -> None:
    for some in chunks(updates):
        connection.execute(_FINISH, {"updates": some})


def _sweep(connection: Connection, before: datetime) -> int:
    old = delete(inbox).where(inbox.c.stored_at < before, inbox.c.payload.is_(None))
    return connection.execute(old).rowcount
