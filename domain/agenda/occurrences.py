"""From an event to the times that it takes place: one, or those of its recurrence with their exceptions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from domain.agenda.event import Change, Event, Occurrence, SomeDay, Status, Timed, When, WholeDays
from domain.agenda.recurrence import days
from domain.agenda.timing import begins_at, day_of, local, wall_time

_WEIGHT = (Status.CONFIRMED, Status.POSTPONED, Status.CANCELLED, Status.DRAFT)
"""Of the status of an event and that of one occurrence, the later here holds."""


def first_on(event: Event) -> date:
    """The day, on the event's own clock, on which it first takes place."""
    return _day(event.when, ZoneInfo(event.zone))


def occurrences(event: Event, since_on: date, until_on: date) -> Iterator[Occurrence]:
    """The occurrences that the recurrence puts between two days, both included, in its order, exceptions applied.

    What was moved goes by the day that it was moved from; an exception for a day that the recurrence does not have is
    an occurrence of its own. An event that does not repeat has its one occurrence, whatever the days.
    """
    zone = ZoneInfo(event.zone)
    first = _day(event.when, zone)
    changes = changes_of(event)
    if event.recurrence is None:
        yield _occurrence(event, event.when, changes.get(first, Change(first)), zone, regular=True)
        return
    recurrence = event.recurrence
    ruled = days(recurrence.rule, first, since_on, until_on) if recurrence.rule else iter((first,))
    regular = {*ruled, *recurrence.also_on}
    put = {*regular, *(day for day, change in changes.items() if change.when)}
    for day in sorted(put - set(recurrence.not_on)):
        if since_on <= day <= until_on:
            # The first is as it was given: of an hour that the clock shows twice, it may be the second.
            usual = event.when if day == first else _on(event.when, day, zone)
            yield _occurrence(event, usual, changes.get(day, Change(day)), zone, regular=day in regular)


def changes_of(event: Event) -> Mapping[date, Change]:
    """The exceptions of an event by the day that they are for; of two for one day, the last."""
    return {change.original_on: change for change in event.changes}


def _occurrence(event: Event, usual: When, change: Change, zone: tzinfo, *, regular: bool) -> Occurrence:
    when = change.when or usual
    return Occurrence(
        original_on=change.original_on,
        when=when,
        status=max(event.status, change.status or event.status, key=_WEIGHT.index),
        title=change.title or event.title,
        description=change.description or event.description,
        venue=change.venue or event.venue,
        moved_from=usual if regular and begins_at(when, zone) != begins_at(usual, zone) else None,
        reason=change.reason or event.reason,
    )


def _day(when: When, zone: tzinfo) -> date:
    match when:
        case Timed(starts_at):
            return day_of(starts_at, zone)
        case WholeDays(first):
            return first
        case SomeDay(month_on):
            return month_on


def _on(when: When, day: date, zone: tzinfo) -> When:
    """The same time on another day, by the clock on the wall; it lasts as long (RFC 5545 §3.8.5.3)."""
    match when:
        case Timed(starts_at, ends_at):
            at = local(day, wall_time(starts_at, zone), zone)
            return Timed(at, None if ends_at is None else at + (ends_at - starts_at))
        case WholeDays(first, last):
            return WholeDays(day, day + (last - first))
        case SomeDay():
            return replace(when, month_on=day.replace(day=1))
