"""When people are reminded: lead times by the clock on the wall, and hours in which nobody is disturbed.

The instants are worked out here, in the city's time zone, for each occurrence, each set of leads and each choice of
quiet hours that somebody has; planning only joins them (see docs/delivery.md).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.agenda.event import SomeDay, Timed, When, WholeDays
from domain.agenda.timing import begins_at, day_of, local, over_at


class Lead(StrEnum):
    """How long before something begins a reminder comes. The values are what buttons and the database carry."""

    WEEK = "w"  # seven days before, at the same time
    EVE = "e"  # the day before, at 18:00
    MORNING = "m"  # the day itself, at 8:00
    TWO_HOURS = "t"
    HALF_HOUR = "h"


Leads = frozenset[Lead]
"""The leads that somebody chose."""

DEFAULT_LEADS: Leads = frozenset({Lead.EVE, Lead.TWO_HOURS})

WITHOUT_A_TIME: Leads = frozenset({Lead.WEEK, Lead.EVE, Lead.MORNING})
"""The leads of what takes the whole day: two hours before midnight means nothing."""

_EVE_AT, _MORNING_AT = time(18), time(8)
_A_DAY = timedelta(days=1)


class Quiet(StrEnum):
    """The hours in which nothing is sent, by choice; the value is what buttons and the database carry."""

    EVENING = "e"  # 21:30-8:00
    EARLY = "a"  # 20:00-9:00
    LATE = "l"  # 23:00-7:00
    NONE = "n"


DEFAULT_QUIET = Quiet.EVENING

QUIET_HOURS: dict[Quiet, tuple[time, time] | None] = {
    Quiet.EVENING: (time(21, 30), time(8)),
    Quiet.EARLY: (time(20), time(9)),
    Quiet.LATE: (time(23), time(7)),
    Quiet.NONE: None,
}
"""From when to when; each goes over midnight."""

URGENT_AFTER_QUIET = timedelta(hours=2)
"""A change of what begins before the quiet hours are over by so much does not wait for their end."""

TOLD_AT_ONCE = timedelta(weeks=1)
"""Who knows a series hears at once of a date that is off or moved and so near; of others when they are recalled."""

STILL_USEFUL = timedelta(minutes=15)
"""A reminder that has to wait for the end of the quiet hours is of use so long before it expires, at the latest."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """An instant at which an occurrence is due to be recalled, for which lead, and when that is of no use any more."""

    lead: Lead
    at: datetime
    expires_at: datetime


def remindings(when: When, leads: Leads, quiet: Quiet, zone: tzinfo) -> Sequence[Reminding]:
    """The reminders of an occurrence for somebody with these leads and quiet hours, in order.

    Each lead has its own, however near to another, but for those of the same moment, as quiet hours may make them. What
    has only a month has none; nor has a lead that says a moment after the start.
    """
    if isinstance(when, SomeDay):
        return ()
    expires_at = useful_until(when, zone)
    due = ((_due(when, lead, zone), lead) for lead in leads & leads_of(when))
    moved = ((_out_of_quiet(at, quiet, expires_at, zone), lead) for at, lead in due if at < expires_at)
    at_once: dict[datetime, Lead] = {}
    for at, lead in sorted(moved):
        at_once.setdefault(at, lead)
    return [Reminding(lead, at, expires_at) for at, lead in at_once.items()]


def leads_of(when: When) -> Leads:
    """The leads that mean something for a time: of a whole day, those that need no hour; of a month, none."""
    match when:
        case Timed():
            return frozenset(Lead)
        case WholeDays():
            return WITHOUT_A_TIME
        case SomeDay():
            return frozenset()


def useful_until(when: When, zone: tzinfo) -> datetime:
    """From when (UTC) on a reminder says nothing new: the start; of a whole day, its noon."""
    if isinstance(when, Timed):
        return when.starts_at
    return min(begins_at(when, zone) + timedelta(hours=12), over_at(when, zone))


def quiet_since(now: datetime, quiet: Quiet, zone: tzinfo) -> datetime | None:
    """The beginning (UTC) of the quiet hours that an instant lies in; None outside them."""
    span = _quiet_around(now, quiet, zone)
    return None if span is None else span[0]


def quiet_until(now: datetime, quiet: Quiet, zone: tzinfo) -> datetime | None:
    """The end (UTC) of the quiet hours that an instant lies in; None outside them."""
    span = _quiet_around(now, quiet, zone)
    return None if span is None else span[1]


def written(leads: Iterable[Lead]) -> str:
    """Leads as the database carries them: a letter each, in a fixed order."""
    chosen = set(leads)
    return "".join(lead for lead in Lead if lead in chosen)


def read_leads(letters: str) -> Leads:
    """Leads from their letters; letters of no lead say nothing."""
    return frozenset(lead for lead in Lead if lead in letters)


def _due(when: When, lead: Lead, zone: tzinfo) -> datetime:
    """When a lead says that a reminder is due, quiet hours apart."""
    starts_at = begins_at(when, zone)
    day = day_of(starts_at, zone)
    match lead:
        case Lead.WEEK if isinstance(when, Timed):
            return local(day - timedelta(weeks=1), starts_at.astimezone(zone).time(), zone)
        case Lead.WEEK:
            return local(day - timedelta(weeks=1), _EVE_AT, zone)
        case Lead.EVE:
            return local(day - _A_DAY, _EVE_AT, zone)
        case Lead.MORNING:
            return local(day, _MORNING_AT, zone)
        case Lead.TWO_HOURS:
            return starts_at - timedelta(hours=2)
        case Lead.HALF_HOUR:
            return starts_at - timedelta(minutes=30)


def _out_of_quiet(at: datetime, quiet: Quiet, expires_at: datetime, zone: tzinfo) -> datetime:
    """Move an instant out of the quiet hours: to their end if that is nearer and of use, else to their beginning."""
    span = _quiet_around(at, quiet, zone)
    if span is None:
        return at
    begin, end = span
    after_is_nearer = end - at < at - begin
    return end if after_is_nearer and end <= expires_at - STILL_USEFUL else begin


def _quiet_around(at: datetime, quiet: Quiet, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """The quiet hours that an instant lies in, after their first moment and before their last."""
    hours = QUIET_HOURS[quiet]
    if hours is None:
        return None
    begin, end = hours
    day = day_of(at, zone)
    for evening in (day - _A_DAY, day):
        begins, ends = local(evening, begin, zone), local(evening + _A_DAY, end, zone)
        if begins < at < ends:
            return begins, ends
    return None
