"""What is due becomes deliveries: set operations, harmless when repeated, however many chats there are.

A delivery's key is its chat and topic, kind, subject and version. Planning it again revives it where it was never sent
because its reason had gone (`domain.deliveries.REVIVED`); else it changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Insert,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    update,
)

from domain.agenda.event import Status
from domain.deliveries import LATE, NEWS_LAST, NEWS_WAIT, REVIVED, SINGLE, SOON, Kind, Outcome, Priority
from domain.reminders import DEFAULT_QUIET, URGENT_AFTER_QUIET, Quiet, quiet_since, quiet_until
from domain.subscriptions import DIGEST_LASTS, Digest, Rhythm, version_of
from storage.chunks import chunks
from storage.database import Database
from storage.following import brings, followers, reached, same_place
from storage.reminder_times import NOBODY_SAID, note_planned, sweep, work_out
from storage.schema import (
    answers,
    chats,
    deliveries,
    event_leads,
    events,
    occurrences,
    preferences,
    reminder_times,
    subscriptions,
    told,
)
from storage.upsert import insert_into

Rows = Select[*tuple[Any, ...]]

_KEY = (deliveries.c.chat_id, deliveries.c.thread, deliveries.c.kind, deliveries.c.subject, deliveries.c.version)
_COLUMNS = (*_KEY, deliveries.c.priority, deliveries.c.due_at, deliveries.c.expires_at)


class SqlPlanning:
    """`domain.ports.Planning` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
        """Plan what became due; say how many deliveries are new or revived."""
        return await self._database.write(_plan, since, until, now, zone)


def _plan(connection: Connection, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
    work_out(connection, zone, now)
    planned = _insert(connection, _reminders(since, until, now))
    note_planned(connection, since, until, now)
    for changed in chunks(_changed(connection, since, now)):
        planned += _insert(connection, _amendments(changed, now))
        planned += _insert(connection, _changes(changed, now, zone))
    if _is_news(connection, since):
        planned += _insert(connection, _news(since, now, zone))
    for digest in _digests(connection):
        planned += _insert(connection, _digest(digest, since, now, zone), revive=False)
    for quiet in Quiet:
        _hold_back(connection, now, quiet, zone)
    sweep(connection, now)
    return planned


def _hold_back(connection: Connection, now: datetime, quiet: Quiet, zone: tzinfo) -> None:
    """Let what is late wait for the end of the quiet hours, unless it is of no use then, or urgent.

    What becomes due in quiet hours was meant to: its time was worked out, or chosen, with them in mind.
    """
    begun, over = quiet_since(now, quiet, zone), quiet_until(now, quiet, zone)
    if begun is None or over is None:
        return
    theirs = select(preferences.c.quiet).where(same_place(preferences, deliveries)).scalar_subquery()
    urgent = and_(
        deliveries.c.kind == Kind.CHANGE,
        exists().where(occurrences.c.id == deliveries.c.subject, occurrences.c.begins_at < over + URGENT_AFTER_QUIET),
    )
    late = and_(
        deliveries.c.settled_at.is_(None),
        deliveries.c.due_at < min(begun, now - LATE),
        deliveries.c.expires_at > over,
        deliveries.c.kind != Kind.AMENDMENT,
        or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now),
        or_(deliveries.c.again_at.is_(None), deliveries.c.again_at < over),
    )
    of_these = func.coalesce(theirs, DEFAULT_QUIET.value) == quiet
    connection.execute(update(deliveries).where(late, of_these, ~urgent).values(again_at=over))


def _insert(connection: Connection, rows: Rows | None, *, revive: bool = True) -> int:
    if rows is None:
        return 0
    put = insert_into(deliveries, connection.dialect.name).from_select(
        [*_COLUMNS, deliveries.c.attempts, deliveries.c.doubts],
        rows.add_columns(literal(0).label("attempts"), literal(0).label("doubts")),
    )
    if not revive:
        return _counted(connection, put.on_conflict_do_nothing(index_elements=_KEY))
    anew = {"settled_at": None, "outcome": None, "leased_until": None, "again_at": None, "attempts": 0, "doubts": 0}
    fresh = {name: put.excluded[name] for name in ("priority", "due_at", "expires_at")}
    never_sent = deliveries.c.outcome.in_(REVIVED)
    revived = put.on_conflict_do_update(index_elements=_KEY, set_=anew | fresh, where=never_sent)
    return _counted(connection, revived)


def _counted(connection: Connection, statement: Insert) -> int:
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount


