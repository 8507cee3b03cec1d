"""How the process is told to stop, and how work ends when it is."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


def stop_on_signals(stopping: asyncio.Event) -> None:
    """Stop cleanly on Ctrl-C and on the supervisor's SIGTERM."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)


async def unless_stopped(work: Coroutine[Any, Any, T], stop: asyncio.Task[Any]) -> asyncio.Task[T] | None:
    """Wait until the work is done and give it, with its result or its error; None if `stop` was done before.

    What is stopped is cancelled, and has ended when this returns.
    """
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not task.done():
            task.cancel()
            await asyncio.wait({task})
    return None if task.cancelled() else task
