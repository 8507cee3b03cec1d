"""An announcement to many, from the tap to the report: the bot as a process, Telegram's limits enforced.

An operator writes, sends, pauses, goes on and reads the report in the chat; the process may be killed in the middle.
Some of the people have blocked the bot. Meanwhile others ask which network serves their street.
"""

import asyncio
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from bench.delivery_people import NETWORK, follow
from domain.model import ChatKind
from domain.operators import Grants
from domain.outbox.outcome import Outcome
from sandbox.events import Event, EventKind
from sandbox.people import Person
from sandbox.telegram import Telegram
from storage import open_store

WORDS = "Domenica pulizia del parco: annuncio di esempio."
_QUESTION = "via Borgo Palazzo 60"
_ASKERS = 40
_PAUSE = 0.4
"""Seconds between two questions: two or three a second, as in a busy hour."""

_PATIENCE = 60
_TOO_MANY, _BLOCKED = 429, 403


class Trial:
    """One announcement on its way.

    `answers` are how many seconds residents waited, `paused_for` how long copies still went after the tap on "Pausa".
    `in_flight` had arrived when the process was killed, and was not written down.
    """

    def __init__(self, telegram: Telegram, folder: Path, people: int, blocked: int) -> None:
        self.telegram = telegram
        self.database = folder / "reti.db"
        self.people = [telegram.person("Ada") for _ in range(people)]
        self.operator = telegram.person("Olga")
        self.blocked = blocked
        self.answers: list[float] = []
        self.paused_for = 0.0
        self.panel_is_true = False
        self.in_flight = 0
        self.received: Counter[int] = Counter()
        self._unwritten: Counter[int] = Counter()
        self._asking = True
        telegram.subscribe(self._note)
        telegram.settled = self._all_is_handled

    async def prepare(self) -> None:
        """Let all people follow a network, and one be its operator."""
        for person in (*self.people, self.operator):
            person.starts()
        apart = max(1, len(self.people) // max(1, self.blocked))
        for person in self.people[: apart * self.blocked : apart]:  # many at once would pause it
            person.blocks()
        self.telegram.updates.clear()
        url, now = f"sqlite:///{self.database}", datetime.now(UTC)
        async with open_store(url) as store:
            await store.sweep_dialogues(now)  # opened once, it is made
        follow(url, [person.chat for person in self.people], now - timedelta(days=1))
        async with open_store(url) as store:
            chief = await store.meet(1, ChatKind.PRIVATE, None, now)
            chat = await store.meet(self.operator.chat, ChatKind.PRIVATE, "it", now)
            await store.invite(Grants(networks=(NETWORK,)), "a token", chief.id, now)
            await store.join("a token", chat.id, self.operator.first_name, now, {1})

    async def begins(self) -> None:
        """The operator writes, looks, and sends."""
        await self._after(self.operator.says("/annuncio"))
        await self._after(self.operator.says(WORDS))
        await self._after(self.operator.taps("Avanti"))
        await self._after(self.operator.taps("Manda ora"))
        await self.until(lambda: self.sent > 1)

    async def pauses(self, seconds: float) -> None:
        """The operator pauses for some time, looks whether the panel says what is, and goes on."""
        before, pressed_at = self.sent, time.monotonic()
        last_at = pressed_at
        self.operator.taps("Pausa")
        while time.monotonic() - pressed_at < seconds:
            await asyncio.sleep(0.01)
            if self.sent != before:
                before, last_at = self.sent, time.monotonic()
        self.paused_for = last_at - pressed_at
        shown = re.search(r"(\d+) di (\d+)", self.operator.last.text)
        self.panel_is_true = shown is not None and int(shown[1]) == self.sent + self.refused(_BLOCKED)
        await self._after(self.operator.taps("Riprendi"))

    def is_killed(self) -> None:
        """Note what had arrived and is not written down: that alone may come twice."""
        unwritten = self.received - self.written() - self._unwritten
        self._unwritten += unwritten
        self.in_flight += unwritten.total()

    async def asks(self) -> None:
        """Residents ask, two or three a second, until told to stop."""
        askers = [self.telegram.person("Bea") for _ in range(_ASKERS)]
        for asker in askers:
            await self.telegram.handled(asker.starts(), _PATIENCE)
        while self._asking:
            self.answers.append(await self._answered(askers[len(self.answers) % _ASKERS]))
            await asyncio.sleep(_PAUSE)

    async def report(self, within: float) -> Counter[str]:
        """Wait for the report, and give its numbers: "era", "ricevuto", "bloccato", "altro"."""
        await self.until(lambda: "Era per" in self.operator.last.text, within)
        self._asking = False
        said = self.operator.last.text
        numbers = Counter({"recipients": sum(map(int, re.findall(r"Era per (\d+)", said)))})
        for number, rest in re.findall(r"• (\d+) (.*)", said):
            what = "reached" if "ricevuto" in rest and "non" not in rest else "gone" if "raggiung" in rest else "other"
            numbers[what] += int(number)
        return numbers

    @property
    def sent(self) -> int:
        """How many copies Telegram took."""
        return self.received.total()

    @property
    def twice(self) -> int:
        """How many copies were one too many."""
        return sum(times - 1 for times in self.received.values())

    @property
    def p95_ms(self) -> float:
        """Within how many milliseconds nineteen of twenty questions were answered."""
        return 1000 * quantiles(self.answers, n=20)[-1]

    def refused(self, status: int = _TOO_MANY) -> int:
        """How often Telegram refused, as too much or with another status."""
        return sum(record.status == status for record in self.telegram.transcript)

    def written(self) -> Counter[int]:
        """Who got it as the ledger says."""
        query = (
            "SELECT c.telegram_id FROM deliveries d JOIN chats c ON c.id = d.chat_id "
            f"WHERE d.kind = 'announcement' AND d.outcome = '{Outcome.SENT}'"
        )
        with closing(sqlite3.connect(self.database, timeout=10)) as database:
            return Counter(chat for (chat,) in database.execute(query))

    async def until(self, condition: Callable[[], bool], within: float = _PATIENCE) -> None:
        """Wait until something has come about. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not condition():  # noqa: ASYNC110 - what happens elsewhere has no event of ours
                await asyncio.sleep(0.02)

    async def _all_is_handled(self) -> None:
        """Wait until what the bot has confirmed is handled, too: until then it is in its inbox."""

        def waits() -> bool:
            with closing(sqlite3.connect(self.database, timeout=10)) as database:
                query = "SELECT 1 FROM inbox WHERE payload IS NOT NULL LIMIT 1"
                return database.execute(query).fetchone() is not None

        await self.until(lambda: not waits())

    async def _after(self, update_id: int) -> None:
        await self.telegram.handled(update_id, _PATIENCE)

    async def _answered(self, asker: Person) -> float:
        """Ask, and give how many seconds the answer took."""
        before, began = asker.last.id, time.monotonic()
        asker.says(_QUESTION)
        while asker.last.id == before:
            if time.monotonic() - began > _PATIENCE:
                break  # as when the process was just killed: it counts as it is
            await asyncio.sleep(0.005)
        return time.monotonic() - began

    def _note(self, event: Event) -> None:
        if event.kind is not EventKind.MESSAGE or event.message_id is None or event.chat_id == self.operator.chat:
            return
        message = self.telegram.message(event.chat_id, event.message_id)
        if message.sender_id == self.telegram.bot["id"] and message.text.startswith(WORDS):
            self.received[event.chat_id] += 1
