"""Events as they come in, are worked out further, and end.

An event is kept whole, as JSON, beside the columns that it is found by; its occurrences are rows of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from domain.agenda.event import Event, EventId
from domain.agenda.occurrences import first_on
from domain.agenda.placing import stretch_of
from domain.agenda.taking import Fate, Known, Taken, judge, last_of_each
from domain.city.model import NetworkId
from storage import occurrences as occurrence_rows
from storage.database import Database
from storage.schema import event_networks, event_themes, events, occurrences

_AT_ONCE = 500
"""Values in one statement: SQLite takes 32,766 at most (sqlite.org, "Limits"), and rows have a dozen."""

_document = TypeAdapter(Event)
_HAS_ROWS = exists().where(occurrences.c.event_id == events.c.id)
T = TypeVar("T")


class SqlEvents:
    """`domain.ports.Events` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self, events: Sequence[Event], now: datetime, *, feed: str | None = None, dry_run: bool = False
    ) -> Taken:
        """Keep what came in, all of it or nothing; a dry run only reads."""
        incoming = last_of_each(events)
        if dry_run:
            return await self._database.read(_judge, incoming, now, feed)
        return await self._database.write(_take, incoming, now, feed)

    async def events(self, network: NetworkId | None = None) -> Sequence[Event]:
        """The events that have not ended, in the order in which they first came."""
        return await self._database.read(_events, network)

    async def extend(self, now: datetime) -> int:
        """Work out recurring events up to the horizon of now; say how many were not yet."""
        return await self._database.write(_extend, now)

    async def sweep_events(self, before: datetime) -> int:
        """Delete the occurrences that were over before an instant, and events that have none left; say how many."""
        return await self._database.write(_sweep, before)


def read_event(content: str) -> Event:
    """Read an event as it is kept."""
    return _document.validate_json(content)


def _judge(connection: Connection, incoming: Mapping[str, Event], now: datetime, feed: str | None) -> Taken:
    judged = _judged(connection, incoming, feed)
    return _taken(judged, [] if feed is None else _missing(connection, incoming, feed, now))


def _take(connection: Connection, incoming: Mapping[str, Event], now: datetime, feed: str | None) -> Taken:
    judged = _judged(connection, incoming, feed)
    new = [event for fate, event, _ in judged if fate is Fate.NEW]
    for some in _chunks(new):
        _insert(connection, some, incoming, now, feed)
    for fate, event, identity in judged:
        if identity is not None and fate in {Fate.CHANGED, Fate.CANCELLED}:
            _rewrite(connection, identity, event, incoming[event.uid].sequence, now)
    missing = [] if feed is None else _missing(connection, incoming, feed, now)
    if feed is not None:
        _note_what_feed_has(connection, list(incoming), missing, feed, now)
    return _taken(judged, missing)


Judged = tuple[Fate, Event, EventId | None]


def _judged(connection: Connection, incoming: Mapping[str, Event], feed: str | None) -> list[Judged]:
    known = dict(_known(connection, list(incoming)))
    judged: list[Judged] = []
    for uid, event in incoming.items():
        before, identity = known.get(uid, (None, None))
        judged.append((*judge(event, before, from_feed=feed is not None), identity))
    return judged


def _known(connection: Connection, uids: Sequence[str]) -> Iterator[tuple[str, tuple[Known, EventId]]]:
    columns = select(events.c.uid, events.c.id, events.c.came_as, events.c.content)
    for some in _chunks(uids):
        for uid, identity, came_as, content in connection.execute(columns.where(events.c.uid.in_(some))):
            yield uid, (Known(read_event(content), came_as), EventId(identity))


def _missing(connection: Connection, incoming: Mapping[str, Event], feed: str, now: datetime) -> list[EventId]:
    """What a feed brought, is still to come, and is not among what it has now."""
    ahead = _HAS_ROWS.where(occurrences.c.over_at > now)
    brought = select(events.c.id, events.c.uid).where(events.c.feed == feed, events.c.vanished_at.is_(None), ahead)
    return [EventId(identity) for identity, uid in connection.execute(brought) if uid not in incoming]


