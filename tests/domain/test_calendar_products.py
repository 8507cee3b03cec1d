"""Files as real products write them, each with its own habits; the bodies and titles in them are examples."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.agenda.event import Change, Kind, Recurrence, Status, Timed, Venue, WholeDays
from domain.agenda.occurrences import occurrences
from domain.calendar import Defaults, Problem, Why
from domain.calendar.read import read
from domain.calendar.words import Vocabulary
from domain.city.model import NetworkId

FILES = Path(__file__).parent / "calendars"
NOW = datetime(2026, 11, 26, tzinfo=UTC)
REDONA, CELADINA = NetworkId("redona"), NetworkId("celadina")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.fixture
def of(city):
    """Reads a file by name, for the network of Redona where it names none, whatever ends its lines."""

    def reads(name):
        content = (FILES / f"{name}.ics").read_bytes()
        defaults = Defaults(city.zone, networks=(REDONA,))
        reading = read(content, Vocabulary(city), defaults, NOW)
        assert read(content.replace(b"\n", b"\r\n"), Vocabulary(city), defaults, NOW) == reading
        return reading

    return reads


def test_google_calendar(of):
    reading = of("google")

    assert reading.problems == ()
    assert [(remark.line, remark.why) for remark in reading.remarks] == [(85, Why.DRAFT)]
    monthly, market, workshop = reading.events
    assert (monthly.title, monthly.kind, monthly.networks) == (
        "Incontro della rete di esempio",
        Kind.MEETING,
        (REDONA,),
    )
    assert monthly.description == (
        "Si parla di verde & giochi.\nPorta un'amica, se vuoi.\n\n- alle 20:45 accoglienza\n- poi l'incontro"
    )
    assert monthly.venue == Venue("Sala di esempio", "Via di Esempio 3, 24100 Bergamo BG, Italia")
    assert (monthly.when, monthly.zone) == (
        Timed(utc(2026, 12, 15, 19, 45), utc(2026, 12, 15, 21, 45)),
        "Europe/Rome",
    )
    assert monthly.recurrence == Recurrence("FREQ=MONTHLY;UNTIL=20270630;BYDAY=3TU", not_on=(date(2027, 1, 19),))
    assert monthly.sequence == 3  # that of the occurrence called off last
    assert monthly.changes == (
        Change(date(2027, 3, 16), status=Status.CANCELLED),
        Change(
            date(2027, 4, 20),
            Timed(utc(2027, 4, 21, 16), utc(2027, 4, 21, 18)),
            title="Incontro della rete di esempio (spostato)",
        ),
    )
    # After the clocks changed it is still 20:45 on the wall
    assert [occurrence.when.starts_at for occurrence in occurrences(monthly, date(2027, 2, 1), date(2027, 6, 30))] == [
        utc(2027, 2, 16, 19, 45),
        utc(2027, 3, 16, 19, 45),
        utc(2027, 4, 21, 16),
        utc(2027, 5, 18, 18, 45),
        utc(2027, 6, 15, 18, 45),
    ]
    assert (market.when, market.status) == (WholeDays(date(2026, 12, 5), date(2026, 12, 6)), Status.DRAFT)
    assert (workshop.when.starts_at, workshop.zone) == (utc(2026, 12, 10, 17), "Europe/Rome")
    assert "example.org" not in repr(reading)
    assert "ersona" not in repr(reading)


def test_nextcloud(of):
    [dinner] = of("nextcloud").events

    assert of("nextcloud").problems == of("nextcloud").remarks == ()
    assert dinner.themes == ("famiglia", "integrazione")
    assert dinner.networks == (REDONA,)
    assert dinner.when == Timed(utc(2026, 12, 3, 17), utc(2026, 12, 3, 18, 30))
    assert dinner.url == "https://example.org/cena"
    assert [occurrence.when.starts_at for occurrence in occurrences(dinner, date(2026, 12, 1), date(2027, 2, 1))] == [
        utc(2026, 12, 3, 17),
        utc(2026, 12, 10, 17),
        utc(2026, 12, 17, 17),
        utc(2027, 1, 7, 18),  # a single day, at a time of its own
    ]


def test_gancio(of):
    [concert] = of("gancio").events

    assert concert.when == Timed(utc(2026, 12, 12, 20), utc(2026, 12, 12, 22))
    assert concert.description == "Sala di esempio - Via di Esempio 3\n\nMusica dal vivo."
    assert concert.venue == Venue("Sala di esempio - Via di Esempio 3", None, 45.701, 9.69)
    assert concert.themes == ("salute",)


def test_mobilizon(of):
    [cleaning] = of("mobilizon").events

    assert cleaning.image_url == "https://example.org/media/parco.jpg"
    assert cleaning.venue == Venue("Parco di esempio", "Via di Esempio, Bergamo, 24100, Italia", 45.69, 9.68)
    assert cleaning.organiser is None  # an ORGANIZER may be a person
    assert cleaning.description == "Ripuliamo il parco di esempio.\n\nGuanti e sacchi ci sono."


def test_outlook(of):
    reading = of("outlook")
    meeting, call = reading.events

    assert reading.problems == reading.remarks == ()
    assert meeting.kind is Kind.MEETING
    assert (meeting.zone, meeting.when.starts_at) == ("Europe/Rome", utc(2026, 12, 2, 19, 45))
    assert meeting.recurrence.rule == "FREQ=MONTHLY;UNTIL=20270602;BYDAY=WE;BYSETPOS=1"
    assert [
        occurrence.original_on.day for occurrence in occurrences(meeting, date(2026, 12, 1), date(2027, 12, 1))
    ] == [
        *(2, 6, 3, 3, 7, 5, 2),
    ]
    # New York's clock by another name: on that day five hours behind Bergamo
    assert call.when == Timed(utc(2027, 3, 24, 16), utc(2027, 3, 24, 17))


def test_apple(of):
    reading = of("apple")
    party, yearly = reading.events

    assert reading.problems == ()
    assert reading.remarks == (Problem(16, Why.LINK, "webcal://example.org/festa"),)
    assert party.description is None
    assert party.image_url is None
    assert party.venue == Venue("Centro di esempio", "Via di Esempio 3, 24100 Bergamo BG, Italia")
    assert yearly.when == WholeDays(date(2026, 12, 6), date(2026, 12, 6))
    assert [occurrence.original_on for occurrence in occurrences(yearly, date(2026, 1, 1), date(2031, 1, 1))] == [
        date(2026, 12, 6),
        date(2028, 12, 6),
    ]
