"""An operator's whole day in the chat page, in a real browser (see tests/chromium.py).

Where RETI_TEST_PICTURES names a folder, every station of the day is saved there; docs/operatori.md shows some of them.
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

from bot.outbox.throttle.limiter import Limiter
from bot.outbox.throttle.rates import Rates
from bot.settings import default_city
from domain.city.model import NetworkId
from domain.model import ChatKind
from domain.subscriptions import network
from handlers.context import Services
from sandbox.limits import Limits
from sandbox.page import PageOptions, PersonSpec
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.chromium import PHONE, chromium
from tests.conftest import QUICK, TurnedClock, answering, until

MARTA, OLGA, UGO = "Marta", "Olga", "Ugo"
PEOPLE = (PersonSpec(MARTA, "Amministratrice"), PersonSpec(OLGA, "Operatrice"), PersonSpec(UGO, "Residente"))
NEIGHBOURS = 180
"""So many follow besides: at Telegram's thirty a second there is time to pause."""

TOLD_EARLY = 40
"""So many of them follow before the meeting is published, and are told of it."""

MEETING = "Assemblea della rete ogni primo giovedì del mese alle 20:45, spazio di quartiere, rete Celadina"
FOLLOW_BOTH = 18
"""So many of them follow both networks."""

BODY = "Ci troviamo alle 15 davanti alla scuola. Porta i guanti!"
WORDS = f"**Domenica puliamo il parco.**\n{BODY}"
CORRECTED = WORDS.replace("Domenica", "Sabato")
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
    """A Telegram that takes thirty messages a second in all; who taps quickly need not wait for a second."""
    return Telegram(clock=clock, limits=Limits(chat_burst=None))


@dataclass
class Day:
    """A phone in the hand of one person after the other, and what the test may do behind it."""

    page: Page
    telegram: Telegram
    services: Services
    clock: RunningClock
    neighbours: list[int]

    @property
    def newest(self) -> Locator:
        """The bot's newest message in the open chat."""
        return self.page.locator("[data-testid=message][data-from=bot]").last

    def see(self, hook: str) -> Locator:
        return self.page.get_by_test_id(hook)

    async def becomes(self, name: str) -> None:
        """Hand the phone to somebody else."""
        if await self.see("back").is_visible():
            await self.see("back").tap()
        await self.see("person").filter(has_text=name).first.tap()
        await expect(self.see("chat-menu")).to_be_visible()

    async def starts(self) -> None:
        await self.see("start").tap()
        await self.reads("Ciao!")

    async def says(self, text: str, *answered: str) -> None:
        """Write, and read the answer."""
        before = await self.newest.get_attribute("data-message-id")
        await self.see("compose").fill(text)
        await self.see("send").tap()
        await expect(self.newest).not_to_have_attribute("data-message-id", before or "")
        await self.reads(*answered)

    async def taps(self, label: str, *answered: str) -> None:
        """Tap a key under the newest message, and read what comes of it, there or below."""
        await self.newest.get_by_test_id("key").filter(has_text=label).first.tap()
        await self.reads(*answered)

    async def opens(self, link: str) -> None:
        """Open a link that somebody sent."""
        await self.see("chat-menu").tap()
        await self.see("open-link").tap()
        await self.see("link").fill(link)
        await self.see("link-open").tap()

    async def sends_photo(self, caption: str) -> None:
        async with self.page.expect_file_chooser() as chooser:
            await self.see("attach").tap()
            await self.see("attach-photo").tap()
        picture = {"name": "parco.png", "mimeType": "image/png", "buffer": a_park()}
        await (await chooser.value).set_files([picture])  # type: ignore[list-item]
        await self.see("caption").fill(caption)
        await self.see("file-send").tap()

    async def reads(self, *words: str, within: float = 5) -> None:
        """See the newest message say something."""
        for part in words:
            await expect(self.newest.get_by_test_id("text")).to_contain_text(part, timeout=within * 1000)

    async def sees_keys(self, *labels: str) -> None:
        await expect(self.newest.get_by_test_id("key")).to_have_text(list(labels))

    async def pictured(self, name: str) -> None:
        """Save the screen where pictures are wanted, the bot's large keys put away."""
        if not PICTURES:
            return
        if await self.see("reply-key").first.is_visible():
            await self.see("keyboard-toggle").tap()
            await expect(self.see("reply-key").first).to_be_hidden()
        await self.page.wait_for_timeout(400)  # toasts and fading keys are gone
        save(await self.page.screenshot(), f"{name}.png")

    def got(self, words: str) -> int:
        """How many neighbours have a message of the bot that says something."""
        bot = self.telegram.bot["id"]
        return sum(
            any(words in one.text for one in self.telegram.messages(chat) if one.sender_id == bot)
            for chat in self.neighbours
        )

    async def follow(self, *networks: str, who: slice) -> None:
        """Let neighbours follow networks."""
        store = self.services.store
        for telegram_id in self.neighbours[who]:
            chat = await store.meet(telegram_id, ChatKind.PRIVATE, "it", self.clock())
            for one in networks:
                await store.follow(chat.id, None, network(NetworkId(one)), self.clock())


