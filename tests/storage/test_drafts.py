"""The dialogue under way in a chat."""

import asyncio
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.model import ChatId, ChatKind, Draft
from domain.ports import Store
from storage.errors import GoneError

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
    assert await store.draft(chat, None, now) is None
    assert await store.drop_draft(chat, None) is False


async def test_a_dialogue_is_kept_gone_on_with_and_ended(store, chat, now, soon):
    await store.keep_draft(chat, None, Draft("number", soon, {"street": "Via Borgo Palazzo"}))
    again = Draft("comment", soon + timedelta(hours=1), {"report": 7})
    await store.keep_draft(chat, None, again)
    assert await store.draft(chat, None, now) == again
    assert await store.drop_draft(chat, None) is True
    assert await store.draft(chat, None, now) is None


async def test_every_topic_of_a_forum_has_its_own(store, chat, now, soon):
    for thread in (None, 1, 2**40):
        await store.keep_draft(chat, thread, Draft(f"in {thread}", soon))
    await store.drop_draft(chat, 1)
    assert [draft and draft.kind for draft in [await store.draft(chat, t, now) for t in (None, 1, 2**40)]] == [
        "in None",
        None,
        f"in {2**40}",
    ]


async def test_a_dialogue_is_over_at_the_instant_it_expires(store, chat, now, soon):
    await store.keep_draft(chat, None, Draft("number", soon))
    assert await store.draft(chat, None, soon - timedelta(microseconds=1)) is not None
    assert await store.draft(chat, None, soon) is None


async def test_what_has_expired_is_swept_and_nothing_else(store, chat, now, soon):
    for thread, expires_at in enumerate((now, soon, soon + timedelta(microseconds=1)), start=1):
        await store.keep_draft(chat, thread, Draft("number", expires_at))
    assert await store.sweep_drafts(soon) == 2
    assert await store.sweep_drafts(soon) == 0
    assert await store.draft(chat, 3, now) is not None


async def test_no_dialogue_begins_in_a_chat_that_is_gone(store, soon):
    with pytest.raises(GoneError, match="no chat 77"):
        await store.keep_draft(ChatId(77), None, Draft("number", soon))


async def test_taps_that_arrive_together_leave_one_dialogue(store, chat, now, soon):
    drafts = [Draft(f"dialogue {number}", soon) for number in range(20)]
    await asyncio.gather(*(store.keep_draft(chat, None, draft) for draft in drafts))
    assert await store.draft(chat, None, now) in drafts
    assert await store.drop_draft(chat, None)
    assert await store.draft(chat, None, now) is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(payload=PAYLOADS)
async def test_a_payload_comes_back_as_it_went(store, chat, now, soon, payload):
    """One store serves all examples: each takes the place of the one before."""
    await store.keep_draft(chat, None, Draft("any", soon, payload))
    assert (await store.draft(chat, None, now)).payload == payload


async def test_what_is_not_json_is_refused_by_every_database(store, chat, soon):
    with pytest.raises(Exception, match="not JSON compliant"):
        await store.keep_draft(chat, None, Draft("any", soon, {"score": float("nan")}))
