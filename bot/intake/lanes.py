"""A queue a chat: the updates of one chat in order, different chats side by side, a bounded number at work.

One noisy chat holds one place at a time, waits its turn again after each update, and has no more than `MOST_WAITING`
waiting: what comes beyond them is thrown away.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from contextlib import suppress
from typing import Generic, TypeVar

MOST_WAITING = 50
"""Items of one lane: nobody writes faster than that and still reads the answers."""

T = TypeVar("T")

log = logging.getLogger("reti.lanes")


class Lanes(Generic[T]):
    """Works through what is put in, with `work`. What that raises is logged, and costs nothing but its own item."""

    def __init__(self, work: Callable[[T], Awaitable[None]], at_once: int) -> None:
        self._work = work
        self._places = asyncio.Semaphore(at_once)
        self._waiting: dict[Hashable, deque[tuple[T, asyncio.Future[None]]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.unfinished = 0

    def put(self, lane: Hashable, item: T) -> asyncio.Future[None]:
        """Queue an item behind the others of its lane; give what is done when the item is, or is thrown away."""
        handled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._waiting.get(lane)
        if waiting is not None and len(waiting) >= MOST_WAITING:
            log.warning("too much at once: thrown away")
            handled.set_result(None)
            return handled
        self.unfinished += 1
        self._idle.clear()
        if waiting is not None:
            waiting.append((item, handled))
            return handled
        self._waiting[lane] = deque([(item, handled)])
        task = asyncio.create_task(self._run(lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return handled

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
                item, handled = queue.popleft()
                try:
                    await self._work(item)
                except Exception:
                    log.exception("update lost")
                finally:
                    handled.set_result(None)
                    if not queue:
                        del self._waiting[lane]
                    self._count_down(1)

    def _count_down(self, items: int) -> None:
        self.unfinished -= items
        if self.unfinished == 0:
            self._idle.set()
