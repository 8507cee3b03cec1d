"""Events come in, change, are worked out further, vanish from their feed, and are swept."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.agenda.entry import Wish
from domain.agenda.event import Booking, Change, Kind, Recurrence, SomeDay, Status, Timed, Venue
from domain.agenda.placing import HORIZON, placed, stretch_of
from domain.agenda.taking import Fate, Known, judge
from storage import open_store
from storage.schema import event_networks, event_themes, events, occurrences
from tests.domain.some_events import ROME, at, day, event, timed, whole

NOW = at("2026-10-01 12:00")
ALWAYS = (at("2000-01-01 00:00"), at("2090-01-01 00:00"))
SINGLE = event("2026-10-13 20:45", uid="single", networks=("loreto",))
WEEKLY = event("2026-10-13 20:45", "FREQ=WEEKLY;COUNT=3", uid="weekly", networks=("loreto", "redona"), themes=("casa",))
FOREVER = event("2026-09-01 20:45", "FREQ=WEEKLY", uid="forever")
FULL = event(
    timed("2026-10-13 20:45", "2026-10-13 23:00"),
    "FREQ=WEEKLY",
    uid="full",
    kind=Kind.INITIATIVE,
    title='Café "da Ciò" 🌳 \0',
    sequence=4,
    status=Status.POSTPONED,
    networks=("redona", "loreto"),
    themes=("verde", "verde"),
    description="Righe\ndue",
    venue=Venue("Parco", "Via Roma 1", 45.7, 9.67),
    rain_plan="Al coperto",
    bring="Una torta",
    booking=Booking("https://esempio.it", at("2026-10-12 18:00")),
    seats=0,
    image_url="https://esempio.it/a.png",
    url="https://esempio.it",
    organiser="Ada",
    changes=(Change(day("2026-10-20"), whole("2026-10-21"), Status.CANCELLED, "Festa", "Testo", Venue("Piazza")),),
)


async def lines(store, since=ALWAYS[0], until=ALWAYS[1]):
    return await store.listed(Wish(), since, until, 10_000)


async def ids(store) -> dict[str, int]:
    """The rows by the day, in Bergamo, on which they take place."""
    return {f"{line.listed_at.astimezone(ROME):%m-%d}": line.occurrence for line in await lines(store) if not line.gone}


async def told(store) -> list[tuple[str, bool]]:
    return [(f"{line.listed_at.astimezone(ROME):%m-%d %H:%M}", line.gone) for line in await lines(store)]


async def counts(database) -> dict[str, int]:
    tables = [events, event_networks, event_themes, occurrences]

    def count(connection):
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}

    return await database.read(count)


class TestTaking:
    async def test_what_comes_is_kept_whole(self, store):
        month = event(SomeDay(day("2026-12-01")), uid="month")
        days = event(whole("2026-12-01", "2026-12-03"), uid="days")
        taken = await store.take([FULL, month, days], NOW)
        assert taken.new == (FULL, month, days)
        assert await store.events() == [FULL, month, days]

    async def test_what_comes_twice_is_kept_once(self, store):
        await store.take([SINGLE, WEEKLY, FULL], NOW)
        before = await lines(store)
        taken = await store.take([FULL, WEEKLY, SINGLE], NOW + timedelta(hours=1))
        assert (taken.new, taken.changed, taken.cancelled, taken.same, taken.older) == ((), (), (), 3, 0)
        assert await lines(store) == before

    async def test_one_that_stands_twice_is_taken_in_its_latest_revision(self, store):
        taken = await store.take([replace(SINGLE, sequence=2, title="Due"), replace(SINGLE, title="Zero")], NOW)
        assert [one.title for one in taken.new] == ["Due"]

    async def test_many_come_at_once(self, store):
        many = [replace(SINGLE, uid=f"{number}") for number in range(1_201)]
        assert len((await store.take(many, NOW)).new) == 1_201
        taken = await store.take([*many[:600], *(replace(one, title="Altro") for one in many[600:])], NOW)
        assert (taken.same, len(taken.changed)) == (600, 601)
        assert len(await lines(store)) == 1_201

    async def test_nothing_comes(self, store):
        taken = await store.take([], NOW)
        assert (taken.new, taken.same, taken.vanished) == ((), 0, 0)

    async def test_one_that_breaks_leaves_nothing_of_the_others(self, store):
        await store.take([SINGLE], NOW)
        broken = replace(WEEKLY, uid="broken", when=Timed(NOW, datetime(2026, 10, 2)))  # noqa: DTZ001 # that is broken
        with pytest.raises(TypeError):
            await store.take([replace(SINGLE, title="Altro"), WEEKLY, broken], NOW)
        overlong = replace(SINGLE, uid="broken", changes=(Change(day("2026-10-13"), whole("9999-12-31")),))
        with pytest.raises(OverflowError):
            await store.take([replace(SINGLE, title="Altro"), WEEKLY, overlong], NOW)
        assert await store.events() == [SINGLE]
        assert [line.title for line in await lines(store)] == [SINGLE.title]

    async def test_a_caller_who_leaves_finds_all_of_it_or_nothing(self, store):
        many = [replace(SINGLE, uid=f"{number}") for number in range(300)]
        for wait in (0, 0.002, 0.01, 0.03):
            task = asyncio.create_task(store.take(many, NOW))
            await asyncio.sleep(wait)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert len(await store.events()) in {0, 300}
        assert (await store.take(many, NOW)).older == 0
        assert len(await store.events()) == len(await lines(store)) == 300

    async def test_several_who_take_the_same_at_once_take_it_once(self, store):
        several = await asyncio.gather(*(store.take([SINGLE, WEEKLY], NOW) for _ in range(4)))
        assert sorted(len(taken.new) for taken in several) == [0, 0, 0, 2]
        changes = [replace(WEEKLY, title=f"{number}") for number in range(4)]
        await asyncio.gather(*(store.take([change], NOW) for change in changes))
        assert [one.sequence for one in await store.events()] == [0, 4]  # none is lost
        assert len(await lines(store)) == 4

    @pytest.mark.parametrize("feed", [None, "a"])
    async def test_a_dry_run_says_the_same_and_keeps_nothing(self, store, feed):
        await store.take([SINGLE, WEEKLY, FULL, replace(FOREVER, sequence=3)], NOW, feed=feed)
        before = (await store.events(), await lines(store))
        incoming = [
            replace(SINGLE, title="Altro", networks=("redona",)),
            replace(WEEKLY, status=Status.CANCELLED),
            FOREVER,
            event(uid="new"),
        ]
        promised = await store.take(incoming, NOW, feed=feed, dry_run=True)
        assert (await store.events(), await lines(store)) == before
        assert promised == await store.take(incoming, NOW, feed=feed)
        assert [len(promised.new), len(promised.changed), len(promised.cancelled), promised.older] == [1, 1, 1, 1]
        assert promised.vanished == (1 if feed else 0)

    async def test_an_older_revision_is_not_taken(self, store):
        await store.take([replace(SINGLE, sequence=2)], NOW)
        assert (await store.take([replace(SINGLE, sequence=1, title="Prima")], NOW)).older == 1
        assert [one.title for one in await store.events()] == [SINGLE.title]

    async def test_a_revision_that_changed_nothing_makes_the_ones_before_it_older(self, store):
        await store.take([SINGLE], NOW)
        assert (await store.take([replace(SINGLE, sequence=5)], NOW)).same == 1
        assert (await store.take([replace(SINGLE, sequence=3, title="Prima")], NOW)).older == 1

    async def test_what_a_person_changes_by_hand_twice_rises_twice(self, store):
        await store.take([SINGLE], NOW)
        for title, sequence in (("Uno", 1), ("Due", 2)):
            [changed] = (await store.take([replace(SINGLE, title=title)], NOW)).changed
            assert (changed.title, changed.sequence) == (title, sequence)

    async def test_a_network_or_theme_said_twice_is_said_once(self, store):
        await store.take([replace(SINGLE, networks=("loreto", "redona", "loreto"), themes=("casa", "casa"))], NOW)
        assert [line.networks for line in await lines(store)] == [("loreto", "redona")]

    async def test_events_of_a_network_and_of_the_whole_city(self, store):
        await store.take([SINGLE, WEEKLY, FOREVER], NOW)
        assert await store.events("redona") == [WEEKLY, FOREVER]
        assert await store.events("loreto") == [SINGLE, WEEKLY, FOREVER]
        assert await store.events("colognola") == [FOREVER]


class TestChanging:
    async def test_rows_keep_their_ids_while_all_else_changes(self, store):
        await store.take([WEEKLY], NOW)
        before = await ids(store)
        changed = replace(
            WEEKLY, when=timed("2026-10-13 18:00", "2026-10-13 19:00"), title="Altro", networks=(), themes=("verde",)
        )
        await store.take([changed], NOW)
        assert await ids(store) == before
        assert {(line.title, line.networks) for line in await lines(store)} == {("Altro", ())}
        assert len(await store.listed(Wish(theme="verde"), *ALWAYS, 10)) == 3
        assert not await store.listed(Wish(theme="casa"), *ALWAYS, 10)

    async def test_one_that_is_moved_keeps_its_id_and_is_listed_where_it_was_and_where_it_is(self, store):
        await store.take([WEEKLY], NOW)
        before = await ids(store)
        moved = replace(WEEKLY, changes=(Change(day("2026-10-20"), timed("2026-10-22 18:00")),))
        await store.take([moved], NOW)
        after = await ids(store)
        assert after == {"10-13": before["10-13"], "10-22": before["10-20"], "10-27": before["10-27"]}
        assert await told(store) == [
            ("10-13 20:45", False),
            ("10-20 20:45", True),
            ("10-22 18:00", False),
            ("10-27 20:45", False),
        ]
        where_it_was = next(line for line in await lines(store) if line.gone)
        assert (where_it_was.when, where_it_was.occurrence) == (timed("2026-10-22 18:00"), before["10-20"])
        await store.take([WEEKLY], NOW)  # moved back
        assert await ids(store) == before
        assert {(line.gone, line.moved_from_at) for line in await lines(store)} == {(False, None)}

    async def test_a_single_event_keeps_its_id_whatever_its_day(self, store):
        await store.take([SINGLE], NOW)
        [identity] = (await ids(store)).values()
        await store.take([replace(SINGLE, when=timed("2026-11-03 18:00"))], NOW)
        assert await told(store) == [("10-13 20:45", True), ("11-03 18:00", False)]
        await store.take([replace(SINGLE, when=whole("2026-11-04"))], NOW)
        assert await told(store) == [("10-13 20:45", True), ("11-04 00:00", False)]
        assert set((await ids(store)).values()) == {identity}
        await store.take([SINGLE], NOW)
        assert await told(store) == [("10-13 20:45", False)]
        assert await ids(store) == {"10-13": identity}

    async def test_one_that_is_moved_within_its_day_is_listed_once(self, store):
        await store.take([SINGLE], NOW)
        await store.take([replace(SINGLE, when=timed("2026-10-13 18:00"))], NOW)
        [line] = await lines(store)
        assert (line.gone, line.moved_from_at) == (False, at("2026-10-13 20:45"))

    @pytest.mark.parametrize(
        "before",
        [replace(SINGLE, status=Status.DRAFT), replace(SINGLE, when=SomeDay(day("2026-10-01")))],
    )
    async def test_what_nobody_counted_on_was_not_moved(self, store, before):
        await store.take([before], NOW)
        await store.take([replace(SINGLE, when=timed("2026-11-03 18:00"))], NOW)
        assert [line.moved_from_at for line in await lines(store)] == [None]
        assert await told(store) == [("11-03 18:00", False)]

    async def test_another_weekday_makes_other_occurrences(self, store):
        await store.take([WEEKLY], NOW)
        wednesdays = replace(WEEKLY, when=timed("2026-10-14 20:45"))
        await store.take([wednesdays], NOW)
        assert await told(store) == [("10-14 20:45", False), ("10-21 20:45", False), ("10-28 20:45", False)]

    async def test_what_is_past_stays_as_it_was(self, store):
        await store.take([WEEKLY], NOW)
        before = await ids(store)
        later = at("2026-10-20 12:00")
        await store.take([replace(WEEKLY, when=timed("2026-10-14 18:00"), title="Altro")], later)
        assert [(line.title, f"{line.listed_at.astimezone(ROME):%m-%d}") for line in await lines(store)] == [
            (WEEKLY.title, "10-13"),
            ("Altro", "10-21"),
            ("Altro", "10-28"),
        ]
        assert (await ids(store))["10-13"] == before["10-13"]

    async def test_what_is_cancelled_whole_is_cancelled_where_it_was_put_off_to(self, store):
        put_off = replace(WEEKLY, changes=(Change(day("2026-10-13"), timed("2026-11-03 18:00")),))
        await store.take([put_off], NOW)
        await store.take([replace(put_off, status=Status.CANCELLED)], at("2026-10-24 12:00"))
        to_come = await lines(store, at("2026-10-24 12:00"))
        assert [line.status for line in to_come] == [Status.CANCELLED] * 2

    async def test_what_is_put_off_after_its_day_keeps_its_id(self, store):
        await store.take([WEEKLY], NOW)
        before = await ids(store)
        put_off = replace(WEEKLY, changes=(Change(day("2026-10-13"), timed("2026-11-03 18:00")),))
        await store.take([put_off], at("2026-10-16 12:00"))
        assert (await ids(store))["11-03"] == before["10-13"]
        await store.take([WEEKLY], at("2026-10-24 12:00"))  # it is not put off any more: its day is past
        assert sorted(await ids(store)) == ["10-20", "10-27"]

    async def test_what_comes_while_it_goes_on_is_listed(self, store):
        fair = event(whole("2026-09-25", "2026-10-04"), "FREQ=YEARLY", uid="fair")
        put_off = replace(FOREVER, changes=(Change(day("2026-09-08"), timed("2026-10-02 18:00")),))
        await store.take([fair, put_off], NOW)
        assert [line.listed_at for line in await lines(store, NOW, at("2026-10-03 00:00"))] == [
            at("2026-09-25 00:00"),
            at("2026-10-02 18:00"),
        ]

    async def test_what_repeats_no_longer_keeps_the_row_of_its_day(self, store):
        await store.take([WEEKLY], NOW)
        before = await ids(store)
        once = replace(WEEKLY, recurrence=None, when=timed("2026-10-20 20:45"))
        await store.take([once], NOW)
        assert await ids(store) == {"10-20": before["10-20"]}
        await store.take([replace(once, recurrence=Recurrence("FREQ=WEEKLY;COUNT=2"))], NOW)
        assert (await ids(store))["10-20"] == before["10-20"]
        assert sorted(await ids(store)) == ["10-20", "10-27"]

    async def test_what_repeats_no_longer_and_has_another_day_keeps_the_row_that_came_next(self, store):
        await store.take([WEEKLY], NOW)
        before = await ids(store)
        once = replace(WEEKLY, recurrence=None, when=timed("2026-11-05 18:00"))
        await store.take([once], at("2026-10-14 12:00"))
        assert await ids(store) == {"11-05": before["10-20"]}

    async def test_an_event_that_is_not_what_it_was_has_no_rows_left_over(self, store, database):
        for form in (FULL, SINGLE, FOREVER, WEEKLY):
            assert (await store.take([replace(form, uid="one", sequence=4)], NOW)).older == 0
        assert await counts(database) == {"events": 1, "event_networks": 2, "event_themes": 1, "occurrences": 3}


class TestExtending:
    async def test_every_night_adds_the_days_that_are_new(self, store, database):
        nightly = event("2026-09-01 20:45", "FREQ=DAILY", uid="nightly")
        await store.take([nightly, SINGLE], NOW)
        before = {line.occurrence for line in await lines(store)}
        for night in (1, 2, 3):
            assert await store.extend(NOW + timedelta(days=night)) == 1
            assert await store.extend(NOW + timedelta(days=night)) == 0
        first, last = stretch_of(nightly, NOW)
        until = last + timedelta(days=3)
        expected = [one.begins_at for one in placed(nightly, first, until)]
        found = [line.listed_at for line in await lines(store) if line.title == nightly.title and line.event == 1]
        assert found == expected
        assert before < {line.occurrence for line in await lines(store)}
        assert await store.extend(NOW) == 0  # a clock that is set back undoes nothing
        assert (await counts(database))["occurrences"] == len(expected) + 1

    async def test_it_goes_on_where_it_stopped_after_a_long_pause(self, store):
        await store.take([FOREVER], NOW)
        assert await store.extend(NOW + 3 * HORIZON) == 1
        found = [line.listed_at.astimezone(ROME) for line in await lines(store)]
        assert {later - earlier for earlier, later in pairwise(found)} == {timedelta(days=7)}
        assert found[-1] > NOW + 4 * HORIZON - timedelta(days=7)

    async def test_a_day_that_was_brought_forward_is_not_added_again(self, store):
        far = day("2027-11-09")  # a Tuesday, some days beyond the horizon
        assert far > stretch_of(FOREVER, NOW)[1]
        await store.take([replace(FOREVER, changes=(Change(far, timed("2026-10-15 18:00")),))], NOW)
        before = await ids(store)
        await store.extend(NOW + timedelta(days=30))
        assert (await ids(store))["10-15"] == before["10-15"]
        assert at("2027-11-09 20:45") not in {line.listed_at for line in await lines(store) if not line.gone}

    async def test_it_is_of_the_event_as_it_is_by_now(self, store):
        await store.take([FOREVER], NOW)
        await store.take([replace(FOREVER, recurrence=None)], NOW)
        assert await store.extend(NOW + timedelta(days=30)) == 0
        await store.take([replace(FOREVER, title="Altro")], NOW)
        await store.extend(NOW + timedelta(days=30))
        assert (await lines(store))[-1].title == "Altro"


class TestSweeping:
    async def test_what_was_over_before_is_deleted_with_all_that_belongs_to_it(self, store, database):
        await store.take([WEEKLY], NOW)
        over = at("2026-10-27 22:45")
        assert await store.sweep_events(over) == 0  # the last of them was over then, not before
        assert (await counts(database))["occurrences"] == 1
        assert await store.sweep_events(over + timedelta(days=1)) == 1
        assert set((await counts(database)).values()) == {0}
        assert await store.sweep_events(over + timedelta(days=1)) == 0

    async def test_the_id_of_an_event_that_is_gone_is_never_given_again(self, store):
        await store.take([SINGLE], NOW)
        [gone] = await lines(store)
        await store.sweep_events(at("2027-01-01 00:00"))
        await store.take([SINGLE], NOW)
        [line] = await lines(store)
        assert line.event > gone.event
        assert line.occurrence > gone.occurrence

    async def test_what_goes_on_stays(self, store):
        await store.take([FOREVER], NOW)
        await store.sweep_events(NOW)
        assert await store.events() == [FOREVER]

    async def test_what_comes_back_after_years_is_not_over(self, store):
        leap = event("2024-02-29 10:00", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", uid="leap")
        ended = event("2024-02-29 10:00", "FREQ=YEARLY;COUNT=1", uid="ended")
        distant = event("2050-01-01 10:00", "FREQ=WEEKLY", uid="distant")
        await store.take([leap, ended, distant], NOW)
        assert await store.sweep_events(NOW) == 1
        assert await store.events() == [leap, distant]
        await store.extend(at("2027-06-01 12:00"))
        assert at("2028-02-29 10:00") in {line.listed_at for line in await lines(store)}

    async def test_what_was_swept_does_not_come_back_with_a_change(self, store):
        await store.take([FOREVER], at("2026-09-01 12:00"))
        later = at("2026-12-01 12:00")
        await store.sweep_events(later)
        await store.take([replace(FOREVER, title="Altro")], later)
        assert (await lines(store))[0].listed_at == at("2026-12-01 20:45")


class TestFeeds:
    async def vanished(self, database) -> dict[str, bool]:
        wanted = select(events.c.uid, events.c.vanished_at)

        def marked(connection):
            return {uid: vanished_at is not None for uid, vanished_at in connection.execute(wanted)}

        return await database.read(marked)

    async def test_what_a_feed_has_no_more_is_marked_once_and_stays(self, store, database):
        await store.take([SINGLE, WEEKLY], NOW, feed="a")
        assert (await store.take([SINGLE], NOW, feed="a")).vanished == 1
        assert (await store.take([SINGLE], NOW, feed="a")).vanished == 0
        assert await self.vanished(database) == {"single": False, "weekly": True}
        assert len(await lines(store)) == 4

    async def test_what_a_feed_has_again_is_marked_no_more(self, store, database):
        await store.take([SINGLE], NOW, feed="a")
        await store.take([], NOW, feed="a")
        assert (await store.take([SINGLE], NOW, feed="a")).same == 1
        assert await self.vanished(database) == {"single": False}
        assert (await store.take([], NOW, feed="a")).vanished == 1

    async def test_what_another_brings_meanwhile_is_marked_no_more(self, store, database):
        await store.take([SINGLE, WEEKLY], NOW, feed="a")
        await store.take([], NOW, feed="a")
        await store.take([SINGLE], NOW, feed="b")
        await store.take([WEEKLY], NOW)
        assert await self.vanished(database) == {"single": False, "weekly": False}
        assert (await store.take([], NOW, feed="a")).vanished == 0
        assert (await store.take([], NOW, feed="b")).vanished == 1

    async def test_a_feed_knows_nothing_of_what_others_brought(self, store):
        await store.take([SINGLE], NOW)
        await store.take([WEEKLY], NOW, feed="a")
        assert (await store.take([], NOW, feed="b")).vanished == 0

    async def test_what_two_feeds_have_belongs_to_the_one_that_had_it_first(self, store):
        await store.take([SINGLE], NOW, feed="a")
        await store.take([SINGLE], NOW, feed="b")
        assert (await store.take([], NOW, feed="b")).vanished == 0
        assert (await store.take([], NOW, feed="a")).vanished == 1

    async def test_what_is_over_does_not_vanish(self, store):
        await store.take([SINGLE], NOW, feed="a")
        assert (await store.take([], at("2026-10-14 12:00"), feed="a")).vanished == 0

    async def test_another_feeds_networks_join(self, store):
        await store.take([SINGLE], NOW, feed="a")
        [joined] = (await store.take([replace(SINGLE, networks=("redona",))], NOW, feed="b")).changed
        assert joined.networks == ("loreto", "redona")
        assert [line.networks for line in await lines(store)] == [("loreto", "redona")]
        assert (await store.take([SINGLE], NOW, feed="a")).same == 1

    async def test_a_dry_run_marks_nothing(self, store, database):
        await store.take([SINGLE], NOW, feed="a")
        assert (await store.take([], NOW, feed="a", dry_run=True)).vanished == 1
        assert await self.vanished(database) == {"single": False}


WHENS = st.sampled_from(
    [
        *(timed(f"2026-10-{number} {hour}") for number in (13, 14, 20) for hour in ("18:00", "20:45")),
        timed("2026-09-08 20:45", "2026-10-02 10:00"),
        whole("2026-10-13"),
        whole("2026-09-25", "2026-10-12"),
        SomeDay(day("2026-10-01")),
    ]
)
DAYS = st.sampled_from([day(f"2026-{written}") for written in ("09-08", "10-13", "10-14", "10-20", "10-27")])
CHANGES = st.lists(
    st.builds(
        Change,
        DAYS,
        st.none() | WHENS,
        st.none() | st.sampled_from(Status),
        st.none() | st.just("Castagnata"),
    ),
    max_size=2,
)
RULES = st.sampled_from(["FREQ=WEEKLY;COUNT=4", "FREQ=DAILY;INTERVAL=7;COUNT=3", "FREQ=WEEKLY;BYDAY=TU,WE;COUNT=5"])
RECURRENCES = st.none() | st.builds(Recurrence, RULES, st.lists(DAYS, max_size=1).map(tuple), st.just(()))
VERSIONS = st.builds(
    lambda uid, when, recurrence, changes, **more: event(
        when, uid=uid, recurrence=recurrence, changes=tuple(changes), **more
    ),
    st.sampled_from("ab"),
    WHENS,
    RECURRENCES,
    CHANGES,
    sequence=st.integers(0, 2),
    status=st.sampled_from(Status),
    title=st.sampled_from(["Riunione", "Assemblea"]),
    networks=st.lists(st.sampled_from(["loreto", "redona"]), unique=True, max_size=2).map(tuple),
)
STEPS = st.lists(st.tuples(st.lists(VERSIONS, min_size=1, max_size=2), st.booleans(), st.integers(0, 4)), max_size=6)


@pytest.fixture(scope="module")
def emptied(tmp_path_factory):
    """The address of a database that all examples share, each emptying it first."""
    return f"sqlite:///{tmp_path_factory.mktemp('model') / 'reti.db'}"


@settings(max_examples=40)
@given(steps=STEPS)
async def test_what_is_listed_is_what_the_last_version_of_each_event_says(emptied, steps):
    """Whatever comes in, in whatever order: what is still to come is listed as if each event had just come."""
    now, model = NOW, {}
    async with open_store(emptied) as store:
        await store.sweep_events(at("2200-01-01 00:00"))
        for versions, from_feed, days in steps:
            now += timedelta(days=days)
            incoming = {version.uid: version for version in sorted(versions, key=lambda version: version.sequence)}
            for uid, version in incoming.items():
                known = model.get(uid)
                fate, remembered = judge(version, known, "a" if from_feed else None)
                if fate is not Fate.OLDER:
                    model[uid] = Known(remembered, version.sequence)
            await store.take(list(incoming.values()), now, feed="a" if from_feed else None)
            await store.extend(now)
            assert {one.uid: one for one in await store.events()} == {uid: one.event for uid, one in model.items()}
            assert await to_come(store, now) == sorted(expected(model, now))


async def to_come(store, now) -> list[tuple]:
    found = [line for line in await lines(store, now) if not line.gone]
    assert len({line.occurrence for line in found}) == len(found)
    return sorted((line.listed_at, repr(line.when), line.title, line.status, line.networks) for line in found)


def expected(model, now):
    for known in model.values():
        for one in placed(known.event, day("2026-01-01"), day("2027-09-01")):
            if one.over_at > now and one.occurrence.status is not Status.DRAFT:
                occurrence = one.occurrence
                status, networks = occurrence.status, known.event.networks
                yield one.listed_at, repr(occurrence.when), occurrence.title, status, networks
