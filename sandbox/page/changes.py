"""The stream of changes: a snapshot first, then what happens, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from starlette.responses import StreamingResponse

from sandbox.events import Event, EventKind
from sandbox.page.snapshot import Snapshots
from sandbox.telegram import Telegram

_SILENCE = 15.0
"""Seconds after which a comment shows that the line still stands."""


def changes_response(telegram: Telegram, snapshots: Snapshots) -> StreamingResponse:
    """Stream until the reader goes away or the server stops."""
    return StreamingResponse(
        _changes(telegram, snapshots), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def _changes(telegram: Telegram, snapshots: Snapshots) -> AsyncIterator[bytes]:
    """Tell all that is, then everything that happens, until the reader goes away or the sandbox closes."""
    happened: asyncio.Queue[Event] = asyncio.Queue()
    unsubscribe = telegram.subscribe(happened.put_nowait)
    try:
        yield _packed("snapshot", snapshots.everything())
        while True:
            try:
                event = await asyncio.wait_for(happened.get(), _SILENCE)
            except TimeoutError:
                yield b": still here\n\n"
                continue
            if event.kind is EventKind.CLOSING:
                return
            for name, value in _told(event, snapshots):
                yield _packed(name, value)
    finally:
        unsubscribe()


def _told(event: Event, snapshots: Snapshots) -> Iterator[tuple[str, Any]]:
    """Say what an event changes on the page. What the state has outrun since (a message deleted) is left out."""
    match event.kind:
        case EventKind.MESSAGE | EventKind.EDITED if event.message_id is not None:
            message = snapshots.message(event.chat_id, event.message_id)
            if message is not None:
                yield "chat", snapshots.chat(event.chat_id)
                yield "message", {"chat": event.chat_id, "message": message}
        case EventKind.DELETED:
            yield "deleted", {"chat": event.chat_id, "message": event.message_id}
            yield "chat", snapshots.chat(event.chat_id)
        case EventKind.CHAT_ACTION:
            yield "action", {"chat": event.chat_id, "action": event.details["action"]}
        case EventKind.CALLBACK_ANSWERED:
            yield "answer", dict(event.details)
        case EventKind.INLINE_ANSWERED:
            yield "inline", dict(event.details)
        case EventKind.CHAT_CHANGED | EventKind.PROFILE_CHANGED:
            yield "snapshot", snapshots.everything()
        case _:
            return


def _packed(name: str, value: Any) -> bytes:
    """Pack an event for `EventSource`; JSON has no line breaks, so one `data` line holds it."""
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n".encode()
