"""What became of deliveries, written in small groups: so few are unsettled at any moment, and the database keeps up."""

import asyncio
import logging
from collections.abc import Collection, Sequence

from domain.outbox.delivery import DeliveryId
from domain.outbox.outcome import Verdict
from domain.outbox.port import Outbox
from domain.ports import Clock
from storage import StoreError, UnreachableError

log = logging.getLogger("reti.settling")

GROUP = 64
"""Verdicts in one write, at most."""

MOMENT = 0.05
"""Seconds that a verdict waits for others, at most."""


class Settling:
    """Collects verdicts and writes them. What cannot be written is kept and written again: nothing is sent twice.

    A verdict that the database refuses is set aside alone, and holds up no other. `pause` is how many seconds to wait
    after the database failed.
    """

    def __init__(self, outbox: Outbox, clock: Clock, pause: float) -> None:
        self._outbox = outbox
        self._clock = clock
        self._pause = pause
        self._waiting: list[Verdict] = []
        self._more = asyncio.Event()
        self._full = asyncio.Event()

    @property
    def waiting(self) -> Collection[DeliveryId]:
        """The deliveries whose verdict is not written yet."""
        return {one.id for one in self._waiting}

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
                await self._write(group)
            except UnreachableError as error:
                if not failing:
                    log.warning("not settled", extra={"error": type(error).__name__, "waiting": len(self._waiting)})
                failing = True
                await asyncio.sleep(self._pause)
            else:
                del self._waiting[: len(group)]
        self._more.clear()
        self._full.clear()

    async def _write(self, group: Sequence[Verdict]) -> None:
        """Write verdicts together or, where that is refused, each by itself. Raises UnreachableError."""
        try:
            await self._outbox.settle(group, self._clock())
        except UnreachableError:
            raise
        except (StoreError, ValueError) as error:
            if len(group) > 1:
                for one in group:
                    await self._write([one])
                return
            [one] = group
            log.exception("verdict set aside", exc_info=error)
            await self._outbox.set_aside(one.id, type(error).__name__, self._clock())
