"""Stretches of days, said on every day of the week, at the ends of months and of years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.periods import COMING_DAYS, Days, Period, days_of, rest_of_month, stretch, weekend
from tests.domain.some_events import ROME, at, day

DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


def days(first: str, last: str) -> Days:
    return Days(day(first), day(last))


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        ("2026-10-19", "2026-10-24", "2026-10-25"),  # Monday
        ("2026-10-20", "2026-10-24", "2026-10-25"),
        ("2026-10-21", "2026-10-24", "2026-10-25"),
        ("2026-10-22", "2026-10-24", "2026-10-25"),
        ("2026-10-23", "2026-10-24", "2026-10-25"),
        ("2026-10-24", "2026-10-24", "2026-10-25"),  # Saturday: the present one
        ("2026-10-25", "2026-10-25", "2026-10-25"),  # Sunday: what is left of it
        ("2026-10-26", "2026-10-31", "2026-11-01"),
        ("2026-12-31", "2027-01-02", "2027-01-03"),
    ],
)
def test_the_weekend_said_on_each_day(today, first, last):
    assert weekend(day(today)) == days_of(Period.WEEKEND, day(today)) == days(first, last)


@pytest.mark.parametrize(
    ("today", "last"),
    [
        ("2026-10-01", "2026-10-31"),
        ("2026-10-31", "2026-10-31"),
        ("2026-11-15", "2026-11-30"),
        ("2026-12-31", "2026-12-31"),
        ("2027-02-27", "2027-02-28"),
        ("2028-02-28", "2028-02-29"),
    ],
)
def test_the_rest_of_the_month(today, last):
    assert rest_of_month(day(today)) == days_of(Period.MONTH, day(today)) == days(today, last)


def test_the_periods_at_the_end_of_a_year():
    today = day("2026-12-31")
    assert days_of(Period.TODAY, today) == days("2026-12-31", "2026-12-31")
    assert days_of(Period.TOMORROW, today) == days("2027-01-01", "2027-01-01")
    assert days_of(Period.SEVEN_DAYS, today) == days("2026-12-31", "2027-01-06")
    assert days_of(Period.COMING, today) == days("2026-12-31", "2027-01-13")


@given(DAYS, st.sampled_from(Period))
def test_no_period_begins_before_today_or_ends_before_it_begins(today, period):
    meant = days_of(period, today)
    assert today <= meant.first_on <= meant.last_on
    assert meant.last_on < today + timedelta(days=31)


@given(DAYS)
def test_a_weekend_is_saturday_and_sunday_within_the_week(today):
    meant = weekend(today)
    assert meant.last_on.isoweekday() == 7
    assert meant.last_on - today < timedelta(days=7)
    assert meant.first_on.isoweekday() == 6 or meant.first_on == today == meant.last_on


@given(DAYS, st.integers(1, 60))
def test_stretches_follow_each_other_without_a_gap(first, length):
    before = stretch(first, length)
    after = before.after(length)
    assert before.last_on - before.first_on == after.last_on - after.first_on == timedelta(days=length - 1)
    assert before.until(ROME) == after.since(ROME)


def test_the_fortnight_is_what_is_shown_unasked():
    assert days_of(Period.COMING, day("2026-10-01")) == stretch(day("2026-10-01"), COMING_DAYS)


def test_days_are_from_midnight_to_midnight_of_the_citys_clock():
    longest = days("2026-10-25", "2026-10-25")
    assert (longest.since(ROME), longest.until(ROME)) == (at("2026-10-25 00:00"), at("2026-10-26 00:00"))
    assert longest.until(ROME) - longest.since(ROME) == timedelta(hours=25)
