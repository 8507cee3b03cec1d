"""Digests, at the day and hour that each chat chose."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from sqlalchemy import Connection, exists, literal, select

from domain.outbox.delivery import Kind, Priority
from domain.subscriptions import DIGEST_LASTS, Digest, Rhythm, version_of
from storage.following import same_place
from storage.outbox.plan.rows import Rows
from storage.schema import chats, occurrences, preferences, subscriptions


def wanted_digests(connection: Connection) -> Sequence[Digest]:
    """The digests that somebody wants."""
    wanted = select(preferences.c.digest, preferences.c.digest_weekday, preferences.c.digest_hour).distinct()
    rows = connection.execute(wanted.where(preferences.c.digest != ""))
    return [Digest(Rhythm(rhythm), weekday, hour) for rhythm, weekday, hour in rows]


def digest_for(digest: Digest, since: datetime, now: datetime, zone: tzinfo) -> Rows | None:
    """A digest for those who want it so; None where its hour has not come since, or is long past."""
    due_at = digest.last_due(now, zone)
    if due_at is None or due_at <= max(since, now - DIGEST_LASTS):
        return None
    follows = exists().where(same_place(subscriptions, preferences))
    return (
        select(
            preferences.c.chat_id,
            preferences.c.thread,
            literal(Kind.DIGEST.value).label("kind"),
            literal(0).label("subject"),
            literal(version_of(due_at, zone).isoformat()).label("version"),
            literal(int(Priority.NOTICE)).label("priority"),
            literal(due_at, occurrences.c.over_at.type).label("due_at"),
            literal(due_at + DIGEST_LASTS, occurrences.c.over_at.type).label("expires_at"),
        )
        .select_from(preferences.join(chats, chats.c.id == preferences.c.chat_id))
        .where(
            preferences.c.digest == digest.rhythm,
            preferences.c.digest_weekday == digest.weekday,
            preferences.c.digest_hour == digest.hour,
            preferences.c.changed_at <= due_at,
            preferences.c.silent_since.is_(None),
            chats.c.blocked_at.is_(None),
            follows,
        )
    )
