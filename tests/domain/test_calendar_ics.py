"""What each piece of an iCalendar file means (RFC 5545), and what is said of a piece that means nothing."""

from datetime import UTC, date, datetime

import pytest

from domain.agenda.event import Booking, Change, Kind, Recurrence, SomeDay, Status, Timed, Venue, WholeDays
from domain.calendar import Defaults, Problem, Reading, Why
from domain.calendar.read import read
from domain.calendar.words import Vocabulary
from domain.city.model import NetworkId

NOW = datetime(2026, 11, 26, tzinfo=UTC)
REDONA, CELADINA = NetworkId("redona"), NetworkId("celadina")
EVENING = "DTSTART;TZID=Europe/Rome:20261203T204500"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.fixture
def taken(city):
    """Reads a calendar of one or more events, each given by its lines after UID and SUMMARY."""

    def reads(
        *events: str, top: str = "", title: str = "Cena di esempio", uid: str = "uno", defaults: Defaults | None = None
    ) -> Reading:
        blocks = [f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{title}\n{event}\nEND:VEVENT\n" for event in events]
        content = f"BEGIN:VCALENDAR\nVERSION:2.0\n{top}{''.join(blocks)}END:VCALENDAR\n"
        return read(content.encode(), Vocabulary(city), defaults or Defaults(city.zone, networks=(REDONA,)), NOW)

    return reads


@pytest.fixture
def one(taken):
    """The one event of a calendar without problems or remarks."""

    def reads(*events: str, **more):
        reading = taken(*events, **more)
        assert (reading.problems, reading.remarks) == ((), ())
        [event] = reading.events
        return event

    return reads


# When


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("DTSTART:20261203T194500Z", Timed(utc(2026, 12, 3, 19, 45))),
        ("DTSTART:20261203T204500", Timed(utc(2026, 12, 3, 19, 45))),
        (EVENING, Timed(utc(2026, 12, 3, 19, 45))),
        (EVENING + "\nDURATION:PT2H", Timed(utc(2026, 12, 3, 19, 45), utc(2026, 12, 3, 21, 45))),
        (EVENING + "\nDTEND:20261203T214500Z", Timed(utc(2026, 12, 3, 19, 45), utc(2026, 12, 3, 21, 45))),
        (EVENING + "\nDTEND;TZID=Europe/Rome:20261203T204500", Timed(utc(2026, 12, 3, 19, 45))),
        ("DTSTART;TZID=America/New_York:20261203T144500", Timed(utc(2026, 12, 3, 19, 45))),
        ("DTSTART;TZID=Eastern Standard Time:20261203T144500", Timed(utc(2026, 12, 3, 19, 45))),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Rome:20261203T204500", Timed(utc(2026, 12, 3, 19, 45))),
        ("DTSTART;VALUE=DATE:20261203", WholeDays(date(2026, 12, 3), date(2026, 12, 3))),
        ("DTSTART:20261203\nDTEND:20261206", WholeDays(date(2026, 12, 3), date(2026, 12, 5))),
        ("DTSTART:20261203\nDTEND:20261203", WholeDays(date(2026, 12, 3), date(2026, 12, 3))),
        ("DTSTART:20261203\nDURATION:P2D", WholeDays(date(2026, 12, 3), date(2026, 12, 4))),
        ("DTSTART:20261201\nX-RETI-MONTH:2026-12", SomeDay(date(2026, 12, 1))),
        # 02:30 is not on the clock on 28 March 2027, and twice on 31 October
        ("DTSTART;TZID=Europe/Rome:20270328T023000", Timed(utc(2027, 3, 28, 1, 30))),
        ("DTSTART;TZID=Europe/Rome:20271031T023000", Timed(utc(2027, 10, 31, 0, 30))),
    ],
)
def test_a_start_and_an_end(one, lines, when):
    assert one(lines).when == when


