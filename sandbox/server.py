"""The HTTP server: the Bot API at `/bot<token>/<method>`, files at `/file/bot<token>/<path>`, perhaps a chat page."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override

from sandbox.dispatch import Answer, answer, refusal
from sandbox.errors import ApiError, not_found, unauthorized
from sandbox.events import Event, EventKind
from sandbox.telegram import Telegram
from sandbox.wire import read_request

if TYPE_CHECKING:
    from sandbox.page import PageOptions

_BACKLOG = 2048
_HANG_UP = "sandbox.hang_up"
_POLL = "/getupdates"
_WELL_FORMED = re.compile(r"\d+:[\w-]+")


class BotApi:
    """The Bot API as an ASGI application, for what follows `/bot` in the path."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or close its connection. A poll, or a fault, ends when its client hangs up."""
        body = await _body(receive)
        if scope["path"].lower().endswith(_POLL) or self._telegram.faults:
            answered = await _unless_gone(self._answer(scope, body), receive)
        else:
            answered = await self._answer(scope, body)
        if answered is None:
            await _hang_up(scope, receive)
        else:
            await _send(send, answered)

    async def _answer(self, scope: Scope, body: bytes) -> Answer | None:
        token, _, method = scope["path"].removeprefix("/bot").partition("/")
        try:
            _check_token(token, self._telegram)
            raw, files = read_request(scope["query_string"], _content_type(scope), body)
        except ApiError as error:
            return refusal(error)
        return await answer(self._telegram, method, raw, files)


async def _unless_gone(answering: Coroutine[Any, Any, Answer | None], receive: Receive) -> Answer | None:
    answer_task = asyncio.ensure_future(answering)
    gone = asyncio.ensure_future(receive())
    try:
        await asyncio.wait({answer_task, gone}, return_when=asyncio.FIRST_COMPLETED)
        return await answer_task if answer_task.done() else None
    finally:
        answer_task.cancel()
        gone.cancel()


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


def _content_type(scope: Scope) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"content-type"), "")


def _check_token(token: str, telegram: Telegram) -> None:
    if token == telegram.token:
        return
    raise unauthorized() if _WELL_FORMED.fullmatch(token) else not_found()


async def _send(send: Send, answered: Answer) -> None:
    headers = [
        (b"content-type", answered.content_type.encode()),
        (b"content-length", str(len(answered.body)).encode()),
    ]
    if answered.retry_after is not None:
        headers.append((b"retry-after", str(answered.retry_after).encode()))
    await send({"type": "http.response.start", "status": answered.status, "headers": headers})
    await send({"type": "http.response.body", "body": answered.body})


class FileApi:
    """The files of the Bot API as an ASGI application, for what follows `/file/bot` in the path."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await _body(receive)
        token, _, path = scope["path"].removeprefix("/file/bot").partition("/")
        try:
            _check_token(token, self._telegram)
            stored = self._telegram.files.at(path)
            if stored is None:
                raise not_found()
        except ApiError as error:
            await _send(send, refusal(error))
        else:
            await _send(send, Answer(200, stored.content, "application/octet-stream"))


async def _not_found(_scope: Scope, receive: Receive, send: Send) -> None:
    await _body(receive)
    await _send(send, refusal(not_found()))


def create_app(telegram: Telegram, *, page: "PageOptions | None" = None) -> Starlette:
    """Make the application; with `page`, its chat page is at "/". Faults that drop connections need `serve`."""
    routes: list[BaseRoute] = [
        Route("/bot{rest:path}", BotApi(telegram)),
        Route("/file/bot{rest:path}", FileApi(telegram)),
    ]
    if page is not None:
        from sandbox.page import routes as page_routes  # noqa: PLC0415 - tests and benches run without a page

        routes.extend(page_routes(telegram, page))
    routes.append(Mount("/", _not_found))
    return Starlette(routes=routes)


@asynccontextmanager
async def serve(
    telegram: Telegram, *, host: str = "127.0.0.1", port: int = 0, page: "PageOptions | None" = None
) -> AsyncIterator[str]:
    """Serve in this event loop for as long as the context lasts, and give the base URL; port 0 is any free one.

    Raises OSError if the port is taken.
    """
    listening = _listen(host, port)
    config = uvicorn.Config(
        _Connections(create_app(telegram, page=page)),
        lifespan="off",
        ws="none",
        access_log=False,
        server_header=False,
        date_header=False,
        log_level="warning",
        log_config=None,
        timeout_graceful_shutdown=1,
        backlog=_BACKLOG,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://{host}:{listening.getsockname()[1]}"
    finally:
        telegram.updates.release()
        telegram.tell(Event(EventKind.CLOSING, telegram.bot["id"]))
        server.stop()
        await serving


def _listen(host: str, port: int) -> socket.socket:
    # Only with the protocol named does asyncio switch Nagle's delay off, which costs 40 ms an answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(_BACKLOG)
    except OSError:
        listening.close()
        raise
    return listening


_MOMENT = 0.002
"""Seconds between two looks whether all has ended."""


class _Server(uvicorn.Server):
    """A uvicorn server inside somebody else's program: it leaves the signals alone and stops on a word."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._stopped = asyncio.Event()

    @contextmanager
    @override
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the program around it."""
        yield

    @override
    async def main_loop(self) -> None:
        """Serve until told to stop; uvicorn itself looks ten times a second whether it shall."""
        await self._stopped.wait()

    @override
    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let what is under way end; uvicorn itself waits a tenth of a second for it in any case."""
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - uvicorn has no event
                    await asyncio.sleep(_MOMENT)
        except TimeoutError:
            for task in self.server_state.tasks:
                task.cancel()

    def stop(self) -> None:
        """Take no more connections and end."""
        self.should_exit = True
        self._stopped.set()


class _Connections:
    """Lets the application close the connection of a request: ASGI has no word for that, uvicorn's transport has."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        cycle: Any = send
        scope[_HANG_UP] = cycle.__self__.transport.abort
        await self._app(scope, receive, send)


async def _hang_up(scope: Scope, receive: Receive) -> None:
    scope[_HANG_UP]()
    message = await receive()
    while message["type"] != "http.disconnect":
        message = await receive()
