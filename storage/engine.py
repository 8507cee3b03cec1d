"""From a database URL to the open database."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL

from storage.address import parse_address
from storage.database import Database
from storage.errors import BadAddressError, UnreachableError
from storage.sqlite import SqliteDatabase


def is_made(address: Path | URL) -> bool:
    """Say whether there is a database to open, or only room to make one. Raises UnreachableError without even that."""
    if not isinstance(address, Path) or address.exists():
        return True
    if not os.access(address.absolute().parent, os.W_OK | os.X_OK):
        raise UnreachableError(f"The database {address} cannot be made: its folder is missing or may not be written.")
    return False


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open the database, and close it at the end. Raises BadAddressError or, at first use at the latest, Unreachable.

    A new SQLite file is readable by its owner alone: it will hold what people do.
    """
    address = parse_address(url)
    if not isinstance(address, Path):
        database = _open_server(address)
    else:
        if not is_made(address):
            address.touch(mode=0o600)
        database = SqliteDatabase(address)
    try:
        yield database
    finally:
        await database.close()


def _open_server(url: URL) -> Database:
    from storage.postgres import PostgresDatabase  # noqa: PLC0415 # large, and not loaded where SQLite is used

    try:
        return PostgresDatabase(url)
    except ImportError as error:
        raise BadAddressError("PostgreSQL needs its driver: install reti[postgres].") from error
