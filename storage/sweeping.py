"""A store that tells which rows go, table by table, and on request lets none of them go."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, func, select

from domain.ports import Store
from storage.database import Database, P, T, Work
from storage.engine import open_database
from storage.migrate import migrate
from storage.schema import metadata
from storage.store import SqlStore


class _UndoneError(Exception):
    """Work was done to see what it does: nothing of it is kept."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


class _Watched:
    """A database that notes how many rows each piece of work deletes, also of tables that it does not name."""

    def __init__(self, database: Database, *, undoes: bool) -> None:
        self._database = database
        self._undoes = undoes
        self.gone: Counter[str] = Counter()
        self.read, self.alter, self.close = database.read, database.alter, database.close

    async def write(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that changes rows."""

        def watched(connection: Connection) -> T:
            before = _counts(connection)
            result = work(connection, *args, **kwargs)
            self.gone.update(before)
            self.gone.subtract(_counts(connection))
            if self._undoes:
                raise _UndoneError(result)
            return result

        try:
            return await self._database.write(watched)
        except _UndoneError as undone:
            undone_result: T = undone.result
            return undone_result


@asynccontextmanager
async def open_to_sweep(url: str, *, dry_run: bool) -> AsyncIterator[tuple[Store, Mapping[str, int]]]:
    """Open a database as `open_store` does; with how many rows went of each table since, or would have in a dry run.

    Raises a StoreError where `open_store` would.
    """
    async with open_database(url) as database:
        await migrate(database)
        watched = _Watched(database, undoes=dry_run)
        yield SqlStore(watched), watched.gone


def _counts(connection: Connection) -> Mapping[str, int]:
    tables = metadata.sorted_tables
    counted = select(*(select(func.count()).select_from(table).scalar_subquery().label(table.name) for table in tables))
    return dict(connection.execute(counted).mappings().one())
