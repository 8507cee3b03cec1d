"""A bot that is killed again and again while it delivers: nothing is lost, and only what was in flight comes twice."""

import asyncio
import os
import random
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.agenda.event import Kind, Timed
from domain.model import ChatKind
from domain.outbox.delivery import Outcome
from domain.ports import Store
from domain.reminders import Lead, Quiet
from domain.subscriptions import Preferences, network
from sandbox.chats import ChatKind as SandboxKind
from sandbox.faults import Answers, DropAfter
from sandbox.groups import Group
from sandbox.limits import Limits
from sandbox.server import serve
from sandbox.telegram import Telegram
from storage import open_store
from tests.events import event

ROOT = Path(__file__).parents[2]
TITLE = "Incontro di esempio"
NOW_AND_THEN = Preferences(leads=frozenset({Lead.TWO_HOURS}), quiet=Quiet.NONE)
"""Reminders two hours before, whatever the hour at which these tests run."""


class Ordeal:
    """A small Telegram, a database in a file, and the process that delivers from one to the other."""

    def __init__(self, telegram: Telegram, address: str, folder: Path) -> None:
        self.telegram = telegram
        self.database = folder / "reti.db"
        self.log = folder / "log.txt"
        self.in_flight = 0
        self.kills = 0
        self.groups = list[Group]()
        self._first_ids: dict[int, int] = {}
        self._address = address
        self._counted: Counter[int] = Counter()
        self._process: asyncio.subprocess.Process | None = None

    async def begins(self, people: int, groups: int = 0) -> None:
        """So many people, and some groups after them, follow a network that meets in two hours and a few seconds."""
        now = datetime.now(UTC)
        meeting = event(TITLE, Timed(now + timedelta(hours=2, seconds=4)), "redona", kind=Kind.MEETING)
        async with open_store(f"sqlite:///{self.database}") as store:
            await store.take([meeting], now - timedelta(days=1))
            for _ in range(people):
                person = self.telegram.person("Ada")
                person.starts()
                await self._follows(store, person.chat, ChatKind.PRIVATE, now)
            for _ in range(groups):
                group = self.telegram.group("Cortile", person)
                self.groups.append(group)
                self._first_ids[group.id] = group.id
                await self._follows(store, group.id, ChatKind.GROUP, now)
        self.telegram.updates.clear()

    async def _follows(self, store: Store, telegram_id: int, kind: ChatKind, now: datetime) -> None:
        chat = await store.meet(telegram_id, kind, "it", now)
        await store.follow(chat.id, None, network("redona"), now - timedelta(days=1))
        await store.prefer(chat.id, None, NOW_AND_THEN, now - timedelta(days=1))

    def migrates(self, number: int) -> None:
        """Let a group become a supergroup; it counts as the one that it was."""
        group = self.groups[number]
        first = self._first_ids[group.id]
        group.migrates()
        self._first_ids[group.id] = first

    async def starts(self) -> None:
        env = environment(self.telegram, self._address, self.database)
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.bot.killed", cwd=ROOT, env=env, stderr=log
            )

    async def is_killed(self) -> None:
        """End it as a power cut would; count what had arrived and was not written down."""
        assert self._process
        self._process.kill()
        await self._process.wait()
        self.kills += 1
        unwritten = self.received() - self.written() - self._counted
        self._counted += unwritten
        self.in_flight += unwritten.total()

    async def ends(self) -> None:
        assert self._process
        if self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    def received(self) -> Counter[int]:
        """How often each got the reminder."""
        got = Counter[int]()
        for chat in [person.chat for person in self.telegram.people.values()] + list(self._first_ids):
            got[self._first_ids.get(chat, chat)] += sum(
                TITLE in message.text for message in self.telegram.messages(chat)
            )
        return +got

    def written(self) -> Counter[int]:
        """Who got it as the ledger says."""
        return Counter(self._first_ids.get(chat, chat) for chat, outcome in self.ledger() if outcome == Outcome.SENT)

    def ledger(self) -> list[tuple[int, str | None]]:
        query = "SELECT c.telegram_id, d.outcome FROM deliveries d JOIN chats c ON c.id = d.chat_id"
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            return database.execute(query).fetchall()

    def open(self) -> int:
        return sum(outcome is None for _, outcome in self.ledger())

    async def until(self, condition: Callable[[], bool], within: float) -> None:
        async with asyncio.timeout(within):
            while not condition():
                await asyncio.sleep(0.05)

    def twice(self) -> int:
        return sum(times - 1 for times in self.received().values())


