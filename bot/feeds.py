"""Asking the calendar feeds of the settings for what they have, one after the other, and keeping what comes.

A feed that fails costs nobody else anything, and nothing of it is logged but words and counts.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Final

import aiohttp

from bot.fetch import LIMITS, Limits, NotFetched, fetch
from bot.reading import FileReader
from domain.agenda.taking import Taken
from domain.calendar import Defaults, Reading
from domain.city.model import City
from domain.feeds import (
    Answer,
    Feed,
    FeedState,
    Outcome,
    Validators,
    is_due,
    outcome_of,
    remembered,
    tells_what_vanished,
    validators_for,
)
from domain.ports import Clock, Store

log = logging.getLogger("reti.feeds")

_NOTHING: Final = Taken()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking a feed: what is remembered of it now, what the file gave, and what was new in it."""

    state: FeedState
    reading: Reading | None = None
    taken: Taken = _NOTHING


class FeedReader:
    """Asks feeds; one at a time, so that at most one file is in memory.

    `every` is how long a feed is left alone when all is well.
    """

    def __init__(
        self,
        store: Store,
        city: City,
        client: aiohttp.ClientSession,
        files: FileReader,
        clock: Clock,
        *,
        every: timedelta,
        limits: Limits = LIMITS,
    ) -> None:
        self._store = store
        self._city = city
        self._client = client
        self._files = files
        self._clock = clock
        self._every = every
        self._limits = limits
        self._one_at_a_time = asyncio.Lock()

    async def ask_if_due(self, feed: Feed) -> None:
        """Ask a feed if its time has come. Raises StoreError."""
        if is_due((await self._store.feeds()).get(feed.name), self._clock()):
            await self.ask(feed)

    async def ask(self, feed: Feed) -> Asked:
        """Ask a feed now, keep what it has, and remember how it went.

        It is noted as unread before anything of it is looked at: should it end this process, whoever starts that anew
        finds it put off. What came is kept before its version is: if the database fails between the two, it is asked
        for again. Raises StoreError.
        """
        async with self._one_at_a_time:
            now = self._clock()
            before = (await self._store.feeds()).get(feed.name)
            read_as = self._read_as(feed)
            unread = remembered(before, Answer(Outcome.UNREAD), read_as, self._every, now)
            await self._store.note_feed(feed.name, unread)
            answer = await self._answer(feed, validators_for(before, read_as), now)
            taken = await self._keep(feed, answer, now)
            state = remembered(before, answer, read_as, self._every, now)
            await self._store.note_feed(feed.name, state)
        _log(feed, state, taken)
        return Asked(state, answer.reading, taken)

    async def _answer(self, feed: Feed, known: Validators, now: datetime) -> Answer:
        try:
            file = await fetch(self._client, feed.url, now, known, self._limits)
        except NotFetched as error:
            return Answer(error.outcome, error.status, error.wait)
        if file is None:
            return Answer(Outcome.UNCHANGED)
        defaults = Defaults(zone=self._city.zone, networks=feed.networks, city_wide=not feed.networks)
        reading = await self._files.read(file.content, defaults, now, tables=False)
        return Answer(outcome_of(reading), validators=file.validators, reading=reading)

    async def _keep(self, feed: Feed, answer: Answer, now: datetime) -> Taken:
        reading = answer.reading
        if reading is None or not answer.outcome.good:
            return _NOTHING
        whole = tells_what_vanished(reading)
        return await self._store.take(reading.events, now, feed=feed.name, whole=whole)

    def _read_as(self, feed: Feed) -> str:
        """Say what makes the same file give the same events: whose they are, the city pack, and this program."""
        return f"{','.join(feed.networks)} {self._city.version} {version('reti')}"


def _log(feed: Feed, state: FeedState, taken: Taken) -> None:
    values: dict[str, object] = {"feed": feed.name, "outcome": state.outcome}
    if not state.outcome.good:
        status = {"status": state.status} if state.status else {}
        log.warning("feed not read", extra={**values, **status, "failures": state.failures})
        return
    counts = {
        "events": state.events,
        "problems": state.problems,
        "new": len(taken.new),
        "changed": len(taken.changed),
        "cancelled": len(taken.cancelled),
        "vanished": taken.vanished,
    }
    log.info("feed read", extra=values | counts)
