"""The queue of updates, and long polling over it (telegram-bot-api, Client.cpp, do_get_updates)."""

import asyncio
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, islice
from typing import Any

from sandbox.clock import Clock
from sandbox.errors import ApiError, conflict
from sandbox.limits import Limits

KINDS = frozenset(
    {
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
    }
)
_NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
DEFAULT_KINDS = KINDS - _NOT_BY_DEFAULT
_MOST = 100
_FIRST_ID = 700_000_001
_TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(frozen=True, slots=True)
class _Queued:
    update_id: int
    update: dict[str, Any]
    expires_at: datetime


class Updates:
    """Updates that wait for the bot, until a getUpdates with a higher offset confirms them or they expire."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._queue: deque[_Queued] = deque()
        self._earliest: datetime | None = None
        self._sent: dict[int, dict[str, Any]] = {}
        self._again: list[dict[str, Any]] = []
        self._ids = count(_FIRST_ID)
        self._confirmed = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._conflicts_after = 0.0
        self._last_offset: int | None = None
        self._last_poll_at = 0.0
        self.allowed: frozenset[str] = DEFAULT_KINDS

    def put(self, kind: str, content: dict[str, Any]) -> int:
        """Queue an update and give its `update_id`; give 0 if the bot did not ask for its kind."""
        if kind not in self.allowed:
            return 0
        update_id = next(self._ids)
        self._append(update_id, {"update_id": update_id, kind: content}, self._lifetime(kind))
        return update_id

    def put_raw(self, update: dict[str, Any]) -> int:
        """Queue a dict as it is; it gets an `update_id` if it has none."""
        update_id = int(update.get("update_id") or next(self._ids))
        self._append(update_id, {"update_id": update_id, **update}, self._limits.message_update)
        return update_id

    def put_again(self, update_id: int) -> None:
        """Send an update once more with the next answer, whatever was confirmed. Raises KeyError for a strange id."""
        self._again.append(self._sent[update_id])
        self._wake()

    def allow(self, kinds: Collection[Any] | None) -> None:
        """Choose the kinds to receive from now on: None keeps the choice, unknown names fall out, none left is all."""
        if kinds is not None:
            self.allowed = KINDS.intersection(kind for kind in kinds if isinstance(kind, str)) or DEFAULT_KINDS

    def setting(self) -> dict[str, Any]:
        """Give `allowed_updates` as getWebhookInfo tells it: left out where it is the default."""
        return {} if self.allowed == DEFAULT_KINDS else {"allowed_updates": sorted(self.allowed)}

    def waiting(self) -> list[dict[str, Any]]:
        """List the updates not confirmed and not expired, oldest first."""
        self._expire()
        return [queued.update for queued in self._queue]

    def clear(self) -> None:
        """Drop what waits."""
        self._queue.clear()
        self._confirmed.set()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109 - the Bot API's parameter
        """Answer getUpdates. Raises ApiError 409 if another poll comes while this one waits."""
        self._confirm(offset)
        limit = limit if 1 <= limit <= _MOST else _MOST
        timeout, limit = self._slowed(offset, min(max(timeout, 0.0), self._limits.poll_timeout), limit)
        self._supersede()
        found = self._batch(limit)
        if found or timeout <= 0:
            return found
        self._poll = asyncio.get_running_loop().create_future()
        mine = self._poll
        try:
            async with asyncio.timeout(timeout):
                await mine
        except TimeoutError:
            return []
        finally:
            if self._poll is mine:
                self._poll = None
        return self._batch(limit)

    @property
    def polling(self) -> bool:
        """Whether a poll is open now."""
        return self._poll is not None

    def release(self) -> None:
        """Answer the open poll now, with what there is."""
        self._wake()

    async def handled(self, update_id: int, timeout: float) -> None:  # noqa: ASYNC109 - ends in an assertion of its own
        """Wait until an update was confirmed. Raises AssertionError after `timeout` seconds."""
        await self._until(lambda: all(queued.update_id != update_id for queued in self._queue), timeout)

    async def idle(self, timeout: float) -> None:  # noqa: ASYNC109 - ends in an assertion of its own
        """Wait until every update was confirmed. Raises AssertionError after `timeout` seconds."""
        await self._until(lambda: not self._queue, timeout)

    async def _until(self, reached: Callable[[], bool], timeout: float) -> None:  # noqa: ASYNC109 - see above
        try:
            async with asyncio.timeout(timeout):
                while not reached():
                    self._confirmed.clear()
                    await self._confirmed.wait()
        except TimeoutError:
            waiting = [queued.update_id for queued in self._queue]
            raise AssertionError(f"after {timeout} s the bot has not confirmed the updates {waiting}") from None

    def _append(self, update_id: int, update: dict[str, Any], lifetime: timedelta) -> None:
        self._sent[update_id] = update
        expires_at = self._clock() + lifetime
        self._queue.append(_Queued(update_id, update, expires_at))
        self._earliest = min(expires_at, self._earliest or expires_at)
        self._wake()

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _lifetime(self, kind: str) -> timedelta:
        if kind in {"callback_query", "pre_checkout_query", "shipping_query"}:
            return self._limits.callback_update
        return self._limits.inline_update if kind == "inline_query" else self._limits.message_update

    def _confirm(self, offset: int) -> None:
        before = len(self._queue)
        self._expire()
        if offset > 0:
            while self._queue and self._queue[0].update_id < offset:
                self._queue.popleft()
        elif offset < 0:
            while len(self._queue) > -offset:
                self._queue.popleft()
        if len(self._queue) < before:
            self._confirmed.set()

    def _expire(self) -> None:
        now = self._clock()
        if self._earliest is not None and self._earliest <= now:
            self._queue = deque(queued for queued in self._queue if queued.expires_at > now)
            self._earliest = min((queued.expires_at for queued in self._queue), default=None)
            self._confirmed.set()

    def _batch(self, limit: int) -> list[dict[str, Any]]:
        self._expire()
        again, self._again = self._again, []
        return again + [queued.update for queued in islice(self._queue, limit)]

    def _slowed(self, offset: int, timeout: float, limit: int) -> tuple[float, int]:
        now = asyncio.get_running_loop().time()
        since = now - self._last_poll_at
        repeated = offset == self._last_offset
        self._last_offset, self._last_poll_at = offset, now
        if self._limits.slow_repeated_polls and repeated:
            if since < 3.0:  # noqa: PLR2004 - Client.cpp, as in Limits
                timeout = max(timeout, 3.0)
            if since < 0.5:  # noqa: PLR2004 - Client.cpp, as in Limits
                limit = 1
        return timeout, limit

    def _supersede(self) -> None:
        """End an older open poll with 409; the second such answer within a few seconds is held back."""
        older = self._poll
        if older is None or older.done():
            return
        self._poll = None
        loop = asyncio.get_running_loop()
        hold = self._limits.conflict_hold if loop.time() < self._conflicts_after else 0.0
        self._conflicts_after = loop.time() + self._limits.conflict_hold
        loop.call_later(hold, _refuse, older, conflict(_TERMINATED))


def _refuse(poll: asyncio.Future[None], refusal: ApiError) -> None:
    if not poll.done():
        poll.set_exception(refusal)
