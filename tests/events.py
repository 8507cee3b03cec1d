"""Events for stories: of a city at noon of Monday 23 November 2026, UTC."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.agenda.entry import Entry
from domain.agenda.event import Event, EventId, Kind, OccurrenceId, Status, Timed, When
from domain.agenda.timing import listed_at, local

ROME = ZoneInfo("Europe/Rome")
MONDAY = date(2026, 11, 23)


def at(day: date, clock: str, hours: float | None = None) -> Timed:
    """A time of a day on the city's clock, perhaps for so many hours."""
    starts_at = local(day, time.fromisoformat(clock), ROME)
    return Timed(starts_at, None if hours is None else starts_at + timedelta(hours=hours))


def on(days: int, clock: str, hours: float | None = None) -> Timed:
    """So many days after that Monday."""
    return at(MONDAY + timedelta(days=days), clock, hours)


def event(title: str, when: When, *networks: str, **more: object) -> Event:
    """An event as an operator might announce it; its UID is its title."""
    described = {"uid": title, "kind": Kind.INITIATIVE, "zone": "Europe/Rome"} | more
    return Event(title=title, when=when, networks=networks, **described)


def unix(instant: datetime) -> int:
    return int(instant.timestamp())


def entry(number: int, title: str, when: When, *networks: str, place: str | None = None) -> Entry:
    """A line of a list."""
    return Entry(
        OccurrenceId(number),
        EventId(number),
        Kind.INITIATIVE,
        title,
        when,
        Status.CONFIRMED,
        listed_at(when, ROME),
        networks,
        place,
    )
