"""The HTTP client: what it sends, how it reads the answers, and that it leaves nothing open."""

import asyncio
import gc
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.api.client import UNSTATED_WAIT, AiohttpRequest, GatewayError
from tests.bot.loopback import TOKEN, Behaviour, Server, a_bot, answers, running


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with running() as server:
        yield server


@pytest.fixture(autouse=True, scope="module")
def nothing_is_left_open() -> Iterator[None]:
    """Collect what was left open, so that its ResourceWarning is an error."""
    yield
    gc.collect()


class TestARequest:
    async def test_goes_out_as_json_with_native_values(self, server: Server) -> None:
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Sì 🏘", callback_data="y")]])
        async with a_bot(server) as bot:
            message = await bot.send_message(5, "Città alta 🏘", reply_markup=keyboard, disable_notification=True)
        assert message.text == "è"
        (request,) = server.requests
        assert request.target == f"/bot{TOKEN}/sendMessage"
        assert request.headers["content-type"] == "application/json"
        assert json.loads(request.body) == {
            "chat_id": 5,
            "text": "Città alta 🏘",
            "disable_notification": True,
            "reply_markup": {"inline_keyboard": [[{"text": "Sì 🏘", "callback_data": "y"}]]},
        }

    async def test_without_parameters_is_an_empty_object(self, server: Server) -> None:
        server.behaviour = answers(200, {"ok": True, "result": True})
        async with a_bot(server) as bot:
            assert await bot.log_out()
        assert server.requests[0].body == b"{}"

    async def test_uses_the_connection_of_the_one_before(self, server: Server) -> None:
        async with a_bot(server) as bot:
            for _ in range(3):
                await bot.send_message(5, "x")
            assert (server.met, len(server.open)) == (1, 1)

    async def test_never_opens_more_connections_than_the_pool_holds(self, server: Server) -> None:
        async with a_bot(server, pool_size=3) as bot:
            await asyncio.gather(*(bot.send_message(5, "x") for _ in range(30)))
        assert server.met == 3

    async def test_goes_through_the_proxy(self, server: Server) -> None:
        proxy = server.address.replace("http://", "http://ada:love@")
        async with a_bot("http://telegram.invalid", proxy=proxy) as bot:
            await bot.send_message(5, "x")
        (request,) = server.requests
        assert request.target == f"http://telegram.invalid/bot{TOKEN}/sendMessage"
        assert request.headers["proxy-authorization"] == aiohttp.encode_basic_auth("ada", "love")

    async def test_is_not_led_elsewhere(self, server: Server) -> None:
        server.behaviour = answers(302, b"", f"Location: {server.address}/login")
        async with a_bot(server) as bot:
            with pytest.raises(GatewayError, match="302"):
                await bot.send_message(5, "x")
        assert len(server.requests) == 1


class TestAFile:
    async def test_is_uploaded_whole_with_its_name(self, server: Server) -> None:
        content = bytes(range(256)) * 48 * 1024  # 12 MiB
        async with a_bot(server) as bot:
            await bot.send_document(5, content, filename="città.pdf", caption="Qui: è")
        (request,) = server.requests
        assert int(request.headers["content-length"]) == len(request.body)
        assert 'filename="città.pdf"'.encode() in request.body[:1000]
        parts = request.parts
        assert parts["document"].get_payload(decode=True) == content
        assert parts["document"].get_content_type() == "application/pdf"
        assert parts["chat_id"].get_payload() == "5"
        assert parts["caption"].get_payload(decode=True).decode() == "Qui: è"

    async def test_may_be_an_open_file(self, server: Server, tmp_path: Path) -> None:
        picture = tmp_path / "a.png"
        picture.write_bytes(b"\x89PNG")
        async with a_bot(server) as bot:
            with picture.open("rb") as handle:
                await bot.send_photo(5, InputFile(handle, read_file_handle=False))
        part = server.requests[0].parts["photo"]
        assert (part.get_filename(), part.get_payload(decode=True)) == ("a.png", b"\x89PNG")

    async def test_is_downloaded(self, server: Server) -> None:
        content = b"\x00\xff" * 300_000
        server.behaviour = answers(200, content)
        async with a_bot(server) as bot:
            assert await bot.request.retrieve(f"{server.address}/file/bot{TOKEN}/a.jpg") == content

    async def test_that_is_gone_is_an_error(self, server: Server) -> None:
        server.behaviour = answers(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        async with a_bot(server) as bot:
            with pytest.raises(InvalidToken, match="Not Found"):
                await bot.request.retrieve(f"{server.address}/file/bot{TOKEN}/a.jpg")


class TestARefusal:
    @pytest.mark.parametrize(("status", "kind"), [(400, BadRequest), (403, Forbidden), (500, NetworkError)])
    async def test_in_telegrams_words_keeps_them(self, server: Server, status: int, kind: type[TelegramError]) -> None:
        server.behaviour = answers(status, {"ok": False, "error_code": status, "description": "Odd words"})
        async with a_bot(server) as bot:
            with pytest.raises(kind, match="Odd words"):
                await bot.send_message(5, "x")

    @pytest.mark.parametrize(
        ("answer", "seconds"),
        [
            (answers(429, {"ok": False, "description": "Too Many", "parameters": {"retry_after": 7}}), 7),
            (answers(429, {"ok": False, "description": "Too Many"}, "Retry-After: 3"), 3),
            (answers(429, {"ok": False}, "Retry-After: Wed, 21 Oct 2026 07:28:00 GMT"), UNSTATED_WAIT),
            (answers(429, {"ok": False}), UNSTATED_WAIT),
        ],
    )
    async def test_for_a_while_says_for_how_long(self, server: Server, answer: Behaviour, seconds: int) -> None:
        server.behaviour = answer
        async with a_bot(server) as bot:
            with pytest.raises(RetryAfter) as caught:
                await bot.send_message(5, "x")
        assert caught.value.retry_after.total_seconds() == seconds

    @given(st.binary())
    def test_parsing_is_total(self, payload: bytes) -> None:
        try:
            answer = AiohttpRequest.parse_json_payload(payload)
        except NetworkError:
            return
        assert isinstance(answer, dict)


class TestItsLife:
    async def test_opens_by_itself_and_closes_quietly(self, server: Server) -> None:
        request = AiohttpRequest()
        bot = Bot(TOKEN, base_url=f"{server.address}/bot", request=request)
        await bot.send_message(5, "x")
        await request.initialize()
        await bot.send_message(5, "x")
        assert server.met == 1
        await request.shutdown()
        await request.shutdown()
        await asyncio.sleep(0.01)
        assert not server.open

    async def test_never_opened_is_closed_without_ado(self) -> None:
        await AiohttpRequest().shutdown()

    async def test_after_its_end_it_must_be_opened_again(self, server: Server) -> None:
        request = AiohttpRequest()
        bot = Bot(TOKEN, base_url=f"{server.address}/bot", request=request)
        async with request:
            await bot.send_message(5, "x")
        with pytest.raises(NetworkError, match="initialize it again"):
            await bot.send_message(5, "x")
        async with request:
            assert await bot.send_message(5, "x")
