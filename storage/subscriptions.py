"""What a chat (in a forum: a topic) follows, and how it wants to be told."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Insert,
    Select,
    Table,
    and_,
    delete,
    exists,
    literal,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from domain.agenda.event import EventId, Status
from domain.model import ChatId
from domain.outbox.outcome import Outcome
from domain.reminders import Leads, Quiet, read_leads
from domain.reminders import written as written_leads
from domain.subscriptions import Digest, Followed, Preferences, Rhythm, Subject
from storage.database import Database
from storage.errors import GoneError
from storage.schema import answers, chats, deliveries, event_leads, occurrences, preferences, subscriptions, told
from storage.upsert import insert_into

_KEYS = {deliveries: ("chat_id", "thread", "kind", "subject", "version")}
"""What a row is known by, where it has an id of its own."""

_HOLDS_RATHER: Mapping[Table, Callable[[FromClause, FromClause], ColumnElement[bool]]] = {
    told: lambda one, other: one.c.told_at > other.c.told_at,
    deliveries: lambda one, other: and_(
        one.c.outcome == Outcome.SENT, other.c.outcome.is_distinct_from(Outcome.SENT.value)
    ),
}
"""Which of two rows with the same key holds, where that is not always the one that was there."""

NO_THREAD = 0
"""Stands for "outside topics", as among the drafts."""


class SqlSubscriptions:
    """`domain.ports.Subscriptions` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(
        self, chat: ChatId, thread: int | None, what: Followed, now: datetime, by: int | None = None
    ) -> None:
        """Follow something; who follows it already goes on. Raises GoneError."""
        await self._database.write(_follow, chat, thread or NO_THREAD, what, now, by)

    async def unfollow(self, chat: ChatId, thread: int | None, what: Followed) -> None:
        """Follow something no longer."""
        await self._database.write(_unfollow, chat, thread or NO_THREAD, what)

    async def followed(self, chat: ChatId, thread: int | None) -> Sequence[Followed]:
        """What is followed, in the order in which that began."""
        return await self._database.read(_followed, chat, thread or NO_THREAD)

    async def preferences(self, chat: ChatId, thread: int | None) -> Preferences:
        """How a chat wants to be told; the defaults where it has not said."""
        return await self._database.read(_preferences, chat, thread or NO_THREAD)

    async def prefer(self, chat: ChatId, thread: int | None, wanted: Preferences, now: datetime) -> None:
        """Keep how a chat wants to be told. Raises GoneError."""
        await self._database.write(_prefer, chat, thread or NO_THREAD, wanted, now)

    async def leads_for(self, chat: ChatId, thread: int | None, event: EventId) -> Leads | None:
        """The leads that a chat wants for one event; None where it is as for all."""
        return await self._database.read(_leads_for, chat, thread or NO_THREAD, event)

    async def choose_leads(self, chat: ChatId, thread: int | None, event: EventId, leads: Leads | None) -> None:
        """Keep the leads that a chat wants for one event; with None, as for all. Raises GoneError."""
        await self._database.write(_choose_leads, chat, thread or NO_THREAD, event, leads)


def move(connection: Connection, source: ChatId, target: ChatId) -> None:
    """Give what one chat follows, wants and was told to another, which keeps its own.

    Rows keep their ids: a delivery may be under way, or be edited later. What the two were told is what one chat reads
    from now on: of that, the later holds, and what reached one of them is not sent again.
    """
    for table in (subscriptions, preferences, event_leads, answers, told, deliveries):
        key = [name for name in _KEYS.get(table, table.primary_key.columns.keys()) if name != "chat_id"]
        twin = table.alias("twin")
        same = and_(*(twin.c[name] == table.c[name] for name in key))
        if table in _HOLDS_RATHER:
            yields = exists().where(same, twin.c.chat_id == source, _HOLDS_RATHER[table](twin, table))
            connection.execute(delete(table).where(table.c.chat_id == target, yields))
        free = ~exists().where(same, twin.c.chat_id == target)
        connection.execute(update(table).where(table.c.chat_id == source, free).values(chat_id=target))
        connection.execute(delete(table).where(table.c.chat_id == source))


