"""What is due is planned, again and again: often for what has just become due, now and then for all of the last days.

The wide look finds what could not be planned in its time: after the bot was down, and where a reason came back.
"""

from datetime import datetime, timedelta

from domain.city.model import City
from domain.outbox.port import Outbox
from domain.ports import Clock

AHEAD = timedelta(minutes=1)
"""How far ahead is planned, so that a delivery is there when its time comes."""

WIDE = timedelta(days=2)
"""How far back the wide look goes: what is older is of no use to anybody."""

WIDE_EVERY = timedelta(minutes=5)
_OVERLAP = timedelta(minutes=2)


class Planner:
    """Remembers since when to look."""

    def __init__(self, store: Outbox, city: City, clock: Clock) -> None:
        self._store = store
        self._city = city
        self._clock = clock
        self._looked_at: datetime | None = None
        self._looked_wide_at: datetime | None = None

    async def plan(self) -> int:
        """Plan what became due; say how much is new. Raises StoreError."""
        now = self._clock()
        # Less than nothing has passed where the clock was turned back: what was looked at lies in the future then.
        wide = self._looked_wide_at is None or not timedelta() <= now - self._looked_wide_at < WIDE_EVERY
        since = now - WIDE if wide or self._looked_at is None else self._looked_at - _OVERLAP
        planned = await self._store.plan(since, now + AHEAD, now, self._city.zone)
        self._looked_at = now
        if wide:
            self._looked_wide_at = now
        return planned
