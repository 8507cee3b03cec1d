"""The agenda as residents read it: a list by time, and one occurrence whole. Drafts are never among it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from domain.agenda.entry import Entry, Happening, Wish
from domain.agenda.event import EventId, Kind, Occurrence, OccurrenceId, Status
from domain.agenda.occurrences import changes_of
from domain.city.model import NetworkId
from storage.database import Database
from storage.events import read_event
from storage.occurrences import read_when
from storage.schema import event_networks, event_themes, events, occurrences

Rows = Select[*tuple[Any, ...]]
Found = Row[*tuple[Any, ...]]

_LINE = (
    *(occurrences.c[name] for name in ("id", "event_id", "status", "title", "place", "moved_from_at")),
    *(occurrences.c[name] for name in ("timing", "begins_at", "ends_at", "first_on", "last_on")),
    events.c.kind,
    events.c.worked_out_on,
)
_WITH_EVENT = occurrences.join(events, events.c.id == occurrences.c.event_id)


class SqlAgenda:
    """`domain.ports.Agenda` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listed(
        self, wish: Wish, since: datetime, until: datetime, limit: int, offset: int = 0, *, starting: bool = False
    ) -> Sequence[Entry]:
        """The lines of a list, by time; of one instant, in the order in which they were made."""
        query = _starting(wish, since, until) if starting else _listed(wish, since, until)
        return await self._database.read(_entries, query.limit(limit).offset(offset))

    async def next_of_each(self, wish: Wish, since: datetime, until: datetime, limit: int) -> Sequence[Entry]:
        """The next certain time of each event that begins in a time, and of each title that it then has."""
        return await self._database.read(_entries, _next_of_each(wish, since, until).limit(limit))

    async def happening(self, occurrence: OccurrenceId) -> Happening | None:
        """Give one occurrence whole; of a draft, nothing."""
        return await self._database.read(_happening, occurrence)

    async def next_meeting(self, network: NetworkId, now: datetime) -> Entry | None:
        """The next time that a network itself meets; None where no date is known."""
        return await self._database.read(_next_meeting, network, now)

    async def next_of(self, event: EventId, now: datetime) -> OccurrenceId | None:
        """The occurrence that comes next or, when all are over, the last; of a draft, none."""
        return await self._database.read(_next_of, event, now)


def _listed(wish: Wish, since: datetime, until: datetime) -> Rows:
    """What takes place in a time, and what has left it for another day."""
    wanted = _wanted(wish)
    there = and_(occurrences.c.begins_at < until, occurrences.c.over_at > since, wanted)
    left = and_(occurrences.c.left_at >= since, occurrences.c.left_at < until, wanted)
    both = union_all(
        _lines(occurrences.c.listed_at, there, gone=False), _lines(occurrences.c.left_at, left, gone=True)
    ).subquery()
    return select(both).order_by(both.c.listed_at, both.c.id, both.c.gone)


def _starting(wish: Wish, since: datetime, until: datetime) -> Rows:
    lines = _lines(occurrences.c.listed_at, _certain(wish, since, until), gone=False)
    return lines.order_by(occurrences.c.begins_at, occurrences.c.id)


def _next_of_each(wish: Wish, since: datetime, until: datetime) -> Rows:
    named = (occurrences.c.event_id, occurrences.c.title)
    time = func.row_number().over(partition_by=named, order_by=(occurrences.c.begins_at, occurrences.c.id))
    certain = _certain(wish, since, until)
    each = _lines(occurrences.c.listed_at, certain, gone=False).add_columns(time.label("time")).subquery()
    return select(each).where(each.c.time == 1).order_by(each.c.begins_at, each.c.id)


def _certain(wish: Wish, since: datetime, until: datetime) -> ColumnElement[bool]:
    begins = and_(occurrences.c.begins_at >= since, occurrences.c.begins_at < until)
    return and_(begins, occurrences.c.status == Status.CONFIRMED, _wanted(wish))


def _lines(listed_at: ColumnElement[datetime], condition: ColumnElement[bool], *, gone: bool) -> Rows:
    columns = (*_LINE, listed_at.label("listed_at"), literal(int(gone)).label("gone"))
    return select(*columns).select_from(_WITH_EVENT).where(condition)


def _wanted(wish: Wish) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [occurrences.c.status != Status.DRAFT]
    if wish.networks:
        of_them = event_networks.c.network.in_(wish.networks)
        theirs = exists().where(event_networks.c.event_id == events.c.id, of_them)
        conditions.append(or_(events.c.city_wide, theirs))
    if wish.theme is not None:
        of_it = event_themes.c.theme == wish.theme
        conditions.append(exists().where(event_themes.c.event_id == events.c.id, of_it))
    if wish.kind is not None:
        conditions.append(events.c.kind == wish.kind)
    return and_(*conditions)


def _entries(connection: Connection, query: Rows) -> Sequence[Entry]:
    rows = connection.execute(query).all()
    networks = _networks(connection, [row.event_id for row in rows])
    return [_entry(row, networks) for row in rows]


