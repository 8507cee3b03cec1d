"""A small Telegram, people who are to be reminded, and a bot between them to which something happens."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.delivery_people import NETWORK, follow
from domain.agenda.event import Event, Kind, Status, Timed
from domain.model import Chat, ChatKind
from domain.outbox.outcome import Outcome
from domain.ports import Store
from domain.reminders import Lead, Quiet
from domain.subscriptions import Preferences, network
from sandbox.events import Event as Happening
from sandbox.events import EventKind
from sandbox.groups import Group
from sandbox.limits import Limits
from sandbox.people import Person
from sandbox.server import serve
from sandbox.telegram import Telegram
from sandbox.transcript import Record
from storage import open_store
from tests.events import event
from tests.prove.process import Process

TITLE = "Incontro di esempio"
NOW_AND_THEN = Preferences(leads=frozenset({Lead.TWO_HOURS}), quiet=Quiet.NONE)
"""Reminders two hours before, whatever the hour at which these tests run."""


class Ordeal:
    """The bot, what it is to tell whom, and what came of it. `people` are those who follow, `groups` too."""

    def __init__(self, telegram: Telegram, address: str, folder: Path) -> None:
        self.telegram = telegram
        self.address = address
        self.database = folder / "reti.db"
        self.bot = Process(telegram, address, self.database)
        self.people = list[Person]()
        self.groups = list[Group]()
        self.in_flight = 0
        self._said: list[tuple[int, str]] = []
        self._first_ids: dict[int, int] = {}
        self._counted: Counter[int] = Counter()
        telegram.subscribe(self._note)

    async def begins(self, people: int, groups: int = 0) -> None:
        """So many people, and some groups after them, follow a network."""
        since = datetime.now(UTC) - timedelta(days=3)
        self.people = [self.telegram.person("Ada") for _ in range(people)]
        for person in self.people:
            person.starts()
        async with self.store():
            pass  # opened once, the database is made
        follow(f"sqlite:///{self.database}", [person.chat for person in self.people], since)
        async with self.store() as store:
            for _ in range(groups):
                group = self.telegram.group("Cortile", self.people[0])
                self.groups.append(group)
                chat = await store.meet(group.id, ChatKind.GROUP, "it", since)
                await store.follow(chat.id, None, network(NETWORK), since)
                await store.prefer(chat.id, None, NOW_AND_THEN, since)
        self.telegram.updates.clear()

    async def meets(self, seconds: float, title: str = TITLE, *, days: int = 0) -> Event:
        """The network will meet; of that it is to be reminded in so many seconds, and days."""
        now = datetime.now(UTC)
        starts_at = now + timedelta(days=days, hours=2, seconds=seconds)
        meeting = event(title, Timed(starts_at), NETWORK, kind=Kind.MEETING)
        async with self.store() as store:
            await store.take([meeting], now - timedelta(days=3))
        return meeting

    async def calls_off(self, meeting: Event) -> None:
        async with self.store() as store:
            called_off = replace(meeting, status=Status.CANCELLED, sequence=meeting.sequence + 1)
            await store.take([called_off], datetime.now(UTC))

    async def chat_of(self, store: Store, person: Person) -> Chat:
        return await store.meet(person.chat, ChatKind.PRIVATE, "it", datetime.now(UTC))

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """The same database, through a connection of its own."""
        async with open_store(f"sqlite:///{self.database}") as store:
            yield store

    def migrates(self, number: int) -> None:
        """Let a group become a supergroup; it counts as the one that it was."""
        group = self.groups[number]
        first = group.id
        group.migrates()
        self._first_ids[group.id] = first

    async def is_killed(self) -> None:
        """End the bot as a power cut would; count what had arrived and was not written down."""
        await self.bot.is_killed()
        self.count_unwritten()

    def count_unwritten(self) -> int:
        """Count what has arrived and is not written down: that alone may come twice, if the bot is gone now."""
        unwritten = self.received() - self._written() - self._counted
        self._counted += unwritten
        self.in_flight += unwritten.total()
        return unwritten.total()

    def received(self, title: str = TITLE) -> Counter[int]:
        """How often each got the reminder, by the id of the chat when it began."""
        return Counter(chat for chat, text in self._said if title in text)

    def lost(self, title: str = TITLE) -> int:
        """How many of those who follow got no reminder, and had not blocked the bot."""
        follow_it = {person.chat for person in self.people if not person.has_blocked}
        follow_it |= {self._first_ids.get(group.id, group.id) for group in self.groups}
        return len(follow_it - self.received(title).keys())

    def twice(self, title: str = TITLE) -> int:
        """How many reminders came once too often."""
        return sum(times - 1 for times in self.received(title).values())

    def answers_lost(self) -> int:
        """How many messages Telegram took without the bot learning of it."""
        return sum(not record.answered for record in self.telegram.transcript.calls("sendMessage"))

    def refusals(self, status: int = 429) -> int:
        """How often a message was refused, as too much or with another status."""
        return sum(record.status == status for record in self.telegram.transcript.calls("sendMessage"))

    def reminders(self) -> list[Record]:
        """The calls by which reminders came."""
        calls = self.telegram.transcript.calls("sendMessage")
        return [call for call in calls if call.status == 200 and TITLE in call.params["text"]]

    def answers(self, person: Person) -> int:
        """How often the bot has written to somebody."""
        return sum(message.sender_id != person.id for message in self.telegram.messages(person.chat))

    def outcomes(self) -> Counter[str]:
        """What became of deliveries, as the ledger says; those that wait are not among them."""
        return Counter(outcome for _, outcome in self.ledger() if outcome is not None)

    def blocked(self) -> int:
        """How many chats are marked as having blocked the bot."""
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            [(number,)] = database.execute("SELECT count(*) FROM chats WHERE blocked_at IS NOT NULL")
        return number

    def ledger(self) -> list[tuple[int, str | None]]:
        query = "SELECT c.telegram_id, d.outcome FROM deliveries d JOIN chats c ON c.id = d.chat_id"
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            return database.execute(query).fetchall()

    def is_over(self, deliveries: int | None = None) -> bool:
        """All that was to be told, or so many deliveries, is judged: nothing waits any more."""
        ledger = self.ledger()
        enough = len(self.people) + len(self.groups) if deliveries is None else deliveries
        return len(ledger) >= enough and all(outcome is not None for _, outcome in ledger)

    async def until(self, condition: Callable[[], object], within: float) -> None:
        async with asyncio.timeout(within):
            while not condition():
                await asyncio.sleep(0.05)

    async def polls(self) -> None:
        """Wait until the bot is at work."""
        await self.until(lambda: self.telegram.updates.polling, within=60)

    def _written(self) -> Counter[int]:
        return Counter(self._first_ids.get(chat, chat) for chat, outcome in self.ledger() if outcome == Outcome.SENT)

    def _note(self, happening: Happening) -> None:
        if happening.kind is not EventKind.MESSAGE or happening.message_id is None:
            return
        message = self.telegram.message(happening.chat_id, happening.message_id)
        if message.sender_id == self.telegram.bot["id"]:
            chat = self._first_ids.get(happening.chat_id, happening.chat_id)
            self._said.append((chat, message.text))


@asynccontextmanager
async def ordeal(folder: Path, limits: Limits | None = None) -> AsyncIterator[Ordeal]:
    """An ordeal, and the end of its bot in any case."""
    telegram = Telegram(limits=limits or Limits.telegram())
    async with serve(telegram) as address:
        trial = Ordeal(telegram, address, folder)
        try:
            yield trial
        finally:
            await trial.bot.ends()


def tell(figures: str) -> None:
    """Print the figures of a proof."""
    print(f"\n{figures}")  # noqa: T201 - that is what they are for
