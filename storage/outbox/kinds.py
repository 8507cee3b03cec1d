"""The registry of kinds, as the database knows them: how each is planned, and what is loaded for it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection

from domain.outbox.delivery import Claimed, DeliveryId, Kind
from domain.outbox.due import Loaded, Matter
from storage.chunks import chunks
from storage.outbox import announcements, load
from storage.outbox.plan import Window, plan_amendments, plan_changes, plan_digests, plan_news, plan_reminders

Load = Callable[[Connection, Sequence[Claimed], datetime, tzinfo], Mapping[DeliveryId, Matter]]
Plan = Callable[[Connection, Window], int]


@dataclass(frozen=True, slots=True)
class Stored:
    """A kind in the database: `plan` looks for what is due, where nobody's tap or step puts it into the ledger."""

    load: Load
    plan: Plan | None = None


KINDS: Mapping[Kind, Stored] = {
    Kind.REMINDER: Stored(load.of_occurrences, plan_reminders),
    Kind.SNOOZE: Stored(load.of_occurrences),
    Kind.CHANGE: Stored(load.of_occurrences, plan_changes),
    Kind.AMENDMENT: Stored(load.of_amendments, plan_amendments),
    Kind.NEWS: Stored(load.of_news, plan_news),
    Kind.DIGEST: Stored(load.of_digests, plan_digests),
    Kind.ANNOUNCEMENT: Stored(announcements.of_copies),
    Kind.ALBUM: Stored(announcements.of_copies),
    Kind.TRIAL: Stored(announcements.of_copies),
    Kind.CORRECTION: Stored(announcements.of_corrections),
    Kind.NOTE: Stored(announcements.of_notes),
    Kind.MUTED: Stored(load.of_muted),
}


def loaded(connection: Connection, claimed: Sequence[Claimed], now: datetime, zone: tzinfo) -> dict[DeliveryId, Loaded]:
    """Read what deliveries are about: those of a kind together, and one by one where a row among them is broken."""
    by_load: dict[Load, list[Claimed]] = {}
    for one in claimed:
        by_load.setdefault(KINDS[one.kind].load, []).append(one)
    found: dict[DeliveryId, Loaded] = {}
    for read, those in by_load.items():
        for some in chunks(those):
            silent = load.silent(connection, [one.id for one in some])
            try:
                matters: Mapping[DeliveryId, Any] = read(connection, some, now, zone)
            except _BROKEN:
                found |= {one.id: _alone(connection, read, one, now, zone) for one in some}
            else:
                found |= {one.id: Loaded(one, matters.get(one.id), silent=one.id in silent) for one in some}
    return found


_BROKEN = (ValueError, LookupError, TypeError, AttributeError)
"""What reading a row raises that this version of the program cannot make sense of; a database that fails is another."""


def _alone(connection: Connection, read: Load, one: Claimed, now: datetime, zone: tzinfo) -> Loaded:
    try:
        return Loaded(one, read(connection, [one], now, zone).get(one.id))
    except _BROKEN as error:
        return Loaded(one, None, unreadable=type(error).__name__)
