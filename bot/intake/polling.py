"""Intake: a loop of our own over getUpdates that feeds the application.

python-telegram-bot's own polling ends silently after one 401 or 404, loops for ever on an update it cannot parse, and
confirms updates before they are handled. This one keeps asking, with a growing pause, until its patience ends; sets
aside what cannot be parsed; and confirms late. A poll confirms all that came before it, so the next one waits until
what the last one brought is handled, but not for longer than `grace`, and not at all for chats that are late already:
what is slow, or waits behind it, is then confirmed unfinished. After a crash Telegram delivers again all that came
since the last poll, handled or not; what was unfinished when that poll was made, fewer than `most_unfinished` updates,
is lost.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from typing import Any

from telegram import Bot, Update
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.api.faults import asked_wait
from bot.failures import OutOfPatience
from bot.intake.lanes import Lanes
from bot.pace import Pace
from bot.stopping import unless_stopped

log = logging.getLogger("reti.intake")

# The raw answer is wanted, so that one update that cannot be parsed does not take the others with it. The names of
# methods are case-insensitive (Bot API 10.3, "Making requests"); spelt so, the library does not offer its own method.
_GET_UPDATES = "getupdates"

_REMEMBERED_IDS = 1000

_ANSWER_MARGIN = 10
"""Seconds that an answer may be late after Telegram has held the poll open."""

_FAREWELL_MARGIN = 4
"""The same at the stop, when a supervisor waits."""

RawUpdate = dict[str, Any]


class Intake:
    """Fetches updates and hands them on: those of one chat in order, different chats side by side."""

    def __init__(
        self,
        bot: Bot,
        process: Callable[[Update], Awaitable[None]],
        allowed_updates: Sequence[str],
        pace: Pace,
    ) -> None:
        self._bot = bot
        self._process = process
        self._pace = pace
        self._allowed_updates = list(allowed_updates)
        self._lanes: Lanes[Callable[[], Awaitable[None]]] = Lanes(_do, pace.at_once)
        self._seen: deque[int] = deque(maxlen=_REMEMBERED_IDS)
        self._offset = 0
        self._confirmed = 0
        self._late: dict[Hashable, asyncio.Future[None]] = {}

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
        loop = asyncio.get_running_loop()
        failures, failing_since = 0, 0.0
        while poll := await unless_stopped(self._poll(), stop):
            try:
                updates = poll.result()
            except TelegramError as error:
                failures += 1
                failing_since = failing_since if failures > 1 else loop.time()
                if (failing := loop.time() - failing_since) > self._pace.patience:
                    raise OutOfPatience(f"{type(error).__name__} from Telegram for {failing:.0f} seconds") from error
                await self._wait_out(error, failures, stop)
                continue
            failures = 0
            await self._settle(dict(filter(None, map(self._take, updates))))
            while self._lanes.unfinished >= self._pace.most_unfinished and not stop.done():
                await self._lanes.settle(self._pace.grace)

    async def _settle(self, came: dict[Hashable, asyncio.Future[None]]) -> None:
        """Wait until what came is handled, for `grace` at most, and not for chats that were late before."""
        self._late = {lane: handled for lane, handled in self._late.items() if not handled.done()}
        awaited = [handled for lane, handled in came.items() if lane not in self._late]
        if awaited:
            await asyncio.wait(awaited, timeout=self._pace.grace)
        self._late |= {lane: handled for lane, handled in came.items() if not handled.done()}

    async def _poll(
        self, *, hold: float | None = None, limit: int = 100, margin: float = _ANSWER_MARGIN
    ) -> list[RawUpdate]:
        """Ask for the next updates; asking confirms those before the offset (Bot API 10.3, getUpdates).

        Raises:
            TelegramError: nothing came that can be gone on from; a list of updates has an `update_id` in each.

        """
        hold = self._pace.poll if hold is None else hold
        asked: dict[str, Any] = {
            "offset": self._offset,
            "limit": limit,
            "timeout": int(hold),
            "allowed_updates": self._allowed_updates,
        }
        answer = await self._bot.do_api_request(_GET_UPDATES, asked, read_timeout=hold + margin)
        self._confirmed = asked["offset"]
        if not isinstance(answer, list):
            raise TelegramError("the answer is no list of updates")
        numbered = [raw for raw in answer if isinstance(raw, dict) and type(raw.get("update_id")) is int]
        if len(numbered) < len(answer):
            log.error("without a number", extra={"updates": len(answer) - len(numbered)})
            if not numbered:
                raise TelegramError("none of the updates has a number")
        return numbered

    async def _wait_out(self, error: TelegramError, failures: int, stop: asyncio.Task[bool]) -> None:
        pause = self._pace.pause(failures)
        if isinstance(error, RetryAfter):
            pause = max(pause, asked_wait(error).total_seconds())
        log.warning("poll failed", extra={"error": type(error).__name__, "failures": failures, "pause": pause})
        if isinstance(error, Conflict):
            log.warning("another copy runs with this token, or a webhook is set")
        await asyncio.wait({stop}, timeout=pause)

    def _take(self, raw: RawUpdate) -> tuple[Hashable, asyncio.Future[None]] | None:
        """Hand an update on; give its lane, and what is done once it is handled. None for one that is set aside."""
        update_id = raw["update_id"]
        self._offset = update_id + 1
        if update_id in self._seen:
            log.info("came again", extra={"update_id": update_id})
            return None
        self._seen.append(update_id)
        try:
            update = Update.de_json(raw, self._bot)
        except Exception as error:  # noqa: BLE001 - whatever the parser raises, the updates behind it must be answered
            kinds = ",".join(name for name in raw if name != "update_id")
            log.error("cannot be parsed", extra={"update_id": update_id, "kind": kinds, "error": type(error).__name__})  # noqa: TRY400 - its message may hold the text
            if tap := _tap_of(raw):
                self._lanes.put(("tap", tap), partial(self._release, tap))
            return None
        lane = lane_of(update)
        return lane, self._lanes.put(lane, partial(self._process, update))

    async def _release(self, tap: str) -> None:
        """Answer a tap with nothing, so that the key stops turning."""
        try:
            await self._bot.answer_callback_query(tap)
        except TelegramError as error:
            log.info("tap not answered", extra={"error": type(error).__name__})

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, unless it knows, so that it is not delivered again after the stop."""
        if self._offset == self._confirmed:
            return
        try:
            await self._poll(hold=0, limit=1, margin=_FAREWELL_MARGIN)
        except TelegramError as error:
            log.warning("last updates not confirmed", extra={"error": type(error).__name__})


def lane_of(update: Update) -> Hashable:
    """What an update must stay in order with: its chat, else its person, else nothing."""
    if update.effective_chat:
        return update.effective_chat.id
    if update.effective_user:
        return ("person", update.effective_user.id)
    return ("update", update.update_id)


async def _do(work: Callable[[], Awaitable[None]]) -> None:
    await work()


def _tap_of(raw: RawUpdate) -> str | None:
    """The id of the tap that an update tells of, as far as it can be read without parsing the update."""
    tapped = raw.get("callback_query")
    identifier = tapped.get("id") if isinstance(tapped, dict) else None
    return identifier if isinstance(identifier, str) else None
