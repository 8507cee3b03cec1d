"""INSERT … ON CONFLICT, which SQLite and PostgreSQL share and SQLAlchemy gives once for each.

A statement is built once for a dialect and kept (building one takes longer than running it): its values are
parameters, given by the names of the columns.
"""

from typing import TYPE_CHECKING

from sqlalchemy import Table

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


def insert_into(table: Table, dialect: str) -> "sqlite.Insert | postgresql.Insert":
    """Begin an INSERT that knows `on_conflict_do_update` and `on_conflict_do_nothing`."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415 # not loaded where SQLite is used

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415 # the same

    return sqlite.insert(table)
