"""What Telegram holds back is asked for again, if that is soon enough for whoever waits."""

import asyncio
from datetime import timedelta

import pytest
from telegram.error import RetryAfter

from bot.limiter import Limiter


class HeldBack:
    """A request that is refused with each of these waits, in seconds, and then let through."""

    def __init__(self, *waits: int) -> None:
        self.waits = list(waits)
        self.made_at: list[float] = []

    async def __call__(self) -> bool:
        self.made_at.append(asyncio.get_running_loop().time())
        if self.waits:
            raise RetryAfter(self.waits.pop(0))
        return True


async def made(request: HeldBack, limiter: Limiter, method: str = "sendMessage") -> object:
    return await limiter.process_request(request, (), {}, method, {}, None)


async def test_it_waits_as_long_as_it_was_asked_to_and_makes_the_request_again() -> None:
    request = HeldBack(1)

    assert await made(request, Limiter()) is True

    first, second = request.made_at
    assert second - first >= 1


async def test_what_would_wait_too_long_is_given_up_at_once() -> None:
    request = HeldBack(11)

    with pytest.raises(RetryAfter):
        await asyncio.wait_for(made(request, Limiter()), 1)

    assert len(request.made_at) == 1


async def test_the_waits_of_one_request_are_counted_together() -> None:
    request = HeldBack(1, 1)

    with pytest.raises(RetryAfter):
        await made(request, Limiter(longest_wait=timedelta(seconds=1)))

    assert len(request.made_at) == 2


async def test_a_request_is_made_so_many_times_and_not_more() -> None:
    request = HeldBack(0, 0, 0)

    with pytest.raises(RetryAfter):
        await made(request, Limiter(tries=3))

    assert len(request.made_at) == 3


@pytest.mark.parametrize("method", ["getUpdates", "getupdates"])
async def test_a_poll_is_left_to_who_polls(method: str) -> None:
    request = HeldBack(0)

    with pytest.raises(RetryAfter):
        await made(request, Limiter(), method)

    assert len(request.made_at) == 1
