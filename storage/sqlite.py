"""SQLite, the embedded default: one thread that writes, two that read.

Work runs whole in a thread of ours, on the standard library's driver: a transaction costs one change of thread, where
an asynchronous driver takes one a statement, and no cancelled task can leave a connection in the middle of one.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.columns import plain_json
from storage.database import P, T, Work
from storage.errors import RefusedError, plain_errors

BUSY_SECONDS = 5.0
"""How long to wait while another process, such as an import, holds the write lock."""

READERS = 2
"""Reads of one row are short; the second thread keeps a long list from holding them up."""


class SqliteDatabase:
    """An SQLite file in WAL mode: readers never wait for the writer.

    There, `synchronous=NORMAL` is never inconsistent; a power cut may cost the last moments (sqlite.org, "WAL"). What
    is deleted is overwritten: people were promised that it is gone.
    """

    def __init__(self, path: Path) -> None:
        self._place = str(path)
        reading, writing = ("query_only=ON",), ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON")
        self._reading = _engine(path, reading, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)
        self._writing = _engine(path, (*writing, "foreign_keys=ON"))
        self._altering = _engine(path, (*writing, "foreign_keys=OFF"), poolclass=NullPool)
        for engine in (self._writing, self._altering):
            event.listen(engine, "begin", _begin_immediate)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="storage-read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="storage-write")

    async def read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work of one SELECT in a reading thread."""
        return await self._run(
            self._readers, self._reading.connect, lambda connection: work(connection, *args, **kwargs)
        )

    async def write(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work in the writing thread, under the write lock from its first statement."""
        return await self._run(self._writer, self._writing.begin, lambda connection: work(connection, *args, **kwargs))

    async def alter(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that may make tables anew, with foreign keys checked once, at its end.

        While they are enforced, dropping a table deletes what refers to it (sqlite.org, "ALTER TABLE", section 7).
        """

        def altered(connection: Connection) -> T:
            result = work(connection, *args, **kwargs)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RefusedError(f"The database {self._place} would refer to rows that are not there.")
            return result

        return await self._run(self._writer, self._altering.begin, altered)

    async def close(self) -> None:
        """Wait for the work under way, then close every connection."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        for threads in (self._readers, self._writer):
            threads.shutdown()
        for engine in (self._reading, self._writing):
            engine.dispose()

    async def _run(
        self,
        threads: ThreadPoolExecutor,
        connect: Callable[[], AbstractContextManager[Connection]],
        work: Callable[[Connection], T],
    ) -> T:
        def run() -> T:
            with plain_errors(self._place), connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(threads, run)


def _engine(path: Path, pragmas: Sequence[str], **options: object) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        # The driver itself never begins a transaction; connections pass between our threads, one at a time.
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": BUSY_SECONDS},
        json_serializer=plain_json,
        hide_parameters=True,  # errors are logged, and parameters are what people wrote
        **options,
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: a lock asked for halfway can be refused without waiting."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
