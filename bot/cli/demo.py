"""`reti demo`: sandbox and bot together, in one process, with the chat page in the browser."""

import argparse
import asyncio
import logging
import webbrowser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot.city import load_city
from bot.cli import OK
from bot.cli.demo_events import sample_events
from bot.clock import utc_now
from bot.failures import StartError
from bot.logs import start_logging
from bot.run import serve as serve_bot
from bot.settings import Settings, default_city
from bot.stopping import stop_on_signals
from domain.agenda.timing import day_of
from domain.city import City
from storage import open_store

try:
    from sandbox.page import PageOptions, PersonSpec
    from sandbox.server import serve as serve_sandbox
    from sandbox.telegram import Telegram
except ModuleNotFoundError as missing:
    if missing.name not in {"starlette", "uvicorn"}:
        raise
    raise StartError(f"The demo needs the package {missing.name}: install `reti[demo]`.") from None

ADMINISTRATOR = PersonSpec("Amministratrice di prova", "Amministra il bot di questa demo", administers=True)
"""Whom the demo's bot obeys; the others on its page are residents until she invites one of them."""
PORT = 8470
_LAST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--port", type=_port, default=PORT, help=f"where the page is (default {PORT}; 0: any free)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def main(options: argparse.Namespace) -> int:
    """Play until Ctrl-C. Nothing is kept: the database is made for the demo and goes with it."""
    start_logging("WARNING")
    logging.getLogger("reti.errors").setLevel("INFO")
    asyncio.run(_play(options.port, open_browser=not options.no_browser))
    return OK


async def _play(port: int, *, open_browser: bool) -> None:
    stopping = asyncio.Event()
    stop_on_signals(stopping)
    telegram = Telegram()
    city = load_city(default_city())
    names = {str(area.id): area.name for area in city.areas.values()}
    page = PageOptions(
        map_file=city.folder / "areas.geojson",
        area_names=names,
        title="Reti di Quartiere",
        people=(*PageOptions().people, ADMINISTRATOR),
    )
    with TemporaryDirectory(prefix="reti-demo-") as folder:
        async with _served(telegram, port, page) as address:
            settings = Settings(
                token=SecretStr(telegram.token),
                api_url=address,
                database_url=f"sqlite:///{Path(folder) / 'demo.db'}",
                city=city.folder,
                admins=tuple(one.id for one in telegram.people.values() if one.first_name == ADMINISTRATOR.first_name),
            )
            await _put_samples(settings, city)
            bot = asyncio.create_task(serve_bot(settings, stopping))
            print("This is a demo: a small Telegram of its own, on this machine, with nobody else in it.")
            print(f"Open {address}  (Ctrl-C ends it)", flush=True)
            if open_browser:
                webbrowser.open(address)
            await bot


async def _put_samples(settings: Settings, city: City) -> None:
    async with open_store(settings.database_url) as store:
        now = utc_now()
        await store.take(sample_events(city, day_of(now, city.zone)), now)


@asynccontextmanager
async def _served(telegram: Telegram, port: int, page: PageOptions) -> AsyncIterator[str]:
    async with AsyncExitStack() as stack:
        try:
            address = await stack.enter_async_context(serve_sandbox(telegram, port=port, page=page))
        except OSError as error:
            raise StartError(f"Port {port} cannot be used ({error.strerror}): choose another with --port.") from error
        yield address


def _port(written: str) -> int:
    if not (written.isascii() and written.isdigit() and int(written) <= _LAST_PORT):
        raise StartError(f"--port: {written} is no port; they end at {_LAST_PORT}.")
    return int(written)