@pytest.mark.parametrize(
    ("lines", "remark"),
    [
        (EVENING + "\nDTEND;TZID=Europe/Rome:20261203T194500", Problem(7, Why.END, "20261203T194500")),
        (EVENING + "\nDURATION:-PT2H", Problem(7, Why.END, "-PT2H")),
        (EVENING + "\nDURATION:domani", Problem(7, Why.END, "domani")),
        (EVENING + "\nDURATION:P99999999W", Problem(7, Why.END, "P99999999W")),
        (EVENING + "\nDTEND:20261203", Problem(7, Why.END, "20261203")),
        (EVENING + "\nDTEND:domani", Problem(7, Why.TIME, "domani")),
    ],
)
def test_an_end_that_cannot_be_is_left_out_and_the_start_holds(taken, lines, remark):
    reading = taken(lines)

    assert [event.when for event in reading.events] == [Timed(utc(2026, 12, 3, 19, 45))]
    assert (reading.problems, reading.remarks) == ((), (remark,))


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("STATUS:CONFIRMED", Problem(3, Why.NO_START, "Cena di esempio")),
        ("DTSTART:3 dicembre", Problem(6, Why.TIME, "3 dicembre")),
        ("DTSTART:20261303T204500", Problem(6, Why.TIME, "20261303T204500")),
        ("DTSTART:20261203T246000", Problem(6, Why.TIME, "20261203T246000")),
        ("DTSTART:PT2H", Problem(6, Why.TIME, "PT2H")),
        ("DTSTART:204500", Problem(6, Why.TIME, "204500")),
        ("DTSTART:00010101T000000Z", Problem(6, Why.OUT_OF_RANGE, "00010101T000000Z")),
        ("DTSTART:99991231T235959Z", Problem(6, Why.OUT_OF_RANGE, "99991231T235959Z")),
        ("DTSTART:19691231\nRRULE:FREQ=YEARLY", Problem(6, Why.OUT_OF_RANGE, "19691231")),
        (EVENING + "\nX-RETI-MONTH:2026-12", Problem(7, Why.MONTH, "2026-12")),
        ("DTSTART:20261201\nX-RETI-MONTH:2027-01", Problem(7, Why.MONTH, "2027-01")),
        ("DTSTART:20261201\nX-RETI-MONTH:dicembre", Problem(7, Why.MONTH, "dicembre")),
        ("DTSTART:20261201\nRRULE:FREQ=DAILY\nX-RETI-MONTH:2026-12", Problem(8, Why.MONTH, "2026-12")),
    ],
)
def test_a_start_that_cannot_be_is_a_problem_with_its_line(taken, lines, problem):
    assert taken(lines) == Reading(problems=(problem,))


def test_an_unknown_clock_is_read_as_the_citys_and_told(taken):
    reading = taken("DTSTART;TZID=Terra di Mezzo:20261203T204500")

    [event] = reading.events
    assert (event.when, event.zone) == (Timed(utc(2026, 12, 3, 19, 45)), "Europe/Rome")
    assert reading.remarks == (Problem(6, Why.UNKNOWN_ZONE, "Terra di Mezzo"),)


def test_a_clock_that_is_described_wrongly_is_the_citys(taken):
    top = "BEGIN:VTIMEZONE\nTZID:Nostra\nBEGIN:STANDARD\nDTSTART:16010101T030000\nEND:STANDARD\nEND:VTIMEZONE\n"
    reading = taken("DTSTART;TZID=Nostra:20261203T204500", top=top)

    assert [event.zone for event in reading.events] == ["Europe/Rome"]
    assert [remark.why for remark in reading.remarks] == [Why.UNKNOWN_ZONE]


def test_a_calendars_own_clock_holds_for_times_that_name_none(one):
    event = one("DTSTART:20261203T204500", top="X-WR-TIMEZONE:Europe/London\n")

    assert (event.when, event.zone) == (Timed(utc(2026, 12, 3, 20, 45)), "Europe/London")


def test_an_unusable_clock_of_the_calendar_is_the_citys(one):
    assert one("DTSTART:20261203T204500", top="X-WR-TIMEZONE:../../etc/passwd\n").zone == "Europe/Rome"


# Whether it is over


