"""An operator's whole day in the chat page, in a real browser (see tests/chromium.py).

With RETI_TEST_PICTURES naming a folder, every station of the day is saved there as a picture; docs/operatori.md shows some.
"""

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from playwright.async_api import Browser, Locator, Page, expect
from typing_extensions import override

from bot.limiter import Limiter
from domain.city.model import NetworkId
from domain.model import ChatKind
from domain.subscriptions import network
from handlers.context import Services
from sandbox.page import PageOptions, PersonSpec
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.chromium import PHONE, chromium
from tests.conftest import QUICK, TurnedClock, answering, until

MARTA, OLGA, UGO = "Marta", "Olga", "Ugo"
PEOPLE = (PersonSpec(MARTA, "Amministratrice"), PersonSpec(OLGA, "Operatrice"), PersonSpec(UGO, "Residente"))
NEIGHBOURS = 150
"""So many follow besides: at Telegram's thirty a second there is time to pause."""

TOLD_EARLY = 40
"""So many of them follow before the meeting is published, and are told of it."""

MEETING = "Assemblea della rete ogni primo giovedì del mese alle 20:45, spazio di quartiere, rete Celadina"
WORDS = "**Domenica puliamo il parco.**\nCi troviamo alle 15 davanti alla scuola. Porta i guanti!"
CORRECTED = "**Sabato puliamo il parco.**\nCi troviamo alle 15 davanti alla scuola. Porta i guanti!"
PICTURES = os.environ.get("RETI_TEST_PICTURES")


class RunningClock(TurnedClock):
    """A clock that runs and can be put forward: limits a second are kept by it, too."""

    def __init__(self) -> None:
        super().__init__()
        self._began = time.monotonic()

    @override
    def __call__(self) -> datetime:
        return self.now + timedelta(seconds=time.monotonic() - self._began)


@pytest.fixture
def clock() -> RunningClock:
    return RunningClock()


@pytest.fixture
def telegram(clock: RunningClock) -> Telegram:
    """A Telegram that enforces its limits."""
    return Telegram(clock=clock)


@dataclass
class Day:
    """A phone in the hand of one person after the other, and what the test may do behind it."""

    page: Page
    telegram: Telegram
    services: Services
    clock: RunningClock
    neighbours: list[int]
    stations: int = 0

    @property
    def newest(self) -> Locator:
        """The bot's newest message in the open chat."""
        return self.page.locator("[data-testid=message][data-from=bot]").last

    def see(self, hook: str) -> Locator:
        return self.page.get_by_test_id(hook)

    async def becomes(self, name: str) -> None:
        """Hand the phone to somebody else."""
        if await self.see("back").is_visible():
            await self.see("back").click()
        await self.see("person").filter(has_text=name).first.click()
        await expect(self.see("chat-menu")).to_be_visible()

    async def starts(self) -> None:
        """Begin to talk with the bot, and put its large keys away: there is more room to read."""
        await self.see("start").click()
        await self.reads("Ciao!")
        await self.see("keyboard-toggle").click()

    async def says(self, text: str) -> None:
        await self.see("compose").fill(text)
        await self.see("send").click()

    async def taps(self, label: str) -> None:
        await self.newest.get_by_test_id("key").filter(has_text=label).first.click()

    async def opens(self, link: str) -> None:
        """Open a link that somebody sent."""
        await self.see("chat-menu").click()
        await self.see("open-link").click()
        await self.see("link").fill(link)
        await self.see("link-open").click()

    async def sends_photo(self, caption: str) -> None:
        async with self.page.expect_file_chooser() as chooser:
            await self.see("attach").click()
            await self.see("attach-photo").click()
        picture = {"name": "parco.png", "mimeType": "image/png", "buffer": a_park()}
        await (await chooser.value).set_files([picture])  # type: ignore[list-item]
        await self.see("caption").fill(caption)
        await self.see("file-send").click()

    async def reads(self, *words: str, within: float = 5) -> None:
        """See the newest message say something."""
        for part in words:
            await expect(self.newest.get_by_test_id("text")).to_contain_text(part, timeout=within * 1000)

    async def pictured(self, name: str) -> None:
        """Save the screen, where pictures are wanted."""
        self.stations += 1
        if PICTURES:
            await self.page.wait_for_timeout(300)
            shot = Image.open(BytesIO(await self.page.screenshot()))
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            shot.convert("RGB").quantize(64).save(folder / f"{self.stations:02}-{name}.png", optimize=True)

    async def follow(self, *networks: str, who: slice) -> None:
        """Let neighbours follow networks."""
        store = self.services.store
        for telegram_id in self.neighbours[who]:
            chat = await store.meet(telegram_id, ChatKind.PRIVATE, "it", self.clock())
            for one in networks:
                await store.follow(chat.id, None, network(NetworkId(one)), self.clock())


def a_park() -> bytes:
    """A drawing of a park."""
    drawn = Image.new("RGB", (640, 360), "#bfe3f5")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((0, 240, 640, 360), fill="#7fb77e")
    pen.ellipse((520, 30, 600, 110), fill="#ffd75e")
    for left in (60, 220, 400):
        pen.rectangle((left + 40, 180, left + 60, 270), fill="#8a5a3c")
        pen.ellipse((left, 70, left + 100, 200), fill="#3f8f4f")
    file = BytesIO()
    drawn.save(file, "PNG")
    return file.getvalue()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture
