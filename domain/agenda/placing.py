"""An event's occurrences as they are remembered: worked out for a stretch of time, each with its instants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.agenda.event import Event, Occurrence, SomeDay, Status, Timed, When
from domain.agenda.occurrences import occurrences
from domain.agenda.timing import begins_at, day_of, listed_at, over_at

HORIZON = timedelta(days=400)
"""How far ahead recurring events are worked out: a year and a month, so that "next November" is there in October."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """An occurrence with its instants (UTC).

    `left_at` is the instant, on another day, that it was moved away from: there the list says where it has gone.
    """

    occurrence: Occurrence
    begins_at: datetime
    over_at: datetime
    listed_at: datetime
    moved_from_at: datetime | None = None
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What was remembered of an occurrence before its event changed."""

    begins_at: datetime
    status: Status
    has_day: bool
    moved_from_at: datetime | None


def stretch_of(event: Event, now: datetime) -> tuple[date, date]:
    """The days, on the event's clock, from yesterday up to the horizon: what is older stays as it was."""
    today = day_of(now, ZoneInfo(event.zone))
    return today - _A_DAY, today + HORIZON


def placed(event: Event, since_on: date, until_on: date) -> Iterator[Placed]:
    """The occurrences that the recurrence puts between two days, both included, with their instants."""
    zone = ZoneInfo(event.zone)
    for occurrence in occurrences(event, since_on, until_on):
        yield _place(occurrence, occurrence.moved_from, zone)


def moved(now_placed: Placed, before: Before, zone: ZoneInfo, now: datetime) -> Placed:
    """Note when an occurrence was to take place before, if people may have counted on that."""
    if now_placed.moved_from_at or isinstance(now_placed.occurrence.when, SomeDay):
        return now_placed
    told = before.has_day and before.status is not Status.DRAFT and before.begins_at > now
    was_at = before.moved_from_at or (before.begins_at if told else None)
    return _place(now_placed.occurrence, Timed(was_at) if was_at else None, zone)


def _place(occurrence: Occurrence, moved_from: When | None, zone: ZoneInfo) -> Placed:
    starts = begins_at(occurrence.when, zone)
    before = None if moved_from is None else begins_at(moved_from, zone)
    if before == starts:
        before = None
    elsewhere = before is not None and day_of(before, zone) != day_of(starts, zone)
    return Placed(
        occurrence=occurrence,
        begins_at=starts,
        over_at=over_at(occurrence.when, zone),
        listed_at=listed_at(occurrence.when, zone),
        moved_from_at=before,
        left_at=before if elsewhere else None,
    )
