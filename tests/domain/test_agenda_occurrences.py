"""From an event to the times that it takes place, exceptions applied."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import Change, Recurrence, SomeDay, Status, Timed, Venue, WholeDays
from domain.agenda.occurrences import changes_of, first_on, occurrences
from domain.agenda.timing import day_of, wall_time
from tests.domain.some_events import ROME, at, day, event, timed, whole

WEEKLY = event("2026-10-13 20:45", "FREQ=WEEKLY")  # Tuesdays
RULES = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=3TU", "FREQ=YEARLY", "FREQ=WEEKLY;INTERVAL=2"]


def between(of, first: str, last: str):
    return list(occurrences(of, day(first), day(last)))


def days(of, first: str, last: str) -> list[str]:
    return [f"{occurrence.original_on:%m-%d}" for occurrence in between(of, first, last)]


def starts(of, first: str, last: str) -> list[datetime]:
    return [occurrence.when.starts_at for occurrence in between(of, first, last)]


def october(of):
    return between(of, "2026-10-13", "2026-10-27")


def test_what_does_not_repeat_takes_place_once_whatever_days_are_asked_about():
    [once] = between(event("2026-10-13 20:45"), "2030-01-01", "2030-01-02")
    assert (once.original_on, once.when, once.moved_from) == (day("2026-10-13"), timed("2026-10-13 20:45"), None)


def test_the_first_day_is_that_of_the_events_own_clock():
    late = Timed(datetime(2026, 10, 12, 22, 30, tzinfo=UTC))
    assert first_on(event(late)) == day("2026-10-13")
    assert first_on(event(late, zone="UTC")) == day("2026-10-12")
    assert first_on(event(whole("2026-10-13", "2026-10-15"))) == day("2026-10-13")
    assert first_on(event(SomeDay(day("2026-10-01")))) == day("2026-10-01")


def test_both_days_are_included_and_none_is_before_the_first():
    assert days(WEEKLY, "2026-10-20", "2026-11-03") == ["10-20", "10-27", "11-03"]
    assert days(WEEKLY, "2026-09-01", "2026-10-19") == ["10-13"]
    assert days(WEEKLY, "2026-10-14", "2026-10-19") == []


@pytest.mark.parametrize(
    ("first", "change", "offsets"),
    [("2026-03-22 20:45", "2026-04-05", [1, 2, 2]), ("2026-10-18 20:45", "2026-11-01", [2, 1, 1])],
)
def test_the_clock_on_the_wall_shows_the_same_before_and_after_it_changes(first, change, offsets):
    weekly = event(first, "FREQ=WEEKLY")
    found = starts(weekly, first[:10], change)
    assert [20 - instant.hour for instant in found] == offsets
    assert [instant.astimezone(ROME).strftime("%H:%M") for instant in found] == ["20:45"] * 3


def test_on_the_day_that_lacks_its_time_it_is_an_hour_later_by_the_clock():
    nightly = event("2026-03-28 02:30", "FREQ=DAILY")
    shown = [f"{instant.astimezone(ROME):%d %H:%M}" for instant in starts(nightly, "2026-03-28", "2026-03-30")]
    assert shown == ["28 02:30", "29 03:30", "30 02:30"]


def test_on_the_day_that_has_its_time_twice_it_is_the_first():
    nightly = event("2026-10-24 02:30", "FREQ=DAILY")
    assert starts(nightly, "2026-10-24", "2026-10-26") == [
        datetime(2026, 10, 24, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 1, 30, tzinfo=UTC),
    ]


@pytest.mark.parametrize("rule", [None, "FREQ=DAILY"])
def test_the_first_is_when_it_was_said_though_the_clock_shows_that_twice(rule):
    second = Timed(datetime(2026, 10, 25, 1, 30, tzinfo=UTC))  # 02:30 for the second time
    assert between(event(second, rule), "2026-10-25", "2026-10-25")[0].when == second
    assert between(event(second, rule), "2026-10-25", "2026-10-25")[0].moved_from is None


@given(
    st.datetimes(datetime(1995, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 # Rome's
    st.sampled_from(RULES),
    st.integers(0, 5_000),
    st.timedeltas(timedelta(0), timedelta(hours=30)),
)
def test_every_occurrence_is_at_the_time_of_the_first_and_as_long(first, rule, later, length):
    starts_at = first.replace(tzinfo=ROME).astimezone(UTC)
    of = event(Timed(starts_at, starts_at + length), rule)
    since = day_of(starts_at, ROME) + timedelta(days=later)
    for occurrence in occurrences(of, since, since + timedelta(days=40)):
        at_wall = wall_time(occurrence.when.starts_at, ROME)
        meant = wall_time(starts_at, ROME)
        skipped = meant.hour == 2 and at_wall == meant.replace(hour=meant.hour + 1)
        assert at_wall == meant or (skipped and occurrence.original_on.weekday() == 6)
        assert day_of(occurrence.when.starts_at, ROME) == occurrence.original_on
        assert occurrence.when.ends_at - occurrence.when.starts_at == length
        assert occurrence.moved_from is None
        assert since <= occurrence.original_on <= since + timedelta(days=40)


@given(st.sampled_from(RULES), st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 60), st.integers(0, 60))
def test_a_stretch_is_what_its_two_halves_are(rule, since, here, there):
    of = replace(
        event("2026-03-03 20:45", rule),
        changes=(Change(day("2026-10-20"), timed("2026-11-01 10:00")), Change(day("2026-06-02"), title="Festa")),
    )
    middle, until = since + timedelta(days=here), since + timedelta(days=here + there + 1)
    halves = [*occurrences(of, since, middle), *occurrences(of, middle + timedelta(days=1), until)]
    assert list(occurrences(of, since, until)) == halves
    assert [one.original_on for one in halves] == sorted({one.original_on for one in halves})


def test_an_event_that_ends_after_midnight_lasts_as_long_each_time():
    late = event(timed("2026-10-17 22:00", "2026-10-18 04:00"), "FREQ=WEEKLY")
    [_, through_the_night] = between(late, "2026-10-17", "2026-10-24")
    assert through_the_night.when == Timed(at("2026-10-24 22:00"), at("2026-10-25 03:00"))  # six hours, one shown twice


def test_whole_days_repeat_as_many_days_long():
    market = event(whole("2026-10-31", "2026-11-02"), "FREQ=WEEKLY;COUNT=2")
    assert [one.when for one in between(market, "2026-10-01", "2026-12-01")] == [
        whole("2026-10-31", "2026-11-02"),
        whole("2026-11-07", "2026-11-09"),
    ]


def test_a_month_without_a_day_repeats_as_a_month():
    each = event(SomeDay(day("2026-01-01")), "FREQ=MONTHLY;BYMONTHDAY=15")
    assert [one.when for one in between(each, "2026-02-01", "2026-03-31")] == [
        SomeDay(day("2026-02-01")),
        SomeDay(day("2026-03-01")),
    ]


def test_further_days_and_days_left_out():
    of = event(recurrence=Recurrence("FREQ=WEEKLY", (day("2026-10-15"), day("2026-10-20")), (day("2026-10-27"),)))
    assert days(of, "2026-10-13", "2026-11-03") == ["10-13", "10-15", "10-20", "11-03"]
    assert starts(of, "2026-10-15", "2026-10-15") == [at("2026-10-15 20:45")]


def test_the_first_day_can_be_left_out_too():
    of = event(recurrence=Recurrence("FREQ=WEEKLY", not_on=(day("2026-10-13"),)))
    assert days(of, "2026-10-01", "2026-10-20") == ["10-20"]


def test_single_days_need_no_rule():
    of = event(recurrence=Recurrence(None, (day("2026-10-15"), day("2026-12-15")), ()))
    assert days(of, "2026-10-01", "2026-11-30") == ["10-13", "10-15"]


def test_an_exception_moves_one_occurrence_to_another_day():
    of = replace(WEEKLY, changes=(Change(day("2026-10-20"), timed("2026-10-22 18:00")),))
    before, moved, after = october(of)
    assert (moved.original_on, moved.when) == (day("2026-10-20"), timed("2026-10-22 18:00"))
    assert moved.moved_from == timed("2026-10-20 20:45")
    assert (before.moved_from, after.moved_from) == (None, None)


def test_an_exception_that_only_ends_otherwise_moves_nothing():
    of = replace(WEEKLY, changes=(Change(day("2026-10-20"), timed("2026-10-20 20:45", "2026-10-20 23:59")),))
    assert october(of)[1].moved_from is None
    assert october(of)[1].when.ends_at == at("2026-10-20 23:59")


def test_what_is_moved_goes_by_the_day_that_it_was_moved_from():
    of = replace(WEEKLY, changes=(Change(day("2026-10-20"), timed("2026-12-01 18:00")),))
    assert days(of, "2026-10-14", "2026-10-26") == ["10-20"]
    assert starts(of, "2026-11-28", "2026-12-04") == [at("2026-12-01 20:45")]  # the one of that day, not the moved one


def test_an_exception_changes_what_it_names_and_nothing_else():
    hall, park = Venue("Centro sociale"), Venue("Parco")
    of = replace(
        WEEKLY,
        venue=hall,
        description="Come sempre",
        changes=(
            Change(day("2026-10-20"), title="Castagnata", venue=park),
            Change(day("2026-10-27"), description="Con il sindaco"),
        ),
    )
    told = [(one.title, one.venue, one.description, one.when.starts_at.hour) for one in october(of)]
    assert told == [
        ("Riunione di rete", hall, "Come sempre", 18),
        ("Castagnata", park, "Come sempre", 18),
        ("Riunione di rete", hall, "Con il sindaco", 19),
    ]


def test_an_exception_cancels_one_occurrence():
    of = replace(WEEKLY, changes=(Change(day("2026-10-20"), status=Status.CANCELLED),))
    assert [one.status for one in october(of)] == [Status.CONFIRMED, Status.CANCELLED, Status.CONFIRMED]


def test_an_exception_on_a_day_of_its_own_is_an_occurrence_that_was_moved_from_nowhere():
    of = replace(WEEKLY, changes=(Change(day("2026-10-21"), timed("2026-10-22 18:00")),))
    assert days(of, "2026-10-13", "2026-10-27") == ["10-13", "10-20", "10-21", "10-27"]
    assert october(of)[2].moved_from is None
    assert october(of)[2].when == timed("2026-10-22 18:00")


def test_an_exception_without_a_time_needs_a_day_of_the_recurrence():
    of = replace(WEEKLY, changes=(Change(day("2026-10-21"), title="Castagnata", status=Status.CANCELLED),))
    assert days(of, "2026-10-13", "2026-10-27") == ["10-13", "10-20", "10-27"]


def test_a_day_left_out_stays_out_whatever_an_exception_says():
    left_out = Recurrence("FREQ=WEEKLY", not_on=(day("2026-10-20"),))
    of = event(recurrence=left_out, changes=(Change(day("2026-10-20"), timed("2026-10-22 18:00")),))
    assert days(of, "2026-10-13", "2026-10-27") == ["10-13", "10-27"]


def test_an_exception_can_be_for_a_further_day():
    further = Recurrence("FREQ=WEEKLY", also_on=(day("2026-10-15"),))
    of = event(recurrence=further, changes=(Change(day("2026-10-15"), timed("2026-10-16 18:00")),))
    [moved] = between(of, "2026-10-14", "2026-10-19")
    assert moved.moved_from == timed("2026-10-15 20:45")


def test_an_exception_can_make_a_time_of_whole_days_and_of_a_month():
    of = replace(
        WEEKLY,
        changes=(Change(day("2026-10-20"), whole("2026-10-20")), Change(day("2026-10-27"), SomeDay(day("2026-11-01")))),
    )
    assert [type(one.when) for one in october(of)] == [Timed, WholeDays, SomeDay]


def test_an_event_that_does_not_repeat_takes_the_exception_of_its_day():
    of = event(changes=(Change(day("2026-10-13"), title="Castagnata"), Change(day("2026-10-14"), title="Altro")))
    assert [one.title for one in october(of)] == ["Castagnata"]


def test_of_two_exceptions_for_one_day_the_last_counts():
    first, last = Change(day("2026-10-20"), title="Prima"), Change(day("2026-10-20"), title="Dopo")
    of = replace(WEEKLY, changes=(first, last))
    assert october(of)[1].title == "Dopo"
    assert changes_of(of) == {day("2026-10-20"): last}


@pytest.mark.parametrize(
    ("whole_event", "one", "holds"),
    [
        (Status.CONFIRMED, Status.POSTPONED, Status.POSTPONED),
        (Status.CONFIRMED, Status.DRAFT, Status.DRAFT),
        (Status.CANCELLED, Status.CONFIRMED, Status.CANCELLED),
        (Status.CANCELLED, Status.POSTPONED, Status.CANCELLED),
        (Status.CANCELLED, None, Status.CANCELLED),
        (Status.POSTPONED, Status.CONFIRMED, Status.POSTPONED),
        (Status.POSTPONED, Status.CANCELLED, Status.CANCELLED),
        (Status.DRAFT, Status.CONFIRMED, Status.DRAFT),
        (Status.DRAFT, Status.CANCELLED, Status.DRAFT),
    ],
)
def test_of_the_event_and_the_exception_the_graver_status_holds(whole_event, one, holds):
    of = replace(WEEKLY, status=whole_event, changes=(Change(day("2026-10-20"), status=one),))
    assert [each.status for each in october(of)] == [whole_event, holds, whole_event]
