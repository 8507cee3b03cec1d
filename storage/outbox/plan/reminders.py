"""The reminders whose time has come."""

from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, String, and_, cast, exists, func, literal, or_, select

from domain.agenda.event import Status
from domain.outbox.delivery import LATE, Kind, Priority
from domain.outbox.outcome import REVIVED
from storage.following import followers, reached, same_place
from storage.outbox.plan.reminder_times import NO_REMINDERS, NOBODY_SAID
from storage.outbox.plan.rows import Rows
from storage.schema import answers, deliveries, event_leads, occurrences, preferences, reminder_times


def reminders(since: datetime, until: datetime, now: datetime) -> Rows:
    """The reminders whose time has come, of what was certain then to begin when it does, for those who followed then.

    Who was to be reminded some time ago is reminded late, unless they said meanwhile how they want to be; what is past
    by now was planned once, to be counted.
    """
    times, leads, quiet = reminder_times, *NOBODY_SAID
    has_come = and_(
        times.c.lead.not_in(NO_REMINDERS),
        times.c.remind_at > since,
        times.c.remind_at <= until,
        or_(times.c.expires_at > now, times.c.planned_at.is_(None)),
    )
    due = (
        select(
            occurrences.c.event_id,
            occurrences.c.id.label("occurrence_id"),
            occurrences.c.fixed_at,
            occurrences.c.revision,
        )
        .select_from(times.join(occurrences, occurrences.c.id == times.c.occurrence_id))
        .where(has_come, occurrences.c.status == Status.CONFIRMED, occurrences.c.fixed_at <= times.c.remind_at)
        .distinct()
        .subquery("due")
    )
    who = followers(due, "occurrence_id", "fixed_at", "revision")
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
            or_(event_leads.c.changed_at.is_(None), event_leads.c.changed_at <= times.c.remind_at),
            ~cannot,
            ~_is_followed_by(now),
            ~_is_replaced(who),
        )
        .group_by(who.c.chat_id, who.c.thread, who.c.occurrence_id, times.c.version)
    )


def _is_replaced(who: FromClause) -> ColumnElement[bool]:
    """Whether a notice that the date was moved goes to the same chat at the same moment."""
    return exists().where(
        same_place(deliveries, who),
        deliveries.c.kind == Kind.CHANGE,
        deliveries.c.subject == who.c.occurrence_id,
        deliveries.c.version == cast(who.c.revision, String),
        deliveries.c.due_at == reminder_times.c.remind_at,
        or_(deliveries.c.outcome.is_(None), deliveries.c.outcome.not_in(REVIVED)),
    )


def _is_followed_by(now: datetime) -> ColumnElement[bool]:
    """Whether a later reminder of the same occurrence is due as well: then that one is enough.

    One that is still to come makes none superfluous, and none that is past makes another so.
    """
    times, other = reminder_times, reminder_times.alias("next")
    same = and_(*(other.c[name] == times.c[name] for name in ("occurrence_id", "leads", "quiet")))
    due = and_(other.c.lead.not_in(NO_REMINDERS), other.c.remind_at <= now)
    return exists().where(same, due, other.c.remind_at > times.c.remind_at).correlate(times)