@pytest.mark.parametrize(
    ("lines", "over"),
    [
        ("DTSTART:20261125T180000Z", True),
        ("DTSTART:20261125T230000Z", False),  # it may still be going on: two hours are assumed
        ("DTSTART:20261101\nDTEND:20261126", True),
        ("DTSTART:20261101\nDTEND:20261127", False),
        ("DTSTART:20261101\nX-RETI-MONTH:2026-11", False),
        ("DTSTART:20261001\nX-RETI-MONTH:2026-10", True),
        ("DTSTART:20250101T180000Z\nRRULE:FREQ=WEEKLY", False),
        ("DTSTART:20250101T180000Z\nRRULE:FREQ=WEEKLY;COUNT=50", True),
        ("DTSTART:20250101T180000Z\nRRULE:FREQ=WEEKLY;COUNT=150", False),
        ("DTSTART:20250101T180000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261120", True),
        ("DTSTART:20250101T180000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261202T180000Z", False),
        ("DTSTART:20261101\nDTEND:20261108\nRRULE:FREQ=WEEKLY;COUNT=4", False),  # the fourth lasts until the 28th
        ("DTSTART:20261101\nDTEND:20261105\nRRULE:FREQ=WEEKLY;COUNT=3", True),
        ("DTSTART:20250101T180000Z\nRDATE:20250201T180000Z", True),
        ("DTSTART:20250101T180000Z\nRDATE:20270201T180000Z", False),
    ],
)
def test_what_is_over_is_counted_and_left_out(taken, lines, over):
    reading = taken(lines)

    assert (len(reading.events), reading.past) == ((0, 1) if over else (1, 0))
    assert reading.problems == ()


def test_an_event_that_was_moved_into_the_future_is_not_over(taken):
    moved = "RECURRENCE-ID:20250102T180000Z\nDTSTART:20270102T180000Z"

    assert taken("DTSTART:20250101T180000Z\nRRULE:FREQ=DAILY;COUNT=3", moved).past == 0


# How it repeats


@pytest.mark.parametrize(
    ("lines", "recurrence"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=TH", Recurrence("FREQ=WEEKLY;BYDAY=TH")),
        ("RRULE:freq=weekly;interval=1", Recurrence("FREQ=WEEKLY")),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270630T184500Z", Recurrence("FREQ=WEEKLY;UNTIL=20270630")),
        ("RRULE:FREQ=WEEKLY;UNTIL=20270630T184459Z", Recurrence("FREQ=WEEKLY;UNTIL=20270629")),
        ("RDATE;VALUE=DATE:20261210,20261208", Recurrence(None, (date(2026, 12, 8), date(2026, 12, 10)))),
        ("RDATE;VALUE=PERIOD:20261210T194500Z/PT1H", Recurrence(None, (date(2026, 12, 10),))),
        (
            "RRULE:FREQ=DAILY\nEXDATE:20261204T194500Z\nEXDATE;VALUE=DATE:20261205",
            Recurrence("FREQ=DAILY", (), (date(2026, 12, 4), date(2026, 12, 5))),
        ),
        ("EXDATE:20261204T194500Z", None),
    ],
)
def test_a_recurrence(one, lines, recurrence):
    assert one(f"{EVENING}\n{lines}").recurrence == recurrence


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;COUNT=2", "FREQ=HOURLY", "FREQ=DAILY;BYHOUR=1,2", "FREQ=DAILY;COUNT=1000000000",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYWEEKNO=53", "FREQ=YEARLY;BYDAY=53MO",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=32", "FREQ=WEEKLY;UNTIL=domani", "FREQ=DAILY;COUNT=2;UNTIL=20270101",
        "ogni giorno",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30,31;BYSETPOS=2", "",
    ],
)  # fmt: skip
def test_a_rule_that_is_not_taken_is_a_problem(taken, rule):
    assert taken(f"{EVENING}\nRRULE:{rule}") == Reading(problems=(Problem(7, Why.REPEATS, rule),))


