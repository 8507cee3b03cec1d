"""A queue a chat: the updates of one chat in order, different chats side by side, a bounded number at work.

One noisy chat holds one place at a time, and waits its turn again after each update.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")

log = logging.getLogger("reti.lanes")


class Lanes(Generic[T]):
    """Works through what is put in, with `work`. What that raises is logged, and costs nothing but its own item."""

    def __init__(self, work: Callable[[T], Awaitable[None]], at_once: int) -> None:
        self._work = work
        self._places = asyncio.Semaphore(at_once)
        self._waiting: dict[Hashable, deque[T]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.unfinished = 0

    def put(self, lane: Hashable, item: T) -> None:
        """Queue an item behind the others of its lane."""
        self.unfinished += 1
        self._idle.clear()
        if lane in self._waiting:
            self._waiting[lane].append(item)
            return
        self._waiting[lane] = deque([item])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self, within: float) -> bool:
        """Wait until nothing is unfinished, for at most so many seconds; say whether it came to that."""
        if self.unfinished:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), within)
        return not self.unfinished

    async def close(self, within: float) -> bool:
        """Let what is there end, for at most so many seconds, then throw the rest away; say whether all ended."""
        ended = await self.settle(within)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._count_down(sum(map(len, self._waiting.values())))
        self._waiting.clear()
        return ended

    async def _run(self, lane: Hashable) -> None:
        queue = self._waiting[lane]
        while queue:
            async with self._places:
                try:
                    await self._work(queue.popleft())
                except Exception:
                    log.exception("update lost")
                finally:
                    if not queue:
                        del self._waiting[lane]
                    self._count_down(1)

    def _count_down(self, items: int) -> None:
        self.unfinished -= items
        if self.unfinished == 0:
            self._idle.set()
