"""A process that delivers, as its machine sees it: it can stand still, make a mistake, be killed, and end well."""

import asyncio
import contextvars
import math
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from telegram.ext import ExtBot

from bot.outbox.throttle.limiter import Limiter
from bot.outbox.throttle.rates import Rates
from bot.outbox.worker import Worker
from bot.pace import Pace
from domain.ports import Store
from handlers.context import Services
from tests.small_telegram import SmallTelegram, Wire

WRITES = ("lead", "claim", "renew", "release_claims", "settle", "set_aside")
"""What waits where the thread that writes is stuck; what is only read comes still."""

_OWNER: contextvars.ContextVar["Process"] = contextvars.ContextVar("owner")


class Mistake(RuntimeError):  # noqa: N818 - as the worker calls it
    """A mistake that nobody has thought of."""


class Process:
    """A worker with all that is its own. `heard` is told what it asked of the database, once that was done."""

    def __init__(
        self, telegram: SmallTelegram, services: Services, pace: Pace, heard: Callable[["Process", str, Any], None]
    ) -> None:
        self.is_dead = False
        self.is_greeted = False
        self.way_fails_since = math.inf
        self.still_since = math.inf
        self.mistake: str | None = None
        self._heard = heard
        self._still: Collection[str] = ()
        self._still_until = -math.inf
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping = asyncio.Event()
        self._clock = asyncio.get_running_loop().time
        limiter = Limiter(Rates.none(), clock=self._clock)
        wire = Wire(telegram, self)
        self._bot: ExtBot[Any] = ExtBot("1:token", request=wire, get_updates_request=wire, rate_limiter=limiter)
        self.worker = Worker(self._bot, replace(services, store=_Watched(services.store, self)), pace)
        self.running: asyncio.Task[None]

    async def starts(self) -> None:
        await self._bot.initialize()
        self.is_greeted = True
        owned = contextvars.copy_context()
        owned.run(_OWNER.set, self)
        self.running = owned.run(asyncio.get_running_loop().create_task, self.worker.run(self._stopping))

    def stands_still(self, seconds: float, calls: Collection[str]) -> None:
        """Let nothing come of some of what it asks of the database for so long."""
        self._still, self.still_since = calls, self._clock()
        self._still_until = self.still_since + seconds

    async def ends_well(self) -> None:
        self._stopping.set()
        self.running.cancel()
        await asyncio.wait([self.running])
        await self.is_killed()

    async def is_killed(self) -> None:
        """End it at this moment: nothing of it happens any more."""
        self.is_dead = True
        while left := [task for task in self._tasks if not task.done()]:
            for task in left:
                task.cancel()
            await asyncio.sleep(0)

    def owns(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def asks(self, name: str, call: Callable[..., Any], *args: Any, **more: Any) -> Any:
        if name == self.mistake:
            self.mistake = None
            raise Mistake(name)
        if name in self._still and self._clock() < self._still_until:
            await asyncio.sleep(self._still_until - self._clock())
        if self.is_dead:
            await asyncio.Event().wait()
        if self._clock() >= self._still_until:
            self.still_since = math.inf
        answer = await call(*args, **more)
        self._heard(self, name, answer)
        return answer


class _Watched:
    """The store, as one process has it."""

    def __init__(self, store: Store, process: Process) -> None:
        self._store = store
        self._process = process

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._store, name)

        async def asked(*args: Any, **more: Any) -> Any:
            return await self._process.asks(name, call, *args, **more)

        return asked


def owned_tasks(loop: asyncio.AbstractEventLoop, work: Any, **more: Any) -> asyncio.Task[Any]:
    """Make a task, and note of which process it is: for the loop's task factory."""
    task = asyncio.Task(work, loop=loop, **more)
    if owner := _OWNER.get(None):
        owner.owns(task)
    return task
