"""The times of a component: DTSTART, DTEND or DURATION, and single days, as instants and days of our own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import vDDDTypes

from domain.agenda.event import Timed, WholeDays
from domain.agenda.timing import local
from domain.calendar.ics_split import Property
from domain.calendar.ics_zones import ZoneOf, Zones
from domain.calendar.limits import FIRST_YEAR, LAST_YEAR
from domain.calendar.problem import Notes, RefusedError, Why

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day (of no clock), or an instant in UTC with the clock that it is written by; `clock` is None for UTC."""

    at: date | datetime
    clock: ZoneOf | None = None


def moment(property_: Property, zones: Zones, remarks: Notes, value: str | None = None) -> Moment:
    """Read a date or a date-time; of a period its start. Raises RefusedError."""
    text = property_.value if value is None else value
    try:
        read = vDDDTypes.from_ical(text.strip())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        raise RefusedError(property_.line, Why.TIME, text) from None
    at = read[0] if isinstance(read, tuple) else read
    if not isinstance(at, date):
        raise RefusedError(property_.line, Why.TIME, text)
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise RefusedError(property_.line, Why.OUT_OF_RANGE, text)
    if not isinstance(at, datetime):
        return Moment(at)
    if at.tzinfo is not None:
        return Moment(at.astimezone(UTC))
    clock = _clock(property_, zones, remarks)
    return Moment(local(at.date(), at.time(), clock.zone), clock)


def when(
    start: Property, end: Property | None, duration: Property | None, zones: Zones, remarks: Notes
) -> tuple[Timed | WholeDays, Moment]:
    """Read when a component takes place, and its start as it is written. Raises RefusedError.

    An end that cannot be read, or is before the start, is left out: the start still holds.
    """
    begins = moment(start, zones, remarks)
    ends: date | datetime | None = None
    try:
        if end:
            ends = moment(end, zones, remarks).at
        elif duration:
            ends = _after(begins.at, duration)
    except RefusedError as error:
        remarks.keep(error.problem)
    written = end or duration
    if isinstance(begins.at, datetime):
        if ends is not None and (not isinstance(ends, datetime) or ends < begins.at):
            remarks.add(written.line if written else start.line, Why.END, written.value if written else "")
            ends = None
        return Timed(begins.at, ends if isinstance(ends, datetime) and ends > begins.at else None), begins
    last = ends.date() if isinstance(ends, datetime) else ends
    if last is not None and last < begins.at:
        remarks.add(written.line if written else start.line, Why.END, written.value if written else "")
        last = None
    # DTEND is the day after the last (RFC 5545 §3.6.1); some products write the first day again
    return WholeDays(begins.at, begins.at if last is None else max(begins.at, last - _A_DAY)), begins


def _after(begins: date | datetime, duration: Property) -> date | datetime:
    try:
        lasts = vDDDTypes.from_ical(duration.value.strip())  # type: ignore[no-untyped-call]
        if isinstance(lasts, timedelta):
            ends: date | datetime = begins + lasts
            if ends.year <= LAST_YEAR:
                return ends
    except (ValueError, OverflowError):
        pass
    raise RefusedError(duration.line, Why.END, duration.value)


def _clock(property_: Property, zones: Zones, remarks: Notes) -> ZoneOf:
    tzid = property_.parameters.get("TZID")
    if not tzid:
        return zones.floating
    name = tzid if isinstance(tzid, str) else str(tzid[0])
    clock = zones.named(name)
    if not clock.known:
        remarks.add(property_.line, Why.UNKNOWN_ZONE, name)
    return clock
