"""From what a clock on the wall shows to instants, and the other way round."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import SomeDay, Timed
from domain.agenda.timing import (
    ASSUMED_LENGTH,
    begins_at,
    day_of,
    first_day,
    listed_at,
    local,
    midnight,
    month_after,
    over_at,
    wall_time,
)
from tests.domain.some_events import ROME, at, day, timed, whole

YEARS = st.dates(date(1975, 1, 1), date(2099, 12, 31))
WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


@pytest.mark.parametrize(
    ("on", "wall", "instant"),
    [
        ("2026-03-28", time(2, 30), datetime(2026, 3, 28, 1, 30, tzinfo=UTC)),
        ("2026-03-29", time(1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29", time(2, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),  # there is no such time: as if in winter
        ("2026-03-29", time(2, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("2026-03-29", time(3, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        ("2026-10-25", time(1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25", time(2, 0), datetime(2026, 10, 25, 0, 0, tzinfo=UTC)),  # there are two such times: the first
        ("2026-10-25", time(2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25", time(3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_times_around_the_changes_of_the_clock(on, wall, instant):
    assert local(day(on), wall, ROME) == instant


def test_a_time_is_read_without_what_it_says_of_itself():
    plain = local(day("2026-10-25"), time(2, 30), ROME)
    assert local(day("2026-10-25"), time(2, 30, fold=1), ROME) == plain
    assert local(day("2026-10-25"), time(2, 30, tzinfo=UTC), ROME) == plain
    assert plain.tzinfo is UTC


@given(YEARS, st.times())
def test_the_clock_shows_the_time_that_was_meant_but_where_it_skips_one(on, wall):
    instant = local(on, wall, ROME)
    assert instant - datetime.combine(on, wall, UTC) in {-WINTER, -SUMMER}
    if wall_time(instant, ROME) == wall:
        assert day_of(instant, ROME) == on
        earlier = instant - timedelta(hours=1)  # of an hour that is shown twice, this is the first
        assert wall_time(earlier, ROME) != wall
    else:
        assert wall_time(instant, ROME) == wall.replace(hour=wall.hour + 1)
        assert instant == datetime.combine(on, wall, UTC) - WINTER


@given(YEARS)
def test_a_day_is_from_midnight_to_midnight(on):
    begins, ends = midnight(on, ROME), midnight(on + timedelta(days=1), ROME)
    assert ends - begins in {timedelta(hours=hours) for hours in (23, 24, 25)}
    assert day_of(begins, ROME) == on
    assert day_of(begins - timedelta(microseconds=1), ROME) == on - timedelta(days=1)
    assert day_of(ends - timedelta(microseconds=1), ROME) == on


@given(YEARS)
def test_the_month_after_begins_where_this_one_ends(on):
    after = month_after(on)
    assert after.day == 1
    assert (after - timedelta(days=1)).replace(day=1) == on.replace(day=1)


def test_what_has_no_end_is_taken_to_last_for_a_while():
    assert over_at(timed("2026-10-13 20:45"), ROME) == at("2026-10-13 20:45") + ASSUMED_LENGTH
    assert over_at(timed("2026-10-13 20:45", "2026-10-13 23:00"), ROME) == at("2026-10-13 23:00")


@pytest.mark.parametrize("ends", ["2026-10-13 20:45", "2026-10-13 19:00"])
def test_what_ends_as_it_begins_or_before_is_there_for_a_moment(ends):
    at_once = timed("2026-10-13 20:45", ends)
    assert at_once.starts_at < over_at(at_once, ROME) <= at_once.starts_at + timedelta(seconds=1)


def test_whole_days_are_over_when_the_last_of_them_is():
    days = whole("2026-10-24", "2026-10-26")
    assert (begins_at(days, ROME), over_at(days, ROME)) == (at("2026-10-24 00:00"), at("2026-10-27 00:00"))
    assert over_at(days, ROME) - begins_at(days, ROME) == timedelta(hours=73)
    assert over_at(whole("2026-10-24"), ROME) == at("2026-10-25 00:00")


def test_what_has_no_day_yet_stands_last_in_its_month():
    december = SomeDay(day("2026-12-01"))
    assert (begins_at(december, ROME), over_at(december, ROME)) == (at("2026-12-01 00:00"), at("2027-01-01 00:00"))
    assert at("2026-12-31 23:59") < listed_at(december, ROME) < at("2027-01-01 00:00")


def test_all_else_stands_where_it_begins():
    assert listed_at(timed("2026-10-13 20:45"), ROME) == at("2026-10-13 20:45")
    assert listed_at(whole("2026-10-13"), ROME) == at("2026-10-13 00:00")


@pytest.mark.parametrize(
    ("when", "first"),
    [
        (Timed(datetime(2026, 10, 12, 22, 30, tzinfo=UTC)), "2026-10-13"),  # half past midnight in Bergamo
        (whole("2026-10-13", "2026-10-15"), "2026-10-13"),
        (SomeDay(day("2026-10-01")), "2026-10-01"),
    ],
)
def test_the_first_day_is_that_of_the_citys_clock(when, first):
    assert first_day(when, ROME) == day(first)
