"""The bot as `reti run` starts it, but for what no setting can say: `python -m tests.prove.runner OPTIONS`.

OPTIONS are JSON; all may be left out:

- `pace`: fields of `Pace` that differ from the usual ones;
- `clock_off`: seconds by which the bot's clock is ahead of the machine's;
- `mistakes`: the file that says which piece raises a RuntimeError whenever it is used, for as long as it says so: the
  name of a method of the store, or `poll`;
- `watch`: the file into which goes for how long, in seconds, the event loop was held at the longest since it was last
  emptied.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any

from telegram.ext import ExtBot

import bot.cli.run as command
from bot import run
from bot.clock import utc_now
from bot.pace import Pace
from bot.settings import Settings
from handlers.context import Services

LOOK = 0.005
"""Seconds between two looks at the event loop."""

OF_THE_STORE = ("claim", "load", "settle")


class Mistakes:
    """Mistakes of ours that come to light when a file names the piece."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def in_(self, work: Callable[..., Awaitable[Any]], name: str) -> Callable[..., Awaitable[Any]]:
        @wraps(work)
        async def mistaken(*args: Any, **kwargs: Any) -> Any:
            if self._file.read_text() == name:
                raise RuntimeError("a mistake of ours")
            return await work(*args, **kwargs)

        return mistaken

    def in_polls(self) -> None:
        """What is asked of Telegram under a name goes through one method of the library."""
        ExtBot.do_api_request = self.in_(ExtBot.do_api_request, "poll")

    def in_store(self, store: object) -> None:
        for name in OF_THE_STORE:
            setattr(store, name, self.in_(getattr(store, name), name))


class Watch:
    """For how long the loop is held: by the clock, but no longer than this process was at work meanwhile.

    So what else the machine does counts for nothing, and what keeps the interpreter's lock in another thread counts.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._longest = 0.0

    async def run(self) -> None:
        before, worked_before = time.monotonic(), time.process_time()
        while True:
            await asyncio.sleep(LOOK)
            now, worked = time.monotonic(), time.process_time()
            self._note(min(now - before - LOOK, worked - worked_before))
            before, worked_before = time.monotonic(), time.process_time()

    def _note(self, held: float) -> None:
        if not self._file.read_text():
            self._longest = 0.0
        if held > self._longest:
            self._longest = held
            self._file.write_text(f"{held:.4f}")


def main(options: dict[str, Any]) -> int:
    off = timedelta(seconds=options.get("clock_off", 0))
    mistakes = Mistakes(Path(options["mistakes"])) if "mistakes" in options else None
    opened = run.opened

    def clock() -> datetime:
        return utc_now() + off

    @asynccontextmanager
    async def opened_so(settings: Settings) -> AsyncIterator[Services]:
        async with opened(settings, clock) as services:
            if mistakes:
                mistakes.in_store(services.store)
            watching = asyncio.create_task(Watch(Path(options["watch"])).run()) if "watch" in options else None
            yield services
            if watching:
                watching.cancel()

    async def serve(settings: Settings, stopping: asyncio.Event) -> None:
        await run.serve(settings, stopping, Pace(**{"patience": settings.patience, **options.get("pace", {})}))

    if mistakes:
        mistakes.in_polls()
    run.opened = opened_so
    command.serve = serve
    return command.main(argparse.Namespace())


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
