"""The days of rules (RFC 5545 §3.3.10), against another library that works them out its own way, and hostile ones."""

import re
import time as stopwatch
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.recurrence import UnusableRuleError, checked, days

ROME = ZoneInfo("Europe/Rome")
EVENING = time(20, 45)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def oracle(rule: str, first: datetime, since: date, until: date) -> list[date]:
    """The days by recurring-ical-events, for an event that begins at a time on a clock."""
    event = icalendar.Event()
    event.add("DTSTART", first)
    event.add("DTEND", first + timedelta(minutes=1))
    event.add("RRULE", icalendar.vRecur.from_ical(rule))
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    found = recurring_ical_events.of(calendar).between(since, until + timedelta(days=1))
    return sorted({one["DTSTART"].dt.date() for one in found})


some_weekdays = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True)
counted_weekdays = st.lists(
    st.tuples(st.sampled_from([-5, -2, -1, 1, 2, 3, 4, 5]), st.sampled_from(WEEKDAYS)),
    min_size=1,
    max_size=2,
    unique=True,
).map(lambda named: [f"{number}{weekday}" for number, weekday in named])
months = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True)
monthdays = st.lists(st.sampled_from([1, 2, 15, 28, 29, 30, 31, -1, -2, -31]), min_size=1, max_size=3, unique=True)


limits = st.one_of(
    st.just({}),
    st.integers(1, 40).map(lambda count: {"COUNT": str(count)}),
    st.tuples(
        st.dates(date(2024, 1, 1), date(2031, 1, 1)),
        st.sampled_from(
            ["", "T204459", "T204500", "T000000", "T235959", "T184500Z", "T194500Z", "T184459Z", "T230000Z"]
        ),
    ).map(lambda end: {"UNTIL": f"{end[0]:%Y%m%d}{end[1]}"}),
)


