"""From a day as written to the days that it may mean, said on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.agenda.periods import Days
from domain.agenda.timing import month_after
from domain.moments.reading import Doubt
from domain.moments.said import Said, Sort
from domain.questions.months import next_day, next_weekday

_MEANT_AHEAD = 270
"""A date without its year that is farther ahead may as well be one that has just gone by."""

_A_WEEK = timedelta(days=7)
_A_DAY = timedelta(days=1)
_NEAR = 3
_SEARCHED_YEARS = 2
_SEARCHED_MONTHS = 6
_MONTHS = frozenset({None, *range(1, 13)})
_YEARS = frozenset({None, *range(1900, 2101)})


@dataclass(frozen=True, slots=True)
class Possible:
    """The days that may be meant, the likeliest first, and what has to be asked.

    `narrows` says that those which are over by the clock do not count ("lunedì alle 10", said on a Monday at noon).
    """

    days: tuple[Days, ...]
    doubt: Doubt | None = None
    narrows: bool = False


def possible(said: Said, today: date) -> Possible:
    """Say which days are meant."""
    match said.sort:
        case Sort.DATE:
            return _date(said, today)
        case Sort.WEEKDAY:
            return _weekday(said, today)
        case Sort.STRETCH | Sort.LIST:
            return _stretch(said, today)
        case Sort.TOLD:
            return Possible(_whole(said))
        case Sort.MONTH | Sort.VAGUE | Sort.FEAST:
            return Possible(_whole(said), Doubt.NO_DAY)


def _whole(said: Said) -> tuple[Days, ...]:
    return () if said.days is None else (said.days,)


def _each(days: Iterable[date | None], today: date) -> tuple[Days, ...]:
    """Give each day once, without those that are over."""
    return tuple(Days(day, day) for day in dict.fromkeys(days) if day is not None and day >= today)


def _weekday(said: Said, today: date) -> Possible:
    weekday = said.weekday or 0
    monday = today - timedelta(days=today.weekday())
    coming = next_weekday(today, weekday)
    if said.week is not None:
        return Possible((_one(monday + said.week * _A_WEEK + timedelta(days=weekday)),))
    if weekday == today.weekday() and not said.next:
        return Possible((_one(today), _one(coming)), Doubt.SEVERAL, narrows=True)
    if said.next and coming < monday + _A_WEEK:
        return Possible((_one(coming), _one(coming + _A_WEEK)), Doubt.SEVERAL)
    return Possible((_one(coming),))


def _one(day: date) -> Days:
    return Days(day, day)


def _date(said: Said, today: date) -> Possible:
    if said.nth is not None:
        return _nth(said, today)
    day, month, year = said.day or 0, said.month, said.year
    if month not in _MONTHS or year not in _YEARS:
        return Possible((), Doubt.NO_SUCH_DAY)
    exact = next_day(today, day, month, year)
    if exact is None or (month is not None and year is None and _skips_a_year(exact, today, month)):
        return Possible(_instead(said, exact, today), Doubt.NO_SUCH_DAY)
    if said.weekday is not None and exact.weekday() != said.weekday:
        return _disagreeing(said, exact, today)
    if exact < today:
        return Possible((_one(exact),), Doubt.PAST)
    far = year is None and month is not None and (exact - today).days > _MEANT_AHEAD
    return Possible((_one(exact),), Doubt.PAST if far and said.weekday is None else None)


def _skips_a_year(exact: date, today: date, month: int) -> bool:
    """Tell whether the coming month of that name has no such day (29 February)."""
    return exact.year > today.year + (month < today.month or (month == today.month and exact.day < today.day))


def _instead(said: Said, exact: date | None, today: date) -> tuple[Days, ...]:
    """The days around one that there is not."""
    if said.month is None or (said.day or 0) < 1 or (said.day or 0) > 31:  # noqa: PLR2004
        return ()
    year = said.year or today.year + (said.month < today.month)
    after = month_after(date(year, said.month, 1))
    return _each((after - _A_DAY, after, exact), today)


def _disagreeing(said: Said, exact: date, today: date) -> Possible:
    """What may be meant where the weekday is not that of the date."""
    weekday = said.weekday or 0
    near = (exact + timedelta(days=step) for step in range(-_NEAR, _NEAR + 1))
    same_weekday = next(day for day in near if day.weekday() == weekday)
    others = [day for day in _same_dates(said, exact, today) if day.weekday() == weekday]
    undated = said.year is None and said.month is not None
    if undated and (exact - today).days > _MEANT_AHEAD and _gone_by(exact, weekday):
        return Possible(_each((exact,), today), Doubt.PAST)
    return Possible(_each((same_weekday, exact, *others), today), Doubt.WEEKDAY)


def _same_dates(said: Said, exact: date, today: date) -> list[date]:
    """The same date of the months, or the years, to come, where the text did not name them."""
    if said.year is not None:
        return []
    if said.month is not None:
        years = range(exact.year + 1, exact.year + 1 + _SEARCHED_YEARS)
        return [same for year in years if (same := next_day(today, exact.day, exact.month, year))]
    found: list[date] = []
    day: date | None = exact
    while day is not None and len(found) < _SEARCHED_MONTHS:
        day = next_day(month_after(day), exact.day)
        found += [day] if day else []
    return found


def _gone_by(exact: date, weekday: int) -> bool:
    """Tell whether weekday and date agree in the year before: it has just gone by."""
    before = next_day(exact, exact.day, exact.month, exact.year - 1)
    return before is not None and before.weekday() == weekday


def _nth(said: Said, today: date) -> Possible:
    """A weekday counted in a month: "il terzo martedì di dicembre"."""
    month, weekday, nth = said.month or 1, said.weekday or 0, said.nth or 1
    year = said.year or today.year + (month < today.month)
    if year not in _YEARS:
        return Possible((), Doubt.NO_SUCH_DAY)
    first = date(year, month, 1)
    day = next_weekday(first - _A_DAY, weekday) + (nth - 1) * _A_WEEK
    if nth < 0:
        end = month_after(first)
        day = end - timedelta(days=(end.weekday() - weekday - 1) % 7 + 1)
    return Possible((_one(day),), Doubt.PAST if day < today else None)


def _stretch(said: Said, today: date) -> Possible:
    first, last = said.first, said.last
    if first is None or last is None:
        return Possible((), Doubt.NO_SUCH_DAY)
    if first.day is not None and first.month is None and first.sort is Sort.DATE and last.sort is Sort.DATE:
        return _borrowing(first, last, today)
    begins = possible(first, today)
    if first.sort is Sort.MONTH:
        begins = replace(begins, doubt=None)
    if not begins.days:
        return begins
    ends = possible(last, begins.days[0].first_on)
    if last.sort is Sort.MONTH:
        ends = replace(ends, doubt=None)
    if last.sort is Sort.TOLD or last.sort is Sort.WEEKDAY:
        ends = _ending(last, begins.days[0].first_on, today)
    if not ends.days:
        return ends
    days = Days(begins.days[0].first_on, ends.days[0].last_on)
    doubt = begins.doubt or ends.doubt
    if days.last_on <= days.first_on:
        return Possible((), Doubt.SEVERAL)
    return Possible((days,), doubt, begins.narrows and ends.doubt is None)


def _ending(last: Said, first_on: date, today: date) -> Possible:
    """The end of a stretch that is told from today, or by its weekday: the first after the beginning."""
    if last.sort is Sort.TOLD:
        return possible(last, today)
    return Possible((_one(next_weekday(first_on, last.weekday or 0)),))


def _borrowing(first: Said, last: Said, today: date) -> Possible:
    """A stretch whose first day has the month of its last, or is of the month before ("dal 28 al 3 dicembre")."""
    ends = possible(last, today)
    if ends.doubt not in {None, Doubt.PAST} or not ends.days:
        return ends
    end = ends.days[0].first_on
    month = end.replace(day=1)
    if (first.day or 0) >= end.day:
        month = (month - _A_DAY).replace(day=1)
    begin = next_day(month, first.day or 0, month.month, month.year)
    if begin is None:
        return Possible((), Doubt.NO_SUCH_DAY)
    days = (Days(begin, end),)
    if first.weekday is not None and begin.weekday() != first.weekday:
        return Possible(days, Doubt.WEEKDAY)
    return Possible(days, ends.doubt)
