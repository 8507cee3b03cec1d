"""Instants and words come back as they went, on every database."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import StatementError

from domain.dialogues.dialogue import NUMBER, Dialogue
from domain.model import ChatKind
from storage.schema import feedback

ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(datetime(2, 1, 1), datetime(9999, 12, 30), timezones=ZONES)  # noqa: DTZ001 # the zones are ZONES


def keep_alone(connection: Connection, asked: str, instant: datetime) -> None:
    connection.execute(delete(feedback))
    row = {"asked": asked, "answered": [], "city_version": "v", "reported_at": instant, "comment": None}
    connection.execute(insert(feedback).values(row))


def kept(connection: Connection) -> tuple[str, datetime]:
    return tuple(connection.execute(select(feedback.c.asked, feedback.c.reported_at)).one())


def counted(connection: Connection, instant: datetime) -> tuple[int, int, int]:
    """How many reports are before, at and after the instant, as the database compares."""
    at = feedback.c.reported_at
    return tuple(
        len(connection.execute(select(at).where(rule)).all()) for rule in (at < instant, at == instant, at > instant)
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(instant=INSTANTS, text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
async def test_every_instant_and_every_text_come_back(database, instant, text):
    """One database serves all examples: each deletes the one before."""
    await database.write(keep_alone, text, instant)
    asked, reported_at = await database.read(kept)
    assert asked == text
    assert reported_at == instant
    assert reported_at.tzinfo is UTC or reported_at.utcoffset() == timedelta(0)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(one=INSTANTS, other=INSTANTS)
async def test_the_database_compares_instants_as_python_does(database, one, other):
    await database.write(keep_alone, "", one)
    assert await database.read(counted, other) == (one < other, one == other, one > other)


async def test_a_naive_instant_is_refused(store, now):
    naive = now.replace(tzinfo=None)
    with pytest.raises(StatementError, match="aware of its time zone"):
        await store.mark_blocked(1, naive)
    chat = await store.meet(1, ChatKind.PRIVATE, None, now)
    with pytest.raises(StatementError, match="aware of its time zone"):
        await store.keep_dialogue(chat.id, None, Dialogue(NUMBER, naive))
