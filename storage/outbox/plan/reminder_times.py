"""When the occurrences of the coming days are recalled: worked out in Python, for planning to join.

There is a row for each occurrence, set of leads and choice of quiet hours that somebody has, and each reminder that
comes of them; where none comes, one with an empty lead says that it was worked out. A date of a series that is called
off or moved has one more: when who counts on it has to hear (`NOTICE`).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Row,
    Select,
    and_,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    union,
    update,
)

from domain.agenda.event import Status, Timed, When, WholeDays
from domain.agenda.timing import begins_at, day_of
from domain.outbox.delivery import reminder_version
from domain.reminders import (
    DEFAULT_LEADS,
    DEFAULT_QUIET,
    TOLD_AT_ONCE,
    Leads,
    Quiet,
    read_leads,
    remindings,
    written,
)
from storage.occurrences import DAYS, MONTH, read_when
from storage.schema import event_leads, events, occurrences, preferences, reminder_times

Profile = tuple[str, str]
"""Leads and quiet hours, as they are written."""

NOBODY_SAID: Profile = (written(DEFAULT_LEADS), DEFAULT_QUIET.value)

NOTICE = "!"
"""In the place of a lead: the first moment at which a date that is off or moved would have been recalled, or is now."""

NO_REMINDERS = ("", NOTICE)
"""What stands in the place of a lead, and is none."""

AHEAD = timedelta(days=9)
"""A week's lead, and what quiet hours and a tick may take."""

_HALF_A_DAY = timedelta(hours=12)
"""So long after it began, a whole day is still recalled at the most."""

KEPT = timedelta(days=3)
"""How long a reminder's time is kept after it: so late it can still be planned."""


def work_out(connection: Connection, zone: tzinfo, now: datetime) -> int:
    """Work out what is missing; say how many reminders there are more. Nothing is written for nothing."""
    missing = connection.execute(_missing(now)).all()
    rows = [one for row in missing for one in _rows(row, zone)]
    if rows:
        connection.execute(insert(reminder_times), rows)
    return sum(row["lead"] not in NO_REMINDERS for row in rows)


def note_planned(connection: Connection, since: datetime, until: datetime, now: datetime) -> None:
    """Note which times were planned: what is past by then is not looked at again."""
    of_late = and_(reminder_times.c.remind_at > since, reminder_times.c.remind_at <= until)
    connection.execute(
        update(reminder_times).where(of_late, reminder_times.c.planned_at.is_(None)).values(planned_at=now)
    )


def sweep(connection: Connection, now: datetime) -> None:
    """Delete the times that are long past."""
    past = (reminder_times.c.remind_at < now - KEPT) & (reminder_times.c.begins_at < now)
    connection.execute(delete(reminder_times).where(past))


def _missing(now: datetime) -> Select[*tuple[Any, ...]]:
    """Occurrences that begin soon, with leads and quiet hours for which they are not worked out as they are now."""
    profiles = _profiles()
    known = exists().where(
        reminder_times.c.occurrence_id == occurrences.c.id,
        reminder_times.c.leads == profiles.c.leads,
        reminder_times.c.quiet == profiles.c.quiet,
    )
    each = select(occurrences, events.c.worked_out_on, profiles.c.leads, profiles.c.quiet).select_from(
        occurrences.join(events, events.c.id == occurrences.c.event_id).join(profiles, true())
    )
    moved = and_(_soon(occurrences.c.moved_from_at, now), occurrences.c.begins_at > now)
    return each.where(
        or_(_soon(occurrences.c.begins_at, now), moved),
        occurrences.c.status != Status.DRAFT,
        occurrences.c.timing != MONTH,
        ~known,
    )


def _soon(begins: ColumnElement[datetime], now: datetime) -> ColumnElement[bool]:
    """Whether that is ahead and near; of a whole day, also that it has begun."""
    ahead = or_(begins > now, and_(occurrences.c.timing == DAYS, begins > now - _HALF_A_DAY))
    return and_(begins > now - _HALF_A_DAY, begins < now + AHEAD, ahead)


def _profiles() -> FromClause:
    """The leads and quiet hours that somebody has."""
    leads, quiet = NOBODY_SAID
    same = (preferences.c.chat_id == event_leads.c.chat_id) & (preferences.c.thread == event_leads.c.thread)
    return union(
        select(literal(leads).label("leads"), literal(quiet).label("quiet")),
        select(preferences.c.leads, preferences.c.quiet).distinct(),
        select(event_leads.c.leads, func.coalesce(preferences.c.quiet, quiet))
        .select_from(event_leads.outerjoin(preferences, same))
        .where(event_leads.c.leads.is_not(None)),
    ).subquery("profiles")


def _rows(row: Row[*tuple[Any, ...]], zone: tzinfo) -> Iterator[dict[str, Any]]:
    when, leads, quiet = read_when(row), read_leads(row.leads), Quiet(row.quiet)
    mine = {"occurrence_id": row.id, "leads": row.leads, "quiet": row.quiet, "begins_at": row.begins_at}
    some = list(remindings(when, leads, quiet, zone)) if row.status == Status.CONFIRMED else []
    for one in some:
        version = reminder_version(one.lead, row.begins_at)
        yield mine | {"lead": one.lead, "remind_at": one.at, "expires_at": one.expires_at, "version": version}
    if row.worked_out_on and (row.status != Status.CONFIRMED or row.moved_from_at):
        counted_on = [when, *([_as_it_was(row, zone)] if row.moved_from_at else [])]
        yield mine | {
            "lead": NOTICE,
            "remind_at": _first_heard(counted_on, leads, quiet, zone),
            "expires_at": min(begins_at(one, zone) for one in counted_on),
            "version": "",
        }
    elif not some:
        yield mine | {"lead": "", "remind_at": row.begins_at, "expires_at": row.begins_at, "version": ""}


def _as_it_was(row: Row[*tuple[Any, ...]], zone: tzinfo) -> When:
    """When a date that was moved was to be."""
    day = day_of(row.moved_from_at, zone)
    return WholeDays(day, day) if row.timing == DAYS else Timed(row.moved_from_at)


def _first_heard(counted_on: Sequence[When], leads: Leads, quiet: Quiet, zone: tzinfo) -> datetime:
    """The first moment at which one of these times is recalled; without any reminder, as soon as it is near."""
    recalled = [one.at for when in counted_on for one in remindings(when, leads, quiet, zone)]
    return min(recalled, default=min(begins_at(when, zone) for when in counted_on) - TOLD_AT_ONCE)
