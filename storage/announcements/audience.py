"""Whom an announcement is for, in SQL: the recipients as rows, counted or put into the ledger."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from sqlalchemy import ColumnElement, Connection, Exists, FromClause, Select, and_, exists, func, or_, select

from domain.announcements.announcement import Audience
from domain.announcements.progress import Reach
from domain.city.model import NetworkId
from domain.model import ChatKind
from domain.reminders import DEFAULT_QUIET, Quiet, quiet_until
from domain.subscriptions import Subject
from storage.following import reached, same_place
from storage.schema import chats, preferences, subscriptions

Places = Select[tuple[int, int]]


def recipients(audience: Audience) -> Places:
    """The chats and topics that follow what an announcement is for, and can be written to; each of them once."""
    who = select(subscriptions.c.chat_id, subscriptions.c.thread).where(_follows(audience)).distinct().subquery("who")
    joined, writable = reached(who)
    return select(who.c.chat_id, who.c.thread).select_from(joined).where(writable, _of_kind(audience))


def follows_still(audience: Audience, place: FromClause) -> Exists:
    """Whether the chat of a row still follows what an announcement is for."""
    return exists().where(same_place(subscriptions, place), _follows(audience))


def brings(audience: Audience) -> ColumnElement[bool]:
    """Whether a row of `subscriptions` is a reason for getting an announcement."""
    of_network = subscriptions.c.subject == Subject.NETWORK
    of_theme = and_(subscriptions.c.subject == Subject.THEME, subscriptions.c.subject_id.in_(audience.themes))
    if not audience.whole_city:
        return and_(of_network, subscriptions.c.subject_id.in_(audience.networks))
    return of_theme if audience.themes else or_(of_network, subscriptions.c.subject == Subject.THEME)


def _follows(audience: Audience) -> ColumnElement[bool]:
    if audience.whole_city or not audience.themes:
        return brings(audience)
    also = subscriptions.alias("also")
    a_theme = and_(also.c.subject == Subject.THEME, also.c.subject_id.in_(audience.themes))
    return and_(brings(audience), exists().where(same_place(also, subscriptions), a_theme).correlate(subscriptions))


def _of_kind(audience: Audience) -> ColumnElement[bool]:
    kinds = [
        *([ChatKind.PRIVATE] if audience.people else []),
        *([ChatKind.GROUP, ChatKind.SUPERGROUP, ChatKind.CHANNEL] if audience.groups else []),
    ]
    return chats.c.kind.in_(kinds)


def reach(connection: Connection, audience: Audience, now: datetime, zone: tzinfo, *, urgent: bool) -> Reach:
    """Count whom an announcement would reach now."""
    if not audience.is_chosen:
        return Reach(0)
    who = recipients(audience).subquery("reached")
    total = connection.scalar(select(func.count()).select_from(who)) or 0
    of_kind = select(func.count()).select_from(who.join(chats, chats.c.id == who.c.chat_id))
    groups = connection.scalar(of_kind.where(chats.c.kind != ChatKind.PRIVATE)) or 0
    by_network = _by_network(connection, audience, who)
    resting, rested_at = (0, None) if urgent else _resting(connection, who, now, zone)
    return Reach(
        total=total,
        groups=groups,
        by_network=by_network,
        several=_several(connection, audience, who),
        resting=resting,
        rested_at=rested_at,
    )


def _by_network(connection: Connection, audience: Audience, who: FromClause) -> Mapping[str, int]:
    if audience.whole_city:
        return {}
    theirs = who.join(subscriptions, and_(same_place(subscriptions, who), brings(audience)))
    counted = select(subscriptions.c.subject_id, func.count()).select_from(theirs).group_by(subscriptions.c.subject_id)
    found = {NetworkId(network): number for network, number in connection.execute(counted)}
    return {network: found.get(network, 0) for network in audience.networks}


def _several(connection: Connection, audience: Audience, who: FromClause) -> int:
    if audience.whole_city:
        return 0
    theirs = who.join(subscriptions, and_(same_place(subscriptions, who), brings(audience)))
    more = select(who.c.chat_id).select_from(theirs).group_by(who.c.chat_id, who.c.thread).having(func.count() > 1)
    return connection.scalar(select(func.count()).select_from(more.subquery("several"))) or 0


def _resting(connection: Connection, who: FromClause, now: datetime, zone: tzinfo) -> tuple[int, datetime | None]:
    """How many have quiet hours now, and when the last of those end."""
    wanted = who.outerjoin(preferences, same_place(preferences, who))
    chosen = func.coalesce(preferences.c.quiet, DEFAULT_QUIET.value)
    rows = connection.execute(select(chosen, func.count()).select_from(wanted).group_by(chosen))
    counted: dict[str, int] = {row[0]: row[1] for row in rows}
    over = {quiet: until for quiet in Quiet if (until := quiet_until(now, quiet, zone)) and counted.get(quiet)}
    return sum(counted[quiet] for quiet in over), max(over.values(), default=None)
