"""A time that stands while anybody is at work, and jumps when everybody waits: hours pass in a moment, and none by
themselves.

What waits on the loop (`asyncio.sleep`, timeouts, `call_later`) is woken in the order of its times, whatever the
machine does meanwhile, so that a test may say to the hundredth of a second when something happened. The mark
`time_jumps` gives a test such a loop.
"""

import asyncio
import selectors
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

_BEGAN = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
_ON_THE_WAY = 0.001
"""Seconds of real time in which the kernel surely brings over loopback what was sent there."""


class _JumpingSelector(selectors.DefaultSelector):
    """Looks for what has come, and instead of waiting for a time lets it be that time."""

    def __init__(self, loop: "JumpingLoop") -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        if timeout is None or self._loop.threads_at_work:
            return super().select(None)
        if came := super().select(_ON_THE_WAY):
            return came
        self._loop.passed += timeout
        return []


class JumpingLoop(asyncio.SelectorEventLoop):
    """An event loop with such a time. While a thread works for somebody here, time stands."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.threads_at_work = 0
        super().__init__(_JumpingSelector(self))

    def time(self) -> float:
        """The seconds since it began."""
        return self.passed

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """Let a thread do something, and time stand until it has."""
        self.threads_at_work += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._done)
        return future

    async def shutdown_default_executor(self, _: float | None = None) -> None:
        """Let the threads end, however long that takes (from Python 3.12 on it would be given up after a time)."""
        self.threads_at_work += 1
        await super().shutdown_default_executor()
        self.threads_at_work -= 1

    def _done(self, _: object) -> None:
        self.threads_at_work -= 1


def seconds_passed() -> float:
    """The running loop's seconds, as a clock that never goes back."""
    return asyncio.get_running_loop().time()


def pass_by(seconds: float) -> None:
    """Let time pass in which nobody gets to do anything, as when something holds up the loop."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, JumpingLoop)
    loop.passed += seconds


def wall_clock() -> datetime:
    """The same as an instant."""
    return _BEGAN + timedelta(seconds=seconds_passed())
