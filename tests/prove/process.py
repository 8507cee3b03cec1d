"""The bot as a process of its own: started, killed, asked to end."""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil

from sandbox.telegram import Telegram

ROOT = Path(__file__).parents[2]

QUICK: Mapping[str, Any] = {
    "lead_lasts": 1.0,
    "plan_every": 0.5,
    "deliver_every": 0.05,
    "first_pause": 0.1,
    "longest_pause": 0.5,
}
"""A pace at which another takes over from a dead one at once, and looks often."""

FAREWELL = 30
"""Seconds that a supervisor leaves for a stop (README, TimeoutStopSec)."""


def environment(telegram: Telegram, address: str, database: Path) -> dict[str, str]:
    """What a bot needs to know of this small Telegram, and nothing that the machine at hand has set."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("RETI_")}
    settings = {"RETI_TOKEN": telegram.token, "RETI_API_URL": address, "RETI_DATABASE_URL": f"sqlite:///{database}"}
    return others | settings | {"PYTHONPATH": str(ROOT)}


class Process:
    """A bot, and what it logged. `settings` are variables of its environment beside what it cannot do without."""

    def __init__(self, telegram: Telegram, address: str, database: Path, **settings: str) -> None:
        self.environment = environment(telegram, address, database) | settings
        self.folder = database.parent
        self.log = self.folder / "log.txt"
        self._process: asyncio.subprocess.Process | None = None

    async def starts(self, **options: Any) -> None:
        """Start as `reti run` does or, with options, as the runner does that has these."""
        what = ("tests.prove.runner", json.dumps(options)) if options else ("bot", "run")
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", *what, cwd=self.folder, env=self.environment, stderr=log
            )

    @property
    def memory(self) -> float:
        """What it holds of the machine's memory, in MiB."""
        return psutil.Process(self._running.pid).memory_info().rss / 2**20

    @property
    def lives(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def stands_still(self) -> None:
        self._running.send_signal(signal.SIGSTOP)

    def goes_on(self) -> None:
        self._running.send_signal(signal.SIGCONT)

    async def is_killed(self) -> None:
        """End it as a power cut would."""
        self._running.kill()
        await self._running.wait()

    async def ended(self, within: float) -> int | None:
        """Give the code with which it ends by itself, None if it does not."""
        try:
            return await asyncio.wait_for(self._running.wait(), within)
        except TimeoutError:
            return None

    async def ends(self) -> float:
        """Ask it to end, as a supervisor would, and give how many seconds that took; a process that is gone has ended.

        One that does not end is killed.
        """
        asked_at = time.monotonic()
        if self.lives:
            self._running.terminate()
            if await self.ended(FAREWELL) is None:
                await self.is_killed()
        return time.monotonic() - asked_at

    @property
    def _running(self) -> asyncio.subprocess.Process:
        assert self._process
        return self._process
