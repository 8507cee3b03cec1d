"""From a database URL to the open database."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.address import parse_address
from storage.database import Database
from storage.errors import BadAddressError, UnreachableError, plain_errors
from storage.sqlite import SqliteDatabase


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open the database, and close it at the end. Raises BadAddressError or, at the latest at first use, Unreachable.

    A new SQLite file is readable by its owner alone: it will hold what people do.
    """
    address = parse_address(url)
    if isinstance(address, Path):
        with plain_errors(str(address)):
            address.touch(mode=0o600)
        database: Database = SqliteDatabase(address)
    else:
        try:
            from storage.postgres import PostgresDatabase  # noqa: PLC0415 # an optional extra, and large

            database = PostgresDatabase(address)
        except ImportError as error:
            raise BadAddressError("PostgreSQL needs its driver: install reti[postgres].") from error
    try:
        yield database
    finally:
        await database.close()


def examine_place(url: str) -> bool:
    """Say whether there is a database to open, or only room to make one. Raises BadAddressError or UnreachableError."""
    address = parse_address(url)
    if not isinstance(address, Path) or address.exists():
        return True
    folder = address.absolute().parent
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UnreachableError(f"The database {address} cannot be made: its folder is missing or may not be written.")
    return False
