"""A queue a chat: the updates of one chat in order, different chats side by side, a bounded number at work.

One noisy chat holds one place at a time and waits its turn again after each update.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.intake.places import Place

MOST_WAITING = 200
"""Items of one lane: as many as two full polls bring (Bot API 10.3, getUpdates: 100 at most) for one chat."""

T = TypeVar("T")

log = logging.getLogger("reti.lanes")


@dataclass(slots=True, eq=False)
class _Lane(Generic[T]):
    queue: deque[T]
    place: Place
    task: asyncio.Task[None] | None = None
    refused: int = field(default=0)


class Lanes(Generic[T]):
    """Works through what is put in, with `work`, in tasks of a group: a mistake of `work` ends them all."""

    def __init__(self, work: Callable[[T], Awaitable[None]], at_once: int, tasks: asyncio.TaskGroup) -> None:
        self._work = work
        self._places = asyncio.Semaphore(at_once)
        self._tasks = tasks
        self._lanes: dict[Hashable, _Lane[T]] = {}
        self._closing = False

    def put(self, name: Hashable, item: T, *, always: bool = False) -> bool:
        """Queue an item behind the others of its lane; False where too many wait there, unless it is `always` taken."""
        lane = self._lanes.get(name)
        if lane is None:
            lane = self._lanes[name] = _Lane(deque([item]), Place(self._places))
            lane.task = self._tasks.create_task(self._run(name, lane))
            return True
        if len(lane.queue) >= MOST_WAITING and not always:
            lane.refused += 1
            return False
        lane.queue.append(item)
        return True

    def waiting(self, name: Hashable) -> int:
        """How many items wait in a lane."""
        lane = self._lanes.get(name)
        return len(lane.queue) if lane else 0

    async def close(self, within: float) -> None:
        """Let what is at work end, for at most so many seconds; leave what waits, in its lane or for Telegram."""
        self._closing = True
        tasks = {lane.task for lane in self._lanes.values() if lane.task}
        for lane in self._lanes.values():
            if lane.task and not lane.place.held:
                lane.task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _run(self, name: Hashable, lane: _Lane[T]) -> None:
        try:
            while lane.queue and not self._closing:
                async with lane.place:
                    await self._work(lane.queue.popleft())
        finally:
            del self._lanes[name]
            if lane.refused:
                log.warning("too much at once", extra={"updates": lane.refused})