def save(screen: bytes, name: str) -> None:
    """Save a screen with few colours, as a small file."""
    folder = Path(PICTURES or ".")
    folder.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(screen)).convert("RGB").quantize(48).save(folder / name, optimize=True)


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
    options = PageOptions(map_file=default_city() / "areas.geojson", people=PEOPLE, group=None)
    async with serve(telegram, page=options) as address:
        marta = next(person for person in telegram.people.values() if person.first_name == MARTA)
        neighbours = [telegram.person(f"Vicina {number}") for number in range(1, NEIGHBOURS + 1)]
        for neighbour in neighbours:
            neighbour.starts()
        telegram.updates.clear()  # they are known to the bot already
        named = replace(services, admins=frozenset({marta.id}))
        async with answering(
            telegram, address, named, replace(QUICK, panel_every=0.5), Limiter(Rates(chat_burst=None))
        ):
            scale = 2 if PICTURES else 1
            page = await browser.new_page(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=scale)
            troubles: list[str] = []
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("console", lambda said: troubles.append(said.text) if said.type in {"error", "warning"} else None)
            await page.goto(address)
            await expect(page.get_by_test_id("start")).to_be_visible()  # the first person's chat is open
            yield Day(page, telegram, named, clock, [one.id for one in neighbours])
            await page.close()
            assert troubles == []


async def test_the_whole_day(day: Day) -> None:
    link = await an_administrator_invites(day)
    await a_resident_follows(day)
    await she_becomes_an_operator(day, link)
    await she_makes_a_meeting(day)
    await she_moves_one_of_its_dates(day)
    await she_writes_an_announcement(day)
    await she_pauses_it_and_goes_on(day)
    await she_corrects_it(day)
    await the_resident_reads_the_corrected_copy(day)


async def an_administrator_invites(day: Day) -> str:
    """Give the link that the invitation carries."""
    await day.becomes(MARTA)
    await day.starts()
    await day.says("/operatore", "Marta, che cosa vuoi fare?")
    await day.pictured("amministratrice")
    await day.taps("Invita qualcuno", "Che cosa potrà fare la persona che inviti?")
    await day.pictured("invitare")
    await day.taps("Operatore", "Per quali reti?")
    await day.taps("Celadina", "Hai scelto: Celadina.")
    await day.pictured("reti")
    await day.taps("Avanti ▸")
    await expect(day.newest.get_by_test_id("key").filter(has_text="◂ Indietro")).to_be_visible()
    await day.taps("Avanti ▸")
    await day.taps("Redona", "Hai scelto: Celadina e Redona.")
    await day.taps("Crea il link", "L’invito è pronto: è il messaggio qui sopra.")
    await day.pictured("invito")
    letter = day.page.locator("[data-testid=message][data-from=bot]").nth(-2)
    found = re.search(r"https://t\.me/\S+", await letter.get_by_test_id("text").inner_text())
    assert found
    return found.group()


async def a_resident_follows(day: Day) -> None:
    await day.becomes(UGO)
    await day.starts()
    await day.says("/segui Celadina", "Ora segui Celadina.")
    await day.follow("celadina", who=slice(TOLD_EARLY))


async def she_becomes_an_operator(day: Day, link: str) -> None:
    await day.becomes(OLGA)
    await day.starts()
    await day.opens(link)
    await day.reads("Olga, che cosa vuoi fare?", "Puoi scrivere iniziative e annunci per Celadina e Redona.")
    await day.pictured("menu")


async def she_makes_a_meeting(day: Day) -> None:
    await day.says("/nuovo", "Come si chiama?")
    await day.pictured("nuovo")
    await day.says(
        MEETING,
        "giovedì 3 dicembre, ore 20:45",
        "Si ripete: il primo giovedì del mese",
        "Al Civico 7 - spazio di quartiere Celadina",
        "Celadina · Incontro della rete",
    )
    await day.pictured("riletto")
    await day.taps("Pubblica", "Pubblicato: Assemblea della rete", "fra una decina di minuti")
    await day.pictured("pubblicato")

    await day.becomes(UGO)
    day.clock.turn(minutes=11)
    await day.reads("Novità: Assemblea della rete", "Giovedì 3 dicembre, ore 20:45")
    await day.pictured("novita")
    await until(lambda: day.got("Novità: Assemblea") == TOLD_EARLY)


