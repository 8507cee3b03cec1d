"""Events as they come in, are worked out further, and end.

An event is kept whole, as JSON, beside the columns that it is found by; its occurrences are rows of their own.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, delete, exists, insert, or_, select, text, update

from domain.agenda.event import Event, EventId, Status
from domain.agenda.occurrences import first_on
from domain.agenda.placing import goes_on, stretch_of
from domain.agenda.taking import Fate, Known, Taken, is_news, judge, last_of_each
from domain.city.model import NetworkId
from domain.subscriptions import Subject
from storage import occurrences as occurrence_rows
from storage.chunks import chunks
from storage.database import Database
from storage.schema import event_networks, event_themes, events, occurrences, pictures, subscriptions

_document = TypeAdapter(Event)
_HAS_ROWS = exists().where(occurrences.c.event_id == events.c.id)
_CAME_AGAIN = update(events).where(events.c.id == bindparam("event")).values(came_as=bindparam("as"))


class SqlEvents:
    """`domain.ports.Events` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self,
        events: Sequence[Event],
        now: datetime,
        *,
        feed: str | None = None,
        whole: bool = True,
        dry_run: bool = False,
    ) -> Taken:
        """Keep what came in, all of it or nothing; a dry run only reads."""
        incoming = last_of_each(events)
        if dry_run:
            return await self._database.read(_judge, incoming, now, feed, whole=whole)
        return await self._database.write(take, incoming, now, feed, whole=whole)

    async def events(self, network: NetworkId | None = None) -> Sequence[Event]:
        """The events, until they are swept, in the order in which they first came."""
        return await self._database.read(_events, network)

    async def extend(self, now: datetime) -> int:
        """Work out recurring events up to the horizon of now; say how many were not yet."""
        return await self._database.write(_extend, now)

    async def sweep_events(self, before: datetime) -> int:
        """Delete the occurrences that were over before an instant, and events that have none left; say how many."""
        return await self._database.write(_sweep, before)


def photo_key(event: EventId) -> str:
    """Under which key the photo of an event is kept."""
    return f"event:{event}"


def read_event(content: str) -> Event:
    """Read an event as it is kept."""
    return _document.validate_json(content)


def take(
    connection: Connection, incoming: Mapping[str, Event], now: datetime, feed: str | None, *, whole: bool = True
) -> Taken:
    """Take events in as a part of other work."""
    wait_for_others(connection)
    judged = _judged(connection, incoming, feed)
    new = [one.event for one in judged if one.fate is Fate.NEW]
    begun = _begun(connection)
    for some in chunks(new):
        insert_new(connection, some, incoming, now, feed, begun)
    for fate, event, identity, _ in judged:
        if identity is not None and fate in {Fate.CHANGED, Fate.CANCELLED}:
            rewrite(connection, identity, event, incoming[event.uid].sequence, now)
    _note_revisions(connection, judged, incoming)
    missing = _missing(connection, incoming, feed, now) if feed and whole else []
    _note_what_is_there(connection, list(incoming), feed)
    for gone in chunks(missing):
        connection.execute(update(events).where(events.c.id.in_(gone)).values(vanished_at=now))
    return _taken(judged, missing)


def _judge(
    connection: Connection, incoming: Mapping[str, Event], now: datetime, feed: str | None, *, whole: bool
) -> Taken:
    judged = _judged(connection, incoming, feed)
    return _taken(judged, _missing(connection, incoming, feed, now) if feed and whole else [])


