"""Operators: who they are, and what they are trusted with."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from domain.city.model import NetworkId
from domain.model import ChatId
from domain.operators import Grants, Operator
from storage.database import Database
from storage.schema import operator_networks, operators


class SqlOperators:
    """`domain.ports.Operators` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def operator(self, chat: ChatId) -> Operator | None:
        """Give the operator whose private chat this is; None for everybody else, and for who was removed."""
        return await self._database.read(find, chat)


def find(connection: Connection, chat: ChatId) -> Operator | None:
    """The same, as a part of other work."""
    here = select(operators.c.name, operators.c.administrator).where(
        operators.c.chat_id == chat, operators.c.removed_at.is_(None)
    )
    row = connection.execute(here).one_or_none()
    if row is None:
        return None
    return Operator(chat, row.name, _grants(connection, chat, administrator=row.administrator))


def _grants(connection: Connection, chat: ChatId, *, administrator: bool) -> Grants:
    theirs = select(operator_networks.c.network, operator_networks.c.meetings_only).where(
        operator_networks.c.chat_id == chat
    )
    rows = connection.execute(theirs.order_by(operator_networks.c.network)).all()
    return Grants(administrator, _named(rows, meetings_only=False), _named(rows, meetings_only=True))


def _named(rows: Sequence[tuple[str, bool]], *, meetings_only: bool) -> tuple[NetworkId, ...]:
    return tuple(NetworkId(network) for network, only in rows if only is meetings_only)
