"""Updates are kept until they are handled, and known when they come again."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.inbox.port import IDS_KEPT, StoredUpdate
from storage import open_store


async def test_what_was_stored_waits_in_the_order_in_which_it_came(store, now):
    assert set(await store.store_updates({900: '{"a":1}', 5: '{"b":"è"}'}, now)) == {900, 5}
    assert set(await store.store_updates({6: "{}"}, now + timedelta(seconds=1))) == {6}

    assert await store.waiting_updates() == [
        StoredUpdate(900, '{"a":1}', now),
        StoredUpdate(5, '{"b":"è"}', now),
        StoredUpdate(6, "{}", now + timedelta(seconds=1)),
    ]


async def test_what_was_handled_says_nothing_any_more_and_is_known(store, now):
    await store.store_updates({1: "one", 2: "two"}, now)
    await store.finish_updates([1])

    assert [waiting.update_id for waiting in await store.waiting_updates()] == [2]
    assert set(await store.store_updates({2: "two", 1: "one", 3: "three"}, now)) == {3}
    assert [waiting.update_id for waiting in await store.waiting_updates()] == [2, 3]


async def test_numbers_are_forgotten_after_their_time_unless_they_still_wait(store, now):
    await store.store_updates({1: "one", 2: "two"}, now)
    await store.store_updates({3: "three"}, now + timedelta(hours=1))
    await store.finish_updates([1, 3])

    assert await store.sweep_inbox(now + timedelta(hours=1)) == 1

    assert set(await store.store_updates({1: "again", 2: "two", 3: "three"}, now + IDS_KEPT)) == {1}


async def test_large_and_negative_numbers_and_hundreds_of_updates(store, now):
    numbers = [2**63 - 1, -(2**63) + 1, *range(1500)]
    assert len(await store.store_updates(dict.fromkeys(numbers, "{}"), now)) == len(numbers)

    await store.finish_updates(numbers)
    await store.finish_updates([])

    assert await store.waiting_updates() == []
    assert await store.store_updates(dict.fromkeys(numbers, "{}"), now) == frozenset()


async def test_a_row_that_cannot_be_read_does_not_take_the_others_with_it(tmp_path: Path, database, now):
    url = f"sqlite:///{tmp_path / 'reti.db'}"
    if database.__class__.__name__ != "SqliteDatabase":  # PostgreSQL lets no such row in
        return
    async with open_store(url) as store:
        await store.store_updates({1: "one", 2: "two"}, now)
        damage = "UPDATE inbox SET stored_at = 'long ago' WHERE update_id = 1"
        await database.write(lambda connection: connection.exec_driver_sql(damage))

        assert await store.waiting_updates() == [
            StoredUpdate(1, "", datetime.min.replace(tzinfo=UTC)),
            StoredUpdate(2, "two", now),
        ]
