"""Telegram asks to wait: nobody is told twice for it, nor what is not true any more, nor later than need be."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from domain.subscriptions import network
from sandbox.faults import Answers, Held
from sandbox.limits import Limits
from tests.prove.ordeal import NETWORK, Ordeal, ordeal, tell
from tests.prove.process import QUICK, Process

CLAIM = 20.0
LEAD = 5.0
OTHER = "Festa di esempio"
GAP = 1
"""Messages that may be on their way between the process and Telegram when it is stopped, where nobody can see them."""


def pace(claim: float, lead: float) -> Mapping[str, Any]:
    return {**QUICK, "claim_lasts": claim, "lead_lasts": lead}


async def held(trial: Ordeal, people: int, claim: float) -> None:
    """Nothing goes out for three claims' length; then all shall be told."""
    await trial.begins(people)
    await trial.bot.starts(pace=pace(claim, LEAD))
    await trial.polls()
    trial.telegram.faults.add(Held(), method="sendMessage", seconds=3 * claim + 3)
    await trial.meets(seconds=0)
    await trial.until(trial.refusals, within=60)
    await trial.until(trial.is_over, within=3 * claim + 60)
    await asyncio.sleep(claim)


async def test_a_hold_longer_than_a_claim_tells_nobody_twice(tmp_path: Path) -> None:
    async with ordeal(tmp_path, Limits.none()) as trial:
        await held(trial, people=40, claim=1)
        assert trial.lost() == 0
        assert trial.twice() == 0


