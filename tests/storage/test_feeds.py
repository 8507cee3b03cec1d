"""What is remembered of feeds, and what becomes of events that vanished from them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.agenda.entry import Wish
from domain.agenda.event import EventId, SomeDay, Status
from domain.agenda.taking import Taken
from domain.city.model import NetworkId
from domain.feeds import FeedState, Outcome, Validators
from domain.ports import Gone
from tests.domain.some_events import at, day, event, timed, whole

FEED, OTHER = "example.org#0123456789", "example.org#abcdefabcd"
NOW = datetime(2026, 10, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
A = event("2026-10-13 20:45", uid="a", title="Assemblea", networks=(NetworkId("alta"),))
B = event("2026-10-12 20:45", uid="b", title="Festa")


def known(**changes) -> FeedState:
    return replace(
        FeedState(
            outcome=Outcome.FRESH,
            asked_at=NOW,
            next_at=LATER,
            succeeded_at=NOW,
            events=2,
            problems=1,
            validators=Validators('"é"', "yesterday"),
            read_as="so",
        ),
        **changes,
    )


async def statuses(store) -> dict[str, Status]:
    return {one.uid: one.status for one in await store.events()}


async def numbers(store, now=LATER) -> dict[str, EventId]:
    """The questions that are open, by title."""
    return {one.title: one.event for one in await store.vanished(now)}


class TestAFeed:
    async def test_that_was_never_asked_is_not_known(self, store):
        assert await store.feeds() == {}

    async def test_is_remembered_whole_and_apart_from_others(self, store):
        failing = FeedState(Outcome.REFUSED, NOW, LATER, status=404, failing_since=NOW, failures=3)
        await store.note_feed(FEED, known())
        await store.note_feed(OTHER, failing)
        assert await store.feeds() == {FEED: known(), OTHER: failing}

    async def test_is_remembered_as_it_is_now(self, store):
        await store.note_feed(FEED, known())
        now = known(outcome=Outcome.TOO_SLOW, validators=Validators(), succeeded_at=None, read_as=None, failures=1)
        await store.note_feed(FEED, now)
        assert await store.feeds() == {FEED: now}


class TestAVanishedEvent:
    async def test_is_asked_about_and_stays(self, store):
        await store.take([A, B], NOW, feed=FEED)
        await store.take([B], LATER, feed=FEED)
        [asked] = await store.vanished(LATER)
        assert (asked.title, asked.when, asked.networks) == ("Assemblea", A.when, A.networks)
        assert (asked.feed, asked.since) == (FEED, LATER)
        assert await statuses(store) == {"a": Status.CONFIRMED, "b": Status.CONFIRMED}

    async def test_is_asked_about_by_the_time_of_its_next_occurrence(self, store):
        weekly = event("2026-09-07 20:45", "FREQ=WEEKLY", uid="w", title="Ogni lunedì")
        month = event(SomeDay(day("2026-11-01")), uid="m", title="A novembre")
        days = event(whole("2026-10-02", "2026-10-03"), uid="d", title="Due giorni")
        await store.take([A, B, weekly, month, days], NOW, feed=FEED)
        await store.take([A], LATER, feed=FEED)
        asked = [(one.title, one.when) for one in await store.vanished(LATER)]
        assert asked == [
            ("Due giorni", days.when),
            ("Ogni lunedì", timed("2026-10-05 20:45")),
            ("Festa", B.when),
            ("A novembre", month.when),
        ]

    async def test_is_not_asked_about_once_it_is_over(self, store):
        await store.take([A, B], NOW, feed=FEED)
        await store.take([A], LATER, feed=FEED)
        assert await store.vanished(at("2026-10-12 22:44"))
        assert not await store.vanished(at("2026-10-12 22:46"))

    async def test_is_not_asked_about_if_it_was_called_off_before(self, store):
        await store.take([A, replace(B, status=Status.CANCELLED)], NOW, feed=FEED)
        await store.take([A], LATER, feed=FEED)
        assert not await store.vanished(LATER)

    async def test_that_its_feed_has_again_is_not_asked_about(self, store):
        await store.take([A, B], NOW, feed=FEED)
        await store.take([B], LATER, feed=FEED)
        await store.take([A, B], LATER, feed=FEED)
        assert not await store.vanished(LATER)


class TestToKeepIt:
    async def test_takes_it_from_its_feed(self, store):
        await store.take([A, B], NOW, feed=FEED)
        await store.take([B], LATER, feed=FEED)
        await store.keep_vanished((await numbers(store))["Assemblea"])
        assert not await store.vanished(LATER)
        assert (await store.take([B], LATER, feed=FEED)).vanished == 0
        assert await statuses(store) == {"a": Status.CONFIRMED, "b": Status.CONFIRMED}

    @pytest.mark.parametrize("answer", ["keep", "cancel"])
    async def test_or_to_cancel_what_nobody_asked_about_is_gone(self, store, answer):
        await store.take([A], NOW, feed=FEED)
        for number in (1, 99):
            with pytest.raises(Gone):
                await (store.keep_vanished(number) if answer == "keep" else store.cancel_vanished(number, LATER))
        assert await statuses(store) == {"a": Status.CONFIRMED}


class TestToCancelIt:
    async def test_calls_it_off_with_its_occurrences(self, store):
        weekly = event("2026-10-05 20:45", "FREQ=WEEKLY", uid="w", title="Ogni lunedì")
        await store.take([weekly, B], NOW, feed=FEED)
        await store.take([B], LATER, feed=FEED)
        await store.cancel_vanished((await numbers(store))["Ogni lunedì"], LATER)
        [cancelled, _] = await store.events()
        assert (cancelled.status, cancelled.sequence) == (Status.CANCELLED, 1)
        listed = await store.listed(Wish(), at("2026-10-19 00:00"), at("2026-10-20 00:00"), 10)
        assert [entry.status for entry in listed] == [Status.CANCELLED]
        assert not await store.vanished(LATER)

    async def test_asks_no_second_time(self, store):
        await store.take([A, B], NOW, feed=FEED)
        await store.take([B], LATER, feed=FEED)
        number = (await numbers(store))["Assemblea"]
        await store.cancel_vanished(number, LATER)
        assert (await store.take([B], LATER, feed=FEED)).vanished == 0
        with pytest.raises(Gone):
            await store.cancel_vanished(number, LATER)

    async def test_is_undone_when_its_feed_has_it_again(self, store):
        await store.take([A, B], NOW, feed=FEED)
        await store.take([B], LATER, feed=FEED)
        await store.cancel_vanished((await numbers(store))["Assemblea"], LATER)
        [back] = (await store.take([A, B], LATER, feed=FEED)).changed
        assert (back.uid, back.status, back.sequence) == ("a", Status.CONFIRMED, 2)
        assert (await store.take([B], LATER, feed=FEED)).vanished == 1
        assert await numbers(store)


class TestAPartOfACalendar:
    async def test_is_taken_and_nothing_vanishes_for_it(self, store):
        await store.take([A, B], NOW, feed=FEED)
        new = event("2026-10-20 20:45", uid="c", title="Nuova")
        taken = await store.take([replace(B, title="Gran festa"), new], LATER, feed=FEED, whole=False)
        assert ([one.uid for one in taken.new], [one.uid for one in taken.changed]) == (["c"], ["b"])
        assert (taken.same, taken.vanished) == (0, 0)
        assert not await store.vanished(LATER)
        assert {one.title for one in await store.events()} == {"Assemblea", "Gran festa", "Nuova"}

    async def test_changes_nothing_of_what_is_not_in_it(self, store):
        """Also where it was revised since it came: ours is the later revision."""
        await store.take([A, B], NOW, feed=FEED)
        await store.take([replace(A, title="Assemblea aperta")], NOW)
        assert await store.take([], LATER, feed=FEED, whole=False) == Taken()
        [first, _] = await store.events()
        assert (first.title, first.sequence) == ("Assemblea aperta", 1)

    async def test_answers_what_is_in_it(self, store):
        await store.take([A, B], NOW, feed=FEED)
        await store.take([B], LATER, feed=FEED)
        await store.take([A], LATER, feed=FEED, whole=False)
        assert not await store.vanished(LATER)

    async def test_is_no_part_of_another_feed(self, store):
        await store.take([A], NOW, feed=FEED)
        await store.take([B], LATER, feed=OTHER, whole=False)
        assert (await store.take([], LATER, feed=OTHER)).vanished == 1
        assert list(await numbers(store)) == ["Festa"]


class TestEventsOfFeedsThatAreReadNoMore:
    async def test_belong_to_who_brings_them_next(self, store):
        """A feed whose address changed is another feed: what the old one brought is its from now on."""
        await store.take([A, B], NOW, feed=FEED)
        assert await store.release_events([OTHER]) == 2
        changed = await store.take([replace(A, title="Assemblea aperta")], LATER, feed=OTHER)
        assert [one.title for one in changed.changed] == ["Assemblea aperta"]
        assert (await store.take([B], LATER, feed=OTHER)).vanished == 1

    async def test_are_left_to_feeds_that_are_read(self, store):
        await store.take([A], NOW, feed=FEED)
        assert await store.release_events([FEED]) == 0
        await store.take([replace(A, title="Altro")], LATER, feed=OTHER)
        [kept] = await store.events()
        assert kept.title == A.title