def test_two_rules_are_one_too_many(taken):
    reading = taken(f"{EVENING}\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY")

    assert reading.problems == (Problem(8, Why.REPEATS_TWICE, "FREQ=WEEKLY"),)


def test_a_single_day_that_cannot_be_read_is_told_and_the_others_hold(taken):
    reading = taken(f"{EVENING}\nRRULE:FREQ=DAILY\nEXDATE:20261204T194500Z,dopodomani")

    assert reading.events[0].recurrence.not_on == (date(2026, 12, 4),)
    assert reading.remarks == (Problem(8, Why.SINGLE_DAY, "dopodomani"),)


def test_a_single_day_at_its_own_time_lasts_as_long_as_the_others(one):
    event = one(f"{EVENING}\nDURATION:PT2H\nRRULE:FREQ=WEEKLY\nRDATE:20261205T090000Z")

    assert event.recurrence.also_on == (date(2026, 12, 5),)
    assert event.changes == (Change(date(2026, 12, 5), Timed(utc(2026, 12, 5, 9), utc(2026, 12, 5, 11))),)


def test_a_second_time_on_a_single_day_is_told(taken):
    reading = taken(f"{EVENING}\nRDATE:20261205T090000Z,20261205T194500Z")

    assert [change.when for change in reading.events[0].changes] == [Timed(utc(2026, 12, 5, 9))]
    assert reading.remarks == (Problem(7, Why.ONCE_A_DAY, "2026-12-05"),)


@pytest.mark.parametrize(
    ("top", "repeats", "zone"),
    [
        ("", "", "Europe/Rome"),
        ("", "RRULE:FREQ=WEEKLY", "UTC"),
        ("X-WR-TIMEZONE:Europe/Rome\n", "RRULE:FREQ=WEEKLY", "Europe/Rome"),
    ],
)
def test_the_clock_of_an_event_in_utc(one, top, repeats, zone):
    assert one(f"DTSTART:20261203T194500Z\n{repeats}", top=top).zone == zone


# The occurrences that are not like the others


def test_an_occurrence_has_only_what_differs_and_may_stand_before_its_event(one):
    whole = f"{EVENING}\nLOCATION:Sala\nDESCRIPTION:Si cena\nRRULE:FREQ=WEEKLY"
    moved = "RECURRENCE-ID:20261210T194500Z\nDTSTART:20261211T190000Z\nLOCATION:Cortile\nDESCRIPTION:Si cena"
    off = "RECURRENCE-ID;TZID=Europe/Rome:20261217T204500\nDTSTART;TZID=Europe/Rome:20261217T204500\nSTATUS:CANCELLED"
    changes = (
        Change(date(2026, 12, 10), Timed(utc(2026, 12, 11, 19)), venue=Venue("Cortile")),
        Change(date(2026, 12, 17), status=Status.CANCELLED),
    )

    assert one(whole, moved, off).changes == changes
    assert one(off, moved, whole).changes == changes


def test_an_occurrence_on_a_day_that_the_rule_does_not_have_keeps_its_time(one):
    extra = "RECURRENCE-ID:20261211T194500Z\nDTSTART:20261211T194500Z"

    assert one(f"{EVENING}\nRRULE:FREQ=WEEKLY", extra).changes == (
        Change(date(2026, 12, 11), Timed(utc(2026, 12, 11, 19, 45))),
    )


def test_an_occurrence_that_is_like_the_others_is_no_change(one):
    same = "RECURRENCE-ID:20261210T194500Z\nDTSTART:20261210T194500Z"

    assert one(f"{EVENING}\nRRULE:FREQ=WEEKLY", same).changes == ()


def test_the_latest_revision_of_an_occurrence_holds_and_is_the_events(one):
    second = "RECURRENCE-ID:20261210T194500Z\nDTSTART:20261210T190000Z\nSEQUENCE:7"
    first = "RECURRENCE-ID:20261210T194500Z\nDTSTART:20261210T180000Z\nSEQUENCE:6"
    event = one(f"{EVENING}\nRRULE:FREQ=WEEKLY\nSEQUENCE:5", second, first)

    assert (event.sequence, event.changes) == (7, (Change(date(2026, 12, 10), Timed(utc(2026, 12, 10, 19))),))


