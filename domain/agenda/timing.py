"""From what people say of a time to instants: when it begins, when it is over, where it stands in a list."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from domain.agenda.event import SomeDay, Timed, When, WholeDays

ASSUMED_LENGTH = timedelta(hours=2)
"""How long an event without an end is taken to last: so long it stays in the list after it began."""

_A_DAY = timedelta(days=1)
_A_MOMENT = timedelta(microseconds=1)


def local(day: date, at: time, zone: tzinfo) -> datetime:
    """The instant (UTC) at which a clock on the wall shows a time of a day.

    A time that the clock skips in spring is read with the offset of before the change, one that it shows twice in
    autumn is the first (RFC 5545 §3.3.5).
    """
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def midnight(day: date, zone: tzinfo) -> datetime:
    """The instant (UTC) at which a day begins."""
    return local(day, time(), zone)


def month_after(day: date) -> date:
    """The first day of the month after a day's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def begins_at(when: When, zone: tzinfo) -> datetime:
    """The first instant at which it may take place."""
    match when:
        case Timed(starts_at):
            return starts_at
        case WholeDays(first_on):
            return midnight(first_on, zone)
        case SomeDay(month_on):
            return midnight(month_on, zone)


def over_at(when: When, zone: tzinfo) -> datetime:
    """The instant from which on it is over."""
    match when:
        case Timed(starts_at, ends_at):
            return starts_at + ASSUMED_LENGTH if ends_at is None else max(ends_at, starts_at + _A_MOMENT)
        case WholeDays(_, last_on):
            return midnight(last_on + _A_DAY, zone)
        case SomeDay(month_on):
            return midnight(month_after(month_on), zone)


def listed_at(when: When, zone: tzinfo) -> datetime:
    """Its place in a list by time: what has no day yet comes after all else of its month."""
    return over_at(when, zone) - _A_MOMENT if isinstance(when, SomeDay) else begins_at(when, zone)


def day_of(instant: datetime, zone: tzinfo) -> date:
    """The day on which an instant falls."""
    return instant.astimezone(zone).date()


def wall_time(instant: datetime, zone: tzinfo) -> time:
    """What a clock on the wall shows at an instant."""
    return instant.astimezone(zone).time()


def first_day(when: When, zone: tzinfo) -> date:
    """The day on which it begins; of a month without a day, the first."""
    return day_of(begins_at(when, zone), zone)
