"""PostgreSQL, for when one machine is outgrown: asyncpg under SQLAlchemy's asynchronous engine."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy import URL, Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.columns import plain_json
from storage.database import P, T, Work
from storage.errors import plain_errors

CONNECTIONS = 8
"""More than the work of one process keeps busy, and far below a server's usual hundred."""

CONNECT_SECONDS = 10.0
STATEMENT_SECONDS = 30.0

_ALTERING = 0x52657469
"""The advisory lock of whoever changes tables ("Reti")."""


class PostgresDatabase:
    """A PostgreSQL database; its default schema is ours."""

    def __init__(self, url: URL) -> None:
        self._place = url.set(query={}).render_as_string(hide_password=True).replace("+asyncpg", "")
        self._writing = create_async_engine(
            url,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=CONNECT_SECONDS,
            pool_pre_ping=True,  # a server that was restarted is not felt
            json_serializer=plain_json,
            hide_parameters=True,  # errors are logged, and parameters are what people wrote
            connect_args={
                "timeout": CONNECT_SECONDS,
                "command_timeout": STATEMENT_SECONDS,
                "server_settings": {"application_name": "reti"},
            },
        )
        self._reading = self._writing.execution_options(isolation_level="AUTOCOMMIT")
        self._under_way: set[asyncio.Task[object]] = set()

    async def read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work of one SELECT without a transaction around it."""
        return await self._finish(self._reading.connect, lambda connection: work(connection, *args, **kwargs))

    async def write(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that changes rows."""
        return await self._finish(self._writing.begin, lambda connection: work(connection, *args, **kwargs))

    async def alter(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run work that changes tables, one process at a time."""

        def altered(connection: Connection) -> T:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ALTERING})
            return work(connection, *args, **kwargs)

        return await self._finish(self._writing.begin, altered)

    async def close(self) -> None:
        """Wait for the work under way, then close every connection."""
        if self._under_way:
            await asyncio.wait(self._under_way)
        await self._writing.dispose()

    async def _finish(
        self, connect: Callable[[], AbstractAsyncContextManager[AsyncConnection]], work: Callable[[Connection], T]
    ) -> T:
        """Run the work in a task of its own: a caller that is cancelled leaves it to come to its end."""
        task = asyncio.create_task(self._run(connect, work))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return await asyncio.shield(task)

    async def _run(
        self, connect: Callable[[], AbstractAsyncContextManager[AsyncConnection]], work: Callable[[Connection], T]
    ) -> T:
        with plain_errors(self._place):
            async with connect() as connection:
                return await connection.run_sync(work)
