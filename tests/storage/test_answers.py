"""Who says that they come: numbers only, and no more than there are places."""

import asyncio

import pytest

from domain.agenda.event import Status
from domain.attendance import Attendance
from domain.model import ChatId
from storage.errors import GoneError
from tests.domain.some_events import at
from tests.ledger import Ledger, loreto


@pytest.fixture
def ledger(store) -> Ledger:
    return Ledger(store, at("2026-10-10 12:00"))


async def test_one_comes_cannot_after_all_and_takes_it_back(ledger):
    chat = await ledger.chat(1)
    await ledger.takes(loreto())
    answer = ledger.store.answer
    assert await ledger.store.attendance(chat, None, 1) == Attendance(0)
    assert await answer(chat, None, 1, ledger.now, coming=True) == Attendance(1, None, mine=True)
    assert await answer(chat, None, 1, ledger.now, coming=True) == Attendance(1, None, mine=True)
    assert await answer(chat, None, 1, ledger.now, coming=False) == Attendance(0, None, mine=False)
    assert await answer(chat, None, 1, ledger.now, coming=None) == Attendance(0)
    assert await answer(chat, None, 1, ledger.now, coming=None) == Attendance(0)


async def test_each_counts_and_each_topic_for_itself(ledger):
    await ledger.takes(loreto(), loreto(uid="other"))
    for number in (1, 2):
        await ledger.store.answer(await ledger.chat(number), None, 1, ledger.now, coming=True)
    await ledger.store.answer(await ledger.chat(1), 7, 1, ledger.now, coming=False)
    assert await ledger.store.attendance(await ledger.chat(1), None, 1) == Attendance(2, None, mine=True)
    assert await ledger.store.attendance(await ledger.chat(1), 7, 1) == Attendance(2, None, mine=False)
    assert await ledger.store.attendance(await ledger.chat(3), None, 1) == Attendance(2)
    assert await ledger.store.attendance(await ledger.chat(1), None, 2) == Attendance(0)


async def test_where_all_places_are_taken_one_stays_out_until_somebody_leaves(ledger):
    await ledger.takes(loreto(seats=1))
    ada, bruno = await ledger.chat(1), await ledger.chat(2)
    answer = ledger.store.answer
    assert await answer(ada, None, 1, ledger.now, coming=True) == Attendance(1, 1, mine=True)
    assert await answer(bruno, None, 1, ledger.now, coming=True) == Attendance(1, 1, mine=None)
    assert await answer(ada, None, 1, ledger.now, coming=True) == Attendance(1, 1, mine=True)  # who is in stays in
    assert await answer(bruno, None, 1, ledger.now, coming=False) == Attendance(1, 1, mine=False)
    assert await answer(ada, None, 1, ledger.now, coming=None) == Attendance(0, 1)
    assert await answer(bruno, None, 1, ledger.now, coming=True) == Attendance(1, 1, mine=True)


async def test_of_many_who_come_at_once_no_more_than_there_are_places(ledger):
    await ledger.takes(loreto(seats=3))
    chats = [await ledger.chat(number) for number in range(1, 11)]
    said = await asyncio.gather(*(ledger.store.answer(chat, None, 1, ledger.now, coming=True) for chat in chats))
    assert sum(one.mine is True for one in said) == 3
    assert (await ledger.store.attendance(chats[0], None, 1)).coming == 3


async def test_of_what_is_gone_or_not_shown_there_is_nothing_to_say(ledger):
    chat = await ledger.chat(1)
    await ledger.takes(loreto(status=Status.DRAFT))
    assert await ledger.store.answer(chat, None, 1, ledger.now, coming=True) is None
    assert await ledger.store.attendance(chat, None, 99) is None
    await ledger.takes(loreto())
    with pytest.raises(GoneError):
        await ledger.store.answer(ChatId(77), None, 1, ledger.now, coming=True)
