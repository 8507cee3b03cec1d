"""What deliveries are about, read for a batch of them at once, as it is just before they are sent."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from domain.agenda.entry import Entry
from domain.agenda.event import OccurrenceId, Status
from domain.agenda.timing import midnight
from domain.model import ChatId, ChatKind
from domain.outbox.delivery import Claimed, DeliveryId, Kind
from domain.outbox.due import AmendmentMatter, ListMatter, MutedMatter, OccurrenceMatter
from domain.subscriptions import Digest, Followed, Rhythm, Subject, brings
from storage.agenda import Stated, lines, stated
from storage.following import brings as brings_it
from storage.following import same_place
from storage.schema import answers, chats, deliveries, events, occurrences, preferences, subscriptions, told, unwelcome
from storage.subscriptions import NO_THREAD

_MOST_ENTRIES = 20
"""Lines in a digest or a piece of news: the rest is a tap away."""

_NEWS_AHEAD = timedelta(days=400)


def silent(connection: Connection, ids: Sequence[DeliveryId]) -> Collection[DeliveryId]:
    """The deliveries whose chat, or topic, wants nothing."""
    theirs = deliveries.join(preferences, same_place(preferences, deliveries))
    wants_nothing = select(deliveries.c.id).select_from(theirs).where(preferences.c.silent_since.is_not(None))
    return {DeliveryId(identity) for identity in connection.scalars(wants_nothing.where(deliveries.c.id.in_(ids)))}


def of_occurrences(
    connection: Connection, claimed: Sequence[Claimed], _now: datetime, _zone: tzinfo
) -> dict[DeliveryId, OccurrenceMatter]:
    """One occurrence each, with what the chat was told of it and why it hears of it."""
    ids = [one.id for one in claimed]
    about = stated(connection, {OccurrenceId(one.subject) for one in claimed})
    why = _reasons(connection, claimed, about)
    was_told, coming = _told(connection, ids), _coming(connection, ids)
    return {
        one.id: OccurrenceMatter(
            happening=there.happening,
            facts=there.facts,
            revision=there.revision,
            told=was_told.get(one.id),
            why=why.get(one.id),
            coming=coming.get(one.id),
        )
        for one in claimed
        if (there := about.get(OccurrenceId(one.subject)))
    }


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


def of_amendments(
    connection: Connection, claimed: Sequence[Claimed], _now: datetime, _zone: tzinfo
) -> dict[DeliveryId, AmendmentMatter]:
    """The message that each amends, and the occurrence that it told."""
    columns = [deliveries.c[name] for name in ("id", "kind", "subject", "message_id", "facts")]
    first = select(*columns).where(deliveries.c.id.in_([one.subject for one in claimed]))
    messages = {row.id: row for row in connection.execute(first)}
    about = stated(connection, {OccurrenceId(row.subject) for row in messages.values()})
    return {
        one.id: AmendmentMatter(
            there.happening, there.facts, there.revision, message.message_id, message.facts, Kind(message.kind)
        )
        for one in claimed
        if (message := messages.get(one.subject)) and (there := about.get(OccurrenceId(message.subject)))
    }


def of_news(
    connection: Connection, claimed: Sequence[Claimed], now: datetime, _zone: tzinfo
) -> dict[DeliveryId, ListMatter]:
    """The next occurrence of each event that was announced since the chat follows it, and that it was not told of."""
    return {one.id: _listing(_new(connection, one, now), {}) for one in claimed}


def of_digests(
    connection: Connection, claimed: Sequence[Claimed], now: datetime, zone: tzinfo
) -> dict[DeliveryId, ListMatter]:
    """What is coming in each digest's days, and what is new further ahead."""
    return {one.id: _of_digest(connection, one, now, zone) for one in claimed}


def of_muted(
    connection: Connection, claimed: Sequence[Claimed], _now: datetime, _zone: tzinfo
) -> dict[DeliveryId, MutedMatter]:
    """The groups and channels where the bot still may not write, and what they follow."""
    return {one.id: muted for one in claimed if (muted := _of_muted(connection, one))}


def _of_muted(connection: Connection, note: Claimed) -> MutedMatter | None:
    thread = int(note.version.partition("/")[0])
    here = and_(unwelcome.c.chat_id == note.subject, unwelcome.c.thread == thread)
    kind = select(chats.c.kind).select_from(unwelcome.join(chats, chats.c.id == unwelcome.c.chat_id)).where(here)
    found = connection.scalar(kind)
    if found is None:
        return None
    there = and_(subscriptions.c.chat_id == ChatId(note.subject), subscriptions.c.thread == thread)
    follows = select(subscriptions.c.subject, subscriptions.c.subject_id).where(there).order_by(*subscriptions.c[:4])
    named = tuple(Followed(Subject(subject), identity) for subject, identity in connection.execute(follows))
    return MutedMatter(named, is_channel=found == ChatKind.CHANNEL, is_topic=thread != NO_THREAD) if named else None


def _of_digest(connection: Connection, digest: Claimed, now: datetime, zone: tzinfo) -> ListMatter:
    here = and_(preferences.c.chat_id == digest.chat, preferences.c.thread == (digest.thread or NO_THREAD))
    rhythm = connection.scalar(select(preferences.c.digest).where(here))
    days = Digest(Rhythm(rhythm or Rhythm.NEVER)).days
    until = midnight(digest.due_at.astimezone(zone).date() + timedelta(days=days), zone)
    coming = lines(connection, and_(_begins(now, until), exists().where(_mine(digest))), _MOST_ENTRIES)
    of_these = told.c.occurrence_id.in_([entry.occurrence for entry in coming])
    known = set(connection.scalars(select(told.c.occurrence_id).where(of_these, *_told_to(digest))))
    return _listing(_new(connection, digest, now) | {e: coming[e] for e in coming if e.occurrence not in known}, coming)


def _listing(fresh: Mapping[Entry, str], others: Mapping[Entry, str]) -> ListMatter:
    """Lines by time, as many as there is room for; those that the chat was not told of yet among others."""
    every = sorted(fresh.keys() | others.keys(), key=lambda entry: (entry.listed_at, entry.occurrence))
    shown = every[:_MOST_ENTRIES]
    return ListMatter(entries=shown, fresh={entry.occurrence: fresh[entry] for entry in shown if entry in fresh})


def _new(connection: Connection, to: Claimed, now: datetime) -> dict[Entry, str]:
    """What was announced since the chat follows it, and it was not told of: of each event the next occurrence."""
    other = occurrences.alias()
    known = exists().where(other.c.event_id == events.c.id, told.c.occurrence_id == other.c.id, *_told_to(to))
    news = exists().where(_mine(to), subscriptions.c.followed_at < events.c.announced_at)
    found = lines(connection, and_(_begins(now, now + _NEWS_AHEAD), news, ~known), 10 * _MOST_ENTRIES)
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
