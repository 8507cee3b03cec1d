"""Which networks a chat follows."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select

from domain.model import ChatId, ChatKind
from domain.subscriptions import network
from storage import open_store
from storage.errors import GoneError
from storage.schema import chats, subscriptions

GROUP, SUPERGROUP = -42, -1_001_234_567_890


@pytest.fixture
async def chat(store, now) -> ChatId:
    return (await store.meet(1, ChatKind.PRIVATE, "it", now)).id


async def test_a_network_is_followed_and_no_longer(store, chat, now):
    assert await store.followed(chat, None) == []
    await store.follow(chat, None, network("loreto"), now)
    assert await store.followed(chat, None) == [network("loreto")]
    await store.unfollow(chat, None, network("loreto"))
    await store.unfollow(chat, None, network("loreto"))
    assert await store.followed(chat, None) == []


async def test_they_stand_in_the_order_in_which_that_began(store, chat, now):
    for minute, name in enumerate(["redona", "loreto", "colognola"]):
        await store.follow(chat, None, network(name), now + timedelta(minutes=minute))
    await store.follow(chat, None, network("redona"), now + timedelta(hours=1))  # who follows goes on
    assert await store.followed(chat, None) == [network("redona"), network("loreto"), network("colognola")]
    await store.unfollow(chat, None, network("redona"))
    await store.follow(chat, None, network("redona"), now + timedelta(hours=1))  # who begins anew is last
    assert await store.followed(chat, None) == [network("loreto"), network("colognola"), network("redona")]


async def test_every_topic_and_every_chat_follows_its_own(store, chat, now):
    other = (await store.meet(2, ChatKind.SUPERGROUP, None, now)).id
    await store.follow(chat, None, network("loreto"), now)
    await store.follow(other, None, network("redona"), now)
    await store.follow(other, 7, network("colognola"), now)
    await store.unfollow(other, None, network("colognola"))
    assert [await store.followed(*where) for where in ((chat, None), (other, None), (other, 7), (other, 8))] == [
        [network("loreto")],
        [network("redona")],
        [network("colognola")],
        [],
    ]


async def test_taps_that_arrive_together_follow_once(store, chat, now):
    await asyncio.gather(*(store.follow(chat, None, network("loreto"), now) for _ in range(10)))
    assert await store.followed(chat, None) == [network("loreto")]


async def test_a_chat_that_is_gone_follows_nothing(store, now):
    with pytest.raises(GoneError, match="no chat 77"):
        await store.follow(ChatId(77), None, network("loreto"), now)
    await store.unfollow(ChatId(77), None, network("loreto"))
    assert await store.followed(ChatId(77), None) == []


async def test_a_group_follows_on_when_it_becomes_a_supergroup(store, now):
    group = await store.meet(GROUP, ChatKind.GROUP, None, now)
    await store.follow(group.id, None, network("loreto"), now)
    moved = await store.migrate(GROUP, SUPERGROUP, now)
    assert await store.followed(moved.id, None) == [network("loreto")]


async def test_a_group_and_its_supergroup_follow_together_what_each_followed(store, now):
    later = now + timedelta(hours=1)
    group = await store.meet(GROUP, ChatKind.GROUP, None, now)
    supergroup = await store.meet(SUPERGROUP, ChatKind.SUPERGROUP, None, now)
    await store.follow(group.id, None, network("loreto"), now)
    await store.follow(group.id, 3, network("redona"), now)
    await store.follow(supergroup.id, None, network("colognola"), later)
    await store.follow(supergroup.id, None, network("loreto"), later)  # both
    await store.follow(supergroup.id, 3, network("loreto"), later)
    await store.follow(supergroup.id, 9, network("redona"), later)

    moved = await store.migrate(GROUP, SUPERGROUP, later)

    assert await store.followed(moved.id, None) == [network("loreto"), network("colognola")]  # since when the group did
    assert await store.followed(moved.id, 3) == [network("redona"), network("loreto")]
    assert await store.followed(moved.id, 9) == [network("redona")]
    assert await store.followed(supergroup.id, None) == []


async def test_a_chat_that_is_deleted_leaves_nothing_followed(database, database_url, now):
    async with open_store(database_url) as store:
        chat = (await store.meet(1, ChatKind.PRIVATE, "it", now)).id
        await store.follow(chat, None, network("loreto"), now)
    await database.write(lambda connection: connection.execute(delete(chats)) and None)
    counted = select(func.count()).select_from(subscriptions)
    assert await database.read(lambda connection: connection.scalar(counted)) == 0
