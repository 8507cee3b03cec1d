"""Every story of the store is told on SQLite and, where a server is given, on PostgreSQL.

RETI_TEST_POSTGRES_URL names a server, as a role that may make others; with RETI_TEST_POSTGRES_REQUIRED=1 its absence is
a failure, so that nobody believes to have tested what was skipped.
"""

import os
import shutil
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from domain.ports import Store
from storage import open_store
from storage.database import Database
from storage.engine import open_database
from storage.migrate import migrate


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of this test's own, with nothing in it."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'reti.db'}"
    else:
        async with postgres_database() as url:
            yield url


@pytest.fixture
async def postgres_url() -> AsyncIterator[str]:
    async with postgres_database() as url:
        yield url


@pytest.fixture
def made_url(database_url: str, empty_database: Path) -> str:
    """The same; one in a file is a copy of what the migrations leave, which takes no time."""
    if database_url.startswith("sqlite"):
        shutil.copy(empty_database, database_url.removeprefix("sqlite:///"))
    return database_url


@pytest.fixture
async def store(made_url: str) -> AsyncIterator[Store]:
    async with open_store(made_url) as store:
        yield store


@pytest.fixture
async def database(made_url: str) -> AsyncIterator[Database]:
    """The same, one step below: at the present version, to run work of one's own in."""
    async with open_database(made_url) as database:
        await migrate(database)
        yield database


@asynccontextmanager
async def postgres_database() -> AsyncIterator[str]:
    """The URL of a new, empty schema, dropped at the end: that of a new role, where PostgreSQL looks first."""
    server = os.environ.get("RETI_TEST_POSTGRES_URL")
    if not server:
        if os.environ.get("RETI_TEST_POSTGRES_REQUIRED") == "1":
            pytest.fail("PostgreSQL is required here, and RETI_TEST_POSTGRES_URL names no server")
        pytest.skip("RETI_TEST_POSTGRES_URL names no PostgreSQL server")
    import asyncpg  # noqa: PLC0415 # an optional extra

    name = f"test_{uuid.uuid4().hex}"
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'; CREATE SCHEMA AUTHORIZATION {name}")
        url = make_url(server).set(username=name, password=name)
        yield url.render_as_string(hide_password=False)
        await connection.execute(f"DROP SCHEMA {name} CASCADE; DROP ROLE {name}")
    finally:
        await connection.close()
