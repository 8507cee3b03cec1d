"""What deliveries of announcements are about, read for a batch of them at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from domain.announcements.announcement import Announcement, AnnouncementId
from domain.model import ChatKind
from domain.outbox.delivery import COPIES, Claimed, DeliveryId, Kind
from domain.outbox.due import Matter
from domain.subscriptions import Followed, Subject
from storage.announcements.progress import progress, unfollowed
from storage.announcements.rows import found
from storage.following import same_place
from storage.schema import chats, deliveries, operators, subscriptions

ABOUT_ANNOUNCEMENTS = (*COPIES, Kind.TRIAL, Kind.CORRECTION, Kind.NOTE)


def of_announcements(connection: Connection, claimed: Sequence[Claimed], now: datetime) -> dict[DeliveryId, Matter]:
    """What each of these is about, as it is now."""
    if not claimed:
        return {}
    copies = _copies(connection, claimed)
    subjects = {one.id: AnnouncementId(copies[one.id].subject if one.id in copies else one.subject) for one in claimed}
    there = found(connection, subjects.values())
    followed, people = _followed(connection, claimed), _people(connection, claimed)
    matters: dict[DeliveryId, Matter] = {}
    for one in claimed:
        announcement = there.get(subjects[one.id])
        if one.kind is Kind.CORRECTION and one.id not in copies:
            announcement = None
        copy = copies.get(one.id)
        matters[one.id] = Matter(
            announcement=announcement,
            reasons=_reasons(announcement, followed.get(one.id, ())) if announcement else (),
            to_person=one.id in people,
            message_id=copy.message_id if copy else None,
            said=copy.facts if copy else None,
            sort=Kind(copy.kind) if copy else None,
            sent_at=copy.settled_at if copy else None,
        )
        if announcement and one.kind is Kind.NOTE:
            matters[one.id] = _of_note(connection, announcement, now)
    return matters


def _of_note(connection: Connection, announcement: Announcement, now: datetime) -> Matter:
    """What operators are told of an announcement: they are few, and read one by one."""
    name = select(operators.c.name).where(operators.c.chat_id == announcement.by)
    return Matter(
        announcement=announcement,
        author=connection.scalar(name) or "",
        progress=progress(connection, announcement, now),
        unfollowed=unfollowed(connection, announcement),
    )


def _copies(connection: Connection, claimed: Sequence[Claimed]) -> Mapping[DeliveryId, Row[*tuple[Any, ...]]]:
    """The copies that corrections are of, by the correction."""
    corrections = [one for one in claimed if one.kind is Kind.CORRECTION]
    columns = (deliveries.c.id, *(deliveries.c[name] for name in ("kind", "subject", "message_id", "facts")))
    of_them = select(*columns, deliveries.c.settled_at).where(deliveries.c.id.in_([one.subject for one in corrections]))
    rows = {row.id: row for row in connection.execute(of_them)} if corrections else {}
    return {one.id: rows[one.subject] for one in corrections if one.subject in rows}


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
