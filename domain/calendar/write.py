"""Events to iCalendar (RFC 5545): a calendar of many, and the one occurrence that a resident puts into their own.

What iCalendar has no word for is written in properties that begin with X-RETI (§3.8.8.2), so that `read` gives the same
events back.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from domain.agenda.event import Event, Occurrence, SomeDay
from domain.calendar.dated import NotDatedError
from domain.calendar.write_event import components, of_occurrence
from domain.calendar.write_zone import described
from domain.city.model import City

PRODID = "-//Reti di Quartiere//reti//IT"


def write(events: Sequence[Event], city: City, *, now: datetime, name: str) -> bytes:
    """Write a calendar of events under a name. `now` is when they are written (DTSTAMP, §3.8.7.2)."""
    calendar = _calendar()
    calendar.add("X-WR-CALNAME", name)
    for event in events:
        for component in components(event, city, now):
            calendar.add_component(component)
    return _finished(calendar, city)


def write_one(
    event: Event, occurrence: Occurrence, city: City, *, now: datetime, description: str, url: str | None = None
) -> bytes:
    """Write the file of one occurrence, with reminders; `description` is in the words of whoever asks for it.

    Raises:
        NotDatedError: the day of the occurrence is not known yet.

    """
    if isinstance(occurrence.when, SomeDay):
        raise NotDatedError
    calendar = _calendar()
    calendar.add_component(of_occurrence(event, occurrence, city, now, description, url))
    return _finished(calendar, city)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    # RFC 5546 §3.2.1: what is published asks for no answer
    calendar.add("METHOD", "PUBLISH")
    return calendar


def _finished(calendar: Calendar, city: City) -> bytes:
    """Describe the clocks that are named (§3.6.5), the city's in any case: a calendar needs a component (§3.6)."""
    clocks = [described(ZoneInfo(name)) for name in sorted({city.zone.key, *calendar.get_missing_tzids()})]
    calendar.subcomponents[:0] = clocks
    content: bytes = calendar.to_ical()
    return content
