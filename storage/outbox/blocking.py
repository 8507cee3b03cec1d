"""Chats that cannot be written to: marked, and nothing waits for them any more."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, update

from domain.outbox.outcome import Outcome
from storage.chunks import chunks
from storage.schema import chats, deliveries


def mark_blocked(connection: Connection, these: ColumnElement[bool], now: datetime) -> None:
    """Mark the chats that meet a condition; when one writes again, planning takes up what waited for it.

    What is claimed is left to whoever is at it: it may arrive still.
    """
    unmarked = update(chats).where(these, chats.c.blocked_at.is_(None)).values(blocked_at=now)
    free = or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now)
    over = update(deliveries).values(settled_at=now, outcome=Outcome.GONE)
    for some in chunks(connection.scalars(unmarked.returning(chats.c.id)).all()):
        connection.execute(over.where(and_(deliveries.c.settled_at.is_(None), free, deliveries.c.chat_id.in_(some))))
