"""Which occurrences are remembered, with their instants, and what becomes of them as their event changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import Change, Recurrence, SomeDay, Status
from domain.agenda.placing import HORIZON, Before, goes_on, moved, placed, remembered, stretch_of
from tests.domain.some_events import ROME, at, day, event, timed, whole

NOW = at("2026-10-13 12:00")
TODAY = day("2026-10-13")
WEEKLY = event("2026-09-01 20:45", "FREQ=WEEKLY")  # Tuesdays: the 6th, 13th, 20th of October


def kept(of, now=NOW) -> list[str]:
    """The days that the recurrence put what is remembered on, as far as the end of October."""
    return [
        f"{one.occurrence.original_on:%m-%d}" for one in remembered(of, now) if one.begins_at < at("2026-11-01 00:00")
    ]


def the_one(of):
    [one] = placed(of, TODAY, TODAY)
    return one


def before(when, status=Status.CONFIRMED, moved_from=None) -> Before:
    one = the_one(event(when))
    return Before(one.begins_at, status, not isinstance(when, SomeDay), at(moved_from) if moved_from else None)


def now_at(when, was: Before, now=NOW):
    return moved(the_one(event(when)), was, ROME, now)


def test_an_occurrence_has_its_instants():
    one = the_one(event(timed("2026-10-13 20:45", "2026-10-13 23:00")))
    assert (one.begins_at, one.over_at, one.listed_at) == (
        at("2026-10-13 20:45"),
        at("2026-10-13 23:00"),
        at("2026-10-13 20:45"),
    )
    assert (one.moved_from_at, one.left_at) == (None, None)


def test_one_moved_to_another_day_has_left_its_own():
    of = replace(WEEKLY, changes=(Change(day("2026-10-13"), timed("2026-10-14 18:00")),))
    one = the_one(of)
    assert (one.begins_at, one.moved_from_at, one.left_at) == (
        at("2026-10-14 18:00"),
        at("2026-10-13 20:45"),
        at("2026-10-13 20:45"),
    )


def test_one_moved_within_its_day_has_not_left_it():
    of = replace(WEEKLY, changes=(Change(day("2026-10-13"), timed("2026-10-13 00:15")),))
    assert (the_one(of).moved_from_at, the_one(of).left_at) == (at("2026-10-13 20:45"), None)


def test_the_stretch_is_from_yesterday_to_the_horizon_by_the_events_clock():
    assert stretch_of(WEEKLY, NOW) == (day("2026-10-12"), TODAY + HORIZON)
    just_after_midnight = at("2026-10-14 00:30")
    assert stretch_of(WEEKLY, just_after_midnight)[0] == day("2026-10-13")
    assert stretch_of(replace(WEEKLY, zone="UTC"), just_after_midnight)[0] == day("2026-10-12")


def test_the_stretch_begins_earlier_for_what_lasts_longer():
    assert stretch_of(event(whole("2026-01-01", "2026-01-10"), "FREQ=MONTHLY"), NOW)[0] == day("2026-10-03")
    assert stretch_of(event(timed("2026-01-01 10:00", "2026-01-03 12:00"), "FREQ=MONTHLY"), NOW)[0] == day("2026-10-10")
    endless = event(whole("1970-01-01", "2100-12-31"), "FREQ=DAILY")
    assert stretch_of(endless, NOW)[0] == day("2026-10-12") - HORIZON


def test_what_is_remembered_of_a_rule_is_what_is_not_over_yet():
    assert kept(WEEKLY) == ["10-13", "10-20", "10-27"]
    last = list(remembered(WEEKLY, NOW))[-1]
    assert TODAY + HORIZON - timedelta(days=7) < last.occurrence.original_on <= TODAY + HORIZON


@pytest.mark.parametrize(
    ("when", "rule"),
    [
        (whole("2026-10-05", "2026-10-14"), "FREQ=YEARLY"),
        (timed("2026-10-05 10:00", "2026-10-13 18:00"), "FREQ=YEARLY"),
        (SomeDay(day("2026-10-01")), "FREQ=YEARLY"),
    ],
)
def test_what_is_under_way_is_remembered_however_long_ago_it_began(when, rule):
    begun = next(remembered(event(when, rule), NOW))
    assert begun.begins_at < NOW < begun.over_at


def test_what_was_put_off_until_now_is_remembered():
    of = replace(WEEKLY, changes=(Change(day("2026-09-08"), timed("2026-10-16 18:00")),))
    assert sorted(kept(of)) == ["09-08", "10-13", "10-20", "10-27"]


def test_what_was_brought_forward_from_beyond_the_horizon_is_remembered():
    of = replace(WEEKLY, changes=(Change(day("2028-01-04"), timed("2026-10-16 18:00")),))
    assert sorted(kept(of)) == ["01-04", "10-13", "10-20", "10-27"]


@pytest.mark.parametrize("when", [timed("2026-09-10 18:00"), timed("2028-03-01 18:00"), None])
def test_what_was_moved_within_the_past_or_beyond_the_horizon_is_not(when):
    of = replace(WEEKLY, changes=(Change(day("2026-09-08"), when, title="Castagnata"),))
    assert kept(of) == ["10-13", "10-20", "10-27"]
    assert all(one.begins_at < at("2028-01-01 00:00") for one in remembered(of, NOW))


def test_what_does_not_repeat_is_remembered_whenever_it_is():
    for when in ("2020-01-01 10:00", "2040-01-01 10:00"):
        of = event(when, changes=(Change(day(when[:10]), title="Castagnata"), Change(TODAY, timed(when))))
        assert [one.occurrence.title for one in remembered(of, NOW)] == ["Castagnata"]


@given(st.integers(0, 800), st.lists(st.tuples(st.integers(-60, 500), st.integers(-60, 500)), max_size=5))
def test_each_day_is_remembered_once(days_on, moves):
    changes = tuple(
        Change(day("2026-09-01") + timedelta(days=origin), whole(f"{day('2026-09-01') + timedelta(days=target)}"))
        for origin, target in moves
    )
    found = list(remembered(replace(WEEKLY, changes=changes), NOW + timedelta(days=days_on)))
    assert len({one.occurrence.original_on for one in found}) == len(found)


def test_an_event_goes_on_until_its_last_occurrence():
    assert goes_on(WEEKLY, day("2050-01-01"))
    ends = event("2026-10-13 20:45", "FREQ=WEEKLY;UNTIL=20261103")
    assert goes_on(ends, day("2026-11-02"))
    assert not goes_on(ends, day("2026-11-03"))
    assert goes_on(event("2024-02-29 10:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"), day("2026-01-01"))
    assert goes_on(event(recurrence=Recurrence(None, (day("2030-01-01"),))), day("2026-10-13"))
    assert not goes_on(event(), day("2026-01-01"))


def test_one_that_is_changed_to_another_day_has_left_its_own():
    one = now_at("2026-10-22 20:45", before("2026-10-20 20:45"))
    assert one.moved_from_at == one.left_at == at("2026-10-20 20:45")
    one = now_at("2026-10-20 18:00", before("2026-10-20 20:45"))
    assert (one.moved_from_at, one.left_at) == (at("2026-10-20 20:45"), None)


def test_what_stays_where_it_is_was_not_moved():
    assert now_at("2026-10-20 20:45", before("2026-10-20 20:45")).moved_from_at is None


def test_one_that_was_moved_stays_so_while_other_things_change():
    was = before("2026-10-22 20:45", moved_from="2026-10-20 20:45")
    assert now_at("2026-10-22 20:45", was).moved_from_at == at("2026-10-20 20:45")
    long_after = at("2026-10-24 10:00")
    assert now_at("2026-10-22 20:45", was, long_after).moved_from_at == at("2026-10-20 20:45")


def test_one_that_is_moved_back_was_never_moved():
    assert now_at("2026-10-20 20:45", before("2026-10-22 20:45", moved_from="2026-10-20 20:45")).moved_from_at is None


def test_one_that_is_moved_again_was_moved_from_where_people_may_still_come():
    was = before("2026-10-22 20:45", moved_from="2026-10-20 20:45")
    assert now_at("2026-10-29 20:45", was).moved_from_at == at("2026-10-20 20:45")
    after_the_first = at("2026-10-20 20:45")
    assert now_at("2026-10-29 20:45", was, after_the_first).moved_from_at == at("2026-10-22 20:45")
    after_both = at("2026-10-22 20:45")
    assert now_at("2026-10-29 20:45", was, after_both).moved_from_at == at("2026-10-20 20:45")


@pytest.mark.parametrize(
    "was",
    [
        before("2026-10-20 20:45", Status.DRAFT),  # nobody was shown it
        before(SomeDay(day("2026-10-01"))),  # it had no day
        before("2026-10-13 12:00"),  # it has begun
        before("2026-10-01 20:45"),
    ],
)
def test_nobody_counted_on_some_times(was):
    assert now_at("2026-10-29 20:45", was).moved_from_at is None


def test_what_has_no_day_any_more_was_not_moved_to_one():
    assert now_at(SomeDay(day("2026-11-01")), before("2026-10-20 20:45")).moved_from_at is None


def test_an_exception_says_itself_what_it_moved():
    of = replace(WEEKLY, changes=(Change(TODAY, timed("2026-10-16 18:00")),))
    one = moved(the_one(of), before("2026-10-15 18:00"), ROME, NOW)
    assert one == the_one(of)
    assert one.moved_from_at == at("2026-10-13 20:45")
