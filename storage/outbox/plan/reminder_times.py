"""When the occurrences of the coming days are recalled: worked out in Python, for planning to join.

There is a row for each occurrence, set of leads and choice of quiet hours that somebody has, and each reminder that
comes of them; where none comes, one with an empty lead says that it was worked out.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
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

from domain.agenda.event import Status, When
from domain.outbox.delivery import reminder_version
from domain.reminders import DEFAULT_LEADS, DEFAULT_QUIET, Quiet, read_leads, remindings, written
from storage.occurrences import DAYS, MONTH, read_when
from storage.schema import event_leads, occurrences, preferences, reminder_times

Profile = tuple[str, str]
"""Leads and quiet hours, as they are written."""

NOBODY_SAID: Profile = (written(DEFAULT_LEADS), DEFAULT_QUIET.value)

AHEAD = timedelta(days=9)
"""A week's lead, and what quiet hours and a tick may take."""

_HALF_A_DAY = timedelta(hours=12)
"""So long after it began, a whole day is still recalled at the most."""

KEPT = timedelta(days=3)
"""How long a reminder's time is kept after it: so late it can still be planned."""


def work_out(connection: Connection, zone: tzinfo, now: datetime) -> int:
    """Work out what is missing; say how many reminders there are more. Nothing is written for nothing."""
    missing = connection.execute(_missing(now)).all()
    rows = [
        one for row in missing for one in _rows(row.id, row.begins_at, read_when(row), (row.leads, row.quiet), zone)
    ]
    if rows:
        connection.execute(insert(reminder_times), rows)
    return sum(row["lead"] != "" for row in rows)


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
    ahead = or_(
        occurrences.c.begins_at > now, and_(occurrences.c.timing == DAYS, occurrences.c.begins_at > now - _HALF_A_DAY)
    )
    each = select(occurrences, profiles.c.leads, profiles.c.quiet).select_from(occurrences.join(profiles, true()))
    return each.where(
        occurrences.c.begins_at > now - _HALF_A_DAY,
        occurrences.c.begins_at < now + AHEAD,
        ahead,
        occurrences.c.status == Status.CONFIRMED,
        occurrences.c.timing != MONTH,
        ~known,
    )


def _profiles() -> FromClause:
    """The leads and quiet hours that somebody has."""
    leads, quiet = NOBODY_SAID
    same = (preferences.c.chat_id == event_leads.c.chat_id) & (preferences.c.thread == event_leads.c.thread)
    return union(
        select(literal(leads).label("leads"), literal(quiet).label("quiet")),
        select(preferences.c.leads, preferences.c.quiet).distinct(),
        select(event_leads.c.leads, func.coalesce(preferences.c.quiet, quiet)).select_from(
            event_leads.outerjoin(preferences, same)
        ),
    ).subquery("profiles")


def _rows(identity: int, begins_at: datetime, when: When, profile: Profile, zone: tzinfo) -> Iterator[dict[str, Any]]:
    leads, quiet = profile
    row = {"occurrence_id": identity, "leads": leads, "quiet": quiet, "begins_at": begins_at}
    some = list(remindings(when, read_leads(leads), Quiet(quiet), zone))
    for one in some:
        version = reminder_version(one.lead, begins_at)
        yield row | {"lead": one.lead, "remind_at": one.at, "expires_at": one.expires_at, "version": version}
    if not some:
        yield row | {"lead": "", "remind_at": begins_at, "expires_at": begins_at, "version": ""}
