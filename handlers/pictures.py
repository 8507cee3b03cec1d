"""Pictures on their way: drawn once, uploaded once, and from then on shown by the `file_id` that Telegram gave them.

A picture never costs an answer: what stands in its way is logged, and the card is shown as a text.
"""

import asyncio
import ctypes
import logging
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from telegram import Message
from telegram.error import BadRequest

from domain.ports import Clock, Pictures
from handlers.views.view import NotDrawn, Picture

log = logging.getLogger("reti.pictures")

PATIENCE = 3.0
"""Seconds that an answer waits for its picture to be drawn."""

File = str | bytes
"""A `file_id`, or a PNG to upload."""

_FILE_UNKNOWN = ("file identifier", "file reference", "file_reference")
"""What Telegram says of a `file_id` that is another bot's, or has expired."""

_REFUSED = ("not enough rights to send photos", "send_photos_forbidden", "image_process_failed", "photo_invalid")
"""What Telegram says where pictures may not be sent, as in some groups, or where it cannot read one."""

_trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
"""Gives back to the system what was freed: glibc keeps it for the thread that had it (malloc_trim(3))."""


class Drawings:
    """What is being drawn, and was. Pictures that have a key stay: two dozen networks in two languages are 2 MB.

    `file_ids` are what Telegram calls those that it has, as far as this process has met them.

    They are drawn in one thread, one after the other: each takes some 25 MB while it is wet, given back to the
    system at once.
    """

    def __init__(self) -> None:
        self.file_ids: dict[str, str] = {}
        self._by_key: dict[str, asyncio.Task[bytes]] = {}
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drawing")

    async def png(self, picture: Picture) -> bytes:
        """Give a picture's PNG; those who ask for the same one meanwhile wait for it, too.

        Raises:
            NotDrawn: it cannot be drawn, or not in the time that an answer waits.

        """
        try:
            async with asyncio.timeout(PATIENCE):
                if picture.key is None:
                    return await self._draw(picture)
                return await asyncio.shield(self._shared(picture, picture.key))
        except TimeoutError as error:
            raise NotDrawn("it takes too long") from error

    def _shared(self, picture: Picture, key: str) -> asyncio.Task[bytes]:
        def keep_unless_failed(task: asyncio.Task[bytes]) -> None:
            if task.cancelled() or task.exception():
                del self._by_key[key]

        if key not in self._by_key:
            self._by_key[key] = asyncio.create_task(self._draw(picture))
            self._by_key[key].add_done_callback(keep_unless_failed)
        return self._by_key[key]

    async def _draw(self, picture: Picture) -> bytes:
        return await asyncio.get_running_loop().run_in_executor(self._thread, _drawn, picture)


def _drawn(picture: Picture) -> bytes:
    try:
        return picture.draw()
    finally:
        if _trim is not None:
            _trim(0)


async def show_picture(
    picture: Picture, drawings: Drawings, known: Pictures, clock: Clock, send: Callable[[File], Awaitable[object]]
) -> bool:
    """Let `send` show a picture, uploaded only where Telegram has it not; False where only the text can be shown.

    `send` gives the message it made, and raises what Telegram refuses; what has nothing to do with the picture is
    raised on.
    """
    file_id = await _file_id(picture.key, drawings, known) if picture.key else picture.file_id
    try:
        if file_id and await _taken(send, file_id):
            return True
        if picture.key and file_id:
            drawings.file_ids.pop(picture.key, None)
            await known.drop_picture(picture.key)
        message = await send(await drawings.png(picture))
    except NotDrawn as error:
        log.warning("not drawn", extra={"picture": picture.key, "error": type(error.__cause__).__name__})
        return False
    except BadRequest as error:
        if not _says(error, _REFUSED):
            raise
        log.warning("picture refused", extra={"picture": picture.key})
        return False
    if picture.key and isinstance(message, Message) and message.photo:
        await known.keep_picture(picture.key, message.photo[-1].file_id, clock())
    return True


async def _file_id(key: str, drawings: Drawings, known: Pictures) -> str | None:
    """What Telegram calls a picture: as this process has met it, else as the database knows."""
    if key not in drawings.file_ids:
        file_id = await known.picture(key)
        if file_id is None:
            return None
        drawings.file_ids[key] = file_id
    return drawings.file_ids[key]


async def _taken(send: Callable[[File], Awaitable[object]], file_id: str) -> bool:
    try:
        await send(file_id)
    except BadRequest as error:
        if not _says(error, _FILE_UNKNOWN):
            raise
        return False
    return True


def _says(error: BadRequest, words: tuple[str, ...]) -> bool:
    return any(word in error.message.lower() for word in words)
