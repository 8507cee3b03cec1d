"""The bot as a process of its own that may be killed at any moment: `python -m tests.bot.killed`.

As `reti run`, from the same settings, but that another takes over from a dead one at once and looks often.
"""

import asyncio
import sys

from bot.logs import start_logging
from bot.pace import Pace
from bot.run import serve
from bot.settings import read_settings

PACE = Pace(lead_lasts=0.3, plan_every=0.5, deliver_every=0.05, first_pause=0.1, longest_pause=0.5)


async def main() -> None:
    await serve(read_settings(), asyncio.Event(), PACE)


if __name__ == "__main__":
    start_logging("INFO")
    sys.exit(asyncio.run(main()))
