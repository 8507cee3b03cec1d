"""From an event to the times that it takes place: one, or those of its recurrence with their exceptions."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from zoneinfo import ZoneInfo

from domain.agenda.event import Change, Event, Occurrence, SomeDay, Status, Timed, When, WholeDays
from domain.agenda.recurrence import days
from domain.agenda.timing import begins_at, day_of, local, wall_time


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
    changes = {change.original_on: change for change in event.changes}
    if event.recurrence is None:
        yield _occurrence(event, first, zone, changes)
        return
    recurrence = event.recurrence
    regular = days(recurrence.rule, first, since_on, until_on) if recurrence.rule else iter((first,))
    put = {*regular, *recurrence.also_on, *(day for day, change in changes.items() if change.when)}
    for day in sorted(put - set(recurrence.not_on)):
        if since_on <= day <= until_on:
            yield _occurrence(event, day, zone, changes)


def _occurrence(event: Event, day: date, zone: tzinfo, changes: Mapping[date, Change]) -> Occurrence:
    change = changes.get(day, Change(day))
    regular = _on(event.when, day, zone)
    when = change.when or regular
    return Occurrence(
        original_on=day,
        when=when,
        status=event.status if event.status is not Status.CONFIRMED else change.status or event.status,
        title=change.title or event.title,
        description=change.description or event.description,
        venue=change.venue or event.venue,
        moved_from=regular if begins_at(when, zone) != begins_at(regular, zone) else None,
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
