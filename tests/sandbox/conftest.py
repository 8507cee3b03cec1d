"""A Telegram with a clock that is turned by hand, and calls to its Bot API without a network in between."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.dispatch import answer
from sandbox.limits import Limits
from sandbox.telegram import Telegram


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