def test_an_occurrence_whose_event_is_missing_is_an_event_of_its_own(taken):
    reading = taken("RECURRENCE-ID:20261210T194500Z\nDTSTART:20261210T190000Z")

    assert [(event.uid, event.recurrence) for event in reading.events] == [("uno/20261210", None)]
    assert reading.remarks == (Problem(3, Why.NO_MASTER, "Cena di esempio"),)


def test_this_and_all_that_follow_is_not_taken(taken):
    reading = taken(
        f"{EVENING}\nRRULE:FREQ=WEEKLY", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261210T194500Z\nDTSTART:20261210T190000Z"
    )

    assert [event.changes for event in reading.events] == [()]
    assert [problem.why for problem in reading.problems] == [Why.THIS_AND_FUTURE]


def test_of_an_event_that_stands_twice_the_latest_revision_holds(taken):
    reading = taken(f"{EVENING}\nSEQUENCE:2", f"{EVENING}\nSEQUENCE:1\nDESCRIPTION:vecchia")

    assert [event.description for event in reading.events] == [None]
    assert [remark.why for remark in reading.remarks] == [Why.TWICE]


# Whose it is, and what sort


@pytest.mark.parametrize(
    ("lines", "networks"),
    [
        ("", (REDONA,)),
        ("X-RETI-NETWORKS:celadina,redona", (CELADINA, REDONA)),
        ("CATEGORIES:Celadina", (CELADINA,)),
        ("CATEGORIES:Rete di Celadina\\, Bergamo,rete di celadina", (CELADINA,)),
        ("X-RETI-CITY-WIDE:TRUE", ()),
        ("CATEGORIES:Tutta la città", ()),
    ],
)
def test_whose_it_is(one, lines, networks):
    assert one(f"{EVENING}\n{lines}").networks == networks


def test_the_citys_by_default(one, city):
    assert one(EVENING, defaults=Defaults(city.zone, city_wide=True)).networks == ()


def test_nobodys_is_a_problem(taken, city):
    reading = taken(EVENING, defaults=Defaults(city.zone))

    assert reading == Reading(problems=(Problem(3, Why.NO_NETWORK, "Cena di esempio"),))


def test_a_network_that_is_not_of_this_city_is_not_replaced_by_another(taken):
    reading = taken(f"{EVENING}\nX-RETI-NETWORKS:paperopoli")

    assert reading.events == ()
    assert [problem.why for problem in reading.problems] == [Why.UNKNOWN_NETWORK]
    assert reading.remarks == (Problem(3, Why.UNKNOWN_NETWORK, "paperopoli"),)


@pytest.mark.parametrize(
    ("title", "lines", "kind"),
    [
        ("Cena", "", Kind.INITIATIVE),
        ("Incontro della rete", "", Kind.MEETING),
        ("RIUNIONE!", "", Kind.MEETING),
        ("Assemblea di zona", "CATEGORIES:Festa", Kind.INITIATIVE),
        ("Cena", "CATEGORIES:cibo,Riunione", Kind.MEETING),
        ("Un incontro", "", Kind.INITIATIVE),
    ],
)
def test_the_kind(one, title, lines, kind):
    assert one(f"{EVENING}\n{lines}", title=title).kind is kind


def test_themes_are_known_by_id_and_by_name_in_each_language(one):
    event = one(f"{EVENING}\nCATEGORIES:Spazi urbani,Environment,FRAGILITÀ,salute,giardinaggio\nCATEGORIES:salute")

    assert event.themes == ("spazi-urbani", "ambiente", "fragilita", "salute")


