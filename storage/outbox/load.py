"""What deliveries are about, read for a batch of them at once, as it is just before they are sent."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from domain.agenda.entry import Entry
from domain.agenda.event import OccurrenceId, Status
from domain.agenda.facts import facts_expected
from domain.agenda.timing import midnight
from domain.outbox.delivery import SINGLE, Claimed, DeliveryId, Kind
from domain.outbox.due import Matter
from domain.subscriptions import Digest, Followed, Rhythm, Subject, brings
from storage.agenda import Stated, lines, stated
from storage.announcements.matters import ABOUT_ANNOUNCEMENTS, of_announcements
from storage.chunks import chunks
from storage.database import Database
from storage.following import brings as brings_it
from storage.following import same_place
from storage.schema import answers, deliveries, events, occurrences, preferences, subscriptions, told
from storage.subscriptions import NO_THREAD

_MOST_ENTRIES = 20
"""Lines in a digest or a piece of news: the rest is a tap away."""

_NEWS_AHEAD = timedelta(days=400)


class SqlMatters:
    """`domain.ports.Matters` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def matters(self, claimed: Sequence[Claimed], now: datetime, zone: tzinfo) -> Mapping[DeliveryId, Matter]:
        """What each of these deliveries is about."""
        return await self._database.read(_matters, claimed, now, zone)


def _matters(
    connection: Connection, claimed: Sequence[Claimed], now: datetime, zone: tzinfo
) -> Mapping[DeliveryId, Matter]:
    found: dict[DeliveryId, Matter] = {}
    for some in chunks(claimed):
        silent = _silent(connection, [one.id for one in some])
        matters = _of_occurrences(connection, [one for one in some if one.kind in SINGLE])
        matters |= of_announcements(connection, [one for one in some if one.kind in ABOUT_ANNOUNCEMENTS], now)
        for one in some:
            match one.kind:
                case Kind.AMENDMENT:
                    matters[one.id] = _of_amendment(connection, one)
                case Kind.NEWS:
                    matters[one.id] = _of_news(connection, one, now)
                case Kind.DIGEST:
                    matters[one.id] = _of_digest(connection, one, now, zone)
                case _:
                    pass  # found above, all together
        found |= {identity: replace(one, silent=identity in silent) for identity, one in matters.items()}
    return found


def _silent(connection: Connection, ids: Sequence[DeliveryId]) -> Collection[DeliveryId]:
    """The deliveries whose chat, or topic, wants nothing."""
    theirs = deliveries.join(preferences, same_place(preferences, deliveries))
    silent = select(deliveries.c.id).select_from(theirs).where(preferences.c.silent_since.is_not(None))
    return {DeliveryId(identity) for identity in connection.scalars(silent.where(deliveries.c.id.in_(ids)))}


def _of_occurrences(connection: Connection, claimed: Sequence[Claimed]) -> dict[DeliveryId, Matter]:
    if not claimed:
        return {}
    ids = [one.id for one in claimed]
    about = stated(connection, {OccurrenceId(one.subject) for one in claimed})
    why = _reasons(connection, claimed, about)
    was_told, coming = _told(connection, ids), _coming(connection, ids)
    return {
        one.id: replace(
            _matter(about.get(OccurrenceId(one.subject))),
            told=was_told.get(one.id) or _expected(one, about, coming.get(one.id)),
            why=why.get(one.id),
            coming=coming.get(one.id),
        )
        for one in claimed
    }


def _expected(one: Claimed, about: Mapping[OccurrenceId, Stated], coming: bool | None) -> str | None:  # noqa: FBT001
    """What who was told nothing of a date of a series takes for certain of it: a change of that is told, too."""
    stated_now = about.get(OccurrenceId(one.subject))
    if one.kind is not Kind.CHANGE or stated_now is None or coming is False:
        return None
    event = stated_now.happening.event
    return facts_expected(stated_now.happening, ZoneInfo(event.zone)).written() if event.recurrence else None


def _matter(about: Stated | None) -> Matter:
    return Matter() if about is None else Matter(about.happening, about.facts, about.revision)


def _reasons(
    connection: Connection, claimed: Sequence[Claimed], about: Mapping[OccurrenceId, Stated]
) -> Mapping[DeliveryId, Followed]:
    """For each delivery, something that its chat follows and that brings it; none where it follows that no more."""
    theirs = deliveries.join(subscriptions, same_place(subscriptions, deliveries))
    followed = select(deliveries.c.id, subscriptions.c.subject, subscriptions.c.subject_id).select_from(theirs)
    rows = connection.execute(followed.where(deliveries.c.id.in_([one.id for one in claimed])))
    subjects = {one.id: about.get(OccurrenceId(one.subject)) for one in claimed}
    found: dict[DeliveryId, Followed] = {}
    for row in sorted(rows, key=lambda row: (row.subject != Subject.EVENT, row.subject_id)):
        what, one = Followed(Subject(row.subject), row.subject_id), subjects[DeliveryId(row.id)]
        if one is not None and brings(what, one.happening.event, one.happening.event_id):
            found.setdefault(DeliveryId(row.id), what)
    return found


def _told(connection: Connection, ids: Sequence[DeliveryId]) -> Mapping[DeliveryId, str]:
    this = and_(told.c.occurrence_id == deliveries.c.subject, same_place(told, deliveries))
    said = select(deliveries.c.id, told.c.facts).select_from(deliveries.join(told, this))
    return {DeliveryId(row.id): row.facts for row in connection.execute(said.where(deliveries.c.id.in_(ids)))}


