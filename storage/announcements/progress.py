"""How an announcement goes, counted in the ledger."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from domain.announcements.announcement import Announcement
from domain.announcements.progress import Progress
from domain.outbox.delivery import COPIES, Kind
from domain.outbox.outcome import Outcome
from storage.announcements.audience import follows_still
from storage.announcements.sending import outdated
from storage.schema import deliveries

_OF_LATE = timedelta(seconds=10)
_SOON = timedelta(minutes=10)
"""What is put off for longer is so by quiet hours, and no failure."""

_CARRIED_ON = (Outcome.SENT, Outcome.UNKNOWN)
"""After an album that was sent, or may have been, the words follow: they are counted in its place."""


def progress(connection: Connection, announcement: Announcement, now: datetime) -> Progress:
    """Count what became of the copies."""
    of_it = and_(deliveries.c.subject == announcement.id, deliveries.c.kind.in_(COPIES))
    counted = select(deliveries.c.kind, deliveries.c.outcome, func.count()).where(of_it)
    outcomes: Counter[Outcome] = Counter()
    waiting = 0
    for kind, outcome, number in connection.execute(counted.group_by(deliveries.c.kind, deliveries.c.outcome)):
        if outcome is None:
            waiting += number
        elif not (kind == Kind.ALBUM and outcome in _CARRIED_ON):
            outcomes[Outcome(outcome)] += number
    later = or_(deliveries.c.due_at > now, deliveries.c.again_at > now + _SOON)
    resting = and_(of_it, deliveries.c.settled_at.is_(None), later)
    return Progress(
        recipients=announcement.recipients,
        outcomes=outcomes,
        waiting=waiting,
        resting=_count(connection, resting) if waiting else 0,
        speed=_speed(connection, of_it, announcement.begun_at, now) if waiting else 0,
        reasons=_reasons(connection, of_it) if outcomes[Outcome.REFUSED] else {},
    )


def unfollowed(connection: Connection, announcement: Announcement) -> int:
    """How many of those who were reached follow nothing any more of what the announcement was for."""
    reached = and_(
        deliveries.c.subject == announcement.id,
        deliveries.c.kind == Kind.ANNOUNCEMENT,
        deliveries.c.outcome == Outcome.SENT,
    )
    return _count(connection, and_(reached, ~follows_still(announcement.audience, deliveries)))


def mending(connection: Connection, announcement: Announcement, now: datetime) -> Progress:
    """Count what became of the edits that bring the copies up to what the announcement says now."""
    copies = deliveries.alias("copies")
    of_it = and_(
        deliveries.c.kind == Kind.CORRECTION,
        deliveries.c.version == announcement.says,
        exists().where(
            copies.c.id == deliveries.c.subject, copies.c.subject == announcement.id, copies.c.kind.in_(COPIES)
        ),
    )
    counted = select(deliveries.c.outcome, func.count()).where(of_it).group_by(deliveries.c.outcome)
    found: dict[str | None, int] = {row[0]: row[1] for row in connection.execute(counted)}
    waiting = found.pop(None, 0)
    since = announcement.mending_since
    return Progress(
        recipients=waiting + sum(found.values()),
        outcomes={Outcome(outcome): number for outcome, number in found.items() if outcome},
        waiting=waiting,
        speed=_speed(connection, of_it, since, now) if waiting else 0,
    )


def is_mended(connection: Connection, announcement: Announcement, now: datetime) -> bool:
    """Whether every copy says what the announcement says now, or was tried to be told to."""
    edits = deliveries.alias("edits")
    settled = exists().where(
        edits.c.kind == Kind.CORRECTION,
        edits.c.subject == deliveries.c.id,
        edits.c.version == announcement.says,
        edits.c.settled_at.is_not(None),
    )
    to_mend = select(deliveries.c.id).where(outdated(announcement), ~settled).limit(1)
    if connection.scalar(to_mend) is not None:
        return False
    of_it = and_(deliveries.c.subject == announcement.id, deliveries.c.kind.in_(COPIES))
    on_its_way = and_(of_it, deliveries.c.settled_at.is_(None), deliveries.c.leased_until > now)
    return connection.scalar(select(deliveries.c.id).where(on_its_way).limit(1)) is None


def latest(connection: Connection, announcement: Announcement, limit: int) -> Sequence[Outcome]:
    """The latest ends of copies since it last began or went on, newest first."""
    ended = and_(
        deliveries.c.subject == announcement.id,
        deliveries.c.kind.in_(COPIES),
        deliveries.c.settled_at >= announcement.changed_at,
        ~and_(deliveries.c.kind == Kind.ALBUM, deliveries.c.outcome.in_(_CARRIED_ON)),
    )
    newest = select(deliveries.c.outcome).where(ended).order_by(deliveries.c.settled_at.desc(), deliveries.c.id.desc())
    return [Outcome(outcome) for outcome in connection.scalars(newest.limit(limit))]


def _reasons(connection: Connection, of_it: ColumnElement[bool]) -> Mapping[str, int]:
    refused = select(deliveries.c.facts, func.count()).where(of_it, deliveries.c.outcome == Outcome.REFUSED)
    rows = connection.execute(refused.group_by(deliveries.c.facts))
    return {why or "": number for why, number in sorted(rows, key=lambda row: -row[1])}


def _speed(connection: Connection, of_it: ColumnElement[bool], since: datetime | None, now: datetime) -> float:
    """Ends a second, over the last seconds or as long as it lasts."""
    begun = now - _OF_LATE if since is None else max(since, now - _OF_LATE)
    seconds = (now - begun).total_seconds()
    if seconds <= 0:
        return 0
    return _count(connection, and_(of_it, deliveries.c.settled_at > begun)) / seconds


def _count(connection: Connection, condition: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(deliveries).where(condition)) or 0
