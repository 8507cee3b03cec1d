"""Files that nobody wrote with good intent, or that were broken on the way: each ends soon, and the rest goes in."""

import random
import time
import tracemalloc
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Defaults, Problem, Why
from domain.calendar.limits import FILE_BYTES
from domain.calendar.read import read
from domain.calendar.words import Vocabulary
from domain.city.model import NetworkId

NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture(scope="module")
def taken(city):
    def reads(content: bytes):
        return read(content, Vocabulary(city), Defaults(city.zone, networks=(NetworkId("redona"),)), NOW)

    return reads


def event(*lines: str, uid: object = "uno", start: str = "DTSTART:20261203T204500") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Cena di esempio", start, *lines, "END:VEVENT", ""])


def calendar(*parts: str) -> bytes:
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + "".join(parts) + "END:VCALENDAR\r\n").encode()


GOOD = event(uid="buono")


# Broken files


@pytest.mark.parametrize(
    ("broken", "problems"),
    [
        ("BEGIN:VEVENT\r\nSUMMARY:senza fine\r\n", [Problem(3, Why.NOT_CLOSED)]),
        ("BEGIN:VEVENT\r\nBEGIN:VALARM\r\nEND:VEVENT\r\n", [Problem(3, Why.NO_TITLE)]),
        ("END:VEVENT\r\nEND:VALARM\r\n", []),
        ("BEGIN:VTODO\r\nBEGIN:VEVENT\r\nEND:VTODO\r\nEND:VEVENT\r\n", [Problem(4, Why.NO_TITLE)]),
        ("BEGIN:VEVENT\r\nBEGIN:VCALENDAR\r\n", [Problem(3, Why.NOT_CLOSED)]),
        ("BEGIN:VTIMEZONE\r\nTZID:x\r\n", []),
        (event("RRULE:FREQ=SECONDLY"), [Problem(7, Why.REPEATS, "FREQ=SECONDLY")]),
    ],
)
def test_what_is_broken_spoils_nothing_around_it(taken, broken, problems):
    for content in (calendar(broken, GOOD), calendar(GOOD, broken, event(uid="altro"))):
        reading = taken(content)
        assert {found.uid for found in reading.events} == {"buono"} | ({"altro"} if b"altro" in content else set())
        assert [problem.why for problem in reading.problems] == [problem.why for problem in problems]
    assert [*taken(calendar(broken, GOOD)).problems] == problems


def test_a_file_that_is_cut_short_gives_what_is_whole(taken):
    content = calendar(GOOD, event(uid="tagliato"))
    reading = taken(content[: content.index(b"tagliato") + 20])

    assert [found.uid for found in reading.events] == ["buono"]
    assert [problem.why for problem in reading.problems] == [Why.CUT_SHORT, Why.NOT_CLOSED]


def test_lines_that_are_no_content_lines_are_told(taken):
    reading = taken(calendar(event("senza due punti", "", "=:;", 'DESCRIPTION;X="aperto:testo')))

    assert [found.description for found in reading.events] == [None]
    assert [(remark.line, remark.why) for remark in reading.remarks] == [(7, Why.LINE), (9, Why.LINE), (10, Why.LINE)]


def test_a_line_that_was_folded_within_a_letter_is_whole_again(taken):
    content = calendar(event("DESCRIPTION:perch\r\n é no"))
    folded = content.replace("é".encode(), b"\xc3\r\n \xa9")

    assert [found.description for found in taken(folded).events] == ["perché no"]
    assert taken(folded).remarks == ()


# Encodings


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("windows-1252", True), ("latin-1", True)],
)
def test_a_file_in_any_usual_encoding(taken, encoding, guessed):
    content = calendar(event("DESCRIPTION:è così")).decode().encode(encoding)
    reading = taken(content)

    assert [found.description for found in reading.events] == ["è così"]
    assert reading.remarks == ((Problem(7, Why.ENCODING),) if guessed else ())


