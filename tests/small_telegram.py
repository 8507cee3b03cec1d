"""A small Telegram in memory, at the far end of the real client: it can hold, be out of reach, and lose its answers.

It takes the place of the client's pool of connections, so that everything above it is what runs in earnest.
"""

import asyncio
import json
import math
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, cast

import aiohttp
from aiohttp.client_reqrep import ConnectionKey
from typing_extensions import override

from bot.api.client import AiohttpRequest

TRIP = 0.02
"""Seconds for which a request is on its way, and its answer."""

ME = {"id": 1, "is_bot": True, "first_name": "Reti", "username": "reti_bot"}


class Outage(StrEnum):
    """What stands between the bot and Telegram, for everybody."""

    NO_CONNECTION = "no connection"
    DROPPED_BEFORE = "dropped before"
    DROPPED_AFTER = "dropped after"
    UNAUTHORIZED = "401"
    NOT_FOUND = "404"
    PAGE_403 = "page 403"
    PAGE_404 = "page 404"
    PAGE_502 = "page 502"
    PAGE_502_AFTER = "page 502 after"
    SILENCE = "silence"
    SILENCE_AFTER = "silence after"


AFTER = {Outage.DROPPED_AFTER, Outage.PAGE_502_AFTER, Outage.SILENCE_AFTER}
"""Telegram has taken the message by then."""

SURELY_NOT_DONE = {
    Outage.NO_CONNECTION,
    Outage.UNAUTHORIZED,
    Outage.NOT_FOUND,
    Outage.PAGE_403,
    Outage.PAGE_404,
}
_JSON = {Outage.UNAUTHORIZED: (401, "Unauthorized"), Outage.NOT_FOUND: (404, "Not Found")}
_PAGES = {Outage.PAGE_403: 403, Outage.PAGE_404: 404, Outage.PAGE_502: 502, Outage.PAGE_502_AFTER: 502}


@dataclass(eq=False)
class Post:
    """A call as Telegram sees it, and when it began and ended, by the loop's time; `sender` is a process."""

    method: str
    parameters: Mapping[str, Any]
    sender: Any
    began: float
    ended: float | None = None
    accepted: bool = False
    lost: Outage | None = None
    """What stood in its way."""
    regardless: bool = False
    """Its sender knew when it began that the way fails."""

    @property
    def chat(self) -> int:
        return int(self.parameters["chat_id"])

    @property
    def text(self) -> str:
        return str(self.parameters.get("text", ""))

    @property
    def in_doubt(self) -> bool:
        return self.lost is not None and self.lost not in SURELY_NOT_DONE


@dataclass
class _Answer:
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.status < 400

    async def read(self) -> bytes:
        return self.body


class SmallTelegram:
    """It takes messages, unless something stands in the way; `posts` are all that it saw. Its clock gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._now = clock
        self.posts: list[Post] = []
        self.blocked: set[int] = set()
        self.outage: Outage | None = None
        self._outage_ends = -math.inf
        self._held: dict[int | None, float] = {}
        self._numbers = 0

    def fails(self, outage: Outage, seconds: float) -> None:
        self.outage, self._outage_ends = outage, self._now() + seconds

    def holds(self, seconds: float, chat: int | None = None) -> None:
        """Take nothing for a time, for a chat or for any."""
        self._held[chat] = self._now() + seconds

    def is_well_again(self) -> None:
        self.outage = None
        self._held.clear()

    async def takes(self, sender: Any, method: str, parameters: Mapping[str, Any], patience: float) -> _Answer:
        post = Post(method, parameters, sender, self._now(), regardless=self._now() - sender.way_fails_since > TRIP)
        if method != "getMe":
            self.posts.append(post)
        await asyncio.sleep(TRIP)
        try:
            answer = await self._answer(post, patience)
            await asyncio.sleep(TRIP)
        finally:
            post.ended = self._now()
            if post.lost is not None:
                sender.way_fails_since = min(sender.way_fails_since, self._now())
            elif method == "getMe":
                sender.way_fails_since = math.inf
        return answer

    async def _answer(self, post: Post, patience: float) -> _Answer:
        outage = self.outage if self._now() < self._outage_ends and post.sender.is_greeted else None
        if outage is None:
            return self._said(post)
        post.lost = outage
        if outage in AFTER and post.method != "getMe":
            self._said(post)
        if outage in _JSON:
            return _refused(*_JSON[outage])
        if outage in _PAGES:
            return _Answer(_PAGES[outage], b"<html>No</html>")
        match outage:
            case Outage.NO_CONNECTION:
                key = ConnectionKey("telegram", 443, True, True, None, None, None)  # noqa: FBT003 - aiohttp's own
                raise aiohttp.ClientConnectorError(key, OSError(111, "refused"))
            case Outage.SILENCE | Outage.SILENCE_AFTER:
                await asyncio.sleep(patience)
                raise aiohttp.SocketTimeoutError
            case _:
                raise aiohttp.ServerDisconnectedError

    def _said(self, post: Post) -> _Answer:
        """What Telegram itself says."""
        if post.method == "getMe":
            return _result(ME)
        until = max(self._held.get(None, -math.inf), self._held.get(post.chat, -math.inf))
        if until > self._now():
            return _refused(429, "Too Many Requests", {"retry_after": math.ceil(until - self._now())})
        if post.chat in self.blocked:
            return _refused(403, "Forbidden: bot was blocked by the user")
        post.accepted = True
        self._numbers += 1
        return _result({"message_id": self._numbers} if post.method == "sendMessage" else True)


class Wire(AiohttpRequest):
    """The real client of a process, whose connections end in a small Telegram."""

    def __init__(self, telegram: SmallTelegram, sender: Any) -> None:
        super().__init__()
        self._telegram = telegram
        self._sender = sender

    @override
    def _open(self) -> aiohttp.ClientSession:
        return cast("aiohttp.ClientSession", _Connections(self._telegram, self._sender))


class _Connections:
    """What the client asks of aiohttp's session."""

    closed = False

    def __init__(self, telegram: SmallTelegram, sender: Any) -> None:
        self._telegram = telegram
        self._sender = sender

    @asynccontextmanager
    async def request(
        self,
        _method: str,
        url: str,
        *,
        json: Mapping[str, Any] | None,
        timeout: aiohttp.ClientTimeout,  # noqa: ASYNC109 - aiohttp has it so
        **_: object,
    ) -> AsyncIterator[_Answer]:
        patience = timeout.sock_read or math.inf
        yield await self._telegram.takes(self._sender, url.rpartition("/")[2], json or {}, patience)


def _result(of: Any) -> _Answer:
    return _Answer(200, json.dumps({"ok": True, "result": of}).encode())


def _refused(status: int, words: str, parameters: Mapping[str, Any] | None = None) -> _Answer:
    said = {"ok": False, "error_code": status, "description": words}
    return _Answer(status, json.dumps(said | ({"parameters": parameters} if parameters else {})).encode())
