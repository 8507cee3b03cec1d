"""The lead: one process delivers at a time, since one can already send more than Telegram accepts from one bot."""

import asyncio
import logging
import secrets
from datetime import timedelta
from math import inf

from bot.pace import Pace
from domain.outbox.port import Outbox
from domain.ports import Clock
from storage import StoreError

log = logging.getLogger("reti.lead")


class Lead:
    """A lease in the database, renewed by a task of its own for as long as that runs.

    It is reckoned by the loop's clock, from before each renewal was asked for: who holds it by that holds it surely.
    """

    def __init__(self, outbox: Outbox, clock: Clock, pace: Pace) -> None:
        self._outbox = outbox
        self._clock = clock
        self._pace = pace
        self._holder = secrets.token_hex(8)
        self._until = -inf
        self._held = asyncio.Event()
        self._lost = asyncio.Event()
        self._lost.set()
        self.term = 0
        """The number of times that it was taken: what was begun in another term is not gone on with."""

    @property
    def is_held(self) -> bool:
        """It is ours at this moment."""
        return asyncio.get_running_loop().time() < self._until

    def is_of(self, term: int) -> bool:
        """Say if it is still ours as it was taken in a term."""
        return self.is_held and self.term == term

    async def held(self) -> None:
        """Wait until it is ours."""
        await self._held.wait()

    async def lost(self) -> None:
        """Wait until it is ours no more."""
        await self._lost.wait()

    async def keep(self) -> None:
        """Take it, keep it, and take it again, for as long as this runs."""
        waiting = failing = False
        while True:
            asked_at = asyncio.get_running_loop().time()
            try:
                leads = await self._outbox.lead(self._holder, self._clock(), timedelta(seconds=self._pace.lead_lasts))
                if leads and not self.is_held:
                    await self._take()
            except StoreError as error:
                if not failing:  # once for each time that the database fails, however long that lasts
                    log.warning("lead not renewed", extra={"error": type(error).__name__})
                failing = True
            else:
                failing = False
                if leads:
                    self._until = asked_at + self._pace.lead_lasts
                    self._held.set()
                elif not waiting:
                    log.info("another process delivers: waiting for its lease to end")
                waiting = not leads
                if waiting:
                    self._until = -inf
            if not self.is_held and self._held.is_set():
                self._held.clear()
                self._lost.set()
                log.warning("the lead is lost")
            await asyncio.sleep(min(self._pace.lead_lasts / 4, self._pace.longest_pause if failing else inf))

    async def give_up(self) -> None:
        """Let another process take it at once. Raises StoreError."""
        if self.is_held:
            self._until = -inf
            await self._outbox.lead(self._holder, self._clock(), timedelta())

    async def _take(self) -> None:
        """Free what whoever had it before had claimed and not settled."""
        in_flight = await self._outbox.release_claims(self._clock())
        self.term += 1
        self._lost.clear()
        log.info("delivering", extra={"in_flight_before": in_flight})