async def day(browser: Browser, telegram: Telegram, services: Services, clock: RunningClock) -> AsyncIterator[Day]:
    """Monday noon, 23 November 2026."""
    options = PageOptions(people=PEOPLE, group=None)
    async with serve(telegram, page=options) as address:
        marta = next(person for person in telegram.people.values() if person.first_name == MARTA)
        neighbours = [telegram.person(f"Vicina {number}") for number in range(1, NEIGHBOURS + 1)]
        for neighbour in neighbours:
            neighbour.starts()
        telegram.updates.clear()  # they are known to the bot already
        named = replace(services, admins=frozenset({marta.id}))
        async with answering(telegram, address, named, replace(QUICK, panel_every=0.5), Limiter()):
            scale = 2 if PICTURES else 1
            page = await browser.new_page(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=scale)
            troubles: list[str] = []
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
            await page.goto(address)
            yield Day(page, telegram, named, clock, [one.id for one in neighbours])
            await page.close()
            assert troubles == []


async def test_the_whole_day(day: Day) -> None:
    await becomes_an_operator(day)
    await makes_a_meeting(day)
    await moves_one_of_its_dates(day)
    await announces_with_a_photo(day)
    await pauses_and_goes_on(day)
    await corrects_it(day)
    await day.becomes(UGO)
    await day.pictured("residente")


async def becomes_an_operator(day: Day) -> None:
    await day.becomes(MARTA)
    await day.starts()
    await day.says("/operatore")
    await day.reads("Marta, che cosa vuoi fare?")
    await day.pictured("amministratrice")
    await day.taps("Invita qualcuno")
    await day.taps("Celadina")
    await day.pictured("invitare")
    await day.taps("Avanti ▸")
    await day.taps("Redona")
    await day.reads("Hai scelto: Celadina e Redona.")
    await day.taps("Crea il link")
    await day.reads("L’invito è pronto")
    await day.pictured("invito")
    letter = day.page.locator("[data-testid=message][data-from=bot]").nth(-2)
    link = re.search(r"https://t\.me/\S+", await letter.get_by_test_id("text").inner_text())
    assert link

    await day.becomes(UGO)
    await day.starts()
    await day.says("/segui Celadina")
    await day.reads("Ora segui Celadina")
    await day.follow("celadina", who=slice(TOLD_EARLY))

    await day.becomes(OLGA)
    await day.starts()
    await day.opens(link.group())
    await day.reads("Olga, che cosa vuoi fare?")
    await day.pictured("menu")


async def makes_a_meeting(day: Day) -> None:
    await day.says("/nuovo")
    await day.reads("Come si chiama?")
    await day.pictured("nuovo")
    await day.says(MEETING)
    await day.page.wait_for_timeout(700)
    await day.pictured("letto")
    await day.taps("Pubblica")
    await day.reads("Pubblicato")
    await day.pictured("pubblicato")
    day.clock.turn(minutes=1)
    await asyncio.sleep(0.5)
    day.clock.turn(minutes=11)
    await asyncio.sleep(3)
    await day.becomes(UGO)
    await day.pictured("novita")
    await day.becomes(OLGA)


async def moves_one_of_its_dates(day: Day) -> None:
    await day.says("/operatore")
    await day.reads("Olga, che cosa vuoi fare?")
    await day.taps("Iniziative")
    await day.reads("Assemblea")
    await day.pictured("iniziative")
    await day.taps("1")
    await day.page.wait_for_timeout(300)
    await day.pictured("iniziativa")
    await day.taps("3 dicembre")
    await day.page.wait_for_timeout(300)
    await day.pictured("data")
    await day.taps("Sposta")
    await day.page.wait_for_timeout(300)
    await day.pictured("sposta")
    await day.says("giovedì 10 dicembre alle 21")
    await day.reads("Avviserò")
    await day.pictured("effetto")
    await day.taps("Salva la modifica")
    await day.page.wait_for_timeout(300)
    await day.pictured("spostato")
    await day.becomes(UGO)
    await day.page.wait_for_timeout(3000)
    await day.pictured("avviso")
    await day.becomes(OLGA)


async def announces_with_a_photo(day: Day) -> None:
    await day.follow("redona", who=slice(TOLD_EARLY - 18, None))
    await day.says("/annuncio")
    await day.page.wait_for_timeout(300)
    await day.pictured("annuncio")
    await day.sends_photo(WORDS)
    await day.reads("Chi lo deve ricevere?")
    await day.pictured("destinatari")
    await day.taps("Celadina")
    await day.taps("Redona")
    await day.page.wait_for_timeout(300)
    await day.pictured("destinatari")
    await day.taps("Avanti")
    await day.page.wait_for_timeout(500)
    await day.pictured("anteprima")
    await day.taps("Scegli quando")
    await day.page.wait_for_timeout(300)
    await day.pictured("quando")
    await day.taps("Indietro")
    await day.page.wait_for_timeout(300)


async def pauses_and_goes_on(day: Day) -> None:
    await day.taps("Manda ora")
    await day.page.wait_for_timeout(2000)
    await day.pictured("in-corso")
    await day.taps("Pausa")
    await day.reads("È in pausa")
    await day.pictured("pausa")
    await day.taps("Riprendi")
    await day.reads("Era per", within=20)
    await day.pictured("resoconto")


async def corrects_it(day: Day) -> None:
    await day.taps("Correggi")
    await day.page.wait_for_timeout(300)
    await day.pictured("correggi")
    await day.says(CORRECTED)
    await day.page.wait_for_timeout(500)
    await day.pictured("correzione")
    await day.taps("Correggi tutte")
    await day.page.wait_for_timeout(1500)
    await day.pictured("correggendo")
    await day.reads("Corretto.", within=20)
    await day.pictured("corretto")
