"""The world that stories are told in: a small Telegram, the real bot before it, a database, a clock that we turn."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings
from pydantic import SecretStr

from bot.application import Reti, build_application
from bot.outbox.throttle.limiter import Limiter
from bot.pace import Pace
from bot.run import Running, answer_until
from bot.settings import Settings, default_city
from domain import lookup
from domain.city import City, load
from domain.ports import Store
from handlers.context import Services
from handlers.i18n import Languages, load_languages
from handlers.views.privacy import Notice
from sandbox.groups import Group
from sandbox.limits import Limits
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.server import serve
from sandbox.telegram import Telegram
from storage import open_store

hypothesis_settings.register_profile("reti", deadline=None, derandomize=True)
hypothesis_settings.register_profile("prove", deadline=None, max_examples=1_000, print_blob=True)
hypothesis_settings.load_profile("reti")

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
QUICK = Pace(
    poll=5,
    grace=5,
    first_pause=0.01,
    longest_pause=0.05,
    patience=5,
    farewell=2,
    plan_every=0.1,
    deliver_every=0.05,
    announce_every=0.05,
    panel_every=0.1,
)


_BEGAN = "began"


class TurnedClock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


class World:
    """People who talk with the bot. Every verb waits until the bot has dealt with what was done."""

    def __init__(self, telegram: Telegram, services: Services, application: Reti, clock: TurnedClock) -> None:
        self.telegram = telegram
        self.services = services
        self.application = application
        self.clock = clock
        self.resident = telegram.person("Ada")

    @property
    def store(self) -> Store:
        return self.services.store

    async def says(self, text: str, *, by: Person | None = None, chat: Group | None = None, **more: Any) -> Message:
        person = by or self.resident
        return await self.after(person.says(text, chat=chat, **more), person, chat)

    async def taps(self, label: str, *, by: Person | None = None, chat: Group | None = None) -> Message:
        person = by or self.resident
        return await self.after(person.taps(label, chat=chat), person, chat)

    async def starts(self, payload: str = "", *, by: Person | None = None) -> Message:
        person = by or self.resident
        return await self.after(person.starts(payload), person)

    async def opens(self, link: str, *, by: Person | None = None) -> Message:
        """Open a deep link of the bot."""
        person = by or self.resident
        return await self.after(person.opens(link), person)

    async def presses(self, data: str, message: Message, *, by: Person | None = None) -> None:
        """Send callback data as if a button of a message had it, whosever the message is."""
        await self.telegram.handled((by or self.resident).presses(data, message=message))

    async def edits(
        self, message: Message, text: str, *, by: Person | None = None, chat: Group | None = None, **more: Any
    ) -> Message:
        """Change the text or the caption of a message of one's own."""
        person = by or self.resident
        return await self.after(person.edits(message.id, text, chat, **more), person, chat)

    async def forwards(self, message: Message, *, by: Person | None = None, chat: Group | None = None) -> Message:
        person = by or self.resident
        return await self.after(person.forwards(message, chat=chat), person, chat)

    async def sends_photo(
        self, caption: str = "", *, by: Person | None = None, chat: Group | None = None, **more: Any
    ) -> Message:
        person = by or self.resident
        return await self.after(person.sends_photo(caption, chat=chat, **more), person, chat)

    async def sends_document(
        self, name: str, content: bytes, *, by: Person | None = None, chat: Group | None = None, **more: Any
    ) -> Message:
        person = by or self.resident
        return await self.after(person.sends_document(name, content, chat=chat, **more), person, chat)

    async def sends_album(self, *, by: Person | None = None, chat: Group | None = None, **more: Any) -> Message:
        person = by or self.resident
        return await self.after(person.sends_album(chat=chat, **more), person, chat)

    async def after(self, update_id: int, person: Person | None = None, chat: Group | None = None) -> Message:
        """The bot's newest message in the chat, once it has dealt with an update."""
        await self.telegram.handled(update_id)
        person = person or self.resident
        return last_of_bot(self.telegram, chat.id) if chat else person.last

    async def quiet(self) -> None:
        """Nothing is due, nothing is under way, and all that was done is written down."""
        running = await self.application.bot_data[_BEGAN]
        await running.worker.idle()

    async def plans(self) -> None:
        """What has become due is planned, without waiting for the time at which the bot does that by itself."""
        running = await self.application.bot_data[_BEGAN]
        await next(job for job in running.jobs if job.name == "plan").work()

    def said(self, chat: Group | None = None) -> list[Message]:
        """All the bot's messages in a chat."""
        chat_id = chat.id if chat else self.resident.chat
        return [message for message in self.telegram.messages(chat_id) if message.sender_id == self.telegram.bot["id"]]


async def until(condition: Callable[[], object], *, within: float = 5) -> None:
    """Wait until something has come about, for at most so many seconds."""
    async with asyncio.timeout(within):
        while not condition():
            await asyncio.sleep(0.005)


def last_of_bot(telegram: Telegram, chat_id: int) -> Message:
    return [message for message in telegram.messages(chat_id) if message.sender_id == telegram.bot["id"]][-1]


def labels(message: Message) -> list[str]:
    """What the keys under a message say."""
    return [button.text for row in message.buttons for button in row]


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the machine at hand has set for a bot of its own away from every test."""
    for name in [name for name in os.environ if name.upper().startswith("RETI_") and "_TEST_" not in name.upper()]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def city() -> City:
    return load(default_city())


@pytest.fixture(scope="session")
def index(city: City) -> lookup.Index:
    return lookup.build(city)


@pytest.fixture(scope="session")
def languages() -> Languages:
    return load_languages()


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as the migrations leave it; stories work on copies."""
    path = tmp_path_factory.mktemp("database") / "empty.db"

    async def make() -> None:
        async with open_store(f"sqlite:///{path}"):
            pass

    asyncio.run(make())
    return path


@pytest.fixture
async def store(empty_database: Path, tmp_path: Path) -> AsyncIterator[Store]:
    path = tmp_path / "reti.db"
    shutil.copy(empty_database, path)
    async with open_store(f"sqlite:///{path}") as opened:
        yield opened


@pytest.fixture
def services(store: Store, city: City, index: lookup.Index, clock: TurnedClock, languages: Languages) -> Services:
    return Services(store, city, index, clock, languages, Notice())


@pytest.fixture
def telegram() -> Iterator[Telegram]:
    return Telegram(limits=Limits.none())


@asynccontextmanager
async def bot_at_work(telegram: Telegram, services: Services, pace: Pace = QUICK) -> AsyncIterator[Reti]:
    """The real bot, answering the people of a small Telegram over HTTP."""
    async with serve(telegram) as address, answering(telegram, address, services, pace) as application:
        yield application


@asynccontextmanager
async def answering(
    telegram: Telegram, address: str, services: Services, pace: Pace = QUICK, limiter: Limiter | None = None
) -> AsyncIterator[Reti]:
    """The real bot, answering at the address of a small Telegram."""
    settings = Settings(token=SecretStr(telegram.token), api_url=address)
    application = build_application(settings, services, limiter)
    stopping = asyncio.Event()
    began: asyncio.Future[Running] = asyncio.get_running_loop().create_future()
    application.bot_data[_BEGAN] = began
    running = asyncio.create_task(answer_until(stopping, application, pace, began=began.set_result))
    try:
        yield application
    finally:
        stopping.set()
        await running


@pytest.fixture
async def world(telegram: Telegram, services: Services, clock: TurnedClock) -> AsyncIterator[World]:
    async with bot_at_work(telegram, services) as application:
        yield World(telegram, services, application, clock)
