"""The worker of the outbox: it claims what is due, looks once more when its turn has come, sends it and settles it.

It knows no kind of delivery by name: `domain`, `storage` and `handlers.outbox.kinds` do.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from telegram.ext import ExtBot

from bot.outbox.attempt import Attempts, Item, LeadLost, Withdrawn
from bot.outbox.lead import Lead
from bot.outbox.settling import Settling
from bot.outbox.transport import Transport
from bot.outbox.way import Way
from bot.pace import Pace
from domain.outbox.delivery import Claimed, DeliveryId
from domain.outbox.outcome import Outcome, PutOff, Settled, Verdict
from domain.outbox.retry import STEADY
from handlers.context import Services
from storage import StoreError

log = logging.getLogger("reti.outbox")

_HURRY = 2.0
"""Seconds left to what is being posted where the process ends by a mistake: its supervisor waits to start it anew."""

_MISTAKES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What making a message of a row that nobody has thought of raises; what is graver ends the process."""


class Worker:
    """Delivers what is due for as long as it runs."""

    def __init__(self, bot: ExtBot[Any], services: Services, pace: Pace) -> None:
        self._services = services
        self._pace = pace
        transport = Transport(bot)
        self._way = Way(transport.probe, pace.probe_every)
        self._lead = Lead(services.store, services.clock, pace)
        self._attempts = Attempts(bot, services, transport, self._way, self._lead.is_of)
        self._settling = Settling(services.store, services.clock, pace.first_pause)
        self._room = asyncio.Semaphore(pace.deliveries_at_once)
        self._under_way: dict[DeliveryId, tuple[Item, asyncio.Task[None]]] = {}
        self._ended = asyncio.Event()
        self._outcomes: Counter[str] = Counter()
        self._failing = False
        self._awake = asyncio.Event()
        self._mistake: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._idle: list[asyncio.Future[None]] = []

    async def run(self, stopping: asyncio.Event) -> None:
        """Deliver until cancelled; what is being sent then is finished and written first, in a hurry unless `stopping`.

        Whatever ends one of its tasks by a mistake ends all: who runs it starts the process anew.
        """
        try:
            async with asyncio.TaskGroup() as group:
                for work in (self._lead.keep, self._way.keep, self._settling.run, self._renew, self._give_up_lost):
                    group.create_task(work())
                group.create_task(self._deliver_all())
                await self._mistake
        finally:
            await self._finish(self._pace.farewell if stopping.is_set() else _HURRY)

    async def idle(self) -> None:
        """Wait until nothing is due that could be sent now, nothing under way, and all settled."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._idle.append(done)
        self._awake.set()
        await done

    async def _deliver_all(self) -> None:
        while True:
            await self._lead.held()
            await self._way.sound()
            asked = self._idle[:]
            claimed = await self._claim()
            if claimed:
                await self._begin(claimed)
            else:
                self._say_what_was_done()
                if not self._under_way and not self._settling.waiting:
                    self._say_idle(asked)
                await self._rest()
            await self._until_there_is_room()

    async def _claim(self) -> Sequence[Claimed]:
        """Claim what goes next and is not under way already; after the database failed, nothing for a while."""
        services, now = self._services, self._services.clock()
        until = now + timedelta(seconds=self._pace.claim_lasts)
        steady = self._way.sound_for(STEADY.total_seconds())
        try:
            claimed = await services.store.claim(now, until, self._pace.claim_at_once, steady=steady)
        except StoreError as error:
            if not self._failing:  # once for each time that the database fails, however long that lasts
                log.warning("not claimed", extra={"error": type(error).__name__})
            self._failing = True
            await asyncio.sleep(self._pace.longest_pause)
            return []
        self._failing = False
        busy = self._under_way.keys() | self._settling.waiting
        return [one for one in claimed if one.id not in busy]

    async def _begin(self, claimed: Sequence[Claimed]) -> None:
        """Read what was claimed and start on it; what cannot be read just now is let go of."""
        services, now = self._services, self._services.clock()
        loop = asyncio.get_running_loop()
        read_at, term = loop.time(), self._lead.term
        try:
            loaded = await services.store.load(claimed, now, services.city.zone)
        except StoreError as error:
            log.warning("not read", extra={"error": type(error).__name__})
            for one in claimed:
                self._settling.put(PutOff(one.id, now, counts=False))
            await asyncio.sleep(self._pace.longest_pause)
            return
        for one in claimed:
            item = Item(loaded[one.id], read_at, term)
            task = loop.create_task(self._deliver(item))
            task.add_done_callback(self._own_up)
            self._under_way[one.id] = (item, task)

    async def _until_there_is_room(self) -> None:
        while len(self._under_way) > self._pace.deliveries_at_once:
            self._ended.clear()
            await self._ended.wait()

    async def _rest(self) -> None:
        """Wait a while before the next look, or until somebody asks for it or a delivery ends."""
        self._awake.clear()
        try:
            async with asyncio.timeout(self._pace.deliver_every):
                await self._awake.wait()
        except TimeoutError:
            pass

    async def _deliver(self, item: Item) -> None:
        """Make one delivery, and say what became of it. One that cannot be made is set aside, and stops no other."""
        delivery = item.delivery
        try:
            async with self._room:
                judged = await self._attempts.make(item)
        except LeadLost:
            return
        except Withdrawn:
            self._judged(PutOff(delivery.id, self._services.clock(), counts=False))
        except StoreError as error:  # it is let go of, and made again
            log.warning("not delivered", extra={"error": type(error).__name__})
            self._judged(PutOff(delivery.id, self._services.clock(), counts=False))
        except _MISTAKES as error:
            log.exception("delivery set aside", extra={"kind": delivery.kind})
            self._judged(Settled(delivery.id, Outcome.BROKEN, says=type(error).__name__))
        else:
            self._judged(judged)
        finally:
            del self._under_way[delivery.id]
            self._ended.set()
            if not self._under_way:
                self._awake.set()

    def _own_up(self, task: asyncio.Task[None]) -> None:
        """Let a mistake that nobody has thought of end the worker."""
        if not task.cancelled() and (error := task.exception()) and not self._mistake.done():
            self._mistake.set_exception(error)

    def _judged(self, judged: Verdict) -> None:
        self._outcomes[judged.outcome if isinstance(judged, Settled) else "put off"] += 1
        self._settling.put(judged)

    async def _renew(self) -> None:
        """Let the claims of what is under way last for as long as it waits."""
        failing = False
        while True:
            await asyncio.sleep(self._pace.claim_lasts / 3)
            if not (self._under_way and self._lead.is_held):
                continue
            until = self._services.clock() + timedelta(seconds=self._pace.claim_lasts)
            try:
                await self._services.store.renew(self._under_way.keys() | self._settling.waiting, until)
                failing = False
            except StoreError as error:
                if not failing:
                    log.warning("claims not renewed", extra={"error": type(error).__name__})
                failing = True

    async def _give_up_lost(self) -> None:
        """When the lead is lost, let go of all that is not being posted: who has it now makes that."""
        while True:
            await self._lead.held()
            await self._lead.lost()
            for item, task in list(self._under_way.values()):
                if not item.is_posting:
                    task.cancel()

    def _say_idle(self, asked: Sequence[asyncio.Future[None]]) -> None:
        for done in asked:
            self._idle.remove(done)
            if not done.done():
                done.set_result(None)

    def _say_what_was_done(self) -> None:
        if self._outcomes and not self._under_way:
            log.info("delivered", extra={word.replace(" ", "_"): number for word, number in self._outcomes.items()})
            self._outcomes.clear()

    async def _finish(self, within: float) -> None:
        """Let what is being posted come to its end within so many seconds, and write it down."""
        under_way = list(self._under_way.values())
        for item, task in under_way:
            if not item.is_posting:
                task.cancel()
        if under_way:
            await asyncio.wait([task for _, task in under_way], timeout=within)
        try:
            async with asyncio.timeout(within / 2):
                await self._settling.flush()
                await self._lead.give_up()
        except StoreError as error:
            log.warning("lead not given up", extra={"error": type(error).__name__})
        except TimeoutError:
            log.warning("stopped with verdicts unwritten: what they are of comes twice")
