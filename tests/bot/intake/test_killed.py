"""A bot that is killed again and again while updates wait: none is lost, and twice is answered what was under way."""

import asyncio
import os
import random
import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from bot.pace import Pace
from sandbox.faults import Slow
from sandbox.limits import Limits
from sandbox.server import serve
from sandbox.telegram import Telegram
from storage import open_store
from tests.conftest import until

ROOT = Path(__file__).parents[3]
NETWORKS = ("Redona", "Celadina", "Longuelo", "Loreto", "Boccaleone")
MOST_UNDER_WAY = 2 * Pace().at_once
"""Those at work, and those before them that were handled within the last moments and are not written down yet."""

Answers = Counter[tuple[int, str]]


class Ordeal:
    """People with five questions each, and the process that answers them slowly."""

    def __init__(self, telegram: Telegram, address: str, folder: Path) -> None:
        self.telegram = telegram
        self.database = folder / "reti.db"
        self.log = folder / "log.txt"
        self.people = {person.chat for person in telegram.people.values()}
        self.asked: list[int] = []
        self.under_way: list[int] = []
        self._address = address
        self._process: asyncio.subprocess.Process | None = None

    def asks(self, people: int) -> None:
        for _ in range(people):
            person = self.telegram.person("Ada")
            self.people.add(person.chat)
            self.asked += [person.says(name) for name in NETWORKS]

    async def starts(self) -> None:
        others = {name: value for name, value in os.environ.items() if not name.startswith("RETI_")}
        settings = {
            "RETI_TOKEN": self.telegram.token,
            "RETI_API_URL": self._address,
            "RETI_DATABASE_URL": f"sqlite:///{self.database}",
            "RETI_RATE": "0",
            "PYTHONPATH": str(ROOT),
        }
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.database.parent, env=others | settings, stderr=log
            )

    async def is_killed(self) -> None:
        """End it as a power cut would, and count what had been answered and was not written down as handled."""
        assert self._process
        self._process.kill()
        await self._process.wait()
        once_more = self.answers().total() - sum(self.under_way) - self.handled()
        self.under_way.append(once_more)

    async def ends(self) -> None:
        assert self._process
        if self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    def answers(self) -> Answers:
        """How often each person got each answer."""
        got = Answers()
        for chat in self.people:
            for message in self.telegram.messages(chat):
                got.update((chat, name) for name in NETWORKS if message.text.startswith(f"La tua rete è {name}"))
        return got

    def handled(self) -> int:
        """How many updates the inbox knows that have been handled."""
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            [(handled,)] = database.execute("SELECT count(*) FROM inbox WHERE payload IS NULL").fetchall()
        return int(handled)

    async def answers_again(self) -> None:
        """Wait until it has answered something, or has nothing left to answer."""
        before = self.answers().total()
        await until(lambda: self.answers().total() > before or self.handled() == len(self.asked), within=60)


async def kill_again_and_again(folder: Path, people: int, kills: int) -> tuple[Ordeal, int]:
    """Give how it went, and how many answers more the last updates brought when they were delivered again."""
    telegram, chance = Telegram(limits=Limits.none()), random.Random(2026)
    async with open_store(f"sqlite:///{folder / 'reti.db'}"):
        pass
    async with serve(telegram) as address:
        ordeal = Ordeal(telegram, address, folder)
        ordeal.asks(people)
        telegram.faults.add(Slow(0.3), method="sendPhoto", times=10**6)
        try:
            for _ in range(kills):
                await ordeal.starts()
                await ordeal.answers_again()
                await asyncio.sleep(chance.uniform(0, 0.4))
                await ordeal.is_killed()
            await ordeal.starts()
            await until(lambda: ordeal.handled() == len(ordeal.asked), within=60)
            before = ordeal.answers()
            again = ordeal.asked[-100:]
            for update in chance.sample(again, len(again)):
                telegram.redeliver(update)
            ordeal.asks(1)
            await until(lambda: ordeal.handled() == len(ordeal.asked), within=60)
        finally:
            await ordeal.ends()
        return ordeal, (ordeal.answers() - before).total() - len(NETWORKS)


async def test_waiting_updates_outlive_kills_and_come_twice_only_if_under_way(tmp_path: Path) -> None:
    ordeal, more = await kill_again_and_again(tmp_path, people=12, kills=2)

    got = ordeal.answers()
    assert set(got) == {(chat, name) for chat in ordeal.people for name in NETWORKS}, ordeal.log.read_text()[-3000:]
    assert got.total() - len(got) <= sum(ordeal.under_way)
    assert max(ordeal.under_way) <= MOST_UNDER_WAY
    assert more == 0


@pytest.mark.prove(part="inbox")
@pytest.mark.timeout(1200)
async def test_two_hundred_updates_and_thirty_kills(tmp_path: Path) -> None:
    began = time.monotonic()
    ordeal, more = await kill_again_and_again(tmp_path, people=40, kills=30)

    got = ordeal.answers()
    lost, twice = len(ordeal.asked) - len(got), got.total() - len(got)
    print(  # noqa: T201 - a proof prints its figures
        f"200 updates, 30 kills: {lost} lost, {twice} twice of {sum(ordeal.under_way)} under way at the kills "
        f"(at most {max(ordeal.under_way)} at one), {more} answered again of 100 redelivered, "
        f"in {time.monotonic() - began:.0f} s"
    )
    assert lost == 0
    assert twice <= sum(ordeal.under_way)
    assert max(ordeal.under_way) <= MOST_UNDER_WAY
    assert more == 0
