"""A Bot API server that costs almost nothing, so that what is measured is the bot.

`python -m bench.telegram [--updates N] [--per-second N]` prints its address, then serves. It answers every message at
once, and gives N queued questions out as getUpdates does: an update stays until a higher offset confirms it, at most
`limit` at a time, and an empty queue holds the poll (Bot API 10.3, getUpdates). It prints one line of JSON when it
hands out the first questions, and one once N messages were sent, or none for a while: how many, and the instants of
what happened (CLOCK_MONOTONIC, which all processes of a machine share).

With `--per-second` it takes no more than so many messages in any second, and refuses what is more with a 429.
"""

import argparse
import asyncio
import json
import re
import time
from collections import deque

from typing_extensions import override

QUESTION = "via Borgo Palazzo 60"
CHATS = 200
PATIENCE_SECONDS = 30.0

_BOT = {"id": 123456, "is_bot": True, "first_name": "Bench", "username": "bench_bot", "can_join_groups": True}
_MESSAGE = {
    "message_id": 4711,
    "from": _BOT,
    "chat": {"id": 1001, "first_name": "Ada", "type": "private"},
    "date": 1_790_000_000,
    "text": "Rete di esempio\nServe la tua via. Qui sotto trovi le realtà del quartiere e i prossimi incontri. " * 3,
    "entities": [{"offset": 0, "length": 15, "type": "bold"}],
    "reply_markup": {"inline_keyboard": [[{"text": t, "callback_data": t}] for t in ("Le realtà", "Gli incontri")]},
}
_PICTURE = {name: value for name, value in _MESSAGE.items() if name not in {"text", "entities"}} | {
    "caption": _MESSAGE["text"],
    "caption_entities": _MESSAGE["entities"],
    "photo": [
        {"file_id": f"AgACAgQ{width}", "file_unique_id": f"AQAD{width}", "width": width, "height": width // 2}
        for width in (90, 320, 800)
    ],
}
_RETRY_AFTER = 2
"""Seconds that a refused message is to wait."""

_REFUSAL = {
    "ok": False,
    "error_code": 429,
    "description": f"Too Many Requests: retry after {_RETRY_AFTER}",
    "parameters": {"retry_after": _RETRY_AFTER},
}
_SENDING = ("sendmessage", "sendphoto")
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_FIELD = rb'%s"? *[=:] *(\d+)'  # as a form or as JSON
_OFFSET, _LIMIT, _TIMEOUT = (re.compile(_FIELD % name) for name in (b"offset", b"limit", b"timeout"))


def _answer(result: object) -> bytes:
    body = json.dumps({"ok": True, "result": result}).encode()
    return _wrapped(body)


def _wrapped(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = (
        f"HTTP/1.1 {status}",
        "Content-Type: application/json",
        "Connection: keep-alive",
        f"Content-Length: {len(body)}",
        *headers,
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def _question(number: int) -> bytes:
    person = {"id": 1001 + number % CHATS, "first_name": "Ada"}
    message = {
        "message_id": 10 + number,
        "from": {**person, "is_bot": False, "language_code": "it"},
        "chat": {**person, "type": "private"},
        "date": 1_790_000_000 + number,
        "text": QUESTION,
    }
    return json.dumps({"update_id": number, "message": message}).encode()


class Limit:
    """At most so many messages in any second. One too many is refused, and does not count."""

    def __init__(self, per_second: int) -> None:
        self._taken_at: deque[float] = deque(maxlen=per_second)

    def takes(self) -> bool:
        """Count a message if there is room for it; say whether there is."""
        now = time.monotonic()
        if len(self._taken_at) == self._taken_at.maxlen and now - self._taken_at[0] < 1:
            return False
        self._taken_at.append(now)
        return True


class Telegram:
    """What the server knows: the queue of questions, and when something first and last happened."""

    def __init__(self, updates: int, limit: Limit | None = None) -> None:
        self._limit = limit
        self._queue = [_question(number) for number in range(1, updates + 1)]
        self._confirmed = 0
        self._answers = {"sendmessage": _answer(_MESSAGE), "sendphoto": _answer(_PICTURE), "getme": _answer(_BOT)}
        self._yes = _answer(result=True)
        self._none = _answer([])
        self._refusal = _wrapped(json.dumps(_REFUSAL).encode(), "429 Too Many Requests", f"Retry-After: {_RETRY_AFTER}")
        self.handed_out_at = self.first_sent_at = self.last_sent_at = 0.0
        self.sent = 0
        self.all_sent = asyncio.Event()

    def reply(self, method: str, body: bytes, transport: asyncio.Transport) -> None:
        """Do what a call asks for."""
        if method == "getupdates":
            self._hand_out(body, transport)
            return
        if self._limit and method in _SENDING and not self._limit.takes():
            transport.write(self._refusal)
            return
        transport.write(self._answers.get(method, self._yes))
        if method in _SENDING and self._queue:
            self._note_sent()

    def _hand_out(self, body: bytes, transport: asyncio.Transport) -> None:
        self._confirmed = max(self._confirmed, _number(_OFFSET, body, 0) - 1)
        batch = self._queue[self._confirmed : self._confirmed + _number(_LIMIT, body, 100)]
        if batch:
            if not self.handed_out_at:
                self.handed_out_at = time.monotonic()
                self.tell()
            transport.write(_wrapped(b'{"ok":true,"result":[' + b",".join(batch) + b"]}"))
        else:
            asyncio.get_running_loop().call_later(_number(_TIMEOUT, body, 0), transport.write, self._none)

    def tell(self) -> None:
        """Print what happened so far."""
        names = ("sent", "handed_out_at", "first_sent_at", "last_sent_at")
        print(json.dumps({name: getattr(self, name) for name in names}), flush=True)

    def _note_sent(self) -> None:
        self.last_sent_at = time.monotonic()
        self.first_sent_at = self.first_sent_at or self.last_sent_at
        self.sent += 1
        if self.sent == len(self._queue):
            self.all_sent.set()


def _number(field: re.Pattern[bytes], body: bytes, default: int) -> int:
    found = field.search(body)
    return int(found[1]) if found else default


class Connection(asyncio.Protocol):
    """One connection: requests of a known length, one after the other."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._buffer = bytearray()
        self._transport: asyncio.Transport

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        """Reply to every request that is complete."""
        self._buffer += data
        while (head_end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = bytes(self._buffer[:head_end])
            body_start = head_end + 4
            body_end = body_start + _number(_LENGTH, head, 0)
            if len(self._buffer) < body_end:
                return
            body = bytes(self._buffer[body_start:body_end])
            del self._buffer[:body_end]
            method = head.split(b" ", 2)[1].rpartition(b"/")[2].decode().lower()  # as Telegram: in any case
            self._telegram.reply(method, body, self._transport)


async def serve(updates: int, per_second: int | None) -> None:
    """Serve until ended; say the address, and what happened to the queue."""
    telegram = Telegram(updates, Limit(per_second) if per_second else None)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(telegram), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    if updates:
        sent_before = -1
        while not telegram.all_sent.is_set() and telegram.sent > sent_before:
            sent_before = telegram.sent
            await asyncio.wait({asyncio.ensure_future(telegram.all_sent.wait())}, timeout=PATIENCE_SECONDS)
        telegram.tell()
    await server.serve_forever()


def main() -> None:
    """Run the server."""
    parser = argparse.ArgumentParser(prog="python -m bench.telegram")
    parser.add_argument("--updates", type=int, default=0)
    parser.add_argument("--per-second", type=int)
    arguments = parser.parse_args()
    try:
        asyncio.run(serve(arguments.updates, arguments.per_second))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
