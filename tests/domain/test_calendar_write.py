"""What is written is read back the same, by us and by others, and asks nothing of a resident's own calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from domain.agenda.event import (
    Booking,
    Change,
    Event,
    Kind,
    Recurrence,
    SomeDay,
    Status,
    Timed,
    Venue,
    WholeDays,
)
from domain.agenda.occurrences import first_on, occurrences
from domain.calendar import Defaults, NotDatedError, google_link
from domain.calendar.google import LONGEST
from domain.calendar.read import read
from domain.calendar.texts import line, plain
from domain.calendar.words import Vocabulary
from domain.calendar.write import write, write_one
from domain.calendar.write_zone import described
from domain.city.model import NetworkId

NOW = datetime(2026, 11, 26, tzinfo=UTC)
ROME = ZoneInfo("Europe/Rome")
REDONA = NetworkId("redona")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


EVENING = Timed(utc(2026, 12, 3, 19, 45), utc(2026, 12, 3, 21, 45))
MEETING = Event(
    uid="1@reti", kind=Kind.MEETING, title="Incontro di esempio", when=EVENING, zone="Europe/Rome", networks=(REDONA,)
)


# Any event comes back the same

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Co", "Cn"])


def texts(most: int, *, lines: bool = False) -> st.SearchStrategy[str]:
    """Texts that are plain: such as events have, since every way in makes them so."""
    alphabet = LETTERS | st.sampled_from(" ,;:\\\"'&<>=\n" if lines else " ,;:\\\"'&<>=")
    made = st.text(alphabet, min_size=1, max_size=40).map(plain if lines else line)
    return made.filter(lambda text: 0 < len(text) <= most and (plain if lines else line)(text) == text)


LINKS = st.sampled_from(["https://example.org/", "http://example.org/a?b=1,2;3&c=%2C#d"])
DAYS = st.dates(date(2027, 1, 1), date(2037, 12, 30))
INSTANTS = st.datetimes(datetime(2027, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0)
)
LENGTHS = st.timedeltas(timedelta(seconds=1), timedelta(days=3)).map(
    lambda length: timedelta(seconds=round(length.total_seconds()) or 1)
)
ZONES = st.sampled_from(["Europe/Rome", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"])


@st.composite
def times(draw) -> Timed:
    starts_at = draw(INSTANTS)
    return Timed(starts_at, draw(st.none() | LENGTHS.map(lambda length: starts_at + length)))


@st.composite
def whole_days(draw) -> WholeDays:
    first = draw(DAYS)
    return WholeDays(first, first + timedelta(days=draw(st.integers(0, 20))))


SOME_DAYS = DAYS.map(lambda day: SomeDay(day.replace(day=1)))
VENUES = st.builds(Venue, texts(60), st.none() | texts(60), st.none(), st.none()) | st.builds(
    Venue, texts(60), st.none() | texts(60), st.floats(-90, 90), st.floats(0.1, 180)
)
BOOKINGS = st.builds(Booking, st.none() | LINKS, st.none() | INSTANTS)
RULES = st.sampled_from(
    [
        *("FREQ=DAILY", "FREQ=DAILY;INTERVAL=3;COUNT=5", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;BYDAY=3TU"),
        *("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=YEARLY", "FREQ=WEEKLY;UNTIL=20390630"),
        "FREQ=DAILY;UNTIL=20390328;INTERVAL=2",
    ]
)


@st.composite
def recurrences(draw, first: date) -> Recurrence:
    days = st.integers(1, 60).map(lambda more: first + timedelta(days=more))
    also, off = (tuple(sorted(draw(st.sets(days, max_size=4)))) for _ in range(2))
    rule = draw(st.none() | RULES) if also else draw(RULES)
    return Recurrence(rule, also, off)


@st.composite
def changes(draw, event: Event) -> tuple[Change, ...]:
    """Some occurrences that differ, each in something at least."""
    near = list(occurrences(event, first_on(event), first_on(event) + timedelta(days=90)))[:6]
    chosen = (
        draw(st.lists(st.sampled_from(near), max_size=3, unique_by=lambda usual: usual.original_on)) if near else []
    )
    made = []
    for usual in sorted(chosen, key=lambda usual: usual.original_on):
        change = Change(
            usual.original_on,
            when=draw(st.none() | times() | whole_days() | SOME_DAYS),
            status=draw(st.none() | st.sampled_from(Status)),
            title=draw(st.none() | texts(60)),
            description=draw(st.none() | texts(60, lines=True)),
            venue=draw(st.none() | VENUES),
        )
        same = {"when": usual.when, "status": event.status, "title": event.title, "description": event.description}
        same["venue"] = event.venue
        change = replace(change, **{name: None for name, value in same.items() if getattr(change, name) == value})
        if change != Change(usual.original_on):
            made.append(change)
    return tuple(made)


@st.composite
def events(draw) -> Event:
    when = draw(times() | whole_days() | SOME_DAYS)
    event = Event(
        uid=draw(texts(60)),
        sequence=draw(st.integers(0, 1000)),
        kind=draw(st.sampled_from(Kind)),
        title=draw(texts(60)),
        when=when,
        zone=draw(ZONES) if isinstance(when, Timed) else "Europe/Rome",
        status=draw(st.sampled_from(Status)),
        networks=tuple(draw(st.lists(st.sampled_from(["redona", "celadina", "loreto"]), unique=True, max_size=3))),
        themes=tuple(draw(st.lists(st.sampled_from(["salute", "spazi-urbani", "fragilita"]), unique=True, max_size=3))),
        description=draw(st.none() | texts(400, lines=True)),
        venue=draw(st.none() | VENUES),
        rain_plan=draw(st.none() | texts(60, lines=True)),
        bring=draw(st.none() | texts(60, lines=True)),
        booking=draw(st.none() | BOOKINGS),
        seats=draw(st.none() | st.integers(1, 500)),
        image_url=draw(st.none() | LINKS),
        url=draw(st.none() | LINKS),
        organiser=draw(st.none() | texts(60)),
    )
    if isinstance(when, SomeDay) or draw(st.booleans()):
        return event
    event = replace(event, recurrence=draw(recurrences(first_on(event))))
    return replace(event, changes=draw(changes(event)))


@pytest.fixture(scope="module")
def again(city):
    """Writes events, and reads them back."""

    def reads(events):
        content = write(events, city, now=NOW, name="Esempio")
        return content.decode(), read(content, Vocabulary(city), Defaults(ROME), NOW)

    return reads


def by_clock(event: Event) -> bool:
    """Say whether a clock on the wall can tell when it begins: not in the hour that it shows twice, the second time."""
    shown = event.when.starts_at.astimezone(ZoneInfo(event.zone)) if isinstance(event.when, Timed) else None
    return shown is None or not shown.fold


@given(st.lists(events(), max_size=2, unique_by=lambda event: event.uid))
def test_what_is_written_is_read_back_the_same(again, made):
    assume(all(map(by_clock, made)))
    _, reading = again(made)

    assert list(reading.events) == made
    assert reading.problems == ()


def test_an_event_in_the_hour_that_the_clock_shows_twice(city):
    second = replace(MEETING, when=Timed(utc(2027, 10, 31, 1, 30), utc(2027, 10, 31, 1, 45)))
    content = write([second], city, now=NOW, name="x")

    assert b"DTSTART:20271031T013000Z" in content
    assert read(content, Vocabulary(city), Defaults(ROME), NOW).events == (second,)


def test_an_event_that_repeats_by_utc_does_so_again(city):
    event = replace(MEETING, zone="UTC", recurrence=Recurrence("FREQ=WEEKLY;UNTIL=20270501"))
    content = write([event], city, now=NOW, name="x")

    assert b"DTSTART:20261203T194500Z" in content
    assert read(content, Vocabulary(city), Defaults(ROME), NOW).events == (event,)


# Others read it


@settings(max_examples=30)
@given(st.lists(events(), max_size=2, unique_by=lambda event: event.uid))
def test_another_library_reads_it(again, made):
    content, _ = again(made)
    found = IcsCalendarStream.calendar_from_ics(content).events

    whole = {event.uid: event for event in found if event.recurrence_id is None}
    assert set(whole) == {event.uid for event in made}
    for event in made:
        theirs = whole[event.uid]
        if isinstance(event.when, Timed):
            assert theirs.dtstart.astimezone(UTC) == event.when.starts_at
        else:
            assert theirs.dtstart == first_on(event)
        assert len([other for other in found if other.uid == event.uid]) == 1 + len(event.changes)


def test_another_library_finds_the_same_occurrences(city):
    event = replace(
        MEETING,
        recurrence=Recurrence("FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270603", (date(2026, 12, 31),), (date(2027, 2, 4),)),
        changes=(Change(date(2027, 3, 4), Timed(utc(2027, 3, 5, 18), utc(2027, 3, 5, 19))),),
    )
    content = write([event], city, now=NOW, name="Esempio").decode()
    theirs = IcsCalendarStream.calendar_from_ics(content).timeline.included(utc(2026, 12, 1), utc(2028, 1, 1))
    ours = occurrences(event, date(2026, 12, 1), date(2028, 1, 1))

    assert sorted(found.dtstart.astimezone(UTC) for found in theirs) == sorted(found.when.starts_at for found in ours)


def test_the_file_says_what_it_must(city):
    component = Calendar.from_ical(write([MEETING], city, now=NOW, name="Rete di esempio"))
    [event] = component.walk("VEVENT")

    assert {name: str(component[name]) for name in ("VERSION", "METHOD", "X-WR-CALNAME")} == {
        "VERSION": "2.0",
        "METHOD": "PUBLISH",
        "X-WR-CALNAME": "Rete di esempio",
    }
    assert component["PRODID"]
    assert (event["DTSTAMP"].dt, str(event["UID"]), event["SEQUENCE"]) == (NOW, "1@reti", 0)
    assert [str(zone["TZID"]) for zone in component.walk("VTIMEZONE")] == ["Europe/Rome"]
    assert component.subcomponents[0].name == "VTIMEZONE"
    assert not component.errors + event.errors
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-2)]


@pytest.mark.parametrize(
    ("rule", "when", "written"),
    [
        ("FREQ=DAILY;UNTIL=20270328", EVENING, b"UNTIL=20270328T184500Z"),
        ("FREQ=DAILY;UNTIL=20270327", EVENING, b"UNTIL=20270327T194500Z"),
        ("FREQ=DAILY;UNTIL=20270328", WholeDays(date(2026, 12, 3), date(2026, 12, 3)), b"UNTIL=20270328\r"),
    ],
)
def test_the_end_of_a_rule_is_written_as_the_start_is(city, rule, when, written):
    assert written in write([replace(MEETING, when=when, recurrence=Recurrence(rule))], city, now=NOW, name="x")


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.POSTPONED, Status.DRAFT])
def test_nobody_is_reminded_of_what_does_not_take_place(city, status):
    assert b"VALARM" not in write([replace(MEETING, status=status)], city, now=NOW, name="x")


def test_whole_days_are_reminded_of_at_six_in_the_evening_before(city):
    content = write([replace(MEETING, when=WholeDays(date(2026, 12, 3), date(2026, 12, 3)))], city, now=NOW, name="x")

    assert b"DTSTART;VALUE=DATE:20261203" in content
    assert b"TRIGGER:-PT6H\r" in content


def test_a_month_without_a_day_is_all_of_it(city):
    content = write([replace(MEETING, when=SomeDay(date(2026, 12, 1)))], city, now=NOW, name="x")

    for said in (b"DTSTART;VALUE=DATE:20261201", b"DTEND;VALUE=DATE:20270101", b"TRANSP:TRANSPARENT"):
        assert said in content
    assert b"VALARM" not in content


@pytest.mark.parametrize(
    "name", ["Europe/Rome", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"]
)
def test_a_clock_is_described_as_it_goes(name):
    zone = ZoneInfo(name)
    theirs = described(zone).to_tz(lookup_tzid=False)
    instants = [utc(2026, 1, 1) + timedelta(hours=hours, minutes=1) for hours in range(365 * 24)]

    # As the clock on the wall shows it; what a time there means, the hour shown twice apart, follows
    assert all(
        instant.astimezone(theirs).replace(tzinfo=None) == instant.astimezone(zone).replace(tzinfo=None)
        for instant in instants
    )


def test_a_clock_whose_changes_follow_no_rule_is_described_all_the_same():
    zone = described(ZoneInfo("Africa/Casablanca"))  # it goes by the month of fasting

    assert (str(zone["TZID"]), "RRULE" in zone.to_ical().decode()) == ("Africa/Casablanca", False)


# One occurrence, for a resident


@pytest.fixture
def weekly():
    return replace(
        MEETING,
        recurrence=Recurrence("FREQ=WEEKLY"),
        venue=Venue("Sala di esempio", "via dell'Esempio 1"),
        changes=(Change(date(2026, 12, 10), title="Cena di esempio"),),
    )


def test_one_occurrence_is_an_event_of_its_own(city, weekly):
    _, second, third = list(occurrences(weekly, date(2026, 12, 1), date(2026, 12, 20)))
    content = write_one(
        weekly, second, city, now=NOW, description="Porta un piatto.\nSi prenota.", url="https://t.me/x"
    )
    [event] = Calendar.from_ical(content).walk("VEVENT")

    assert str(event["UID"]) == "1@reti/20261210"
    assert str(event["SUMMARY"]) == "Cena di esempio"
    assert str(event["DESCRIPTION"]) == "Porta un piatto.\nSi prenota."
    assert str(event["LOCATION"]) == "Sala di esempio, via dell'Esempio 1"
    assert str(event["URL"]) == "https://t.me/x"
    assert event["DTSTART"].dt == utc(2026, 12, 10, 19, 45)
    assert "RRULE" not in event
    assert not [name for name in event if name.startswith("X-RETI")]
    assert len(event.walk("VALARM")) == 2
    assert b"1@reti/20261217" in write_one(weekly, third, city, now=NOW, description="")


def test_one_that_takes_place_once_keeps_its_identity(city):
    [occurrence] = occurrences(MEETING, date(2026, 12, 1), date(2026, 12, 20))

    assert b"UID:1@reti\r" in write_one(MEETING, occurrence, city, now=NOW, description="")


def test_what_has_no_day_goes_into_nobodys_calendar(city):
    event = replace(MEETING, when=SomeDay(date(2026, 12, 1)))
    [occurrence] = occurrences(event, date(2026, 12, 1), date(2026, 12, 20))

    with pytest.raises(NotDatedError):
        write_one(event, occurrence, city, now=NOW, description="")
    with pytest.raises(NotDatedError):
        google_link(event, occurrence, city, "")


# A link to Google Calendar


def asked(event, city, details=""):
    [occurrence] = occurrences(event, date(2026, 12, 1), date(2026, 12, 20))
    link = google_link(event, occurrence, city, details)
    assert len(link) <= LONGEST
    parts = urlsplit(link)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "calendar.google.com", "/calendar/render")
    return {name: value for name, [value] in parse_qs(parts.query, strict_parsing=True).items()}


def test_a_link_says_what_google_asks(city):
    event = replace(MEETING, title="Cena & giochi + 100% #1", venue=Venue("Sala", "via dell'Esempio 1"))

    assert asked(event, city, "Porta un piatto.\nGrazie") == {
        "action": "TEMPLATE",
        "text": "Cena & giochi + 100% #1",
        "dates": "20261203T204500/20261203T224500",
        "ctz": "Europe/Rome",
        "details": "Porta un piatto.\nGrazie",
        "location": "Sala, via dell'Esempio 1",
    }


@pytest.mark.parametrize(
    ("when", "dates"),
    [
        (Timed(utc(2026, 12, 3, 19, 45)), "20261203T204500/20261203T204500"),
        (WholeDays(date(2026, 12, 3), date(2026, 12, 4)), "20261203/20261205"),
    ],
)
def test_the_dates_of_a_link(city, when, dates):
    assert asked(replace(MEETING, when=when), city)["dates"] == dates


def test_a_long_link_loses_its_details_first(city):
    event = replace(MEETING, title="è" * 60, venue=Venue("Sala di esempio"))
    long = asked(event, city, "parola è " * 400)

    assert (long["text"], long["location"]) == ("è" * 60, "Sala di esempio")
    assert long["details"].endswith("…")
    assert len(long["details"]) > 200
    assert asked(replace(event, title="🌻" * 200, venue=Venue("🌻" * 500)), city, "🌻" * 4000)["text"]
