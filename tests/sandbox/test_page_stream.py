"""The stream of what happens, which the chat page follows."""

import asyncio
from contextlib import aclosing

import aiohttp
import pytest

from sandbox.page import PageOptions
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.sandbox.pages import Page


async def test_the_stream_begins_with_all_there_is_and_goes_on_with_what_happens(page):
    async with asyncio.timeout(5), aclosing(page.events()) as events:
        name, snapshot = await anext(events)
        assert (name, len(snapshot["people"])) == ("snapshot", 3)

        await page.act("starts")
        assert [(await anext(events))[0] for _ in range(2)] == ["chat", "message"]

        keyboard = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
        sent = await page.bot("sendMessage", chat_id=page.resident.id, text="<b>?", reply_markup=keyboard)
        name, _ = await anext(events)
        assert await anext(events) == ("message", {"chat": page.resident.id, "message": sent})

        edited = await page.bot(
            "editMessageText", chat_id=page.resident.id, message_id=sent["message_id"], text="Nuovo"
        )
        await anext(events)
        assert await anext(events) == ("message", {"chat": page.resident.id, "message": edited})

        await page.bot("sendChatAction", chat_id=page.resident.id, action="typing")
        assert await anext(events) == ("action", {"chat": page.resident.id, "action": "typing"})

        await page.act("presses", message=sent["message_id"], data="a")
        query = (await page.updates())[-1]["callback_query"]
        await page.bot("answerCallbackQuery", callback_query_id=query["id"], text="Fatto", show_alert=True)
        name, answer = await anext(events)
        assert name == "answer"
        assert (answer["person"], answer["text"], answer["show_alert"]) == (page.resident.id, "Fatto", True)

        await page.bot("deleteMessage", chat_id=page.resident.id, message_id=sent["message_id"])
        gone = {"chat": page.resident.id, "message": sent["message_id"]}
        assert await anext(events) == ("deleted", gone)
        assert (await anext(events))[0] == "chat"

        await page.act("blocks")
        name, snapshot = await anext(events)
        assert (name, snapshot["people"][0]["blocked"]) == ("snapshot", True)


async def test_a_reader_who_goes_away_is_no_longer_told():
    gone = asyncio.Event()

    class Watched(Telegram):
        def subscribe(self, listener):
            unsubscribe = super().subscribe(listener)
            return lambda: (unsubscribe(), gone.set())

    telegram = Watched()
    async with serve(telegram, page=PageOptions()) as base, aiohttp.ClientSession() as session:
        async with aclosing(Page(base, telegram, session).events()) as events:
            await anext(events)
            assert not gone.is_set()
        await asyncio.wait_for(gone.wait(), 60)


@pytest.mark.time_jumps
async def test_a_server_that_stops_ends_the_stream_at_once_and_without_complaint(caplog):
    telegram = Telegram()
    loop = asyncio.get_running_loop()
    async with aiohttp.ClientSession() as session:
        async with serve(telegram, page=PageOptions()) as base:
            response = await session.get(f"{base}/page/events")
            await response.content.readline()
            stopping_at = loop.time()
        assert loop.time() - stopping_at < 0.8
        await response.read()

    assert caplog.records == []
