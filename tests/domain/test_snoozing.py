"""Until when a reminder can be put off."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import Timed
from domain.snoozing import Later, later
from tests.events import MONDAY, ROME, at, on


@pytest.mark.parametrize(
    ("now", "offered"),
    [
        (at(MONDAY, "10:00"), {Later.HOUR: "11:00", Later.EVENING: "18:00", Later.MORNING: "08:00"}),
        (at(MONDAY, "17:30"), {Later.HOUR: "18:30", Later.EVENING: "20:00", Later.MORNING: "08:00"}),
        (at(MONDAY, "19:30"), {Later.HOUR: "20:30", Later.MORNING: "08:00"}),
        (at(MONDAY, "02:00"), {Later.HOUR: "03:00", Later.EVENING: "18:00", Later.MORNING: "08:00"}),
    ],
)
def test_this_evening_is_the_next_that_is_more_than_an_hour_away(now, offered) -> None:
    choices = later(on(3, "20:45"), now.starts_at, ROME)

    assert {choice: f"{instant.astimezone(ROME):%H:%M}" for choice, instant in choices.items()} == offered


@given(st.integers(0, 2 * 365 * 24 * 60), st.integers(-60, 5000))
def test_every_choice_is_ahead_and_before_it_begins(passed: int, left: int) -> None:
    now = at(MONDAY, "13:00").starts_at + timedelta(minutes=passed)
    when = Timed(now + timedelta(minutes=left))

    assert all(now < instant < when.starts_at for instant in later(when, now, ROME).values())
