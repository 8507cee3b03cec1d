"""News: events that somebody follows and was not told of."""

from datetime import datetime, tzinfo

from sqlalchemy import Connection, String, cast, distinct, exists, func, literal, select, true

from domain.agenda.event import Status
from domain.outbox.delivery import NEWS_LAST, NEWS_WAIT, Kind, Priority
from domain.reminders import Quiet, quiet_until
from storage.following import followers, reached, same_place
from storage.outbox.plan.quiet import by_quiet
from storage.outbox.plan.rows import Rows
from storage.schema import deliveries, events, occurrences, preferences, told


def is_news(connection: Connection, since: datetime) -> bool:
    """Whether anything was announced of late: mostly nothing was, and followers need not be looked at."""
    return connection.scalar(select(events.c.id).where(events.c.announced_at > since).limit(1)) is not None


def news(since: datetime, now: datetime, zone: tzinfo) -> Rows:
    """New events, for who follows them and was not told of them; one message for all of them, in some minutes."""
    soon = now + NEWS_WAIT
    waits = [(quiet, over) for quiet in Quiet if (over := quiet_until(soon, quiet, zone))]
    due_at = by_quiet([(quiet, true(), over) for quiet, over in waits], soon)
    expires_at = by_quiet([(quiet, true(), over + NEWS_LAST) for quiet, over in waits], soon + NEWS_LAST)
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
            # Of more than one message holds, the rest is another: fewer are left to be told of then.
            (
                cast(func.max(who.c.announced_at), String) + "/" + cast(func.count(distinct(who.c.event_id)), String)
            ).label("version"),
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
