"""An event's occurrences as they are remembered: worked out for a stretch of time, each with its instants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.agenda.event import Event, Occurrence, SomeDay, Status, Timed, When, WholeDays
from domain.agenda.facts import facts_of
from domain.agenda.occurrences import changes_of, occurrences
from domain.agenda.timing import begins_at, day_of, listed_at, midnight, over_at

HORIZON = timedelta(days=400)
"""How far ahead recurring events are worked out: a year and a month, so that "next November" is there in October."""

_A_DAY = timedelta(days=1)
_A_MONTH = timedelta(days=31)
_RARE = timedelta(days=10 * 366)
"""Nothing in a neighbourhood repeats more rarely than this."""


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

    @property
    def facts(self) -> str:
        """Status, time and place, in a form to compare: what counts as a change for who was told."""
        return facts_of(self.occurrence, self.begins_at).written()


@dataclass(frozen=True, slots=True)
class Before:
    """What was remembered of an occurrence before its event changed."""

    begins_at: datetime
    status: Status
    has_day: bool
    moved_from_at: datetime | None


def stretch_of(event: Event, now: datetime) -> tuple[date, date]:
    """The days, on the event's clock, up to the horizon, from the first whose occurrence was not over yesterday."""
    today = day_of(now, ZoneInfo(event.zone))
    return today - _A_DAY - min(_length(event.when), HORIZON), today + HORIZON


def remembered(event: Event, now: datetime) -> Iterator[Placed]:
    """The occurrences that are kept up to date: what is older than their stretch stays as it was.

    One that an exception moved into the stretch is among them, however long ago, or far ahead, it was to be.
    """
    since_on, until_on = stretch_of(event, now)
    yield from placed(event, since_on, until_on)
    zone = ZoneInfo(event.zone)
    since, until = midnight(since_on, zone), midnight(until_on + _A_DAY, zone)
    for day, change in changes_of(event).items():
        elsewhere = event.recurrence and not since_on <= day <= until_on
        if elsewhere and change.when and over_at(change.when, zone) > since and begins_at(change.when, zone) < until:
            yield from placed(event, day, day)


def goes_on(event: Event, after_on: date) -> bool:
    """Say whether an event that repeats has an occurrence after a day."""
    return event.recurrence is not None and any(occurrences(event, after_on + _A_DAY, after_on + _RARE))


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
    moves = told and before.begins_at != now_placed.begins_at
    first_at = before.moved_from_at
    # Moved again: where it first was counts only as long as people may still come then.
    was_at = before.begins_at if moves and (first_at is None or first_at <= now) else first_at
    return _place(now_placed.occurrence, Timed(was_at) if was_at else None, zone)


def _length(when: When) -> timedelta:
    """How many days after its first it may still take place."""
    match when:
        case Timed(starts_at, ends_at):
            return timedelta(days=(ends_at - starts_at).days if ends_at else 0)
        case WholeDays(first_on, last_on):
            return last_on - first_on
        case SomeDay():
            return _A_MONTH


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
