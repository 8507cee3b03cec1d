"""The ledger: claimed by lease, in their order, settled in groups, put off, counted, swept."""

import asyncio
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from domain.agenda.event import SomeDay, Status
from domain.model import ChatKind
from domain.outbox.delivery import DeliveryId, Kind, Priority
from domain.outbox.outcome import Count, Outcome, PutOff, Settled
from domain.subscriptions import network
from storage.outbox.claim import claim
from storage.schema import chats, deliveries, told
from tests.domain.some_events import at, day, whole
from tests.ledger import LEASE, Ledger, loreto

NOW = at("2026-10-12 18:00")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def ledger(store) -> Ledger:
    return Ledger(store, NOW)


def row(number: int, **more) -> dict:
    whole_row = {
        "chat_id": 1,
        "thread": 0,
        "kind": Kind.REMINDER,
        "subject": number,
        "version": "v",
        "priority": Priority.REMINDER,
        "due_at": NOW,
        "expires_at": NOW + timedelta(days=1),
        "attempts": 0,
        "doubts": 0,
        "settled_at": None,
        "outcome": None,
    }
    return whole_row | more


async def put(database, *rows: dict) -> None:
    """Deliveries of two chats that exist."""

    def write(connection):
        if connection.scalar(select(chats.c.id).limit(1)) is None:
            some = [{"telegram_id": n, "kind": "private", "heard_language": "it", "created_at": NOW} for n in (1, 2)]
            connection.execute(insert(chats), some)
        connection.execute(insert(deliveries), list(rows))

    await database.write(write)


async def read(database, *columns):
    return await database.read(lambda c: c.execute(select(*columns).order_by(deliveries.c.id)).all())


