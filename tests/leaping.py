"""A loop in which nobody waits: whenever all do, its time leaps to what comes next. What happens is always the same."""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from typing_extensions import override

QUERY = 0.002
"""Seconds that work of another thread takes: it is done in this one, whole, when they are over."""


class LeapingLoop(asyncio.SelectorEventLoop):
    """An event loop whose hours pass in moments.

    Threads have no such time. So what is handed to them is done here; who is cancelled meanwhile does not undo it.
    """

    def __init__(self) -> None:
        self._now = 0.0
        super().__init__(_Leaping(self._leap))

    @override
    def time(self) -> float:
        return self._now

    @override
    def run_in_executor(self, executor: Executor | None, func: Callable[..., Any], *args: Any) -> "asyncio.Future[Any]":
        done = self.create_future()

        def run() -> None:
            try:
                result = func(*args)
            except Exception as error:  # noqa: BLE001 - it is for whoever waits
                if not done.done():
                    done.set_exception(error)
            else:
                if not done.done():
                    done.set_result(result)

        self.call_later(QUERY, run)
        return done

    def _leap(self, seconds: float) -> None:
        self._now += seconds


class _Leaping(selectors.DefaultSelector):
    def __init__(self, leap: Callable[[float], None]) -> None:
        super().__init__()
        self._leap = leap

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise RuntimeError("everybody waits, and nothing will ever come")
            self._leap(max(0.0, timeout))
        return ready