@st.composite
def rules(draw) -> str:
    """Rules such as programs write, whether they are taken or not."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = {"FREQ": frequency}
    if draw(st.booleans()):
        parts["INTERVAL"] = str(draw(st.integers(1, 5)))
    by = draw(st.sampled_from(["nothing", "weekdays", "counted", "monthdays"]))
    if by == "weekdays":
        parts["BYDAY"] = ",".join(draw(some_weekdays))
    elif by == "counted":
        parts["BYDAY"] = ",".join(draw(counted_weekdays))
    elif by == "monthdays":
        parts["BYMONTHDAY"] = ",".join(map(str, draw(monthdays)))
    if draw(st.integers(0, 2)) == 0:
        parts["BYMONTH"] = ",".join(map(str, draw(months)))
    if by in {"weekdays", "monthdays"} and draw(st.booleans()):
        parts["BYSETPOS"] = str(draw(st.sampled_from([1, 2, 3, -1, -2])))
    parts |= draw(limits)
    return ";".join(f"{name}={value}" for name, value in parts.items())


firsts = st.dates(date(2023, 1, 1), date(2026, 12, 31)) | st.just(date(2024, 2, 29))


def usable(rule: str) -> str | None:
    try:
        return checked(rule, EVENING, ROME)
    except UnusableRuleError:
        return None


@given(rules(), firsts, st.dates(date(2023, 1, 1), date(2032, 1, 1)), st.integers(0, 800))
def test_a_rule_that_is_taken_has_the_days_that_another_library_finds(rule, first, since, length):
    plain = usable(rule)
    # Where a rule ends before its first day, RFC 5545 still has that day, and the other library has none
    ended = re.search(r"UNTIL=(\d+)", plain or "")
    if plain is None or (ended and ended[1] < f"{first:%Y%m%d}"):
        return
    until = since + timedelta(days=length)
    theirs = oracle(_bare(rule), datetime.combine(first, EVENING, ROME), since, until)

    assert list(days(plain, first, since, until)) == theirs


def _bare(rule: str) -> str:
    """The rule as the other library needs it: its UNTIL in UTC, as RFC 5545 wants it beside a time on a clock."""
    head, found, until = rule.partition("UNTIL=")
    if not found or until.endswith("Z"):
        return rule
    day = until if "T" in until else f"{until}T235959"
    shown = datetime.strptime(day, "%Y%m%dT%H%M%S").replace(tzinfo=ROME)
    return f"{head}UNTIL={shown.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@given(rules(), firsts)
def test_a_checked_rule_stays_as_it_is(rule, first):
    plain = usable(rule)
    if plain is not None:
        assert checked(plain, EVENING, ROME) == plain
        assert list(days(plain, first, first, first)) == [first]


@given(rules(), st.dates(date(1970, 1, 1), date(2000, 1, 1)))
def test_the_years_before_change_nothing(rule, first):
    """Days far from the first are the same as those found by following the rule all the way."""
    plain = usable(rule)
    if plain is not None:
        since, until = date(2030, 1, 1), date(2031, 12, 31)
        all_the_way = list(days(plain, first, date(1969, 1, 1), until))
        assert list(days(plain, first, since, until)) == [day for day in all_the_way if day >= since]


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        # Both changes of the clock are on Sundays at night: a Sunday evening is a Sunday evening
        ("FREQ=WEEKLY;COUNT=3", date(2027, 3, 21), [(3, 21), (3, 28), (4, 4)]),
        ("FREQ=WEEKLY;COUNT=3", date(2027, 10, 24), [(10, 24), (10, 31), (11, 7)]),
        ("FREQ=MONTHLY;BYDAY=5TU;COUNT=3", date(2027, 3, 30), [(3, 30), (6, 29), (8, 31)]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", date(2027, 1, 29), [(1, 29), (2, 26), (3, 26)]),
        ("FREQ=MONTHLY;COUNT=4", date(2027, 1, 31), [(1, 31), (3, 31), (5, 31), (7, 31)]),
        ("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=3", date(2027, 1, 31), [(1, 31), (2, 28), (3, 31)]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", date(2027, 1, 29), [(1, 29), (2, 26)]),
        # The first day counts, though the rule does not have it
        ("FREQ=WEEKLY;BYDAY=MO;UNTIL=20270112", date(2027, 1, 1), [(1, 1), (1, 4), (1, 11)]),
    ],
)
def test_days_that_are_easily_wrong(rule, first, expected):
    plain = checked(rule, EVENING, ROME)

    assert [(day.month, day.day) for day in days(plain, first, first, date(2028, 1, 1))] == expected


def test_a_birthday_in_a_leap_year():
    plain = checked("FREQ=YEARLY", EVENING, ROME)

    assert [day.year for day in days(plain, date(2024, 2, 29), date(2025, 1, 1), date(2041, 1, 1))] == [
        2028,
        2032,
        2036,
        2040,
    ]


@pytest.mark.parametrize(
    ("until", "at", "last"),
    [
        ("20270630", EVENING, "20270630"),
        ("20270630T204500", EVENING, "20270630"),
        ("20270630T204459", EVENING, "20270629"),
        ("20270630T184500Z", EVENING, "20270630"),  # 20:45 in summer
        ("20270630T184459Z", EVENING, "20270629"),
        ("20270629T220000Z", time(), "20270630"),  # midnight in Bergamo
        ("20270629T215959Z", time(), "20270629"),
        ("20271031T004500Z", time(2, 45), "20271031"),  # 02:45 for the first time that night
        ("20271031T014500Z", time(2, 45), "20271031"),  # and for the second
        ("20270328T010000Z", time(2, 45), "20270328"),  # there is no 02:45 that night, and 03:00 is after it
    ],
)
def test_until_is_a_day_of_the_events_own_clock(until, at, last):
    assert checked(f"FREQ=DAILY;UNTIL={until}", at, ROME) == f"FREQ=DAILY;UNTIL={last}"


NEVER = [
    *("FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "", "FREQ=", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;BYHOUR=1"),
    *("FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=1000", "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;COUNT=1001"),
    *("FREQ=DAILY;INTERVAL=٣", "FREQ=DAILY;COUNT=1;UNTIL=20270101", "FREQ=DAILY;UNTIL=20270230", "FREQ=DAILY;UNTIL=x"),
    *("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=YEARLY;BYDAY=MO"),
    *("FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31", "FREQ=MONTHLY;INTERVAL=24;BYMONTHDAY=-30", "FREQ=YEARLY;BYYEARDAY=366"),
    *("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30,31;BYSETPOS=2", "FREQ=MONTHLY;BYMONTHDAY=31,-1;BYSETPOS=2;BYMONTH=1"),
    *("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=1", "FREQ=WEEKLY;BYDAY=1MO"),
    *("FREQ=WEEKLY;INTERVAL=52;BYMONTH=2", "FREQ=DAILY;INTERVAL=7;BYDAY=MO", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"),
    *("FREQ=YEARLY;BYWEEKNO=53", "FREQ=DAILY;BYMONTHDAY=1", "FREQ=MONTHLY;BYMONTH=0", "FREQ=MONTHLY;BYMONTH=x"),
    *("FREQ=MONTHLY;BYMONTH=-1", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=MONTHLY;BYDAY=XX", "FREQ=DAILY;WKST=XX", "FREQ"),
]  # fmt: skip


@pytest.mark.parametrize("rule", NEVER)
def test_what_could_go_on_or_be_looked_for_for_ever_is_refused(rule):
    with pytest.raises(UnusableRuleError):
        checked(rule, EVENING, ROME)


@given(st.text(alphabet="FREQ=DAILYWKMONTHBYUSP;0123456789,+-TZ", max_size=40))
def test_any_text_is_a_rule_or_is_refused(text):
    for rule in (text, f"FREQ=MONTHLY;{text}"):
        plain = usable(rule)
        assert plain is None or list(days(plain, date(2027, 1, 1), date(2027, 1, 1), date(2028, 1, 1)))


@given(rules(), st.dates(date(1970, 1, 1), date(2026, 1, 1)), st.integers(1, 999))
def test_every_rule_that_is_taken_ends_soon(rule, first, interval):
    plain = usable(rule if "INTERVAL" in rule else f"{rule};INTERVAL={interval}")
    if plain is not None:
        began = stopwatch.process_time()
        list(days(plain, first, date(2026, 11, 26), date(2027, 12, 31)))
        assert stopwatch.process_time() - began < 0.5  # milliseconds; on a busy machine some more
