"""A server on loopback that does to an HTTP client whatever a server, a gateway or a network can do."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import Message as Mime
from email.parser import BytesParser

from telegram import Bot

from bot.api.client import AiohttpRequest

TOKEN = "123456:the-secret"
A_MESSAGE = {"message_id": 7, "date": 1_790_000_000, "chat": {"id": 5, "type": "private"}, "text": "è"}


@dataclass(frozen=True)
class Request:
    """A request as it arrived."""

    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def parts(self) -> dict[str, Mime]:
        """The parts of a multipart body by their names."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        whole = BytesParser().parsebytes(head + self.body)
        return {str(part.get_param("name", header="content-disposition")): part for part in whole.get_payload()}


Behaviour = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


def answers(status: int, body: object, *headers: str) -> Behaviour:
    """Answer with this, as JSON unless the body is bytes already."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    async def behaviour(_: Request, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(content)}", *headers]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)

    return behaviour


def says(raw: bytes) -> Behaviour:
    """Write these bytes and hang up."""

    async def behaviour(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        writer.close()

    return behaviour


async def stays_silent(_: Request, __: asyncio.StreamWriter) -> None:
    """Take the request and never answer it."""


OK = answers(200, {"ok": True, "result": A_MESSAGE})
HANGS_UP = says(b"")


@dataclass
class Server:
    """Answers every request with `behaviour`, unless it hangs up on a new connection or does not read from it."""

    behaviour: Behaviour = OK
    hangs_up_unread: bool = False
    reads: bool = True
    requests: list[Request] = field(default_factory=list)
    open: set[asyncio.StreamWriter] = field(default_factory=set)
    met: int = 0
    address: str = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Read requests from one connection until it ends."""
        self.open.add(writer)
        self.met += 1
        try:
            while not self.hangs_up_unread:
                head = await reader.readuntil(b"\r\n\r\n")
                if not self.reads:
                    writer.transport.pause_reading()
                    await asyncio.sleep(30)
                line, *lines = head.decode().strip().split("\r\n")
                headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                self.requests.append(Request(line.split()[1], headers, body))
                await self.behaviour(self.requests[-1], writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # the client went away, which some of the stories are about
        finally:
            self.open.discard(writer)
            writer.close()


@asynccontextmanager
async def running() -> AsyncIterator[Server]:
    """A server that listens, and is gone with all its connections afterwards."""
    server = Server()
    tasks: set[asyncio.Task[None]] = set()

    def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.ensure_future(server.serve(reader, writer)))

    async with await asyncio.start_server(meet, "127.0.0.1", 0) as listening:
        server.address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
        yield server
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def refused_address() -> str:
    """An address that nobody listens to."""
    async with running() as server:
        return server.address


@asynccontextmanager
async def a_bot(at: Server | str, **options: object) -> AsyncIterator[Bot]:
    """A bot that talks to the server through our client, and says nothing of its own to it."""
    address = at if isinstance(at, str) else at.address
    async with AiohttpRequest(**options) as request:
        yield Bot(TOKEN, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot", request=request)
