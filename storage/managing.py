"""Events as operators manage them: listed, rehearsed, revised, each with its line in the audit."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, case, delete, distinct, exists, false, func, or_, select, true

from domain.agenda.event import Event, EventId, Kind, OccurrenceId, Status
from domain.agenda.occurrences import occurrences as occurrences_of
from domain.agenda.taking import Taken, last_of_each
from domain.audit import Deed
from domain.city.model import NetworkId
from domain.dialogues.dialogue import EVENT, FILE
from domain.managing import Dated, Filed, Managed, Outdated, Rehearsal, Revision, Whole
from domain.model import ChatId, ChatKind
from domain.operators import Grants
from storage.agenda import happenings
from storage.audit import note
from storage.chunks import chunks
from storage.database import Database
from storage.dialogues import end
from storage.events import insert_new, photo_key, read_event, rewrite, take, wait_for_others
from storage.feeds import call_off, detach
from storage.occurrences import read_when
from storage.outbox.plan.changes import changes
from storage.pictures import keep as keep_picture
from storage.schema import chats, event_networks, events, occurrences, pictures

_LISTED_DATES = 12


class _RehearsedError(Exception):
    """A rehearsal is over: nothing of it is kept."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        self.rehearsal = rehearsal


class SqlManaging:
    """`domain.ports.Managing` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def managed(self, grants: Grants, now: datetime, limit: int, offset: int = 0) -> Sequence[Managed]:
        """The events still to come, and the drafts, that somebody looks after; drafts of days past come first."""
        return await self._database.read(_managed, grants, now, limit, offset)

    async def whole(self, event: EventId, now: datetime) -> Whole | None:
        """Give an event as those see it who look after it, a draft too."""
        return await self._database.read(_whole, event, now)

    async def photo(self, event: EventId) -> str | None:
        """What Telegram calls the photo of an event."""
        return await self._database.read(_photo, event)

    async def known(self, uids: Collection[str]) -> Mapping[str, Event]:
        """Those of some events that are known, by their UID."""
        return await self._database.read(_known, uids)

    async def rehearse(self, revision: Revision, now: datetime) -> Rehearsal:
        """Say what a revision would do: it is made, looked at, and undone. Raises Outdated."""
        try:
            await self._database.write(_rehearse, revision, now)
        except _RehearsedError as done:
            return done.rehearsal
        raise AssertionError("a rehearsal ends by being undone")

    async def revise(self, revision: Revision, thread: int | None, now: datetime) -> EventId:
        """Keep a revision, and end the dialogue that made it; a new event that is known by its UID stays as it is.

        Raises Outdated.
        """
        return await self._database.write(_revise, revision, thread, now)

    async def delete_draft(self, event: EventId, seen: int, by: ChatId, now: datetime) -> None:
        """Delete an event that nobody was shown. Raises Outdated."""
        await self._database.write(_delete_draft, event, seen, by, now)

    async def answer_vanished(self, event: EventId, by: ChatId, now: datetime, *, keep: bool) -> None:
        """Let an event stay that its feed has no more, or call it off. Raises Gone."""
        await self._database.write(_answer_vanished, event, by, now, keep=keep)

    async def take_file(self, filed: Filed, thread: int | None, now: datetime) -> Taken:
        """Take in the events of a file, and end the dialogue about it. Raises Outdated."""
        return await self._database.write(_take_file, filed, thread, now)


def _managed(connection: Connection, grants: Grants, now: datetime, limit: int, offset: int) -> Sequence[Managed]:
    ahead = occurrences.alias("ahead")
    next_one = (
        select(ahead.c.id)
        .where(ahead.c.event_id == events.c.id, ahead.c.over_at > now)
        .order_by(case((ahead.c.status == Status.CANCELLED, 1), else_=0), ahead.c.begins_at)
        .limit(1)
        .correlate(events)
        .scalar_subquery()
    )
    found = (
        select(events.c.id.label("event"), events.c.content, occurrences)
        .select_from(events.outerjoin(occurrences, occurrences.c.id == next_one))
        .where(_mine(grants), or_(occurrences.c.id.is_not(None), events.c.status == Status.DRAFT))
        .order_by(case((occurrences.c.id.is_(None), 0), else_=1), occurrences.c.begins_at, events.c.id)
    )
    listed = []
    for row in connection.execute(found.limit(limit).offset(offset)):
        event, fresh = read_event(row.content), row.begins_at is not None
        listed.append(
            Managed(
                event=EventId(row.event),
                title=row.title if fresh else event.title,
                when=read_when(row) if fresh else event.when,
                status=Status(row.status) if fresh else event.status,
                networks=event.networks,
                repeats=event.recurrence is not None,
                fresh=fresh,
            )
        )
    return listed


def _mine(grants: Grants) -> ColumnElement[bool]:
    if grants.administrator:
        return true()

    def of(networks: Sequence[NetworkId]) -> ColumnElement[bool]:
        theirs = event_networks.c.network.in_(networks)
        return exists().where(event_networks.c.event_id == events.c.id, theirs) if networks else false()

    return or_(of(grants.networks), and_(events.c.kind == Kind.MEETING, of(grants.meetings_of)))


def _whole(connection: Connection, identity: EventId, now: datetime) -> Whole | None:
    this = select(events.c.content, events.c.feed).where(events.c.id == identity)
    row = connection.execute(this).one_or_none()
    if row is None:
        return None
    event = read_event(row.content)
    dates = select(occurrences).where(occurrences.c.event_id == identity)
    if event.recurrence:
        dates = dates.where(occurrences.c.over_at > now)
    rows = connection.execute(dates.order_by(occurrences.c.begins_at).limit(_LISTED_DATES)).all()
    return Whole(
        identity,
        event,
        tuple(
            Dated(row.original_on, read_when(row), Status(row.status), row.moved_from_at is not None)
            for row in rows
            # What people were told of, and the recurrence has no more, is of the past
            if any(occurrences_of(event, row.original_on, row.original_on))
        ),
        _photo(connection, identity),
        row.feed,
    )


def _photo(connection: Connection, event: EventId) -> str | None:
    return connection.scalar(select(pictures.c.file_id).where(pictures.c.key == photo_key(event)))


def _known(connection: Connection, uids: Collection[str]) -> Mapping[str, Event]:
    found: dict[str, Event] = {}
    for some in chunks(list(uids)):
        rows = connection.execute(select(events.c.uid, events.c.content).where(events.c.uid.in_(some)))
        found |= {uid: read_event(content) for uid, content in rows}
    return found


def _rehearse(connection: Connection, revision: Revision, now: datetime) -> None:
    shown = replace(revision, event=replace(revision.event, status=_as_shown(revision.event.status)))
    identity = _write(connection, shown, now)
    happening = _shown(connection, shown, identity, now)
    found = happenings(connection, [happening]).get(happening) if happening else None
    raise _RehearsedError(Rehearsal(found, **_told(connection, identity, revision, now)))


def _as_shown(status: Status) -> Status:
    """How residents would see it: a draft, too, as it is once it is published."""
    return Status.CONFIRMED if status is Status.DRAFT else status


def _shown(connection: Connection, revision: Revision, identity: EventId, now: datetime) -> OccurrenceId | None:
    """The date that a revision is about; of all, the next one or, when all are over, the last."""
    of_it = select(occurrences.c.id).where(occurrences.c.event_id == identity)
    if revision.day:
        found = connection.scalar(of_it.where(occurrences.c.original_on == revision.day))
    else:
        by_time = case((occurrences.c.over_at > now, 0), else_=1), occurrences.c.begins_at
        found = connection.scalar(of_it.order_by(*by_time).limit(1))
    return None if found is None else OccurrenceId(found)


def _told(connection: Connection, identity: EventId, revision: Revision, now: datetime) -> Mapping[str, int]:
    """How many the ledger would tell that something is not as they were told: those whom `planning.changes` finds."""
    changed = select(occurrences.c.id).where(
        occurrences.c.event_id == identity, occurrences.c.changed_at == now, occurrences.c.over_at > now
    )
    found = {"people": 0, "groups": 0}
    if revision.event.status is Status.DRAFT:
        return found
    ids = connection.scalars(changed).all()
    rows = changes(ids, now, ZoneInfo(revision.event.zone)).subquery("told")
    by_kind = (
        select(chats.c.kind, func.count(distinct(rows.c.chat_id)))
        .select_from(rows.join(chats, chats.c.id == rows.c.chat_id))
        .group_by(chats.c.kind)
    )
    for kind, count in connection.execute(by_kind):
        found["people" if kind == ChatKind.PRIVATE else "groups"] += count
    return found


def _revise(connection: Connection, revision: Revision, thread: int | None, now: datetime) -> EventId:
    end(connection, revision.by, thread, EVENT)
    wait_for_others(connection)
    if revision.of is None:
        uid = revision.event.uid
        known = connection.scalar(select(events.c.id).where(events.c.uid == uid))
        if known is not None:
            return EventId(known)
    identity = _write(connection, revision, now)
    _keep_photo(connection, identity, revision.photo, now)
    note(connection, revision.by, revision.deed, identity, now, revision.details)
    return identity


def _write(connection: Connection, revision: Revision, now: datetime) -> EventId:
    """Write an event; one that somebody publishes is news, even where it is the first of its network."""
    event = revision.event
    if revision.of is None:
        insert_new(connection, [event], {event.uid: event}, now, None, event.networks or (None,))
        return EventId(connection.execute(select(events.c.id).where(events.c.uid == event.uid)).scalar_one())
    known = _unchanged(connection, revision.of, revision.seen)
    came_as: int = connection.execute(select(events.c.came_as).where(events.c.id == revision.of)).scalar_one()
    rewrite(connection, revision.of, replace(event, sequence=known.sequence + 1), came_as, now)
    return revision.of


def _unchanged(connection: Connection, identity: EventId, seen: int) -> Event:
    content = connection.scalar(select(events.c.content).where(events.c.id == identity))
    event = None if content is None else read_event(content)
    if event is None or event.sequence != seen:
        raise Outdated(f"Event {identity} is not any more as it was.")
    return event


def _keep_photo(connection: Connection, identity: EventId, photo: str | None, now: datetime) -> None:
    if photo is None:
        connection.execute(delete(pictures).where(pictures.c.key == photo_key(identity)))
    else:
        keep_picture(connection, photo_key(identity), photo, now)


def _delete_draft(connection: Connection, identity: EventId, seen: int, by: ChatId, now: datetime) -> None:
    wait_for_others(connection)
    event = _unchanged(connection, identity, seen)
    if event.status is not Status.DRAFT:
        raise Outdated(f"Event {identity} is no draft.")
    connection.execute(delete(events).where(events.c.id == identity))
    connection.execute(delete(pictures).where(pictures.c.key == photo_key(identity)))
    note(connection, by, Deed.EVENT_DELETED, identity, now, {"networks": list(event.networks)})


def _answer_vanished(connection: Connection, identity: EventId, by: ChatId, now: datetime, *, keep: bool) -> None:
    if keep:
        detach(connection, identity)
    else:
        call_off(connection, identity, now)
    networks = connection.scalars(select(event_networks.c.network).where(event_networks.c.event_id == identity))
    deed = Deed.VANISHED_KEPT if keep else Deed.EVENT_CANCELLED
    note(connection, by, deed, identity, now, {"networks": list(networks)})


def _take_file(connection: Connection, filed: Filed, thread: int | None, now: datetime) -> Taken:
    wait_for_others(connection)
    known = _known(connection, [event.uid for event in filed.events])
    if {uid: event.sequence for uid, event in known.items()} != filed.seen:
        raise Outdated("An event of the file is not any more as it was.")
    end(connection, filed.by, thread, FILE)
    taken = take(connection, last_of_each(filed.events), now, None)
    counts = {"new": len(taken.new), "changed": len(taken.changed), "cancelled": len(taken.cancelled)}
    networks = sorted({network for event in filed.events for network in event.networks})
    note(connection, filed.by, Deed.EVENTS_IMPORTED, "file", now, {**counts, "networks": networks})
    return taken
