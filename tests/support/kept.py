"""The database of commit 5026a9f and its people, as `tests/kept` has them: `tests/kept/make.py` says how they came."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, Date, DateTime, MetaData, Table, insert, text

from sandbox import contents
from sandbox.files import Upload
from sandbox.groups import Group
from sandbox.people import Person
from sandbox.telegram import Telegram

KEPT = Path(__file__).parents[1] / "kept"
VERSION = "0007"
WORLD = json.loads((KEPT / "world.json").read_text())
NOW = datetime.fromisoformat(WORLD["now"])
ADMINISTRATOR = "Marta"


@dataclass(frozen=True)
class Key:
    """A key that a screen had: what it was read as, who tapped it where, and whether it was too old even then."""

    kind: str
    fields: dict[str, Any]
    data: str
    by: int
    chat: int
    expired: bool


KEYS = [Key(**one) for one in json.loads((KEPT / "buttons.json").read_text())]


def key_of(person: Person, kind: str) -> Key:
    """A key that somebody could use then."""
    return next(one for one in KEYS if one.kind == kind and one.by == person.id and not one.expired)


def as_it_was() -> sqlite3.Connection:
    """The database as it was, by its own names, to ask what it held; who asks closes it."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.executescript((KEPT / "database.sql").read_text())
    return connection


def asked(query: str) -> list[sqlite3.Row]:
    """What the database answers as it was."""
    with closing(as_it_was()) as connection:
        return connection.execute(query).fetchall()


def write_file(path: Path) -> None:
    """Make the file that it was."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((KEPT / "database.sql").read_text())


def fill(connection: Connection) -> None:
    """Bring all that was in it into the empty tables of the same version in another database."""
    with closing(as_it_was()) as before:
        names = [one["name"] for one in before.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        there = MetaData()
        there.reflect(connection)
        for table in there.sorted_tables:
            if table.name in names and table.name != "reti_version":
                rows = before.execute(f"SELECT * FROM {table.name}").fetchall()
                if rows:
                    connection.execute(insert(table), [_typed(table, row) for row in rows])
                if table.c.get("id") is not None:
                    following = (
                        f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), max(id)) FROM {table.name}"
                    )
                    connection.execute(text(following))


def _typed(table: Table, row: sqlite3.Row) -> dict[str, Any]:
    return {name: _value(table.c[name].type, row[name]) for name in row.keys()}  # noqa: SIM118 - a Row is no dict


def _value(kind: Any, value: Any) -> Any:
    match kind:
        case _ if value is None:
            return None
        case Boolean():
            return bool(value)
        case JSON():
            return json.loads(value)
        case DateTime():
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        case Date():
            return date.fromisoformat(value)
    return value


@dataclass(frozen=True)
class Inhabitants:
    """Everybody who was there, in a Telegram of today."""

    people: dict[str, Person]
    groups: dict[str, Group]

    def __getitem__(self, name: str) -> Person:
        return self.people[name]


def settle(telegram: Telegram) -> Inhabitants:
    """Let all come to a new Telegram who were in the old one, with the files that had been sent."""
    people = [telegram.person(one["name"], language_code=one["language"]) for one in WORLD["people"]]
    for person, one in zip(people, WORLD["people"], strict=True):
        state = telegram.chats[person.id]
        assert person.id == one["id"]
        state.started, state.blocked = True, one["blocked"]
    ada = people[0]
    groups = [
        telegram.group("Forum", ada, admins=[ada], forum=True),
        telegram.group("Cortile", ada, admins=[ada]),
        telegram.group("Piazza", ada, admins=[ada], supergroup=True),
        telegram.channel("Avvisi", ada),
    ]
    for kind, name, content in WORLD["files"]:
        if kind == "photo":
            contents.photo(telegram.files, None)
        else:
            telegram.files.keep(kind, Upload(name, content.encode()))
    return Inhabitants({one.first_name: one for one in people}, {one.title: one for one in groups})
