"""The chat page in a real browser, with a bot on the other side that the test plays."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from io import BytesIO
from pathlib import Path

import aiohttp
from PIL import Image
from playwright.async_api import Browser, Locator, Page, expect

from sandbox.limits import Limits
from sandbox.page import PageOptions
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.chromium import PHONE

AREAS = """{"type": "FeatureCollection", "features": [
  {"type": "Feature", "properties": {"name": "Ponente"}, "geometry": {"type": "Polygon",
    "coordinates": [[[9.60, 45.68], [9.65, 45.68], [9.65, 45.72], [9.60, 45.72], [9.60, 45.68]]]}},
  {"type": "Feature", "properties": {"name": "Levante"}, "geometry": {"type": "Polygon",
    "coordinates": [[[9.65, 45.68], [9.70, 45.68], [9.70, 45.72], [9.65, 45.72], [9.65, 45.68]]]}}]}"""


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

    async def starts(self) -> None:
        """Press the large key that begins a talk; only then may the bot write."""
        await self.see("start").click()
        await expect(self.see("message")).to_have_count(1)

    async def says(self, text: str) -> None:
        await self.see("compose").fill(text)
        await self.see("compose").press("Enter")

    async def holds(self, target: Locator) -> None:
        """Rest a finger on something until the page has seen it, then lift it."""
        box = await target.bounding_box()
        assert box
        fingers = await self.page.context.new_cdp_session(self.page)
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        await fingers.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        await expect(self.page.locator(".held")).to_have_count(1)
        await fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    async def updates(self) -> list[dict]:
        return await self.bot("getUpdates")

    async def bot_draws(self, method: str, name: str, *, size: tuple[int, int], colour: str, **params):
        """Let the bot upload a picture of one colour, called `name` in the call."""
        picture = BytesIO()
        Image.new("RGB", size, colour).save(picture, "PNG")
        form = aiohttp.FormData()
        form.add_field(name, picture.getvalue(), filename="map.png", content_type="image/png")
        for field, value in params.items():
            form.add_field(field, value if isinstance(value, str) else json.dumps(value))
        async with self.session.post(f"{self.base}/bot{self.telegram.token}/{method}", data=form) as response:
            answer = await response.json()
            assert answer["ok"], answer
            return answer["result"]


Opened = Callable[..., AbstractAsyncContextManager[Story]]


def opener(browser: Browser, folder: Path) -> Opened:
    """Give what opens the page in a window of a size, a phone's under fingers, and closes it without complaint."""

    @asynccontextmanager
    async def opened(size: dict[str, int]) -> AsyncIterator[Story]:
        areas = folder / "areas.geojson"
        areas.write_text(AREAS)
        telegram = Telegram(limits=Limits.none())
        async with serve(telegram, page=PageOptions(map_file=areas)) as base, aiohttp.ClientSession() as session:
            phone = size == PHONE
            context = await browser.new_context(viewport=size, has_touch=phone, is_mobile=phone)
            page = await context.new_page()
            page.set_default_timeout(5000)
            story = Story(page, telegram, base, session)
            await page.goto(base)
            yield story
            await context.close()
            assert story.complaints == [], story.complaints

    return opened
