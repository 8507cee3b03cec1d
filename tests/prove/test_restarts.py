"""What a bot leaves behind when it ends, and what the next one makes of it: clocks set back, mistakes, stops."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from sandbox.faults import Silent
from sandbox.limits import Limits
from sandbox.people import Person
from tests.prove.ordeal import Ordeal, ordeal, tell
from tests.prove.process import QUICK
from tests.prove.runner import OF_THE_STORE

TOMORROW = "Festa di esempio"
DAY = 24 * 3600
SOON = 20
"""Seconds within which a bot delivers after its start, whatever the clock said before."""

QUESTION = "via Borgo Palazzo 60"
REPLIES = ("sendMessage", "sendPhoto", "sendChatAction")


async def set_back(trial: Ordeal, people: int) -> float:
    """The bot is killed while its clock is a day ahead; give how soon after its start the next one delivers."""
    await trial.begins(people)
    await trial.meets(0, TOMORROW, days=1)
    await trial.bot.starts(pace={"plan_every": 1}, clock_off=DAY)
    await trial.until(lambda: trial.received(TOMORROW).total() >= people // 4, within=60)
    await trial.is_killed()
    await trial.meets(seconds=0)
    started_at = time.monotonic()
    await trial.bot.starts()
    await trial.until(trial.received, within=60)
    soon = time.monotonic() - started_at
    await trial.until(lambda: trial.lost() == 0, within=60)
    assert trial.twice() == 0
    return soon


async def test_a_clock_set_back_holds_up_nothing(tmp_path: Path) -> None:
    async with ordeal(tmp_path, Limits.none()) as trial:
        await set_back(trial, people=20)


@pytest.mark.prove(part="clock")
async def test_the_clock_is_set_back_a_day_between_a_crash_and_the_restart(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        soon = await set_back(trial, people=100)
        tell(f"clock a day back after a crash: delivering again {soon:.1f} s after the start")
        assert soon <= SOON


async def makes_a_mistake(trial: Ordeal, folder: Path, piece: str, people: int) -> float:
    """A piece of the bot fails by a mistake while it delivers; give how soon the process ended, with 1."""
    mistakes = folder / "mistakes"
    mistakes.write_text("")
    await trial.begins(people)
    await trial.meets(seconds=0)
    await trial.bot.starts(pace=QUICK, mistakes=str(mistakes))
    await trial.until(lambda: trial.received().total() >= people // 5, within=60)
    mistakes.write_text(piece)
    made_at = time.monotonic()
    trial.people[0].says(QUESTION)  # so that a poll ends, and the next begins
    code = await trial.bot.ended(within=60)
    soon = time.monotonic() - made_at
    assert code == 1, "it lives on"
    trial.count_unwritten()
    mistakes.write_text("")
    await trial.bot.starts(pace=QUICK)
    await trial.until(trial.is_over, within=60)
    return soon


PIECES = ("poll", *OF_THE_STORE)


@pytest.mark.prove(part="deaths")
@pytest.mark.parametrize("piece", PIECES)
async def test_a_core_task_dies_of_a_mistake(tmp_path: Path, piece: str) -> None:
    async with ordeal(tmp_path) as trial:
        soon = await makes_a_mistake(trial, tmp_path, piece, people=400)
        tell(
            f"{piece} fails by a mistake: the process ends with 1 after {soon:.1f} s; after the restart "
            f"{trial.lost()} lost, {trial.twice()} twice of {trial.in_flight} in flight"
        )
        assert soon <= 5
        assert trial.lost() == 0
        assert trial.twice() <= trial.in_flight


async def test_a_bot_that_cannot_deliver_any_more_ends(tmp_path: Path) -> None:
    async with ordeal(tmp_path) as trial:
        await makes_a_mistake(trial, tmp_path, "claim", people=150)
        assert trial.lost() == 0
        assert trial.twice() <= trial.in_flight


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Somebody else writes into the database meanwhile, and takes their time."""
    with closing(sqlite3.connect(database, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def unanswered(trial: Ordeal, askers: list[Person]) -> int:
    """How many of those who asked see no answer."""
    return sum(not trial.answers(asker) for asker in askers)


@pytest.mark.prove(part="stop")
async def test_a_stop_in_the_worst_case(tmp_path: Path) -> None:
    """Telegram is silent, the database locked, two hundred wait for answers, and deliveries are under way."""
    people, asking = 300, 200
    async with ordeal(tmp_path) as trial:
        await trial.begins(people)
        askers = [trial.telegram.person("Bea") for _ in range(asking)]
        for asker in askers:
            asker.starts()
        trial.telegram.updates.clear()
        await trial.meets(seconds=0)
        await trial.bot.starts(pace={"plan_every": 1})
        await trial.until(lambda: trial.received().total() >= 30, within=60)
        for method in REPLIES:
            trial.telegram.faults.add(Silent(), method=method, seconds=DAY)
        for asker in askers:
            asker.says(QUESTION)
        await asyncio.sleep(2)
        trial.telegram.faults.add(Silent(), seconds=DAY)
        with locked(trial.database):
            took = await trial.bot.ends()
        trial.count_unwritten()
        trial.telegram.faults.clear()
        await trial.bot.starts()
        await trial.until(lambda: trial.lost() == 0, within=300)
        with suppress(TimeoutError):  # so many are lost, which the figures tell
            await trial.until(lambda: unanswered(trial, askers) == 0, within=60)
        tell(
            f"a stop in the worst case took {took:.1f} s; after the restart {trial.lost()} of {people} reminders lost, "
            f"{trial.twice()} twice of {trial.in_flight} in flight, {unanswered(trial, askers)} of {asking} unanswered"
        )
        assert took <= 25
        assert unanswered(trial, askers) == 0
        assert trial.twice() <= trial.in_flight