def wait_for_others(connection: Connection) -> None:
    """Let nobody else change events until this is done; SQLite has one writer as it is."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE events IN SHARE ROW EXCLUSIVE MODE"))


def _begun(connection: Connection) -> Collection[NetworkId | None]:
    """The networks that have events already, None among them for the whole city."""
    networks = {NetworkId(network) for network in connection.scalars(select(event_networks.c.network).distinct())}
    of_city = connection.scalar(select(events.c.id).where(events.c.city_wide).limit(1))
    return networks if of_city is None else {*networks, None}


class Judged(NamedTuple):
    """What becomes of one event; where it is known, its id and the SEQUENCE with which it last came."""

    fate: Fate
    event: Event
    identity: EventId | None
    came_as: int


def _judged(connection: Connection, incoming: Mapping[str, Event], feed: str | None) -> list[Judged]:
    known = dict(_known(connection, list(incoming)))
    judged: list[Judged] = []
    for uid, event in incoming.items():
        before, identity = known.get(uid, (None, None))
        fate, judged_event = judge(event, before, feed)
        judged.append(Judged(fate, judged_event, identity, before.came_as if before else event.sequence))
    return judged


def _known(connection: Connection, uids: Sequence[str]) -> Iterator[tuple[str, tuple[Known, EventId]]]:
    columns = select(events.c.uid, events.c.id, events.c.came_as, events.c.feed, events.c.content)
    for some in chunks(uids):
        for uid, identity, came_as, feed, content in connection.execute(columns.where(events.c.uid.in_(some))):
            yield uid, (Known(read_event(content), came_as, feed), EventId(identity))


def _missing(connection: Connection, incoming: Mapping[str, Event], feed: str, now: datetime) -> list[EventId]:
    """What a feed brought, is still to come, and is not among what it has now."""
    ahead = _HAS_ROWS.where(occurrences.c.over_at > now)
    brought = select(events.c.id, events.c.uid).where(events.c.feed == feed, events.c.vanished_at.is_(None), ahead)
    return [EventId(identity) for identity, uid in connection.execute(brought) if uid not in incoming]


def _note_revisions(connection: Connection, judged: Iterable[Judged], incoming: Mapping[str, Event]) -> None:
    """Note a SEQUENCE that rose although nothing changed: what is older than that is not taken any more."""
    came = [
        {"event": one.identity, "as": incoming[one.event.uid].sequence}
        for one in judged
        if one.fate is Fate.SAME and incoming[one.event.uid].sequence > one.came_as
    ]
    if came:
        connection.execute(_CAME_AGAIN, came)


def _note_what_is_there(connection: Connection, uids: Sequence[str], feed: str | None) -> None:
    """What had vanished and comes again, or was of no feed, belongs to who brings it now."""
    for some in chunks(uids):
        there = update(events).where(events.c.uid.in_(some))
        connection.execute(there.where(events.c.vanished_at.is_not(None)).values(vanished_at=None, feed=feed))
        if feed is not None:
            connection.execute(there.where(events.c.feed.is_(None)).values(feed=feed))


def _taken(judged: Sequence[Judged], missing: Sequence[EventId]) -> Taken:
    by_fate: dict[Fate, list[Event]] = {fate: [] for fate in Fate}
    for one in judged:
        by_fate[one.fate].append(one.event)
    return Taken(
        new=tuple(by_fate[Fate.NEW]),
        changed=tuple(by_fate[Fate.CHANGED]),
        cancelled=tuple(by_fate[Fate.CANCELLED]),
        same=len(by_fate[Fate.SAME]),
        older=len(by_fate[Fate.OLDER]),
        vanished=len(missing),
    )


def insert_new(
    connection: Connection,
    new: Sequence[Event],
    incoming: Mapping[str, Event],
    now: datetime,
    feed: str | None,
    begun: Collection[NetworkId | None],
) -> None:
    """Write events that are not known yet; `begun` are the networks whose events are news."""
    rows = [
        {
            "uid": event.uid,
            "came_as": incoming[event.uid].sequence,
            "feed": feed,
            "announced_at": now if is_news(event, begun) else None,
            **_columns(event, now),
        }
        for event in new
    ]
    made = connection.execute(insert(events).returning(events.c.uid, events.c.id), rows)
    ids = {uid: EventId(identity) for uid, identity in made}
    written = [(ids[event.uid], event) for event in new]
    _write_links(connection, written)
    occurrence_rows.write(connection, written, now)


def rewrite(connection: Connection, identity: EventId, event: Event, came_as: int, now: datetime) -> None:
    """Write a known event as it is from now on."""
    this = update(events).where(events.c.id == identity)
    if event.status is not Status.DRAFT:  # what nobody was shown becomes news
        connection.execute(this.where(events.c.status == Status.DRAFT).values(announced_at=now))
    if event.status is Status.CONFIRMED:  # what is on again, too, for those who never heard of it
        off = events.c.status.in_((Status.CANCELLED, Status.POSTPONED))
        connection.execute(this.where(off, events.c.announced_at.is_not(None)).values(announced_at=now))
    connection.execute(this.values(came_as=came_as, **_columns(event, now)))
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
        for place, network in enumerate(dict.fromkeys(event.networks))
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
    wait_for_others(connection)
    repeating = select(events.c.id, events.c.worked_out_on, events.c.content).where(events.c.worked_out_on.is_not(None))
    count = 0
    for identity, worked_out_on, content in connection.execute(repeating).all():
        event = read_event(content)
        horizon_on = stretch_of(event, now)[1]
        if worked_out_on < horizon_on:
            occurrence_rows.extend(connection, EventId(identity), event, worked_out_on, horizon_on, now)
            connection.execute(update(events).where(events.c.id == identity).values(worked_out_on=horizon_on))
            count += 1
    return count


def _sweep(connection: Connection, before: datetime) -> int:
    wait_for_others(connection)
    connection.execute(delete(occurrences).where(occurrences.c.over_at < before))
    over = select(events.c.id, events.c.worked_out_on, events.c.content).where(
        ~_HAS_ROWS, events.c.first_on < before.date()
    )
    ended = [
        EventId(identity)
        for identity, worked_out_on, content in connection.execute(over)
        if worked_out_on is None or not goes_on(read_event(content), worked_out_on)
    ]
    for some in chunks(ended):
        followed = subscriptions.c.subject_id.in_([str(identity) for identity in some])
        connection.execute(delete(subscriptions).where(subscriptions.c.subject == Subject.EVENT, followed))
        connection.execute(delete(pictures).where(pictures.c.key.in_([photo_key(identity) for identity in some])))
        connection.execute(delete(events).where(events.c.id.in_(some)))
    return len(ended)
