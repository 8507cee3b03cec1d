"""Days and times as people write them into a table, in Italian: "3/12/2026", "3 dicembre 2026", "20,45"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.agenda.event import SomeDay, Timed, When, WholeDays
from domain.agenda.timing import local
from domain.calendar.limits import FIRST_YEAR, LAST_YEAR
from domain.calendar.problem import Why
from domain.lookup.normalise import fold

_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)
_SHORTEST_MONTH = 3
_CENTURY = 2000

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_IN_WORDS = re.compile(r"(?:[a-z]+ )?(\d{1,2}) (?:o )?([a-z]+) (\d{4})")
_MONTH_IN_WORDS = re.compile(r"([a-z]+) (\d{4})")
_MONTH_IN_FIGURES = re.compile(r"(?:(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4}))")
_CLOCK = re.compile(r"(?:alle |dalle |ore |h )*(\d{1,2})(?: (\d{2}))?(?: 00)?")


class UnreadableError(Exception):
    """A cell cannot be read."""

    def __init__(self, why: Why, cell: str) -> None:
        super().__init__(why, cell)
        self.why, self.cell = why, cell


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a row that say when: day, time, time of the end, last day."""

    day: str
    time: str
    end: str
    last: str


def takes_place(cells: Cells, zone: ZoneInfo) -> When:
    """Read when a row's event takes place, on the city's clock. Raises UnreadableError."""
    month_on = month(cells.day)
    if month_on is not None:
        if cells.time or cells.end or cells.last:
            raise UnreadableError(Why.MONTH, cells.day)
        return SomeDay(month_on)
    first_on = day(cells.day)
    last_on = day(cells.last) if cells.last else first_on
    if last_on < first_on:
        raise UnreadableError(Why.END, cells.last)
    if not cells.time:
        if cells.end:
            raise UnreadableError(Why.TIME, cells.end)
        return WholeDays(first_on, last_on)
    starts_at = local(first_on, clock(cells.time), zone)
    if not cells.end:
        if cells.last:
            raise UnreadableError(Why.END, cells.last)
        return Timed(starts_at)
    ends_at = local(last_on, clock(cells.end), zone)
    if ends_at <= starts_at and not cells.last:  # until after midnight
        ends_at = local(first_on + timedelta(days=1), clock(cells.end), zone)
    if ends_at <= starts_at:
        raise UnreadableError(Why.END, cells.end)
    return Timed(starts_at, ends_at)


def until(cell: str, zone: ZoneInfo) -> datetime:
    """Read a day, or a day and a time after it; a day alone is meant with its last minute. Raises UnreadableError."""
    day_cell, _, clock_cell = cell.strip().rpartition(" ")
    if day_cell and (":" in clock_cell or ("." in clock_cell and clock_cell.count(".") == 1)):
        return local(day(_without_lead(day_cell)), clock(clock_cell), zone)
    return local(day(cell), time(23, 59), zone)


def _without_lead(day_cell: str) -> str:
    """Leave out what leads on to a time: "1/12/2027, alle ore"."""
    while (shorter := day_cell.rstrip(", \t\n").removesuffix("ore").removesuffix("alle")) != day_cell:
        day_cell = shorter
    return day_cell


def day(cell: str) -> date:
    """Read a day. Raises UnreadableError."""
    text = cell.strip()
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return _in_range(date(int(found[1]), int(found[2]), int(found[3])), cell)
        if found := _DAY_FIRST.fullmatch(text):
            year = int(found[3]) + (_CENTURY if len(found[3]) < len("2000") else 0)
            return _in_range(date(year, int(found[2]), int(found[1])), cell)
        if (found := _IN_WORDS.fullmatch(fold(text))) and (number := _month_number(found[2])):
            return _in_range(date(int(found[3]), number, int(found[1])), cell)
    except ValueError:
        pass
    raise UnreadableError(Why.TIME, cell)


def month(cell: str) -> date | None:
    """Read a month without a day, "dicembre 2026" or "12/2026", as its first day; None for anything else."""
    text = cell.strip()
    if found := _MONTH_IN_FIGURES.fullmatch(text):
        year, number = int(found[1] or found[4]), int(found[2] or found[3])
    elif (found := _MONTH_IN_WORDS.fullmatch(fold(text))) and (named := _month_number(found[1])):
        year, number = int(found[2]), named
    else:
        return None
    if not 1 <= number <= len(_MONTHS):
        return None
    return _in_range(date(year, number, 1), cell) if year >= 1 else None


def clock(cell: str) -> time:
    """Read a time of the day: 20:45, 20.45, "ore 20,45", 20. Raises UnreadableError."""
    found = _CLOCK.fullmatch(fold(cell))
    if found:
        try:
            return time(int(found[1]), int(found[2] or 0))
        except ValueError:
            pass
    raise UnreadableError(Why.TIME, cell)


def _month_number(word: str) -> int | None:
    """The number of a month's name, of three letters at least: "dic", "sett"."""
    if len(word) < _SHORTEST_MONTH:
        return None
    return next((number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)), None)


def _in_range(day_: date, cell: str) -> date:
    if not FIRST_YEAR <= day_.year <= LAST_YEAR:
        raise UnreadableError(Why.OUT_OF_RANGE, cell)
    return day_
