"""Who did what: written in the transaction that did it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, String, and_, cast, delete, func, insert, or_, select

from domain.audit import Deed, Record
from domain.model import ChatId
from storage.database import Database
from storage.schema import audit, invitations, operators

_ALL = 2**31
"""More deeds than there will be."""


class SqlAudit:
    """`domain.ports.Audit` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def deeds(self, limit: int, offset: int = 0) -> Sequence[Record]:
        """Who did what, newest first: so many, after so many that are left out."""
        return await self._database.read(_deeds, limit, offset)

    async def export_deeds(self, by: ChatId, now: datetime) -> Sequence[Record]:
        """All of it, newest first, with who asked for it as the newest."""
        return await self._database.write(_export, by, now)

    async def sweep_deeds(self, before: datetime) -> int:
        """Delete what was done before an instant, and what only served to understand it; say how many deeds."""
        return await self._database.write(_sweep, before)


def note(
    connection: Connection,
    by: ChatId | None,
    deed: Deed,
    subject: object,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Note a deed as a part of other work."""
    row = {"at": now, "by": by, "deed": deed, "subject": str(subject), "details": dict(details or {})}
    connection.execute(insert(audit).values(row))


def _deeds(connection: Connection, limit: int, offset: int) -> Sequence[Record]:
    doer, whom = operators.alias("doer"), operators.alias("whom")
    to_somebody = and_(audit.c.deed == Deed.REMOVED, cast(whom.c.chat_id, String) == audit.c.subject)
    listed = (
        select(audit, doer.c.name.label("name"), whom.c.name.label("whom"))
        .join_from(audit, doer, doer.c.chat_id == audit.c.by, isouter=True)
        .join(whom, to_somebody, isouter=True)
        .order_by(audit.c.at.desc(), audit.c.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [
        Record(
            row.id,
            row.at,
            None if row.by is None else ChatId(row.by),
            row.name,
            Deed(row.deed),
            row.subject,
            row.details,
            row.whom,
        )
        for row in connection.execute(listed)
    ]


def _export(connection: Connection, by: ChatId, now: datetime) -> Sequence[Record]:
    number = connection.scalar(select(func.count()).select_from(audit)) or 0
    note(connection, by, Deed.AUDIT_EXPORTED, number, now)
    return _deeds(connection, _ALL, 0)


def _sweep(connection: Connection, before: datetime) -> int:
    swept = connection.execute(delete(audit).where(audit.c.at < before)).rowcount
    connection.execute(delete(operators).where(operators.c.removed_at < before))
    ended = or_(invitations.c.used_at < before, invitations.c.revoked_at < before, invitations.c.expires_at < before)
    connection.execute(delete(invitations).where(ended))
    return swept
