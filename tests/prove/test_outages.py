"""The way to Telegram fails for a time: whatever it answers, everybody is told afterwards, and nobody is marked."""

import asyncio
import time
from contextlib import suppress
from pathlib import Path

import pytest

from sandbox.faults import Answers, DropBefore, Fault, Silent
from sandbox.limits import Limits
from tests.prove.ordeal import Ordeal, ordeal, tell

OUTAGES = {
    "connections dropped": (DropBefore(), 12),
    "silence": (Silent(), 45),
    "401": (Answers.unauthorized(), 6),
    "404": (Answers.not_found(), 6),
    "409": (Answers.conflict(), 6),
    "500": (Answers.restarting(), 6),
    "200 page": (Answers.page(200), 6),
    "400 page": (Answers.page(400), 6),
    "401 page": (Answers.page(401), 6),
    "403 page": (Answers.page(403), 6),
    "404 page": (Answers.page(404), 6),
    "429 page": (Answers.page(429), 6),
    "502 page": (Answers.page(502), 30),
}
"""What befalls all calls, and for how many seconds."""

RECOVERY = 300
"""Seconds after an outage within which everybody is told."""

SETTLED = 130
"""Seconds after which what was in doubt twice has been tried once more, if ever: two minutes of a sound way."""


async def out_of_reach(trial: Ordeal, people: int, fault: Fault, seconds: float, pace: dict[str, float]) -> float:
    """Nothing gets through when all are to be told; give how many seconds after the outage the last one was."""
    await trial.begins(people)
    await trial.bot.starts(pace=pace)
    await trial.polls()
    trial.telegram.faults.add(fault, seconds=seconds)
    over_at = time.monotonic() + seconds
    await trial.meets(seconds=0)
    await asyncio.sleep(seconds)
    with suppress(TimeoutError):  # so many are lost, which the figures tell
        await trial.until(lambda: trial.lost() == 0 or trial.is_over(), within=RECOVERY)
    return time.monotonic() - over_at


@pytest.mark.prove(part="outages")
@pytest.mark.parametrize("outage", OUTAGES)
async def test_a_hundred_reminders_are_due_while_nothing_gets_through(tmp_path: Path, outage: str) -> None:
    fault, seconds = OUTAGES[outage]
    async with ordeal(tmp_path) as trial:
        after = await out_of_reach(trial, 100, fault, seconds, {"plan_every": 1})
        tell(
            f"{outage}, {seconds} s: {trial.lost()} of 100 lost, the last told {after:.0f} s after the outage, "
            f"{trial.blocked()} marked as blocked, {trial.twice()} twice, {dict(trial.outcomes())}"
        )
        assert trial.lost() == 0
        assert trial.blocked() == 0
        assert trial.twice() <= trial.answers_lost()


async def test_moments_without_telegram_lose_nobody(tmp_path: Path) -> None:
    """Each befalls reminders of its own."""
    outages = ("401", "400 page", "403 page", "404 page", "409")
    async with ordeal(tmp_path, Limits.none()) as trial:
        await trial.begins(10)
        await trial.bot.starts(pace={"plan_every": 0.2, "deliver_every": 0.1})
        await trial.polls()
        for outage in outages:
            trial.telegram.faults.add(OUTAGES[outage][0], seconds=1.5)
            await trial.meets(seconds=0, title=f"Incontro durante {outage}")
            await asyncio.sleep(1.5)
        await trial.until(lambda: trial.is_over(len(outages) * len(trial.people)), within=60)
        assert {outage: trial.lost(f"Incontro durante {outage}") for outage in outages} == dict.fromkeys(outages, 0)
        assert trial.blocked() == 0


@pytest.mark.prove(part="gateway")
@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_accepted_then_answered_by_a_gateway(tmp_path: Path, status: int) -> None:
    """For a time it carries out all and says that it did not: nobody is told more than once more."""
    async with ordeal(tmp_path) as trial:
        fault = Answers.page(status, carried_out=True)
        await out_of_reach(trial, 30, fault, 20, {"plan_every": 1})
        await asyncio.sleep(SETTLED)
        most = max(trial.received().values())
        tell(f"{status} after it was accepted, 20 s: {trial.lost()} of 30 lost, at most {most} copies in a chat")
        assert trial.lost() == 0
        assert most <= 2


async def test_a_gateway_that_says_no_once_to_what_was_done_is_believed_once(tmp_path: Path) -> None:
    async with ordeal(tmp_path, Limits.none()) as trial:
        await trial.begins(12)
        for number, person in enumerate(trial.people):
            fault = Answers.page([500, 502, 504][number % 3], carried_out=True)
            trial.telegram.faults.add(fault, method="sendMessage", chat_id=person.chat)
        await trial.meets(seconds=0)
        await trial.bot.starts(pace={"plan_every": 0.3, "deliver_every": 0.1})
        await trial.until(trial.is_over, within=60)
        assert trial.lost() == 0
        assert max(trial.received().values()) <= 2
