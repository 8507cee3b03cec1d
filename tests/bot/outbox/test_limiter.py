"""Replies go before bulk, and what Telegram holds back is asked for again if that is soon enough for whoever waits."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta
from statistics import median

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

SLOW = Rates(overall_per_second=5, margin=-0.8)
"""Five in a fifth of a second, so that nobody waits long for these tests."""

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


async def seconds(work: Awaitable[object]) -> float:
    began = time.monotonic()
    await work
    return time.monotonic() - began


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


async def test_bulk_is_made_once_and_its_429_pauses_bulk_and_its_chat() -> None:
    limiter, refused, other = Limiter(), HeldBack(1), HeldBack()

    with pytest.raises(RetryAfter):
        await made(refused, limiter, chat_id=ADA, lane=Lane.BULK)

    assert len(refused.made_at) == 1
    assert await seconds(made(other, limiter, chat_id=BOB)) < 0.2
    waits = [seconds(limiter.admit(5, Lane.BULK)), seconds(limiter.admit(ADA, Lane.REPLY))]
    assert all(0.7 < wait < 1.5 for wait in await asyncio.gather(*waits))


async def test_a_429_on_what_does_not_count_pauses_nothing() -> None:
    limiter = Limiter()

    with pytest.raises(RetryAfter):
        await made(HeldBack(86_000), limiter, "setMyName")

    assert await seconds(limiter.admit(ADA, Lane.BULK)) < 0.2


async def test_what_does_not_count_goes_whatever_waits() -> None:
    limiter = Limiter(SLOW)
    limiter.held(ADA, timedelta(hours=1))

    assert await seconds(made(HeldBack(), limiter, "answerCallbackQuery")) < 0.2
    assert await seconds(made(HeldBack(), limiter, "deleteMessage", ADA, Lane.BULK)) < 0.2


async def test_a_reply_to_a_chat_that_is_held_for_too_long_is_given_up_at_once() -> None:
    limiter, request = Limiter(), HeldBack()
    limiter.held(ADA, timedelta(seconds=30))

    with pytest.raises(RetryAfter) as told:
        await asyncio.wait_for(made(request, limiter, chat_id=ADA), 1)

    assert told.value.retry_after in {30, timedelta(seconds=30)}
    assert not request.made_at


async def test_the_21st_reply_to_a_group_within_a_minute_is_given_up_at_once() -> None:
    limiter, request = Limiter(Rates(chat_burst=None)), HeldBack()
    for _ in range(20):
        await made(request, limiter, chat_id=GROUP)

    with pytest.raises(RetryAfter):
        await asyncio.wait_for(made(request, limiter, chat_id=GROUP), 1)

    assert len(request.made_at) == 20
    assert await seconds(made(request, limiter, chat_id=ADA)) < 0.2


async def test_the_answer_to_an_update_waits_longer_and_gives_its_place_back() -> None:
    limiter, request = Limiter(longest_wait=timedelta(), longest_turn=timedelta(seconds=30)), HeldBack()
    limiter.held(ADA, timedelta(seconds=2.1))
    limiter.held(BOB, timedelta(seconds=31))

    async with Place(asyncio.Semaphore(1)) as place:
        with pytest.raises(RetryAfter):
            await made(HeldBack(), limiter, chat_id=BOB)
        assert place.held
        assert await made(request, limiter, chat_id=ADA) is True
        assert not place.held


async def test_a_reply_that_others_keep_from_its_turn_is_given_up_and_leaves_the_queue() -> None:
    limiter, request = Limiter(SLOW, longest_wait=timedelta(seconds=0.1)), HeldBack()
    await limiter.admit(BOB, Lane.REPLY, 5)

    with pytest.raises(RetryAfter):
        await made(request, limiter, chat_id=ADA)
    await limiter.admit(GROUP, Lane.REPLY, 5)

    assert not request.made_at


async def test_the_wait_for_room_is_counted_with_the_others() -> None:
    limiter, request = Limiter(SLOW, longest_wait=timedelta(seconds=1.1)), HeldBack(1)
    await limiter.admit(BOB, Lane.REPLY, 5)

    with pytest.raises(RetryAfter):
        await made(request, limiter, chat_id=ADA)

    assert len(request.made_at) == 1


async def test_where_there_is_room_nothing_waits_for_the_loop() -> None:
    limiter = Limiter()
    for lane in Lane:
        with pytest.raises(StopIteration):
            limiter.admit(ADA, lane).send(None)


@pytest.mark.parametrize("lane", Lane)
async def test_who_is_cancelled_gives_their_place_to_the_next(lane: Lane) -> None:
    limiter = Limiter(SLOW)
    await limiter.admit(5, Lane.REPLY, 5)
    album = asyncio.create_task(limiter.admit(ADA, lane, 5))
    after = asyncio.create_task(seconds(limiter.admit(BOB, lane)))
    await asyncio.sleep(0.01)
    album.cancel()

    assert await after < 0.35
    assert album.cancelled()
    assert await seconds(limiter.admit(6, Lane.REPLY)) < 0.2


async def test_who_is_cancelled_as_their_turn_comes_holds_up_nobody() -> None:
    limiter = Limiter(SLOW)
    await limiter.admit(5, Lane.REPLY, 5)
    cancelled, after = (asyncio.create_task(limiter.admit(chat, Lane.REPLY)) for chat in (ADA, BOB))
    await asyncio.sleep(0.01)
    cancelled.cancel()
    time.sleep(0.2)  # noqa: ASYNC251 - there is room again before the cancelled one can say that it leaves
    await limiter.admit(6, Lane.REPLY)

    await asyncio.wait_for(after, 0.1)
    assert isinstance((await asyncio.gather(cancelled, return_exceptions=True))[0], asyncio.CancelledError)


async def test_at_the_end_those_who_wait_are_let_go() -> None:
    limiter = Limiter()
    limiter.held(ADA, timedelta(seconds=5))
    waiting = [asyncio.create_task(limiter.admit(chat, Lane.BULK)) for chat in (ADA, BOB, BOB)]
    waiting.append(asyncio.create_task(made(HeldBack(), limiter, chat_id=ADA)))
    await asyncio.sleep(0.01)
    waiting[1].cancel()

    await limiter.shutdown()

    ended = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 1)
    assert [type(error) for error in ended] == [NetworkError, asyncio.CancelledError, NetworkError, NetworkError]
    assert await seconds(limiter.admit(7, Lane.REPLY)) < 0.2


@asynccontextmanager
async def a_strict_telegram(
    services: Services, people: int
) -> AsyncIterator[tuple[Telegram, ExtBot[Lane], list[Person]]]:
    """The real application before a Telegram that keeps its limits, with people who have written to the bot."""
    telegram = Telegram(limits=Limits.telegram())
    persons = [telegram.person(f"Ada {number}") for number in range(people)]
    for person in persons:
        person.starts()
    async with serve(telegram) as address:
        settings = Settings(token=SecretStr(telegram.token), api_url=address)
        application = build_application(settings, services, Limiter(Rates()))
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


async def test_a_429_of_telegrams_pauses_bulk_and_its_chat_alone(services: Services) -> None:
    async with a_strict_telegram(services, 12) as (telegram, bot, people):
        held, asker, *others = people
        telegram.faults.add(Answers.too_many_requests(1), method="sendMessage", chat_id=held.chat)

        with pytest.raises(RetryAfter):
            await bot.send_message(held.chat, "Assemblea", rate_limit_args=Lane.BULK)

        waits = await asyncio.gather(
            seconds(bot.send_message(asker.chat, "La tua rete è Redona")),
            seconds(bot.send_message(held.chat, "La tua rete è Longuelo")),
            *(seconds(bot.send_message(other.chat, "Assemblea", rate_limit_args=Lane.BULK)) for other in others),
        )
        assert waits[0] < 0.3
        assert all(0.8 < wait < 2 for wait in waits[1:])
        assert refusals(telegram) == 1
        assert [person.last.text for person in people[:2]] == ["La tua rete è Longuelo", "La tua rete è Redona"]
