"""What deliveries of announcements are about, read for a batch of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.announcements.announcement import Announcement, AnnouncementId
from domain.model import ChatKind
from domain.outbox.delivery import Claimed, DeliveryId, Kind
from domain.outbox.due import CopyMatter, CorrectionMatter, NoteMatter
from domain.subscriptions import Followed, Subject
from storage.announcements.progress import progress, unfollowed
from storage.announcements.rows import found
from storage.following import same_place
from storage.schema import chats, deliveries, operators, subscriptions


def of_copies(
    connection: Connection, claimed: Sequence[Claimed], _now: datetime, _zone: tzinfo
) -> dict[DeliveryId, CopyMatter]:
    """The announcement that each copy, or trial, is of."""
    there = found(connection, (AnnouncementId(one.subject) for one in claimed))
    followed, people = _followed(connection, claimed), _people(connection, claimed)
    return {
        one.id: CopyMatter(announcement, _reasons(announcement, followed.get(one.id, ())), to_person=one.id in people)
        for one in claimed
        if (announcement := there.get(AnnouncementId(one.subject)))
    }


def of_corrections(
    connection: Connection, claimed: Sequence[Claimed], _now: datetime, _zone: tzinfo
) -> dict[DeliveryId, CorrectionMatter]:
    """The copy that each corrects, and the announcement that it is of."""
    copies = _copies(connection, claimed)
    there = found(connection, (AnnouncementId(copy.subject) for copy in copies.values()))
    followed, people = _followed(connection, claimed), _people(connection, claimed)
    return {
        one.id: CorrectionMatter(
            announcement=announcement,
            reasons=_reasons(announcement, followed.get(one.id, ())),
            to_person=one.id in people,
            message_id=copy.message_id,
            said=copy.facts,
            sort=Kind(copy.kind),
            sent_at=copy.settled_at,
        )
        for one in claimed
        if (copy := copies.get(one.id)) and (announcement := there.get(AnnouncementId(copy.subject)))
    }


def of_notes(
    connection: Connection, claimed: Sequence[Claimed], now: datetime, _zone: tzinfo
) -> dict[DeliveryId, NoteMatter]:
    """What operators are told of an announcement: they are few, and read one by one."""
    there = found(connection, (AnnouncementId(one.subject) for one in claimed))
    return {
        one.id: NoteMatter(
            announcement=announcement,
            author=connection.scalar(select(operators.c.name).where(operators.c.chat_id == announcement.by)) or "",
            progress=progress(connection, announcement, now),
            unfollowed=unfollowed(connection, announcement),
        )
        for one in claimed
        if (announcement := there.get(AnnouncementId(one.subject)))
    }


def _copies(connection: Connection, claimed: Sequence[Claimed]) -> Mapping[DeliveryId, Row[*tuple[Any, ...]]]:
    """The copies that corrections are of, by the correction."""
    columns = (deliveries.c.id, *(deliveries.c[name] for name in ("kind", "subject", "message_id", "facts")))
    of_them = select(*columns, deliveries.c.settled_at).where(deliveries.c.id.in_([one.subject for one in claimed]))
    rows = {row.id: row for row in connection.execute(of_them)}
    return {one.id: rows[one.subject] for one in claimed if one.subject in rows}


def _followed(connection: Connection, claimed: Sequence[Claimed]) -> Mapping[DeliveryId, Sequence[Followed]]:
    """The networks and themes that the chat of each delivery follows."""
    theirs = deliveries.join(subscriptions, same_place(subscriptions, deliveries))
    columns = (deliveries.c.id, subscriptions.c.subject, subscriptions.c.subject_id)
    rows = connection.execute(
        select(*columns)
        .select_from(theirs)
        .where(deliveries.c.id.in_([one.id for one in claimed]), subscriptions.c.subject != Subject.EVENT)
        .order_by(deliveries.c.id, subscriptions.c.subject, subscriptions.c.subject_id)
    )
    found: defaultdict[DeliveryId, list[Followed]] = defaultdict(list)
    for identity, subject, what in rows:
        found[DeliveryId(identity)].append(Followed(Subject(subject), what))
    return found


def _people(connection: Connection, claimed: Sequence[Claimed]) -> frozenset[DeliveryId]:
    """The deliveries that go to one person."""
    theirs = deliveries.join(chats, chats.c.id == deliveries.c.chat_id)
    of_person = select(deliveries.c.id).select_from(theirs).where(chats.c.kind == ChatKind.PRIVATE)
    rows = connection.scalars(of_person.where(deliveries.c.id.in_([one.id for one in claimed])))
    return frozenset(DeliveryId(identity) for identity in rows)


def _reasons(announcement: Announcement, followed: Sequence[Followed]) -> tuple[Followed, ...]:
    """Of what a chat follows, what brings the announcement."""
    audience = announcement.audience
    themes = [what for what in followed if what.subject is Subject.THEME and what.id in audience.themes]
    networks = [what for what in followed if what.subject is Subject.NETWORK]
    if audience.whole_city:
        return tuple(themes if audience.themes else followed)
    networks = [what for what in networks if what.id in audience.networks]
    return tuple(networks) if networks and (themes or not audience.themes) else ()
