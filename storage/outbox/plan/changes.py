"""Changes for those who were told something else before, and the messages that say it still."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from sqlalchemy import Connection, String, and_, case, cast, exists, literal, or_, select

from domain.agenda.event import Status
from domain.outbox.delivery import SINGLE, SOON, Kind, Priority
from domain.outbox.outcome import Outcome
from domain.reminders import URGENT_AFTER_QUIET, Quiet, quiet_until
from storage.following import brings, reached, same_place
from storage.outbox.plan.quiet import by_quiet
from storage.outbox.plan.rows import Rows
from storage.schema import answers, chats, deliveries, events, occurrences, subscriptions, told


def changed_of_late(connection: Connection, since: datetime, now: datetime) -> Sequence[int]:
    """Occurrences that changed of late, are not over, and are shown: mostly none, and nobody need be looked at."""
    late = and_(occurrences.c.changed_at > since, occurrences.c.over_at > now, occurrences.c.status != Status.DRAFT)
    return connection.scalars(select(occurrences.c.id).where(late)).all()


def changes(changed: Sequence[int], now: datetime, zone: tzinfo) -> Rows:
    """What is not any more as a chat was told; who does not follow it any more only has the old message edited."""
    waits = [(quiet, over) for quiet in Quiet if (over := quiet_until(now, quiet, zone))]
    due_at = by_quiet(
        [(quiet, occurrences.c.begins_at >= over + URGENT_AFTER_QUIET, over) for quiet, over in waits], now
    )
    follows = exists().where(same_place(subscriptions, told), brings())
    comes = exists().where(answers.c.occurrence_id == told.c.occurrence_id, same_place(answers, told), answers.c.coming)
    joined, writable = reached(told)
    return (
        select(
            told.c.chat_id,
            told.c.thread,
            literal(Kind.CHANGE.value).label("kind"),
            occurrences.c.id.label("subject"),
            cast(occurrences.c.revision, String).label("version"),
            case((occurrences.c.begins_at < now + SOON, int(Priority.URGENT)), else_=int(Priority.NOTICE)).label(
                "priority"
            ),
            due_at.label("due_at"),
            occurrences.c.over_at.label("expires_at"),
        )
        .select_from(
            joined.join(occurrences, occurrences.c.id == told.c.occurrence_id).join(
                events, events.c.id == occurrences.c.event_id
            )
        )
        .where(writable, told.c.occurrence_id.in_(changed), occurrences.c.facts != told.c.facts, or_(follows, comes))
    )


def amendments(changed: Sequence[int], now: datetime) -> Rows:
    """The messages that say of a changed occurrence what is not true any more."""
    return (
        select(
            deliveries.c.chat_id,
            deliveries.c.thread,
            literal(Kind.AMENDMENT.value).label("kind"),
            deliveries.c.id.label("subject"),
            cast(occurrences.c.revision, String).label("version"),
            literal(int(Priority.NOTICE)).label("priority"),
            literal(now, occurrences.c.over_at.type).label("due_at"),
            occurrences.c.over_at.label("expires_at"),
        )
        .select_from(
            deliveries.join(occurrences, occurrences.c.id == deliveries.c.subject).join(
                chats, chats.c.id == deliveries.c.chat_id
            )
        )
        .where(
            chats.c.blocked_at.is_(None),
            deliveries.c.subject.in_(changed),
            deliveries.c.kind.in_(SINGLE),
            deliveries.c.outcome == Outcome.SENT,
            deliveries.c.message_id.is_not(None),
            deliveries.c.facts != occurrences.c.facts,
        )
    )
