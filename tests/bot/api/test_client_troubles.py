"""The HTTP client in trouble: whether a message can have been sent, and that no secret is ever told."""

import asyncio
import gc
import logging
import traceback
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest
from telegram.error import NetworkError, TimedOut

from bot.api.client import GatewayError, surely_not_done
from tests.bot.loopback import (
    HANGS_UP,
    OK,
    Behaviour,
    Request,
    Server,
    a_bot,
    answers,
    refused_address,
    running,
    says,
    stays_silent,
)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as server:
        yield server


@pytest.fixture(autouse=True, scope="module")
def nothing_is_left_open() -> Iterator[None]:
    """Collect what was left open, so that its ResourceWarning is an error."""
    yield
    gc.collect()


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that is logged, but for python-telegram-bot's own DEBUG lines: those do quote the token."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="telegram.Bot")
    return caplog


def everything_said(error: BaseException, log: pytest.LogCaptureFixture) -> str:
    """Every text that the error, what is behind it, and the log can show anybody."""
    said = [*traceback.format_exception(error), log.text]
    todo = [error]
    while todo:
        one = todo.pop()
        said += [str(one), repr(one), repr(one.args)]
        todo += [behind for behind in (one.__cause__, one.__context__) if behind is not None]
    return "\n".join(said)


class TestATrouble:
    """A connection that fails: the cause tells "not sent" from "nobody knows"."""

    async def test_refused_is_known_not_sent(self) -> None:
        async with a_bot(await refused_address()) as bot:
            with pytest.raises(NetworkError, match="Not sent: Cannot connect") as caught:
                await bot.send_message(5, "x")
        assert isinstance(caught.value.__cause__, aiohttp.ClientConnectorError)

    async def test_an_unknown_host_is_known_not_sent(self) -> None:
        async with a_bot("http://telegram.invalid") as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(5, "x")
        assert isinstance(caught.value.__cause__, aiohttp.ClientConnectorError)

    async def test_no_free_connection_is_known_not_sent(self, server: Server) -> None:
        server.behaviour = stays_silent
        async with a_bot(server, pool_size=1, connect_timeout=0.05, pool_timeout=0.05) as bot:
            holding = asyncio.create_task(bot.send_message(5, "x"))
            await asyncio.sleep(0.02)
            with pytest.raises(TimedOut, match="Not sent") as caught:
                await bot.send_message(5, "y")
            holding.cancel()
        assert isinstance(caught.value.__cause__, aiohttp.ConnectionTimeoutError)
        assert len(server.requests) == 1

    async def test_a_drop_before_reading_leaves_it_open(self, server: Server) -> None:
        server.hangs_up_unread = True
        async with a_bot(server) as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(5, "x")
        assert isinstance(caught.value.__cause__, aiohttp.ClientError)
        assert not isinstance(caught.value.__cause__, aiohttp.ClientConnectorError)

    async def test_a_drop_after_reading_leaves_it_open_and_is_not_repeated(self, server: Server) -> None:
        server.behaviour = HANGS_UP
        async with a_bot(server) as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(5, "x")
        assert isinstance(caught.value.__cause__, aiohttp.ServerDisconnectedError)
        assert len(server.requests) == 1

    async def test_silence_times_out(self, server: Server) -> None:
        server.behaviour = stays_silent
        async with a_bot(server, read_timeout=0.05) as bot:
            with pytest.raises(TimedOut, match="Timed out") as caught:
                await bot.send_message(5, "x")
        assert isinstance(caught.value.__cause__, aiohttp.SocketTimeoutError)

    async def test_a_call_may_have_its_own_patience(self, server: Server) -> None:
        async def late(request: Request, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(0.1)
            await OK(request, writer)

        server.behaviour = late
        async with a_bot(server, read_timeout=0.01, write_timeout=0.01, connect_timeout=0.01, pool_timeout=0.01) as bot:
            assert bot.request.read_timeout == 0.01
            assert await bot.send_message(5, "x", read_timeout=5)
            assert await bot.send_message(5, "x", read_timeout=None)
            with pytest.raises(TimedOut):
                await bot.send_message(5, "x")

    @pytest.mark.parametrize("stated", [{}, {"write_timeout": 0.05}])
    async def test_an_upload_that_nobody_takes_times_out(self, server: Server, stated: dict[str, float]) -> None:
        server.reads = False
        patience = 0.05 if not stated else 30
        async with a_bot(server, media_write_timeout=patience, write_timeout=30, read_timeout=30) as bot:
            with pytest.raises(TimedOut) as caught:
                await asyncio.wait_for(bot.send_document(5, b"x" * 20_000_000, **stated), 5)
        assert isinstance(caught.value.__cause__, aiohttp.SocketTimeoutError)

    async def test_an_abandoned_request_gives_its_connection_back(self, server: Server) -> None:
        async with a_bot(server, pool_size=1) as bot:
            server.behaviour = stays_silent
            for _ in range(5):
                abandoned = asyncio.create_task(bot.send_message(5, "x"))
                await asyncio.sleep(0.01)
                abandoned.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await abandoned
            server.behaviour = OK
            assert await bot.send_message(5, "x")
            assert len(server.open) == 1


class TestAStrangersAnswer:
    """An answer that is not the Bot API's: a gateway's page, or anything that names a person."""

    @pytest.mark.parametrize("body", [b"<html>resident</html>", b"\xff\xfe", b'"resident"', b'{"resident": 1}', b""])
    @pytest.mark.parametrize("status", [200, 302, 400, 401, 403, 404, 409, 429, 500, 502, 504])
    async def test_is_not_quoted(self, server: Server, log: pytest.LogCaptureFixture, status: int, body: bytes) -> None:
        server.behaviour = answers(status, body)
        async with a_bot(server) as bot:
            with pytest.raises(GatewayError) as caught:
                await bot.send_message(5, "x")
        assert caught.value.status == status
        assert "resident" not in everything_said(caught.value, log)

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 429])
    async def test_that_refuses_was_not_passed_on(self, server: Server, status: int) -> None:
        server.behaviour = answers(status, b"<html>no</html>")
        async with a_bot(server) as bot:
            with pytest.raises(GatewayError) as caught:
                await bot.send_message(5, "x")
        assert surely_not_done(caught.value)

    @pytest.mark.parametrize("status", [200, 302, 500, 502, 504])
    async def test_that_is_anything_else_leaves_a_doubt(self, server: Server, status: int) -> None:
        server.behaviour = answers(status, b"<html>sorry</html>")
        async with a_bot(server) as bot:
            with pytest.raises(GatewayError) as caught:
                await bot.send_message(5, "x")
        assert not surely_not_done(caught.value)


