"""Changes for those who know otherwise, and the messages that say still what is not true any more.

Who was told of a date hears at once that it is not as they were told. Who knows its series, and not this date yet,
hears at once of what is near, and of the rest when that date would have been recalled. Many dates that change in one go
are one notice: that of the first.
"""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from domain.agenda.event import Status
from domain.outbox.delivery import SINGLE, SOON, Kind, Priority
from domain.outbox.outcome import REVIVED, Outcome
from domain.reminders import TOLD_AT_ONCE, URGENT_AFTER_QUIET, Quiet, quiet_until
from storage.following import brings, followers, reached, same_place
from storage.outbox.plan.quiet import by_quiet
from storage.outbox.plan.reminder_times import NOBODY_SAID, NOTICE
from storage.outbox.plan.rows import Rows
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

MANY = 3
"""So many dates of a series that change in one go are one notice."""

_REPEATS = events.c.worked_out_on.is_not(None)
_WITH_EVENT = occurrences.join(events, events.c.id == occurrences.c.event_id)


class Changed(NamedTuple):
    """An occurrence that changed: whether it is told by itself or for all that changed with it, and is near."""

    id: int
    is_told: bool
    for_many: bool
    is_near: bool


def changed_of_late(connection: Connection, condition: ColumnElement[bool], now: datetime) -> Sequence[Changed]:
    """Occurrences that changed, are not over, and are shown: mostly none, and nobody need be looked at."""
    ahead = and_(condition, occurrences.c.over_at > now, occurrences.c.status != Status.DRAFT)
    columns = (*(occurrences.c[name] for name in ("id", "begins_at", "moved_from_at", "changed_at")),)
    found = select(*columns, _is_of_many().label("of_many"), _is_first(now).label("first")).select_from(_WITH_EVENT)
    return [
        Changed(
            row.id,
            is_told=bool(row.first or not row.of_many),
            for_many=bool(row.of_many),
            is_near=min(row.begins_at, row.moved_from_at or row.begins_at) - row.changed_at <= TOLD_AT_ONCE,
        )
        for row in connection.execute(found.where(ahead).order_by(occurrences.c.id))
    ]


def changes(changed: Sequence[Changed], now: datetime, zone: tzinfo) -> Sequence[Rows]:
    """What is told at once: to who was told otherwise and follows it still or comes, and to who knows the series."""
    alone = [one.id for one in changed if not one.for_many]
    of_many = [one.id for one in changed if one.for_many and one.is_told]
    near = [one.id for one in changed if one.is_told and one.is_near]
    dated = occurrences.alias("dated")
    with_it = and_(dated.c.event_id == occurrences.c.event_id, dated.c.changed_at == occurrences.c.changed_at)
    return [
        *([_known_otherwise(alone, occurrences, now, zone)] if alone else []),
        *([_known_otherwise(of_many, dated, now, zone, and_(with_it, dated.c.over_at > now))] if of_many else []),
        *([_known_as_series(near, now, zone)] if near else []),
    ]


def changes_to_come(changed: Sequence[Changed], now: datetime, zone: tzinfo) -> Rows:
    """What is told when its date would have been recalled: for a rehearsal, which plans nothing."""
    return _known_as_series([one.id for one in changed if one.is_told and not one.is_near], now, zone)


def notices(since: datetime, until: datetime, now: datetime) -> Rows:
    """What is off or moved, for who knows its series, at the moment at which they would have been reminded of it."""
    times, leads, quiet = reminder_times, *NOBODY_SAID
    has_come = and_(times.c.lead == NOTICE, times.c.remind_at > since, times.c.remind_at <= until)
    due = (
        _of_series(now)
        .join(times, times.c.occurrence_id == occurrences.c.id)
        .where(has_come, times.c.expires_at > now, or_(_is_first(now), ~_is_of_many()))
        .distinct()
        .subquery("due")
    )
    who = followers(due, "occurrence_id", "changed_at")
    joined, wanted = _counting_on_it(who)
    theirs = and_(
        times.c.occurrence_id == who.c.occurrence_id,
        times.c.leads == func.coalesce(event_leads.c.leads, preferences.c.leads, leads),
        times.c.quiet == func.coalesce(preferences.c.quiet, quiet),
    )
    knows = exists().where(
        told.c.occurrence_id == who.c.occurrence_id, same_place(told, who), told.c.facts == occurrences.c.facts
    )
    return (
        select(*_notice_for(who, now), times.c.remind_at.label("due_at"), occurrences.c.over_at.label("expires_at"))
        .select_from(joined.join(times, theirs))
        .where(wanted, has_come, who.c.followed_at <= times.c.remind_at, ~knows)
        .distinct()
    )


def _known_otherwise(
    ids: Sequence[int],
    dated: FromClause,
    now: datetime,
    zone: tzinfo,
    with_it: ColumnElement[bool] | None = None,
) -> Rows:
    """For who was told something else of an occurrence, or of one that changed `with_it`."""
    follows = exists().where(same_place(subscriptions, told), brings())
    comes = exists().where(answers.c.occurrence_id == told.c.occurrence_id, same_place(answers, told), answers.c.coming)
    joined, writable = reached(told)
    joined = joined.join(dated, dated.c.id == told.c.occurrence_id)
    if with_it is not None:
        joined = joined.join(occurrences, with_it)
    return (
        select(*_notice_for(told, now), _at_once(now, zone), occurrences.c.over_at.label("expires_at"))
        .select_from(joined.join(events, events.c.id == occurrences.c.event_id))
        .where(
            writable,
            occurrences.c.id.in_(ids),
            dated.c.facts != told.c.facts,
            or_(follows, comes),
            ~_has_heard(told),
        )
        .distinct()
    )