def _networks(connection: Connection, ids: Sequence[int]) -> Mapping[int, Sequence[NetworkId]]:
    found: defaultdict[int, list[NetworkId]] = defaultdict(list)
    if ids:
        of_them = select(event_networks.c.event_id, event_networks.c.network).where(event_networks.c.event_id.in_(ids))
        for event, network in connection.execute(of_them.order_by(event_networks.c.place)):
            found[event].append(NetworkId(network))
    return found


def _entry(row: Found, networks: Mapping[int, Sequence[NetworkId]]) -> Entry:
    return Entry(
        occurrence=OccurrenceId(row.id),
        event=EventId(row.event_id),
        kind=Kind(row.kind),
        title=row.title,
        when=read_when(row),
        status=Status(row.status),
        listed_at=row.listed_at,
        networks=tuple(networks.get(row.event_id, ())),
        place=row.place,
        moved_from_at=row.moved_from_at,
        gone=bool(row.gone),
        repeats=row.worked_out_on is not None,
    )


def lines(
    connection: Connection, condition: ColumnElement[bool], limit: int, *, gone: bool = False
) -> Mapping[Entry, str]:
    """The lines of what meets a condition on `occurrences` and `events`, by time, each with its facts.

    Those that are `gone` stand where they were moved away from.
    """
    listed_at = occurrences.c.left_at if gone else occurrences.c.listed_at
    found = _lines(listed_at, condition, gone=gone).add_columns(occurrences.c.facts)
    rows = connection.execute(found.order_by(listed_at, occurrences.c.id).limit(limit)).all()
    networks = _networks(connection, [row.event_id for row in rows])
    return {_entry(row, networks): row.facts for row in rows}


@dataclass(frozen=True, slots=True)
class Stated:
    """An occurrence whole, with its facts and the revision that says so: of one moment, for it was read at once."""

    happening: Happening
    facts: str
    revision: int


def happenings(connection: Connection, ids: Iterable[OccurrenceId]) -> Mapping[OccurrenceId, Happening]:
    """Occurrences whole; those of drafts, and those that are gone, are not among them."""
    return {identity: one.happening for identity, one in stated(connection, ids).items()}


def stated(connection: Connection, ids: Iterable[OccurrenceId]) -> Mapping[OccurrenceId, Stated]:
    """The same, with what counts as a change of them."""
    whole = select(occurrences, events.c.content).select_from(_WITH_EVENT)
    shown = whole.where(occurrences.c.id.in_(set(ids)), occurrences.c.status != Status.DRAFT)
    return {
        OccurrenceId(row.id): Stated(_read_happening(row), row.facts, row.revision) for row in connection.execute(shown)
    }


def _happening(connection: Connection, occurrence: OccurrenceId) -> Happening | None:
    return happenings(connection, [occurrence]).get(occurrence)


def _read_happening(row: Found) -> Happening:
    event = read_event(row.content)
    change = changes_of(event).get(row.original_on)
    return Happening(
        id=OccurrenceId(row.id),
        event_id=EventId(row.event_id),
        event=event,
        occurrence=Occurrence(
            original_on=row.original_on,
            when=read_when(row),
            status=Status(row.status),
            title=row.title,
            description=(change and change.description) or event.description,
            venue=(change and change.venue) or event.venue,
            reason=(change and change.reason) or event.reason,
        ),
        moved_from_at=row.moved_from_at,
    )


_NEXT_MEETING = (
    _lines(
        occurrences.c.listed_at,
        and_(
            event_networks.c.network == bindparam("of"),
            events.c.kind == Kind.MEETING,
            occurrences.c.status == Status.CONFIRMED,
            occurrences.c.begins_at >= bindparam("now", type_=occurrences.c.begins_at.type),
        ),
        gone=False,
    )
    .join(event_networks, event_networks.c.event_id == occurrences.c.event_id)
    .order_by(occurrences.c.begins_at, occurrences.c.id)
    .limit(1)
)
"""Built once: every card of a network asks for it, and building takes four times as long as running it."""


def _next_meeting(connection: Connection, network: NetworkId, now: datetime) -> Entry | None:
    row = connection.execute(_NEXT_MEETING, {"of": network, "now": now}).one_or_none()
    return None if row is None else _entry(row, {row.event_id: [network]})


def _next_of(connection: Connection, event: EventId, now: datetime) -> OccurrenceId | None:
    shown = select(occurrences.c.id).where(occurrences.c.event_id == event, occurrences.c.status != Status.DRAFT)
    ahead = shown.where(occurrences.c.over_at > now).order_by(occurrences.c.begins_at).limit(1)
    found = connection.scalars(ahead).first()
    if found is None:
        found = connection.scalars(shown.order_by(occurrences.c.begins_at.desc()).limit(1)).first()
    return None if found is None else OccurrenceId(found)
