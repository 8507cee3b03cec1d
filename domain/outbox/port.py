"""The outbox as the house needs it from memory. Instants go in and come out aware, in UTC."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

from domain.agenda.event import OccurrenceId
from domain.model import ChatId
from domain.outbox.delivery import Claimed, DeliveryId
from domain.outbox.due import Loaded
from domain.outbox.outcome import Count, Verdict


class Outbox(Protocol):
    """The ledger of deliveries."""

    async def plan(self, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
        """Plan the reminders due between two instants, and changes, news and digests; say how many are new or revived.

        Planning twice is harmless. Changes and news are looked for since the same instant.
        """
        ...

    async def lead(self, holder: str, now: datetime, lasts: timedelta) -> bool:
        """Take or keep the lead, which one process has at a time; False while another has it.

        A lease that ends later than `lasts` from now was made by a clock that was wrong, and is not believed.
        """
        ...

    async def claim(self, now: datetime, until: datetime, limit: int, *, steady: bool = True) -> Sequence[Claimed]:
        """Lease the deliveries that go next until an instant, at most so many.

        Unless the way is `steady`, what was in doubt twice is left alone.
        """
        ...

    async def renew(self, claimed: Collection[DeliveryId], until: datetime) -> None:
        """Let claims last until an instant."""
        ...

    async def release_claims(self, now: datetime) -> int:
        """Let go of what another claimed and did not settle, so that it is made again; say how much that was."""
        ...

    async def load(self, claimed: Sequence[Claimed], now: datetime, zone: tzinfo) -> Mapping[DeliveryId, Loaded]:
        """Read what each of these deliveries is about, as it is now."""
        ...

    async def look(self, delivery: DeliveryId, now: datetime, zone: tzinfo) -> Loaded | None:
        """Read a claimed delivery anew, with what it is about; None where it is settled, put off or gone meanwhile."""
        ...

    async def settle(self, verdicts: Sequence[Verdict], now: datetime) -> None:
        """Write what became of deliveries, all together; a chat that is gone is marked."""
        ...

    async def set_aside(self, delivery: DeliveryId, reason: str, now: datetime) -> None:
        """End a delivery whose verdict cannot be written down."""
        ...

    async def welcome_back(self, telegram_id: int, now: datetime) -> None:
        """Try again at once in a chat where the bot was not allowed to write: its administrators changed something."""
        ...

    async def snooze(
        self, chat: ChatId, thread: int | None, occurrence: OccurrenceId, message_id: int, at: datetime
    ) -> bool:
        """Recall an occurrence once more at an instant, unless it has begun by then; for one message, once."""
        ...

    async def counts(self) -> Sequence[Count]:
        """The number of deliveries of each kind and outcome; no outcome for those that wait."""
        ...

    async def sweep_deliveries(self, before: datetime) -> int:
        """Delete what was settled before an instant and tells of nothing that is to come; say how many."""
        ...