class TestClaiming:
    async def test_what_is_urgent_goes_first_then_what_expires_first_then_notices(self, ledger, database):
        soon, later = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
        await put(
            database,
            row(1, priority=Priority.NOTICE, expires_at=soon),
            row(2, expires_at=later),
            row(3, expires_at=soon),
            row(4, priority=Priority.URGENT, expires_at=later),
            row(5, priority=Priority.ANNOUNCEMENT),
            row(6, expires_at=soon),
        )
        assert [one.subject for one in await ledger.claim()] == [4, 3, 6, 2, 1, 5]

    async def test_at_most_so_many_and_the_rest_next(self, ledger, database):
        await put(database, *(row(number) for number in range(5)))
        assert [[one.subject for one in await ledger.claim(2)] for _ in range(4)] == [[0, 1], [2, 3], [4], []]

    async def test_very_many_are_claimed_some_at_a_time(self, ledger, database):
        await put(database, *(row(number) for number in range(1_200)))
        counts = [len(await ledger.claim(100_000)) for _ in range(4)]
        assert counts[-1] == 0
        assert sum(counts) == 1_200

    async def test_only_what_is_due(self, ledger, database):
        await put(database, row(1, due_at=NOW + MINUTE), row(2))
        assert [one.subject for one in await ledger.claim()] == [2]
        ledger.turn(minutes=1)
        assert [one.subject for one in await ledger.claim()] == [1]

    async def test_what_is_claimed_says_all_that_the_sender_needs(self, ledger, database):
        chat = await ledger.store.meet(-9, ChatKind.SUPERGROUP, "de", NOW)
        await put(database, row(3, chat_id=chat.id, thread=7))
        [one] = await ledger.claim()
        assert (one.chat, one.telegram_id, one.thread, one.language) == (chat.id, -9, 7, "de")
        assert (one.kind, one.subject, one.version, one.attempts, one.doubts) == (Kind.REMINDER, 3, "v", 1, 0)
        await ledger.store.choose_language(chat.id, "it")
        ledger.turn(minutes=5)
        assert [(one.language, one.attempts) for one in await ledger.claim()] == [("it", 2)]

    async def test_a_lease_that_ended_is_claimed_again_and_not_before(self, ledger, database):
        await put(database, row(1))
        assert len(await ledger.claim()) == 1
        ledger.now += LEASE - timedelta(seconds=1)
        assert await ledger.claim() == []
        ledger.turn(seconds=1)
        assert [one.attempts for one in await ledger.claim()] == [2]

    async def test_of_many_who_claim_at_once_nobody_gets_the_same(self, ledger, database):
        await put(database, *(row(number) for number in range(600)))

        async def work() -> list[int]:
            mine: list[int] = []
            empty = 0
            while empty < 3:  # on PostgreSQL, who loses a race finds nothing, though there is more
                claimed = await ledger.claim(17)
                mine += [one.id for one in claimed]
                empty = 0 if claimed else empty + 1
            return mine

        every = Counter(identity for mine in await asyncio.gather(*(work() for _ in range(6))) for identity in mine)
        while more := await ledger.claim(500):
            every.update(one.id for one in more)
        assert len(every) == 600
        assert set(every.values()) == {1}

    async def test_who_takes_over_frees_what_was_claimed_and_counts_it_but_not_what_was_put_off(self, ledger, database):
        await put(database, *(row(number) for number in range(3)))
        first = (await ledger.claim())[0]
        await ledger.store.settle([PutOff(first.id, NOW + MINUTE, counts=False)], NOW)
        assert await ledger.store.release_claims(NOW) == 2
        assert sorted(one.subject for one in await ledger.claim()) == [1, 2]
        ledger.turn(minutes=1)
        assert [one.subject for one in await ledger.claim()] == [0]

    async def test_what_a_crash_left_was_not_tried_but_an_amendment_may_have_been_made(self, ledger, database):
        await put(database, row(1), row(2, kind=Kind.AMENDMENT))
        for _ in range(4):
            await ledger.claim()
            await ledger.store.release_claims(ledger.now)
        assert {one.kind: one.attempts for one in await ledger.claim()} == {Kind.REMINDER: 1, Kind.AMENDMENT: 5}

    async def test_only_one_leads(self, ledger, database):
        lead = ledger.store.lead
        assert await lead("a", NOW, MINUTE)
        assert not await lead("b", NOW, MINUTE)
        assert await lead("a", NOW + MINUTE / 2, MINUTE)  # goes on
        assert not await lead("b", NOW + MINUTE, MINUTE)
        assert await lead("b", NOW + 2 * MINUTE, MINUTE)  # takes over
        assert not await lead("a", NOW + 2 * MINUTE, MINUTE)

    async def test_a_lease_that_only_a_wrong_clock_can_have_made_is_not_believed(self, ledger, database):
        assert await ledger.store.lead("a", NOW + timedelta(days=1), MINUTE)
        assert await ledger.store.lead("b", NOW, MINUTE)
        assert not await ledger.store.lead("a", NOW, MINUTE)

    async def test_of_several_who_would_lead_at_once_one_does(self, ledger, database):
        asked = (ledger.store.lead(f"{number}", NOW, MINUTE) for number in range(6))
        assert sorted(await asyncio.gather(*asked)) == [False] * 5 + [True]

    async def test_looking_for_work_reads_no_table_from_end_to_end(self, ledger, database, database_url):
        """Each second, also while a hundred thousand wait for the morning."""
        if not database_url.startswith("sqlite"):
            pytest.skip("PostgreSQL chooses by what the tables hold")
        seen: list[str] = []

        def explain(connection):
            connection.connection.set_trace_callback(seen.append)
            claim(connection, NOW, NOW + LEASE, 64, steady=True)
            connection.connection.set_trace_callback(None)
            plans = [
                connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}").all() for one in seen if "deliveries" in one
            ]
            return [step.detail for plan in plans for step in plan]

        await put(database, row(1))
        steps = await database.write(explain)
        assert steps
        assert not [step for step in steps if step.startswith("SCAN") and step != "SCAN next_ones"]  # those it found


ENDS = (Outcome.SENT, Outcome.GONE, Outcome.REFUSED, Outcome.EXPIRED, Outcome.STALE)