def environment(telegram: Telegram, address: str, database: Path) -> dict[str, str]:
    """What a bot needs to know of this small Telegram, and nothing that the machine at hand has set."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("RETI_")}
    settings = {"RETI_TOKEN": telegram.token, "RETI_API_URL": address, "RETI_DATABASE_URL": f"sqlite:///{database}"}
    return others | settings


async def kill_again_and_again(
    ordeal: Ordeal, people: int, kills: int, longest: float, migrating: Mapping[int, int] | None = None
) -> None:
    """Let it deliver to all, killed so often on the way, each time some moments after it began to send.

    `migrating` says before which kill which group migrates: an even one while it runs, an odd one before it starts.
    """
    chance = random.Random(2026)
    try:
        for number in range(kills):
            group = (migrating or {}).get(number)
            if group is not None and number % 2:
                ordeal.migrates(group)
            await ordeal.starts()
            before = ordeal.received().total()
            if before < people:
                await ordeal.until(lambda before=before: ordeal.received().total() > before, within=30)
            if group is not None and number % 2 == 0:
                ordeal.migrates(group)
            await asyncio.sleep(chance.uniform(0, longest))
            await ordeal.is_killed()
        await ordeal.starts()
        await ordeal.until(lambda: len(ordeal.ledger()) >= people and ordeal.open() == 0, within=people / 15 + 60)
    finally:
        await ordeal.ends()


async def test_nothing_is_lost_to_kills_and_only_what_was_in_flight_comes_twice(tmp_path: Path) -> None:
    people, kills = 150, 3
    telegram = Telegram(limits=Limits.telegram())
    async with serve(telegram) as address:
        ordeal = Ordeal(telegram, address, tmp_path)
        await ordeal.begins(people)
        await kill_again_and_again(ordeal, people, kills, longest=1.0)
        assert ordeal.kills == kills
        assert len(ordeal.received()) == people, ordeal.log.read_text()[-3000:]
        assert ordeal.twice() <= ordeal.in_flight


@pytest.mark.prove
async def test_two_thousand_reminders_and_thirty_kills(tmp_path: Path) -> None:
    people, kills, started = 2_000, 30, time.monotonic()
    telegram = Telegram(limits=Limits.telegram())
    async with serve(telegram) as address:
        ordeal = Ordeal(telegram, address, tmp_path)
        await ordeal.begins(people)
        await kill_again_and_again(ordeal, people, kills, longest=2.5)
        refused = [call for call in telegram.transcript.calls("sendMessage") if call.status == 429]
        print(  # noqa: T201 - a proof prints its figures
            f"{people} reminders, {kills} kills: 0 lost expected, {people - len(ordeal.received())} lost, "
            f"{ordeal.twice()} twice of {ordeal.in_flight} in flight, {len(refused)} times 429, "
            f"in {time.monotonic() - started:.0f} s"
        )
        assert len(ordeal.received()) == people
        assert ordeal.twice() <= ordeal.in_flight


@pytest.mark.prove
async def test_kills_among_all_that_telegram_and_the_network_do(tmp_path: Path) -> None:
    """Holds, bad gateways, answers lost after the message went out, a tenth who blocked, two groups that migrate."""
    people, groups, kills = 600, 2, 10
    telegram = Telegram(limits=Limits.telegram())
    chance = random.Random(7)
    async with serve(telegram) as address:
        ordeal = Ordeal(telegram, address, tmp_path)
        await ordeal.begins(people, groups)
        blocked = set(chance.sample(sorted(telegram.people), people // 10))
        for number in blocked:
            telegram.people[number].blocks()
        answers_lost = 12
        for after in range(answers_lost):
            telegram.faults.add(DropAfter(), method="sendMessage", after=40 * after)
            telegram.faults.add(Answers.bad_gateway(), method="sendMessage", after=40 * after + 20)
        for after in (50, 200, 400):
            telegram.faults.add(Answers.too_many_requests(1), method="sendMessage", after=after)
        told = people + groups - len(blocked)
        await kill_again_and_again(ordeal, told, kills, longest=2.0, migrating={2: 0, 5: 1})
        outcomes = Counter(outcome for _, outcome in ordeal.ledger())
        print(  # noqa: T201 - a proof prints its figures
            f"{dict(outcomes)}: {ordeal.twice()} twice of {ordeal.in_flight} in flight and {answers_lost} answers lost"
        )
        assert all(group.state.kind is SandboxKind.SUPERGROUP for group in ordeal.groups)
        assert len(ordeal.received()) == told
        assert not blocked & set(ordeal.received())
        assert ordeal.twice() <= ordeal.in_flight + answers_lost
