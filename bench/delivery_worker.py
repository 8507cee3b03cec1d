"""Does what `bench.delivery` asks for, a line of work at a time: `python -m bench.delivery_worker ADDRESS`.

Each line it reads is the name of a work and a number; it prints what it measured as a line of JSON. Between lines it
waits and disturbs nobody.
"""

import asyncio
import gc
import json
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import SecretStr
from telegram import InlineKeyboardMarkup as InlineKeyboard

from bench.delivery_people import NETWORK, follow
from bench.rivals import TOKEN
from bot.application import build_application
from bot.outbox.planner import Planner
from bot.outbox.throttle.limiter import Limiter
from bot.outbox.throttle.rates import Rates
from bot.outbox.worker import Worker
from bot.pace import Pace
from bot.run import opened
from bot.settings import Settings, default_city
from domain.agenda.entry import Entry, Wish
from domain.agenda.event import Event, Kind, Timed, Venue
from domain.model import ChatId
from domain.outbox.delivery import Claimed, DeliveryId
from domain.outbox.delivery import Kind as Told
from domain.outbox.due import OccurrenceMatter
from domain.subscriptions import network
from handlers.context import Services
from handlers.i18n import Translator
from handlers.outbox.kinds import telling
from handlers.outbox.telling import Telling

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
STARTS = NOW + timedelta(hours=2)
IN_FLIGHT = 64
_EVENT = Event(
    uid="bench@reti.example",
    kind=Kind.MEETING,
    title="Incontro di esempio della rete",
    when=Timed(STARTS, STARTS + timedelta(hours=2)),
    zone="Europe/Rome",
    networks=(NETWORK,),
    venue=Venue("Sala di esempio"),
)
FIRST_CHAT = 5_000_000


@asynccontextmanager
async def followed(address: str, people: int) -> AsyncIterator[tuple[Services, Path]]:
    """Services over a new SQLite file, and that; so many people follow one network, an event of which is due."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "reti.db"
        url = f"sqlite:///{file}"
        settings = Settings(token=SecretStr(TOKEN), api_url=address, database_url=url, city=default_city())
        async with opened(settings, lambda: NOW) as services:
            await services.store.take([_EVENT], NOW - timedelta(days=2))
            follow(url, range(FIRST_CHAT + 1, FIRST_CHAT + people + 1), NOW - timedelta(days=3))
            yield services, file


async def plan(address: str, people: int) -> dict[str, float]:
    """Plan one reminder for each follower, then again."""
    async with followed(address, people) as (services, _):
        planner = Planner(services.store, services.city, services.clock)
        seconds, planned = await _timed(planner.plan)
        again, more = await _timed(Planner(services.store, services.city, services.clock).plan)
        return {"seconds": seconds, "planned": planned, "again_seconds": again, "again_planned": more}


async def ledger(address: str, people: int) -> dict[str, float]:
    """Deliver one reminder to each follower with no limit but the machine's."""
    async with followed(address, people) as (services, file):
        settings = Settings(token=SecretStr(TOKEN), api_url=address)
        application = build_application(settings, services, Limiter(Rates.none()))
        await application.initialize()
        await Planner(services.store, services.city, services.clock).plan()
        gc.collect()
        resident = psutil.Process().memory_info().rss
        worker = Worker(application.bot, services, replace(Pace(), deliver_every=0.01))
        started, cpu = time.perf_counter(), time.process_time()
        running = asyncio.create_task(worker.run(asyncio.Event()))
        while _waits(file):  # noqa: ASYNC110 - as others see it
            await asyncio.sleep(0.1)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        grown = psutil.Process().memory_info().rss - resident
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await application.shutdown()
        return {"per_second": people / seconds, "cpu": 1000 * cpu / people, "grown_mib": grown / 2**20}


def _waits(file: Path) -> bool:
    """Whether anything is still to be delivered: asked in a moment, or the asking would be measured."""
    with closing(sqlite3.connect(file)) as database:
        return database.execute("SELECT 1 FROM deliveries WHERE settled_at IS NULL LIMIT 1").fetchone() is not None


async def aiogram(address: str, people: int) -> dict[str, float]:
    """Send the same text and keys to as many, with aiogram alone."""
    async with followed(address, 1) as (services, _):
        view = telling(_CLAIMED, await _matter(services), Telling(services.city, NOW, "bot"), _italian(services))
    rows = view.keyboard.inline_keyboard if isinstance(view.keyboard, InlineKeyboard) else ()
    keys = [[InlineKeyboardButton(text=key.text, callback_data=str(key.callback_data)) for key in row] for row in rows]
    markup = InlineKeyboardMarkup(inline_keyboard=keys)
    async with Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(address))) as bot:
        left = iter(range(people))

        async def work() -> None:
            for number in left:
                await bot.send_message(FIRST_CHAT + number, str(view.text), parse_mode="HTML", reply_markup=markup)

        started, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    return {"per_second": people / seconds, "cpu": 1000 * cpu / people}


async def _matter(services: Services) -> OccurrenceMatter:
    [happening] = [await services.store.happening(entry.occurrence) for entry in await _coming(services)]
    if happening is None:
        raise LookupError("the event of the bench is not there")
    return OccurrenceMatter(happening, why=network(NETWORK))


async def _coming(services: Services) -> Sequence[Entry]:
    return await services.store.listed(Wish(), NOW, STARTS + timedelta(hours=1), 1)


def _italian(services: Services) -> Translator:
    return services.languages.choose("it")


_CLAIMED = Claimed(
    id=DeliveryId(1),
    chat=ChatId(1),
    telegram_id=FIRST_CHAT + 1,
    thread=None,
    language="it",
    kind=Told.REMINDER,
    subject=1,
    version=f"t{STARTS:%Y%m%d%H%M}",
    due_at=NOW,
    expires_at=STARTS,
    attempts=1,
)
WORKS: dict[str, Callable[[str, int], Coroutine[Any, Any, dict[str, float]]]] = {
    "plan": plan,
    "ledger": ledger,
    "aiogram": aiogram,
}


async def _timed(work: Callable[[], Awaitable[int]]) -> tuple[float, int]:
    started = time.perf_counter()
    done = await work()
    return time.perf_counter() - started, done


def main(address: str) -> None:
    """Do each work as often as asked."""
    for line in sys.stdin:
        name, number = line.split()
        print(json.dumps(asyncio.run(WORKS[name](address, int(number)))), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