def _follow(connection: Connection, chat: ChatId, thread: int, what: Followed, now: datetime, by: int | None) -> None:
    person = connection.scalar(select(chats.c.id).where(chats.c.telegram_id == by)) if by is not None else None
    row = {"chat_id": chat, "thread": thread, "subject": what.subject, "subject_id": what.id, "followed_at": now}
    row["followed_by"] = person
    try:
        connection.execute(_following(connection.dialect.name), row)
    except IntegrityError as error:
        raise GoneError(f"There is no chat {chat} any more.") from error
    if what.subject is Subject.EVENT:
        next_one = select(occurrences.c.id).where(
            occurrences.c.event_id == int(what.id), occurrences.c.over_at > now, occurrences.c.status != Status.DRAFT
        )
        note_known(connection, chat, thread, next_one.order_by(occurrences.c.begins_at).limit(1), now)


def note_known(connection: Connection, chat: ChatId, thread: int, of: Select[tuple[int]], now: datetime) -> None:
    """Note that a chat knows what holds of occurrences, as from their card: it hears when that changes."""
    kept = select(
        occurrences.c.id, literal(chat), literal(thread), occurrences.c.facts, literal(now, told.c.told_at.type)
    )
    known = kept.where(occurrences.c.id.in_(of.scalar_subquery()))
    columns = [told.c[name] for name in ("occurrence_id", "chat_id", "thread", "facts", "told_at")]
    noted = insert_into(told, connection.dialect.name).from_select(columns, known)
    connection.execute(noted.on_conflict_do_nothing())


@cache
def _following(dialect: str) -> Insert:
    return insert_into(subscriptions, dialect).on_conflict_do_nothing()


def _unfollow(connection: Connection, chat: ChatId, thread: int, what: Followed) -> None:
    here = (subscriptions.c.chat_id == chat) & (subscriptions.c.thread == thread)
    this = (subscriptions.c.subject == what.subject) & (subscriptions.c.subject_id == what.id)
    connection.execute(delete(subscriptions).where(here, this))


def _followed(connection: Connection, chat: ChatId, thread: int) -> Sequence[Followed]:
    here = (subscriptions.c.chat_id == chat) & (subscriptions.c.thread == thread)
    mine = select(subscriptions.c.subject, subscriptions.c.subject_id).where(here)
    order = (subscriptions.c.followed_at, subscriptions.c.subject, subscriptions.c.subject_id)
    return [Followed(Subject(subject), identity) for subject, identity in connection.execute(mine.order_by(*order))]


def _preferences(connection: Connection, chat: ChatId, thread: int) -> Preferences:
    here = (preferences.c.chat_id == chat) & (preferences.c.thread == thread)
    row = connection.execute(select(preferences).where(here)).one_or_none()
    if row is None:
        return Preferences()
    return Preferences(
        leads=read_leads(row.leads),
        quiet=Quiet(row.quiet),
        digest=Digest(Rhythm(row.digest), row.digest_weekday, row.digest_hour),
        silent_since=row.silent_since,
    )


def _prefer(connection: Connection, chat: ChatId, thread: int, wanted: Preferences, now: datetime) -> None:
    row = {
        "chat_id": chat,
        "thread": thread,
        "leads": written_leads(wanted.leads),
        "quiet": wanted.quiet,
        "digest": wanted.digest.rhythm,
        "digest_weekday": wanted.digest.weekday,
        "digest_hour": wanted.digest.hour,
        "silent_since": wanted.silent_since,
        "changed_at": now,
    }
    put(connection, preferences, row, f"There is no chat {chat} any more.")


def _leads_for(connection: Connection, chat: ChatId, thread: int, event: EventId) -> Leads | None:
    here = (event_leads.c.chat_id == chat) & (event_leads.c.thread == thread) & (event_leads.c.event_id == event)
    letters = connection.scalar(select(event_leads.c.leads).where(here))
    return None if letters is None else read_leads(letters)


def _choose_leads(connection: Connection, chat: ChatId, thread: int, event: EventId, leads: Leads | None) -> None:
    if leads is None:
        here = (event_leads.c.chat_id == chat) & (event_leads.c.thread == thread) & (event_leads.c.event_id == event)
        connection.execute(delete(event_leads).where(here))
        return
    row = {"chat_id": chat, "thread": thread, "event_id": event, "leads": written_leads(leads)}
    put(connection, event_leads, row, f"There is no event {event} any more.")


def put(connection: Connection, table: Table, row: Mapping[str, object], gone: str) -> None:
    """Write a row, in the place of the one with the same key."""
    written = insert_into(table, connection.dialect.name)
    changed = {column.name: written.excluded[column.name] for column in table.c if not column.primary_key}
    try:
        connection.execute(
            written.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed), dict(row)
        )
    except IntegrityError as error:
        raise GoneError(gone) from error
