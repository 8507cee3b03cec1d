"""One event to its components (RFC 5545 §3.6.1): itself, and the occurrences that are not like the others."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm
from icalendar import Event as Component
from icalendar.prop import vInline

from domain.agenda.event import (
    Change,
    Event,
    Kind,
    Occurrence,
    Recurrence,
    SomeDay,
    Status,
    Timed,
    Venue,
    When,
    WholeDays,
)
from domain.agenda.occurrences import occurrences
from domain.agenda.timing import local, month_after, wall_time
from domain.calendar.places import written
from domain.city.model import City, ThemeId

_A_DAY = timedelta(days=1)
_LANGUAGE = "it"
_KINDS = {Kind.MEETING: "Incontro", Kind.INITIATIVE: "Iniziativa"}
_STATUSES = {
    Status.DRAFT: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}

_BEFORE_A_TIME = (timedelta(days=-1), timedelta(hours=-2))
_BEFORE_A_DAY = (timedelta(hours=-6),)
"""Reminders: a day and two hours before; of whole days, which begin at midnight, at 18:00 of the day before."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_LAST_DAY = re.compile(r"UNTIL=(\d{8})")


def components(event: Event, city: City, now: datetime) -> Iterator[Component]:
    """Write an event as a whole, for programs that know it by its UID."""
    whole = _component(event, city, now)
    if event.recurrence:
        _repeat(whole, event, event.recurrence)
    yield whole
    for change in event.changes:
        usual = _usual(event, change.original_on)
        other = _component(_changed(event, change, usual), city, now)
        other.add("RECURRENCE-ID", _start(usual, ZoneInfo(event.zone)))
        yield other


def of_occurrence(
    event: Event, occurrence: Occurrence, city: City, now: datetime, description: str, url: str | None
) -> Component:
    """Write one occurrence as an event of its own, with an identity of its own if its event has several."""
    alone = replace(
        event,
        uid=f"{event.uid}/{occurrence.original_on:%Y%m%d}" if event.recurrence else event.uid,
        title=occurrence.title,
        when=occurrence.when,
        status=occurrence.status,
        description=description,
        venue=occurrence.venue,
        url=url or event.url,
        zone=city.zone.key,
    )
    return _standard(alone, city, now)


def _component(event: Event, city: City, now: datetime) -> Component:
    component = _standard(event, city, now)
    ours = {
        "NETWORKS": ",".join(event.networks),
        "CITY-WIDE": "" if event.networks else "TRUE",
        "STATUS": "POSTPONED" if event.status is Status.POSTPONED else "",
        "MONTH": f"{event.when.month_on:%Y-%m}" if isinstance(event.when, SomeDay) else "",
        "SEATS": str(event.seats or ""),
    }
    if event.booking:
        ours["BOOKING"] = "TRUE"
        ours["BOOKING-URL"] = event.booking.url or ""
        ours["BOOKING-UNTIL"] = f"{event.booking.until:%Y%m%dT%H%M%SZ}" if event.booking.until else ""
    for name, value in ours.items():
        if value:
            component.add(f"X-RETI-{name}", vInline(value))
    for name, text in (("RAIN", event.rain_plan), ("BRING", event.bring), ("ORGANISER", event.organiser)):
        if text:
            component.add(f"X-RETI-{name}", _text(text))
    if event.venue:
        component.add("X-RETI-ADDRESS", _text(event.venue.address or ""))
    return component


def _standard(event: Event, city: City, now: datetime) -> Component:
    """Write what iCalendar has words for."""
    component = Component()
    component.add("UID", _text(event.uid))
    component.add("DTSTAMP", now)
    component.add("SEQUENCE", event.sequence)
    component.add("STATUS", _STATUSES[event.status])
    component.add("SUMMARY", _text(event.title))
    zone = ZoneInfo(event.zone)
    component.add("DTSTART", _start(event.when, zone))
    if (end := _end(event.when, zone)) is not None:
        component.add("DTEND", end)
    if isinstance(event.when, SomeDay):
        component.add("TRANSP", "TRANSPARENT")
    if event.description:
        component.add("DESCRIPTION", _text(event.description))
    if event.venue:
        _place(component, event.venue)
    component.add("CATEGORIES", [_KINDS[event.kind], *(_theme(theme, city) for theme in event.themes)])
    if event.url:
        component.add("URL", event.url)
    if event.image_url:
        component.add("IMAGE", event.image_url, parameters={"VALUE": "URI"})
    if event.status is Status.CONFIRMED:
        for before in _reminders(event.when):
            component.add_component(_alarm(event.title, before))
    return component


