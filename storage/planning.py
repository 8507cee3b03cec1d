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
    update,
)

from domain.agenda.event import Status
from domain.deliveries import NEWS_LAST, NEWS_WAIT, REVIVED, SINGLE, SOON, Kind, Outcome, Priority
from domain.reminders import DEFAULT_QUIET, URGENT_AFTER_QUIET, Quiet, quiet_until
from domain.subscriptions import DIGEST_LASTS, Digest, Rhythm, version_of
from storage.database import Database
from storage.following import brings, followers, reached, same_place
from storage.reminder_times import NOBODY_SAID, sweep, work_out
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
_NEW = {"attempts": 0, "doubts": 0}


class SqlPlanning:
    """`domain.ports.Planning` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
        """Plan what became due; say how many deliveries are new or revived."""
        return await self._database.write(_plan, since, until, now, zone)


def _plan(connection: Connection, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
    _let_go_of_blocked(connection, now)
    work_out(connection, zone, now)
    planned = _insert(connection, _reminders(since, until))
    planned += _insert(connection, _amendments(since, now))
    for quiet in Quiet:
        planned += _insert(connection, _changes(since, now, quiet, zone))
        planned += _insert(connection, _news(since, now, quiet, zone))
    for digest in _digests(connection):
        planned += _insert(connection, _digest(digest, now, zone), revive=False)
    sweep(connection, now)
    return planned


def _let_go_of_blocked(connection: Connection, now: datetime) -> None:
    """What waits for chats that cannot be written to is over; when they write again, planning revives it."""
    blocked = select(chats.c.id).where(chats.c.blocked_at.is_not(None))
    waiting = and_(deliveries.c.settled_at.is_(None), deliveries.c.chat_id.in_(blocked))
    connection.execute(update(deliveries).where(waiting).values(settled_at=now, outcome=Outcome.GONE))


def _insert(connection: Connection, rows: Rows | None, *, revive: bool = True) -> int:
    if rows is None:
        return 0
    put = insert_into(deliveries, connection.dialect.name).from_select(
        [*_COLUMNS, deliveries.c.attempts, deliveries.c.doubts],
        rows.add_columns(literal(0).label("attempts"), literal(0).label("doubts")),
    )
    if not revive:
        return _counted(connection, put.on_conflict_do_nothing(index_elements=_KEY))
    anew = {"settled_at": None, "outcome": None, "leased_until": None, "attempts": 0, "doubts": 0}
    fresh = {name: put.excluded[name] for name in ("priority", "due_at", "expires_at")}
    never_sent = deliveries.c.outcome.in_(REVIVED)
    revived = put.on_conflict_do_update(index_elements=_KEY, set_=anew | fresh, where=never_sent)
    return _counted(connection, revived)


def _counted(connection: Connection, statement: Insert) -> int:
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount


def _reminders(since: datetime, until: datetime) -> Rows:
    """The reminders whose time has come, of what is certain to take place then, for those who had followed by then.

    What was announced or changed after that time was told by news or by a change already.
    """
    times, leads, quiet = reminder_times, *NOBODY_SAID
    due = (
        select(occurrences.c.event_id, *times.c)
        .select_from(
            times.join(occurrences, occurrences.c.id == times.c.occurrence_id).join(
                events, events.c.id == occurrences.c.event_id
            )
        )
        .where(
            or_(events.c.announced_at.is_(None), events.c.announced_at <= times.c.remind_at),
            or_(occurrences.c.changed_at.is_(None), occurrences.c.changed_at <= times.c.remind_at),
            times.c.lead != "",
            times.c.remind_at > since,
            times.c.remind_at <= until,
            occurrences.c.begins_at == times.c.begins_at,
            occurrences.c.status == Status.CONFIRMED,
        )
        .subquery("due")
    )
    who = followers(due, "occurrence_id", "leads", "quiet", "remind_at", "expires_at", "version")
    joined, writable = reached(who)
    of_event = and_(event_leads.c.event_id == who.c.event_id, same_place(event_leads, who))
    cannot = exists().where(answers.c.occurrence_id == who.c.occurrence_id, same_place(answers, who), ~answers.c.coming)
    subject = (who.c.chat_id, who.c.thread, who.c.occurrence_id, who.c.version)
    return (
        select(
            who.c.chat_id,
            who.c.thread,
            literal(Kind.REMINDER.value).label("kind"),
            who.c.occurrence_id.label("subject"),
            who.c.version,
            literal(int(Priority.REMINDER)).label("priority"),
            func.min(who.c.remind_at).label("due_at"),
            func.min(who.c.expires_at).label("expires_at"),
        )
        .select_from(joined.outerjoin(event_leads, of_event))
        .where(
            writable,
            who.c.leads == func.coalesce(event_leads.c.leads, preferences.c.leads, leads),
            who.c.quiet == func.coalesce(preferences.c.quiet, quiet),
            who.c.followed_at <= who.c.remind_at,
            ~cannot,
        )
        .group_by(*subject)
    )


def _changes(since: datetime, now: datetime, quiet: Quiet, zone: tzinfo) -> Rows:
    """What is not any more as a chat was told; who does not follow it any more only has the old message edited."""
    resting = quiet_until(now, quiet, zone)
    waits = resting or now
    due_at = case((occurrences.c.begins_at < waits + URGENT_AFTER_QUIET, now), else_=waits)
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
        .where(
            writable,
            _changed(since, now),
            occurrences.c.facts != told.c.facts,
            func.coalesce(preferences.c.quiet, DEFAULT_QUIET.value) == quiet,
            or_(follows, comes),
        )
    )


def _changed(since: datetime, now: datetime) -> ColumnElement[bool]:
    """Occurrences that changed of late, are to come, and are shown."""
    return and_(occurrences.c.changed_at > since, occurrences.c.over_at > now, occurrences.c.status != Status.DRAFT)


def _amendments(since: datetime, now: datetime) -> Rows:
    """The messages that say of a changed occurrence what is not true any more."""
    joined, _ = reached(deliveries)
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
        .select_from(joined.join(occurrences, occurrences.c.id == deliveries.c.subject))
        .where(
            chats.c.blocked_at.is_(None),
            deliveries.c.kind.in_(SINGLE),
            deliveries.c.outcome == Outcome.SENT,
            deliveries.c.message_id.is_not(None),
            deliveries.c.facts != occurrences.c.facts,
            _changed(since, now),
        )
    )


def _news(since: datetime, now: datetime, quiet: Quiet, zone: tzinfo) -> Rows:
    """New events, for who follows them and was not told of them; one message for all of them, in some minutes."""
    due_at = quiet_until(now + NEWS_WAIT, quiet, zone) or now + NEWS_WAIT
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
            cast(func.max(who.c.event_id), String).label("version"),
            literal(int(Priority.NOTICE)).label("priority"),
            literal(due_at, occurrences.c.over_at.type).label("due_at"),
            literal(due_at + NEWS_LAST, occurrences.c.over_at.type).label("expires_at"),
        )
        .select_from(joined)
        .where(
            writable,
            func.coalesce(preferences.c.quiet, DEFAULT_QUIET.value) == quiet,
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


def _digest(digest: Digest, now: datetime, zone: tzinfo) -> Rows | None:
    due_at = digest.last_due(now, zone)
    if due_at is None or now - due_at > DIGEST_LASTS:
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
