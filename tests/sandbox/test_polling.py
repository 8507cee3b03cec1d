"""Long polling: offsets, lifetimes, kinds, and pollers that get in each other's way."""

import asyncio
import gc

import pytest

from sandbox.limits import Limits
from sandbox.telegram import Telegram


async def ids(api, **params):
    return [update["update_id"] for update in await api("getUpdates", **params)]


async def test_an_update_is_given_again_until_a_higher_offset_confirms_it(api, ada, unlimited):
    await api("getUpdates", offset=-1)
    first, second = ada.says("a"), ada.says("b")
    assert second == first + 1
    assert (await ids(api))[-2:] == [first, second]
    assert (await ids(api, offset=first)) == [first, second]
    assert await ids(api, offset=second) == [second]
    assert await ids(api, offset=second + 1) == []


async def test_a_negative_offset_keeps_the_newest_and_drops_the_rest(api, ada):
    ada.says("a")
    second, third = ada.says("b"), ada.says("c")
    assert await ids(api, offset=-2) == [second, third]
    assert await ids(api) == [second, third]


async def test_a_limit_cuts_the_answer(api, ada):
    ada.says("a")
    assert len(await ids(api, limit=1)) == 1
    assert len(await ids(api, limit=0)) == 2


async def test_a_poll_waits_for_an_update(api, ada):
    await api("getUpdates", offset=-1)
    waiting = asyncio.create_task(ids(api, offset=10**9, timeout=5))
    await asyncio.sleep(0.01)
    assert not waiting.done()
    update_id = ada.says("a")
    # An offset in the far future confirms what comes, too.
    assert await waiting == [update_id]


async def test_a_poll_ends_empty_when_nothing_comes(clock):
    api_limits = Limits(poll_timeout=0.01)
    telegram = Telegram(clock=clock, limits=api_limits)
    assert await telegram.updates.poll(0, 100, 50) == []


async def test_a_second_poller_ends_the_first_one(api):
    first = asyncio.create_task(api.refused("getUpdates", timeout=5))
    await asyncio.sleep(0)
    assert api.telegram.updates.polling
    second = asyncio.create_task(api("getUpdates", timeout=5))
    assert await first == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    api.telegram.updates.release()
    assert await second == []


async def test_the_next_conflict_within_seconds_is_held_back(clock):
    telegram = Telegram(clock=clock, limits=Limits(conflict_hold=0.2))
    polls = []
    for _ in range(3):
        polls.append(asyncio.ensure_future(telegram.updates.poll(0, 100, 5)))
        await asyncio.sleep(0)
    first, second, third = polls
    done, _ = await asyncio.wait(polls, return_when=asyncio.FIRST_COMPLETED)
    assert done == {first}
    asked_at = asyncio.get_running_loop().time()
    await asyncio.wait({second})
    assert asyncio.get_running_loop().time() - asked_at > 0.1
    for poll in (first, second):
        assert "terminated by other" in str(poll.exception())
    telegram.updates.release()
    assert await third == []


async def test_a_poller_who_leaves_while_its_conflict_is_held_back_leaves_nothing_behind(clock):
    unheard = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, context: unheard.append(context))
    telegram = Telegram(clock=clock, limits=Limits(conflict_hold=0.02))
    polls = []
    for _ in range(3):
        polls.append(asyncio.ensure_future(telegram.updates.poll(0, 100, 5)))
        await asyncio.sleep(0)
    first, second, third = polls
    second.cancel()
    await asyncio.wait({first, second})
    del polls, second  # an exception that nobody took is told when nobody can take it any more
    await asyncio.sleep(0.05)
    gc.collect()
    telegram.updates.release()
    assert await third == []
    assert "terminated by other" in str(first.exception())
    assert unheard == []


async def test_no_poll_while_a_webhook_is_set(api):
    await api("setWebhook", url="https://example.com/hook", allowed_updates=["message"])
    assert (await api.refused("getUpdates")).startswith("Conflict: can't use getUpdates method while webhook is active")
    info = await api("getWebhookInfo")
    assert (info["url"], info["allowed_updates"]) == ("https://example.com/hook", ["message"])
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []


async def test_unanswered_questions_leave_the_queue_before_messages_do(api, ada, clock):
    await api("getUpdates", offset=-1)
    message = ada.says("a")
    sent = await api(
        "sendMessage",
        chat_id=ada.id,
        text="a",
        reply_markup={"inline_keyboard": [[{"text": "Sì", "callback_data": "a"}]]},
    )
    tap = ada.taps("Sì")
    inline = ada.asks_inline("rete")
    assert sent["message_id"] == ada.last.id
    assert await ids(api, offset=message) == [message, tap, inline]
    clock.turn(seconds=31)
    assert await ids(api) == [message, tap]
    clock.turn(seconds=120)
    assert await ids(api) == [message]
    clock.turn(hours=24)
    assert await ids(api) == []


async def test_the_kinds_asked_for_are_kept_and_unknown_ones_ignored(api, ada):
    await api("getUpdates", offset=-1, allowed_updates=["callback_query", "nonsense"])
    assert ada.says("a") == 0
    assert ada.blocks() == 0
    ada.unblocks()
    await api("getUpdates")
    assert ada.says("b") == 0
    await api("getUpdates", allowed_updates="not JSON")
    assert ada.says("c") == 0
    await api("getUpdates", allowed_updates=["nonsense"])
    assert ada.says("d") > 0


async def test_members_of_groups_are_told_only_on_request(api, ada, unlimited):
    group = unlimited.group("Rete", ada)
    await api("getUpdates", offset=-1)
    bruna = unlimited.person("Bruna")
    bruna.joins(group)
    assert [list(update)[1] for update in await api("getUpdates", offset=-1)] == ["message"]
    await api("getUpdates", allowed_updates=["chat_member"])
    bruna.leaves(group)
    assert "chat_member" in (await api("getUpdates", offset=-1))[0]


async def test_the_same_offset_again_at_once_gives_one_update_and_waits_longer(telegram, limited_api):
    bruna = telegram.person("Bruna")
    bruna.says("a")
    bruna.says("b")
    assert len(await ids(limited_api)) == 2
    assert len(await ids(limited_api)) == 1
    telegram.updates.clear()
    waiting = asyncio.create_task(ids(limited_api))
    await asyncio.sleep(0.05)
    assert not waiting.done()
    bruna.says("c")
    assert len(await waiting) == 1


async def test_any_dict_can_be_queued_and_any_update_sent_again(api, ada, unlimited):
    update_id = unlimited.queue_raw({"callback_query": {"id": 5}})
    assert (await api("getUpdates", offset=update_id)) == [{"update_id": update_id, "callback_query": {"id": 5}}]
    assert await ids(api, offset=update_id + 1) == []
    unlimited.redeliver(update_id)
    assert await ids(api, offset=update_id + 1) == [update_id]
    assert await ids(api, offset=update_id + 1) == []


async def test_waiting_for_the_bot_ends_when_it_confirms(api, ada, unlimited):
    update_id = ada.says("a")
    with pytest.raises(AssertionError, match=str(update_id)):
        await unlimited.handled(update_id, timeout=0.01)
    waiting = asyncio.create_task(unlimited.handled(update_id))
    everything = asyncio.create_task(unlimited.idle())
    await asyncio.sleep(0)
    await api("getUpdates", offset=update_id + 1)
    await waiting
    await everything
