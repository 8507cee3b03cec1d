"""What is due becomes deliveries: for whom, when, and once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.agenda.event import Change, Recurrence, SomeDay, Status, Venue
from domain.model import ChatKind
from domain.outbox.delivery import Kind
from domain.outbox.outcome import Outcome, PutOff
from domain.reminders import Quiet, read_leads
from domain.subscriptions import Digest, Preferences, Rhythm, network
from storage.schema import reminder_times
from tests.domain.some_events import ROME, at, day, event, whole
from tests.ledger import Ledger, loreto, single, theme

EVENING = "2026-10-13 20:45"
EVE = at("2026-10-12 18:00")
TWO_HOURS = at("2026-10-13 18:45")


@pytest.fixture
def ledger(store) -> Ledger:
    return Ledger(store, at("2026-10-10 12:00"))


@pytest.fixture
async def begun(ledger) -> Ledger:
    """Loreto and Redona have had events, so what comes next is news; one resident follows Loreto."""
    await ledger.takes(
        loreto("2027-05-01 18:00", uid="before"), event("2027-05-01 18:00", uid="other", networks=("redona",))
    )
    await ledger.chat(1, follows=["loreto"])
    ledger.turn(minutes=1)
    return ledger


async def wants(ledger, leads="et", quiet=Quiet.EVENING, chat=1, **more) -> None:
    wanted = Preferences(read_leads(leads), quiet, **more)
    await ledger.store.prefer(await ledger.chat(chat), None, wanted, ledger.now)


class TestReminders:
    async def test_the_day_before_and_two_hours_before(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        assert await ledger.until(EVE - timedelta(seconds=1)) == []
        assert await ledger.until(EVE) == ["1 reminder"]
        assert await ledger.until(TWO_HOURS - timedelta(seconds=1)) == []
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]
        assert await ledger.later(days=1) == []

    async def test_planning_twice_adds_nothing(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        ledger.now = EVE
        assert [await ledger.plan() for _ in range(3)] == [1, 0, 0]
        await ledger.deliver()
        assert [await ledger.plan() for _ in range(3)] == [0, 0, 0]

    async def test_several_who_plan_at_once_plan_once(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.plan()
        ledger.now = EVE
        assert sum(await asyncio.gather(*(ledger.plan() for _ in range(4)))) == 1

    @pytest.mark.parametrize(
        ("follows", "comes"),
        [
            (network("loreto"), True),
            (network("redona"), True),
            (network("colognola"), False),  # which has events, too
            (theme("verde"), True),
            (theme("casa"), False),
            (single(1), True),
            (single(2), False),
            (single(11), False),
        ],
    )
    async def test_ways_to_follow(self, ledger, follows, comes):
        chat = await ledger.chat(1)
        await ledger.takes(
            loreto(networks=("loreto", "redona"), themes=("verde",)),
            event("2027-01-01 10:00", uid="another", networks=("colognola",), themes=("casa",)),
        )
        await ledger.store.follow(chat, None, follows, ledger.now)
        assert await ledger.until(EVE) == ["1 reminder"] * comes

    async def test_what_is_the_whole_citys_reaches_every_network_but_no_theme_alone(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.chat(2, follows=["redona", "loreto"])
        await ledger.store.follow(await ledger.chat(3), None, theme("verde"), ledger.now)
        await ledger.takes(event(EVENING))
        assert sorted(await ledger.until(EVE)) == ["1 reminder", "2 reminder"]

    async def test_an_event_of_three_networks_that_one_follows_is_one_message(self, ledger):
        chat = await ledger.chat(1, follows=["loreto", "redona", "colognola"])
        await ledger.store.follow(chat, None, single(1), ledger.now)
        await ledger.store.follow(chat, None, theme("verde"), ledger.now)
        await ledger.takes(loreto(networks=("loreto", "redona", "colognola"), themes=("verde",)))
        assert await ledger.until(EVE) == ["1 reminder"]

    async def test_each_resident_has_their_leads_and_quiet_hours(self, ledger):
        for number in (1, 2, 3, 4):
            await ledger.chat(number, follows=["loreto"])
        await wants(ledger, "m", chat=2)
        await wants(ledger, "", chat=3)
        await wants(ledger, "h", Quiet.EARLY, chat=4)  # 20:15 is quiet for them: 20:00
        await ledger.takes(loreto())
        assert await ledger.until(EVE) == ["1 reminder"]
        assert await ledger.until(at("2026-10-13 08:00")) == ["2 reminder"]
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]
        assert await ledger.until(at("2026-10-13 20:00")) == ["4 reminder"]
        assert await ledger.until(at("2026-10-13 20:44")) == []

    async def test_other_leads_for_one_event(self, ledger):
        chat = await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto(), loreto(uid="other", title="Altra"))
        await ledger.store.choose_leads(chat, None, 1, read_leads("m"))
        await ledger.until(EVE)
        assert [one.titles for one in ledger.received] == [("Altra",)]
        assert await ledger.until(at("2026-10-13 08:00")) == ["1 reminder"]
        await ledger.store.choose_leads(chat, None, 1, None)
        assert await ledger.until(TWO_HOURS) == ["1 reminder"] * 2

    async def test_who_follows_after_the_time_is_not_reminded_of_it(self, ledger):
        await ledger.takes(loreto())
        ledger.now = EVE + timedelta(seconds=1)
        await ledger.chat(1, follows=["loreto"])
        assert await ledger.tick() == []
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]

    async def test_what_is_announced_after_the_time_is_not_recalled_late(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        ledger.now = EVE + timedelta(hours=1)
        await ledger.takes(loreto())
        assert await ledger.tick() == []
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]

    async def test_who_wants_it_earlier_from_now_on_is_not_flooded_with_the_past(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(*(loreto(f"2026-10-1{number} 20:45", uid=f"{number}") for number in range(5, 8)))
        await ledger.tick()
        ledger.now = at("2026-10-10 21:00")
        await wants(ledger, "wt")  # a week before each was in the last days
        assert await ledger.tick() == []

    @pytest.mark.parametrize("status", [Status.DRAFT, Status.CANCELLED, Status.POSTPONED])
    async def test_never_of_what_is_not_certain(self, ledger, status):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto(status=status))
        assert await ledger.until(EVE) == []
        assert await ledger.until(TWO_HOURS) == []

    async def test_never_of_what_has_only_a_month_and_by_days_of_what_takes_all_day(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await wants(ledger, "wemth")
        await ledger.takes(
            loreto(SomeDay(day("2026-11-01")), uid="month"), loreto(whole("2026-10-13"), uid="day", title="Festa")
        )
        came = [
            await ledger.until(at(f"2026-10-{moment}")) for moment in ("12 17:59", "12 18:00", "13 07:59", "13 08:00")
        ]
        assert came == [[], ["1 reminder"], [], ["1 reminder"]]
        assert await ledger.until(at("2026-11-02 12:00")) == []
        assert {one.titles for one in ledger.received} == {("Festa",)}

    async def test_what_became_certain_only_on_its_own_day_is_recalled_by_then(self, ledger):
        """All day long: it has begun at midnight, and eight in the morning is ahead."""
        await ledger.chat(1, follows=["loreto"])
        await wants(ledger, "m")
        ledger.now = at("2026-10-13 01:00")
        await ledger.takes(loreto(whole("2026-10-13")))
        await ledger.tick()
        assert await ledger.until(at("2026-10-13 08:00")) == ["1 reminder"]

    async def test_one_who_cannot_come_is_not_reminded_any_more(self, ledger):
        chat = await ledger.chat(1, follows=["loreto"])
        await ledger.chat(2, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.until(EVE)
        await ledger.store.answer(chat, None, 1, ledger.now, coming=False)
        ledger.news()
        assert await ledger.until(TWO_HOURS) == ["2 reminder"]

    async def test_every_occurrence_of_a_series_is_recalled(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto(rule="FREQ=WEEKLY"))
        moments = [f"2026-10-{moment}" for week in (12, 19, 26) for moment in (f"{week} 18:00", f"{week + 1} 18:45")]
        assert [await ledger.until(at(moment)) for moment in moments] == [["1 reminder"]] * 6  # and the clock changed

    async def test_after_long_the_last_reminder_is_enough(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.plan()
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]
        assert await ledger.tick() == []

    async def test_late_is_better_than_never_but_not_after_the_start(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto(), loreto("2026-10-13 09:30", uid="morning"))
        await ledger.plan()
        assert await ledger.until(at("2026-10-13 10:00")) == ["1 reminder"]  # of the evening; the eve was missed
        assert (await ledger.outcomes())[Outcome.EXPIRED] == 1  # of the morning's the last was, and it is counted
        assert await ledger.tick() == []

    async def test_every_topic_of_a_forum_is_told_for_itself(self, ledger):
        chat = await ledger.chat(-1, kind=ChatKind.SUPERGROUP)
        await ledger.store.follow(chat, 7, network("loreto"), ledger.now)
        await ledger.store.follow(chat, 8, network("loreto"), ledger.now)
        await ledger.store.follow(chat, 9, network("redona"), ledger.now)
        await ledger.store.prefer(chat, 8, Preferences(read_leads("m")), ledger.now)
        await ledger.takes(loreto())
        ledger.now = EVE
        await ledger.plan()
        assert [one.thread for one in await ledger.claim()] == [7]

    async def test_a_place_that_changes_between_two_ticks_loses_nobody_a_reminder(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.plan()
        ledger.now = EVE + timedelta(seconds=5)
        await ledger.takes(loreto(venue=Venue("Parco")))
        ledger.turn(seconds=15)
        assert await ledger.tick() == ["1 reminder"]

    async def test_times_are_worked_out_once_and_swept(self, ledger, database):
        count = select(func.count()).select_from(reminder_times)
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto(), loreto("2027-03-01 20:45", uid="far"))
        for _ in range(2):
            await ledger.plan()
            assert await database.read(lambda connection: connection.scalar(count)) == 2
        await ledger.until(at("2026-10-20 12:00"))
        assert await database.read(lambda connection: connection.scalar(count)) == 0


class TestMoving:
    async def test_the_old_reminder_is_stale_and_a_new_one_comes(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        ledger.now = EVE
        await ledger.plan()
        await ledger.takes(loreto("2026-10-20 20:45"))
        assert await ledger.tick() == []
        assert (await ledger.outcomes())[Outcome.STALE] == 1
        assert await ledger.until(EVE + timedelta(weeks=1)) == ["1 reminder"]

    async def test_moved_and_moved_back_in_time_reminds_as_if_nothing_were(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        for when in ("2026-10-20 20:45", EVENING):
            await ledger.plan()
            await ledger.takes(loreto(when))
        assert await ledger.until(EVE) == ["1 reminder"]
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]

    @pytest.mark.parametrize("before", [timedelta(minutes=1), -timedelta(minutes=1)])
    async def test_what_was_to_begin_now_is_put_off_and_planning_goes_on(self, ledger, before):
        """Times that were worked out are past: they stand in nobody's way."""
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.tick()
        ledger.now = at(EVENING) - before
        await ledger.takes(loreto("2026-10-15 20:45"))
        ledger.now = at(EVENING) + timedelta(minutes=5)
        await ledger.tick()
        assert await ledger.until(at("2026-10-14 18:00")) == ["1 reminder"]

    async def test_a_time_that_becomes_a_whole_day_is_worked_out_anew(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto("2026-10-13 00:00"))
        await ledger.tick()
        await ledger.takes(loreto(whole("2026-10-13")))
        assert await ledger.until(at("2026-10-12 18:00")) == ["1 reminder"]
        assert await ledger.until(at("2026-10-12 21:30")) == []  # two hours before midnight would have been quiet

    async def test_cancelled_and_reinstated_is_recalled(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        ledger.now = TWO_HOURS - timedelta(hours=1)
        await ledger.tick()
        for status in (Status.CANCELLED, Status.CONFIRMED):
            await ledger.takes(loreto(status=status))
            await ledger.tick()
        ledger.news()
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]

    async def test_unfollowed_before_it_is_sent_and_followed_again_is_told_by_the_next_lead(self, ledger):
        chat = await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        ledger.now = EVE
        await ledger.plan()
        await ledger.store.unfollow(chat, None, network("loreto"))
        await ledger.deliver()
        assert ledger.news() == []
        await ledger.store.follow(chat, None, network("loreto"), ledger.now)
        assert await ledger.tick() == ["1 reminder"]  # at the very time: revived
        await ledger.store.unfollow(chat, None, network("loreto"))
        ledger.turn(hours=1)
        await ledger.store.follow(chat, None, network("loreto"), ledger.now)
        assert await ledger.tick() == []
        assert await ledger.until(TWO_HOURS) == ["1 reminder"]


