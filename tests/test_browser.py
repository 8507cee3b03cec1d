"""A resident at the chat page, in a real browser (see tests/chromium.py)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.settings import default_city
from handlers.context import Services
from sandbox.page import PageOptions
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.chromium import PHONE, chromium
from tests.conftest import answering


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@dataclass(frozen=True)
class Reader:
    """Somebody who looks at the chat page, and taps and types."""

    page: Page

    @property
    def newest(self) -> Locator:
        """The bot's newest message."""
        return self.page.locator("[data-testid=message][data-from=bot]").last

    async def says(self, text: str) -> None:
        await self.page.get_by_test_id("compose").fill(text)
        await self.page.get_by_test_id("send").click()

    async def taps(self, label: str) -> None:
        await self.newest.get_by_test_id("key").filter(has_text=label).click()

    async def taps_large_key(self, label: str) -> None:
        await self.page.get_by_test_id("reply-key").filter(has_text=label).click()

    async def points_at(self, area: str) -> None:
        """Tap the middle of an area of the map."""
        drawn = self.page.get_by_test_id("map").locator("path").filter(has=self.page.locator("title", has_text=area))
        box = await drawn.bounding_box()
        assert box
        await self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    async def reads(self, text: str) -> None:
        await expect(self.newest.get_by_test_id("text")).to_contain_text(text)

    async def sees_keys(self, *labels: str) -> None:
        await expect(self.newest.get_by_test_id("key")).to_have_text(list(labels))

    async def sees_a_map(self) -> None:
        """See that the newest message is a picture, and that it has arrived."""
        await expect(self.newest.get_by_test_id("photo").locator("img")).to_have_js_property("complete", value=True)

    async def stays_at(self, message_id: str | None) -> None:
        """See that the newest message is still the same one, and marked as changed."""
        await expect(self.newest).to_have_attribute("data-message-id", message_id or "")
        await expect(self.newest.get_by_test_id("edited")).to_be_visible()

    async def where(self) -> str | None:
        return await self.newest.get_attribute("data-message-id")


@pytest.fixture
async def reader(browser: Browser, telegram: Telegram, services: Services) -> AsyncIterator[Reader]:
    """A resident with a phone in the hand, who has just started the bot."""
    city = services.city
    names = {area.id: area.name for area in city.areas.values()}
    options = PageOptions(map_file=default_city() / "areas.geojson", area_names=names)
    troubles: list[str] = []
    asked: list[str] = []
    async with serve(telegram, page=options) as address, answering(telegram, address, services):
        page = await browser.new_page(viewport=PHONE, has_touch=True, is_mobile=True)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(address)
        await page.get_by_test_id("start").click()
        yield Reader(page)
        await page.close()
        assert troubles == []
        assert [url for url in asked if not url.startswith((address, "data:"))] == []


async def test_a_street_and_the_pages_behind_its_card(reader: Reader) -> None:
    await reader.reads("Ciao! Ti dico qual è la rete del tuo quartiere a Bergamo.")
    await reader.taps_large_key("Aiuto")
    await reader.reads("Per esempio:")
    await reader.taps_large_key("La mia rete")
    await reader.reads("Dove abiti?")

    await reader.says("via Borgo Palazzo 60")
    await reader.reads("La tua rete è Borgo Palazzo")

    await reader.says("via Corridoni 60")
    await reader.reads("La tua rete è Redona")
    await reader.sees_a_map()
    await reader.taps("Chi c’è nel quartiere")
    await reader.reads("Pagina 1 di 2")
    pages = await reader.where()
    await reader.taps("Avanti")
    await reader.reads("Pagina 2 di 2")
    await reader.stays_at(pages)
    await reader.taps("Torna alla rete")
    await reader.reads("La rete Redona")
    await reader.sees_a_map()


async def test_a_position_from_the_map_and_a_street_near_a_border(reader: Reader) -> None:
    await reader.taps_large_key("Invia la mia posizione")
    await reader.points_at("Longuelo")
    await expect(reader.page.get_by_test_id("where")).to_have_text("Il punto è in Longuelo")
    await reader.page.get_by_test_id("map-send").click()
    await reader.reads("La tua posizione è nel quartiere Longuelo.")

    await reader.says("via Broseta 100")
    await reader.reads("vicino al confine")
    await reader.sees_keys("Loreto", "San Paolo", "Non è nessuno di questi")
    await reader.taps("Loreto")
    await reader.reads("La rete Loreto")
    await reader.sees_a_map()


async def test_reminders_are_changed_on_one_screen(reader: Reader) -> None:
    await reader.says("via Corridoni 60")
    await reader.reads("La tua rete è Redona")
    await reader.taps("Avvisami")
    await reader.reads("Ora segui Redona.")

    await reader.taps_large_key("Promemoria")
    await reader.reads("I tuoi promemoria")
    screen = await reader.where()
    await reader.taps("Cambia quando ti avviso")
    await reader.reads("Quanto tempo prima ti avviso?")
    await reader.taps("Una settimana prima")
    await reader.reads("Ti avviso una settimana prima, il giorno prima alle 18 e due ore prima.")
    await reader.taps("Torna ai promemoria")
    await reader.reads("Segui la rete Redona.")
    await reader.stays_at(screen)