def _reminders(since: datetime, until: datetime, now: datetime) -> Rows:
    """The reminders whose time has come, of what was certain then to begin when it does, for those who followed then.

    Who was to be reminded some time ago is reminded late, unless they said meanwhile how they want to be; what is past
    by now was planned once, to be counted.
    """
    times, leads, quiet = reminder_times, *NOBODY_SAID
    has_come = and_(
        times.c.lead != "",
        times.c.remind_at > since,
        times.c.remind_at <= until,
        or_(times.c.expires_at > now, times.c.planned_at.is_(None)),
    )
    due = (
        select(occurrences.c.event_id, occurrences.c.id.label("occurrence_id"), occurrences.c.fixed_at)
        .select_from(times.join(occurrences, occurrences.c.id == times.c.occurrence_id))
        .where(has_come, occurrences.c.status == Status.CONFIRMED, occurrences.c.fixed_at <= times.c.remind_at)
        .distinct()
        .subquery("due")
    )
    who = followers(due, "occurrence_id", "fixed_at")
    joined, writable = reached(who)
    of_event = and_(event_leads.c.event_id == who.c.event_id, same_place(event_leads, who))
    theirs = and_(
        times.c.occurrence_id == who.c.occurrence_id,
        times.c.leads == func.coalesce(event_leads.c.leads, preferences.c.leads, leads),
        times.c.quiet == func.coalesce(preferences.c.quiet, quiet),
    )
    cannot = exists().where(answers.c.occurrence_id == who.c.occurrence_id, same_place(answers, who), ~answers.c.coming)
    return (
        select(
            who.c.chat_id,
            who.c.thread,
            literal(Kind.REMINDER.value).label("kind"),
            who.c.occurrence_id.label("subject"),
            times.c.version,
            literal(int(Priority.REMINDER)).label("priority"),
            func.min(times.c.remind_at).label("due_at"),
            func.min(times.c.expires_at).label("expires_at"),
        )
        .select_from(joined.outerjoin(event_leads, of_event).join(times, theirs))
        .where(
            writable,
            has_come,
            who.c.fixed_at <= times.c.remind_at,
            who.c.followed_at <= times.c.remind_at,
            or_(
                preferences.c.changed_at.is_(None),
                preferences.c.changed_at <= times.c.remind_at,
                times.c.remind_at > now - LATE,
            ),
            ~cannot,
            ~_is_followed_by(now),
        )
        .group_by(who.c.chat_id, who.c.thread, who.c.occurrence_id, times.c.version)
    )


def _is_followed_by(now: datetime) -> ColumnElement[bool]:
    """Whether the next reminder of the same occurrence is due as well: then that one is enough."""
    times, other = reminder_times, reminder_times.alias("next")
    same = and_(*(other.c[name] == times.c[name] for name in ("occurrence_id", "leads", "quiet")))
    return exists().where(same, other.c.remind_at > times.c.remind_at, other.c.remind_at <= now).correlate(times)


def _changes(changed: Sequence[int], now: datetime, zone: tzinfo) -> Rows:
    """What is not any more as a chat was told; who does not follow it any more only has the old message edited."""
    waits = [(quiet, over) for quiet in Quiet if (over := quiet_until(now, quiet, zone))]
    due_at = _by_quiet(
        [(quiet, occurrences.c.begins_at >= over + URGENT_AFTER_QUIET, over) for quiet, over in waits], now
    )
    follows = exists().where(same_place(subscriptions, told), brings())
    comes = exists().where(answers.c.occurrence_id == told.c.occurrence_id, same_place(answers, told), answers.c.coming)
    joined, writable = reached(told)
    return (
        select(
            told.c.chat_id,
            told.c.thread,
            literal(Kind.CHANGE.value).label("kind"),
            occurrences.c.id.label("subject"),
            cast(occurrences.c.revision, String).label("version"),
            case((occurrences.c.begins_at < now + SOON, int(Priority.URGENT)), else_=int(Priority.NOTICE)).label(
                "priority"
            ),
            due_at.label("due_at"),
            occurrences.c.over_at.label("expires_at"),
        )
        .select_from(
            joined.join(occurrences, occurrences.c.id == told.c.occurrence_id).join(
                events, events.c.id == occurrences.c.event_id
            )
        )
        .where(writable, told.c.occurrence_id.in_(changed), occurrences.c.facts != told.c.facts, or_(follows, comes))
    )


