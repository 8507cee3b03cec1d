"""An announcement in the ledger: its copies are planned, held back, let go on, and called off."""

from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement, Connection, Update, and_, func, literal, or_, select, update

from domain.announcements.announcement import Announcement, AnnouncementId
from domain.announcements.life import LASTS, LATER
from domain.outbox.delivery import COPIES, FIRST, Kind, Priority
from domain.outbox.outcome import Outcome
from domain.reminders import DEFAULT_QUIET, Quiet, quiet_until
from storage.announcements.audience import recipients
from storage.following import same_place
from storage.outbox.plan.rows import Rows, insert
from storage.schema import deliveries, preferences


def plan_copies(connection: Connection, announcement: Announcement, now: datetime, zone: tzinfo) -> int:
    """Put a copy for everybody whom it is for into the ledger; say how many. Who rests gets it afterwards."""
    kind = Kind.ALBUM if announcement.content.is_album else Kind.ANNOUNCEMENT
    who = recipients(announcement.audience).subquery("recipients")
    planned = insert(
        connection,
        select(
            who.c.chat_id,
            who.c.thread,
            literal(kind.value).label("kind"),
            literal(announcement.id).label("subject"),
            literal(FIRST).label("version"),
            literal(int(Priority.ANNOUNCEMENT)).label("priority"),
            literal(now, deliveries.c.due_at.type).label("due_at"),
            literal(now + LASTS, deliveries.c.expires_at.type).label("expires_at"),
            # SQLite reads ON CONFLICT as a join where no WHERE stands before it (sqlite.org, "UPSERT", 2.2).
        ).where(who.c.chat_id.is_not(None)),
        revive=False,
    )
    _let_rest(connection, announcement, now, zone)
    return planned


def words_after_album(albums: ColumnElement[bool]) -> Rows:
    """The words that follow albums that have just been sent: a delivery of their own, in the same chats."""
    return select(
        deliveries.c.chat_id,
        deliveries.c.thread,
        literal(Kind.ANNOUNCEMENT.value).label("kind"),
        deliveries.c.subject,
        deliveries.c.version,
        # Before the albums of others: what belongs together comes together.
        literal(int(Priority.NOTICE)).label("priority"),
        deliveries.c.due_at,  # which a pause has put off for what is on its way, too
        deliveries.c.expires_at,
    ).where(albums)


def hold(connection: Connection, announcement: AnnouncementId, now: datetime) -> None:
    """Let what waits not become due: what is on its way looks once more before it goes."""
    connection.execute(_update_in_order(_waiting(announcement)).values(due_at=now + LATER))


def go_on(connection: Connection, announcement: Announcement, now: datetime, zone: tzinfo) -> None:
    """Let what was held go on, and last as long as at first."""
    again = _update_in_order(_waiting(announcement.id))
    connection.execute(again.values(due_at=now, expires_at=now + LASTS))
    _let_rest(connection, announcement, now, zone)


def call_off(connection: Connection, announcement: AnnouncementId, now: datetime) -> None:
    """End what waits. What is on its way finds out by itself, just before it goes."""
    free = or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now)
    ended = _update_in_order(and_(_waiting(announcement), free))
    connection.execute(ended.values(settled_at=now, outcome=Outcome.STALE))


def plan_corrections(connection: Connection, announcement: Announcement, now: datetime) -> int:
    """Plan an edit of every copy that says something else than the announcement does now; say how many are new.

    However late it comes: what is not true does not become so.
    """
    return insert(
        connection,
        select(
            deliveries.c.chat_id,
            deliveries.c.thread,
            literal(Kind.CORRECTION.value).label("kind"),
            deliveries.c.id.label("subject"),
            literal(announcement.says).label("version"),
            literal(int(Priority.NOTICE)).label("priority"),
            literal(now, deliveries.c.due_at.type).label("due_at"),
            literal(now + LATER, deliveries.c.expires_at.type).label("expires_at"),
        ).where(outdated(announcement)),
        revive=False,
    )


def outdated(announcement: Announcement) -> ColumnElement[bool]:
    """Whether a delivery is a copy that was sent and says something else; of an album only that it was taken back."""
    kinds = COPIES if announcement.says != str(announcement.revision) else (Kind.ANNOUNCEMENT,)
    return and_(
        deliveries.c.subject == announcement.id,
        deliveries.c.kind.in_(kinds),
        deliveries.c.outcome == Outcome.SENT,
        deliveries.c.message_id.is_not(None),
        deliveries.c.facts != announcement.says,
    )


def _let_rest(connection: Connection, announcement: Announcement, now: datetime, zone: tzinfo) -> None:
    if announcement.urgent:
        return
    theirs = select(preferences.c.quiet).where(same_place(preferences, deliveries)).scalar_subquery()
    for quiet in Quiet:
        over = quiet_until(now, quiet, zone)
        if over is not None:
            resting = and_(_waiting(announcement.id), func.coalesce(theirs, DEFAULT_QUIET.value) == quiet)
            later = {"due_at": over, "expires_at": over + LASTS}
            connection.execute(_update_in_order(resting).values(later))


def _update_in_order(condition: ColumnElement[bool]) -> Update:
    """Change many rows, on PostgreSQL locked in one order, as whoever settles does: else two could wait in a circle."""
    locked = select(deliveries.c.id).where(condition).order_by(deliveries.c.id).with_for_update().cte("locked")
    return update(deliveries).where(deliveries.c.id.in_(select(locked.c.id)))


def _waiting(announcement: AnnouncementId) -> ColumnElement[bool]:
    of_it = and_(deliveries.c.subject == announcement, deliveries.c.kind.in_(COPIES))
    return and_(of_it, deliveries.c.settled_at.is_(None))
