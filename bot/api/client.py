"""The HTTP client under python-telegram-bot: aiohttp, because the default one slows down as concurrency rises.

Requests without a file go out as JSON with native values, those with a file as multipart/form-data (Bot API, "Making
requests"). What went wrong is told by `telegram.error.NetworkError` or its subclass `TimedOut`, and its `__cause__`
says whether Telegram can have seen the request:

- `aiohttp.ClientConnectorError` or `aiohttp.ConnectionTimeoutError`: no connection was made, so nothing was sent;
- any other cause: nobody knows, the request may have been carried out.

What is no JSON of the Bot API, whatever its status, was not said by Telegram but by some gateway on the way: it is a
`GatewayError`, which says nothing of the chat or the message that the request was about.

The address of every request holds the bot's token, and aiohttp's errors quote addresses. So no error leaves this
module with a text, a representation, a cause or a context that quotes one, and nothing of a body is ever logged.
"""

import asyncio
import io
import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, cast

import aiohttp
from aiohttp.abc import AbstractStreamWriter
from telegram._utils.types import JSONDict, ODVInput  # what BaseRequest's signatures are made of; exported nowhere
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override

KEEPALIVE: Final = 120.0
"""Seconds that an idle connection is kept: people think for a minute; address translators forget after about four."""

UNSTATED_WAIT: Final = 5
"""Seconds to wait after a 429 that names no time."""