@pytest.mark.parametrize(
    ("lines", "status", "why"),
    [
        ("STATUS:CONFIRMED", Status.CONFIRMED, None),
        ("STATUS:cancelled", Status.CANCELLED, None),
        ("STATUS:TENTATIVE", Status.DRAFT, Why.DRAFT),
        ("STATUS:TENTATIVE\nX-RETI-STATUS:POSTPONED", Status.POSTPONED, None),
        ("STATUS:FORSE", Status.CONFIRMED, Why.UNKNOWN_STATUS),
    ],
)
def test_the_status(taken, lines, status, why):
    reading = taken(f"{EVENING}\n{lines}")

    assert [event.status for event in reading.events] == [status]
    assert [remark.why for remark in reading.remarks] == ([why] if why else [])


def test_a_calendar_that_calls_off_calls_off_all_its_events(one):
    assert one(EVENING, top="METHOD:CANCEL\n").status is Status.CANCELLED


# What else it says


def test_what_is_ours(one):
    event = one(
        f"{EVENING}\nX-RETI-RAIN:Si va in sala\\, al caldo\nX-RETI-BRING:Un piatto\\nda condividere\nX-RETI-SEATS:40\n"
        "X-RETI-BOOKING-URL:https://example.org/posti\nX-RETI-BOOKING-UNTIL:20261201\n"
        "X-RETI-ORGANISER:Gruppo di esempio"
    )

    assert event.rain_plan == "Si va in sala, al caldo"
    assert event.bring == "Un piatto\nda condividere"
    assert event.seats == 40
    assert event.booking == Booking("https://example.org/posti", utc(2026, 12, 1, 22, 59))
    assert event.organiser == "Gruppo di esempio"


@pytest.mark.parametrize(
    ("written", "venue"),
    [
        ("LOCATION:Oratorio\\, via Roma 3", Venue("Oratorio", "via Roma 3")),
        ("LOCATION:Oratorio\\, v.le Roma 3", Venue("Oratorio", "v.le Roma 3")),
        ("LOCATION:Oratorio\\, sala grande", Venue("Oratorio, sala grande")),
        ("LOCATION:via Roma 3\\, Bergamo", Venue("via Roma 3, Bergamo")),
        ("LOCATION:Oratorio\nGEO:45.69;9.67", Venue("Oratorio", None, 45.69, 9.67)),
        ("LOCATION:Oratorio\nGEO:0;0", Venue("Oratorio")),
        ("LOCATION:Oratorio\nGEO:91;9", Venue("Oratorio")),
        ("LOCATION:\nGEO:45.69;9.67", None),
    ],
)
def test_a_venue(one, written, venue):
    assert one(f"{EVENING}\n{written}").venue == venue


@pytest.mark.parametrize("position", ["qui", "45.69", "45,69;9,67", "nan;9"])
def test_a_position_that_is_none(taken, position):
    assert taken(f"{EVENING}\nLOCATION:Oratorio\nGEO:{position}").events[0].venue == Venue("Oratorio")


@pytest.mark.parametrize(
    ("lines", "image"),
    [
        ("IMAGE;VALUE=URI:https://example.org/a.png", "https://example.org/a.png"),
        ("ATTACH;FMTTYPE=image/png:https://example.org/a.png", "https://example.org/a.png"),
        ("ATTACH;FMTTYPE=application/pdf:https://example.org/a.pdf", None),
        ("ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY:aaaa", None),
        ("IMAGE;VALUE=URI:file:///etc/passwd", None),
    ],
)
def test_a_picture(one, lines, image):
    assert one(f"{EVENING}\n{lines}").image_url == image


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "ftp://example.org/", "https://", "http://[", "a b", "//x.org"]
)
def test_only_web_pages_are_linked_to(taken, link):
    reading = taken(f"{EVENING}\nURL:{link}")

    assert reading.events[0].url is None
    assert reading.remarks == (Problem(7, Why.LINK, link),)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a < b & c > d", "a < b & c > d"),
        ("<script>alert(1)</script>Ciao<style>p{}</style>", "Ciao"),
        ("<SCRIPT src=x>", ""),
        ("Ciao <!-- nascosto -->a tutti", "Ciao a tutti"),
        ("<p>Uno</p><p>Due</p>tre<br/>quattro", "Uno\n\nDue\ntre\nquattro"),
        ("&lt;b&gt; &egrave; &#x1F33B;", "<b> è 🌻"),
        ("<a href='https://example.org'>qui</a>", "qui"),
        ("scrivi a <persona@example.org> o vedi <https://example.org>", "scrivi a <persona@example.org> o vedi <https://example.org>"),
        ("da destra \u202eartnoc\u202c\u2066", "da destra artnoc"),
        ("larga\u200b zero\ufeff\u00ad", "larga zero"),
        ("squilla\x07\x1b[2J", "squilla[2J"),
        ("famiglia 👩‍👧", "famiglia 👩‍👧"),
        ("  tanti   spazi\\n\\n\\n\\ne righe ", "tanti spazi\n\ne righe"),
    ],
)  # fmt: skip
def test_a_description_is_plain_text(one, written, shown):
    assert one(f"{EVENING}\nDESCRIPTION:{written}").description == (shown or None)


