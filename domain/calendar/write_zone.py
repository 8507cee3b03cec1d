"""A clock described in a file (VTIMEZONE, RFC 5545 §3.6.5), by the yearly rules of its changes.

icalendar would list every change since 1970, those to summer time an hour late. Where the changes of a clock follow no
rule, its list is still better than nothing.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vInline

_SINCE = datetime(1970, 1, 1)  # noqa: DTZ001 - by the clock that is described
_YEARS = range(2026, 2036)
"""The rules must hold for these."""

_WEEK = 7
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MINUTES_OF_A_DAY = 24 * 60
_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of a clock: the time by which it is due (`wall`), its distance from UTC before and after, its name."""

    wall: datetime
    before: timedelta
    after: timedelta
    summer: bool
    name: str


def described(zone: ZoneInfo) -> Timezone:
    """Describe a clock of the IANA list."""
    years = [list(_changes(zone, year)) for year in _YEARS]
    description = Timezone()
    description.add("TZID", zone.key)
    if not any(years):
        new_year = datetime(_YEARS.start, 1, 1, tzinfo=zone)
        always = new_year.utcoffset() or _NONE
        description.add_component(_observance(_Change(_SINCE, always, always, summer=False, name=f"{new_year:%Z}"), ""))
        return description
    for changes in zip(*years, strict=False):
        rule = _rule([change.wall for change in changes])
        if rule is None or any(len(year) != len(years[0]) for year in years):
            listed: Timezone = Timezone.from_tzid(zone.key)
            return listed
        description.add_component(_observance(changes[0], rule))
    return description


def _observance(change: _Change, rule: str) -> TimezoneStandard | TimezoneDaylight:
    """Write the time from a change on, as if it had always followed the rule: who reads old files has other needs."""
    observance = TimezoneDaylight() if change.summer else TimezoneStandard()
    first = change.wall
    if rule:
        first = rrulestr(rule, dtstart=_SINCE.replace(hour=first.hour, minute=first.minute))[0]
        observance.add("RRULE", vInline(rule))
    observance.add("DTSTART", first)
    observance.add("TZOFFSETFROM", change.before)
    observance.add("TZOFFSETTO", change.after)
    observance.add("TZNAME", change.name)
    return observance


def _rule(walls: Sequence[datetime]) -> str | None:
    """Find the weekday of a month on which a clock changes each year, counted from either end, if it is always one."""
    for count in (_from_the_end, _from_the_start):
        found = {(wall.month, wall.weekday(), count(wall), wall.time()) for wall in walls}
        if len(found) == 1:
            [(month, weekday, number, _)] = found
            return f"FREQ=YEARLY;BYMONTH={month};BYDAY={number}{_WEEKDAYS[weekday]}"
    return None


def _from_the_start(day: datetime) -> int:
    return (day.day - 1) // _WEEK + 1


def _from_the_end(day: datetime) -> int:
    return -((monthrange(day.year, day.month)[1] - day.day) // _WEEK + 1)


def _changes(zone: ZoneInfo, year: int) -> Iterator[_Change]:
    """Find the changes of a clock in a year, to the minute."""
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(367)]
    for day, next_day in pairwise(days):
        before, after = (instant.astimezone(zone).utcoffset() or _NONE for instant in (day, next_day))
        if before != after and day.year == year:
            minutes = (day + timedelta(minutes=number) for number in range(1, _MINUTES_OF_A_DAY + 1))
            at = next(minute for minute in minutes if minute.astimezone(zone).utcoffset() == after)
            wall = (at + before).replace(tzinfo=None)
            yield _Change(wall, before, after, summer=after > before, name=f"{at.astimezone(zone):%Z}")
