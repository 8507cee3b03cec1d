"""Invitations: made, listed, taken back, taken up."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, insert, select, update

from domain.audit import Deed
from domain.city.model import NetworkId
from domain.invitations import INVITATION_LASTS, Invitation, InvitationId, more
from domain.model import ChatId
from domain.operators import Grants, Operator
from storage.audit import note
from storage.database import Database
from storage.operators import find, hold, keep
from storage.schema import chats, invitations, operators


class SqlInvitations:
    """`domain.ports.Invitations` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def invite(self, grants: Grants, token: str, by: ChatId, now: datetime) -> datetime:
        """Keep an invitation, known by the digest of its token; give until when it can be taken up."""
        return await self._database.write(_invite, grants, token, by, now)

    async def invitations(self, now: datetime) -> Sequence[Invitation]:
        """Those that can still be taken up, newest first."""
        return await self._database.read(_open, now)

    async def revoke_invitation(self, invitation: InvitationId, by: ChatId, now: datetime) -> bool:
        """Take an invitation back; False where it could not be taken up any more."""
        return await self._database.write(_revoke, invitation, by, now)

    async def join(
        self, token: str, chat: ChatId, name: str, now: datetime, admins: Collection[int]
    ) -> Operator | None:
        """Take up the invitation of this digest: None where there is none to take up.

        Who invited must still be an administrator, perhaps as one of the Telegram ids that the settings name.
        Who has taken it up already is what they are. Raises GoneError.
        """
        return await self._database.write(_join, token, chat, name, now, admins)


def _invite(connection: Connection, grants: Grants, token: str, by: ChatId, now: datetime) -> datetime:
    expires_at = now + INVITATION_LASTS
    row = {
        "token_hash": token,
        **_plain(grants),
        "invited_by": by,
        "created_at": now,
        "expires_at": expires_at,
    }
    made = connection.execute(insert(invitations).values(row).returning(invitations.c.id)).scalar_one()
    note(connection, by, Deed.INVITED, made, now, _plain(grants))
    return expires_at


def _open(connection: Connection, now: datetime) -> Sequence[Invitation]:
    listed = select(invitations, operators.c.name).join_from(
        invitations, operators, operators.c.chat_id == invitations.c.invited_by, isouter=True
    )
    rows = connection.execute(listed.where(_can_be_taken_up(now)).order_by(invitations.c.id.desc()))
    return [
        Invitation(InvitationId(row.id), _grants(row), ChatId(row.invited_by), row.name, row.expires_at) for row in rows
    ]


def _revoke(connection: Connection, invitation: InvitationId, by: ChatId, now: datetime) -> bool:
    this = and_(invitations.c.id == invitation, _can_be_taken_up(now))
    if not connection.execute(update(invitations).where(this).values(revoked_at=now)).rowcount:
        return False
    note(connection, by, Deed.INVITATION_REVOKED, invitation, now)
    return True


def _join(
    connection: Connection, token: str, chat: ChatId, name: str, now: datetime, admins: Collection[int]
) -> Operator | None:
    hold(connection, chat)
    row = connection.execute(select(invitations).where(invitations.c.token_hash == token)).one_or_none()
    if row is None or row.invited_by == chat:
        return None
    known = find(connection, chat)
    if row.used_by == chat:
        return known
    if not _may_still_invite(connection, row.invited_by, admins):
        return None
    # Of two who come at once the second waits here, and finds it used.
    this = and_(invitations.c.id == row.id, _can_be_taken_up(now))
    if not connection.execute(update(invitations).where(this).values(used_by=chat, used_at=now)).rowcount:
        return None
    given = _grants(row)
    joined = Operator(chat, name, more(known.grants if known else Grants(), given))
    keep(connection, joined, now)
    note(connection, chat, Deed.JOINED, row.id, now, {**_plain(given), "invited_by": row.invited_by})
    return joined


def _can_be_taken_up(now: datetime) -> ColumnElement[bool]:
    return and_(
        invitations.c.used_at.is_(None),
        invitations.c.revoked_at.is_(None),
        invitations.c.expires_at > now,
        invitations.c.invited_by.is_not(None),
    )


def _may_still_invite(connection: Connection, inviter: ChatId | None, admins: Collection[int]) -> bool:
    if inviter is None:
        return False
    known = find(connection, inviter)
    telegram_id = connection.scalar(select(chats.c.telegram_id).where(chats.c.id == inviter))
    return (known is not None and known.grants.administrator) or telegram_id in admins


def _plain(grants: Grants) -> dict[str, Any]:
    return {
        "administrator": grants.administrator,
        "networks": list(grants.networks),
        "meetings_of": list(grants.meetings_of),
    }


def _grants(row: Row[Any]) -> Grants:
    return Grants(row.administrator, _ids(row.networks), _ids(row.meetings_of))


def _ids(names: Sequence[str]) -> tuple[NetworkId, ...]:
    return tuple(NetworkId(name) for name in names)
