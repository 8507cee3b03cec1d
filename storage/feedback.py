"""The wrong answers that residents reported. Who reported is not kept."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from domain.model import Feedback, FeedbackId
from storage.database import Database
from storage.errors import GoneError
from storage.schema import feedback


class SqlReports:
    """`domain.ports.Reports` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def report(self, asked: str, answered: Sequence[str], city_version: str, now: datetime) -> FeedbackId:
        """Keep a report of a wrong answer."""
        return await self._database.write(_report, asked, answered, city_version, now)

    async def comment(self, feedback: FeedbackId, text: str) -> None:
        """Add the resident's own line to their report; a second one takes its place. Raises GoneError."""
        await self._database.write(_comment, feedback, text)

    async def sweep_reports(self, before: datetime) -> int:
        """Delete the reports made before an instant; say how many."""
        return await self._database.write(_sweep, before)

    async def reports(self, limit: int = 1000) -> Sequence[Feedback]:
        """The latest reports, newest first."""
        return await self._database.read(_reports, limit)


def _report(
    connection: Connection, asked: str, answered: Sequence[str], city_version: str, now: datetime
) -> FeedbackId:
    kept = insert(feedback).values(asked=asked, answered=list(answered), city_version=city_version, reported_at=now)
    return FeedbackId(connection.execute(kept.returning(feedback.c.id)).scalar_one())


def _comment(connection: Connection, number: FeedbackId, text: str) -> None:
    if not connection.execute(update(feedback).where(feedback.c.id == number).values(comment=text)).rowcount:
        raise GoneError(f"There is no report {number} any more.")


def _sweep(connection: Connection, before: datetime) -> int:
    return connection.execute(delete(feedback).where(feedback.c.reported_at < before)).rowcount


def _reports(connection: Connection, limit: int) -> Sequence[Feedback]:
    latest = select(feedback).order_by(feedback.c.reported_at.desc(), feedback.c.id.desc()).limit(limit)
    return [
        Feedback(FeedbackId(row.id), row.asked, tuple(row.answered), row.city_version, row.reported_at, row.comment)
        for row in connection.execute(latest)
    ]
