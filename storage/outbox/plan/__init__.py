"""What is due becomes deliveries: set operations, harmless when repeated, however many chats there are.

A delivery's key is its chat and topic, kind, subject and version. Planning it again revives it where it was never sent
because its reason had gone (`domain.outbox.delivery.REVIVED`); else it changes nothing.
"""

from datetime import datetime, tzinfo

from sqlalchemy import Connection

from domain.reminders import Quiet
from storage.chunks import chunks
from storage.database import Database
from storage.outbox.plan.changes import amendments, changed_of_late, changes, notices
from storage.outbox.plan.digests import digest_for, wanted_digests
from storage.outbox.plan.news import is_news, news
from storage.outbox.plan.quiet import hold_back
from storage.outbox.plan.reminder_times import note_planned, sweep, work_out
from storage.outbox.plan.reminders import reminders
from storage.outbox.plan.rows import insert
from storage.schema import occurrences


class SqlPlanning:
    """`domain.ports.Planning` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
        """Plan what became due; say how many deliveries are new or revived."""
        return await self._database.write(_plan, since, until, now, zone)


def _plan(connection: Connection, since: datetime, until: datetime, now: datetime, zone: tzinfo) -> int:
    work_out(connection, zone, now)
    planned = 0
    for changed in chunks(changed_of_late(connection, occurrences.c.changed_at > since, now)):
        planned += insert(connection, amendments([one.id for one in changed], now))
        planned += sum(insert(connection, rows) for rows in changes(changed, now, zone))
    planned += insert(connection, notices(since, until, now))
    planned += insert(connection, reminders(since, until, now))
    note_planned(connection, since, until, now)
    if is_news(connection, since):
        planned += insert(connection, news(since, now, zone))
    for digest in wanted_digests(connection):
        planned += insert(connection, digest_for(digest, since, now, zone), revive=False)
    for quiet in Quiet:
        hold_back(connection, now, quiet, zone)
    sweep(connection, now)
    return planned