async def she_moves_one_of_its_dates(day: Day) -> None:
    await day.becomes(OLGA)
    await day.says("/operatore", "Olga, che cosa vuoi fare?")
    await day.taps("Iniziative", "Le tue iniziative", "Assemblea della rete")
    await day.pictured("iniziative")
    await day.taps("1", "tutte le date")
    await day.pictured("iniziativa")
    await day.taps("Una data sola", "Quale data di «Assemblea della rete»?")
    await day.pictured("date")
    await day.taps("Giovedì 3 dicembre", "Quello che fai qui vale solo per questa data.")
    await day.pictured("data")
    await day.taps("Sposta", "Qual è la nuova data?")
    await day.says("giovedì 10 dicembre alle 21", "10 dicembre, ore 21:00", f"Avviserò {TOLD_EARLY + 1} persone")
    await day.pictured("effetto")
    await day.taps("Salva la modifica", "Spostato: Assemblea della rete", "Le altre date restano com’erano.")
    await day.pictured("spostato")

    await day.becomes(UGO)
    await day.reads("Cambia giorno: Assemblea della rete", "Giovedì 10 dicembre, ore 21:00", within=10)
    await day.pictured("avviso")


async def she_writes_an_announcement(day: Day) -> None:
    await day.follow("redona", who=slice(TOLD_EARLY - FOLLOW_BOTH, None))
    await day.becomes(OLGA)
    await day.says("/annuncio", "Scrivimi l’annuncio")
    await day.pictured("annuncio")
    await day.sends_photo(WORDS)
    await day.reads("Chi lo deve ricevere?")
    await day.taps("Celadina", f"Così lo vedranno {TOLD_EARLY + 1} persone")
    await day.taps("Redona", f"Così lo vedranno {NEIGHBOURS + 1} persone", f"{FOLLOW_BOTH} ne seguono più di una")
    await day.pictured("destinatari")
    await day.taps("Avanti: guardalo")
    await expect(day.newest.get_by_test_id("key").first).to_have_text("Manda ora")
    copy = day.page.locator("[data-testid=message][data-from=bot]").nth(-2)
    await expect(copy.get_by_test_id("text")).to_contain_text("Te lo scrivo perché segui Celadina.")
    await expect(copy.get_by_test_id("photo").locator("img")).to_have_js_property("complete", value=True)
    await day.pictured("anteprima")
    await day.taps("Scegli quando", "Quando deve partire?")
    await day.pictured("quando")
    await day.taps("◂ Indietro")
    await expect(day.newest.get_by_test_id("key").first).to_have_text("Manda ora")


async def she_pauses_it_and_goes_on(day: Day) -> None:
    everybody = NEIGHBOURS + 1
    await day.taps("Manda ora", "Sto mandando…", f" di {everybody}")
    panel = await day.newest.get_attribute("data-message-id")
    await expect(day.newest.get_by_test_id("text")).to_contain_text(
        re.compile(r"[1-9]\d* di .*mancano circa", re.DOTALL)
    )
    await day.pictured("in-corso")
    await day.taps("Pausa", "È in pausa.")
    still = await it_stands_still(day)
    assert 0 < still < NEIGHBOURS
    await day.pictured("pausa")
    await expect(day.newest).to_have_attribute("data-message-id", panel or "")
    await day.taps("Riprendi")
    await day.reads("Ecco com’è andata.", f"Era per {everybody}", f"{everybody} l’hanno ricevuto", within=20)
    await day.pictured("resoconto")
    assert day.got(BODY) == NEIGHBOURS


async def it_stands_still(day: Day) -> int:
    """Give how many copies had gone when it paused: those under way arrive within two seconds, and then none does."""
    loop = asyncio.get_running_loop()
    copies, since = day.got(BODY), loop.time()
    ends_at = since + 3
    while loop.time() - since < 1:  # thirty would have gone
        assert loop.time() < ends_at, "it goes on"
        await asyncio.sleep(0.05)
        if day.got(BODY) != copies:
            copies, since = day.got(BODY), loop.time()
    return copies


async def she_corrects_it(day: Day) -> None:
    everybody = NEIGHBOURS + 1
    await day.taps("Correggi", "Scrivimi tutto il testo, come deve essere.")
    await day.says(CORRECTED, f"Così cambio {everybody} copie.")
    await day.pictured("correzione")
    await day.taps("Correggi tutte", "Lo sto correggendo…")
    await day.reads("Corretto.", f"{everybody} di {everybody} copie", within=20)
    await day.pictured("corretto")
    await day.taps("Guarda com’è ora", "Ecco com’è andata.", f"{everybody} l’hanno ricevuto")
    await day.taps("Vedi gli annunci", "Annunci")
    await day.sees_keys("mandato · Sabato puliamo il parco. Ci tr…", "Scrivi un annuncio", "◂ Menu")
    await day.pictured("annunci")


async def the_resident_reads_the_corrected_copy(day: Day) -> None:
    await day.becomes(UGO)
    await day.reads("Sabato puliamo il parco.", "Te lo scrivo perché segui Celadina.")
    await expect(day.newest.get_by_test_id("photo").locator("img")).to_have_js_property("naturalWidth", 640)
    await expect(day.newest.get_by_test_id("edited")).to_be_visible()
    await day.sees_keys("Smetti di seguire Celadina")
    await day.pictured("residente")