@pytest.mark.parametrize("ends", [b"\r\n", b"\n", b"\r"])
def test_lines_may_end_as_they_like_and_nothing_is_made_of_nuls(taken, ends):
    content = calendar(event("DESCRIPTION:\0ciao\0")).replace(b"\r\n", ends)

    assert [found.description for found in taken(content).events] == ["ciao"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04" + random.Random(1).randbytes(100_000),
        b"\xff\xfe",
        b"<html>",
        b"\0" * 1000,
        b"\n\n",
        b"a,b\n1,2",
    ],
    ids=["empty", "zip", "mark", "page", "nuls", "blank", "table"],
)
def test_what_is_no_calendar_is_told_so(taken, content):
    assert taken(content).problems == (Problem(0, Why.NOT_A_CALENDAR),)


@given(st.binary(max_size=400))
def test_no_bytes_whatever_raise(taken, content):
    for head in (b"", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:20270101\n", b"titolo,data,rete\nx,"):
        taken(head + content)


NAMES = st.sampled_from(
    [
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "GEO", "SEQUENCE", "STATUS"),
        *("CATEGORIES", "X-RETI-MONTH", "URL", "BEGIN", "END"),
    ]
)
VALUES = st.sampled_from(
    [
        *("20261203", "20261203T204500", "20261203T204500Z", "PT1H", "-P1W", "P1D/", "VEVENT", "VALARM", "VCALENDAR"),
        *("2026-12", "FREQ=DAILY", ",", ";", "\\", "1;1", "x"),
    ]
)
PARAMETERS = st.sampled_from(
    ["", ";VALUE=DATE", ";TZID=Europe/Rome", ";TZID=x", ';TZID="', ";VALUE=PERIOD", ";RANGE=x", ";="]
)


@given(st.lists(st.tuples(NAMES, PARAMETERS, st.lists(VALUES, max_size=3)), max_size=8))
def test_no_lines_whatever_raise(taken, lines):
    written = "".join(f"{name}{parameters}:{','.join(values)}\n" for name, parameters, values in lines)
    content = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:x\nDTSTART:20270101\n{written}END:VEVENT\nEND:VCALENDAR\n"
    reading = taken(content.encode())
    assert all(problem.line <= len(lines) + 7 for problem in reading.problems)


# Large files


def test_a_file_that_is_too_large_is_not_looked_at(taken):
    assert taken(b" " * (FILE_BYTES + 1)).problems == (Problem(0, Why.FILE_TOO_LARGE, str(FILE_BYTES + 1)),)


SECONDS = 20
"""Far more than any of these takes, even on a busy machine; what is wrong takes hours."""


@pytest.mark.parametrize(
    "content",
    [
        calendar(event(f"DESCRIPTION:{'x' * 1_000_000}")),
        calendar(event("DESCRIPTION:a", *[" x"] * 300_000)),
        calendar(event(f"DESCRIPTION:{'<a ' * 300_000}")),
        calendar(event(f"DESCRIPTION:{'<script>' * 100_000}")),
        calendar(event(f"DESCRIPTION:{'<!--' * 200_000}")),
        calendar(event(f"DESCRIPTION:{'&' * 900_000}")),
        calendar(event(f'DESCRIPTION;A="{";=" * 400_000}:x')),
        calendar(event(f"CATEGORIES:{'a,' * 400_000}")),
        b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 70_000,
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"BEGIN:VALARM\n" * 70_000,
        b"BEGIN:VCALENDAR\n" + random.Random(1).randbytes(1_000_000),
        b"titolo,data,rete\n" + b'a,"3/12/2026\n' * 70_000,
        b"titolo,data,rete\n" + b"," * 1_000_000,
    ],
    ids=[
        *("line", "folds", "tags", "scripts", "comments", "entities", "parameters", "categories"),
        *("begins", "nested", "junk", "quotes", "cells"),
    ],
)
def test_a_megabyte_of_anything_ends_soon(taken, content):
    began = time.process_time()
    reading = taken(content)

    assert time.process_time() - began < SECONDS
    assert len(reading.events) <= 1
    assert len(reading.problems) + len(reading.remarks) <= 2 * 1001


