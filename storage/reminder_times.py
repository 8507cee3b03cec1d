"""When the occurrences of the coming days are recalled: worked out in Python, for planning to join.

There is a row for each occurrence, set of leads and choice of quiet hours that somebody has, and each reminder that
comes of them; where none comes, one with an empty lead says that it was worked out.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, union

from domain.agenda.event import Status, When
from domain.deliveries import reminder_version
from domain.reminders import DEFAULT_LEADS, DEFAULT_QUIET, Quiet, read_leads, remindings, written
from storage.occurrences import MONTH, read_when
from storage.schema import event_leads, occurrences, preferences, reminder_times

Profile = tuple[str, str]
"""Leads and quiet hours, as they are written."""

NOBODY_SAID: Profile = (written(DEFAULT_LEADS), DEFAULT_QUIET)

AHEAD = timedelta(days=9)
"""A week's lead, and what quiet hours and a tick may take."""

KEPT = timedelta(days=3)
"""How long a reminder's time is kept after it: so late it can still be planned."""


def work_out(connection: Connection, zone: tzinfo, now: datetime) -> int:
    """Work out what is missing or was moved; say how many reminders there are more. Nothing is written for nothing."""
    profiles = _profiles(connection)
    rows: list[dict[str, Any]] = []
    stale: list[int] = []
    known = _known(connection, now)
    for identity, (begins_at, when) in _coming(connection, now).items():
        there = known.get(identity, {})
        if any(at != begins_at for at in there.values()):
            stale.append(identity)
            there = {}
        for profile in profiles - there.keys():
            rows.extend(_rows(identity, begins_at, when, profile, zone))
    if stale:
        connection.execute(delete(reminder_times).where(reminder_times.c.occurrence_id.in_(stale)))
    if rows:
        connection.execute(insert(reminder_times), rows)
    return sum(row["lead"] != "" for row in rows)


def sweep(connection: Connection, now: datetime) -> None:
    """Delete the times that are long past."""
    past = (reminder_times.c.remind_at < now - KEPT) & (reminder_times.c.begins_at < now)
    connection.execute(delete(reminder_times).where(past))


def _profiles(connection: Connection) -> set[Profile]:
    """The leads and quiet hours that somebody has."""
    quiet = func.coalesce(preferences.c.quiet, DEFAULT_QUIET.value)
    same = (preferences.c.chat_id == event_leads.c.chat_id) & (preferences.c.thread == event_leads.c.thread)
    theirs = union(
        select(preferences.c.leads, preferences.c.quiet),
        select(event_leads.c.leads, quiet).select_from(event_leads.outerjoin(preferences, same)),
    )
    return {NOBODY_SAID, *((leads, hours) for leads, hours in connection.execute(theirs))}


def _coming(connection: Connection, now: datetime) -> Mapping[int, tuple[datetime, When]]:
    soon = select(occurrences).where(
        occurrences.c.begins_at > now,
        occurrences.c.begins_at < now + AHEAD,
        occurrences.c.status == Status.CONFIRMED,
        occurrences.c.timing != MONTH,
    )
    return {row.id: (row.begins_at, read_when(row)) for row in connection.execute(soon)}


def _known(connection: Connection, now: datetime) -> Mapping[int, Mapping[Profile, datetime]]:
    columns = (
        reminder_times.c.occurrence_id,
        reminder_times.c.leads,
        reminder_times.c.quiet,
        reminder_times.c.begins_at,
    )
    found: dict[int, dict[Profile, datetime]] = {}
    for identity, leads, quiet, begins_at in connection.execute(
        select(*columns).where(reminder_times.c.expires_at > now)
    ):
        found.setdefault(identity, {})[leads, quiet] = begins_at
    return found


def _rows(identity: int, begins_at: datetime, when: When, profile: Profile, zone: tzinfo) -> Iterator[dict[str, Any]]:
    leads, quiet = profile
    row = {"occurrence_id": identity, "leads": leads, "quiet": quiet, "begins_at": begins_at}
    some = list(remindings(when, read_leads(leads), Quiet(quiet), zone))
    for one in some:
        version = reminder_version(one.lead, begins_at)
        yield row | {"lead": one.lead, "remind_at": one.at, "expires_at": one.expires_at, "version": version}
    if not some:
        yield row | {"lead": "", "remind_at": begins_at, "expires_at": begins_at, "version": ""}