class TestTheToken:
    """The bot's token stands in every address; no error and no log line may show it."""

    @pytest.mark.parametrize(
        "behaviour",
        [HANGS_UP, stays_silent, says(b"Gibberish\r\n\r\n"), says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")],
        ids=["drop", "silence", "gibberish", "half an answer"],
    )
    async def test_is_in_no_error_and_no_log(
        self, server: Server, log: pytest.LogCaptureFixture, behaviour: Behaviour
    ) -> None:
        server.behaviour = behaviour
        async with a_bot(server, read_timeout=0.05) as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(5, "x")
        assert "the-secret" not in everything_said(caught.value, log)

    async def test_is_not_shown_when_there_is_no_connection(
        self, server: Server, log: pytest.LogCaptureFixture
    ) -> None:
        server.behaviour = stays_silent
        async with a_bot(server, pool_size=1, connect_timeout=0.05, pool_timeout=0.0) as bot:
            holding = asyncio.create_task(bot.send_message(5, "x"))
            await asyncio.sleep(0.02)
            with pytest.raises(TimedOut) as caught:
                await bot.send_message(5, "y")
            holding.cancel()
        assert "the-secret" not in everything_said(caught.value, log)

    async def test_is_not_shown_when_the_upload_breaks(self, server: Server, log: pytest.LogCaptureFixture) -> None:
        server.hangs_up_unread = True
        async with a_bot(server) as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_document(5, b"x" * 20_000_000)
        assert "the-secret" not in everything_said(caught.value, log)

    @pytest.mark.parametrize("address", ["http://", "telegram", "http://[::1"])
    async def test_is_not_shown_when_the_address_is_wrong(self, log: pytest.LogCaptureFixture, address: str) -> None:
        async with a_bot(address) as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(5, "x")
        assert "the-secret" not in everything_said(caught.value, log)

    async def test_and_the_password_of_the_proxy_are_not_shown(
        self, server: Server, log: pytest.LogCaptureFixture
    ) -> None:
        server.behaviour = says(b"HTTP/1.1 200 OK\r\n\r\nno handshake")
        proxy = server.address.replace("http://", "http://ada:the-password@")
        async with a_bot("https://telegram.invalid", proxy=proxy) as bot:
            with pytest.raises(NetworkError, match="Not sent") as caught:
                await bot.send_message(5, "x")
        assert isinstance(caught.value.__cause__, aiohttp.ClientConnectorError)
        said = everything_said(caught.value, log)
        assert "the-secret" not in said
        assert "the-password" not in said