def test_a_clock_that_would_take_for_ever_is_not_worked_out(taken):
    rules = [
        "FREQ=SECONDLY",
        "FREQ=YEARLY;BYSECOND=0,1,2",
        "FREQ=YEARLY;BYHOUR=1;FREQ=HOURLY",
        "FREQ=MINUTELY;FREQ=YEARLY",
        "FREQ=YEARLY;FREQ=SECONDLY",
    ]
    zones = [
        "\r\n".join(
            [
                *("BEGIN:VTIMEZONE", f"TZID:z{number}", "BEGIN:STANDARD", "DTSTART:16010101T000000", f"RRULE:{rule}"),
                *("TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE", ""),
            ]
        )
        for number, rule in enumerate(rules)
    ]
    events = [event(uid=number, start=f"DTSTART;TZID=z{number}:20261203T204500") for number in range(len(rules))]
    began = time.process_time()
    reading = taken(calendar(*zones, *events))

    assert time.process_time() - began < SECONDS
    assert {found.when.starts_at for found in reading.events} == {datetime(2026, 12, 3, 19, 45, tzinfo=UTC)}
    assert [remark.why for remark in reading.remarks] == [Why.UNKNOWN_ZONE] * len(rules)


def test_more_single_days_than_anybody_has_are_refused(taken):
    days = ",".join(["20261204T204500"] * 1001)

    assert taken(calendar(event("RRULE:FREQ=DAILY", f"EXDATE:{days}"))).problems == (Problem(8, Why.TOO_MUCH, "1001"),)


def test_more_changes_than_anybody_has_are_refused(taken):
    moved = [event(f"RECURRENCE-ID:2027{month:02}{day:02}T204500") for month in range(1, 13) for day in range(1, 29)]
    later = [part.replace("ID:2027", "ID:2028") for part in moved]
    reading = taken(calendar(event("RRULE:FREQ=DAILY"), *moved, *later))

    assert [problem.why for problem in reading.problems] == [Why.TOO_MUCH]
    assert [found.changes for found in reading.events] == [()]


def test_an_event_of_thousands_of_lines_is_refused(taken):
    reading = taken(calendar(event(*["CATEGORIES:a"] * 5000), GOOD))

    assert [problem.why for problem in reading.problems] == [Why.TOO_MUCH]
    assert [found.uid for found in reading.events] == ["buono"]


def test_problems_beyond_those_that_anybody_reads_are_counted(taken):
    reading = taken(calendar(*[event("RRULE:FREQ=SECONDLY")] * 1200))

    assert len(reading.problems) == 1001
    assert reading.problems[-1] == Problem(0, Why.MORE, "200")


def test_two_thousand_events_go_in(taken):
    reading = taken(calendar(*(event("DTEND:20261203T220000", uid=number) for number in range(2000))))

    assert (len(reading.events), reading.problems, reading.remarks) == (2000, (), ())


@pytest.mark.prove(part="calendars")
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("lines", "start"),
    [
        (["DTEND:20261203T220000", "LOCATION:Sala\\, via Roma 3"], "DTSTART:20261203T204500"),
        (["RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=1000"], "DTSTART:19700131T204500"),
        (["RRULE:FREQ=DAILY;COUNT=1000"], "DTSTART:20240301T204500"),
    ],
    ids=["plain", "monthly", "daily"],
)
def test_ten_thousand_events_go_in_within_ten_seconds(taken, lines, start):
    content = calendar(*(event(*lines, uid=number, start=start) for number in range(10_000)))
    began = time.process_time()
    reading = taken(content)
    took = time.process_time() - began
    print(f"10,000 events, {len(content) / 1e6:.1f} MB: {took:.1f} s, {len(reading.events)} taken")  # noqa: T201

    assert took < 10
    assert len(reading.events) == 10_000 or len(reading.problems) == 1001


@pytest.mark.prove(part="calendars")
def test_ten_thousand_events_take_little_memory(taken):
    content = calendar(*(event("DTEND:20261203T220000", uid=number) for number in range(10_000)))
    tracemalloc.start()
    reading = taken(content)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(f"10,000 events: {peak:.0f} MiB")  # noqa: T201

    assert len(reading.events) == 10_000
    assert peak < 100
