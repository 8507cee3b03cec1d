"""Replies go before bulk, and what Telegram holds back is asked for again if that is soon enough for whoever waits.

Time jumps here: nobody waits, and every wait is exact.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from statistics import median
from typing import Any

import pytest
from pydantic import SecretStr
from telegram.error import NetworkError, RetryAfter
from telegram.ext import ExtBot

from bot.application import build_application
from bot.intake.places import Place
from bot.outbox.throttle.limiter import Lane, Limiter
from bot.outbox.throttle.rates import Rates
from bot.settings import Settings
from handlers.context import Services
from sandbox.faults import Answers
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.support.jumping import pass_by, seconds_passed, wall_clock

pytestmark = pytest.mark.time_jumps

SLOW = Rates(overall_per_second=5)
"""Five a second."""

ROOM_AGAIN = 1.01
"""Seconds after which there is room again for as much as may go in one."""

ADA, BOB, GROUP = 1, 2, -3


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


async def made(
    request: HeldBack,
    limiter: Limiter,
    method: str = "sendMessage",
    chat_id: int | None = None,
    lane: Lane | None = None,
) -> object:
    data = {} if chat_id is None else {"chat_id": chat_id}
    return await limiter.process_request(request, (), {}, method, data, lane)


def a_limiter(rates: Rates | None = None, **options: Any) -> Limiter:
    return Limiter(rates, clock=asyncio.get_running_loop().time, **options)


async def seconds(work: Awaitable[object]) -> float:
    began = seconds_passed()
    await work
    return seconds_passed() - began


async def all_wait() -> None:
    """Let everybody go on who can, until each waits for a time."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_it_waits_as_long_as_it_was_asked_to_and_makes_the_request_again() -> None:
    request = HeldBack(1)

    assert await made(request, a_limiter()) is True

    first, second = request.made_at
    assert second - first == pytest.approx(1)


async def test_what_would_wait_too_long_is_given_up_at_once() -> None:
    request = HeldBack(11)

    with pytest.raises(RetryAfter):
        await made(request, a_limiter())

    assert request.made_at == [0]


async def test_the_waits_of_one_request_are_counted_together() -> None:
    request = HeldBack(1, 1)

    with pytest.raises(RetryAfter):
        await made(request, a_limiter(longest_wait=timedelta(seconds=1)))

    assert len(request.made_at) == 2


async def test_a_request_is_made_so_many_times_and_not_more() -> None:
    request = HeldBack(0, 0, 0)

    with pytest.raises(RetryAfter):
        await made(request, a_limiter(tries=3))

    assert len(request.made_at) == 3


@pytest.mark.parametrize("method", ["getUpdates", "getupdates"])
async def test_a_poll_is_left_to_who_polls(method: str) -> None:
    request = HeldBack(0)

    with pytest.raises(RetryAfter):
        await made(request, a_limiter(), method)

    assert len(request.made_at) == 1


async def test_bulk_is_made_once_and_its_429_holds_its_chat_and_no_replies_elsewhere() -> None:
    limiter, refused, other = a_limiter(), HeldBack(1), HeldBack()

    with pytest.raises(RetryAfter):
        await made(refused, limiter, chat_id=ADA, lane=Lane.BULK)

    assert len(refused.made_at) == 1
    assert await seconds(made(other, limiter, chat_id=BOB)) == 0
    assert await seconds(limiter.admit(ADA, Lane.REPLY)) == pytest.approx(1)


async def test_a_429_on_what_does_not_count_pauses_nothing() -> None:
    limiter = a_limiter()

    with pytest.raises(RetryAfter):
        await made(HeldBack(86_000), limiter, "setMyName")

    assert await seconds(limiter.admit(ADA, Lane.BULK)) == 0


async def test_what_does_not_count_goes_whatever_waits() -> None:
    limiter = a_limiter(SLOW)
    limiter.held(ADA, timedelta(hours=1))

    assert await seconds(made(HeldBack(), limiter, "answerCallbackQuery")) == 0
    assert await seconds(made(HeldBack(), limiter, "deleteMessage", ADA, Lane.BULK)) == 0


