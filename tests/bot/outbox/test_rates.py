"""What counts as a message, and how many of them fit."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outbox.throttle.rates import Rates, Room, chat_of, messages_of

EXACT = Rates(margin=0, chat_margin=0)


@pytest.mark.parametrize(
    ("method", "data", "messages"),
    [
        ("sendMessage", {"chat_id": 1}, 1),
        ("sendmessage", {"chat_id": 1}, 1),
        ("editMessageText", {"chat_id": 1}, 1),
        ("copyMessage", {"chat_id": 1}, 1),
        ("forwardMessages", {"message_ids": [1, 2]}, 2),
        ("sendMediaGroup", {"media": [{}, {}, {}]}, 3),
        ("sendmediagroup", {"media": "[{}, {}]"}, 1),
        ("editMessageMedia", {"media": {}}, 1),
        *((method, {"chat_id": 1}, 0) for method in ("getUpdates", "answerCallbackQuery", "answerInlineQuery")),
        *((method, {"chat_id": 1}, 0) for method in ("sendChatAction", "setMyCommands", "getChatMember")),
        *((method, {"chat_id": 1}, 0) for method in ("deleteMessage", "leaveChat")),
    ],
)
def test_what_puts_or_changes_a_message_counts(method: str, data: dict[str, object], messages: int) -> None:
    assert messages_of(method, data) == messages


@pytest.mark.parametrize(
    ("data", "chat_id"),
    [({"chat_id": 7}, 7), ({"chat_id": "-7"}, -7), ({"chat_id": "@reti"}, None), ({}, None), ({"chat_id": None}, None)],
)
def test_a_chat_is_known_by_its_number(data: dict[str, object], chat_id: int | None) -> None:
    assert chat_of(data) == chat_id


def as_soon_as_they_fit(
    room: Room, calls: list[tuple[float, int]], free_at: Callable[[int], float], chat_id: int | None
) -> list[float]:
    """When each message leaves, if each call comes so many seconds after the one before and goes as soon as it may."""
    now, left_at = 0.0, []
    for gap, messages in calls:
        now = max(now + gap, free_at(messages))
        room.take(chat_id, messages, now)
        left_at += [now] * messages
    return left_at


def most_in(span: float, instants: list[float]) -> int:
    """The most that any half-open span holds, but for what the last digits of an instant make of it."""
    return max(sum(begin <= instant < begin + span - 1e-9 for instant in instants) for begin in instants)


gaps = st.floats(0, 3) | st.just(0.0)
singles = st.lists(st.tuples(gaps, st.just(1)), min_size=1, max_size=80)
albums = st.lists(st.tuples(gaps, st.integers(1, 10)), min_size=1, max_size=40)


@given(singles | albums)
def test_no_second_holds_more_than_thirty_messages(calls: list[tuple[float, int]]) -> None:
    room = Room(EXACT)
    assert most_in(1, as_soon_as_they_fit(room, calls, room.free_at, None)) <= 30


@given(singles)
def test_no_second_of_a_chat_holds_more_than_its_burst(calls: list[tuple[float, int]]) -> None:
    room = Room(EXACT)
    left_at = as_soon_as_they_fit(room, calls, lambda messages: room.chat_free_at(5, messages), 5)
    assert most_in(1, left_at) <= 3
    assert most_in(10, left_at) <= 3 + 10


@given(singles | albums)
def test_no_minute_of_a_group_holds_more_than_twenty_messages(calls: list[tuple[float, int]]) -> None:
    room = Room(EXACT)
    left_at = as_soon_as_they_fit(room, calls, lambda messages: room.chat_free_at(-5, messages), -5)
    assert most_in(60, left_at) <= 20


def test_every_span_is_longer_than_telegrams_by_the_margin() -> None:
    room = Room(Rates(overall_per_second=1, chat_burst=1, group_per_minute=1, margin=0.5, chat_margin=2))
    room.take(-5, 1, 10.0)
    assert (room.free_at(), room.chat_free_at(5), room.chat_free_at(-5)) == (11.5, float("-inf"), 72.0)


def test_a_place_that_is_put_later_comes_free_later() -> None:
    room = Room(Rates(overall_per_second=2, margin=0))
    first, _ = room.take(5, 1, 0.0), room.take(6, 1, 0.5)
    first.at += 0.25
    assert (room.free_at(), room.free_at(2)) == (1.25, 1.5)


def test_more_than_ever_fits_goes_when_nothing_else_is_there() -> None:
    room = Room(Rates(overall_per_second=5, margin=0, chat_margin=0))
    room.take(5, 10, 1.0)
    assert room.free_at(10) == 2.0
    assert room.chat_free_at(5, 10) == 11.0


def test_after_a_429_a_chat_begins_with_one_message() -> None:
    room = Room(EXACT)
    room.hold(5, until=7.0, now=0.0)
    left_at = as_soon_as_they_fit(room, [(0, 1)] * 3, lambda messages: room.chat_free_at(5, messages), 5)
    assert left_at == [7.0, 8.0, 9.0]


def test_without_limits_there_is_always_room() -> None:
    room = Room(Rates.none())
    for _ in range(100):
        room.take(-5, 10, 1.0)
    assert max(room.free_at(10), room.chat_free_at(-5, 10), room.spacing) <= 1.0


def test_quiet_chats_are_forgotten_and_the_others_are_not() -> None:
    room = Room(EXACT)
    room.hold(-1, until=1e6, now=0.0)
    for number in range(20_000):
        room.take(number + 1 if number % 2 else -number - 2, 1, number / 30)
        assert room.known_chats <= 2_000  # a minute's groups are not quiet: 900
    assert room.chat_free_at(-1) == 1e6


def test_chats_that_come_again_are_remembered_until_they_may_burst_again() -> None:
    room = Room(EXACT)
    left_at = as_soon_as_they_fit(room, [(0, 1)] * 6, lambda messages: room.chat_free_at(5, messages), 5)
    assert [later - earlier for earlier, later in pairwise(left_at)] == [0, 0, 1, 1, 1]
