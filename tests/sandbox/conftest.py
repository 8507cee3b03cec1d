"""A Telegram with a clock turned by hand, calls to its Bot API with no network in between, and its page, served."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser

from sandbox.dispatch import answer
from sandbox.limits import Limits
from sandbox.page import PageOptions
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.chromium import chromium
from tests.sandbox.browsing import Opened, opener
from tests.sandbox.pages import Page


class Clock:
    """A clock that stands until it is turned."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)


class Api:
    """Calls methods and gives what goes over the wire."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def raw(self, method: str, files=None, **params) -> tuple[int, str]:
        answered = await answer(self.telegram, method, params, files or {})
        return answered.status, answered.body.decode()

    async def __call__(self, method: str, files=None, **params):
        status, body = await self.raw(method, files, **params)
        assert status == 200, body
        return json.loads(body)["result"]

    async def refused(self, method: str, files=None, **params) -> str:
        status, body = await self.raw(method, files, **params)
        refusal = json.loads(body)
        assert refusal["ok"] is False
        assert refusal["error_code"] == status
        return refusal["description"]


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def telegram(clock):
    return Telegram(clock=clock)


@pytest.fixture
def unlimited(clock):
    """A Telegram in which nothing but the rules of single calls is limited."""
    return Telegram(clock=clock, limits=Limits.none())


@pytest.fixture
def api(unlimited):
    return Api(unlimited)


@pytest.fixture
def limited_api(telegram):
    return Api(telegram)


@pytest.fixture
def ada(unlimited):
    """Somebody who has started the bot."""
    person = unlimited.person("Ada")
    person.starts()
    return person


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    areas = tmp_path / "areas.geojson"
    areas.write_text('{"type": "FeatureCollection", "features": []}')
    telegram = Telegram(limits=Limits.none())
    async with (
        serve(telegram, page=PageOptions(map_file=areas)) as base,
        aiohttp.ClientSession() as session,
    ):
        yield Page(base, telegram, session)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One for all stories, as it takes seconds to start; they run in the session's loop."""
    async with chromium() as running:
        yield running


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Opened:
    return opener(browser, tmp_path)
