"""The rows of an event's occurrences: written as the event came, and merged with those there as it changes."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Insert, Row, bindparam, delete, insert, or_, select, update

from domain.agenda.event import Event, EventId, Recurrence, SomeDay, Status, Timed, When, WholeDays
from domain.agenda.occurrences import first_on
from domain.agenda.placing import Before, Placed, moved, placed, remembered, stretch_of
from domain.agenda.timing import midnight
from domain.reminders import TOLD_AT_ONCE
from storage.chunks import chunks
from storage.schema import occurrences, reminder_times, told
from storage.upsert import insert_into

TIMED, DAYS, MONTH = "timed", "days", "month"

_AT_ONCE = 500

_REWRITE = update(occurrences).where(occurrences.c.id == bindparam("row"))


def write(connection: Connection, written: Iterable[tuple[EventId, Event]], now: datetime) -> None:
    """Write the occurrences of new events."""
    rows: list[dict[str, Any]] = []
    for identity, event in written:
        rows.extend(_row(identity, one, event, now) for one in remembered(event, now))
        if len(rows) >= _AT_ONCE:
            connection.execute(insert(occurrences), rows)
            rows.clear()
    if rows:
        connection.execute(insert(occurrences), rows)


def merge(connection: Connection, identity: EventId, event: Event, now: datetime) -> None:
    """Bring the occurrences of a changed event up to date.

    Rows keep their ids, since links and buttons carry them, by the day that the recurrence put them on; the one row of
    an event that does not repeat is the same whatever its day.
    """
    coming = list(remembered(event, now))
    there = _there(connection, identity, event, now, coming)
    zone = ZoneInfo(event.zone)
    added, kept = [], []
    for one in coming:
        key = one.occurrence.original_on if event.recurrence else None
        known = there.pop(key, None)
        if known is None:
            added.append(_row(identity, one, event, now))
        else:
            before = Before(known.begins_at, Status(known.status), known.timing != MONTH, known.moved_from_at)
            row = _row(identity, moved(one, before, zone, now), event, known.fixed_at)
            if any(getattr(known, name) != row[name] for name in ("status", "timing", "begins_at")):
                row["fixed_at"] = now
            if any(getattr(known, name) != value for name, value in row.items() if name != "revision"):
                changed_at = known.changed_at if known.facts == row["facts"] else now
                kept.append({"row": known.id, "changed_at": changed_at, **row})
    _end(connection, list(there.values()), event, now)
    if kept:
        connection.execute(_REWRITE, kept)
    for some in chunks([row["row"] for row in kept if row["fixed_at"] == now]):
        # When they are recalled is worked out anew.
        connection.execute(delete(reminder_times).where(reminder_times.c.occurrence_id.in_(some)))
    if added:
        connection.execute(insert(occurrences), added)


def _end(connection: Connection, gone: Sequence[Row[*tuple[Any, ...]]], event: Event, now: datetime) -> None:
    """Delete the occurrences that the event has no more; those that people count on are cancelled instead.

    These are the ones that they were told of and, where they know the series, those that are near or were taken out of
    it one by one.
    """
    ids = [row.id for row in gone]
    told_of = set(connection.scalars(select(told.c.occurrence_id).where(told.c.occurrence_id.in_(ids)).distinct()))
    if gone and event.recurrence and _is_known(connection, gone[0].event_id):
        told_of |= {row.id for row in gone if _is_counted_on(row, event.recurrence, now)}
    for row in gone:
        if row.id in told_of and row.status != Status.CANCELLED:
            facts = f"{Status.CANCELLED}|{row.facts.partition('|')[2]}"
            ended = {"status": Status.CANCELLED, "facts": facts, "revision": event.sequence}
            since = {"changed_at": now, "fixed_at": now}
            connection.execute(update(occurrences).where(occurrences.c.id == row.id).values(ended | since))
    connection.execute(delete(reminder_times).where(reminder_times.c.occurrence_id.in_(ids)))
    if unknown := [identity for identity in ids if identity not in told_of]:
        connection.execute(delete(occurrences).where(occurrences.c.id.in_(unknown)))


def _is_known(connection: Connection, event: int) -> bool:
    """Whether anybody was told of a date of an event."""
    some = select(told.c.occurrence_id).join(occurrences, occurrences.c.id == told.c.occurrence_id)
    return connection.execute(some.where(occurrences.c.event_id == event).limit(1)).first() is not None


def _is_counted_on(row: Row[*tuple[Any, ...]], recurrence: Recurrence, now: datetime) -> bool:
    """Whether who knows a series counts on a date that it has no more."""
    near, was_kept = row.begins_at - now <= TOLD_AT_ONCE, row.status == Status.CANCELLED
    return row.begins_at > now and (near or was_kept or row.original_on in recurrence.not_on)


def extend(
    connection: Connection, identity: EventId, event: Event, after_on: date, until_on: date, now: datetime
) -> None:
    """Write the occurrences of the days after one, up to another."""
    rows = [_row(identity, one, event, now) for one in placed(event, after_on + timedelta(days=1), until_on)]
    if rows:
        connection.execute(_adding(connection.dialect.name), rows)


@cache
def _adding(dialect: str) -> Insert:
    """A day that a change brought forward is there already."""
    return insert_into(occurrences, dialect).on_conflict_do_nothing()


def read_when(row: Row[*tuple[Any, ...]]) -> When:
    """Read when an occurrence takes place."""
    match row.timing:
        case "timed":
            return Timed(row.begins_at, row.ends_at)
        case "days":
            return WholeDays(row.first_on, row.last_on)
        case _:
            return SomeDay(row.first_on)


def _there(
    connection: Connection, identity: EventId, event: Event, now: datetime, coming: Iterable[Placed]
) -> dict[Any, Row[*tuple[Any, ...]]]:
    """The rows that may change, by their key; more than one of an event that no longer repeats is too many.

    Of those, the one of its day is kept, else the next.
    """
    known = select(occurrences).where(occurrences.c.event_id == identity)
    if event.recurrence:
        since_on = stretch_of(event, now)[0]
        lasting = occurrences.c.over_at > midnight(since_on, ZoneInfo(event.zone))
        put_off = [one.occurrence.original_on for one in coming if one.occurrence.original_on < since_on]
        changing = known.where(
            or_(occurrences.c.original_on >= since_on, lasting, occurrences.c.original_on.in_(put_off))
        )
        return {row.original_on: row for row in connection.execute(changing)}
    day = first_on(event)
    rows = sorted(
        connection.execute(known),
        key=lambda row: (row.original_on != day, row.over_at <= now, abs(row.begins_at - now)),
    )
    return {None if place == 0 else row.id: row for place, row in enumerate(rows)}


def _row(identity: EventId, one: Placed, event: Event, fixed_at: datetime) -> dict[str, Any]:
    occurrence = one.occurrence
    return {
        "event_id": identity,
        "original_on": occurrence.original_on,
        "status": occurrence.status,
        "begins_at": one.begins_at,
        "over_at": one.over_at,
        "listed_at": one.listed_at,
        "moved_from_at": one.moved_from_at,
        "left_at": one.left_at,
        "title": occurrence.title,
        "place": occurrence.venue.name if occurrence.venue else None,
        "facts": one.facts,
        "revision": event.sequence,
        "fixed_at": fixed_at,
        **_timing(occurrence.when),
    }


def _timing(when: When) -> dict[str, Any]:
    match when:
        case Timed(_, ends_at):
            return {"timing": TIMED, "ends_at": ends_at, "first_on": None, "last_on": None}
        case WholeDays(first_on, last_on):
            return {"timing": DAYS, "ends_at": None, "first_on": first_on, "last_on": last_on}
        case SomeDay(month_on):
            return {"timing": MONTH, "ends_at": None, "first_on": month_on, "last_on": None}
