"""What deliveries are about, read for a batch of them at once, as it is just before they are sent."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, and_, exists, select

from domain.agenda.entry import Entry
from domain.agenda.event import OccurrenceId, Status
from domain.agenda.timing import midnight
from domain.deliveries import SINGLE, Claimed, DeliveryId, Kind
from domain.matters import Matter
from domain.subscriptions import Digest, Followed, Rhythm, Subject
from storage.agenda import happenings, lines
from storage.database import Database
from storage.following import brings, same_place
from storage.schema import answers, deliveries, events, occurrences, preferences, subscriptions, told

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
    single = [one for one in claimed if one.kind in SINGLE]
    found = _of_occurrences(connection, single)
    for one in claimed:
        match one.kind:
            case Kind.AMENDMENT:
                found[one.id] = _of_amendment(connection, one)
            case Kind.NEWS:
                found[one.id] = _of_news(connection, one, now)
            case Kind.DIGEST:
                found[one.id] = _of_digest(connection, one, now, zone)
            case Kind.REMINDER | Kind.SNOOZE | Kind.CHANGE:
                continue  # found above, all together
    return found


def _of_occurrences(connection: Connection, claimed: Sequence[Claimed]) -> dict[DeliveryId, Matter]:
    if not claimed:
        return {}
    ids = [one.id for one in claimed]
    about = happenings(connection, {OccurrenceId(one.subject) for one in claimed})
    facts = _facts(connection, {one.subject for one in claimed})
    why = _reasons(connection, ids)
    was_told, coming = _told(connection, ids), _coming(connection, ids)
    return {
        one.id: Matter(
            happening=about.get(OccurrenceId(one.subject)),
            facts=facts[one.subject].facts if one.subject in facts else "",
            revision=facts[one.subject].revision if one.subject in facts else 0,
            told=was_told.get(one.id),
            why=why.get(one.id),
            coming=coming.get(one.id),
        )
        for one in claimed
    }


def _facts(connection: Connection, ids: Iterable[int]) -> Mapping[int, Row[*tuple[Any, ...]]]:
    there = select(occurrences.c.id, occurrences.c.facts, occurrences.c.revision)
    return {row.id: row for row in connection.execute(there.where(occurrences.c.id.in_(set(ids))))}


def _reasons(connection: Connection, ids: Sequence[DeliveryId]) -> Mapping[DeliveryId, Followed]:
    """For each delivery, something that its chat follows and that brings it; none where it follows that no more."""
    rest = deliveries.join(occurrences, occurrences.c.id == deliveries.c.subject).join(
        events, events.c.id == occurrences.c.event_id
    )
    theirs = rest.join(subscriptions, same_place(subscriptions, deliveries))
    reasons = select(deliveries.c.id, subscriptions.c.subject, subscriptions.c.subject_id).select_from(theirs)
    found: dict[DeliveryId, Followed] = {}
    rows = connection.execute(reasons.where(deliveries.c.id.in_(ids), brings()))
    for identity, subject, subject_id in sorted(rows, key=lambda row: (row.subject != Subject.EVENT, row.subject_id)):
        found.setdefault(DeliveryId(identity), Followed(Subject(subject), subject_id))
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
    facts = _facts(connection, [first.subject]).get(first.subject)
    return Matter(
        happening=happenings(connection, [OccurrenceId(first.subject)]).get(OccurrenceId(first.subject)),
        facts=facts.facts if facts else "",
        revision=facts.revision if facts else 0,
        message_id=first.message_id,
        said=first.facts,
        sort=Kind(first.kind),
    )


def _of_news(connection: Connection, news: Claimed, now: datetime) -> Matter:
    """The next occurrence of each event that was announced since the chat follows it, and that it was not told of."""
    entries = _entries(connection, news, now, now + _NEWS_AHEAD, only_new=True)
    return _listing(connection, entries, entries)


def _of_digest(connection: Connection, digest: Claimed, now: datetime, zone: tzinfo) -> Matter:
    """What is coming in the digest's days, and what is new further ahead."""
    here = and_(preferences.c.chat_id == digest.chat, preferences.c.thread == (digest.thread or 0))
    rhythm = connection.scalar(select(preferences.c.digest).where(here))
    days = Digest(Rhythm(rhythm or Rhythm.NEVER)).days
    until = midnight(digest.due_at.astimezone(zone).date() + timedelta(days=days), zone)
    new = _entries(connection, digest, now, now + _NEWS_AHEAD, only_new=True)
    coming = _entries(connection, digest, now, until, only_new=False)
    both = {entry.occurrence: entry for entry in (*coming, *new)}
    ordered = sorted(both.values(), key=lambda entry: (entry.listed_at, entry.occurrence))
    return _listing(connection, ordered[:_MOST_ENTRIES], new)


def _listing(connection: Connection, entries: Sequence[Entry], new: Sequence[Entry]) -> Matter:
    shown = {entry.occurrence for entry in entries}
    facts = _facts(connection, shown)
    fresh = {entry.occurrence: facts[entry.occurrence].facts for entry in new if entry.occurrence in shown}
    return Matter(entries=entries, fresh=fresh)


def _entries(
    connection: Connection, to: Claimed, since: datetime, until: datetime, *, only_new: bool
) -> Sequence[Entry]:
    """Lines for what a chat follows; only what is new to it, of each event the next occurrence."""
    thread = to.thread or 0
    mine = and_(subscriptions.c.chat_id == to.chat, subscriptions.c.thread == thread, brings())
    begins = and_(occurrences.c.begins_at >= since, occurrences.c.begins_at < until)
    wanted = and_(begins, occurrences.c.status == Status.CONFIRMED)
    if not only_new:
        return lines(connection, and_(wanted, exists().where(mine)), _MOST_ENTRIES)
    other = occurrences.alias()
    was_told = exists().where(
        other.c.event_id == occurrences.c.event_id,
        told.c.occurrence_id == other.c.id,
        told.c.chat_id == to.chat,
        told.c.thread == thread,
    )
    news = exists().where(mine, subscriptions.c.followed_at < events.c.announced_at)
    found = lines(connection, and_(wanted, news, ~was_told), 10 * _MOST_ENTRIES)
    first = {entry.event: entry for entry in reversed(found)}
    return sorted(first.values(), key=lambda entry: (entry.listed_at, entry.occurrence))[:_MOST_ENTRIES]
