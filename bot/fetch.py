"""Fetching a file from the web that somebody else answers for: limited in time, size and redirects.

The address may hold a secret, and aiohttp's errors quote addresses: no error leaves this module with a text, a cause or
a context that quotes one.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Final

import aiohttp

from domain.calendar.limits import FILE_BYTES
from domain.feeds import NO_VALIDATORS, Outcome, Validators

REDIRECTS: Final = 5
"""Redirects that are followed; aiohttp follows none but to http and https."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a fetch may take in all, and the making of a connection, in seconds; how many bytes may come.

    Bytes are counted unpacked: a small answer can unpack to anything.
    """

    total: float = 30
    connect: float = 10
    size: int = FILE_BYTES


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class File:
    """What came, and what the server calls this version of it."""

    content: bytes
    validators: Validators


@dataclass(eq=False)
class NotFetched(Exception):  # noqa: N818 - it is no mistake of anybody
    """No file came: why, the status of the answer if there was one, and how long the server asks us to stay away."""

    outcome: Outcome
    status: int | None = None
    wait: timedelta = timedelta()


@asynccontextmanager
async def web_client(proxy: str | None = None) -> AsyncIterator[aiohttp.ClientSession]:
    """Open a client that says who asks and keeps no cookies."""
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=4),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": f"Reti/{version('reti')} (neighbourhood networks' calendar)"},
        proxy=proxy,
    ) as client:
        yield client


async def fetch(
    client: aiohttp.ClientSession,
    url: str,
    now: datetime,
    known: Validators = NO_VALIDATORS,
    limits: Limits = LIMITS,
) -> File | None:
    """Fetch a file; None where the server says that it is still the version that is known.

    Raises:
        NotFetched: no file came.

    """
    try:
        async with client.get(
            url,
            headers={"Accept": "text/calendar, */*;q=0.5", **_conditions(known)},
            timeout=aiohttp.ClientTimeout(total=limits.total, connect=limits.connect),
            max_redirects=REDIRECTS + 1,  # aiohttp counts the last answer too
        ) as response:
            if response.status == HTTPStatus.NOT_MODIFIED and known:
                return None
            if response.status == HTTPStatus.OK:
                content = await _body(response, limits.size)
                headers = response.headers
                return File(content, Validators(headers.get("ETag"), headers.get("Last-Modified")))
            failure = NotFetched(Outcome.REFUSED, response.status, _asked_wait(response, now))
    except (aiohttp.ClientError, OSError) as error:
        failure = _failure(error)
    raise failure  # outside of `except`, so that no __context__ holds the error with the address


def _conditions(known: Validators) -> dict[str, str]:
    wanted = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in wanted.items() if value}


async def _body(response: aiohttp.ClientResponse, size: int) -> bytes:
    """Read the body, unpacked. aiohttp unpacks no more at once than its buffer takes."""
    pieces, length = [], 0
    async for piece in response.content.iter_any():
        pieces.append(piece)
        length += len(piece)
        if length > size:
            raise NotFetched(Outcome.TOO_LARGE)
    return b"".join(pieces)


def _asked_wait(response: aiohttp.ClientResponse, now: datetime) -> timedelta:
    """Read Retry-After: seconds, or a date (RFC 9110 §10.2.3)."""
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdecimal():
        return timedelta(seconds=int(stated[:9]))
    try:
        until = parsedate_to_datetime(stated)
    except ValueError:
        return timedelta()
    return max(timedelta(), until.replace(tzinfo=until.tzinfo or UTC) - now)


def _failure(error: aiohttp.ClientError | OSError) -> NotFetched:
    match error:
        case aiohttp.ConnectionTimeoutError():
            return NotFetched(Outcome.UNREACHABLE)
        case TimeoutError():
            return NotFetched(Outcome.TOO_SLOW)
        case aiohttp.TooManyRedirects() | aiohttp.RedirectClientError() | aiohttp.InvalidURL():
            return NotFetched(Outcome.REFUSED)
        case _:
            return NotFetched(Outcome.UNREACHABLE)
