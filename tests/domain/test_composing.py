"""An event as far as it is made: it survives being written down, and the rules behind keys have their own first day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import Booking, Change, Event, Kind, Recurrence, SomeDay, Status, Timed, Venue, WholeDays
from domain.agenda.recurrence import checked, days
from domain.city import City
from domain.composing import (
    Ask,
    Composition,
    Rhythm,
    Wrong,
    WrongAnswer,
    answer,
    begun,
    changing,
    event_of,
    read,
    rhythms,
    written,
)
from domain.managing import Dated, Whole
from domain.moments import Doubt, Moment
from tests.domain.some_events import ROME, at, day, event, timed

NOW = at("2026-11-23 13:00")
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
INSTANTS = (
    st.datetimes(timezones=st.just(ROME))
    .filter(lambda moment: moment.year > 1)
    .map(lambda moment: moment.astimezone(NOW.tzinfo))
)
WHEN = st.one_of(
    st.builds(Timed, INSTANTS, st.none() | INSTANTS),
    st.builds(WholeDays, DAYS, DAYS),
    st.builds(SomeDay, DAYS),
)
RECURRENCES = st.none() | st.builds(Recurrence, st.sampled_from(["FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=3TU"]))
TEXTS = st.none() | st.text(max_size=20)
COMPOSITIONS = st.builds(
    Composition,
    uid=st.text(min_size=1, max_size=20),
    step=st.integers(0, 10**9),
    asks=st.none() | st.sampled_from(Ask),
    known=st.frozensets(st.sampled_from(Ask)),
    offered=st.lists(st.builds(Moment, WHEN, RECURRENCES), max_size=3).map(tuple),
    doubt=st.none() | st.sampled_from(Doubt),
    day=st.none() | DAYS,
    title=TEXTS,
    when=st.none() | WHEN,
    recurrence=RECURRENCES,
    networks=st.lists(st.sampled_from(["redona", "loreto"]), unique=True).map(tuple),
    venue=st.none() | st.builds(Venue, st.text(max_size=9), TEXTS),
    kind=st.none() | st.sampled_from(Kind),
    booking=st.none() | st.builds(Booking, TEXTS, st.none() | INSTANTS),
    seats=st.none() | st.integers(1, 100),
    status=st.sampled_from(Status),
    reason=TEXTS,
)


@given(COMPOSITIONS)
def test_what_is_written_down_is_read_back_as_it_was(composition: Composition) -> None:
    assert read(written(composition)) == composition


@given(st.dictionaries(st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text(max_size=8)))
def test_whatever_else_stands_in_a_draft_is_no_composition(payload: dict[str, object]) -> None:
    assert payload.get("uid") or read(payload) is None


@given(DAYS, st.sampled_from(Rhythm))
def test_the_rule_of_each_key_is_taken_and_has_its_first_day(first_on: date, rhythm: Rhythm) -> None:
    rule = rhythms(first_on).get(rhythm)
    if rule is None:
        return
    assert checked(rule, at("2026-01-01 20:45").time(), ROME) == rule
    found = list(days(rule, first_on, first_on + timedelta(days=1), first_on + timedelta(days=70)))
    assert {one.weekday() for one in found} == {first_on.weekday()}
    once = rule.replace(";INTERVAL=2", "")
    if "BYDAY" in once:  # the rule itself has the first day, not only the event
        earlier = first_on - timedelta(days=1)
        assert list(days(once, earlier, first_on, first_on)) == [first_on]


def test_steps_of_two_talks_are_not_taken_for_each_other() -> None:
    assert len({begun().step for _ in range(20)}) == 20


def weekly(**more: object) -> Event:
    return event("2026-12-01 20:45", "FREQ=WEEKLY;BYDAY=TU", networks=("loreto",), **more)


def whole(one: Event, *dates: Dated) -> Whole:
    return Whole(1, one, dates)


def test_an_event_looked_at_and_not_changed_is_as_it_was() -> None:
    for one in (weekly(), weekly(changes=(Change(day("2026-12-08"), status=Status.CANCELLED),)), event()):
        kept = changing(whole(one), ROME)
        assert event_of(kept, ROME, one.kind, one) == one


def test_one_date_put_back_leaves_no_exception() -> None:
    moved = weekly(changes=(Change(day("2026-12-08"), when=timed("2026-12-09 18:00")),))
    dated = Dated(day("2026-12-08"), timed("2026-12-09 18:00"), Status.CONFIRMED, moved=True)
    composition = changing(whole(moved, dated), ROME, day("2026-12-08"))
    assert event_of(composition, ROME, moved.kind, moved) == moved

    back = Composition(**{**vars_of(composition), "when": timed("2026-12-08 20:45")})
    assert event_of(back, ROME, moved.kind, moved) == weekly()


def vars_of(composition: Composition) -> dict[str, object]:
    return {name: getattr(composition, name) for name in Composition.__dataclass_fields__}


@pytest.mark.parametrize(
    ("ask", "text", "why"),
    [
        (Ask.TITLE, "  ", Wrong.EMPTY),
        (Ask.TITLE, "x" * 201, Wrong.TITLE_TOO_LONG),
        (Ask.WHOSE, "Atlantide", Wrong.NETWORK),
        (Ask.BOOKING, "javascript:alert(1)", Wrong.LINK),
        (Ask.SEATS, "da 10 a 20", Wrong.NUMBER),
        (Ask.SEATS, "0", Wrong.NUMBER),
        (Ask.END, "25:00", Wrong.HOUR),
        (Ask.REPEATS, "boh", Wrong.REPEATS),
        (Ask.DESCRIPTION, "x" * 4001, Wrong.TOO_LONG),
        (Ask.KIND, "incontro", Wrong.EMPTY),  # it is answered by a key
    ],
)
def test_what_is_no_answer_is_refused_with_its_reason(city: City, ask: Ask, text: str, why: Wrong) -> None:
    composition = Composition(uid="x", asks=ask, when=timed("2026-12-01 20:45"))
    with pytest.raises(WrongAnswer) as refused:
        answer(composition, text, NOW, city)

    assert refused.value.why is why


def test_what_ends_before_it_begins_ends_the_next_day(city: City) -> None:
    composition = Composition(uid="x", asks=Ask.END, when=timed("2026-12-01 20:45"))

    assert answer(composition, "00:30", NOW, city).when == timed("2026-12-01 20:45", "2026-12-02 00:30")
    assert answer(composition, "alle 22.30", NOW, city).when == timed("2026-12-01 20:45", "2026-12-01 22:30")