@pytest.mark.prove(part="holds")
async def test_a_hold_of_three_claims_length(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        await held(trial, people=300, claim=CLAIM)
        tell(f"300 people, a hold of three claims' length: {trial.lost()} lost, {trial.twice()} twice")
        assert trial.lost() == 0
        assert trial.twice() == 0


async def held_with_another(trial: Ordeal, people: int, lead: float, seconds: float) -> None:
    """Another process waits for the lead while nothing goes out for so many seconds, longer than that lasts."""
    await trial.begins(people)
    another = Process(trial.telegram, trial.address, trial.database)
    try:
        await trial.bot.starts(pace=pace(CLAIM, lead))
        await trial.polls()
        await another.starts(pace=pace(CLAIM, lead))
        trial.telegram.faults.add(Held(), method="sendMessage", seconds=seconds)
        await trial.meets(seconds=0)
        await trial.until(trial.refusals, within=60)
        await trial.until(trial.is_over, within=seconds + 60)
        await asyncio.sleep(lead)
    finally:
        await another.ends()


async def test_a_hold_longer_than_the_lead_lets_no_other_process_in(tmp_path: Path) -> None:
    async with ordeal(tmp_path, Limits.none()) as trial:
        await held_with_another(trial, people=80, lead=2, seconds=6)
        assert trial.lost() == 0
        assert trial.twice() == 0


@pytest.mark.prove(part="holds")
async def test_a_second_process_and_a_hold_longer_than_the_lead(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        await held_with_another(trial, people=300, lead=LEAD, seconds=4 * LEAD)
        tell(f"300 people, two processes, a hold of four leads' length: {trial.lost()} lost, {trial.twice()} twice")
        assert trial.lost() == 0
        assert trial.twice() == 0


@pytest.mark.prove(part="holds")
@pytest.mark.parametrize("stands_still_after", [30, 90, 150])
async def test_a_process_that_stood_still_until_another_led_posts_nothing_more(
    tmp_path: Path, stands_still_after: int
) -> None:
    """As on a machine that is suspended, or short of memory: it wakes up with deliveries that are another's by then."""
    people = 200
    async with ordeal(tmp_path) as trial:
        await trial.begins(people)
        await trial.meets(seconds=0)
        another = Process(trial.telegram, trial.address, trial.database)
        try:
            await trial.bot.starts(pace=pace(CLAIM, LEAD))
            await trial.until(lambda: trial.received().total() >= stands_still_after, within=60)
            await another.starts(pace=pace(CLAIM, LEAD))
            trial.bot.stands_still()
            await asyncio.sleep(0.2)
            posting = trial.count_unwritten()
            told = trial.received().total()
            await trial.until(lambda: trial.received().total() >= min(people, told + 20), within=3 * LEAD + 30)
            trial.bot.goes_on()
            await trial.until(trial.is_over, within=60)
            await asyncio.sleep(LEAD)
        finally:
            trial.bot.goes_on()
            await another.ends()
        tell(
            f"stood still after {told} of {people}, {posting} being posted: {trial.lost()} lost, {trial.twice()} twice"
        )
        assert trial.lost() == 0
        assert trial.twice() <= posting + GAP


async def changed_meanwhile(trial: Ordeal, people: int, of_each: int, seconds: float) -> tuple[int, int, int]:
    """Much changes while all wait in a hold; give how many were told of it who should not have been.

    Told of what was cancelled; told anything though erased; told though they follow no more.
    """
    await trial.begins(people)
    erased, gone = trial.people[:of_each], trial.people[of_each : 2 * of_each]
    await trial.bot.starts(pace=QUICK)
    await trial.polls()
    trial.telegram.faults.add(Held(), method="sendMessage", seconds=seconds)
    await trial.meets(seconds=0)
    cancelled = await trial.meets(0, OTHER)
    await trial.until(lambda: len(trial.ledger()) == 2 * people and trial.refusals(), within=60)
    await trial.calls_off(cancelled)
    async with trial.store() as store:
        for person in erased:
            await store.forget((await trial.chat_of(store, person)).id)
        for person in gone:
            await store.unfollow((await trial.chat_of(store, person)).id, None, network(NETWORK))
    assert trial.received().total() == trial.received(OTHER).total() == 0
    await trial.until(trial.is_over, within=seconds + 60)
    told = trial.received()
    assert told.keys() >= {person.chat for person in trial.people[2 * of_each :]}
    assert trial.twice() == 0
    return (
        trial.received(OTHER).total(),
        sum(person.chat in told for person in erased),
        sum(person.chat in told for person in gone),
    )


async def test_what_changed_during_a_hold_is_not_told_as_it_was(tmp_path: Path) -> None:
    async with ordeal(tmp_path, Limits.none()) as trial:
        assert await changed_meanwhile(trial, people=40, of_each=5, seconds=8) == (0, 0, 0)


@pytest.mark.prove(part="hold-changes")
async def test_two_hundred_wait_in_a_hold_while_much_changes(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        cancelled, erased, gone = await changed_meanwhile(trial, people=200, of_each=20, seconds=30)
        tell(f"200 in a hold: {cancelled} of 200 told of what was cancelled, {erased} of 20 erased, {gone} of 20 gone")
        assert (cancelled, erased, gone) == (0, 0, 0)


async def late_because_of(trial: Ordeal, chats: int, others: int, seconds: int) -> float:
    """Some chats are asked to wait, once each; give by how much the others are late, in the middle, in seconds.

    Lateness is what goes beyond what the limit of thirty a second imposes.
    """
    await trial.begins(chats + others)
    slow = {person.chat for person in trial.people[:: (chats + others) // chats][:chats]}
    for chat in slow:
        trial.telegram.faults.add(Answers.too_many_requests(seconds), method="sendMessage", chat_id=chat)
    await trial.meets(seconds=0)
    await trial.bot.starts(pace={"plan_every": 1})
    await trial.until(trial.is_over, within=seconds * chats + 60)
    assert trial.lost() == 0
    assert trial.refusals() == chats
    began_at = min(call.at for call in trial.telegram.transcript.calls("sendMessage"))
    told_at = [call.at for call in trial.reminders() if int(call.params["chat_id"]) not in slow]
    return median((at - began_at - timedelta(seconds=number / 30)).total_seconds() for number, at in enumerate(told_at))


@pytest.mark.prove(part="single-429")
async def test_eight_chats_with_one_429_each_hold_up_nobody_else(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        late = await late_because_of(trial, chats=8, others=60, seconds=7)
        tell(f"eight chats of 68 asked to wait for 7 s: the others {late:.1f} s late")
        assert late <= 2
