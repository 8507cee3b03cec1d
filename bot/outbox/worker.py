"""The deliverer: it alone claims what is due, lets it be sent, and sees to it that every outcome is written.

Only one process delivers at a time (a lease in the database): one can already send more than Telegram accepts from one
bot. Another takes over when its lease has run out.
"""

import asyncio
import logging
import secrets
from collections import Counter
from datetime import timedelta
from typing import Any

from telegram.ext import ExtBot

from bot.outbox.sender import Sender
from bot.outbox.settling import Settling
from bot.pace import Pace
from domain.outbox.delivery import Claimed, Outcome, Settled, Verdict
from domain.outbox.due import Matter
from handlers.context import Services
from storage import StoreError

log = logging.getLogger("reti.deliverer")

NAME = "deliverer"

CLAIM_LASTS = timedelta(minutes=5)
"""How long a claimed delivery is ours: far longer than a batch takes, the waits that Telegram asks for among it."""


class Deliverer:
    """Delivers what is due for as long as it runs."""

    def __init__(self, bot: ExtBot[Any], services: Services, pace: Pace) -> None:
        self._services = services
        self._pace = pace
        self._sender = Sender(bot, services)
        self._settling = Settling(services.store, services.clock, pace.first_pause)
        self._holder = secrets.token_hex(8)
        self._room = asyncio.Semaphore(pace.deliveries_at_once)
        self._under_way: set[asyncio.Task[None]] = set()
        self._outcomes: Counter[str] = Counter()
        self._leads = False
        self._failing = False

    async def run(self) -> None:
        """Deliver until cancelled; what is under way then is finished and written first."""
        settling = asyncio.create_task(self._settling.run())
        try:
            while True:
                if not await self._step():
                    self._say_what_was_done()
                    await asyncio.sleep(self._pace.deliver_every)
        finally:
            await self._finish(settling)

    async def _step(self) -> bool:
        """Claim some and start on them; False where there was nothing to do, or it is not ours to do."""
        services, now = self._services, self._services.clock()
        try:
            if not await self._lead():
                return False
            claimed = await services.store.claim(now, now + CLAIM_LASTS, self._pace.claim_at_once)
            matters = await services.store.matters(claimed, now, services.city.zone)
        except StoreError as error:
            if not self._failing:  # once for each time that the database fails, however long that lasts
                log.warning("not claimed", extra={"error": type(error).__name__})
            self._failing = True
            await asyncio.sleep(self._pace.longest_pause)
            return False
        self._failing = False
        for delivery in claimed:
            await self._room.acquire()
            task = asyncio.create_task(self._deliver(delivery, matters[delivery.id]))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
        return bool(claimed)

    async def _lead(self) -> bool:
        """Take or keep the lease; who takes it over frees what the one before had claimed and not settled."""
        now = self._services.clock()
        leads = await self._services.store.lead(NAME, self._holder, now, now + timedelta(seconds=self._pace.lead_lasts))
        if leads and not self._leads:
            in_flight = await self._services.store.release_claims(now)
            log.info("delivering", extra={"in_flight_before": in_flight})
        self._leads = leads
        return leads

    async def _deliver(self, delivery: Claimed, matter: Matter) -> None:
        try:
            judged = await self._sender.deliver(delivery, matter)
        except StoreError as error:  # its lease runs out, and it is made again
            log.warning("not delivered", extra={"error": type(error).__name__})
        except Exception:
            log.exception("delivery failed by a mistake", extra={"kind": delivery.kind})
            self._judged(Settled(delivery.id, Outcome.REFUSED))
        else:
            self._judged(judged)
        finally:
            self._room.release()

    def _judged(self, judged: Verdict) -> None:
        self._outcomes[judged.outcome if isinstance(judged, Settled) else "put off"] += 1
        self._settling.put(judged)

    def _say_what_was_done(self) -> None:
        if self._outcomes and not self._under_way:
            log.info("delivered", extra={word.replace(" ", "_"): number for word, number in self._outcomes.items()})
            self._outcomes.clear()

    async def _finish(self, settling: asyncio.Task[None]) -> None:
        """Let what is under way come to its end within the time that a stop leaves, and write it down."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=self._pace.farewell)
        settling.cancel()
        await asyncio.gather(settling, return_exceptions=True)
        async with asyncio.timeout(self._pace.farewell):
            await self._settling.flush()
