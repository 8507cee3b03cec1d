"""The outbox, put together from what it does: planning, claiming, reading, settling."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import Connection

from domain.agenda.event import OccurrenceId
from domain.model import ChatId
from domain.outbox.delivery import Claimed, DeliveryId
from domain.outbox.due import Loaded
from domain.outbox.outcome import Count, Verdict
from domain.reminders import Quiet
from storage.database import Database
from storage.outbox import claim, settle, unwelcome
from storage.outbox.kinds import KINDS, loaded
from storage.outbox.plan import Window
from storage.outbox.plan.quiet import hold_back
from storage.outbox.plan.reminder_times import sweep as sweep_times
from storage.subscriptions import NO_THREAD


class SqlOutbox:
    """`domain.outbox.port.Outbox` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
        """Plan what became due; say how many deliveries are new or revived."""
        return await self._database.write(_plan, Window(since, until, now, zone))

    async def lead(self, holder: str, now: datetime, lasts: timedelta) -> bool:
        """Take or keep the lead; False while another has it."""
        return await self._database.write(claim.lead, holder, now, lasts)

    async def claim(self, now: datetime, until: datetime, limit: int, *, steady: bool = True) -> Sequence[Claimed]:
        """Lease the deliveries that go next, at most so many."""
        return await self._database.write(claim.claim, now, until, limit, steady=steady)

    async def renew(self, claimed: Collection[DeliveryId], until: datetime) -> None:
        """Let claims last until an instant."""
        await self._database.write(claim.renew, claimed, until)

    async def release_claims(self, now: datetime) -> int:  # noqa: ARG002 - a clock that was wrong may have made them
        """Let go of every claim; say how many there were."""
        return await self._database.write(claim.release)

    async def load(self, claimed: Sequence[Claimed], now: datetime, zone: tzinfo) -> Mapping[DeliveryId, Loaded]:
        """Read what each of these deliveries is about, as it is now."""
        return await self._database.read(loaded, claimed, now, zone)

    async def look(self, delivery: DeliveryId, now: datetime, zone: tzinfo) -> Loaded | None:
        """Read a claimed delivery anew, with what it is about; None where it is not to be made any more."""
        return await self._database.read(_look, delivery, now, zone)

    async def settle(self, verdicts: Sequence[Verdict], now: datetime) -> None:
        """Write what became of deliveries, all together."""
        await self._database.write(settle.settle, verdicts, now)

    async def set_aside(self, delivery: DeliveryId, reason: str, now: datetime) -> None:
        """End a delivery whose verdict cannot be written down."""
        await self._database.write(settle.set_aside, delivery, reason, now)

    async def welcome_back(self, telegram_id: int, now: datetime) -> None:
        """Try again at once in a chat where the bot was not allowed to write."""
        await self._database.write(unwelcome.welcome_back, telegram_id, now)

    async def snooze(
        self, chat: ChatId, thread: int | None, occurrence: OccurrenceId, message_id: int, at: datetime
    ) -> bool:
        """Recall an occurrence once more at an instant, unless it has begun by then; for one message, once."""
        return await self._database.write(settle.snooze, chat, thread or NO_THREAD, occurrence, message_id, at)

    async def counts(self) -> Sequence[Count]:
        """The number of deliveries of each kind and outcome."""
        return await self._database.read(settle.counts)

    async def sweep_deliveries(self, before: datetime) -> int:
        """Delete what was settled before an instant and tells of nothing that is to come; say how many."""
        return await self._database.write(settle.sweep, before)


def _plan(connection: Connection, window: Window) -> int:
    planned = sum(stored.plan(connection, window) for stored in KINDS.values() if stored.plan)
    for quiet in Quiet:
        hold_back(connection, window.now, quiet, window.zone)
    sweep_times(connection, window.now)
    return planned


def _look(connection: Connection, delivery: DeliveryId, now: datetime, zone: tzinfo) -> Loaded | None:
    found = claim.reread(connection, delivery, now)
    return None if found is None else loaded(connection, [found], now, zone)[delivery]