class TestSettling:
    async def test_what_became_of_each_is_written_once(self, ledger, database):
        await put(database, *(row(number) for number in range(5)))
        verdicts = [
            Settled(one.id, outcome, 70 if outcome is Outcome.SENT else None)
            for one, outcome in zip(await ledger.claim(), ENDS, strict=True)
        ]
        await ledger.store.settle(verdicts, NOW)
        await ledger.store.settle([Settled(one.id, Outcome.REFUSED) for one in verdicts], NOW + MINUTE)
        rows = await read(database, deliveries.c.outcome, deliveries.c.message_id, deliveries.c.settled_at)
        assert [tuple(one) for one in rows] == [
            (outcome, 70 if outcome is Outcome.SENT else None, NOW) for outcome in ENDS
        ]
        assert await ledger.claim() == []

    async def test_what_is_put_off_comes_again_then_and_the_attempt_counts_or_not(self, ledger, database):
        await put(database, *(row(number) for number in range(3)))
        held, doubtful, unsent = await ledger.claim()
        later = NOW + timedelta(seconds=30)
        await ledger.store.settle(
            [
                PutOff(held.id, later, counts=False),
                PutOff(doubtful.id, later, in_doubt=True),
                PutOff(unsent.id, later),
            ],
            NOW,
        )
        assert await ledger.claim() == []
        ledger.turn(seconds=30)
        assert [(one.attempts, one.doubts) for one in await ledger.claim()] == [(1, 0), (2, 1), (2, 0)]

    async def test_a_large_group_is_no_trouble(self, ledger, database):
        await put(database, *(row(number) for number in range(1_100)))
        ids = [one.id for one in await read(database, deliveries.c.id)]
        fresh = dict.fromkeys(range(40000), "f")
        await ledger.store.settle([Settled(ids[0], Outcome.SENT, 1, fresh)], NOW)
        await ledger.store.settle([Settled(one, Outcome.SENT, 1) for one in ids[1:]], NOW)
        assert await ledger.outcomes() == {Outcome.SENT: 1_100}

    async def test_a_chat_that_is_gone_is_marked_and_what_waits_for_it_ends(self, ledger, database):
        await put(
            database, row(1), row(2, due_at=NOW + MINUTE), row(3, chat_id=2), row(4, due_at=NOW + MINUTE, chat_id=2)
        )
        mine, other = await ledger.claim()
        await ledger.store.settle([Settled(mine.id, Outcome.GONE), Settled(other.id, Outcome.SENT, 1)], NOW)
        assert await ledger.outcomes() == {Outcome.GONE: 2, Outcome.SENT: 1, None: 1}
        assert await database.read(lambda c: c.scalars(select(chats.c.blocked_at).order_by(chats.c.id)).all()) == [
            NOW,
            None,
        ]

    async def test_what_was_told_is_remembered_the_last_of_it(self, ledger, database):
        chat = await ledger.chat(1)
        await ledger.takes(loreto(), loreto(uid="b"))
        await put(database, *(row(n, chat_id=chat) for n in range(2)))
        first, second = await ledger.claim()
        await ledger.store.settle([Settled(first.id, Outcome.SENT, 1, {1: "old", 2: "other", 99: "gone"})], NOW)
        await ledger.store.settle([Settled(second.id, Outcome.SENT, 2, {1: "new"})], NOW + MINUTE)
        said = select(told.c.occurrence_id, told.c.facts, told.c.told_at).order_by(told.c.occurrence_id)
        assert await database.read(lambda c: [tuple(one) for one in c.execute(said)]) == [
            (1, "new", NOW + MINUTE),
            (2, "other", NOW),
        ]
        assert [one.facts for one in await read(database, deliveries.c.facts)] == [None, "new"]  # one alone is amended

    async def test_one_who_is_forgotten_meanwhile_spoils_it_for_nobody(self, ledger, database):
        ids = [await ledger.chat(number, follows=["loreto"]) for number in (1, 2)]
        await ledger.takes(loreto())
        await ledger.plan()
        ledger.now = NOW
        await ledger.plan()
        verdicts = await ledger.judge(await ledger.claim())
        await ledger.store.forget(ids[0])
        await ledger.store.settle(verdicts, NOW)
        assert len(verdicts) == 2
        assert await ledger.outcomes() == {Outcome.SENT: 1}

    async def test_an_amendment_says_what_the_message_says_now(self, ledger, database):
        await put(database, row(1), row(2, kind=Kind.AMENDMENT))
        first, amendment = await ledger.claim()
        await ledger.store.settle([Settled(first.id, Outcome.SENT, 5, {1: "old"})], NOW)
        await ledger.store.settle([Settled(amendment.id, Outcome.SENT, amended=(first.id, "new"))], NOW)
        rows = await read(database, deliveries.c.facts, deliveries.c.message_id)
        assert [tuple(one) for one in rows] == [("new", 5), (None, None)]

    async def test_nothing_to_settle(self, ledger):
        await ledger.store.settle([], NOW)
        await ledger.store.settle([Settled(DeliveryId(9), Outcome.GONE), PutOff(DeliveryId(9), NOW)], NOW)
        assert await ledger.store.counts() == []


