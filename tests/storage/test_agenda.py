"""The agenda as it is read: what takes place in a time, for whom, in which order, page by page."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.agenda.entry import Wish
from domain.agenda.event import Change, EventId, Kind, OccurrenceId, SomeDay, Status, Timed, Venue
from storage import open_store
from tests.domain.some_events import at, day, event, timed, whole

NOW = at("2026-10-01 12:00")
ALL = Wish()
OCTOBER = (at("2026-10-01 00:00"), at("2026-11-01 00:00"))
LORETO = event("2026-10-13 20:45", uid="loreto", title="Loreto", networks=("loreto",), themes=("casa",))
REDONA = event(
    "2026-10-14 20:45", uid="redona", title="Redona", networks=("redona",), themes=("verde",), kind=Kind.INITIATIVE
)
CITY = event("2026-10-15 20:45", uid="city", title="Città", themes=("verde", "casa"))
THREE = event("2026-10-16 20:45", uid="three", title="Tre", networks=("redona", "loreto", "colognola"))
WEEKLY = event("2026-10-13 20:45", "FREQ=WEEKLY;COUNT=3", uid="weekly")


async def titles(store, wish=ALL, since=OCTOBER[0], until=OCTOBER[1], **more) -> list[str]:
    return [line.title for line in await store.listed(wish, since, until, 100, **more)]


async def rows(store) -> list[OccurrenceId]:
    return [line.occurrence for line in await store.listed(ALL, *OCTOBER, 100) if not line.gone]


async def test_there_is_nothing_before_something_comes(store):
    assert await store.listed(ALL, *OCTOBER, 10) == []
    assert await store.happening(OccurrenceId(1)) is None
    assert await store.next_of(EventId(1), NOW) is None


async def test_a_line_says_what_where_and_when(store):
    await store.take([replace(THREE, venue=Venue("Parco", "Via Roma 1"), status=Status.POSTPONED)], NOW)
    [line] = await store.listed(ALL, *OCTOBER, 10)
    assert (line.title, line.place, line.kind, line.status) == ("Tre", "Parco", Kind.MEETING, Status.POSTPONED)
    assert (line.when, line.listed_at) == (THREE.when, THREE.when.starts_at)
    assert line.networks == ("redona", "loreto", "colognola")  # in its own order
    assert (line.gone, line.moved_from_at) == (False, None)


async def test_when_it_is_comes_back_as_it_went(store):
    whens = [
        SomeDay(day("2026-10-01")),
        timed("2026-10-13 20:45"),
        timed("2026-10-13 20:45", "2026-10-13 23:00"),
        whole("2026-10-13", "2026-10-14"),
    ]
    await store.take([event(when, uid=f"{number}") for number, when in enumerate(whens)], NOW)
    found = sorted(await store.listed(ALL, *OCTOBER, 10), key=lambda line: line.event)
    assert [line.when for line in found] == whens
    assert [(await store.happening(line.occurrence)).occurrence.when for line in found] == whens


class TestTime:
    async def test_what_takes_place_in_a_time_is_listed(self, store):
        await store.take([event(timed("2026-10-13 20:45", "2026-10-13 23:00"))], NOW)
        for since, until, there in (
            ("2026-10-13 20:00", "2026-10-13 20:45", False),  # it begins when the time is over
            ("2026-10-13 20:00", "2026-10-13 20:46", True),
            ("2026-10-13 21:00", "2026-10-13 21:30", True),  # under way
            ("2026-10-13 22:59", "2026-10-14 00:00", True),
            ("2026-10-13 23:00", "2026-10-14 00:00", False),  # it is over when the time begins
        ):
            assert bool(await titles(store, ALL, at(since), at(until))) is there, (since, until)

    async def test_what_lasts_for_days_is_listed_on_each_of_them(self, store):
        await store.take([event(whole("2026-10-24", "2026-10-26"))], NOW)
        found = [
            bool(await titles(store, ALL, at(f"2026-10-{n} 00:00"), at(f"2026-10-{n + 1} 00:00")))
            for n in range(23, 28)
        ]
        assert found == [False, True, True, True, False]

    async def test_it_goes_by_time_and_what_has_no_day_stands_last(self, store):
        await store.take(
            [
                event(SomeDay(day("2026-10-01")), uid="d", title="un giorno"),
                event("2026-10-31 23:59", uid="c", title="ultimo"),
                event(whole("2026-10-13"), uid="b", title="tutto il giorno"),
                event(timed("2026-09-30 20:00", "2026-10-02 20:00"), uid="a", title="in corso"),
                event(SomeDay(day("2026-11-01")), uid="e", title="novembre"),
            ],
            NOW,
        )
        assert await titles(store) == ["in corso", "tutto il giorno", "ultimo", "un giorno"]

    async def test_of_one_instant_the_first_made_is_first(self, store):
        await store.take([event(uid=f"{number}", title=f"{number}") for number in (3, 1, 2)], NOW)
        await store.take([event(uid="1", title="1!")], NOW)
        assert await titles(store) == ["3", "1!", "2"]

    async def test_what_was_moved_away_is_listed_where_it_was_alone(self, store):
        await store.take([LORETO], NOW)
        await store.take([replace(LORETO, when=timed("2026-11-03 18:00"))], NOW)
        [line] = await store.listed(ALL, *OCTOBER, 10)
        assert (line.gone, line.listed_at, line.when) == (True, LORETO.when.starts_at, timed("2026-11-03 18:00"))
        [line] = await store.listed(ALL, OCTOBER[1], OCTOBER[1] + timedelta(days=30), 10)
        assert (line.gone, line.moved_from_at) == (False, LORETO.when.starts_at)
        assert not await titles(store, ALL, OCTOBER[0], LORETO.when.starts_at)
        assert await titles(store, ALL, LORETO.when.starts_at, OCTOBER[1])
        assert not await titles(store, Wish(("redona",)))


class TestWishes:
    async def test_only_what_is_wished_for_is_listed(self, store):
        wishes = {
            Wish(): ["Loreto", "Redona", "Città", "Tre"],
            Wish(("loreto",)): ["Loreto", "Città", "Tre"],
            Wish(("loreto", "redona")): ["Loreto", "Redona", "Città", "Tre"],  # each once
            Wish(("colognola",)): ["Città", "Tre"],
            Wish(("longuelo",)): ["Città"],
            Wish(theme="verde"): ["Redona", "Città"],
            Wish(("loreto",), theme="verde"): ["Città"],
            Wish(theme="cultura"): [],
            Wish(kind=Kind.INITIATIVE): ["Redona"],
            Wish(("loreto",), kind=Kind.MEETING, theme="casa"): ["Loreto", "Città"],
            Wish(("loreto",), kind=Kind.INITIATIVE): [],
        }
        await store.take([LORETO, REDONA, CITY, THREE], NOW)
        assert {wish: await titles(store, wish) for wish in wishes} == wishes
        assert {wish: await titles(store, wish, starting=True) for wish in wishes} == wishes

    async def test_a_draft_is_shown_nowhere(self, store):
        await store.take([LORETO], NOW)
        [row] = await rows(store)
        [line] = await store.listed(ALL, *OCTOBER, 10)
        await store.take([replace(LORETO, when=timed("2026-10-20 20:45"))], NOW)
        await store.take([replace(LORETO, when=timed("2026-10-20 20:45"), status=Status.DRAFT)], NOW)
        assert await titles(store) == await titles(store, starting=True) == []
        assert await store.happening(row) is None
        assert await store.next_of(line.event, NOW) is None


class TestStarting:
    async def test_only_what_is_certain_and_has_not_begun(self, store):
        others = [event("2026-10-20 20:45", uid=status, title=status, status=status) for status in Status]
        begun = event(timed("2026-09-30 20:45", "2026-10-20 20:45"), uid="begun")
        at_once = event(Timed(OCTOBER[0]), uid="at once", title="subito")
        too_late = event(Timed(OCTOBER[1]), uid="too late")
        await store.take([*others, begun, at_once, too_late], NOW)
        assert await titles(store, starting=True) == ["subito", "confirmed"]

    async def test_what_was_moved_is_where_it_is(self, store):
        await store.take([replace(WEEKLY, changes=(Change(day("2026-10-13"), timed("2026-10-21 18:00")),))], NOW)
        found = await store.listed(ALL, *OCTOBER, 10, starting=True)
        assert [line.listed_at for line in found] == [
            at("2026-10-20 20:45"),
            at("2026-10-21 18:00"),
            at("2026-10-27 20:45"),
        ]
        assert not any(line.gone for line in found)


class TestNextOfEach:
    async def test_an_event_is_there_once_however_often_it_takes_place(self, store):
        daily = [event("2026-10-02 18:00", "FREQ=DAILY", uid=f"{one}", title=f"{one}") for one in range(3)]
        await store.take([*daily, LORETO], NOW)
        found = await store.next_of_each(ALL, *OCTOBER, 4)
        assert [(line.title, line.listed_at) for line in found] == [
            *((f"{one}", at("2026-10-02 18:00")) for one in range(3)),
            ("Loreto", at("2026-10-13 20:45")),
        ]

    async def test_a_date_with_a_title_of_its_own_is_there_too(self, store):
        change = Change(day("2026-10-20"), title="Castagnata")
        await store.take([replace(WEEKLY, changes=(change,))], NOW)
        found = await store.next_of_each(ALL, at("2026-10-14 00:00"), OCTOBER[1], 10)
        assert [line.title for line in found] == ["Castagnata", "Riunione di rete"]

    async def test_only_what_is_certain_and_wished_for(self, store):
        others = [event("2026-10-20 20:45", uid=status, title=status, status=status) for status in Status]
        await store.take([*others, LORETO, REDONA], NOW)
        found = await store.next_of_each(Wish(networks=("redona",)), *OCTOBER, 10)
        assert [line.title for line in found] == ["Redona", "confirmed"]


class TestHappening:
    async def test_one_occurrence_is_given_with_its_whole_event(self, store):
        change = Change(day("2026-10-20"), timed("2026-10-22 18:00"), None, "Castagnata", "Con vino", Venue("Parco"))
        of = replace(WEEKLY, description="Come sempre", venue=Venue("Sala"), changes=(change,), networks=("loreto",))
        await store.take([of], NOW)
        usual, changed, _ = [await store.happening(row) for row in await rows(store)]
        assert (usual.event, usual.event_id, usual.moved_from_at) == (of, changed.event_id, None)
        assert (usual.occurrence.title, usual.occurrence.description) == ("Riunione di rete", "Come sempre")
        assert usual.occurrence.venue == Venue("Sala")
        assert changed.moved_from_at == at("2026-10-20 20:45")
        one = changed.occurrence
        assert (one.original_on, one.when, one.title) == (change.original_on, change.when, "Castagnata")
        assert (one.description, one.venue) == ("Con vino", Venue("Parco"))

    async def test_of_two_exceptions_for_one_day_the_last_counts(self, store):
        changes = tuple(Change(day("2026-10-13"), title=title, description=title) for title in ("Prima", "Dopo"))
        await store.take([replace(WEEKLY, changes=changes)], NOW)
        found = await store.happening((await rows(store))[0])
        assert (found.occurrence.title, found.occurrence.description) == ("Dopo", "Dopo")

    async def test_what_is_cancelled_is_given_and_says_so(self, store):
        await store.take([replace(WEEKLY, status=Status.CANCELLED)], NOW)
        assert {(await store.happening(row)).occurrence.status for row in await rows(store)} == {Status.CANCELLED}


class TestNext:
    async def test_the_next_or_else_the_last(self, store):
        await store.take([WEEKLY], NOW)
        [line, *_] = await store.listed(ALL, *OCTOBER, 1)
        row = await rows(store)
        for now, place in (
            ("2026-10-01 12:00", 0),
            ("2026-10-13 21:00", 0),  # under way
            ("2026-10-13 22:45", 1),  # over
            ("2026-10-27 21:00", 2),
            ("2027-10-01 12:00", 2),  # all are over: the last
        ):
            assert await store.next_of(line.event, at(now)) == row[place], now

    async def test_it_goes_by_when_they_are_not_by_when_they_were(self, store):
        await store.take([replace(WEEKLY, changes=(Change(day("2026-10-13"), timed("2026-10-21 18:00")),))], NOW)
        [line, *_] = await store.listed(ALL, *OCTOBER, 1)
        found = await store.happening(await store.next_of(line.event, NOW))
        assert found.occurrence.original_on == day("2026-10-20")

    async def test_a_draft_among_them_is_passed_over(self, store):
        await store.take([replace(WEEKLY, changes=(Change(day("2026-10-13"), status=Status.DRAFT),))], NOW)
        [line, *_] = await store.listed(ALL, *OCTOBER, 1)
        found = await store.happening(await store.next_of(line.event, NOW))
        assert found.occurrence.original_on == day("2026-10-20")


WHENS = st.sampled_from(
    [
        *(timed(f"2026-10-{number} 20:45") for number in (13, 14)),
        timed("2026-10-13 18:00", "2026-10-16 18:00"),
        whole("2026-10-13"),
        whole("2026-10-12", "2026-10-14"),
        SomeDay(day("2026-10-01")),
    ]
)
MANY = st.lists(st.tuples(WHENS, WHENS, st.sampled_from([(), ("a",), ("a", "b")])), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def emptied(tmp_path_factory):
    """The address of a database that all examples share, each emptying it first."""
    return f"sqlite:///{tmp_path_factory.mktemp('pages') / 'reti.db'}"


@settings(max_examples=30)
@given(many=MANY, size=st.integers(1, 7), starting=st.booleans(), networks=st.sampled_from([(), ("a", "b"), ("b",)]))
async def test_the_pages_together_have_every_line_once(emptied, many, size, starting, networks):
    async with open_store(emptied) as store:
        await store.sweep_events(at("2200-01-01 00:00"))
        for version in (0, 1):  # the second moves some
            events = [event(one[version], uid=f"{number}", networks=one[2]) for number, one in enumerate(many)]
            await store.take(events, NOW)
        wish = Wish(networks)
        whole_list = await store.listed(wish, *OCTOBER, 100, starting=starting)
        pages = [
            await store.listed(wish, *OCTOBER, size, offset, starting=starting)
            for offset in range(0, len(whole_list) + size, size)
        ]
        assert [line for page in pages for line in page] == whole_list
        assert pages[-1] == []
        assert len({(line.occurrence, line.gone) for line in whole_list}) == len(whole_list)
        if not starting:
            assert [line.listed_at for line in whole_list] == sorted(line.listed_at for line in whole_list)
            wanted = {n for n, one in enumerate(many) if not networks or not one[2] or set(networks) & set(one[2])}
            assert len({line.event for line in whole_list}) == len(wanted)
