"""Who follows an event, in SQL: by one of its networks, as one of the whole city, by a theme, or by itself."""

from sqlalchemy import ColumnElement, FromClause, String, and_, cast, exists, literal, or_, select, union, union_all

from domain.subscriptions import Subject
from storage.schema import chats, event_networks, event_themes, events, preferences, subscriptions


def followers(of: FromClause, *carried: str) -> FromClause:
    """Everybody who follows the events of some rows: with the rows' `carried` columns, chat, topic, and since when.

    For many chats at once. A chat that follows an event in several ways stands there several times. What brings an
    event is found first, so that no database is tempted to begin with all who follow anything.
    """
    theirs = (of.c.event_id, *(of.c[name] for name in carried))
    by_network = of.join(event_networks, event_networks.c.event_id == of.c.event_id)
    by_theme = of.join(event_themes, event_themes.c.event_id == of.c.event_id)
    subject, identity = subscriptions.c.subject, subscriptions.c.subject_id
    ways = union(
        select(*theirs, _is(Subject.NETWORK), event_networks.c.network.label(identity.name)).select_from(by_network),
        select(*theirs, _is(Subject.THEME), event_themes.c.theme).select_from(by_theme),
        select(*theirs, _is(Subject.EVENT), cast(of.c.event_id, String)).select_from(of),
    ).subquery("ways")
    in_city = of.join(events, and_(events.c.id == of.c.event_id, events.c.city_wide))
    who = (subscriptions.c.chat_id, subscriptions.c.thread, subscriptions.c.followed_at)
    follows = and_(subject == ways.c.subject, identity == ways.c.subject_id)
    return union_all(
        select(ways.c.event_id, *(ways.c[name] for name in carried), *who).select_from(
            ways.join(subscriptions, follows)
        ),
        select(*theirs, *who).select_from(in_city.join(subscriptions, subject == Subject.NETWORK)),
    ).subquery("followers")


def brings() -> ColumnElement[bool]:
    """Whether a row of `subscriptions` brings the event of a row of `events`. For the few rows of one chat.

    Both rows are those of whatever query this stands in, however deep: SQLAlchemy by itself looks one level up.
    """
    of = (events, subscriptions)
    of_network = (
        exists()
        .where(event_networks.c.event_id == events.c.id, event_networks.c.network == subscriptions.c.subject_id)
        .correlate(*of)
    )
    of_theme = (
        exists()
        .where(event_themes.c.event_id == events.c.id, event_themes.c.theme == subscriptions.c.subject_id)
        .correlate(*of)
    )
    return or_(
        and_(subscriptions.c.subject == Subject.NETWORK, or_(events.c.city_wide, of_network)),
        and_(subscriptions.c.subject == Subject.THEME, of_theme),
        and_(subscriptions.c.subject == Subject.EVENT, subscriptions.c.subject_id == cast(events.c.id, String)),
    )


def reached(who: FromClause) -> tuple[FromClause, ColumnElement[bool]]:
    """Join the chats and preferences of some rows; and what must hold for them to be written to."""
    joined = who.join(chats, chats.c.id == who.c.chat_id).outerjoin(preferences, same_place(preferences, who))
    return joined, and_(chats.c.blocked_at.is_(None), preferences.c.silent_since.is_(None))


def same_place(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Whether two rows are of one chat and topic."""
    return and_(one.c.chat_id == other.c.chat_id, one.c.thread == other.c.thread)


def _is(subject: Subject) -> ColumnElement[str]:
    return literal(subject.value).label(subscriptions.c.subject.name)