class TestSnoozing:
    @pytest.fixture
    async def reminded(self, ledger) -> Ledger:
        ledger.now = at("2026-10-10 12:00")
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        assert await ledger.until(NOW) == ["1 reminder"]
        return ledger

    async def put_off(self, ledger, at_, message=1) -> bool:
        return await ledger.store.snooze(await ledger.chat(1), None, 1, message, at_)

    async def test_it_is_recalled_once_more_then(self, reminded):
        assert await self.put_off(reminded, NOW + timedelta(hours=1))
        assert await reminded.later(minutes=59) == []
        assert await reminded.later(minutes=1) == ["1 snooze"]
        assert await reminded.later(minutes=1) == []

    async def test_for_one_message_once_at_the_last_time_chosen(self, reminded):
        assert await self.put_off(reminded, NOW + timedelta(hours=1))
        assert await self.put_off(reminded, NOW + timedelta(hours=2))
        assert await reminded.later(hours=1) == []
        assert await reminded.later(hours=1) == ["1 snooze"]
        assert not await self.put_off(reminded, NOW + timedelta(hours=3))  # it has come; that one can be put off
        assert await self.put_off(reminded, NOW + timedelta(hours=3), message=2)

    @pytest.mark.parametrize("moment", ["2026-10-13 20:45", "2026-10-13 21:00"])
    async def test_not_to_when_it_has_begun(self, reminded, moment):
        assert not await self.put_off(reminded, at(moment))

    async def test_a_whole_day_until_its_noon(self, reminded):
        await reminded.takes(loreto(whole("2026-10-13")))
        assert await self.put_off(reminded, at("2026-10-13 11:00"))
        assert not await self.put_off(reminded, at("2026-10-13 12:00"))

    @pytest.mark.parametrize(
        "change",
        [
            {"status": Status.CANCELLED},
            {"status": Status.DRAFT},
            {"when": SomeDay(day("2026-11-01")), "status": Status.POSTPONED},
        ],
    )
    async def test_not_of_what_does_not_take_place(self, reminded, change):
        await reminded.takes(loreto(**{"when": "2026-10-13 20:45"} | change))
        assert not await self.put_off(reminded, NOW + timedelta(hours=1))
        assert not await reminded.store.snooze(await reminded.chat(1), None, 77, 1, NOW)

    @pytest.mark.parametrize("change", [{"status": Status.CANCELLED}, {"when": "2026-10-12 18:30"}])
    async def test_what_is_called_off_or_brought_forward_is_not_recalled(self, reminded, change):
        await self.put_off(reminded, NOW + timedelta(hours=1))
        reminded.turn(minutes=1)
        await reminded.takes(loreto(**{"when": "2026-10-13 20:45"} | change))
        await reminded.tick()
        assert await reminded.later(minutes=59) == []

    async def test_nor_for_one_who_unfollowed(self, reminded):
        await self.put_off(reminded, NOW + timedelta(hours=1))
        await reminded.store.unfollow(await reminded.chat(1), None, network("loreto"))
        assert await reminded.later(hours=1) == []

    async def test_one_that_was_not_sent_can_be_put_off_again(self, reminded):
        await self.put_off(reminded, NOW + timedelta(hours=1))
        reminded.blocked.add(1)
        assert await reminded.later(hours=1) == []
        reminded.blocked.clear()
        assert await self.put_off(reminded, NOW + timedelta(hours=2))
        assert await reminded.later(hours=1) == ["1 snooze"]


async def test_counts_by_kind_and_outcome(ledger, database):
    await put(
        database,
        row(1, outcome=Outcome.SENT, settled_at=NOW),
        row(2, outcome=Outcome.SENT, settled_at=NOW),
        row(3),
        row(4, kind=Kind.CHANGE),
    )
    assert sorted(await ledger.store.counts(), key=lambda one: (one.kind, one.number)) == [
        Count(Kind.CHANGE, None, 1),
        Count(Kind.REMINDER, None, 1),
        Count(Kind.REMINDER, Outcome.SENT, 2),
    ]


