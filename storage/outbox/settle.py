"""What became of deliveries, written down; and what is waiting, sent and failed."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Insert, and_, bindparam, delete, func, or_, select, update

from domain.agenda.event import OccurrenceId, Status
from domain.model import ChatId
from domain.outbox.delivery import SINGLE, DeliveryId, Kind, Priority
from domain.outbox.outcome import REVIVED, Count, Outcome, PutOff, Settled, Unwelcome, Verdict
from domain.reminders import useful_until
from storage.agenda import happenings
from storage.announcements.sending import words_after_album
from storage.chunks import chunks
from storage.outbox.blocking import mark_blocked
from storage.outbox.claim import WAITING
from storage.outbox.plan.rows import insert
from storage.outbox.unwelcome import note_unwelcome, note_welcome
from storage.schema import chats, deliveries, occurrences, told
from storage.upsert import insert_into

_SETTLE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("row"), WAITING)
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
    .where(deliveries.c.id == bindparam("row"), WAITING)
    .values(
        leased_until=None,
        again_at=bindparam("until"),
        attempts=deliveries.c.attempts - bindparam("uncounted"),
        doubts=deliveries.c.doubts + bindparam("doubtful"),
    )
)


def settle(connection: Connection, verdicts: Sequence[Verdict], now: datetime) -> None:
    """Write verdicts, and what follows from them."""
    # In one order, as others who change many rows at once do: else two on PostgreSQL could wait for each other.
    for some in chunks(sorted(verdicts, key=lambda one: one.id)):
        settled = [one for one in some if isinstance(one, Settled)]
        _end(connection, settled, now)
        _put_off(connection, [one for one in some if isinstance(one, PutOff)])
        _note_amended(connection, settled)
        _note_told(connection, [one for one in settled if one.told], now)
        _follow_albums(connection, settled)
        _mark_gone(connection, [one.id for one in settled if one.outcome is Outcome.GONE], now)
        note_welcome(connection, [one.id for one in settled if one.outcome is Outcome.SENT])
        note_unwelcome(connection, [one for one in some if isinstance(one, Unwelcome)], now)


def set_aside(connection: Connection, delivery: DeliveryId, reason: str, now: datetime) -> None:
    """End a delivery whose verdict cannot be written, with nothing of that but the reason."""
    ended = update(deliveries).where(deliveries.c.id == delivery, WAITING)
    connection.execute(ended.values(settled_at=now, outcome=Outcome.BROKEN, facts=reason, leased_until=None))


def _end(connection: Connection, settled: Sequence[Settled], now: datetime) -> None:
    rows = [
        {
            "row": one.id,
            "at": now,
            "as": one.outcome,
            "message": one.message_id,
            "said": one.says or (next(iter(one.told.values()), None) if len(one.told) == 1 else None),
        }
        for one in settled
    ]
    if rows:
        connection.execute(_SETTLE, rows)


def _put_off(connection: Connection, verdicts: Sequence[PutOff]) -> None:
    rows = [
        {"row": one.id, "until": one.until, "uncounted": int(not one.counts), "doubtful": int(one.in_doubt)}
        for one in verdicts
    ]
    if rows:
        connection.execute(_PUT_OFF, rows)


def _note_amended(connection: Connection, settled: Sequence[Settled]) -> None:
    for one in settled:
        if one.amended:
            amended, facts = one.amended
            connection.execute(update(deliveries).where(deliveries.c.id == amended).values(facts=facts))


def _mark_gone(connection: Connection, gone: Sequence[DeliveryId], now: datetime) -> None:
    if gone:
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


def snooze(
    connection: Connection, chat: ChatId, thread: int, occurrence: OccurrenceId, message_id: int, at: datetime
) -> bool:
    """Recall an occurrence once more at an instant, unless it has begun by then."""
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
    unsent = or_(WAITING, deliveries.c.outcome.in_(REVIVED))
    moved = put.on_conflict_do_update(index_elements=key, set_=anew | open_again, where=unsent)
    return connection.execute(moved, row).rowcount > 0


def counts(connection: Connection) -> Sequence[Count]:
    """The number of deliveries of each kind and outcome."""
    number, oldest = func.count().label("number"), func.min(deliveries.c.due_at).label("oldest")
    grouped = select(deliveries.c.kind, deliveries.c.outcome, number, oldest).group_by(
        deliveries.c.kind, deliveries.c.outcome
    )
    return [
        Count(row.kind, Outcome(row.outcome) if row.outcome else None, row.number)
        for row in connection.execute(grouped.order_by(deliveries.c.kind, deliveries.c.outcome))
    ]


def sweep(connection: Connection, before: datetime) -> int:
    """Delete what was settled before an instant and tells of nothing that is to come; say how many."""
    to_come = select(occurrences.c.id).where(occurrences.c.over_at >= before)
    of_what_comes = and_(deliveries.c.kind.in_(SINGLE), deliveries.c.subject.in_(to_come))
    old = and_(deliveries.c.settled_at < before, ~of_what_comes)
    return connection.execute(delete(deliveries).where(old)).rowcount
