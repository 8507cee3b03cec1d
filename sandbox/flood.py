"""Flood control: how fast messages may leave, in all and in one chat."""

from collections import deque
from math import ceil

from sandbox.clock import Clock
from sandbox.errors import too_many_requests
from sandbox.limits import Limits

_SECOND = 1.0
_MINUTE = 60.0


class Flood:
    """Counts accepted messages by the clock, and refuses with 429 and the seconds until one fits again.

    A refused message is not counted, so waiting for as long as told always helps.
    """

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._overall: deque[float] = deque()
        self._chats: dict[int, tuple[float, float]] = {}
        self._groups: dict[int, deque[float]] = {}
        self._free = limits.overall_per_second is limits.chat_burst is limits.group_per_minute is None

    def admit(self, chat_id: int, *, group: bool, messages: int = 1) -> None:
        """Count messages to a chat; raise ApiError 429 if any of the three rates would be broken."""
        if self._free:
            return
        now = self._clock().timestamp()
        wait = max(
            self._window_wait(self._overall, self._limits.overall_per_second, _SECOND, now, messages),
            self._chat_wait(chat_id, now),
            self._group_wait(chat_id, now, messages) if group else 0.0,
        )
        if wait > 0:
            raise too_many_requests(max(1, ceil(wait)))
        self._overall.extend([now] * messages)
        if self._limits.chat_burst is not None:
            self._chats[chat_id] = (self._saved(chat_id, now) - messages, now)
        if group:
            self._groups[chat_id].extend([now] * messages)

    def _saved(self, chat_id: int, now: float) -> float:
        burst = float(self._limits.chat_burst or 0)
        saved, counted = self._chats.get(chat_id, (burst, now))
        return min(burst, saved + now - counted)

    def _chat_wait(self, chat_id: int, now: float) -> float:
        if self._limits.chat_burst is None:
            return 0.0
        return 1.0 - self._saved(chat_id, now)

    def _group_wait(self, chat_id: int, now: float, messages: int) -> float:
        window = self._groups.setdefault(chat_id, deque())
        return self._window_wait(window, self._limits.group_per_minute, _MINUTE, now, messages)

    @staticmethod
    def _window_wait(window: deque[float], most: int | None, span: float, now: float, messages: int) -> float:
        while window and window[0] <= now - span:
            window.popleft()
        if most is None or len(window) + messages <= most or not window:
            return 0.0
        leaving = min(len(window) + messages - most, len(window))
        return window[leaving - 1] + span - now
