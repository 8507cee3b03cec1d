"""Who said that they come to an occurrence, or that they cannot. Only the numbers are ever shown."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, select

from domain.agenda.event import OccurrenceId
from domain.attendance import Attendance
from domain.model import ChatId
from storage.agenda import happenings
from storage.database import Database
from storage.schema import answers, occurrences
from storage.subscriptions import NO_THREAD, note_known, put


class SqlAnswers:
    """`domain.ports.Answers` in SQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def answer(
        self, chat: ChatId, thread: int | None, occurrence: OccurrenceId, now: datetime, *, coming: bool | None
    ) -> Attendance | None:
        """Note whether a chat comes; None takes back what it said. None comes back of an occurrence that is gone.

        Where all places are taken, who was not among them stays out.
        """
        return await self._database.write(_answer, chat, thread or NO_THREAD, occurrence, now, coming)

    async def attendance(self, chat: ChatId, thread: int | None, occurrence: OccurrenceId) -> Attendance | None:
        """How many come, and what this chat said."""
        return await self._database.read(_attendance, chat, thread or NO_THREAD, occurrence)


def _answer(
    connection: Connection,
    chat: ChatId,
    thread: int,
    occurrence: OccurrenceId,
    now: datetime,
    coming: bool | None,  # noqa: FBT001 - named by its port
) -> Attendance | None:
    # Who answers the same at the same moment waits here, or both would take the last place.
    connection.execute(select(occurrences.c.id).where(occurrences.c.id == occurrence).with_for_update())
    before = _attendance(connection, chat, thread, occurrence)
    if before is None or (coming and before.full and before.mine is not True):
        return before
    if coming is None:
        here = (answers.c.chat_id == chat) & (answers.c.thread == thread) & (answers.c.occurrence_id == occurrence)
        connection.execute(delete(answers).where(here))
    else:
        row = {"chat_id": chat, "thread": thread, "occurrence_id": occurrence, "coming": coming}
        put(connection, answers, row, f"There is no chat {chat} any more.")
    if coming:
        note_known(connection, chat, thread, select(occurrences.c.id).where(occurrences.c.id == occurrence), now)
    return _attendance(connection, chat, thread, occurrence)


def _attendance(connection: Connection, chat: ChatId, thread: int, occurrence: OccurrenceId) -> Attendance | None:
    happening = happenings(connection, [occurrence]).get(occurrence)
    if happening is None:
        return None
    of_it = answers.c.occurrence_id == occurrence
    coming = connection.scalar(select(func.count()).select_from(answers).where(of_it, answers.c.coming)) or 0
    here = (answers.c.chat_id == chat) & (answers.c.thread == thread)
    mine = connection.scalar(select(answers.c.coming).where(of_it, here))
    return Attendance(coming, happening.event.seats, mine)
