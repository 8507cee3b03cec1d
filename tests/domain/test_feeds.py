"""When a feed is asked, and what is remembered of the answer."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.calendar import Problem, Reading, Why
from domain.feeds import (
    NO_VALIDATORS,
    Answer,
    Feed,
    FeedState,
    Outcome,
    Validators,
    is_due,
    outcome_of,
    pause,
    remembered,
    tells_what_vanished,
    validators_for,
)
from tests.domain.some_events import event

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
VERSION = Validators('"1"', "Mon, 23 Nov 2026 12:00:00 GMT")
PROBLEM = Problem(3, Why.NO_TITLE)


def read(*, events: int = 1, problems: int = 0, past: int = 0, validators: Validators = VERSION) -> Answer:
    reading = Reading((event(),) * events, (PROBLEM,) * problems, past=past)
    return Answer(Outcome.FRESH, reading=reading, validators=validators)


def after(*answers: Answer, every: timedelta = HOUR) -> FeedState:
    """What is remembered after answers, an hour apart, the last at noon."""
    state = None
    for hours, answer in enumerate(answers, 1 - len(answers)):
        state = remembered(state, answer, "so", every, NOON + hours * HOUR)
    assert state is not None
    return state


class TestAName:
    def test_is_the_host_and_a_digest(self) -> None:
        name = Feed("https://cal.example.org:8443/private-abc/basic.ics?key=hush").name

        assert name.startswith("cal.example.org:8443#")
        assert len(name.partition("#")[2]) == 10

    def test_differs_by_path_and_query(self) -> None:
        addresses = ["https://h/a", "https://h/b", "https://h/a?b", "http://h/a"]

        assert len({Feed(address).name for address in addresses}) == 4

    def test_tells_nothing_of_a_password(self) -> None:
        assert Feed("https://u:hush@h/a").name == Feed("https://h/a").name

    def test_is_all_that_shows_of_an_address(self) -> None:
        assert "hush" not in repr(Feed("https://h/hush"))


class TestTheNextTime:
    def test_a_feed_that_was_never_asked_is_due(self) -> None:
        assert is_due(None, NOON)

    def test_comes_after_the_interval_when_all_is_well(self) -> None:
        state = after(read())

        assert state.next_at == NOON + HOUR
        assert [is_due(state, NOON + HOUR - timedelta(seconds=1)), is_due(state, NOON + HOUR)] == [False, True]

    @pytest.mark.parametrize(("failures", "hours"), [(1, 1), (2, 2), (3, 4), (5, 16), (6, 24), (10_000, 24)])
    def test_comes_twice_as_late_with_each_failure_and_within_a_day(self, failures: int, hours: int) -> None:
        assert pause(HOUR, failures) == timedelta(hours=hours)

    @pytest.mark.parametrize(
        ("asked", "waited"), [(timedelta(minutes=1), HOUR), (5 * HOUR, 5 * HOUR), (timedelta(days=30), DAY)]
    )
    def test_is_as_late_as_the_server_asks_within_a_day(self, asked: timedelta, waited: timedelta) -> None:
        assert after(Answer(Outcome.REFUSED, 429, asked)).next_at == NOON + waited

    def test_is_in_its_time_again_after_a_success(self) -> None:
        failed = Answer(Outcome.UNREACHABLE)

        assert after(failed, failed, failed, read()).next_at == NOON + HOUR
        assert after(read(), failed, failed, Answer(Outcome.UNCHANGED)).next_at == NOON + HOUR


class TestWhatIsRemembered:
    def test_of_a_calendar(self) -> None:
        state = after(read(events=2))

        assert (state.outcome, state.events, state.problems) == (Outcome.FRESH, 2, 0)
        assert (state.succeeded_at, state.failing_since, state.failures) == (NOON, None, 0)

    def test_of_failures_since_when_and_what_was_before(self) -> None:
        state = after(read(), Answer(Outcome.REFUSED, 404), Answer(Outcome.TOO_SLOW))

        assert (state.outcome, state.status, state.failures) == (Outcome.TOO_SLOW, None, 2)
        assert (state.succeeded_at, state.failing_since) == (NOON - 2 * HOUR, NOON - HOUR)
        assert (state.events, state.validators) == (1, VERSION)

    def test_of_a_version_that_is_as_it_was(self) -> None:
        state = after(read(events=2), Answer(Outcome.REFUSED, 500), Answer(Outcome.UNCHANGED))

        assert (state.outcome, state.status, state.events, state.validators) == (Outcome.UNCHANGED, None, 2, VERSION)
        assert (state.succeeded_at, state.failing_since, state.failures) == (NOON, None, 0)


class TestAVersion:
    def test_need_not_come_again(self) -> None:
        assert validators_for(after(read()), "so") == VERSION

    def test_comes_again_where_it_would_be_read_otherwise(self) -> None:
        assert validators_for(after(read()), "otherwise") == NO_VALIDATORS

    def test_comes_again_where_it_could_not_be_read_whole(self) -> None:
        assert validators_for(after(read(), read(problems=1)), "so") == NO_VALIDATORS

    def test_that_nothing_is_known_of_is_none(self) -> None:
        assert not validators_for(None, "so")
        assert not validators_for(after(read(validators=NO_VALIDATORS)), "so")


@pytest.mark.parametrize(
    ("reading", "outcome", "tells"),
    [
        (Reading((event(),)), Outcome.FRESH, True),
        (Reading((), past=3), Outcome.FRESH, True),
        (Reading(), Outcome.FRESH, False),
        (Reading((event(),), (PROBLEM,)), Outcome.FRESH, False),
        (Reading((), (PROBLEM,), past=3), Outcome.FRESH, False),
        (Reading((), (PROBLEM,)), Outcome.NO_CALENDAR, False),
        (Reading((event(),), remarks=(PROBLEM,)), Outcome.FRESH, True),
    ],
    ids=["whole", "all over", "empty", "in part", "nothing but old", "nothing", "with remarks"],
)
def test_only_a_whole_calendar_that_has_something_tells_what_vanished(
    reading: Reading, outcome: Outcome, *, tells: bool
) -> None:
    assert outcome_of(reading) is outcome
    assert tells_what_vanished(reading) is tells
