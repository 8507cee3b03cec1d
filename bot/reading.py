"""Calendars and tables that other people wrote, read in a process of their own that can be ended.

Whatever stands in a file, it costs the answers nothing: a regular expression keeps the interpreter's lock, so that a
thread would hold up everybody, and cannot be ended.
"""

import asyncio
import contextlib
import logging
import os
import pickle
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from domain.agenda.event import Event
from domain.calendar import Defaults, Problem, Reading, Why
from domain.calendar.words import Vocabulary
from domain.city.model import City

log = logging.getLogger("reti.reading")

_APART: Final = "bot.reading_apart"
"""The module that reads, which is not imported here: it rests on a large library."""

HEAD: Final = 8
"""Bytes before each message between the two, which say its length."""

_PIECE: Final = 1 << 16
"""Bytes that are handed over at once, so that a large file holds nobody up on its way either."""

_TOO_HARD: Final = Reading(problems=(Problem(0, Why.TOO_HARD),))


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a file may cost: seconds from its coming to its events, and bytes of address space.

    `rests` is how many seconds the process stays for another file.
    """

    seconds: float = 10
    memory: int = 1 << 30
    rests: float = 60


@asynccontextmanager
async def file_reader(city: City, bounds: Bounds = Bounds()) -> AsyncIterator["FileReader"]:
    """Open a reader; its process begins with the first file, and ends with the block."""
    reader = FileReader(city, bounds)
    try:
        yield reader
    finally:
        await reader.end()


class FileReader:
    """Reads files, one at a time."""

    def __init__(self, city: City, bounds: Bounds) -> None:
        self._vocabulary = Vocabulary(city)
        self._bounds = bounds
        self._process: asyncio.subprocess.Process | None = None
        self._one_at_a_time = asyncio.Lock()
        self._resting: asyncio.TimerHandle | None = None

    async def read(self, content: bytes, defaults: Defaults, now: datetime, *, tables: bool = True) -> Reading:
        """Read a file as `domain.calendar.read` does; one that takes too long or too much has the problem TOO_HARD."""
        async with self._one_at_a_time:
            if self._resting:
                self._resting.cancel()
            try:
                async with asyncio.timeout(self._bounds.seconds):
                    reading = await self._read((content, defaults, now, tables))
            except (TimeoutError, OSError, EOFError) as error:
                await self.end()
                log.warning("file not read", extra={"error": type(error).__name__, "bytes": len(content)})
                return _TOO_HARD
            except BaseException:  # told to stop meanwhile
                await self.end()
                raise
            loop = asyncio.get_running_loop()
            self._resting = loop.call_later(self._bounds.rests, self._kill)
            return reading

    async def _read(self, asked: tuple[bytes, Defaults, datetime, bool]) -> Reading:
        process = self._process
        if process is None or process.returncode is not None:
            process = self._process = await self._started()
        written = pickle.dumps(asked)
        for place in range(0, len(message := framed(written)), _PIECE):
            _stdin(process).write(message[place : place + _PIECE])
            await _stdin(process).drain()
        events: list[Event] = []
        while not isinstance(answer := await _answer(process), Reading):
            if isinstance(answer, str):
                raise OSError(answer)
            events += answer
            await asyncio.sleep(0)  # between two batches others have their turn
        return replace(answer, events=tuple(events))

    async def _started(self) -> asyncio.subprocess.Process:
        """Start a process that knows nothing of ours, the token included, but where its modules are."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", _APART),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,  # a traceback would quote the file
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C at a terminal ends it through us
        )
        bounds = self._bounds
        _stdin(process).write(framed(pickle.dumps((self._vocabulary, bounds.memory, round(bounds.seconds) + 1))))
        return process

    async def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._resting:
            self._resting.cancel()
        process = self._process
        if process is not None:
            self._kill()
            _stdin(process).close()
            with contextlib.suppress(OSError):
                await _stdin(process).wait_closed()
            await process.wait()
            self._process = None

    def _kill(self) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()


def framed(message: bytes) -> bytes:
    """Put its length before a message."""
    return len(message).to_bytes(HEAD, "big") + message


def length_of(head: bytes) -> int:
    """Read the length that stands before a message."""
    return int.from_bytes(head, "big")


def _stdin(process: asyncio.subprocess.Process) -> asyncio.StreamWriter:
    if process.stdin is None:
        raise BrokenPipeError
    return process.stdin


async def _answer(process: asyncio.subprocess.Process) -> Reading | tuple[Event, ...] | str:
    if process.stdout is None:
        raise BrokenPipeError
    length = length_of(await process.stdout.readexactly(HEAD))
    answer: Reading | tuple[Event, ...] | str = pickle.loads(await process.stdout.readexactly(length))  # noqa: S301 - it comes from our own process
    return answer
