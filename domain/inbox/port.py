"""The inbox: what Telegram delivered is kept until it was handled, and known when it is delivered again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

IDS_KEPT = timedelta(days=8)
"""How long the number of an update is known.

Telegram keeps what nobody confirmed for 24 hours, and after a week without updates numbers them from a number chosen at
random (Bot API 10.3, getUpdates and Update.update_id): a lower one is no sign of what came before.
"""


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    """An update as it was stored: Telegram's number, its JSON, and when (aware, in UTC)."""

    update_id: int
    payload: str
    stored_at: datetime


class Inbox(Protocol):
    """The updates that came, in the order in which they did."""

    async def store_updates(self, payloads: Mapping[int, str], now: datetime) -> Collection[int]:
        """Keep updates by their numbers, all of them or none; give the numbers of those that had not come before."""
        ...

    async def waiting_updates(self) -> Sequence[StoredUpdate]:
        """Those not handled yet, oldest first. One that cannot be read comes with an empty payload."""
        ...

    async def finish_updates(self, updates: Collection[int]) -> None:
        """Forget what updates said, and remember that they came."""
        ...

    async def sweep_inbox(self, before: datetime) -> int:
        """Forget the updates that were handled and came before an instant; say how many."""
        ...
