"""The ledger as the proofs drive it: a clock that is turned, ticks by hand, and a list of what each chat received."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

from domain.agenda.event import Event, OccurrenceId, Timed
from domain.model import ChatId, ChatKind
from domain.outbox.delivery import Claimed, DeliveryId, Kind
from domain.outbox.due import AmendmentMatter, ListMatter, Loaded, Matter, OccurrenceMatter
from domain.outbox.kinds import no_longer_due
from domain.outbox.outcome import Outcome, Settled
from domain.ports import Store
from domain.subscriptions import Followed, Subject, network
from storage import open_store
from tests.domain.some_events import ROME, event

LEASE = timedelta(minutes=5)
WIDE = timedelta(days=2)


@dataclass(frozen=True)
class Received:
    """A message in a chat, or an edit of one: what it was for, and what it said of occurrences."""

    chat: int  # Telegram's id
    kind: Kind
    said: dict[OccurrenceId, str]
    titles: tuple[str, ...]
    at: datetime
    due_at: datetime
    message: int
    matter: Matter = field(repr=False)


def loreto(when: str = "2026-10-13 20:45", **more: object) -> Event:
    """An event of Loreto; what a network begins with is no news, so tests that want news take two."""
    return event(when, **{"networks": ("loreto",)} | more)


class Ledger:
    """One bot at work by hand."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store = store
        self.now = now
        self.received: list[Received] = []
        self.blocked: set[int] = set()
        self._messages = 0
        self._read = 0

    def turn(self, **by: float) -> None:
        self.now += timedelta(**by)

    async def chat(self, number: int = 1, *, follows: Sequence[str] = (), kind: ChatKind = ChatKind.PRIVATE) -> ChatId:
        chat = await self.store.meet(number, kind, "it", self.now)
        for one in follows:
            await self.store.follow(chat.id, None, network(one), self.now)
        return chat.id

    async def takes(self, *events: Event) -> None:
        await self.store.take(events, self.now)

    async def plan(self, since: timedelta = WIDE) -> int:
        return await self.store.plan(self.now - since, self.now, self.now, ROME)

    async def claim(self, limit: int = 500) -> Sequence[Claimed]:
        return await self.store.claim(self.now, self.now + LEASE, limit)

    async def judge(self, claimed: Sequence[Claimed]) -> list[Settled]:
        """Render late and send, as the sender does."""
        loaded = await self.store.load(claimed, self.now, ROME)
        return [self.send(loaded[one.id]) for one in claimed]

    def send(self, loaded: Loaded) -> Settled:
        one, matter = loaded.delivery, loaded.matter
        outcome = no_longer_due(loaded, self.now)
        if outcome is not None:
            return Settled(one.id, outcome)
        if one.telegram_id in self.blocked:
            return Settled(one.id, Outcome.GONE)
        self._messages += 1
        number = matter.message_id if isinstance(matter, AmendmentMatter) else self._messages
        told, titles = what_it_says(matter)
        self.received.append(Received(one.telegram_id, one.kind, told, titles, self.now, one.due_at, number, matter))
        if one.kind is Kind.AMENDMENT:
            return Settled(one.id, Outcome.SENT, amended=(DeliveryId(one.subject), matter.facts))
        return Settled(one.id, Outcome.SENT, number, told)

    async def deliver(self) -> None:
        while claimed := await self.claim():
            await self.store.settle(await self.judge(claimed), self.now)

    async def tick(self) -> list[str]:
        """Plan and deliver; what came since one last looked, as "chat kind"."""
        await self.plan()
        await self.deliver()
        return self.news()

    async def later(self, **by: float) -> list[str]:
        self.turn(**by)
        return await self.tick()

    async def until(self, written: datetime) -> list[str]:
        self.now = written
        return await self.tick()

    def news(self) -> list[str]:
        came, self._read = self.received[self._read :], len(self.received)
        return [f"{one.chat} {one.kind}" for one in came]

    async def outcomes(self) -> dict[str | None, int]:
        found: dict[str | None, int] = {}
        for count in await self.store.counts():
            found[count.outcome] = found.get(count.outcome, 0) + count.number
        return found


def what_it_says(matter: Matter) -> tuple[dict[OccurrenceId, str], tuple[str, ...]]:
    """What a message says of occurrences, and their titles."""
    match matter:
        case OccurrenceMatter() | AmendmentMatter():
            return {matter.happening.id: matter.facts}, (matter.happening.occurrence.title,)
        case ListMatter():
            return dict(matter.fresh), tuple(entry.title for entry in matter.entries)
    return {}, ()


def starts_at(matter: Matter) -> datetime | None:
    when = matter.happening.occurrence.when if isinstance(matter, OccurrenceMatter | AmendmentMatter) else None
    return when.starts_at if isinstance(when, Timed) else None


def theme(name: str) -> Followed:
    return Followed(Subject.THEME, name)


def single(number: int) -> Followed:
    return Followed(Subject.EVENT, str(number))


_template: list[Path] = []


def empty_database() -> Path:
    """A database as the migrations leave it, made once."""
    if not _template:
        path = Path(tempfile.mkdtemp(prefix="ledger-")) / "empty.db"

        async def make() -> None:
            async with open_store(f"sqlite:///{path}"):
                pass

        asyncio.run(make())
        _template.append(path)
    return _template[0]


async def no_file(*_: object) -> NoReturn:
    raise AssertionError("an announcement reads no file")