def _note_what_feed_has(
    connection: Connection, uids: Sequence[str], missing: Sequence[EventId], feed: str, now: datetime
) -> None:
    for some in _chunks(uids):
        back = update(events).where(events.c.feed == feed, events.c.vanished_at.is_not(None), events.c.uid.in_(some))
        connection.execute(back.values(vanished_at=None))
    for gone in _chunks(missing):
        connection.execute(update(events).where(events.c.id.in_(gone)).values(vanished_at=now))


def _taken(judged: Sequence[Judged], missing: Sequence[EventId]) -> Taken:
    by_fate: dict[Fate, list[Event]] = {fate: [] for fate in Fate}
    for fate, event, _ in judged:
        by_fate[fate].append(event)
    return Taken(
        new=tuple(by_fate[Fate.NEW]),
        changed=tuple(by_fate[Fate.CHANGED]),
        cancelled=tuple(by_fate[Fate.CANCELLED]),
        same=len(by_fate[Fate.SAME]),
        older=len(by_fate[Fate.OLDER]),
        vanished=len(missing),
    )


def _insert(
    connection: Connection, new: Sequence[Event], incoming: Mapping[str, Event], now: datetime, feed: str | None
) -> None:
    rows = [
        {"uid": event.uid, "came_as": incoming[event.uid].sequence, "feed": feed, **_columns(event, now)}
        for event in new
    ]
    made = connection.execute(insert(events).returning(events.c.uid, events.c.id), rows)
    ids = {uid: EventId(identity) for uid, identity in made}
    written = [(ids[event.uid], event) for event in new]
    _write_links(connection, written)
    occurrence_rows.write(connection, written, now)


def _rewrite(connection: Connection, identity: EventId, event: Event, came_as: int, now: datetime) -> None:
    changed = update(events).where(events.c.id == identity).values(came_as=came_as, **_columns(event, now))
    connection.execute(changed)
    connection.execute(delete(event_networks).where(event_networks.c.event_id == identity))
    connection.execute(delete(event_themes).where(event_themes.c.event_id == identity))
    _write_links(connection, [(identity, event)])
    occurrence_rows.merge(connection, identity, event, now)


def _columns(event: Event, now: datetime) -> dict[str, Any]:
    return {
        "kind": event.kind,
        "status": event.status,
        "city_wide": not event.networks,
        "content": _document.dump_json(event).decode(),
        "first_on": first_on(event),
        "worked_out_on": stretch_of(event, now)[1] if event.recurrence else None,
        "changed_at": now,
    }


def _write_links(connection: Connection, written: Iterable[tuple[EventId, Event]]) -> None:
    written = list(written)
    networks = [
        {"event_id": identity, "network": network, "place": place}
        for identity, event in written
        for place, network in enumerate(event.networks)
    ]
    themes = [
        {"event_id": identity, "theme": theme} for identity, event in written for theme in dict.fromkeys(event.themes)
    ]
    if networks:
        connection.execute(insert(event_networks), networks)
    if themes:
        connection.execute(insert(event_themes), themes)


def _events(connection: Connection, network: NetworkId | None) -> Sequence[Event]:
    wanted = select(events.c.content).order_by(events.c.id)
    if network is not None:
        of_it = exists().where(event_networks.c.event_id == events.c.id, event_networks.c.network == network)
        wanted = wanted.where(or_(events.c.city_wide, of_it))
    return [read_event(content) for content in connection.scalars(wanted)]


def _extend(connection: Connection, now: datetime) -> int:
    repeating = select(events.c.id, events.c.worked_out_on, events.c.content).where(events.c.worked_out_on.is_not(None))
    count = 0
    for identity, worked_out_on, content in connection.execute(repeating).all():
        event = read_event(content)
        horizon_on = stretch_of(event, now)[1]
        if worked_out_on < horizon_on:
            occurrence_rows.extend(connection, EventId(identity), event, worked_out_on, horizon_on)
            connection.execute(update(events).where(events.c.id == identity).values(worked_out_on=horizon_on))
            count += 1
    return count


def _sweep(connection: Connection, before: datetime) -> int:
    connection.execute(delete(occurrences).where(occurrences.c.over_at < before))
    return connection.execute(delete(events).where(~_HAS_ROWS, events.c.first_on < before.date())).rowcount


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
