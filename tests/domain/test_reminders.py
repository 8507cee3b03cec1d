"""When people are reminded: lead times by the clock on the wall, out of the hours in which nobody is disturbed."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import SomeDay, Timed, WholeDays
from domain.agenda.timing import begins_at, day_of, local, wall_time
from domain.reminders import (
    DEFAULT_LEADS,
    DEFAULT_QUIET,
    QUIET_HOURS,
    STILL_USEFUL,
    Lead,
    Quiet,
    quiet_since,
    quiet_until,
    read_leads,
    remindings,
    useful_until,
    written,
)
from tests.domain.some_events import ROME, at, day, timed, whole

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
"""The days on which the clock changes."""

DAYS = st.sampled_from([SPRING, AUTUMN, date(2026, 7, 1)]).flatmap(
    lambda change: st.integers(-9, 9).map(lambda days: change + timedelta(days=days))
)
STARTS = st.builds(
    lambda on, clock: local(on, clock, ROME), DAYS, st.times().map(lambda t: t.replace(second=0, microsecond=0))
)
TIMED = st.builds(Timed, STARTS)
WHOLE = st.builds(lambda first, more: WholeDays(first, first + timedelta(days=more)), DAYS, st.integers(0, 3))
WHENS = TIMED | WHOLE
LEADS = st.frozensets(st.sampled_from(Lead))
QUIETS = st.sampled_from(Quiet)
WALL = {Lead.EVE: time(18), Lead.MORNING: time(8)}


def told(when, leads, quiet=DEFAULT_QUIET) -> list[str]:
    """The reminders as somebody who keeps a diary would note them."""
    return [f"{one.at.astimezone(ROME):%m-%d %H:%M}" for one in remindings(when, read_leads(leads), quiet, ROME)]


def is_quiet(instant: datetime, quiet: Quiet) -> bool:
    """Said anew, by the clock on the wall alone."""
    hours = QUIET_HOURS[quiet]
    if hours is None:
        return False
    begin, end = hours
    shown = wall_time(instant, ROME)
    return shown > begin or shown < end


@pytest.mark.parametrize(
    ("starts", "leads", "reminded"),
    [
        ("2026-11-25 20:45", "et", ["11-24 18:00", "11-25 18:45"]),  # an evening in the week, as most are
        ("2026-11-25 20:45", "th", ["11-25 18:45", "11-25 20:15"]),  # both were ticked
        ("2026-11-25 20:45", "h", ["11-25 20:15"]),
        ("2026-11-25 20:45", "wemth", ["11-18 20:45", "11-24 18:00", "11-25 08:00", "11-25 18:45", "11-25 20:15"]),
        ("2026-11-25 10:30", "mth", ["11-25 08:00", "11-25 08:30", "11-25 10:00"]),
        ("2026-11-25 10:00", "mt", ["11-25 08:00"]),  # the same moment without any quiet hours
        ("2026-11-25 00:40", "eth", ["11-24 18:00", "11-24 21:30"]),  # quiet hours put both last ones there
        ("2026-11-25 08:15", "t", ["11-25 08:00"]),  # 6:15 is quiet: a quarter of an hour before still helps
        ("2026-11-25 08:15", "em", ["11-24 18:00", "11-25 08:00"]),
        ("2026-11-25 08:14", "t", ["11-24 21:30"]),  # and less does not: the evening before
        ("2026-11-25 09:00", "t", ["11-25 08:00"]),
        ("2026-11-25 09:00", "mt", ["11-25 08:00"]),  # both are then: one
        ("2026-11-25 09:00", "h", ["11-25 08:30"]),
        ("2026-11-25 07:30", "m", []),  # eight is after it
        ("2026-11-25 23:30", "th", ["11-25 21:30"]),
        ("2026-11-25 23:30", "h", ["11-25 21:30"]),  # the last moment at which it disturbs nobody
        ("2026-11-25 00:30", "et", ["11-24 18:00", "11-24 21:30"]),
        ("2026-11-25 00:30", "wt", ["11-17 21:30", "11-24 21:30"]),
        ("2026-03-29 03:30", "e", ["03-28 18:00"]),  # the night that is an hour short
        ("2026-03-29 20:45", "et", ["03-28 18:00", "03-29 18:45"]),
        ("2026-04-02 20:45", "w", ["03-26 20:45"]),  # a week before on the wall, 167 hours by the stars
        ("2026-10-25 02:30", "et", ["10-24 18:00", "10-24 21:30"]),  # the night that is an hour long
        ("2026-10-29 20:45", "w", ["10-22 20:45"]),
        ("2026-10-26 17:00", "e", ["10-25 18:00"]),
    ],
)
def test_reminders_as_a_resident_would_expect_them(starts, leads, reminded):
    assert told(timed(starts), leads) == reminded


@pytest.mark.parametrize(
    ("quiet", "reminded"),
    [
        (Quiet.EVENING, ["11-24 18:00", "11-25 08:00"]),
        (Quiet.EARLY, ["11-24 18:00", "11-25 09:00"]),  # nine is nearer than the evening, and before noon
        (Quiet.LATE, ["11-24 18:00", "11-25 08:00"]),
        (Quiet.NONE, ["11-24 18:00", "11-25 08:00"]),
    ],
)
def test_what_takes_the_whole_day_is_recalled_the_day_before_and_in_the_morning(quiet, reminded):
    assert told(whole("2026-11-25"), "emth", quiet) == reminded


def test_what_takes_several_days_is_recalled_before_the_first():
    assert told(whole("2026-11-25", "2026-11-28"), "wem") == ["11-18 18:00", "11-24 18:00", "11-25 08:00"]
    assert useful_until(whole("2026-11-25", "2026-11-28"), ROME) == at("2026-11-25 12:00")


@pytest.mark.parametrize("quiet", Quiet)
def test_a_morning_after_the_start_is_no_reminder_whatever_the_quiet_hours(quiet):
    assert told(timed("2026-11-25 07:59"), "m", quiet) == []


@given(LEADS, QUIETS, DAYS)
def test_what_has_only_a_month_is_not_recalled(leads, quiet, on):
    assert remindings(SomeDay(on.replace(day=1)), leads, quiet, ROME) == ()


@given(WHENS, LEADS, QUIETS)
def test_nobody_is_disturbed_in_quiet_hours(when, leads, quiet):
    for one in remindings(when, leads, quiet, ROME):
        assert not is_quiet(one.at, quiet)


@given(WHENS, LEADS, QUIETS)
def test_reminders_come_in_order_and_in_time(when, leads, quiet):
    some = remindings(when, leads, quiet, ROME)
    for one in some:
        assert one.at < one.expires_at == useful_until(when, ROME)
        assert one.lead in leads
    for one, other in pairwise(some):
        assert one.at < other.at
    assert len({one.lead for one in some}) == len(some)


@given(TIMED, LEADS)
def test_without_quiet_hours_a_lead_means_what_it_says(when, leads):
    for one in remindings(when, leads, Quiet.NONE, ROME):
        starts_on, shown = day_of(when.starts_at, ROME), wall_time(one.at, ROME)
        match one.lead:
            case Lead.WEEK:
                assert one.at == local(starts_on - timedelta(weeks=1), wall_time(when.starts_at, ROME), ROME)
            case Lead.EVE | Lead.MORNING:
                assert shown == WALL[one.lead]
                assert day_of(one.at, ROME) == starts_on - timedelta(days=one.lead is Lead.EVE)
            case Lead.TWO_HOURS | Lead.HALF_HOUR:
                assert when.starts_at - one.at == timedelta(minutes=120 if one.lead is Lead.TWO_HOURS else 30)


@given(WHENS, LEADS, QUIETS)
def test_every_lead_is_kept_and_only_the_same_moment_is_one(when, leads, quiet):
    """Whatever else was ticked, each lead has the moment that it would have alone."""
    alone = {one.at for lead in leads for one in remindings(when, frozenset({lead}), quiet, ROME)}
    assert [one.at for one in remindings(when, leads, quiet, ROME)] == sorted(alone)


@given(TIMED, st.sampled_from([Lead.WEEK, Lead.EVE]))
def test_a_lead_that_is_alone_and_before_the_start_always_comes(when, lead):
    assert [one.lead for one in remindings(when, frozenset({lead}), Quiet.NONE, ROME)] == [lead]


@given(WHENS, LEADS, QUIETS)
def test_somebody_with_a_lead_before_the_start_is_reminded(when, leads, quiet):
    """Quiet hours move reminders, and near ones are one, but neither leaves anybody without."""
    assert bool(remindings(when, leads, quiet, ROME)) == bool(remindings(when, leads, Quiet.NONE, ROME))


@given(WHOLE, LEADS, QUIETS)
def test_a_whole_day_has_no_hours_before(when, leads, quiet):
    assert {one.lead for one in remindings(when, leads, quiet, ROME)} <= {Lead.WEEK, Lead.EVE, Lead.MORNING}
    for one in remindings(when, leads, Quiet.NONE, ROME):
        assert wall_time(one.at, ROME) == (time(8) if one.lead is Lead.MORNING else time(18))


@given(WHENS, st.sampled_from(Lead), QUIETS)
def test_out_of_quiet_hours_a_reminder_goes_to_the_nearer_side_that_is_of_use(when, lead, quiet):
    alone = frozenset({lead})
    due, moved = remindings(when, alone, Quiet.NONE, ROME), remindings(when, alone, quiet, ROME)
    if not due:
        return
    [before], [after] = due, moved
    begin, end = quiet_since(before.at, quiet, ROME), quiet_until(before.at, quiet, ROME)
    if begin is None or end is None:
        assert after == before
        return
    assert after.at in {begin, end}
    of_use = end <= before.expires_at - STILL_USEFUL
    assert (after.at == end) == (of_use and end - before.at < before.at - begin)


@given(STARTS, QUIETS)
def test_quiet_hours_end_when_the_wall_says_so(instant, quiet):
    since, until = quiet_since(instant, quiet, ROME), quiet_until(instant, quiet, ROME)
    hours = QUIET_HOURS[quiet]
    if hours is None:
        assert since is until is None
        return
    if since is None or until is None:
        assert since is until is None
        assert not is_quiet(instant, quiet)
        return
    assert since < instant < until
    assert (wall_time(since, ROME), wall_time(until, ROME)) == hours
    assert until - since <= timedelta(hours=14)
    for edge in (since, until):
        assert quiet_until(edge, quiet, ROME) is None


def test_the_night_of_the_change_is_as_long_as_it_is():
    assert quiet_until(at("2026-03-29 01:00"), Quiet.EVENING, ROME) == at("2026-03-29 08:00")
    assert quiet_until(at("2026-10-25 01:00"), Quiet.EVENING, ROME) == at("2026-10-25 08:00")
    assert quiet_since(at("2026-10-25 01:00"), Quiet.EVENING, ROME) == at("2026-10-24 21:30")
    assert quiet_until(at("2026-10-25 12:00"), Quiet.EVENING, ROME) is None


@given(LEADS)
def test_leads_are_read_as_they_are_written(leads):
    assert read_leads(written(leads)) == leads
    assert read_leads(written(leads) + "z?") == leads


def test_the_default_is_the_day_before_and_two_hours():
    assert written(DEFAULT_LEADS) == "et"
    assert begins_at(timed("2026-11-25 20:45"), ROME) == useful_until(timed("2026-11-25 20:45"), ROME)
    assert day("2026-11-25") == day_of(at("2026-11-25 20:45"), ROME)
