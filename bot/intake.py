"""Intake: a loop of our own over getUpdates that feeds the application.

python-telegram-bot's own polling ends silently after one 401 or 404, loops for ever on an update it cannot parse, and
confirms updates before they are handled. This one keeps asking, with a growing pause, until its patience ends; sets
aside what cannot be parsed; and confirms an update once it is handled, or once it has been at work for `grace`, so that
a slow one holds up nobody. What a crash interrupts is therefore delivered again, but for what was already that slow.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.error import RetryAfter, TelegramError, TimedOut

from bot.failures import OutOfPatience
from bot.lanes import Lanes
from bot.limiter import asked_wait

log = logging.getLogger("reti.intake")

# The raw answer is wanted, so that one update that cannot be parsed does not take the others with it. The names of
# methods are case-insensitive (Bot API 10.3, "Making requests"); spelt so, the library does not offer its own method.
_GET_UPDATES = "getupdates"

_REMEMBERED_IDS = 1000
_ANSWER_MARGIN = 10


@dataclass(frozen=True, slots=True)
class Pace:
    """How the intake times itself, in seconds.

    `poll` is how long Telegram may hold a poll open (it caps it at 50); `patience` how long no good answer is borne.
    """

    poll: float = 50
    grace: float = 2
    first_pause: float = 0.5
    longest_pause: float = 30
    patience: float = 300
    farewell: float = 10
    at_once: int = 16
    most_unfinished: int = 1000

    def pause(self, failures: int) -> float:
        """How long to wait after so many failures in a row: twice as long each time."""
        return min(self.longest_pause, self.first_pause * 2.0 ** min(failures - 1, 16))


class Intake:
    """Fetches updates and hands them on: those of one chat in order, different chats side by side."""

    def __init__(
        self,
        bot: Bot,
        process: Callable[[Update], Awaitable[None]],
        allowed_updates: Sequence[str],
        pace: Pace | None = None,
    ) -> None:
        self._bot = bot
        self._pace = pace or Pace()
        self._allowed_updates = list(allowed_updates)
        self._lanes: Lanes[Update] = Lanes(process, self._pace.at_once)
        self._seen: deque[int] = deque(maxlen=_REMEMBERED_IDS)
        self._offset = 0

    async def run(self, stopping: asyncio.Event) -> None:
        """Fetch and hand on until told to stop; then let what is at work end, and confirm it.

        Raises:
            OutOfPatience: no good answer for longer than the pace allows.

        """
        stop = asyncio.create_task(stopping.wait())
        try:
            await self._fetch_until(stop)
        finally:
            stop.cancel()
            ended = await self._lanes.close(self._pace.farewell)
        if ended:
            await self._confirm()

    async def _fetch_until(self, stop: asyncio.Task[bool]) -> None:
        failures, last_good = 0, asyncio.get_running_loop().time()
        while not stop.done():
            poll = asyncio.create_task(self._poll())
            await asyncio.wait({poll, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not poll.done():
                poll.cancel()
                await asyncio.gather(poll, return_exceptions=True)
                return
            now = asyncio.get_running_loop().time()
            try:
                updates = poll.result()
            except TelegramError as error:
                failures += 1
                if now - last_good > self._pace.patience:
                    raise OutOfPatience(f"no good answer from Telegram for {now - last_good:.0f} seconds") from error
                await self._wait_out(error, failures, stop)
                continue
            failures, last_good = 0, now
            for raw in updates:
                self._take(raw)
            await self._lanes.settle(self._pace.grace)
            while self._lanes.unfinished >= self._pace.most_unfinished and not stop.done():
                await self._lanes.settle(self._pace.grace)

    async def _poll(self, *, hold: float | None = None, limit: int = 100) -> list[dict[str, Any]]:
        """Ask for the next updates; asking confirms those before the offset (Bot API 10.3, getUpdates)."""
        hold = self._pace.poll if hold is None else hold
        asked = {
            "offset": self._offset,
            "limit": limit,
            "timeout": int(hold),
            "allowed_updates": self._allowed_updates,
        }
        try:
            answer = await self._bot.do_api_request(_GET_UPDATES, asked, read_timeout=hold + _ANSWER_MARGIN)
        except TimedOut:
            if hold:
                log.info("poll timed out")
            raise
        return answer if isinstance(answer, list) else []

    async def _wait_out(self, error: TelegramError, failures: int, stop: asyncio.Task[bool]) -> None:
        pause = self._pace.pause(failures)
        if isinstance(error, RetryAfter):
            pause = max(pause, asked_wait(error).total_seconds())
        log.warning("poll failed", extra={"error": type(error).__name__, "failures": failures, "pause": pause})
        await asyncio.wait({stop}, timeout=pause)

    def _take(self, raw: dict[str, Any]) -> None:
        """Hand an update on, unless it came before or cannot be parsed."""
        update_id = raw["update_id"]
        self._offset = update_id + 1
        if update_id in self._seen:
            log.info("came again", extra={"update_id": update_id})
            return
        self._seen.append(update_id)
        try:
            update = Update.de_json(raw, self._bot)
        except Exception as error:  # noqa: BLE001 - whatever the parser raises, the updates behind it must be answered
            kinds = ",".join(name for name in raw if name != "update_id")
            log.error("cannot be parsed", extra={"update_id": update_id, "kind": kinds, "error": type(error).__name__})  # noqa: TRY400 - its message may hold the text
            return
        self._lanes.put(lane_of(update), update)

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, so that it is not delivered again after the stop."""
        try:
            await self._poll(hold=0, limit=1)
        except TelegramError as error:
            log.warning("last updates not confirmed", extra={"error": type(error).__name__})


def lane_of(update: Update) -> Hashable:
    """What an update must stay in order with: its chat, else its person, else nothing."""
    if update.effective_chat:
        return update.effective_chat.id
    if update.effective_user:
        return ("person", update.effective_user.id)
    return ("update", update.update_id)