async def test_a_reply_to_a_chat_that_is_held_for_too_long_is_given_up_at_once() -> None:
    limiter, request = a_limiter(), HeldBack()
    limiter.held(ADA, timedelta(seconds=29.5))

    with pytest.raises(RetryAfter) as told:
        await made(request, limiter, chat_id=ADA)

    assert told.value.retry_after in {30, timedelta(seconds=30)}
    assert not request.made_at
    assert seconds_passed() == 0


async def test_the_21st_reply_to_a_group_within_a_minute_is_given_up_at_once() -> None:
    limiter, request = a_limiter(Rates(chat_burst=None)), HeldBack()
    for _ in range(20):
        await made(request, limiter, chat_id=GROUP)

    with pytest.raises(RetryAfter):
        await made(request, limiter, chat_id=GROUP)

    assert len(request.made_at) == 20
    assert await seconds(made(request, limiter, chat_id=ADA)) == 0


async def test_the_answer_to_an_update_waits_longer_and_gives_its_place_back() -> None:
    limiter, request = a_limiter(longest_wait=timedelta(), longest_turn=timedelta(seconds=30)), HeldBack()
    limiter.held(ADA, timedelta(seconds=2.1))
    limiter.held(BOB, timedelta(seconds=31))

    async with Place(asyncio.Semaphore(1)) as place:
        with pytest.raises(RetryAfter):
            await made(HeldBack(), limiter, chat_id=BOB)
        assert place.held
        assert await made(request, limiter, chat_id=ADA) is True
        assert not place.held


async def test_a_reply_that_others_keep_from_its_turn_is_given_up_and_leaves_the_queue() -> None:
    limiter, request = a_limiter(SLOW, longest_wait=timedelta(seconds=0.1)), HeldBack()
    await limiter.admit(BOB, Lane.REPLY, 5)

    with pytest.raises(RetryAfter):
        await made(request, limiter, chat_id=ADA)
    await limiter.admit(GROUP, Lane.REPLY, 5)

    assert not request.made_at


async def test_the_wait_for_room_is_counted_with_the_others() -> None:
    limiter, request = a_limiter(SLOW, longest_wait=timedelta(seconds=1.1)), HeldBack(1)
    await limiter.admit(BOB, Lane.REPLY, 5)

    with pytest.raises(RetryAfter):
        await made(request, limiter, chat_id=ADA)

    assert len(request.made_at) == 1


async def test_where_there_is_room_nothing_waits_for_the_loop() -> None:
    limiter = a_limiter()
    for lane in Lane:
        with pytest.raises(StopIteration):
            limiter.admit(ADA, lane).send(None)


@pytest.mark.parametrize("lane", Lane)
async def test_who_is_cancelled_gives_their_place_to_the_next(lane: Lane) -> None:
    limiter = a_limiter(SLOW)
    await limiter.admit(5, Lane.REPLY, 5)
    album = asyncio.create_task(limiter.admit(ADA, lane, 5))
    after = asyncio.create_task(seconds(limiter.admit(BOB, lane)))
    await all_wait()
    album.cancel()

    assert await after == pytest.approx(ROOM_AGAIN)
    assert album.cancelled()
    assert await seconds(limiter.admit(6, Lane.REPLY)) == 0


async def test_who_is_cancelled_as_their_turn_comes_holds_up_nobody() -> None:
    limiter = a_limiter(SLOW)
    await limiter.admit(5, Lane.REPLY, 5)
    cancelled, after = (asyncio.create_task(limiter.admit(chat, Lane.REPLY)) for chat in (ADA, BOB))
    await all_wait()
    cancelled.cancel()
    pass_by(ROOM_AGAIN)  # there is room again before the cancelled one can say that it leaves
    await limiter.admit(6, Lane.REPLY)

    assert await seconds(after) == 0
    assert isinstance((await asyncio.gather(cancelled, return_exceptions=True))[0], asyncio.CancelledError)


