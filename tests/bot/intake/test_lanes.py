"""A queue a chat: order within a chat, fairness between chats, a bound on what is at work."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.lanes import MOST_WAITING, Lanes


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=40), st.integers(1, 5))
def test_each_chat_in_order_and_never_more_at_work_than_allowed(items: list[tuple[int, int]], at_once: int) -> None:
    done: list[tuple[int, int]] = []
    at_work, most, in_lane = 0, 0, set()

    async def work(numbered: tuple[int, int, int]) -> None:
        nonlocal at_work, most
        number, lane, steps = numbered
        assert lane not in in_lane
        in_lane.add(lane)
        at_work += 1
        most = max(most, at_work)
        for _ in range(steps):
            await asyncio.sleep(0)
        at_work -= 1
        in_lane.remove(lane)
        done.append((lane, number))

    async def run() -> None:
        lanes = Lanes(work, at_once)
        for number, (lane, steps) in enumerate(items):
            lanes.put(lane, (number, lane, steps))
        assert await lanes.settle(5)
        assert lanes.unfinished == 0
        assert await lanes.close(0)

    asyncio.run(run())
    assert sorted(done) == sorted((lane, number) for number, (lane, _) in enumerate(items))
    for lane in range(5):
        numbers = [number for other, number in done if other == lane]
        assert numbers == sorted(numbers)
    assert most <= at_once


async def test_one_noisy_chat_holds_one_place_at_a_time() -> None:
    order: list[str] = []

    async def work(item: str) -> None:
        await asyncio.sleep(0)
        order.append(item)

    lanes = Lanes(work, at_once=1)
    for number in range(5):
        lanes.put("noisy", f"noisy {number}")
    lanes.put("quiet", "quiet")
    await lanes.settle(5)

    assert order.index("quiet") <= 1


async def test_what_one_chat_heaps_up_is_bounded() -> None:
    release = asyncio.Event()

    async def work(_: int) -> None:
        await release.wait()

    lanes = Lanes(work, at_once=2)
    handled = [lanes.put("noisy", number) for number in range(MOST_WAITING + 9)]
    await asyncio.sleep(0)
    last = [lanes.put("noisy", number) for number in range(3)]

    assert lanes.unfinished <= MOST_WAITING + 1
    assert any(done.done() for done in (*handled, *last))
    release.set()
    assert await lanes.settle(5)


async def test_settling_ends_in_time_while_something_is_slow() -> None:
    release = asyncio.Event()

    async def work(_: int) -> None:
        await release.wait()

    lanes = Lanes(work, at_once=2)
    lanes.put(1, 1)

    assert not await lanes.settle(0.01)
    release.set()
    assert await lanes.settle(1)


async def test_closing_stops_what_does_not_end() -> None:
    async def work(_: int) -> None:
        await asyncio.Event().wait()

    lanes = Lanes(work, at_once=2)
    lanes.put(1, 1)

    assert not await lanes.close(0.01)
    assert await lanes.settle(1)


async def test_a_mistake_costs_its_own_update_alone(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    async def work(item: int) -> None:
        if item % 2:
            raise ZeroDivisionError
        done.append(item)

    lanes = Lanes(work, at_once=1)
    for item in range(6):
        lanes.put("one chat", item)

    assert await lanes.settle(1)
    assert done == [0, 2, 4]
    assert caplog.messages == ["update lost"] * 3
    assert all(record.exc_info for record in caplog.records)


async def test_what_closing_throws_away_is_unfinished_no_more() -> None:
    async def work(_: int) -> None:
        await asyncio.Event().wait()

    lanes = Lanes(work, at_once=1)
    for item in range(9):
        lanes.put(item % 3, item)
    await asyncio.sleep(0)

    assert not await lanes.close(0.01)
    assert lanes.unfinished == 0
    assert await lanes.settle(0)