async def test_what_is_long_settled_is_swept_but_not_who_was_told_of_what_is_to_come(ledger, database):
    await ledger.takes(loreto(), loreto("2026-12-24 20:45", uid="far"))
    await put(
        database,
        row(1, settled_at=NOW, outcome=Outcome.SENT),
        row(2, settled_at=NOW, outcome=Outcome.SENT),
        row(3, settled_at=NOW, outcome=Outcome.SENT),  # of an occurrence that is gone
        row(0, settled_at=NOW, outcome=Outcome.SENT, kind=Kind.NEWS),
        row(2, kind=Kind.CHANGE),  # waits still
    )
    quarter = timedelta(days=90)
    assert await ledger.store.sweep_deliveries(NOW) == 0
    after = at("2026-10-13 22:46") + quarter
    assert await ledger.store.sweep_deliveries(after - quarter) == 3
    assert await ledger.store.sweep_deliveries(at("2026-12-24 22:46")) == 1
    assert await ledger.outcomes() == {None: 1}


class TestMigration:
    async def pair(self, ledger):
        group = await ledger.store.meet(-1, ChatKind.GROUP, None, ledger.now)
        supergroup = await ledger.store.meet(-100, ChatKind.SUPERGROUP, None, ledger.now)
        return group.id, supergroup.id

    async def test_what_is_under_way_for_either_is_settled(self, ledger, database):
        group, supergroup = await self.pair(ledger)
        await put(database, row(1, chat_id=group), row(2, chat_id=supergroup), row(3, chat_id=supergroup))
        claimed = await ledger.claim()
        await ledger.store.migrate(-1, -100, NOW)
        await ledger.store.settle([Settled(one.id, Outcome.SENT, 5) for one in claimed], NOW)
        ledger.now += LEASE
        assert await ledger.claim() == []
        rows = await read(database, deliveries.c.chat_id, deliveries.c.message_id)
        assert [tuple(one) for one in rows] == [(group, 5)] * 3

    async def test_what_one_of_them_got_the_other_does_not_get_again(self, ledger, database):
        group, supergroup = await self.pair(ledger)
        await put(
            database,
            row(1, chat_id=group),
            row(1, chat_id=supergroup, settled_at=NOW, outcome=Outcome.SENT),
            row(2, chat_id=group, settled_at=NOW, outcome=Outcome.SENT),
            row(2, chat_id=supergroup),
            row(3, chat_id=group, settled_at=NOW, outcome=Outcome.GONE),
            row(3, chat_id=supergroup, settled_at=NOW, outcome=Outcome.STALE),
        )
        await ledger.store.migrate(-1, -100, NOW)
        assert await ledger.claim() == []
        assert await ledger.outcomes() == {Outcome.SENT: 2, Outcome.GONE: 1}

    async def test_what_was_told_later_holds(self, ledger, database):
        group, supergroup = await self.pair(ledger)
        await ledger.takes(*(loreto(uid=f"{number}") for number in range(3)))

        def tell(chat, occurrence, facts, minutes):
            return {
                "chat_id": chat,
                "thread": 0,
                "occurrence_id": occurrence,
                "facts": facts,
                "told_at": NOW + minutes * MINUTE,
            }

        rows = [
            tell(group, 1, "old", 0),
            tell(supergroup, 1, "new", 1),
            tell(group, 2, "new", 1),
            tell(supergroup, 2, "old", 0),
            tell(supergroup, 3, "only", 0),
        ]
        await database.write(lambda c: c.execute(insert(told), rows) and None)
        await ledger.store.migrate(-1, -100, NOW)
        said = select(told.c.chat_id, told.c.facts).order_by(told.c.occurrence_id)
        assert await database.read(lambda c: [tuple(one) for one in c.execute(said)]) == [
            (group, "new"),
            (group, "new"),
            (group, "only"),
        ]

    async def test_a_group_that_follows_is_told_on_in_the_supergroup(self, ledger):
        ledger.now = at("2026-10-10 12:00")
        await ledger.chat(-1, follows=["loreto"], kind=ChatKind.GROUP)
        await ledger.takes(loreto())
        assert await ledger.until(NOW) == ["-1 reminder"]
        await ledger.store.migrate(-1, -100, ledger.now)
        await ledger.takes(loreto(status=Status.CANCELLED))
        assert sorted(await ledger.tick()) == ["-100 amendment", "-100 change"]


async def test_a_settled_row_is_not_settled_by_a_late_answer(ledger, database):
    await put(database, row(1))
    [one] = await ledger.claim()
    await database.write(lambda c: c.execute(update(deliveries).values(settled_at=NOW, outcome=Outcome.STALE)) and None)
    await ledger.store.settle([PutOff(one.id, NOW + MINUTE)], NOW)
    assert await ledger.outcomes() == {Outcome.STALE: 1}
