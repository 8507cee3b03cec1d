"""A loop in which time runs faster: who waits for a minute there waits for some seconds."""

import asyncio
import selectors
import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from typing_extensions import override

SPEED = 10.0


class _Hurried(selectors.DefaultSelector):
    """Waits for a part only of the time that it is asked to."""

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / SPEED if timeout else timeout)


class HurriedLoop(asyncio.SelectorEventLoop):
    """An event loop whose seconds are short."""

    def __init__(self) -> None:
        super().__init__(_Hurried())

    @override
    def time(self) -> float:
        return seconds()


def seconds() -> float:
    """The loop's time: for what keeps time itself beside it."""
    return time.monotonic() * SPEED


def now() -> datetime:
    """The same as an instant."""
    return datetime.fromtimestamp(seconds(), UTC)


def hurried(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Tell a story in such a loop."""
    with asyncio.Runner(loop_factory=HurriedLoop) as runner:
        runner.run(story())
