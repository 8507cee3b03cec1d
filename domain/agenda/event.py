"""What takes place: an event and its occurrences, in iCalendar's terms (RFC 5545).

Everything is a frozen value. Instants are aware and in UTC; days are those of the city's calendar.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from domain.city.model import NetworkId, ThemeId

EventId = NewType("EventId", int)
"""Our own id of an event: links and buttons carry it, never the UID."""

OccurrenceId = NewType("OccurrenceId", int)


class Kind(StrEnum):
    """What sort of event it is."""

    MEETING = "meeting"  # the network itself meets
    INITIATIVE = "initiative"  # something that it does for everybody


class Status(StrEnum):
    """Where an event stands. RFC 5545 §3.8.1.11 has no word for postponed; schema.org has."""

    DRAFT = "draft"  # nobody is shown it
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"  # not on its day, and the new one is not known yet
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Timed:
    """From an instant on, and until another if that is known."""

    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WholeDays:
    """All day long, from the first to the last day, both included (RFC 5545's DTEND is the day after)."""

    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class SomeDay:
    """In a month whose day is still to be announced; `month_on` is its first day."""

    month_on: date


When = Timed | WholeDays | SomeDay


@dataclass(frozen=True, slots=True)
class Venue:
    """Where it takes place, as whoever announces it writes; the position (degrees, WGS 84) only where they gave one."""

    name: str
    address: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """How one books: a page if there is one, and until when."""

    url: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recurrence:
    """When an event repeats: a rule (RFC 5545 §3.3.10, of the sort that `recurrence.checked` takes), and single days.

    `also_on` are further days (RDATE), `not_on` days left out (EXDATE). An event repeats at most once a day.
    """

    rule: str | None
    also_on: tuple[date, ...] = ()
    not_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One occurrence that is not like the others (RECURRENCE-ID); what is None is as in its event.

    `original_on` is the day, on the event's own clock, on which the recurrence put it; `reason` is why it does not take
    place.
    """

    original_on: date
    when: When | None = None
    status: Status | None = None
    title: str | None = None
    description: str | None = None
    venue: Venue | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event. Without networks it is the whole city's.

    `uid` and `sequence` are iCalendar's: the identity that every copy shares, and how often it was revised. `zone` is
    the IANA name of the clock that its days and its recurrence go by. `reason` is why it does not take place.
    """

    uid: str
    kind: Kind
    title: str
    when: When
    zone: str
    sequence: int = 0
    status: Status = Status.CONFIRMED
    networks: tuple[NetworkId, ...] = ()
    themes: tuple[ThemeId, ...] = ()
    description: str | None = None
    venue: Venue | None = None
    rain_plan: str | None = None
    bring: str | None = None
    booking: Booking | None = None
    seats: int | None = None
    image_url: str | None = None
    url: str | None = None
    organiser: str | None = None
    recurrence: Recurrence | None = None
    changes: tuple[Change, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that an event takes place. `original_on` is its identity within the event; the rest is what holds.

    `moved_from` is when it would have been, where an exception moved it.
    """

    original_on: date
    when: When
    status: Status
    title: str
    description: str | None = None
    venue: Venue | None = None
    moved_from: When | None = None
    reason: str | None = None