def test_a_long_text_is_shortened_and_told(taken):
    reading = taken(f"{EVENING}\nDESCRIPTION:{'parola ' * 1000}")

    [event] = reading.events
    assert len(event.description) <= 4000
    assert event.description.endswith("parola…")
    assert [(remark.line, remark.why) for remark in reading.remarks] == [(7, Why.SHORTENED)]


def test_a_last_day_of_booking_that_is_none_is_told(taken):
    reading = taken(f"{EVENING}\nX-RETI-BOOKING:TRUE\nX-RETI-BOOKING-UNTIL:presto")

    assert reading.events[0].booking == Booking()
    assert reading.remarks == (Problem(8, Why.TIME, "presto"),)


@pytest.mark.parametrize("number", ["molti", "-1", "9" * 5000, "1e3", "٣"])
def test_a_number_that_is_none_is_told(taken, number):
    reading = taken(f"{EVENING}\nX-RETI-SEATS:{number}")

    assert reading.events[0].seats is None
    assert [remark.why for remark in reading.remarks] == [Why.NUMBER]


def test_an_event_without_an_identity_gets_one_that_stays(city):
    def reads(title, start):
        content = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{title}\nDTSTART:{start}\nEND:VEVENT\nEND:VCALENDAR\n"
        reading = read(content.encode(), Vocabulary(city), Defaults(city.zone, networks=(REDONA,)), NOW)
        assert [remark.why for remark in reading.remarks] == [Why.NO_UID]
        return reading.events[0].uid

    assert reads("Cena", "20261203") == reads("Cena", "20261203")
    assert len({reads("Cena", "20261203"), reads("Cena", "20261204"), reads("Pranzo", "20261203")}) == 3


def test_an_endless_identity_is_kept_short_the_same_way_each_time(one):
    first, again, other = (one(EVENING, uid=uid).uid for uid in ("a" * 300, "a" * 300, "a" * 301))

    assert len(first) < 64
    assert first == again != other


def test_a_title_is_needed_and_is_one_line(city):
    content = "BEGIN:VCALENDAR\n{}END:VCALENDAR\n".format(
        "".join(
            f"BEGIN:VEVENT\nUID:{title}\nSUMMARY:{title}\n{EVENING}\nEND:VEVENT\n"
            for title in ("", "<b></b>", "Cena\\ndi <i>esempio</i>")
        )
    )
    reading = read(content.encode(), Vocabulary(city), Defaults(city.zone, networks=(REDONA,)), NOW)

    assert [event.title for event in reading.events] == ["Cena di esempio"]
    assert reading.problems == (Problem(2, Why.NO_TITLE), Problem(7, Why.NO_TITLE))


def test_progress_is_told_up_to_the_end(city):
    event = f"BEGIN:VEVENT\nSUMMARY:Cena\n{EVENING}\nEND:VEVENT\n"
    content = f"BEGIN:VCALENDAR\n{event * 450}END:VCALENDAR\n".encode()
    told = []
    read(content, Vocabulary(city), Defaults(city.zone), NOW, lambda done, all_: told.append((done, all_)))

    assert told == sorted(told)
    assert len(told) == 3
    assert told[-1] == (len(content), len(content))