def _text(text: str) -> vInline:
    r"""Write a text (§3.3.11); the library would take "\N", as in C:\Nuova, for a line's end."""
    return vInline(text.translate(_ESCAPED))


def _place(component: Component, venue: Venue) -> None:
    component.add("LOCATION", _text(written(venue)))
    if venue.latitude is not None and venue.longitude is not None:
        component.add("GEO", (venue.latitude, venue.longitude))


def _theme(theme: ThemeId, city: City) -> str:
    known = city.themes.get(theme)
    return known.names.get(_LANGUAGE, theme) if known else theme


def _repeat(component: Component, event: Event, recurrence: Recurrence) -> None:
    zone = ZoneInfo(event.zone)
    if recurrence.rule:
        # As it stands: the library would put its parts into another order
        rule = _LAST_DAY.sub(lambda last: f"UNTIL={_until(last[1], event.when, zone)}", recurrence.rule)
        component.add("RRULE", vInline(rule))
    for name, days in (("RDATE", recurrence.also_on), ("EXDATE", recurrence.not_on)):
        if days:
            starts = [_start(_usual(event, day), zone) for day in days]
            component.add(name, starts, parameters={} if isinstance(starts[0], datetime) else {"VALUE": "DATE"})


def _until(last: str, when: When, zone: ZoneInfo) -> str:
    """Write the last day of a rule as RFC 5545 §3.3.10 wants it: in UTC where the event begins at a time."""
    if not isinstance(when, Timed):
        return last
    day = datetime.strptime(last, "%Y%m%d").replace(tzinfo=UTC).date()
    return f"{local(day, wall_time(when.starts_at, zone), zone):%Y%m%dT%H%M%SZ}"


def _usual(event: Event, day: date) -> When:
    """When an event takes place on a day of its recurrence, if that day is like the others."""
    on_that_day = replace(event, changes=(), recurrence=Recurrence(None, (day,)))
    return next(occurrences(on_that_day, day, day)).when


def _changed(event: Event, change: Change, usual: When) -> Event:
    return replace(
        event,
        when=change.when or usual,
        status=change.status or event.status,
        title=change.title or event.title,
        description=change.description or event.description,
        venue=change.venue or event.venue,
    )


def _start(when: When, zone: ZoneInfo) -> date | datetime:
    match when:
        case Timed(starts_at):
            return _on_the_clock(starts_at, zone)
        case WholeDays(first_on):
            return first_on
        case SomeDay(month_on):
            return month_on


def _end(when: When, zone: ZoneInfo) -> date | datetime | None:
    """Write the end: of whole days the day after (§3.6.1), of a month without a day all of it."""
    match when:
        case Timed(_, ends_at):
            return None if ends_at is None else _on_the_clock(ends_at, zone)
        case WholeDays(_, last_on):
            return last_on + _A_DAY
        case SomeDay(month_on):
            return month_after(month_on)


def _on_the_clock(instant: datetime, zone: ZoneInfo) -> datetime:
    """Write an instant by a clock on the wall; in the hour that it shows twice, the second time only UTC can say it."""
    shown = instant.astimezone(zone)
    return instant.astimezone(UTC) if shown.fold or zone.key == "UTC" else shown


def _reminders(when: When) -> tuple[timedelta, ...]:
    match when:
        case Timed():
            return _BEFORE_A_TIME
        case WholeDays():
            return _BEFORE_A_DAY
        case SomeDay():
            return ()


def _alarm(title: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _text(title))
    alarm.add("TRIGGER", before)
    return alarm