class GatewayError(NetworkError):
    """An answer that is not Telegram's: a page of some gateway, with its HTTP status. Nothing of it is quoted.

    A gateway that says 5xx, or nothing that can be read, may have passed the request on: then there is a cause, as for
    any other request that may have been carried out.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"Not Telegram's answer ({status})")
        self.status = status
        if not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
            self.__cause__ = aiohttp.ClientPayloadError("no answer of the Bot API")


class AiohttpRequest(BaseRequest):
    """Sends what a `telegram.Bot` asks for, over one pool of connections that stay open.

    Timeouts are in seconds; None waits for ever. `connect_timeout` bounds the making of one connection, and
    `pool_timeout` is granted on top of it to wait for a free one. `read_timeout` bounds the server's silence: be
    generous, for after it nobody knows whether the message was sent. An upload may take `media_write_timeout` for each
    piece (unless the call states a `write_timeout`); any other call may take as long as its four timeouts together.
    `proxy` is the URL of an HTTP proxy, as "http://user:password@host:port".

    An instance belongs to the event loop it is first used in, and opens by itself; after `shutdown` only
    `initialize` opens it again.
    """

    __slots__ = ("_connect", "_media_write", "_pool", "_pool_size", "_proxy", "_read", "_session", "_write")

    def __init__(
        self,
        *,
        pool_size: int = 64,
        read_timeout: float | None = 15.0,
        write_timeout: float | None = 5.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 1.0,
        media_write_timeout: float | None = 20.0,
        proxy: str | None = None,
    ) -> None:
        self._pool_size = pool_size
        self._read = read_timeout
        self._write = write_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._media_write = media_write_timeout
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float | None:
        """Seconds of the server's silence that are borne where a call does not state its own."""
        return self._read

    @override
    async def initialize(self) -> None:
        """Open the pool; do nothing if it is open."""
        if self._session is None or self._session.closed:
            self._session = self._open()

    @override
    async def shutdown(self) -> None:
        """Close every connection; do nothing if they are closed."""
        if self._session is not None:
            await self._session.close()

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Give the status and the body of the answer.

        Raises NetworkError or TimedOut (the module's docstring explains their causes), RetryAfter for a 429 that does
        not say for how long, RuntimeError after `shutdown`.
        """
        if self._session is None:
            self._session = self._open()
        elif self._session.closed:
            raise RuntimeError("This client was shut down: initialize it again before use.")

        upload = request_data is not None and request_data.contains_files
        read = _chosen(read_timeout, self._read)
        write = _chosen(write_timeout, self._media_write if upload else self._write)
        connect = _chosen(connect_timeout, self._connect)
        making = _sum(connect, _chosen(pool_timeout, self._pool))
        try:
            async with self._session.request(
                method,
                url,
                json=request_data.parameters if request_data and not upload else None,
                data=_Form(request_data, write) if request_data and upload else None,
                timeout=aiohttp.ClientTimeout(
                    total=None if upload or request_data is None else _sum(making, write, read),
                    connect=making,
                    sock_connect=connect,
                    sock_read=read,
                ),
                allow_redirects=False,
            ) as response:
                body = await response.read()
        except (aiohttp.ClientError, OSError) as error:
            failure = _failure(error)
        else:
            if response.ok and request_data is None:
                return response.status, body  # a file
            answer = _answer(body)
            if answer is None:
                raise GatewayError(response.status)
            if response.status == HTTPStatus.TOO_MANY_REQUESTS and not answer.get("parameters"):
                raise RetryAfter(_stated_wait(response.headers))
            return response.status, body
        raise failure  # outside of `except`, so that no __context__ holds the error with the address

    @staticmethod
    @override
    def parse_json_payload(payload: bytes) -> JSONDict:
        """Read an answer of the Bot API; raise NetworkError, and log nothing of it, if it is none."""
        answer = _answer(payload)
        if answer is None:
            raise GatewayError(HTTPStatus.OK)
        return answer

    def _open(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=self._pool_size, keepalive_timeout=KEEPALIVE),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            proxy=self._proxy,
        )


def surely_not_done(error: NetworkError) -> bool:
    """Whether Telegram cannot have carried out a request that failed so: it refused it, or no connection was made."""
    cause = error.__cause__
    return cause is None or isinstance(cause, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)


class _Form(aiohttp.MultipartWriter):
    """The parameters and files of an upload, given up when a piece cannot be written within `patience` seconds."""

    def __init__(self, request_data: RequestData, patience: float | None) -> None:
        super().__init__("form-data")
        self._patience = patience
        for name, value in request_data.json_parameters.items():
            # Telegram reads names as raw UTF-8: quoted, an accent would arrive as %C3%A0.
            self.append(value).set_content_disposition("form-data", quote_fields=False, name=name)
        for name, (filename, content, media_type) in request_data.multipart_data.items():
            stream = io.BytesIO(content) if isinstance(content, bytes) else content  # bytes would go in one piece
            part = self.append(stream, {"Content-Type": media_type})
            part.set_content_disposition("form-data", quote_fields=False, name=name, filename=filename)

    @override
    async def write(self, writer: AbstractStreamWriter, close_boundary: bool = True) -> None:
        """Write all parts, piece by piece."""
        await super().write(cast("AbstractStreamWriter", _PatientWriter(writer, self._patience)), close_boundary)


class _PatientWriter:
    """The one method of a stream writer that a form writes with, under a timeout."""

    def __init__(self, writer: AbstractStreamWriter, patience: float | None) -> None:
        self._writer = writer
        self._patience = patience

    async def write(self, chunk: bytes) -> None:
        async with asyncio.timeout(self._patience):
            await self._writer.write(chunk)


def _chosen(stated: ODVInput[float], default: float | None) -> float | None:
    return default if stated is BaseRequest.DEFAULT_NONE else cast("float | None", stated)


def _sum(*seconds: float | None) -> float | None:
    return None if None in seconds else sum(cast("tuple[float, ...]", seconds))


def _answer(body: bytes) -> JSONDict | None:
    """An answer of the Bot API; None if it is none."""
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    is_one = isinstance(answer, dict) and ("result" in answer or answer.get("ok") is False)
    return cast("JSONDict", answer) if is_one else None


def _stated_wait(headers: Mapping[str, str]) -> int:
    stated = headers.get("Retry-After", "")
    return int(stated) if stated.isdecimal() else UNSTATED_WAIT


def _failure(error: aiohttp.ClientError | OSError) -> NetworkError:
    """Say what went wrong, with a cause that keeps its kind and quotes no address."""
    cause: Exception
    failure: NetworkError
    match error:
        case aiohttp.ClientConnectorError():
            cause = error
            cause.args = (str(error),)  # instead of the key of the connection, with the password of the proxy
            failure = NetworkError(f"Not sent: {error}")
        case aiohttp.ConnectionTimeoutError():
            cause = aiohttp.ConnectionTimeoutError("no connection in time")
            failure = TimedOut("Not sent: no connection in time")
        case TimeoutError():
            cause = aiohttp.SocketTimeoutError("no answer in time")
            failure = TimedOut()
        case aiohttp.ServerDisconnectedError():
            cause = aiohttp.ServerDisconnectedError()
            failure = NetworkError(str(cause))
        case _:
            kind = type(error).__name__
            cause = aiohttp.ClientError(kind)
            failure = NetworkError(kind)
    failure.__cause__ = cause
    return failure
