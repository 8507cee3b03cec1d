"""Claims: whose turn it is to deliver, which deliveries go next, and for how long they are whose."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, func, or_, select, update

from domain.model import ChatId
from domain.outbox.delivery import EDITS, Claimed, DeliveryId, Kind
from domain.outbox.outcome import Outcome
from domain.outbox.retry import MOST_DOUBTS
from storage.chunks import AT_ONCE, chunks
from storage.following import same_place
from storage.schema import chats, deliveries, leases, unwelcome
from storage.upsert import insert_into

WAITING = deliveries.c.settled_at.is_(None)

_LEAD = "deliverer"
_CLAIMED = (
    *(deliveries.c[name] for name in ("id", "chat_id", "thread", "kind", "subject", "version")),
    *(deliveries.c[name] for name in ("due_at", "expires_at", "attempts", "doubts")),
    chats.c.telegram_id,
    func.coalesce(chats.c.language, chats.c.heard_language).label("language"),
)
_KINDS = frozenset(Kind)


def lead(connection: Connection, holder: str, now: datetime, lasts: timedelta) -> bool:
    """Take or keep the lead; False while another has it."""
    row = {"name": _LEAD, "holder": holder, "until": now + lasts}
    put = insert_into(leases, connection.dialect.name)
    free = or_(leases.c.holder == holder, leases.c.until <= now, leases.c.until > now + lasts)
    taken = put.on_conflict_do_update(
        index_elements=[leases.c.name], set_={"holder": put.excluded.holder, "until": put.excluded.until}, where=free
    )
    return connection.execute(taken, row).rowcount > 0


def claim(connection: Connection, now: datetime, until: datetime, limit: int, *, steady: bool) -> Sequence[Claimed]:
    """Lease what goes next. What a newer version of the program left, and this one does not know, is set aside."""
    due = and_(WAITING, deliveries.c.due_at <= now, _free(now))
    if connection.scalar(select(deliveries.c.id).where(due).limit(1)) is None:
        return []  # which is found at once by when they are due, however many wait for the morning
    order = (deliveries.c.settled_at, deliveries.c.priority, deliveries.c.expires_at, deliveries.c.id)
    # Where very many are due, finding them by that and sorting them costs more than walking in their order: so that the
    # database does not, this condition is written as no index has it.
    has_come = func.coalesce(deliveries.c.due_at, deliveries.c.expires_at) <= now
    may_go = and_(WAITING, has_come, _free(now))
    if (rests := _rests(connection, now)) is not None:
        may_go = and_(may_go, ~rests)
    if not steady:
        may_go = and_(may_go, deliveries.c.doubts < MOST_DOUBTS - 1)
    # PostgreSQL locks here, in one order and passing by what another claims: else two could wait for each other. It may
    # run a plain subquery once for each row, and would then lease more than the limit: a WITH that locks it runs once.
    walked = select(deliveries.c.id).where(may_go).order_by(*order).limit(min(limit, AT_ONCE))
    next_ones = walked.with_for_update(skip_locked=True, of=deliveries).cte("next_ones")
    # The condition stands twice, so that of two who claim at once only one gets a row; here again as no index has it.
    still = and_(deliveries.c.outcome.is_(None), _free(now))
    leased = update(deliveries).where(deliveries.c.id.in_(select(next_ones.c.id)), still)
    ids = connection.scalars(
        leased.values(leased_until=until, attempts=deliveries.c.attempts + 1).returning(deliveries.c.id)
    ).all()
    if not ids:
        return []
    mine = select(*_CLAIMED).select_from(deliveries.join(chats)).where(deliveries.c.id.in_(ids)).order_by(*order)
    rows = connection.execute(mine).all()
    if foreign := [row.id for row in rows if row.kind not in _KINDS]:
        ended = update(deliveries).where(deliveries.c.id.in_(foreign))
        connection.execute(ended.values(settled_at=now, outcome=Outcome.BROKEN, leased_until=None))
    return [claimed(row) for row in rows if row.kind in _KINDS]


def reread(connection: Connection, delivery: DeliveryId, now: datetime) -> Claimed | None:
    """Read a delivery that was claimed; None where it is settled, was put off, or went with its chat."""
    still = and_(deliveries.c.id == delivery, WAITING, deliveries.c.due_at <= now)
    row = connection.execute(select(*_CLAIMED).select_from(deliveries.join(chats)).where(still)).one_or_none()
    return None if row is None else claimed(row)


def renew(connection: Connection, ids: Collection[DeliveryId], until: datetime) -> None:
    """Let claims last until an instant."""
    for some in chunks(sorted(ids)):
        mine = and_(deliveries.c.id.in_(some), WAITING, deliveries.c.leased_until.is_not(None))
        connection.execute(update(deliveries).where(mine).values(leased_until=until))


def release(connection: Connection) -> int:
    """Let go of every claim, also of those that a wrong clock made; say how many there were."""
    leased = update(deliveries).where(WAITING, deliveries.c.leased_until.is_not(None))
    # Most of it was never tried, and its pauses must not grow with each crash. An edit may have been made, and is made
    # again until it is known to be true (`domain.outbox.due`): it keeps its attempts.
    tried = case((deliveries.c.kind.in_(EDITS), deliveries.c.attempts), else_=deliveries.c.attempts - 1)
    return connection.execute(leased.values(leased_until=None, attempts=tried)).rowcount


def claimed(row: Row[*tuple[Any, ...]]) -> Claimed:
    """A row of the ledger as a delivery."""
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


def _free(now: datetime) -> ColumnElement[bool]:
    """Neither claimed by anybody nor put off."""
    unclaimed = or_(deliveries.c.leased_until.is_(None), deliveries.c.leased_until <= now)
    return and_(unclaimed, or_(deliveries.c.again_at.is_(None), deliveries.c.again_at <= now))


def _rests(connection: Connection, now: datetime) -> ColumnElement[bool] | None:
    """Of a place where the bot may not write, and that is not to be tried again yet; None where there is no such."""
    if connection.scalar(select(unwelcome.c.chat_id).where(unwelcome.c.next_at > now).limit(1)) is None:
        return None  # mostly so, and then nothing need be joined
    return exists().where(unwelcome.c.next_at > now, same_place(unwelcome, deliveries))
