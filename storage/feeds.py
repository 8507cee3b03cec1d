"""What is remembered of calendar feeds, and what becomes of events that vanished from them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, Insert, Row, and_, select, update

from domain.agenda.event import EventId, Kind, Status
from domain.feeds import FeedState, Outcome, Validators, Vanished
from storage.database import Database
from storage.errors import GoneError
from storage.events import read_event, take, wait_for_others
from storage.occurrences import read_when
from storage.schema import events, feeds, occurrences
from storage.upsert import insert_into

_ASKED_ABOUT = and_(events.c.vanished_at.is_not(None), events.c.status != Status.CANCELLED)


class SqlFeeds:
    """`domain.ports.Feeds` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def feeds(self) -> Mapping[str, FeedState]:
        """What is remembered of each feed, by its name."""
        return await self._database.read(_feeds)

    async def note_feed(self, name: str, state: FeedState) -> None:
        """Remember how a feed is, in the place of how it was."""
        await self._database.write(_note, name, state)

    async def release_events(self, read: Collection[str]) -> int:
        """Let the events of feeds that are read no more go. Say how many."""
        return await self._database.write(_release, read)

    async def vanished(self, now: datetime) -> Sequence[Vanished]:
        """The events still to come that their feed has no more, by the time of their next occurrence."""
        return await self._database.read(_vanished, now)

    async def keep_vanished(self, event: EventId) -> None:
        """Let an event that vanished stay, on its own from now on. Raises Gone."""
        await self._database.write(detach, event)

    async def cancel_vanished(self, event: EventId, now: datetime) -> None:
        """Call off an event that vanished; it is on again if its feed has it again. Raises Gone."""
        await self._database.write(call_off, event, now)


def _feeds(connection: Connection) -> Mapping[str, FeedState]:
    return {row.name: _state(row) for row in connection.execute(select(feeds))}


def _state(row: Row[*tuple[object, ...]]) -> FeedState:
    return FeedState(
        outcome=Outcome(row.outcome),
        asked_at=row.asked_at,
        next_at=row.next_at,
        status=row.status,
        succeeded_at=row.succeeded_at,
        failing_since=row.failing_since,
        failures=row.failures,
        events=row.events,
        problems=row.problems,
        validators=Validators(row.etag, row.last_modified),
        read_as=row.read_as,
    )


def _note(connection: Connection, name: str, state: FeedState) -> None:
    row = {
        "name": name,
        "outcome": state.outcome,
        "asked_at": state.asked_at,
        "next_at": state.next_at,
        "status": state.status,
        "succeeded_at": state.succeeded_at,
        "failing_since": state.failing_since,
        "failures": state.failures,
        "events": state.events,
        "problems": state.problems,
        "etag": state.validators.etag,
        "last_modified": state.validators.last_modified,
        "read_as": state.read_as,
    }
    connection.execute(_noting(connection.dialect.name), row)


@cache
def _noting(dialect: str) -> Insert:
    noted = insert_into(feeds, dialect)
    changed = {column.name: noted.excluded[column.name] for column in feeds.c if not column.primary_key}
    return noted.on_conflict_do_update(index_elements=[feeds.c.name], set_=changed)


def _release(connection: Connection, read: Collection[str]) -> int:
    left = update(events).where(events.c.feed.is_not(None), events.c.feed.not_in(list(read)))
    return connection.execute(left.values(feed=None, vanished_at=None)).rowcount


def _vanished(connection: Connection, now: datetime) -> Sequence[Vanished]:
    ahead = occurrences.alias()
    next_one = (
        select(ahead.c.id)
        .where(ahead.c.event_id == events.c.id, ahead.c.over_at > now, ahead.c.status != Status.CANCELLED)
        .order_by(ahead.c.begins_at)
        .limit(1)
        .correlate(events)
        .scalar_subquery()
    )
    wanted = (
        select(
            events.c.id.label("event"),
            events.c.kind,
            events.c.content,
            events.c.feed,
            events.c.vanished_at,
            occurrences,
        )
        .select_from(events.join(occurrences))
        .where(_ASKED_ABOUT, occurrences.c.id == next_one)
        .order_by(occurrences.c.begins_at, events.c.id)
    )
    return [
        Vanished(
            event=EventId(row.event),
            kind=Kind(row.kind),
            title=row.title,
            when=read_when(row),
            networks=read_event(row.content).networks,
            feed=row.feed,
            since=row.vanished_at,
        )
        for row in connection.execute(wanted)
    ]


def detach(connection: Connection, event: EventId) -> None:
    """Let an event that vanished stay, as a part of other work."""
    found = connection.execute(
        update(events).where(events.c.id == event, _ASKED_ABOUT).values(feed=None, vanished_at=None)
    )
    if not found.rowcount:
        raise GoneError(f"There is no question about event {event}.")


def call_off(connection: Connection, identity: EventId, now: datetime) -> None:
    """Take the event in anew, cancelled, in the revision it last came in: so its feed may have it again as that."""
    wait_for_others(connection)
    this = events.c.id == identity
    found = connection.execute(
        select(events.c.content, events.c.came_as, events.c.feed, events.c.vanished_at).where(this, _ASKED_ABOUT)
    ).one_or_none()
    if found is None:
        raise GoneError(f"There is no question about event {identity}.")
    event = replace(read_event(found.content), status=Status.CANCELLED, sequence=found.came_as)
    take(connection, {event.uid: event}, now, None)
    connection.execute(update(events).where(this).values(feed=found.feed, vanished_at=found.vanished_at))