def _by_quiet(
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


def _changed(connection: Connection, since: datetime, now: datetime) -> Sequence[int]:
    """Occurrences that changed of late, are not over, and are shown: mostly none, and nobody need be looked at."""
    late = and_(occurrences.c.changed_at > since, occurrences.c.over_at > now, occurrences.c.status != Status.DRAFT)
    return connection.scalars(select(occurrences.c.id).where(late)).all()


def _amendments(changed: Sequence[int], now: datetime) -> Rows:
    """The messages that say of a changed occurrence what is not true any more."""
    return (
        select(
            deliveries.c.chat_id,
            deliveries.c.thread,
            literal(Kind.AMENDMENT.value).label("kind"),
            deliveries.c.id.label("subject"),
            cast(occurrences.c.revision, String).label("version"),
            literal(int(Priority.NOTICE)).label("priority"),
            literal(now, occurrences.c.over_at.type).label("due_at"),
            occurrences.c.over_at.label("expires_at"),
        )
        .select_from(
            deliveries.join(occurrences, occurrences.c.id == deliveries.c.subject).join(
                chats, chats.c.id == deliveries.c.chat_id
            )
        )
        .where(
            chats.c.blocked_at.is_(None),
            deliveries.c.subject.in_(changed),
            deliveries.c.kind.in_(SINGLE),
            deliveries.c.outcome == Outcome.SENT,
            deliveries.c.message_id.is_not(None),
            deliveries.c.facts != occurrences.c.facts,
        )
    )


def _is_news(connection: Connection, since: datetime) -> bool:
    """Whether anything was announced of late: mostly nothing was, and followers need not be looked at."""
    return connection.scalar(select(events.c.id).where(events.c.announced_at > since).limit(1)) is not None


def _news(since: datetime, now: datetime, zone: tzinfo) -> Rows:
    """New events, for who follows them and was not told of them; one message for all of them, in some minutes."""
    soon = now + NEWS_WAIT
    waits = [(quiet, over) for quiet in Quiet if (over := quiet_until(soon, quiet, zone))]
    due_at = _by_quiet([(quiet, true(), over) for quiet, over in waits], soon)
    expires_at = _by_quiet([(quiet, true(), over + NEWS_LAST) for quiet, over in waits], soon + NEWS_LAST)
    ahead = exists().where(
        occurrences.c.event_id == events.c.id, occurrences.c.begins_at > now, occurrences.c.status == Status.CONFIRMED
    )
    new = (
        select(events.c.id.label("event_id"), events.c.announced_at)
        .where(events.c.announced_at > since, events.c.status == Status.CONFIRMED, ahead)
        .subquery("new")
    )
    who = followers(new, "announced_at")
    joined, writable = reached(who)
    was_told = exists().where(
        occurrences.c.event_id == who.c.event_id, told.c.occurrence_id == occurrences.c.id, same_place(told, who)
    )
    waiting = exists().where(
        same_place(deliveries, who), deliveries.c.kind == Kind.NEWS, deliveries.c.settled_at.is_(None)
    )
    return (
        select(
            who.c.chat_id,
            who.c.thread,
            literal(Kind.NEWS.value).label("kind"),
            literal(0).label("subject"),
            cast(func.max(who.c.announced_at), String).label("version"),
            literal(int(Priority.NOTICE)).label("priority"),
            func.min(due_at).label("due_at"),
            func.min(expires_at).label("expires_at"),
        )
        .select_from(joined)
        .where(
            writable,
            func.coalesce(preferences.c.digest, "") == "",
            who.c.followed_at < who.c.announced_at,
            ~was_told,
            ~waiting,
        )
        .group_by(who.c.chat_id, who.c.thread)
    )


def _digests(connection: Connection) -> Sequence[Digest]:
    """The digests that somebody wants."""
    wanted = select(preferences.c.digest, preferences.c.digest_weekday, preferences.c.digest_hour).distinct()
    rows = connection.execute(wanted.where(preferences.c.digest != ""))
    return [Digest(Rhythm(rhythm), weekday, hour) for rhythm, weekday, hour in rows]


def _digest(digest: Digest, since: datetime, now: datetime, zone: tzinfo) -> Rows | None:
    due_at = digest.last_due(now, zone)
    if due_at is None or due_at <= max(since, now - DIGEST_LASTS):
        return None
    follows = exists().where(same_place(subscriptions, preferences))
    return (
        select(
            preferences.c.chat_id,
            preferences.c.thread,
            literal(Kind.DIGEST.value).label("kind"),
            literal(0).label("subject"),
            literal(version_of(due_at, zone).isoformat()).label("version"),
            literal(int(Priority.NOTICE)).label("priority"),
            literal(due_at, occurrences.c.over_at.type).label("due_at"),
            literal(due_at + DIGEST_LASTS, occurrences.c.over_at.type).label("expires_at"),
        )
        .select_from(preferences.join(chats, chats.c.id == preferences.c.chat_id))
        .where(
            preferences.c.digest == digest.rhythm,
            preferences.c.digest_weekday == digest.weekday,
            preferences.c.digest_hour == digest.hour,
            preferences.c.changed_at <= due_at,
            preferences.c.silent_since.is_(None),
            chats.c.blocked_at.is_(None),
            follows,
        )
    )
