"""A queue a chat: order within a chat, fairness between chats, a bound on what is at work."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.lanes import MOST_WAITING, Lanes
from bot.intake.places import answers_an_update, give_place_back


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
        async with asyncio.TaskGroup() as tasks:
            lanes = Lanes(work, at_once, tasks)
            for number, (lane, steps) in enumerate(items):
                lanes.put(lane, (number, lane, steps))

    asyncio.run(run())
    assert sorted(done) == sorted((lane, number) for number, (lane, _) in enumerate(items))
    for lane in range(5):
        numbers = [number for other, number in done if other == lane]
        assert numbers == sorted(numbers)
    assert most <= at_once


async def worked_off(work: Callable[[str], Awaitable[None]], at_once: int, *items: tuple[str, str]) -> None:
    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(work, at_once, tasks)
        for lane, item in items:
            lanes.put(lane, item)


async def test_one_noisy_chat_holds_one_place_at_a_time() -> None:
    order: list[str] = []

    async def work(item: str) -> None:
        await asyncio.sleep(0)
        order.append(item)

    await worked_off(work, 1, *[("noisy", f"noisy {number}") for number in range(5)], ("quiet", "quiet"))

    assert order.index("quiet") <= 1


async def test_who_only_waits_for_telegram_keeps_nobody_from_work() -> None:
    room, quick = asyncio.Event(), asyncio.Event()
    order: list[str] = []

    async def work(item: str) -> None:
        if item == "held back":
            give_place_back()
            await quick.wait()
            room.set()
        order.append(item)
        if item == "quick":
            quick.set()
            await room.wait()

    await worked_off(work, 1, ("busy group", "held back"), ("busy group", "behind it"), ("another", "quick"))

    assert order == ["quick", "held back", "behind it"]


async def test_a_place_given_back_twice_is_one_place() -> None:
    at_work, most = 0, 0

    async def work(item: str) -> None:
        nonlocal at_work, most
        if item == "held back":
            give_place_back()
            give_place_back()
            return
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.01)
        at_work -= 1

    await worked_off(work, 1, *[(str(number), "held back") for number in range(3)])
    await worked_off(work, 1, ("a", "held back"), ("b", "quick"), ("c", "quick"), ("d", "quick"))

    assert most == 1


async def test_outside_of_an_update_there_is_no_place_to_give_back() -> None:
    later: list[asyncio.Task[bool]] = []

    async def work(_: str) -> None:
        assert answers_an_update()
        later.append(asyncio.create_task(afterwards()))

    async def afterwards() -> bool:
        await asyncio.sleep(0.01)
        return answers_an_update()

    give_place_back()
    assert not answers_an_update()
    await worked_off(work, 1, ("a", "a"))
    assert not await later[0]


async def test_what_one_chat_heaps_up_is_bounded_but_for_what_is_always_taken(caplog: pytest.LogCaptureFixture) -> None:
    release = asyncio.Event()
    done: list[int] = []

    async def work(item: int) -> None:
        await release.wait()
        done.append(item)

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(work, 2, tasks)
        lanes.put("noisy", 0)
        await asyncio.sleep(0)
        taken = [lanes.put("noisy", number) for number in range(1, MOST_WAITING + 10)]
        assert lanes.put("noisy", 999, always=True)
        assert lanes.waiting("noisy") == MOST_WAITING + 1
        assert lanes.put("quiet", 1000)
        release.set()

    assert taken == [True] * MOST_WAITING + [False] * 9
    assert [item for item in done if item != 1000] == [*range(MOST_WAITING + 1), 999]
    assert [(record.getMessage(), record.updates) for record in caplog.records] == [("too much at once", 9)]


async def test_closing_lets_what_is_at_work_end_and_leaves_what_waits() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()
    done: list[str] = []

    async def work(item: str) -> None:
        if item == "held back":
            give_place_back()
            await asyncio.Event().wait()
        begun.set()
        await go_on.wait()
        done.append(item)

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(work, 1, tasks)
        for lane, item in (("group", "held back"), ("a", "at work"), ("a", "behind it"), ("b", "without a place")):
            lanes.put(lane, item)
        await begun.wait()
        closing = asyncio.create_task(lanes.close(60))
        await asyncio.sleep(0)
        go_on.set()
        await closing

    assert done == ["at work"]


async def test_closing_ends_what_does_not_end_by_itself() -> None:
    ended: list[str] = []

    async def work(item: str) -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(item)

    async with asyncio.TaskGroup() as tasks:
        lanes = Lanes(work, 2, tasks)
        lanes.put("a", "slow")
        await asyncio.sleep(0)
        await lanes.close(0.01)

    assert ended == ["slow"]


async def test_a_mistake_of_the_work_ends_the_group() -> None:
    async def work(_: str) -> None:
        raise ZeroDivisionError

    with pytest.raises(ExceptionGroup) as told:
        await worked_off(work, 1, ("a", "a"))

    assert [type(error) for error in told.value.exceptions] == [ZeroDivisionError]
