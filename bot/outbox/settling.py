"""What became of deliveries, written in small groups: so few are unsettled at any moment, and the database keeps up."""

import asyncio
import logging

from domain.outbox.delivery import Verdict
from domain.ports import Clock, Deliveries
from storage import StoreError

log = logging.getLogger("reti.settling")

GROUP = 64
"""Verdicts in one write, at most."""

MOMENT = 0.05
"""Seconds that a verdict waits for others, at most."""


class Settling:
    """Collects verdicts and writes them. What cannot be written is kept and written again: nothing is sent twice.

    `pause` is how many seconds to wait after the database failed.
    """

    def __init__(self, store: Deliveries, clock: Clock, pause: float) -> None:
        self._store = store
        self._clock = clock
        self._pause = pause
        self._waiting: list[Verdict] = []
        self._more = asyncio.Event()
        self._full = asyncio.Event()

    def put(self, judged: Verdict) -> None:
        """Let a verdict be written soon."""
        self._waiting.append(judged)
        self._more.set()
        if len(self._waiting) >= GROUP:
            self._full.set()

    async def run(self) -> None:
        """Write what comes, until cancelled."""
        while True:
            await self._more.wait()
            try:
                async with asyncio.timeout(MOMENT):
                    await self._full.wait()
            except TimeoutError:
                pass
            await self.flush()

    async def flush(self) -> None:
        """Write all that waits, however long the database takes."""
        failing = False
        while group := self._waiting[:GROUP]:
            try:
                await self._store.settle(group, self._clock())
            except StoreError as error:
                if not failing:
                    log.warning("not settled", extra={"error": type(error).__name__, "waiting": len(self._waiting)})
                failing = True
                await asyncio.sleep(self._pause)
            else:
                del self._waiting[: len(group)]
        self._more.clear()
        self._full.clear()
