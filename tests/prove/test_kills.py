"""A bot that is killed again and again while it delivers: nothing is lost, and only what was in flight comes twice."""

import asyncio
import random
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from sandbox.chats import ChatKind
from sandbox.faults import Answers, DropAfter
from tests.prove.ordeal import Ordeal, ordeal, tell
from tests.prove.process import QUICK


async def kill_again_and_again(
    trial: Ordeal, told: int, kills: int, longest: float, migrating: Mapping[int, int] | None = None
) -> None:
    """Let the bot deliver to all who can be told, killed so often on the way, each time when it has begun to send.

    `migrating` says before which kill which group migrates: an even one while the bot runs, an odd one before.
    """
    chance = random.Random(2026)
    for number in range(kills):
        group = (migrating or {}).get(number)
        if group is not None and number % 2:
            trial.migrates(group)
        await trial.bot.starts(pace=QUICK)
        before = trial.received().total()
        if before < told:
            await trial.until(lambda before=before: trial.received().total() > before, within=60)
        if group is not None and number % 2 == 0:
            trial.migrates(group)
        await asyncio.sleep(chance.uniform(0, longest))
        await trial.is_killed()
    await trial.bot.starts(pace=QUICK)
    await trial.until(trial.is_over, within=told / 15 + 60)


async def test_nothing_is_lost_to_kills_and_only_what_was_in_flight_comes_twice(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        await trial.begins(people=150)
        await trial.meets(seconds=2)
        await kill_again_and_again(trial, told=150, kills=3, longest=1.0)
        assert trial.lost() == 0, trial.bot.log.read_text()[-3000:]
        assert trial.twice() <= trial.in_flight


@pytest.mark.prove(part="kills")
async def test_kills_among_all_that_telegram_and_the_network_do(tmp_path: Path) -> None:
    """Holds, bad gateways, answers lost after the message went out, a tenth who blocked, two groups that migrate."""
    people, groups, kills, lost_answers, started = 1_998, 2, 30, 20, time.monotonic()
    chance = random.Random(7)
    async with ordeal(tmp_path) as trial:
        await trial.begins(people, groups)
        await trial.meets(seconds=2)
        for person in chance.sample(trial.people, people // 10):
            person.blocks()
        for number in range(lost_answers):
            trial.telegram.faults.add(DropAfter(), method="sendMessage", after=80 * number)
            trial.telegram.faults.add(Answers.bad_gateway(), method="sendMessage", after=80 * number + 40)
        for after in range(50, 1_800, 250):
            trial.telegram.faults.add(Answers.too_many_requests(1), method="sendMessage", after=after)
        told = people + groups - people // 10
        await kill_again_and_again(trial, told, kills, longest=2.0, migrating={2: 0, 15: 1})
        tell(
            f"{people + groups} reminders, {people // 10} blocked, {kills} kills, {trial.refusals()} times 429, "
            f"{trial.refusals(502)} times 502, two migrations: {trial.lost()} lost, {trial.twice()} twice of "
            f"{trial.in_flight} in flight and {trial.answers_lost()} answers lost; {dict(trial.outcomes())}; "
            f"{time.monotonic() - started:.0f} s"
        )
        assert trial.refusals() > 0
        assert trial.refusals(502) > 0
        assert all(group.state.kind is ChatKind.SUPERGROUP for group in trial.groups)
        assert trial.lost() == 0
        assert len(trial.received()) == told
        assert trial.twice() <= trial.in_flight + trial.answers_lost()
