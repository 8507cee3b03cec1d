"""Quiet hours in a plan: what waits for their end."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, literal, or_, select, update

from domain.outbox.delivery import COPIES, EDITS, LATE, Kind
from domain.reminders import DEFAULT_QUIET, URGENT_AFTER_QUIET, Quiet, quiet_since, quiet_until
from storage.following import same_place
from storage.schema import announcements, deliveries, occurrences, preferences


def hold_back(connection: Connection, now: datetime, quiet: Quiet, zone: tzinfo) -> None:
    """Let what is late wait for the end of the quiet hours, unless it is of no use then, or urgent.

    What becomes due in quiet hours was meant to: its time was worked out, or chosen, with them in mind.
    """
    begun, over = quiet_since(now, quiet, zone), quiet_until(now, quiet, zone)
    if begun is None or over is None:
        return
    theirs = select(preferences.c.quiet).where(same_place(preferences, deliveries)).scalar_subquery()
    soon = exists().where(occurrences.c.id == deliveries.c.subject, occurrences.c.begins_at < over + URGENT_AFTER_QUIET)
    marked = exists().where(announcements.c.id == deliveries.c.subject, announcements.c.urgent)
    urgent = or_(and_(deliveries.c.kind == Kind.CHANGE, soon), and_(deliveries.c.kind.in_(COPIES), marked))
    late = and_(
        deliveries.c.settled_at.is_(None),
        or_(deliveries.c.due_at < now - LATE, deliveries.c.kind.in_(COPIES)),
        deliveries.c.due_at < begun,
        deliveries.c.expires_at > over,
        deliveries.c.kind.not_in((*EDITS, Kind.TRIAL, Kind.NOTE)),
        or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now),
        or_(deliveries.c.again_at.is_(None), deliveries.c.again_at < over),
    )
    of_these = func.coalesce(theirs, DEFAULT_QUIET.value) == quiet
    connection.execute(update(deliveries).where(late, of_these, ~urgent).values(again_at=over))


def by_quiet(
    waits: Sequence[tuple[Quiet, ColumnElement[bool], datetime]], otherwise: datetime
) -> ColumnElement[datetime]:
    """An instant by the quiet hours of a chat: the one of them, if a condition holds, or another."""
    theirs = func.coalesce(preferences.c.quiet, DEFAULT_QUIET.value)
    instant = occurrences.c.begins_at.type
    other = literal(otherwise, instant)
    if not waits:
        return other
    return case(
        *((and_(theirs == quiet.value, condition), literal(until, instant)) for quiet, condition, until in waits),
        else_=other,
    )
