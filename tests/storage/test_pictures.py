"""The pictures that Telegram has already."""

import asyncio
from datetime import timedelta

from storage import open_store


async def test_a_picture_that_was_never_sent_is_not_known(store):
    assert await store.picture("a map") is None


async def test_a_picture_is_known_by_its_key_and_no_other(store, now):
    await store.keep_picture("a map", "AgAC-1", now)
    await store.keep_picture("another map", "AgAC-2", now)
    assert [await store.picture(key) for key in ("a map", "another map", "A map")] == ["AgAC-1", "AgAC-2", None]


async def test_the_latest_file_takes_the_place_of_the_one_before(store, now):
    await store.keep_picture("a map", "AgAC-1", now)
    await store.keep_picture("a map", "AgAC-2", now + timedelta(minutes=1))
    assert await store.picture("a map") == "AgAC-2"


async def test_a_file_that_is_not_taken_any_more_is_forgotten_alone(store, now):
    for key in ("a map", "another map"):
        await store.keep_picture(key, key.upper(), now)
    await store.drop_picture("a map")
    await store.drop_picture("a map")
    assert [await store.picture(key) for key in ("a map", "another map")] == [None, "ANOTHER MAP"]


async def test_two_who_uploaded_the_same_picture_at_once_do_no_harm(store, now):
    await asyncio.gather(*(store.keep_picture("a map", f"AgAC-{number}", now) for number in range(8)))
    assert await store.picture("a map") in {f"AgAC-{number}" for number in range(8)}


async def test_pictures_are_known_after_a_restart(database_url, now):
    async with open_store(database_url) as store:
        await store.keep_picture("a map", "AgAC-1", now)
    async with open_store(database_url) as store:
        assert await store.picture("a map") == "AgAC-1"