async def test_at_the_end_those_who_wait_are_let_go() -> None:
    limiter = a_limiter()
    for chat in (ADA, BOB):
        limiter.held(chat, timedelta(seconds=5))
    waiting = [asyncio.create_task(limiter.admit(chat, Lane.BULK)) for chat in (ADA, BOB, BOB)]
    waiting.append(asyncio.create_task(made(HeldBack(), limiter, chat_id=ADA)))
    await all_wait()
    waiting[1].cancel()

    await limiter.shutdown()

    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(error) for error in ended] == [NetworkError, asyncio.CancelledError, NetworkError, NetworkError]
    assert await seconds(limiter.admit(7, Lane.REPLY)) == 0


@asynccontextmanager
async def a_strict_telegram(
    services: Services, people: int
) -> AsyncIterator[tuple[Telegram, ExtBot[Lane], list[Person]]]:
    """The real application before a Telegram that keeps its limits, with people who have written to the bot."""
    telegram = Telegram(limits=Limits.telegram(), clock=wall_clock)
    persons = [telegram.person(f"Ada {number}") for number in range(people)]
    for person in persons:
        person.starts()
    async with serve(telegram) as address:
        settings = Settings(token=SecretStr(telegram.token), api_url=address)
        application = build_application(settings, services, a_limiter(Rates()))
        async with application:
            yield telegram, application.bot, persons


def refusals(telegram: Telegram) -> int:
    return sum(record.status == 429 for record in telegram.transcript)


async def test_two_hundred_hear_at_the_full_rate_while_replies_notice_nothing(services: Services) -> None:
    async with a_strict_telegram(services, 210) as (telegram, bot, people):
        audience, askers = people[:200], people[200:]

        async def told() -> None:
            sends = (bot.send_message(person.chat, "Assemblea", rate_limit_args=Lane.BULK) for person in audience)
            await asyncio.gather(*sends)

        telling = asyncio.create_task(seconds(told()))
        waits = []
        for asker in askers:
            await asyncio.sleep(0.5)
            waits.append(await seconds(bot.send_message(asker.chat, "La tua rete è Redona")))
        assert not telling.done()

        assert 209 / 30 - 1 < await telling < 209 / 30 * 1.1
        assert median(waits) < 0.1
        assert max(waits) < 0.5
        assert refusals(telegram) == 0
        assert [person.last.text for person in people] == ["Assemblea"] * 200 + ["La tua rete è Redona"] * 10


async def test_a_chat_is_answered_in_order_and_no_faster_than_it_may_be(services: Services) -> None:
    async with a_strict_telegram(services, 1) as (telegram, bot, [ada]):
        answers = (bot.do_api_request("sendmessage", {"chat_id": ada.chat, "text": str(n)}) for n in range(4))
        assert 1 < await seconds(asyncio.gather(*answers)) < 1.5

        assert [message.text for message in telegram.messages(ada.chat) if message.text.isdigit()] == list("0123")
        assert refusals(telegram) == 0


async def test_a_429_of_telegrams_holds_its_chat_and_no_replies_elsewhere(services: Services) -> None:
    async with a_strict_telegram(services, 2) as (telegram, bot, people):
        held, asker = people
        telegram.faults.add(Answers.too_many_requests(1), method="sendMessage", chat_id=held.chat)

        with pytest.raises(RetryAfter):
            await bot.send_message(held.chat, "Assemblea", rate_limit_args=Lane.BULK)

        waits = await asyncio.gather(
            seconds(bot.send_message(asker.chat, "La tua rete è Redona")),
            seconds(bot.send_message(held.chat, "La tua rete è Longuelo")),
        )
        assert waits == [0, pytest.approx(1, abs=0.1)]
        assert refusals(telegram) == 1
        assert [person.last.text for person in people] == ["La tua rete è Longuelo", "La tua rete è Redona"]
