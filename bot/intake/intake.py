"""Intake: what Telegram delivers is stored, confirmed, and only then handled.

Stored in one transaction a batch, an update is lost to no crash: what waited then is handled after the restart, what
was under way is handled again. Delivered again, it is known by its number.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import count
from typing import NoReturn, TypeVar

from telegram.error import Conflict, RetryAfter, TelegramError

from bot.api.faults import asked_wait
from bot.application import Reti
from bot.failures import OutOfPatience
from bot.intake.handling import Arrived, Handling, as_object
from bot.intake.lanes import MOST_WAITING, Lanes
from bot.intake.polling import MOST_AT_ONCE, Polls
from bot.intake.raw import RawUpdate, is_service, lane_of, tap_of
from bot.pace import Pace
from bot.stopping import unless_stopped
from domain.inbox.port import StoredUpdate
from handlers.context import services_of
from storage import StoreError

T = TypeVar("T")

log = logging.getLogger("reti.intake")


_PAUSE_TO_WRITE = 4
"""Between two writes of what was handled is a pause so many times as long as one takes: the busier, the larger both."""

_LONGEST_PAUSE = 0.025
"""Seconds of that pause at most: what was handled and is not written down would be handled again after a crash."""

_LAST_WRITE = 1.0
"""Seconds that the last such write may take at the stop. What it does not write is handled again."""


class Intake:
    """Fetches updates and hands them on: those of one chat in order, different chats side by side.

    `idle` is set while the inbox is empty: all that was confirmed has been handled, and that is written down.
    """

    def __init__(self, application: Reti, allowed_updates: Sequence[str], pace: Pace) -> None:
        services = services_of(application)
        self._store = services.store
        self._clock = services.clock
        self._handling = Handling(application)
        self._pace = pace
        self._polls = Polls(application.bot, allowed_updates, pace.poll)
        self._unfinished = 0
        self._handled: list[int] = []
        self._any_handled = asyncio.Event()
        self._some_written = asyncio.Event()
        self.idle = asyncio.Event()

    async def run(self, stopping: asyncio.Event) -> None:
        """Fetch and hand on until told to stop; then let what is at work end. What else there is stays in the inbox.

        Raises:
            OutOfPatience: no good answer for longer than the pace allows.

        """
        try:
            async with asyncio.TaskGroup() as tasks:
                stop = tasks.create_task(stopping.wait())
                writing = tasks.create_task(self._write_down())
                lanes = Lanes(self._handle, self._pace.at_once, tasks)
                if await unless_stopped(self._take_up(lanes), stop):
                    await self._fetch_until(stop, lanes)
                await lanes.close(self._pace.farewell)
                writing.cancel()
                await self._write_last()
        except BaseExceptionGroup as group:
            raise group.exceptions[0] from None

    async def _take_up(self, lanes: Lanes[Arrived]) -> None:
        """Hand on what is in the inbox from before."""
        waiting = await self._tried_again(self._store.waiting_updates, "inbox not read")
        for stored in waiting:
            raw: RawUpdate = {}
            with suppress(ValueError, TypeError, RecursionError):  # set aside when its turn comes
                raw = as_object(stored.payload)
            self._hand_on(Arrived(stored), raw, lanes, always=True)
        if waiting:
            log.info("taken up again", extra={"updates": len(waiting)})
        self._look_whether_idle()

    async def _fetch_until(self, stop: asyncio.Task[bool], lanes: Lanes[Arrived]) -> None:
        loop = asyncio.get_running_loop()
        failures, failing_since = 0, 0.0
        while fetched := await unless_stopped(self._fetch(lanes), stop):
            try:
                fetched.result()
            except TelegramError as error:
                failures += 1
                failing_since = failing_since if failures > 1 else loop.time()
                if (failing := loop.time() - failing_since) > self._pace.patience:
                    raise OutOfPatience(f"{type(error).__name__} from Telegram for {failing:.0f} seconds") from error
                await self._wait_out(error, failures, stop)
            else:
                failures = 0

    async def _fetch(self, lanes: Lanes[Arrived]) -> None:
        """Fetch a batch, store it, and hand on what had not come before. The next one confirms it.

        Raises:
            TelegramError: Telegram gave none.

        """
        while (room := self._pace.most_unfinished - self._unfinished) <= 0:
            self._some_written.clear()
            await self._some_written.wait()
        batch = await self._polls.ask(min(room, MOST_AT_ONCE))
        if batch.updates:
            now = self._clock()
            payloads = {number: json.dumps(raw, separators=(",", ":")) for number, raw in batch.updates.items()}
            new = await self._tried_again(partial(self._store.store_updates, payloads, now), "updates not stored")
            for number, raw in batch.updates.items():
                if number in new:
                    arrived = Arrived(StoredUpdate(number, payloads[number], now), batch.since)
                    self._hand_on(arrived, raw, lanes, always=is_service(raw))
            if again := len(payloads) - len(new):
                log.info("came again", extra={"updates": again})
        self._polls.confirm(batch)

    def _hand_on(self, arrived: Arrived, raw: RawUpdate, lanes: Lanes[Arrived], *, always: bool) -> None:
        """Queue an update in its lane. Of what is too much there, taps are released and the rest is thrown away."""
        self._unfinished += 1
        self.idle.clear()
        lane = lane_of(raw)
        if lanes.put(lane, arrived, always=always):
            return
        refused = ("refused", lane)
        if tap_of(raw) and lanes.waiting(refused) < MOST_WAITING:
            lanes.put(refused, replace(arrived, refused=True))
        else:
            self._note_handled(arrived)

    async def _handle(self, arrived: Arrived) -> None:
        try:
            await self._handling.handle(arrived)
        except Exception:
            log.exception("update lost")
        self._note_handled(arrived)

    def _note_handled(self, arrived: Arrived) -> None:
        self._handled.append(arrived.stored.update_id)
        self._any_handled.set()

    async def _write_down(self) -> NoReturn:
        """Write down what was handled: all that has been since the last such write began, and a little longer."""
        loop = asyncio.get_running_loop()
        while True:
            await self._any_handled.wait()
            self._any_handled.clear()
            began = loop.time()
            handled = tuple(self._handled)
            await self._tried_again(partial(self._store.finish_updates, handled), "handled updates not written down")
            del self._handled[: len(handled)]
            self._unfinished -= len(handled)
            self._some_written.set()
            self._look_whether_idle()
            await asyncio.sleep(min(_PAUSE_TO_WRITE * (loop.time() - began), _LONGEST_PAUSE))

    async def _write_last(self) -> None:
        try:
            async with asyncio.timeout(_LAST_WRITE):
                await self._store.finish_updates(self._handled)
        except (StoreError, TimeoutError) as error:
            log.warning("handled updates not written down", extra={"error": type(error).__name__})

    def _look_whether_idle(self) -> None:
        if not self._unfinished:
            self.idle.set()

    async def _tried_again(self, work: Callable[[], Awaitable[T]], failing: str) -> T:
        """Do a work of the store; while the database fails, again and again, with one line in the log."""
        for failures in count(1):
            try:
                return await work()
            except StoreError as error:
                if failures == 1:
                    log.warning(failing, extra={"error": type(error).__name__})
                await asyncio.sleep(self._pace.pause(failures))
        raise AssertionError("counting does not end")

    async def _wait_out(self, error: TelegramError, failures: int, stop: asyncio.Task[bool]) -> None:
        pause = self._pace.pause(failures)
        if isinstance(error, RetryAfter):
            pause = max(pause, asked_wait(error).total_seconds())
        log.warning("poll failed", extra={"error": type(error).__name__, "failures": failures, "pause": pause})
        if isinstance(error, Conflict):
            log.warning("another copy runs with this token, or a webhook is set")
        await asyncio.wait({stop}, timeout=pause)
