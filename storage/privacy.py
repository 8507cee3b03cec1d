"""All that is stored about a chat: to show it, and to delete it."""

from typing import Any

from sqlalchemy import Column, Connection, Table, delete, or_, select, update

from domain.model import ChatId
from storage.database import Database
from storage.schema import announcements, chats, metadata


def _naming(table: Table) -> list[Column[Any]]:
    """The columns by which a table names chats."""
    return [column for column in table.c if column.name == "chat_id" or column.references(chats.c.id)]


_ABOUT_A_CHAT = {table: naming for table in metadata.sorted_tables if (naming := _naming(table))}


class SqlPrivacy:
    """`domain.ports.Privacy` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def stored(self, chat: ChatId) -> dict[str, Any]:
        """Every row about a chat, by table, in plain JSON values."""
        return await self._database.read(_stored, chat)

    async def forget(self, chat: ChatId) -> None:
        """Delete every row about a chat, the chat itself among them."""
        await self._database.write(_forget, chat)


def _stored(connection: Connection, chat: ChatId) -> dict[str, Any]:
    found = {"chat": _rows(connection, chats, [chats.c.id], chat)}
    return found | {table.name: _rows(connection, table, naming, chat) for table, naming in _ABOUT_A_CHAT.items()}


def _rows(connection: Connection, table: Table, naming: list[Column[Any]], chat: ChatId) -> list[dict[str, Any]]:
    rows = connection.execute(select(table).where(or_(*(column == chat for column in naming)))).mappings()
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _forget(connection: Connection, chat: ChatId) -> None:
    """Rows about the chat go with it (`ON DELETE CASCADE`); what it did as an operator stays, without it."""
    its_number = select(chats.c.telegram_id).where(chats.c.id == chat).scalar_subquery()
    panels = update(announcements).where(announcements.c.panel_chat == its_number)
    connection.execute(panels.values(panel_chat=None, panel_message=None, panel_language=None))
    connection.execute(delete(chats).where(chats.c.id == chat))