class TestSilence:
    async def test_who_said_stop_is_told_nothing_not_even_what_waits(self, begun):
        await begun.takes(loreto())
        await begun.plan()  # news, in ten minutes
        await wants(begun, silent_since=begun.now)
        assert await begun.later(minutes=10) == []
        assert await begun.until(EVE) == []
        await begun.takes(loreto(status=Status.CANCELLED))
        assert await begun.tick() == []
        await wants(begun)
        await begun.takes(loreto())
        assert await begun.until(TWO_HOURS) == ["1 reminder"]

    async def test_what_waits_for_somebody_who_blocked_ends_and_comes_when_they_write_again(self, begun):
        await begun.takes(loreto())
        await begun.plan()
        await begun.store.mark_blocked(1, begun.now)
        assert await begun.outcomes() == {Outcome.GONE: 1}
        assert await begun.later(minutes=10) == []
        await begun.chat(1)
        await begun.tick()
        assert await begun.later(minutes=10) == ["1 news"]

    async def test_one_who_is_blocked_at_the_time_is_reminded_while_it_is_of_use(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.tick()
        ledger.blocked.add(1)
        ledger.now = EVE
        assert await ledger.tick() == []
        assert await ledger.outcomes() == {Outcome.GONE: 1}
        assert await ledger.later(minutes=1) == []
        ledger.blocked.clear()
        ledger.turn(hours=1)
        await ledger.chat(1)
        assert await ledger.tick() == ["1 reminder"]

    async def test_and_not_when_it_has_begun(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.tick()
        ledger.blocked.add(1)
        await ledger.until(EVE)
        ledger.blocked.clear()
        ledger.now = at(EVENING)
        await ledger.chat(1)
        assert await ledger.tick() == []

    async def test_what_is_claimed_is_left_to_whoever_is_at_it(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.plan()
        ledger.now = EVE
        await ledger.plan()
        claimed = await ledger.claim()
        await ledger.store.mark_blocked(1, ledger.now)
        await ledger.store.settle(await ledger.judge(claimed), ledger.now)
        assert await ledger.outcomes() == {Outcome.SENT: 1}
        await ledger.chat(1)
        assert await ledger.plan() == 0


class TestChanges:
    @pytest.fixture
    async def told(self, ledger) -> Ledger:
        """Two follow and were reminded the day before; a third follows since, and was told nothing."""
        await ledger.chat(1, follows=["loreto"])
        await ledger.chat(2, follows=["loreto"])
        await ledger.takes(
            loreto(venue=Venue("Oratorio")), event("2027-01-01 10:00", uid="another", networks=("redona",))
        )
        assert await ledger.until(EVE) == ["1 reminder", "2 reminder"]
        ledger.turn(minutes=1)
        await ledger.chat(3, follows=["loreto"])
        assert await ledger.tick() == []
        return ledger

    CHANGED = ("1 amendment", "1 change", "2 amendment", "2 change")

    @pytest.mark.parametrize(
        "change",
        [
            {"when": "2026-10-13 21:15"},
            {"when": "2026-10-14 20:45"},
            {"when": whole("2026-10-13")},
            {"venue": Venue("Parco")},
            {"status": Status.CANCELLED},
            {"status": Status.POSTPONED},
        ],
    )
    async def test_time_place_and_status_are_told_to_those_who_were_told_once(self, told, change):
        await told.takes(loreto(**{"when": EVENING, "venue": Venue("Oratorio")} | change))
        assert sorted(await told.tick()) == sorted(self.CHANGED)
        assert await told.later(minutes=1) == []

    @pytest.mark.parametrize("change", [{"title": "Altro"}, {"description": "Altro"}, {"seats": 7}])
    async def test_nothing_else_is_a_change(self, told, change):
        await told.takes(loreto(venue=Venue("Oratorio"), **change))
        assert await told.tick() == []

    async def test_each_change_is_told_and_there_and_back(self, told):
        for times, place in enumerate(("Parco", "Oratorio", "Parco"), start=1):
            await told.takes(loreto(venue=Venue(place)))
            came = await told.tick()  # and every message so far is mended
            assert sorted(came) == [*["1 amendment"] * times, "1 change", *["2 amendment"] * times, "2 change"]
            assert await told.tick() == []

    async def test_there_and_back_before_anybody_heard_is_nothing(self, told):
        await told.takes(loreto(venue=Venue("Parco")))
        await told.plan()
        await told.takes(loreto(venue=Venue("Oratorio")))
        assert await told.tick() == []
        await told.takes(loreto(venue=Venue("Parco")))
        assert sorted(await told.tick()) == sorted(self.CHANGED)

    async def test_who_follows_no_more_has_the_message_amended_unless_they_come(self, told):
        for number in (1, 2):
            chat = await told.chat(number)
            await told.store.unfollow(chat, None, network("loreto"))
            await told.store.follow(chat, None, network("redona"), told.now)
        await told.store.answer(await told.chat(2), None, 1, told.now, coming=True)
        await told.takes(loreto(status=Status.CANCELLED))
        assert sorted(await told.tick()) == ["1 amendment", "2 amendment", "2 change"]

    async def test_at_night_a_change_waits_but_not_of_what_begins_soon(self, told):
        await told.takes(loreto(uid="later", when="2026-10-14 20:45"), loreto(uid="early", when="2026-10-14 09:59"))
        told.turn(minutes=1)
        await told.until(at("2026-10-13 18:00"))
        told.now = at("2026-10-13 23:00")
        told.news()
        await told.takes(loreto(uid="later", when="2026-10-14 21:45"), loreto(uid="early", when="2026-10-14 09:58"))
        await told.tick()
        at_night = [one for one in told.received if one.at == told.now and one.kind is Kind.CHANGE]
        assert {one.said.popitem()[0] for one in at_night} == {4}
        told.news()
        assert "1 change" in await told.until(at("2026-10-14 08:00"))

    async def test_one_occurrence_of_a_series(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        weekly = loreto(recurrence=Recurrence("FREQ=WEEKLY"))
        await ledger.takes(weekly)
        assert await ledger.until(EVE) == ["1 reminder"]
        later = Change(day("2026-10-20"), status=Status.CANCELLED)
        await ledger.takes(replace(weekly, changes=(later,)))
        assert await ledger.tick() == []  # nobody was told of that one yet
        await ledger.takes(replace(weekly, changes=(later, Change(day("2026-10-13"), status=Status.CANCELLED))))
        assert sorted(await ledger.tick()) == ["1 amendment", "1 change"]

    async def test_one_that_a_series_has_no_more_is_called_off_once(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        weekly = loreto(recurrence=Recurrence("FREQ=WEEKLY"))
        await ledger.takes(weekly)
        assert await ledger.until(EVE) == ["1 reminder"]
        without = replace(weekly, recurrence=Recurrence("FREQ=WEEKLY", not_on=(day("2026-10-13"),)))
        await ledger.takes(without)
        assert sorted(await ledger.tick()) == ["1 amendment", "1 change"]
        await ledger.takes(replace(without, title="Altro"))
        assert await ledger.tick() == []
        await ledger.takes(weekly)
        assert sorted(await ledger.tick()) == ["1 amendment", "1 amendment", "1 change"]

    async def test_what_is_over_or_a_draft_again_changes_for_nobody(self, told):
        await told.takes(loreto(status=Status.DRAFT, venue=Venue("Parco")))
        assert await told.tick() == []
        told.now = at("2026-10-14 12:00")
        await told.takes(loreto(status=Status.CANCELLED))
        assert await told.tick() == []

    async def test_nobody_hears_of_the_events_of_networks_they_do_not_follow(self, told):
        await told.takes(event("2027-01-01 11:00", uid="another", networks=("redona",)))
        assert await told.tick() == []


class TestNews:
    async def test_news_waits_ten_minutes_for_more_and_is_one_message(self, begun):
        await begun.takes(loreto(title="Uno"))
        await begun.tick()
        assert await begun.later(minutes=5) == []
        await begun.takes(loreto(uid="2", title="Due"), loreto(uid="3", title="Tre"))
        assert await begun.later(minutes=4) == []
        assert await begun.later(minutes=1) == ["1 news"]
        assert set(begun.received[-1].titles) == {"Uno", "Due", "Tre"}
        assert await begun.later(minutes=30) == []

    async def test_what_a_network_begins_with_is_no_news(self, begun):
        await begun.chat(2, follows=["colognola"])
        begun.turn(minutes=1)
        await begun.takes(event(uid="c", networks=("colognola",)))
        await begun.tick()
        assert await begun.later(minutes=10) == []

    async def test_only_of_what_one_follows_and_since_then(self, begun):
        await begun.takes(loreto(title="Nostra"), event(uid="r", networks=("redona",), title="Loro"))
        begun.turn(seconds=1)
        await begun.chat(2, follows=["loreto"])
        await begun.tick()
        assert await begun.later(minutes=10) == ["1 news"]
        assert begun.received[-1].titles == ("Nostra",)

    async def test_not_to_those_who_chose_a_digest(self, begun):
        await wants(begun, digest=Digest(Rhythm.WEEKLY))
        await begun.takes(loreto())
        await begun.tick()
        assert await begun.later(minutes=10) == []

    async def test_not_what_was_told_already(self, begun):
        begun.now = at("2026-10-13 18:40")
        await begun.takes(loreto())
        await begun.tick()
        assert await begun.later(minutes=5) == ["1 reminder"]
        assert await begun.later(minutes=10) == []
        assert (await begun.outcomes())[Outcome.STALE] == 1

    async def test_a_series_is_news_once_with_its_next_time(self, begun):
        await begun.takes(loreto(rule="FREQ=WEEKLY", title="Coro"))
        await begun.tick()
        assert await begun.later(minutes=10) == ["1 news"]
        assert begun.received[-1].titles == ("Coro",)

    async def test_at_night_it_waits_for_the_morning(self, begun):
        begun.now = at("2026-10-11 21:25")
        await begun.takes(loreto())
        await begun.tick()
        assert await begun.until(at("2026-10-12 07:59")) == []
        assert await begun.until(at("2026-10-12 08:00")) == ["1 news"]

    async def test_a_draft_is_news_when_it_is_none_any_more(self, begun):
        await begun.takes(loreto(status=Status.DRAFT))
        await begun.tick()
        assert await begun.later(minutes=11) == []
        await begun.takes(loreto())
        await begun.tick()
        assert await begun.later(minutes=10) == ["1 news"]

    async def test_what_is_on_again_after_other_news_went_out_without_it_is_news(self, begun):
        await begun.takes(loreto(title="Una"), loreto(uid="b", title="Altra"))
        await begun.tick()
        await begun.takes(loreto(uid="b", title="Altra", status=Status.CANCELLED))
        assert await begun.later(minutes=10) == ["1 news"]
        await begun.takes(loreto(uid="b", title="Altra"))
        await begun.tick()
        assert await begun.later(minutes=10) == ["1 news"]
        assert [one.titles for one in begun.received] == [("Una",), ("Altra",)]

    async def test_of_very_much_the_next_twenty_are_told_in_one_message(self, begun):
        await begun.takes(*(loreto(uid=f"{number}", title=f"{number:02}") for number in range(25)))
        await begun.tick()
        assert await begun.later(minutes=10) == ["1 news"]
        assert begun.received[-1].titles == tuple(f"{number:02}" for number in range(20))
        assert await begun.later(minutes=11) == []

    async def test_what_is_called_off_meanwhile_is_no_news_and_reinstated_it_is(self, begun):
        await begun.takes(loreto())
        await begun.tick()
        await begun.takes(loreto(status=Status.CANCELLED))
        assert await begun.later(minutes=10) == []
        await begun.takes(loreto())
        await begun.tick()
        assert await begun.later(minutes=10) == ["1 news"]


class TestDigests:
    async def test_weekly_at_its_hour_once(self, begun):
        await wants(begun, "", digest=Digest(Rhythm.WEEKLY, 0, 9))
        await begun.takes(loreto(title="Presto"), loreto("2026-12-24 20:45", uid="far", title="Tardi"))
        assert await begun.until(at("2026-10-12 08:59")) == []
        assert await begun.until(at("2026-10-12 09:00")) == ["1 digest"]
        assert begun.received[-1].titles == ("Presto", "Tardi")
        assert await begun.later(hours=1) == []
        assert await begun.until(at("2026-10-19 09:00")) == []  # nothing new

    async def test_what_comes_in_its_days_is_there_though_a_network_began_with_it(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await wants(ledger, "", digest=Digest(Rhythm.DAILY, 0, 9))
        ledger.turn(minutes=1)
        await ledger.takes(loreto(title="Presto"), loreto("2026-12-24 20:45", uid="far", title="Tardi"))
        assert await ledger.until(at("2026-10-11 09:00")) == []
        assert await ledger.until(at("2026-10-12 09:00")) == ["1 digest"]
        assert ledger.received[-1].titles == ("Presto",)
        assert await ledger.until(at("2026-10-13 09:00")) == []

    async def test_only_what_one_follows(self, begun):
        await wants(begun, "", digest=Digest(Rhythm.DAILY, 0, 9))
        await begun.takes(event("2026-10-11 20:45", uid="r", networks=("redona",)))
        assert await begun.until(at("2026-10-11 09:00")) == []

    async def test_not_right_after_it_was_chosen(self, begun):
        await begun.takes(loreto())
        await begun.until(at("2026-10-12 09:01"))
        await wants(begun, "", digest=Digest(Rhythm.DAILY, 0, 9))
        begun.news()
        assert await begun.tick() == []

    async def test_after_a_while_down_within_six_hours(self, begun):
        await wants(begun, "", digest=Digest(Rhythm.DAILY, 0, 9))
        await begun.takes(loreto())
        assert await begun.until(at("2026-10-12 14:59")) == ["1 digest"]
        assert await begun.until(at("2026-10-13 15:00")) == []


class TestLateAtNight:
    """After the bot was down, what is late does not wake anybody."""

    async def test_what_is_of_use_in_the_morning_waits(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        await ledger.plan()
        assert await ledger.until(at("2026-10-12 23:00")) == []
        assert await ledger.until(at("2026-10-13 07:59")) == []
        assert await ledger.until(at("2026-10-13 08:00")) == ["1 reminder"]
        assert ledger.received[-1].due_at == EVE  # so that it says that it is late

    async def test_what_would_be_of_none_comes_at_once(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto("2026-10-12 23:30"))
        await ledger.plan()
        assert await ledger.until(at("2026-10-12 22:00")) == ["1 reminder"]

    async def test_who_has_no_quiet_hours_is_told_at_once(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await wants(ledger, quiet=Quiet.NONE)
        await ledger.takes(loreto())
        await ledger.plan()
        assert await ledger.until(at("2026-10-12 23:00")) == ["1 reminder"]

    async def test_what_was_put_off_longer_stays_so(self, ledger):
        await ledger.chat(1, follows=["loreto"])
        await ledger.takes(loreto())
        ledger.now = EVE
        await ledger.plan()
        noon = at("2026-10-13 12:00")
        await ledger.store.settle([PutOff((await ledger.claim())[0].id, noon)], ledger.now)
        assert await ledger.until(at("2026-10-12 23:00")) == []
        assert await ledger.until(at("2026-10-13 08:00")) == []
        assert await ledger.until(noon) == ["1 reminder"]


async def test_the_zone_is_the_citys(ledger):
    assert str(ROME) == "Europe/Rome"
    assert await ledger.store.plan(ledger.now - timedelta(days=2), ledger.now, ledger.now, ROME) == 0
