"""What is due becomes deliveries: set operations, harmless when repeated, however many chats there are.

A delivery's key is its chat and topic, kind, subject and version. Planning it again revives it where it was never sent
because its reason had gone (`domain.outbox.outcome.REVIVED`); else it changes nothing. `storage.outbox.kinds` says
which of these plans is whose.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import Connection

from storage.chunks import chunks
from storage.outbox.plan.changes import amendments, changed_of_late, changes
from storage.outbox.plan.digests import digest_for, wanted_digests
from storage.outbox.plan.news import is_news, news
from storage.outbox.plan.reminder_times import note_planned, work_out
from storage.outbox.plan.reminders import reminders
from storage.outbox.plan.rows import insert


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is planned: what became due from `since` `until` then, as it is `now`, in the city's zone."""

    since: datetime
    until: datetime
    now: datetime
    zone: tzinfo


def plan_reminders(connection: Connection, window: Window) -> int:
    """Plan the reminders whose time has come."""
    work_out(connection, window.zone, window.now)
    planned = insert(connection, reminders(window.since, window.until, window.now))
    note_planned(connection, window.since, window.until, window.now)
    return planned


def plan_amendments(connection: Connection, window: Window) -> int:
    """Plan the edits of messages that say what is not true any more."""
    changed = changed_of_late(connection, window.since, window.now)
    return sum(insert(connection, amendments(some, window.now)) for some in chunks(changed))


def plan_changes(connection: Connection, window: Window) -> int:
    """Plan the notices for those who were told something else before."""
    changed = changed_of_late(connection, window.since, window.now)
    return sum(insert(connection, changes(some, window.now, window.zone)) for some in chunks(changed))


def plan_news(connection: Connection, window: Window) -> int:
    """Plan the news of what was announced of late."""
    if not is_news(connection, window.since):
        return 0
    return insert(connection, news(window.since, window.now, window.zone))


def plan_digests(connection: Connection, window: Window) -> int:
    """Plan the digests whose hour has come."""
    wanted = wanted_digests(connection)
    return sum(
        insert(connection, digest_for(one, window.since, window.now, window.zone), revive=False) for one in wanted
    )
