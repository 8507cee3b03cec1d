"""Groups, channels and topics where the bot may not write just now: tried again in time, and those told who care."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, exists, select, update

from domain.outbox.delivery import DeliveryId, Kind, Priority
from domain.outbox.outcome import Outcome, Unwelcome
from domain.outbox.retry import TOLD_AFTER, next_try
from domain.subscriptions import Subject
from storage.following import same_place
from storage.outbox.claim import WAITING
from storage.schema import chats, deliveries, operator_networks, operators, subscriptions, unwelcome
from storage.subscriptions import NO_THREAD
from storage.upsert import insert_into

_LASTS = timedelta(days=3)
"""The time for which those who care are still told."""


def note_welcome(connection: Connection, sent: Sequence[DeliveryId]) -> None:
    """Forget that the bot was not allowed to write where it has just written."""
    if sent and connection.scalar(select(unwelcome.c.chat_id).limit(1)) is not None:
        here = exists().where(deliveries.c.id.in_(sent), same_place(deliveries, unwelcome))
        connection.execute(delete(unwelcome).where(here))


def welcome_back(connection: Connection, telegram_id: int, now: datetime) -> None:
    """Let a chat be tried again at once, with all that waits for it."""
    chat = select(chats.c.id).where(chats.c.telegram_id == telegram_id).scalar_subquery()
    connection.execute(update(unwelcome).where(unwelcome.c.chat_id == chat).values(next_at=now))
    waiting = and_(WAITING, deliveries.c.chat_id == chat, deliveries.c.again_at > now)
    here = exists().where(same_place(unwelcome, deliveries))
    connection.execute(update(deliveries).where(waiting, here).values(again_at=now))


def note_unwelcome(connection: Connection, verdicts: Sequence[Unwelcome], now: datetime) -> None:
    """Put deliveries off until their place is tried again, or end them where it is left alone."""
    for one in verdicts:
        place = connection.execute(
            select(deliveries.c.chat_id, deliveries.c.thread).where(deliveries.c.id == one.id)
        ).one_or_none()
        if place is not None:
            _note(connection, one, place.chat_id, place.thread, now)


def _note(connection: Connection, one: Unwelcome, chat: int, thread: int, now: datetime) -> None:
    here = and_(unwelcome.c.chat_id == chat, unwelcome.c.thread == thread)
    known = connection.execute(select(unwelcome).where(here)).one_or_none()
    since, next_at = (known.since, known.next_at) if known else (now, None)
    if next_at is None or next_at <= now:  # else another that was on its way has noted it already
        next_at = next_try(since, now)
        row = {"chat_id": chat, "thread": thread, "since": since, "next_at": next_at, "reason": one.reason}
        put = insert_into(unwelcome, connection.dialect.name)
        changed = {name: put.excluded[name] for name in ("next_at", "reason")}
        connection.execute(put.on_conflict_do_update(index_elements=list(unwelcome.primary_key), set_=changed), row)
    mine = update(deliveries).where(deliveries.c.id == one.id, WAITING)
    if next_at is None:
        connection.execute(mine.values(settled_at=now, outcome=Outcome.UNWELCOME, facts=one.reason, leased_until=None))
    else:
        again = {"leased_until": None, "again_at": next_at, "attempts": deliveries.c.attempts - 1}
        connection.execute(mine.values(again))
    if now - since >= TOLD_AFTER:
        _tell(connection, chat, thread, since, now)


def _tell(connection: Connection, chat: int, thread: int, since: datetime, now: datetime) -> None:
    """Tell whoever subscribed the place, once; where nobody is known, the operators of its networks."""
    there = and_(subscriptions.c.chat_id == chat, subscriptions.c.thread == thread)
    subscribers = select(subscriptions.c.followed_by).where(there, subscriptions.c.followed_by.is_not(None)).distinct()
    told = connection.scalars(subscribers).all()
    if not told:
        networks = select(subscriptions.c.subject_id).where(there, subscriptions.c.subject == Subject.NETWORK)
        theirs = operators.join(operator_networks, operator_networks.c.chat_id == operators.c.chat_id)
        of_network = select(operators.c.chat_id).select_from(theirs).where(operator_networks.c.network.in_(networks))
        told = connection.scalars(of_network.where(operators.c.removed_at.is_(None)).distinct()).all()
    rows = [
        {
            "chat_id": one,
            "thread": NO_THREAD,
            "kind": Kind.MUTED,
            "subject": chat,
            "version": f"{thread}/{since:%Y%m%d%H%M}",
            "priority": Priority.NOTICE,
            "due_at": now,
            "expires_at": now + _LASTS,
            "attempts": 0,
            "doubts": 0,
        }
        for one in told
    ]
    if rows:
        connection.execute(insert_into(deliveries, connection.dialect.name).on_conflict_do_nothing(), rows)