def _coming(connection: Connection, ids: Sequence[DeliveryId]) -> Mapping[DeliveryId, bool]:
    this = and_(answers.c.occurrence_id == deliveries.c.subject, same_place(answers, deliveries))
    said = select(deliveries.c.id, answers.c.coming).select_from(deliveries.join(answers, this))
    return {DeliveryId(row.id): row.coming for row in connection.execute(said.where(deliveries.c.id.in_(ids)))}


def _of_amendment(connection: Connection, amendment: Claimed) -> Matter:
    columns = (deliveries.c.kind, deliveries.c.subject, deliveries.c.message_id, deliveries.c.facts)
    first = connection.execute(select(*columns).where(deliveries.c.id == amendment.subject)).one_or_none()
    if first is None:
        return Matter()
    about = stated(connection, [OccurrenceId(first.subject)]).get(OccurrenceId(first.subject))
    return replace(_matter(about), message_id=first.message_id, said=first.facts, sort=Kind(first.kind))


def _of_news(connection: Connection, news: Claimed, now: datetime) -> Matter:
    """The next occurrence of each event that was announced since the chat follows it, and that it was not told of."""
    return _listing(_new(connection, news, now), {})


def _of_digest(connection: Connection, digest: Claimed, now: datetime, zone: tzinfo) -> Matter:
    """What is coming in the digest's days or was to, and what is new further ahead."""
    here = and_(preferences.c.chat_id == digest.chat, preferences.c.thread == (digest.thread or NO_THREAD))
    rhythm = connection.scalar(select(preferences.c.digest).where(here))
    days = Digest(Rhythm(rhythm or Rhythm.NEVER)).days
    until = midnight(digest.due_at.astimezone(zone).date() + timedelta(days=days), zone)
    mine = exists().where(_mine(digest))
    coming = lines(connection, and_(_begins(now, until), mine), _MOST_ENTRIES)
    off = _off(connection, mine, now, until)
    of_these = told.c.occurrence_id.in_([entry.occurrence for entry in (*coming, *off)])
    said = connection.execute(select(told.c.occurrence_id, told.c.facts).where(of_these, *_told_to(digest)))
    known = {OccurrenceId(row.occurrence_id): row.facts for row in said}
    untold = {e: coming[e] for e in coming if e.occurrence not in known}
    untold |= {e: off[e] for e in off if known.get(e.occurrence) != off[e]}
    return _listing(_new(connection, digest, now) | untold, {**coming, **off})


def _off(connection: Connection, mine: ColumnElement[bool], since: datetime, until: datetime) -> Mapping[Entry, str]:
    """Dates of series in some time that do not take place, or that went to a later one."""
    of_series = and_(events.c.worked_out_on.is_not(None), events.c.status == Status.CONFIRMED, mine)
    was_to = and_(occurrences.c.begins_at >= since, occurrences.c.begins_at < until)
    is_off = and_(was_to, occurrences.c.status.in_((Status.CANCELLED, Status.POSTPONED)))
    was_there = and_(occurrences.c.left_at >= since, occurrences.c.left_at < until, occurrences.c.begins_at >= until)
    moved_away = and_(was_there, occurrences.c.status == Status.CONFIRMED)
    return {
        **lines(connection, and_(of_series, is_off), _MOST_ENTRIES),
        **lines(connection, and_(of_series, moved_away), _MOST_ENTRIES, gone=True),
    }


def _listing(fresh: Mapping[Entry, str], others: Mapping[Entry, str]) -> Matter:
    """Lines by time, as many as there is room for: those that the chat was not told of yet before all others."""

    def by_time(entry: Entry) -> tuple[datetime, OccurrenceId]:
        return entry.listed_at, entry.occurrence

    first = sorted(fresh, key=by_time) + sorted(others.keys() - fresh.keys(), key=by_time)
    shown = sorted(first[:_MOST_ENTRIES], key=by_time)
    told_of = {entry.occurrence: fresh[entry] for entry in shown if entry in fresh}
    return Matter(entries=shown, fresh=told_of, more=len(fresh) > _MOST_ENTRIES)


def _new(connection: Connection, to: Claimed, now: datetime) -> dict[Entry, str]:
    """What was announced since the chat follows it, and it was not told of: of each event the next occurrence."""
    other = occurrences.alias()
    known = exists().where(other.c.event_id == events.c.id, told.c.occurrence_id == other.c.id, *_told_to(to))
    news = exists().where(_mine(to), subscriptions.c.followed_at < events.c.announced_at)
    ahead = _begins(now, now + _NEWS_AHEAD)
    first_at = (
        select(func.min(occurrences.c.begins_at).label("at"))
        .select_from(occurrences.join(events, events.c.id == occurrences.c.event_id))
        .add_columns(occurrences.c.event_id)
        .where(ahead, news, ~known)
        .group_by(occurrences.c.event_id)
        .subquery("first_at")
    )
    is_first = exists().where(first_at.c.event_id == occurrences.c.event_id, first_at.c.at == occurrences.c.begins_at)
    found = lines(connection, and_(ahead, is_first), _MOST_ENTRIES + 1)
    first = {entry.event: entry for entry in reversed(list(found))}
    return {entry: found[entry] for entry in first.values()}


def _begins(since: datetime, until: datetime) -> ColumnElement[bool]:
    """Whether an occurrence is to take place, and begins in some time."""
    begins = and_(occurrences.c.begins_at >= since, occurrences.c.begins_at < until)
    return and_(begins, occurrences.c.status == Status.CONFIRMED)


def _mine(to: Claimed) -> ColumnElement[bool]:
    """Whether something that the chat follows brings the event."""
    here = and_(subscriptions.c.chat_id == to.chat, subscriptions.c.thread == (to.thread or NO_THREAD))
    return and_(here, brings_it())


def _told_to(to: Claimed) -> Sequence[ColumnElement[bool]]:
    return told.c.chat_id == to.chat, told.c.thread == (to.thread or NO_THREAD)
