"""What the bot itself says of when, in Italian and English, is read back as the same; and any text at all is borne."""

import time as clock
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.agenda.event import Recurrence, SomeDay, Timed, When, WholeDays
from domain.agenda.recurrence import days
from domain.agenda.timing import day_of, local, over_at, wall_time
from domain.moments import Doubt, Moment, read_instant, read_moment
from handlers.i18n import Translator, load_languages
from handlers.views.dates import when_in_words
from handlers.views.recurrence import rule_in_words
from tests.support.moments import ENGLISH, ITALIAN, ROME

LANGUAGES = tuple(load_languages().translators.values())
A_DAY = timedelta(days=1)
CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))

days_near_changes = st.sampled_from(CHANGES).flatmap(
    lambda day: st.integers(-1, 1).map(lambda step: day + timedelta(days=step))
)
some_days = st.one_of(st.dates(date(2026, 1, 1), date(2028, 12, 31)), days_near_changes)
minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
nights = st.integers(0, 4 * 60).map(lambda minute: time(minute // 60, minute % 60))
instants = st.builds(lambda day, at: local(day, at, ROME), some_days, st.one_of(minutes, nights))
lengths = st.one_of(st.none(), st.integers(5, 36 * 60).map(lambda minute: timedelta(minutes=minute)))
aheads = st.one_of(st.integers(0, 3), st.integers(0, 700)).map(lambda day: timedelta(days=day))


def as_shown(instant: datetime) -> datetime:
    """Of an hour that the clock shows twice, the first: the words are the same."""
    return local(day_of(instant, ROME), wall_time(instant, ROME), ROME)


def on_the_wall(instant: datetime) -> datetime:
    return instant.astimezone(ROME).replace(tzinfo=None)


def reading_of(text: str, now: datetime) -> tuple[object, ...]:
    reading = read_moment(text, now, ROME)
    return reading.moments, reading.doubt, reading.rest


@st.composite
def timed(draw: st.DrawFn) -> Timed:
    starts_at = as_shown(draw(instants))
    length = draw(lengths)
    if length is None:
        return Timed(starts_at)
    ends_at = as_shown(starts_at + length)
    assume(starts_at < ends_at)
    assume(on_the_wall(starts_at) < on_the_wall(ends_at))
    return Timed(starts_at, ends_at)


whole_days = st.builds(lambda day, more: WholeDays(day, day + timedelta(days=more)), some_days, st.integers(0, 40))
months = some_days.map(lambda day: SomeDay(day.replace(day=1)))


def first_of(when: When) -> date:
    match when:
        case Timed(starts_at):
            return day_of(starts_at, ROME)
        case WholeDays(first_on):
            return first_on
        case SomeDay(month_on):
            return month_on


def said_before(when: When, ahead: timedelta) -> datetime:
    """An instant before it, on a day so long before."""
    if isinstance(when, Timed):
        return when.starts_at - ahead
    return local(first_of(when) - ahead, time(9, 30), ROME)


@pytest.mark.parametrize("t", LANGUAGES, ids=[t.language for t in LANGUAGES])
@given(st.one_of(timed(), whole_days, months), aheads)
def test_what_the_bot_says_is_read_back(t: Translator, when: When, ahead: timedelta) -> None:
    now = said_before(when, ahead)
    words = when_in_words(when, ROME, day_of(now, ROME), t)
    assert reading_of(words, now) == ((Moment(when),), None, ""), words


weekdays = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=7, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    order = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    plain = ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY", "FREQ=YEARLY"]
    kind = draw(st.sampled_from([*plain, "weekly", "monthly"]))
    if kind == "weekly":
        return f"FREQ=WEEKLY;BYDAY={','.join(sorted(draw(weekdays), key=order.index))}"
    if kind == "monthly":
        numbers = draw(st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=2, unique=True))
        weekday = draw(st.sampled_from(order))
        return "FREQ=MONTHLY;BYDAY=" + ",".join(f"{number}{weekday}" for number in numbers)
    return kind


@pytest.mark.parametrize("t", LANGUAGES, ids=[t.language for t in LANGUAGES])
@given(rules(), instants, st.one_of(st.none(), st.integers(30, 500)), st.integers(0, 300), st.booleans())
def test_how_the_bot_says_that_it_repeats_is_read_back(
    t: Translator,
    rule: str,
    at: datetime,
    until: int | None,
    ahead: int,
    rule_first: bool,  # noqa: FBT001
) -> None:
    began = day_of(at, ROME)
    first_on = list(days(rule, began, began, began + timedelta(days=400)))[1]  # one that the rule itself has
    when = Timed(as_shown(local(first_on, wall_time(at, ROME), ROME)))
    assume(wall_time(when.starts_at, ROME) == wall_time(at, ROME))
    if until is not None:
        rule = f"{rule};UNTIL={first_on + timedelta(days=until):%Y%m%d}"
    now = when.starts_at - timedelta(days=ahead)
    today = day_of(now, ROME)
    repeats = rule_in_words(rule, today, t)
    assert repeats is not None
    words = [when_in_words(when, ROME, today, t), repeats]
    text = "\n".join(reversed(words) if rule_first else words)
    assert reading_of(text, now) == ((Moment(when, Recurrence(rule)),), None, ""), text


def test_what_lasts_longer_than_a_day_says_on_which_day_it_ends() -> None:
    starts_at = local(date(2026, 12, 4), time(2, 0), ROME)
    english = next(t for t in LANGUAGES if t.language == "en")
    words = [
        when_in_words(Timed(starts_at, starts_at + length), ROME, date(2026, 11, 23), english)
        for length in (timedelta(hours=4), timedelta(hours=24, minutes=36))
    ]
    assert words == [
        "Friday 4 December, from 02:00 until 06:00",
        "Friday 4 December, at 02:00, until Saturday 5 December, at 02:36",
    ]


WORDS = sorted({word for text, _ in [*ITALIAN, *ENGLISH] for word in text.split()})
texts = st.one_of(
    st.text(max_size=200),
    st.text("0123456789 :.,/-hepm", max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join),
    st.lists(st.sampled_from([text for text, _ in [*ITALIAN, *ENGLISH]]), max_size=3).map(" ".join),
)


def has_begun(when: When, now: datetime) -> bool:
    match when:
        case Timed(starts_at):
            return starts_at < now
        case WholeDays(first_on):
            return first_on < day_of(now, ROME)
        case SomeDay():
            return over_at(when, ROME) <= now


@given(texts, st.one_of(st.none(), timed(), whole_days, months), st.integers(0, 63_000_000))
def test_any_text_is_borne_and_what_is_certain_is_to_come(text: str, near: When | None, seconds: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    for reading in (read_moment(text, now, ROME, near=near), read_instant(text, now, ROME)):
        if reading.doubt is None:
            [moment] = reading.moments
            assert not has_begun(moment.when, now)
        elif reading.doubt is Doubt.NOTHING:
            assert reading.moments == ()
        assert len(reading.rest) <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 2_000, "il " * 2_000, "3 dicembre " * 400, "ogni primo e " * 400, "a " * 3_000, "1-2-3-4-5" * 500,
        "dalle 15 alle " * 300, "via a b c d " * 400, ", " * 2_000, "20:45 " * 700, "primo e il " * 400, "٣" * 4_000,
    ],
)  # fmt: skip
def test_a_long_text_is_read_quickly(text: str) -> None:
    began = clock.perf_counter()
    read_moment(text, datetime(2026, 11, 23, 12, 0, tzinfo=UTC), ROME)
    assert clock.perf_counter() - began < 1
