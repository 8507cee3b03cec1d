"""Moments put together of days and hours, and what of them is left to ask."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from domain.agenda.event import SomeDay, Timed, When, WholeDays
from domain.agenda.periods import Days
from domain.agenda.timing import day_of, local, over_at, wall_time
from domain.moments.hours import Hours
from domain.moments.reading import Doubt, Moment
from domain.moments.times import DAY, HOUR

_MOST_CANDIDATES = 6
_HEAVIEST_FIRST = (
    *(Doubt.RULE, Doubt.NO_SUCH_DAY, Doubt.WEEKDAY, Doubt.SEVERAL, Doubt.NO_DAY),
    *(Doubt.PAST, Doubt.HOUR, Doubt.NO_TIME, Doubt.NOTHING),
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The moments that may be meant, the likeliest first, and what has to be asked.

    `narrows` says that those which have gone by do not count.
    """

    moments: tuple[Moment, ...]
    doubt: Doubt | None = None
    narrows: bool = False


def heaviest(*doubts: Doubt | None) -> Doubt | None:
    """Of several doubts the one to ask about first."""
    return min((doubt for doubt in doubts if doubt), key=_HEAVIEST_FIRST.index, default=None)


def instant(day: Days, minutes: int, zone: tzinfo) -> datetime:
    """The instant (UTC) so many minutes after midnight, by the clock on the wall."""
    at = time(minutes % DAY // HOUR, minutes % HOUR)
    return local(day.first_on + timedelta(days=minutes // DAY), at, zone)


def is_skipped(day: Days, minutes: int, zone: tzinfo) -> bool:
    """Tell whether the clock does not show this time on that day: it is put forward."""
    at = time(minutes % DAY // HOUR, minutes % HOUR)
    return wall_time(instant(day, minutes, zone), zone) != at


def timed(day: Days, hours: Hours, zone: tzinfo) -> Timed:
    """Those hours of a day."""
    starts_at = instant(day, hours.begins, zone)
    ends_at = None if hours.ends is None else instant(day, hours.ends, zone)
    return Timed(starts_at, ends_at if ends_at is None or ends_at > starts_at else None)


def all_of(days: Days) -> WholeDays:
    """All of these days."""
    return WholeDays(days.first_on, days.last_on)


def has_begun(when: When, now: datetime, zone: tzinfo) -> bool:
    """Tell whether it is too late to announce."""
    match when:
        case Timed(starts_at):
            return starts_at < now
        case WholeDays(first_on):
            return first_on < day_of(now, zone)
        case SomeDay(month_on):
            return month_on < day_of(now, zone).replace(day=1)


def concluded(outcome: Outcome, now: datetime, zone: tzinfo, instead: Sequence[Moment] = ()) -> Outcome:
    """Leave out what has gone by, and ask where nothing else is left; `instead` may then be meant."""
    coming = _each(moment for moment in outcome.moments if not has_begun(moment.when, now, zone))
    if outcome.moments and not coming and outcome.doubt in {None, Doubt.HOUR, Doubt.PAST, Doubt.SEVERAL, Doubt.NO_TIME}:
        under_way = [moment for moment in outcome.moments if over_at(moment.when, zone) > now]
        others = [moment for moment in instead if not has_begun(moment.when, now, zone)]
        days = [moment for moment in under_way if isinstance(moment.when, WholeDays)]
        return Outcome(_each([*days, *others]), Doubt.PAST)
    if outcome.doubt is None and len(coming) > 1:
        return Outcome(coming, Doubt.SEVERAL)
    if outcome.narrows and len(coming) == 1 < len(outcome.moments):
        return Outcome(coming)
    return Outcome(coming, outcome.doubt)


def _each(moments: Iterable[Moment]) -> tuple[Moment, ...]:
    return tuple(dict.fromkeys(moments))[:_MOST_CANDIDATES]
