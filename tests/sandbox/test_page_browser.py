"""The chat page in a real browser: what a resident sees and can do there."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from sandbox.limits import Limits
from sandbox.page import PageOptions
from sandbox.server import serve
from sandbox.telegram import Telegram

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
AREAS = """{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"name": "Ponente"}, "geometry": {"type": "Polygon",
    "coordinates": [[[9.60, 45.68], [9.65, 45.68], [9.65, 45.72], [9.60, 45.72], [9.60, 45.68]]]}},
  {"type": "Feature", "properties": {"name": "Levante"}, "geometry": {"type": "Polygon",
    "coordinates": [[[9.65, 45.68], [9.70, 45.68], [9.70, 45.72], [9.65, 45.72], [9.65, 45.68]]]}}]}"""

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on PATH, and none named by the variable CHROMIUM"),
    pytest.mark.asyncio(loop_scope="module"),  # they share a browser, which takes seconds to start
]


class Story:
    """A page, and the bot on the other side of it."""

    def __init__(self, page: Page, telegram: Telegram, base: str, session: aiohttp.ClientSession) -> None:
        self.page = page
        self.telegram = telegram
        self.base = base
        self.session = session
        self.resident, self.english, self.operator = telegram.people.values()
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        page.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))

    def see(self, hook: str):
        return self.page.get_by_test_id(hook)

    async def bot(self, method: str, **params):
        async with self.session.post(f"{self.base}/bot{self.telegram.token}/{method}", json=params) as response:
            answer = await response.json()
            assert answer["ok"], answer
            return answer["result"]

    async def says(self, text: str) -> None:
        await self.see("compose").fill(text)
        await self.see("compose").press("Enter")

    async def updates(self) -> list[dict]:
        return await self.bot("getUpdates")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield running
        await running.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path):
    @asynccontextmanager
    async def opened(size: dict[str, int]) -> AsyncIterator[Story]:
        areas = tmp_path / "areas.geojson"
        areas.write_text(AREAS)
        telegram = Telegram(limits=Limits.none())
        async with serve(telegram, page=PageOptions(map_file=areas)) as base, aiohttp.ClientSession() as session:
            context = await browser.new_context(viewport=size)
            page = await context.new_page()
            page.set_default_timeout(5000)
            story = Story(page, telegram, base, session)
            await page.goto(base)
            yield story
            await context.close()
            assert story.complaints == []

    return opened


async def test_talking_with_the_bot_on_a_wide_window(opened):
    async with opened(WIDE) as story:
        await story.bot("setMyDescription", description="Ti dico la rete")
        await expect(story.see("notice")).to_contain_text("non è Telegram")
        await expect(story.see("description")).to_have_text("Ti dico la rete")
        await story.see("start").click()
        await expect(story.page.locator("[data-testid=message][data-from=me]")).to_contain_text("/start")

        keys = {
            "inline_keyboard": [[{"text": "Avanti", "callback_data": "next"}, {"text": "Altro", "callback_data": "b"}]]
        }
        sent = await story.bot("sendMessage", chat_id=story.resident.id, text="Uno", reply_markup=keys)
        await story.see("key").get_by_text("Avanti").focus()
        await story.page.keyboard.press("Enter")
        await expect(story.see("key").first).to_have_attribute("aria-busy", "true")

        query = (await story.updates())[-1]["callback_query"]
        here = {"chat_id": story.resident.id, "message_id": sent["message_id"]}
        await story.bot("editMessageText", **here, text="Due", reply_markup=keys)
        await story.bot("answerCallbackQuery", callback_query_id=query["id"], text="Fatto")
        bubble = story.page.locator(f"[data-message-id='{sent['message_id']}']")
        await expect(bubble.get_by_test_id("text")).to_have_text("Due")
        await expect(bubble.get_by_test_id("edited")).to_be_visible()
        await expect(story.see("toast")).to_have_text("Fatto")
        await expect(story.see("key").first).not_to_have_attribute("aria-busy", "true")
        await expect(story.see("key").first).to_be_focused()

        await story.bot("deleteMessage", **here)
        await expect(bubble).to_have_count(0)

        await story.says("via Moroni")
        await story.see("compose").press("ArrowUp")
        await expect(story.see("compose")).to_have_value("via Moroni")
        await story.says("via Moroni 5")
        await expect(story.see("edited")).to_have_count(1)
        assert (await story.updates())[-1]["edited_message"]["text"] == "via Moroni 5"


async def test_what_the_bot_writes_is_shown_and_never_run(opened):
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    formatted = (
        "<b>a</b><i>b</i><u>c</u><s>d</s><code>e</code><pre>f</pre><blockquote>g</blockquote>"
        '<a href="https://example.org/x">h</a><tg-spoiler>i</tg-spoiler> /aiuto'
    )
    async with opened(WIDE) as story:
        await story.see("start").click()
        key = {"inline_keyboard": [[{"text": nasty, "callback_data": nasty[:60]}]]}
        await story.bot("sendMessage", chat_id=story.resident.id, text=nasty, reply_markup=key)
        await story.bot("sendMessage", chat_id=story.resident.id, text=formatted, parse_mode="HTML")

        texts = story.see("text")
        await expect(texts.nth(1)).to_have_text(nasty)
        await expect(story.see("key")).to_have_text(nasty)
        await expect(texts.nth(1).locator("*")).to_have_count(0)
        for tag, words in {"strong": "a", "em": "b", "u": "c", "s": "d", "pre": "f", "blockquote": "g"}.items():
            await expect(texts.nth(2).locator(tag)).to_have_text(words)
        await expect(texts.nth(2).locator("a")).to_have_attribute("rel", "noopener noreferrer")
        await story.see("spoiler").click()
        await expect(story.see("spoiler")).to_have_class("spoiler revealed")

        await texts.nth(2).get_by_test_id("command").click()
        await expect(texts.nth(3)).to_have_text("/aiuto")


async def test_a_result_of_an_inline_question_is_picked_in_the_group(opened):
    async with opened(WIDE) as story:
        await story.see("start").click()
        key = {"text": "Invita il gruppo", "switch_inline_query": "red"}
        keys = {"inline_keyboard": [[key]]}
        await story.bot("sendMessage", chat_id=story.resident.id, text="?", reply_markup=keys)
        await story.see("key").click()
        await expect(story.see("compose")).to_have_value("@reti_demo_bot red")
        await expect(story.see("chat").nth(1)).to_have_attribute("aria-current", "page")

        async def question():
            return next((update["inline_query"] for update in await story.updates() if "inline_query" in update), None)

        while not (asked := await question()):
            await story.page.wait_for_timeout(50)
        assert asked["query"] == "red"
        result = {
            "type": "article",
            "id": "1",
            "title": "Redona",
            "input_message_content": {"message_text": "Rete di Redona"},
        }
        await story.bot("answerInlineQuery", inline_query_id=asked["id"], results=[result])
        await story.see("inline-result").click()
        await expect(story.see("text").last).to_have_text("Rete di Redona")
        await expect(story.see("compose")).to_have_value("")


async def test_the_newest_message_stays_in_sight_unless_one_reads_back(opened):
    async with opened(NARROW) as story:
        await story.see("chat").first.click()
        await story.see("start").click()
        for number in range(12):
            await story.bot("sendMessage", chat_id=story.resident.id, text=f"{number}" + "\nriga" * 5)
        await expect(story.see("text").last).to_be_in_viewport()
        await expect(story.see("text").last).to_contain_text("11")

        await story.see("text").nth(3).scroll_into_view_if_needed()
        to_end = story.page.get_by_label("Vai all'ultimo messaggio")
        await expect(to_end).to_be_visible()
        await story.bot("sendMessage", chat_id=story.resident.id, text="nuovo")
        await expect(story.see("text").last).to_have_text("nuovo")
        await expect(story.see("text").last).not_to_be_in_viewport()
        await to_end.click()
        await expect(story.see("text").last).to_be_in_viewport()


async def test_unread_marks_the_group_and_a_block(opened):
    async with opened(WIDE) as story:
        await story.see("start").click()
        await expect(story.see("message")).to_have_count(1)
        await story.see("person").nth(2).click()
        await story.bot("sendMessage", chat_id=story.resident.id, text="Promemoria")
        await expect(story.see("person").nth(0).get_by_test_id("unread")).to_contain_text("1")

        await story.see("person").nth(0).click()
        await expect(story.see("unread")).to_have_count(0)
        await story.see("chat").nth(1).click()
        await story.says("ciao a tutti")
        await story.see("person").nth(1).click()
        await expect(story.see("chat").nth(1)).to_contain_text("Residente: ciao a tutti")

        await story.see("person").nth(0).click()
        await story.see("chat-menu").click()
        await story.see("block").click()
        await expect(story.see("compose")).to_be_hidden()
        await story.see("unblock").click()
        await expect(story.see("compose")).to_be_visible()


async def test_a_phone_shows_the_list_then_the_chat_and_sends_a_place(opened):
    async with opened(NARROW) as story:
        await expect(story.see("compose")).to_be_hidden()
        await story.see("chat").first.click()
        await expect(story.see("person").first).to_be_hidden()
        await story.see("start").click()

        rows = [[{"text": "📍 Invia la mia posizione", "request_location": True}]]
        await story.bot("sendMessage", chat_id=story.resident.id, text="Dove?", reply_markup={"keyboard": rows})
        await story.see("reply-key").click()
        await story.see("map-area").select_option("Ponente")
        await expect(story.see("where")).to_contain_text("Ponente")
        box = await story.see("map").bounding_box()
        await story.see("map").click(position={"x": box["width"] * 0.75, "y": box["height"] / 2})
        await expect(story.see("where")).to_contain_text("Levante")
        await story.see("map-send").click()
        place = story.see("place")
        await expect(place).to_be_visible()
        location = (await story.updates())[-1]["message"]["location"]
        assert 9.65 < location["longitude"] < 9.70
        assert 45.68 < location["latitude"] < 45.72

        commands = [{"command": name, "description": name.title()} for name in ("rete", "realta", "aiuto")]
        await story.bot("setMyCommands", commands=commands)
        await story.see("compose").fill("/re")
        await expect(story.see("command-option")).to_have_count(2)
        await story.see("compose").press("ArrowDown")
        await story.see("compose").press("Enter")
        await expect(story.see("text").last).to_have_text("/realta")

        assert await story.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        await story.see("back").click()
        await expect(story.see("person").first).to_be_visible()
