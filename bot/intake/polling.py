"""Polling: a loop of our own over getUpdates.

python-telegram-bot's own ends silently after one 401 or 404, loops for ever on an update it cannot parse, and confirms
updates that it has only in memory. This one gives what came as it came; asking again confirms it.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Bot
from telegram.error import TelegramError

from bot.intake.raw import RawUpdate, number_of

log = logging.getLogger("reti.intake")

# The raw answer is wanted, so that one update that cannot be parsed does not take the others with it. The names of
# methods are case-insensitive (Bot API 10.3, "Making requests"); spelt so, the library does not offer its own method.
_GET_UPDATES = "getupdates"

_ANSWER_MARGIN = 10
"""Seconds that an answer may be late after Telegram has held the poll open."""

_HELD_SECONDS = 1.0
"""A poll answered later than that was held open: nothing waited when it was asked."""

MOST_AT_ONCE = 100
"""Updates that one poll gives at most (Bot API 10.3, getUpdates.limit)."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Updates by their numbers, as they came.

    `since` is when at the earliest they arose, in the time of the event loop, where that is known.
    """

    updates: dict[int, RawUpdate]
    since: float | None


class Polls:
    """Asks for updates, and remembers up to where."""

    def __init__(self, bot: Bot, allowed_updates: Sequence[str], hold: float) -> None:
        self._bot = bot
        self._allowed_updates = list(allowed_updates)
        self._hold = hold
        self._offset = 0
        self._none_waited_at: float | None = None

    async def ask(self, limit: int = MOST_AT_ONCE) -> Batch:
        """Ask for the next updates; asking confirms those that `confirm` was told of (Bot API 10.3, getUpdates).

        Raises:
            TelegramError: nothing came that can be gone on from.

        """
        asked: dict[str, Any] = {
            "offset": self._offset,
            "limit": limit,
            "timeout": int(self._hold),
            "allowed_updates": self._allowed_updates,
        }
        loop = asyncio.get_running_loop()
        began = loop.time()
        try:
            answer = await self._bot.do_api_request(_GET_UPDATES, asked, read_timeout=self._hold + _ANSWER_MARGIN)
        except RecursionError:  # of the JSON reader
            raise TelegramError("the answer is nested too deeply") from None
        if not isinstance(answer, list):
            raise TelegramError("the answer is no list of updates")
        now = loop.time()
        since = now if now - began >= _HELD_SECONDS else self._none_waited_at
        if len(answer) < limit:
            self._none_waited_at = now
        updates = {number: raw for raw in answer if (number := number_of(raw)) is not None}
        if without := sum(number_of(raw) is None for raw in answer):
            log.error("without a number", extra={"updates": without})
            if not updates:
                raise TelegramError("none of the updates has a number")
        return Batch(updates, since)

    def confirm(self, batch: Batch) -> None:
        """Let the next poll confirm what came.

        Numbers may begin anew, and lower, after a week without any: the highest of the last batch counts.
        """
        if batch.updates:
            self._offset = max(batch.updates) + 1
