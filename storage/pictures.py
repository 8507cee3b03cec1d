"""The pictures that Telegram has already."""

from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Insert, bindparam, delete, select

from storage.database import Database
from storage.schema import pictures
from storage.upsert import insert_into

_KNOWN = select(pictures.c.file_id).where(pictures.c.key == bindparam("picture"))
_DROP = delete(pictures).where(pictures.c.key == bindparam("picture"))


class SqlPictures:
    """`domain.ports.Pictures` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def picture(self, key: str) -> str | None:
        """Give the `file_id` of a picture; None where it has to be uploaded."""
        return await self._database.read(_find, key)

    async def keep_picture(self, key: str, file_id: str, now: datetime) -> None:
        """Note under which `file_id` Telegram has a picture, in the place of the one before."""
        await self._database.write(keep, key, file_id, now)

    async def drop_picture(self, key: str) -> None:
        """Forget a `file_id` that Telegram does not take any more."""
        await self._database.write(_drop, key)


def _find(connection: Connection, key: str) -> str | None:
    return connection.execute(_KNOWN, {"picture": key}).scalar_one_or_none()


def keep(connection: Connection, key: str, file_id: str, now: datetime) -> None:
    """Note under which `file_id` Telegram has a picture, as a part of other work."""
    row = {"key": key, "file_id": file_id, "kept_at": now}
    connection.execute(_keeping(connection.dialect.name), row)


@cache
def _keeping(dialect: str) -> Insert:
    kept = insert_into(pictures, dialect)
    return kept.on_conflict_do_update(
        index_elements=[pictures.c.key], set_={name: kept.excluded[name] for name in ("file_id", "kept_at")}
    )


def _drop(connection: Connection, key: str) -> None:
    connection.execute(_DROP, {"picture": key})
