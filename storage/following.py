"""Who follows an event, in SQL: by one of its networks, as one of the whole city, by a theme, or by itself."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, String, and_, cast, exists, or_, select, union_all

from domain.subscriptions import Subject
from storage.schema import chats, event_networks, event_themes, events, preferences, subscriptions


def followers(of: FromClause, *carried: str) -> FromClause:
    """Everybody who follows the events of some rows: with the rows' `carried` columns, chat, topic, and since when.

    For many chats at once. A chat that follows an event in several ways stands there several times.
    """
    who = (subscriptions.c.chat_id, subscriptions.c.thread, subscriptions.c.followed_at)
    columns = (of.c.event_id, *(of.c[name] for name in carried), *who)
    by_network = of.join(event_networks, event_networks.c.event_id == of.c.event_id).join(
        subscriptions, _follows(Subject.NETWORK, event_networks.c.network)
    )
    in_city = of.join(events, and_(events.c.id == of.c.event_id, events.c.city_wide)).join(
        subscriptions, subscriptions.c.subject == Subject.NETWORK
    )
    by_theme = of.join(event_themes, event_themes.c.event_id == of.c.event_id).join(
        subscriptions, _follows(Subject.THEME, event_themes.c.theme)
    )
    by_event = of.join(subscriptions, _follows(Subject.EVENT, cast(of.c.event_id, String)))
    ways = (by_network, in_city, by_theme, by_event)
    return union_all(*(select(*columns).select_from(way) for way in ways)).subquery("followers")


def brings() -> ColumnElement[bool]:
    """Whether a row of `subscriptions` brings the event of a row of `events`. For the few rows of one chat."""
    of_network = exists().where(
        event_networks.c.event_id == events.c.id, event_networks.c.network == subscriptions.c.subject_id
    )
    of_theme = exists().where(
        event_themes.c.event_id == events.c.id, event_themes.c.theme == subscriptions.c.subject_id
    )
    return or_(
        and_(subscriptions.c.subject == Subject.NETWORK, or_(events.c.city_wide, of_network)),
        and_(subscriptions.c.subject == Subject.THEME, of_theme),
        _follows(Subject.EVENT, cast(events.c.id, String)),
    )


def reached(who: FromClause) -> tuple[FromClause, ColumnElement[bool]]:
    """Join the chats and preferences of some rows; and what must hold for them to be written to."""
    joined = who.join(chats, chats.c.id == who.c.chat_id).outerjoin(preferences, same_place(preferences, who))
    return joined, and_(chats.c.blocked_at.is_(None), preferences.c.silent_since.is_(None))


def same_place(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Whether two rows are of one chat and topic."""
    return and_(one.c.chat_id == other.c.chat_id, one.c.thread == other.c.thread)


def _follows(subject: Subject, identity: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(subscriptions.c.subject == subject, subscriptions.c.subject_id == identity)
