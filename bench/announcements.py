"""An announcement to many while residents ask: how soon a pause is felt, how long an answer takes, whether it adds up.

`reti run` is a process of its own; the sandbox enforces what Telegram allows.
"""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.announcement_trial import Trial
from bench.processes import MEASURED_CORE, ended_after, start
from bench.tables import Target, judged
from sandbox.limits import Limits
from sandbox.server import serve
from sandbox.telegram import Telegram

TARGETS = {
    "pause_s": Target(at_most=2),
    "reply_p95_ms": Target(at_most=300),
    "refused_429": Target(at_most=0),
    "lost": Target(at_most=0),
    "twice": Target(at_most=0),
    "limit_used": Target(at_least=0.95),
}
_LIMIT = 30
"""Messages a second (Bots FAQ, "My bot is hitting limits")."""

_PAUSE = 5.0


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Send to some, a hundredth of whom have blocked the bot, with a pause on the way.

    `pause_s` is how long copies still went after the tap, `lost` and `twice` count people, `limit_used` is the share of
    what Telegram allows that copies and answers used together, the pause aside.
    """
    return asyncio.run(_measure(600 if quick else 6_000))


async def _measure(people: int) -> dict[str, float]:
    telegram = Telegram(limits=Limits.telegram())
    with tempfile.TemporaryDirectory() as folder:
        async with serve(telegram) as address:
            trial = Trial(telegram, Path(folder), people, blocked=people // 100)
            await trial.prepare()
            settings = {
                "RETI_TOKEN": telegram.token,
                "RETI_API_URL": address,
                "RETI_DATABASE_URL": f"sqlite:///{trial.database}",
            }
            log = (Path(folder) / "log").open("w+")
            with log, ended_after(start("bot", "run", core=MEASURED_CORE, output=log, environment=settings)):
                return await _run(trial)


async def _run(trial: Trial) -> dict[str, float]:
    loop, people = asyncio.get_running_loop(), len(trial.people)
    await trial.begins()
    began = loop.time()
    asking = asyncio.create_task(trial.asks())
    await trial.until(lambda: trial.sent > people // 3, within=people)
    await trial.pauses(_PAUSE)
    numbers = await trial.report(within=people)
    took = loop.time() - began - (_PAUSE - trial.paused_for)
    await asking
    return {
        "people": people,
        "pause_s": trial.paused_for,
        "panel_true": float(trial.panel_is_true),
        "reply_p95_ms": trial.p95_ms,
        "refused_429": trial.refused(),
        "lost": people - trial.blocked - len(trial.received),
        "twice": trial.twice,
        "report_adds_up": float(numbers["reached"] + numbers["gone"] + numbers["other"] == numbers["recipients"]),
        "limit_used": (trial.sent + len(trial.answers)) / took / _LIMIT,
    }


def table(figures: Mapping[str, float]) -> str:
    """Show the figures beside what they should be."""
    return judged(figures, TARGETS)