def _known_as_series(ids: Sequence[int], now: datetime, zone: tzinfo) -> Rows:
    """For who knows a series, and was not told of this date of it."""
    who = followers(_of_series(now).where(occurrences.c.id.in_(ids)).subquery("due"), "occurrence_id", "changed_at")
    joined, wanted = _counting_on_it(who)
    knows = exists().where(told.c.occurrence_id == who.c.occurrence_id, same_place(told, who))
    return (
        select(*_notice_for(who, now), _at_once(now, zone), occurrences.c.over_at.label("expires_at"))
        .select_from(joined)
        .where(wanted, ~knows)
        .distinct()
    )


def _of_series(now: datetime) -> Rows:
    """Dates of series that are off or moved, and not over."""
    is_other = or_(occurrences.c.status != Status.CONFIRMED, occurrences.c.moved_from_at.is_not(None))
    # A series that is off altogether was told to be; the dates that it gets as time passes change nothing.
    is_new = or_(occurrences.c.changed_at.is_not(None), events.c.status == Status.CONFIRMED)
    shown = and_(occurrences.c.status != Status.DRAFT, occurrences.c.over_at > now)
    columns = (occurrences.c.event_id, occurrences.c.id.label("occurrence_id"), occurrences.c.changed_at)
    return select(*columns).select_from(_WITH_EVENT).where(_REPEATS, is_other, is_new, shown)


def _counting_on_it(who: FromClause) -> tuple[FromClause, ColumnElement[bool]]:
    """Join what is known of followers; and who of them would come: no stranger to it, nor one who said no."""
    joined, writable = reached(who)
    of_event = and_(event_leads.c.event_id == who.c.event_id, same_place(event_leads, who))
    joined = joined.join(occurrences, occurrences.c.id == who.c.occurrence_id)
    joined = joined.join(events, events.c.id == occurrences.c.event_id).outerjoin(event_leads, of_event)
    other = occurrences.alias("other")
    knows_series = exists().where(
        other.c.event_id == who.c.event_id, told.c.occurrence_id == other.c.id, same_place(told, who)
    )
    cannot = exists().where(answers.c.occurrence_id == who.c.occurrence_id, same_place(answers, who), ~answers.c.coming)
    return joined, and_(
        writable,
        or_(event_leads.c.leads.is_(None), event_leads.c.leads != ""),
        or_(who.c.followed_at <= who.c.changed_at, knows_series),
        ~cannot,
        ~_has_heard(who),
    )


def _notice_for(who: FromClause, now: datetime) -> Sequence[ColumnElement[Any]]:
    """The columns of the ledger's row but for its times."""
    soon = case((occurrences.c.begins_at < now + SOON, int(Priority.URGENT)), else_=int(Priority.NOTICE))
    return (
        who.c.chat_id,
        who.c.thread,
        literal(Kind.CHANGE.value).label("kind"),
        occurrences.c.id.label("subject"),
        cast(occurrences.c.revision, String).label("version"),
        soon.label("priority"),
    )


def _at_once(now: datetime, zone: tzinfo) -> ColumnElement[datetime]:
    waits = [(quiet, over) for quiet in Quiet if (over := quiet_until(now, quiet, zone))]
    return by_quiet(
        [(quiet, occurrences.c.begins_at >= over + URGENT_AFTER_QUIET, over) for quiet, over in waits], now
    ).label("due_at")


def _changed_with_it(name: str) -> tuple[FromClause, ColumnElement[bool]]:
    """Dates of the same event that became others at the same moment as the one of `occurrences`."""
    other = occurrences.alias(name)
    same = and_(other.c.event_id == occurrences.c.event_id, other.c.changed_at == occurrences.c.changed_at)
    return other, same


def _is_of_many() -> ColumnElement[bool]:
    """Whether many dates of its series changed with it, or the whole of it is off."""
    other, same = _changed_with_it("changed_with_it")
    number = select(func.count()).select_from(other).where(same).correlate(occurrences).scalar_subquery()
    return and_(_REPEATS, or_(events.c.status != Status.CONFIRMED, number >= MANY))


def _is_first(now: datetime) -> ColumnElement[bool]:
    """Whether it is the next of those that changed with it."""
    other, same = _changed_with_it("before_it")
    before = and_(same, other.c.over_at > now, other.c.begins_at < occurrences.c.begins_at)
    return ~exists().where(before).correlate(occurrences)


def _has_heard(who: FromClause) -> ColumnElement[bool]:
    """Whether the notice of another date was for this one too."""
    other, same = _changed_with_it("told_with_it")
    heard = (
        exists()
        .where(
            same,
            deliveries.c.subject == other.c.id,
            other.c.id != occurrences.c.id,
            deliveries.c.kind == Kind.CHANGE,
            deliveries.c.version == cast(occurrences.c.revision, String),
            same_place(deliveries, who),
            or_(deliveries.c.outcome.is_(None), deliveries.c.outcome.not_in(REVIVED)),
        )
        .correlate(occurrences, who)
    )
    return and_(_is_of_many(), heard)


def amendments(changed: Sequence[int], now: datetime) -> Rows:
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
