"""Operators: who they are, and what they are trusted with."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, case, delete, func, select, update

from domain.audit import Deed
from domain.city.model import NetworkId
from domain.model import Chat, ChatId, ChatKind
from domain.operators import Colleague, Followers, Grants, Operator
from domain.subscriptions import Subject
from storage.audit import note
from storage.database import Database
from storage.errors import GoneError
from storage.schema import chats, dialogues, invitations, operator_networks, operators, subscriptions
from storage.upsert import insert_into


class SqlOperators:
    """`domain.ports.Operators` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def operator(self, chat: ChatId) -> Operator | None:
        """Give the operator whose private chat this is; None for everybody else, and for who was removed."""
        return await self._database.read(find, chat)

    async def colleagues(self) -> Sequence[Colleague]:
        """Everybody who is or was an operator, by when they became one; who is one no more has no grants."""
        return await self._database.read(_colleagues)

    async def name_operator(self, chat: ChatId, name: str, now: datetime) -> None:
        """Note what an operator is called; whom nobody invited is noted without grants. Raises GoneError."""
        await self._database.write(_name, chat, name, now)

    async def remove_operator(self, chat: ChatId, by: ChatId, now: datetime) -> bool:
        """End all that somebody is trusted with, at once; say whether they were an operator. Raises GoneError."""
        return await self._database.write(remove, chat, by, now)

    async def followers(self) -> Mapping[NetworkId, Followers]:
        """How many chats follow each network that anybody follows; who blocked the bot is not counted."""
        return await self._database.read(_followers)


def find(connection: Connection, chat: ChatId) -> Operator | None:
    """The same, as a part of other work."""
    here = select(operators.c.name, operators.c.administrator).where(
        operators.c.chat_id == chat, operators.c.removed_at.is_(None)
    )
    row = connection.execute(here).one_or_none()
    if row is None:
        return None
    theirs = select(operator_networks.c.network, operator_networks.c.meetings_only).where(
        operator_networks.c.chat_id == chat
    )
    rows = connection.execute(theirs.order_by(operator_networks.c.network)).all()
    return Operator(chat, row.name, _grants(rows, administrator=row.administrator))


def hold(connection: Connection, chat: ChatId) -> None:
    """Let nobody else change what somebody is trusted with until the transaction ends. Raises GoneError."""
    there = select(chats.c.id).where(chats.c.id == chat).with_for_update(key_share=True)
    if connection.execute(there).one_or_none() is None:
        raise GoneError(f"There is no chat {chat} any more.")


def keep(connection: Connection, operator: Operator, now: datetime) -> None:
    """Keep what an operator is called and trusted with, in the place of what was, as a part of other work."""
    kept = insert_into(operators, connection.dialect.name).values(
        chat_id=operator.id, name=operator.name, administrator=operator.grants.administrator, since=now
    )
    again = case((operators.c.removed_at.is_(None), operators.c.since), else_=kept.excluded.since)
    changes = {
        "name": kept.excluded.name,
        "administrator": kept.excluded.administrator,
        "since": again,
        "removed_at": None,
    }
    connection.execute(kept.on_conflict_do_update(index_elements=[operators.c.chat_id], set_=changes))
    connection.execute(delete(operator_networks).where(operator_networks.c.chat_id == operator.id))
    rows = [
        {"chat_id": operator.id, "network": network, "meetings_only": only}
        for networks, only in ((operator.grants.networks, False), (operator.grants.meetings_of, True))
        for network in networks
    ]
    if rows:
        connection.execute(operator_networks.insert(), rows)


def remove(connection: Connection, chat: ChatId, by: ChatId, now: datetime) -> bool:
    """End all that somebody is trusted with, as a part of other work; say whether they were an operator.

    Their open invitations end too, and the dialogue that they are in; the name stays, for who did what.
    """
    hold(connection, chat)
    there = (operators.c.chat_id == chat) & operators.c.removed_at.is_(None)
    removed = update(operators).where(there).values(removed_at=now, administrator=False)
    if not connection.execute(removed).rowcount:
        return False
    connection.execute(delete(operator_networks).where(operator_networks.c.chat_id == chat))
    theirs = (invitations.c.invited_by == chat) & invitations.c.used_at.is_(None) & invitations.c.revoked_at.is_(None)
    connection.execute(update(invitations).where(theirs).values(revoked_at=now))
    connection.execute(delete(dialogues).where(dialogues.c.chat_id == chat))
    note(connection, by, Deed.REMOVED, chat, now)
    return True


def _name(connection: Connection, chat: ChatId, name: str, now: datetime) -> None:
    hold(connection, chat)
    known = find(connection, chat) or Operator(chat, name)
    keep(connection, Operator(chat, name, known.grants), now)


def _colleagues(connection: Connection) -> Sequence[Colleague]:
    networks: dict[int, list[tuple[str, bool]]] = {}
    theirs = select(operator_networks.c.chat_id, operator_networks.c.network, operator_networks.c.meetings_only)
    for chat, network, only in connection.execute(theirs.order_by(operator_networks.c.network)):
        networks.setdefault(chat, []).append((network, only))
    everybody = select(operators, chats.c.telegram_id, chats.c.language, chats.c.heard_language).join_from(
        operators, chats, chats.c.id == operators.c.chat_id
    )
    return [
        Colleague(
            Chat(ChatId(row.chat_id), row.telegram_id, ChatKind.PRIVATE, row.language, row.heard_language),
            Operator(
                ChatId(row.chat_id),
                row.name,
                _grants(networks.get(row.chat_id, ()), administrator=row.administrator),
            ),
            row.since,
        )
        for row in connection.execute(everybody.order_by(operators.c.since, operators.c.chat_id))
    ]


def _grants(rows: Sequence[tuple[str, bool]], *, administrator: bool) -> Grants:
    return Grants(administrator, _named(rows, meetings_only=False), _named(rows, meetings_only=True))


def _named(rows: Sequence[tuple[str, bool]], *, meetings_only: bool) -> tuple[NetworkId, ...]:
    return tuple(NetworkId(network) for network, only in rows if only is meetings_only)


def _followers(connection: Connection) -> Mapping[NetworkId, Followers]:
    in_private = func.count(func.distinct(case((chats.c.kind == ChatKind.PRIVATE, chats.c.id))))
    elsewhere = func.count(func.distinct(case((chats.c.kind != ChatKind.PRIVATE, chats.c.id))))
    counted = (
        select(subscriptions.c.subject_id, in_private, elsewhere)
        .join_from(subscriptions, chats, chats.c.id == subscriptions.c.chat_id)
        .where(subscriptions.c.subject == Subject.NETWORK, chats.c.blocked_at.is_(None))
        .group_by(subscriptions.c.subject_id)
    )
    return {NetworkId(network): Followers(people, groups) for network, people, groups in connection.execute(counted)}
