"""The version of a database, and the way to the present one.

Versions are the four-digit numbers that begin the names of the files in `migrations/versions`.
"""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, inspect, select

from storage.database import Database
from storage.errors import ForeignDatabaseError, NewerDatabaseError
from storage.schema import metadata

MIGRATIONS = Path(__file__).parent / "migrations"

VERSION_TABLE = "reti_version"
"""A name of our own: another program that uses Alembic is not mistaken for a version of ours."""

_version = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name=f"{VERSION_TABLE}_pkc"),
)
"""As Alembic makes it (`MigrationContext`)."""


async def migrate(database: Database, scripts: Path = MIGRATIONS) -> None:
    """Bring the database to the present version, in one transaction: it arrives there, or stays as it was.

    Raises NewerDatabaseError, ForeignDatabaseError or UnreachableError.
    """
    if await database.read(_has_steps_to_take, scripts):
        await database.alter(_upgrade, scripts)


async def is_current(database: Database) -> bool:
    """Say whether the database is of the present version; change nothing.

    Raises NewerDatabaseError or ForeignDatabaseError where `migrate` would.
    """
    return not await database.read(_has_steps_to_take, MIGRATIONS)


def _has_steps_to_take(connection: Connection, scripts: Path) -> bool:
    """Compare the database's version with the present one, without loading Alembic. Raises as `migrate` does."""
    present = _present(scripts)
    tables = inspect(connection).get_table_names()
    if not tables:
        return True
    if VERSION_TABLE not in tables:
        raise ForeignDatabaseError("The database belongs to another program: give Reti one of its own.")
    version = connection.execute(select(_version.c.version_num)).scalar_one_or_none() or ""
    if version > present:
        raise NewerDatabaseError(
            f"The database is of version {version} and this program knows up to {present}: update the program."
        )
    return version < present


def _present(scripts: Path) -> str:
    return max(script.name[:4] for script in (scripts / "versions").glob("[0-9]*.py"))


def _upgrade(connection: Connection, scripts: Path) -> None:
    if not _has_steps_to_take(connection, scripts):  # another process has done it while this one waited
        return
    if scripts == MIGRATIONS and not inspect(connection).get_table_names():
        # What the steps would make, without Alembic (its cookbook, "Building an Up to Date Database from Scratch")
        metadata.create_all(connection)
        _version.create(connection)
        connection.execute(_version.insert().values(version_num=_present(scripts)))
        return
    from alembic.command import upgrade  # noqa: PLC0415 # large, and needed once a version
    from alembic.config import Config  # noqa: PLC0415 # the same

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    upgrade(config, "head")
