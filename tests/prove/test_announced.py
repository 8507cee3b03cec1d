"""An announcement to many, by the bot as a process that is killed on the way: the report adds up exactly."""

import asyncio
import time
from pathlib import Path

import pytest

from bench.announcement_trial import Trial
from sandbox.limits import Limits
from sandbox.server import serve
from sandbox.telegram import Telegram
from tests.prove.ordeal import tell
from tests.prove.process import QUICK, Process


async def announced(folder: Path, people: int, blocked: int, kills: int) -> Trial:
    """Send to so many, with a pause and some kills on the way, and look whether all adds up."""
    telegram = Telegram(limits=Limits.telegram())
    async with serve(telegram) as address:
        trial = Trial(telegram, folder, people, blocked)
        await trial.prepare()
        process = Process(telegram, address, trial.database)
        await process.starts(pace=QUICK)
        try:
            await trial.begins()
            asking = asyncio.create_task(trial.asks())
            await trial.until(lambda: trial.sent > people // 5, within=people)
            await trial.pauses(4)
            for number in range(1, kills + 1):
                share = people * (1 + number) // (kills + 3)
                await trial.until(lambda share=share: trial.sent > share, within=people)
                await process.is_killed()
                trial.is_killed()
                await process.starts(pace=QUICK)
            numbers = await trial.report(within=people / 15 + 60)
            await asking
        finally:
            await process.ends()
    assert numbers["recipients"] == people
    assert numbers["reached"] + numbers["gone"] + numbers["other"] == people
    assert numbers["reached"] == len(trial.received) == people - blocked
    assert numbers["gone"] == blocked
    assert trial.twice <= trial.in_flight
    assert trial.refused() == 0
    assert trial.panel_is_true
    assert trial.paused_for < 2
    return trial


async def test_a_few_hundred_a_pause_and_a_kill(tmp_path: Path) -> None:
    await announced(tmp_path, people=150, blocked=5, kills=1)


@pytest.mark.prove(part="announcements")
async def test_twenty_thousand_a_pause_and_a_kill(tmp_path: Path) -> None:
    started = time.monotonic()
    trial = await announced(tmp_path, people=20_000, blocked=200, kills=1)
    tell(
        f"20,000 recipients, 200 of them blocked, a pause and a kill: {len(trial.received)} reached, 0 lost, "
        f"{trial.twice} twice of {trial.in_flight} in flight, {trial.refused()} times 429, pause felt after "
        f"{trial.paused_for:.2f} s, {len(trial.answers)} questions answered with p95 {trial.p95_ms:.0f} ms, "
        f"in {time.monotonic() - started:.0f} s"
    )
    assert trial.p95_ms <= 300
