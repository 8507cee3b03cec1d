"""The dialogues under way in a chat."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.dialogues.dialogue import ANNOUNCEMENT, COMMENT, EVENT, FILE, INVITATION, NUMBER, Dialogue
from domain.model import ChatId, ChatKind
from domain.ports import Store
from storage.errors import GoneError

OWNERS = (ANNOUNCEMENT, COMMENT, EVENT, FILE, INVITATION, NUMBER)
PAYLOADS = st.dictionaries(
    st.text(st.characters(codec=None)),
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
)


@pytest.fixture
async def chat(store: Store, now: datetime) -> ChatId:
    return (await store.meet(1, ChatKind.PRIVATE, "it", now)).id


@pytest.fixture
def soon(now: datetime) -> datetime:
    return now + timedelta(minutes=30)


async def test_there_is_no_dialogue_before_one_begins(store, chat, now):
    assert not await store.dialogues(chat, None, now)
    assert await store.end_dialogue(chat, None, NUMBER) is False


async def test_a_dialogue_is_kept_gone_on_with_and_ended(store, chat, now, soon):
    await store.keep_dialogue(chat, None, Dialogue(NUMBER, soon, {"street": "Via Borgo Palazzo"}))
    again = Dialogue(NUMBER, soon + timedelta(hours=1), {"street": "Via Corridoni"})
    await store.keep_dialogue(chat, None, again)
    assert await store.dialogues(chat, None, now) == [again]
    assert await store.end_dialogue(chat, None, NUMBER) is True
    assert not await store.dialogues(chat, None, now)


async def test_each_owner_has_its_own_and_the_last_begun_has_the_floor(store, chat, now, soon):
    work = Dialogue(EVENT, soon, {"title": "Assemblea"})
    question = Dialogue(NUMBER, soon, {"street": "Via Roma"})
    await store.keep_dialogue(chat, None, work)
    await store.keep_dialogue(chat, None, question)
    assert sorted(await store.dialogues(chat, None, now), key=str) == [replace(work, waits=True), question]
    await store.end_dialogue(chat, None, NUMBER)
    assert await store.dialogues(chat, None, now) == [replace(work, waits=True)]
    await store.keep_dialogue(chat, None, work)
    assert await store.dialogues(chat, None, now) == [work]


async def test_what_waits_takes_the_floor_from_nobody(store, chat, now, soon):
    work, beside = Dialogue(EVENT, soon), Dialogue(COMMENT, soon, waits=True)
    await store.keep_dialogue(chat, None, work)
    await store.keep_dialogue(chat, None, beside)
    assert sorted(await store.dialogues(chat, None, now), key=str) == [work, beside]


async def test_every_topic_of_a_forum_has_its_own(store, chat, now, soon):
    for thread in (None, 1, 2**40):
        await store.keep_dialogue(chat, thread, Dialogue(NUMBER, soon, {"in": thread}))
    await store.end_dialogue(chat, 1, NUMBER)
    found = [await store.dialogues(chat, thread, now) for thread in (None, 1, 2**40)]
    assert found == [[Dialogue(NUMBER, soon, {"in": None})], [], [Dialogue(NUMBER, soon, {"in": 2**40})]]


async def test_a_dialogue_is_over_at_the_instant_it_expires(store, chat, soon):
    await store.keep_dialogue(chat, None, Dialogue(NUMBER, soon))
    assert await store.dialogues(chat, None, soon - timedelta(microseconds=1))
    assert not await store.dialogues(chat, None, soon)


async def test_what_has_expired_is_swept_and_nothing_else(store, chat, now, soon):
    for thread, expires_at in enumerate((now, soon, soon + timedelta(microseconds=1)), start=1):
        await store.keep_dialogue(chat, thread, Dialogue(NUMBER, expires_at))
    assert await store.sweep_dialogues(soon) == 2
    assert await store.sweep_dialogues(soon) == 0
    assert await store.dialogues(chat, 3, now)


async def test_no_dialogue_begins_in_a_chat_that_is_gone(store, soon):
    with pytest.raises(GoneError, match="no chat 77"):
        await store.keep_dialogue(ChatId(77), None, Dialogue(NUMBER, soon))


async def test_of_what_begins_at_once_one_has_the_floor_and_nothing_is_lost(store, chat, now, soon):
    await asyncio.gather(*(store.keep_dialogue(chat, None, Dialogue(owner, soon)) for owner in OWNERS * 3))
    found = await store.dialogues(chat, None, now)
    assert {one.owner for one in found} == set(OWNERS)
    assert [one.waits for one in found].count(False) == 1


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(payload=PAYLOADS)
async def test_a_payload_comes_back_as_it_went(store, chat, now, soon, payload):
    """One store serves all examples: each takes the place of the one before."""
    await store.keep_dialogue(chat, None, Dialogue(NUMBER, soon, payload))
    [kept] = await store.dialogues(chat, None, now)
    assert kept.payload == payload


async def test_what_is_not_json_is_refused_by_every_database(store, chat, soon):
    with pytest.raises(Exception, match="not JSON compliant"):
        await store.keep_dialogue(chat, None, Dialogue(NUMBER, soon, {"score": float("nan")}))
