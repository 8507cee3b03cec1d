"""The ledger: claiming deliveries by lease, settling them in groups, and what is waiting, sent and failed."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Insert, Row, and_, bindparam, case, delete, func, or_, select, update

from domain.agenda.event import OccurrenceId, Status
from domain.announcements.announcement import UNDER_WAY
from domain.model import ChatId
from domain.outbox.delivery import (
    COPIES,
    EDITS,
    REVIVED,
    SINGLE,
    Claimed,
    Count,
    DeliveryId,
    Kind,
    Outcome,
    Priority,
    PutOff,
    Settled,
    Verdict,
)
from domain.reminders import useful_until
from storage.agenda import happenings
from storage.announcements.sending import words_after_album
from storage.blocking import mark_blocked
from storage.chunks import AT_ONCE, chunks
from storage.database import Database
from storage.outbox.plan.rows import insert
from storage.schema import announcements, chats, deliveries, leases, occurrences, told
from storage.subscriptions import NO_THREAD
from storage.upsert import insert_into

_WAITING = deliveries.c.settled_at.is_(None)
_CLAIMED = (
    *(deliveries.c[name] for name in ("id", "chat_id", "thread", "kind", "subject", "version")),
    *(deliveries.c[name] for name in ("due_at", "expires_at", "attempts", "doubts")),
    chats.c.telegram_id,
    func.coalesce(chats.c.language, chats.c.heard_language).label("language"),
)
_SETTLE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("row"), _WAITING)
    .values(
        settled_at=bindparam("at"),
        outcome=bindparam("as"),
        message_id=bindparam("message"),
        facts=bindparam("said"),
        leased_until=None,
    )
)
_PUT_OFF = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("row"), _WAITING)
    .values(
        leased_until=None,
        again_at=bindparam("until"),
        attempts=deliveries.c.attempts - bindparam("uncounted"),
        doubts=deliveries.c.doubts + bindparam("doubtful"),
    )
)


class SqlDeliveries:
    """`domain.ports.Deliveries` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def lead(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Take or keep what only one process may do at a time; False while another has it."""
        return await self._database.write(_lead, name, holder, now, until)

    async def claim(self, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
        """Lease the deliveries that go next, at most so many."""
        return await self._database.write(_claim, now, until, limit)

    async def release_claims(self, now: datetime) -> int:
        """Let go of what another claimed and did not settle, so that it is made again; say how much that was."""
        return await self._database.write(_release, now)

    async def settle(self, verdicts: Sequence[Verdict], now: datetime) -> None:
        """Write what became of deliveries, all together; a chat that is gone is marked."""
        await self._database.write(_settle, verdicts, now)

    async def snooze(
        self, chat: ChatId, thread: int | None, occurrence: OccurrenceId, message_id: int, at: datetime
    ) -> bool:
        """Recall an occurrence once more at an instant, unless it has begun by then; for one message, once."""
        return await self._database.write(_snooze, chat, thread or NO_THREAD, occurrence, message_id, at)

    async def counts(self) -> Sequence[Count]:
        """How many deliveries there are of each kind and outcome; no outcome for those that wait."""
        return await self._database.read(_counts)

    async def sweep_deliveries(self, before: datetime) -> int:
        """Delete what was settled by then, where its occurrence was over or its announcement sent too; say how many."""
        return await self._database.write(_sweep, before)


def _lead(connection: Connection, name: str, holder: str, now: datetime, until: datetime) -> bool:
    row = {"name": name, "holder": holder, "until": until}
    put = insert_into(leases, connection.dialect.name)
    free = or_(leases.c.holder == holder, leases.c.until <= now)
    taken = put.on_conflict_do_update(
        index_elements=[leases.c.name], set_={"holder": put.excluded.holder, "until": put.excluded.until}, where=free
    )
    return connection.execute(taken, row).rowcount > 0


def _claim(connection: Connection, now: datetime, until: datetime, limit: int) -> Sequence[Claimed]:
    due = and_(_WAITING, deliveries.c.due_at <= now, _free(now))
    if connection.scalar(select(deliveries.c.id).where(due).limit(1)) is None:
        return []  # which is found at once by when they are due, however many wait for the morning
    order = (deliveries.c.settled_at, deliveries.c.priority, deliveries.c.expires_at, deliveries.c.id)
    # Where very many are due, finding them by that and sorting them costs more than walking in their order: so that the
    # database does not, this condition is written as no index has it.
    has_come = func.coalesce(deliveries.c.due_at, deliveries.c.expires_at) <= now
    walked = select(deliveries.c.id).where(_WAITING, has_come, _free(now))
    # PostgreSQL locks here, in one order and passing by what another claims: else two could wait for each other. It may
    # run a plain subquery once for each row, and would then lease more than the limit: a WITH that locks it runs once.
    next_ones = walked.order_by(*order).limit(min(limit, AT_ONCE)).with_for_update(skip_locked=True).cte("next_ones")
    # The condition stands twice, so that of two who claim at once only one gets a row; here again as no index has it.
    still = and_(deliveries.c.outcome.is_(None), _free(now))
    leased = update(deliveries).where(deliveries.c.id.in_(select(next_ones.c.id)), still)
    ids = connection.scalars(
        leased.values(leased_until=until, attempts=deliveries.c.attempts + 1).returning(deliveries.c.id)
    ).all()
    if not ids:
        return []
    mine = select(*_CLAIMED).select_from(deliveries.join(chats)).where(deliveries.c.id.in_(ids)).order_by(*order)
    return [_claimed(row) for row in connection.execute(mine)]


def _free(now: datetime) -> ColumnElement[bool]:
    """Neither claimed by anybody nor put off."""
    unclaimed = or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now)
    return and_(unclaimed, or_(deliveries.c.again_at.is_(None), deliveries.c.again_at <= now))


def _claimed(row: Row[*tuple[Any, ...]]) -> Claimed:
    return Claimed(
        id=DeliveryId(row.id),
        chat=ChatId(row.chat_id),
        telegram_id=row.telegram_id,
        thread=row.thread or None,
        language=row.language,
        kind=Kind(row.kind),
        subject=row.subject,
        version=row.version,
        due_at=row.due_at,
        expires_at=row.expires_at,
        attempts=row.attempts,
        doubts=row.doubts,
    )


def _release(connection: Connection, now: datetime) -> int:
    leased = update(deliveries).where(_WAITING, deliveries.c.leased_until > now)
    # Most of it was never tried, and its pauses must not grow with each crash. An edit may have been made, and is made
    # again until it is known to be true (`domain.outbox.due`): it keeps its attempts.
    tried = case((deliveries.c.kind.in_(EDITS), deliveries.c.attempts), else_=deliveries.c.attempts - 1)
    return connection.execute(leased.values(leased_until=None, attempts=tried)).rowcount


def _settle(connection: Connection, verdicts: Sequence[Verdict], now: datetime) -> None:
    for some in chunks(verdicts):
        _settle_some(connection, some, now)


def _settle_some(connection: Connection, verdicts: Sequence[Verdict], now: datetime) -> None:
    # In one order, as others who change many rows at once do: else two on PostgreSQL could wait for each other.
    verdicts = sorted(verdicts, key=lambda one: one.id)
    settled = [one for one in verdicts if isinstance(one, Settled)]
    if settled:
        connection.execute(
            _SETTLE,
            [
                {
                    "row": one.id,
                    "at": now,
                    "as": one.outcome,
                    "message": one.message_id,
                    "said": one.says or (next(iter(one.told.values()), None) if len(one.told) == 1 else None),
                }
                for one in settled
            ],
        )
    off = [one for one in verdicts if isinstance(one, PutOff)]
    if off:
        connection.execute(
            _PUT_OFF,
            [
                {"row": one.id, "until": one.until, "uncounted": int(not one.counts), "doubtful": int(one.in_doubt)}
                for one in off
            ],
        )
    for one in settled:
        if one.amended:
            amended, facts = one.amended
            connection.execute(update(deliveries).where(deliveries.c.id == amended).values(facts=facts))
    _note_told(connection, [one for one in settled if one.told], now)
    _follow_albums(connection, settled)
    if gone := [one.id for one in settled if one.outcome is Outcome.GONE]:
        theirs = select(deliveries.c.chat_id).where(deliveries.c.id.in_(gone))
        mark_blocked(connection, chats.c.id.in_(theirs), now)


def _follow_albums(connection: Connection, settled: Sequence[Settled]) -> None:
    """Let the words follow the albums that were sent, or may have been."""
    ended = [one.id for one in settled if one.outcome in {Outcome.SENT, Outcome.UNKNOWN} and one.is_album]
    if ended:
        insert(connection, words_after_album(deliveries.c.id.in_(ended)), revive=False)


def _note_told(connection: Connection, settled: Sequence[Settled], now: datetime) -> None:
    """Remember what each chat was told; of what is gone meanwhile, chat or occurrence, there is nothing to remember."""
    if not settled:
        return
    ids = [one.id for one in settled]
    where = select(deliveries.c.id, deliveries.c.chat_id, deliveries.c.thread).where(deliveries.c.id.in_(ids))
    places = {row.id: (row.chat_id, row.thread) for row in connection.execute(where)}
    about = {occurrence for one in settled for occurrence in one.told}
    there = {
        identity
        for some in chunks(sorted(about))
        for identity in connection.scalars(select(occurrences.c.id).where(occurrences.c.id.in_(some)))
    }
    rows = [
        {"occurrence_id": occurrence, "chat_id": chat, "thread": thread, "facts": facts, "told_at": now}
        for one in settled
        if one.id in places
        for chat, thread in [places[one.id]]
        for occurrence, facts in one.told.items()
        if occurrence in there
    ]
    if rows:
        connection.execute(_telling(connection.dialect.name), rows)


@cache
def _telling(dialect: str) -> Insert:
    put = insert_into(told, dialect)
    said = {name: put.excluded[name] for name in ("facts", "told_at")}
    return put.on_conflict_do_update(index_elements=list(told.primary_key), set_=said)


def _snooze(
    connection: Connection, chat: ChatId, thread: int, occurrence: OccurrenceId, message_id: int, at: datetime
) -> bool:
    happening = happenings(connection, [occurrence]).get(occurrence)
    if happening is None or happening.occurrence.status is not Status.CONFIRMED:
        return False
    expires_at = useful_until(happening.occurrence.when, ZoneInfo(happening.event.zone))
    if expires_at <= at:
        return False
    row = {
        "chat_id": chat,
        "thread": thread,
        "kind": Kind.SNOOZE,
        "subject": occurrence,
        "version": str(message_id),
        "priority": Priority.REMINDER,
        "due_at": at,
        "expires_at": expires_at,
        "attempts": 0,
        "doubts": 0,
    }
    put = insert_into(deliveries, connection.dialect.name)
    key = [deliveries.c[name] for name in ("chat_id", "thread", "kind", "subject", "version")]
    anew = {name: put.excluded[name] for name in ("due_at", "expires_at", "attempts", "doubts")}
    open_again = {"settled_at": None, "outcome": None, "leased_until": None, "again_at": None}
    unsent = or_(_WAITING, deliveries.c.outcome.in_(REVIVED))
    moved = put.on_conflict_do_update(index_elements=key, set_=anew | open_again, where=unsent)
    return connection.execute(moved, row).rowcount > 0


def _counts(connection: Connection) -> Sequence[Count]:
    number, oldest = func.count().label("number"), func.min(deliveries.c.due_at).label("oldest")
    grouped = select(deliveries.c.kind, deliveries.c.outcome, number, oldest).group_by(
        deliveries.c.kind, deliveries.c.outcome
    )
    return [
        Count(Kind(row.kind), Outcome(row.outcome) if row.outcome else None, row.number)
        for row in connection.execute(grouped.order_by(deliveries.c.kind, deliveries.c.outcome))
    ]


def _sweep(connection: Connection, before: datetime) -> int:
    to_come = select(occurrences.c.id).where(occurrences.c.over_at >= before)
    of_what_comes = and_(deliveries.c.kind.in_(SINGLE), deliveries.c.subject.in_(to_come))
    not_sent = or_(announcements.c.ended_at >= before, announcements.c.status.in_(UNDER_WAY))
    of_what_goes = and_(
        deliveries.c.kind.in_(COPIES), deliveries.c.subject.in_(select(announcements.c.id).where(not_sent))
    )
    old = and_(deliveries.c.settled_at < before, ~of_what_comes, ~of_what_goes)
    return connection.execute(delete(deliveries).where(old)).rowcount
