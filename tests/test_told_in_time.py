"""Who follows a network is told, in time, once, and nobody is told what is no longer true."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.agenda.event import Change, Event, Kind, Recurrence, Status, Venue
from domain.outbox.outcome import Outcome
from sandbox.messages import Message
from tests.conftest import World
from tests.events import MONDAY, event, on


class Reader:
    """A resident who follows Redona, and the messages that come unasked."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._read = 0

    async def knows(self, *events: Event) -> None:
        """An operator announces or changes events; the bot sees what follows from it."""
        await self.world.store.take(events, self.world.clock())
        await self.settled()

    async def waits(self, **by: float) -> None:
        """Time passes, and the bot has done what it brings."""
        self.world.clock.turn(**by)
        await self.settled()

    async def settled(self) -> None:
        """What is due was planned and dealt with."""
        await self.world.plans()
        await self.world.quiet()

    def news(self) -> list[Message]:
        """The messages that came since one last looked."""
        came = self.world.said()
        new, self._read = came[self._read :], len(came)
        return new

    async def outcomes(self) -> dict[Any, int]:
        counts = await self.world.store.counts()
        return {
            outcome: sum(one.number for one in counts if one.outcome is outcome)
            for outcome in {c.outcome for c in counts}
        }


@pytest.fixture
async def reader(world: World, tmp_path: Path) -> Reader:
    """A resident who follows a network that has had events before."""
    await world.store.take([event("Di prima", on(300, "18:00"), "redona")], world.clock())
    await world.says("/segui redona")
    world.clock.turn(minutes=1)
    reader = Reader(world)
    reader.news()
    return reader


def meeting(title: str = "Incontro", days: int = 2, clock: str = "20:45", **more: Any) -> Event:
    return event(title, on(days, clock), "redona", kind=Kind.MEETING, venue=Venue("sala civica"), **more)


async def test_news_after_ten_minutes_and_reminders_the_day_before_and_two_hours_before(reader: Reader) -> None:
    await reader.knows(meeting())
    assert reader.news() == []

    await reader.waits(minutes=10)
    [news] = reader.news()
    assert "Incontro" in news.text

    await reader.waits(hours=28)  # Tuesday, 17:11
    assert reader.news() == []
    await reader.waits(minutes=50)
    [eve] = reader.news()
    assert "Incontro" in eve.text

    await reader.waits(hours=24, minutes=44)  # Wednesday, 18:45
    [soon] = reader.news()
    assert "Incontro" in soon.text
    await reader.waits(hours=5)
    assert reader.news() == []


async def test_several_news_are_one_message(reader: Reader) -> None:
    await reader.knows(meeting("Uno"))
    await reader.waits(minutes=5)
    await reader.knows(meeting("Due", 3), meeting("Tre", 4))
    await reader.waits(minutes=20)

    [news] = reader.news()
    assert all(title in news.text for title in ("Uno", "Due", "Tre"))


async def test_the_first_import_of_a_network_announces_nothing(world: World, tmp_path: Path) -> None:
    await world.says("/segui loreto")
    reader = Reader(world)
    reader.news()
    world.clock.turn(minutes=1)
    await reader.knows(replace(meeting(), networks=("loreto",)))
    await reader.waits(minutes=30)
    assert reader.news() == []

    await reader.waits(hours=30)
    [eve] = reader.news()
    assert "Incontro" in eve.text


async def test_a_meeting_that_is_moved_is_told_to_who_knew_and_the_old_message_says_so(reader: Reader) -> None:
    await reader.knows(meeting())
    await reader.waits(minutes=11)
    await reader.waits(hours=29)
    _, eve = reader.news()

    await reader.knows(replace(meeting(clock="21:15"), sequence=1))

    [change] = reader.news()
    assert "21:15" in change.text
    assert eve.edit_date is not None
    await reader.waits(hours=25, minutes=5)  # the reminder of the old time does not come
    [soon] = reader.news()
    assert "21:15" in soon.text
    assert (await reader.outcomes()).get(None) is None


async def test_a_cancelled_meeting_is_told_once_and_reminds_nobody(reader: Reader) -> None:
    await reader.knows(meeting())
    await reader.waits(minutes=11)
    reader.news()

    await reader.knows(replace(meeting(), status=Status.CANCELLED))
    [cancelled] = reader.news()
    assert "Incontro" in cancelled.text

    await reader.waits(days=3)
    assert reader.news() == []


async def test_moved_and_moved_back_before_anybody_was_told_says_nothing(reader: Reader) -> None:
    await reader.knows(meeting())
    await reader.waits(minutes=11)
    reader.news()
    world = reader.world
    await world.store.take([meeting(clock="21:15")], world.clock())
    await world.store.take([meeting()], world.clock())

    await reader.world.plans()
    await reader.settled()

    assert reader.news() == []


async def test_cancelled_and_on_again_is_told_each_time(reader: Reader) -> None:
    await reader.knows(meeting())
    await reader.waits(minutes=11)
    reader.news()

    for status in (Status.CANCELLED, Status.CONFIRMED, Status.CANCELLED):
        await reader.knows(replace(meeting(), status=status))
        assert len(reader.news()) == 1


async def test_one_occurrence_of_a_series_that_is_moved(reader: Reader) -> None:
    weekly = meeting("Coro", 2, recurrence=Recurrence("FREQ=WEEKLY"))
    await reader.knows(weekly)
    await reader.waits(minutes=11)
    await reader.waits(hours=29)
    assert len(reader.news()) == 2

    await reader.knows(replace(weekly, changes=(Change(MONDAY + timedelta(days=2), on(3, "20:45")),)))
    [change] = reader.news()
    assert "26 novembre" in change.text


async def test_who_unfollows_hears_no_more(reader: Reader) -> None:
    await reader.knows(meeting())
    await reader.waits(minutes=11)
    reader.news()
    await reader.world.says("/segui")
    await reader.world.taps("Avanti ▸")
    await reader.world.taps("✓ Redona")
    reader.news()

    await reader.waits(hours=30)
    await reader.knows(replace(meeting(), status=Status.CANCELLED))
    assert reader.news() == []


async def test_nobody_is_disturbed_at_night_but_for_what_is_near(reader: Reader) -> None:
    await reader.knows(meeting("Presto", 1, "09:30"), meeting("Tardi", 3))
    await reader.waits(minutes=11)
    assert len(reader.news()) == 1
    await reader.waits(hours=10, minutes=30)  # 23:42
    reader.news()

    await reader.knows(meeting("Presto", 1, "09:45"), meeting("Tardi", 3, "21:00"))
    [urgent] = reader.news()
    assert "Presto" in urgent.text
    await reader.waits(hours=8, minutes=30)
    assert "Tardi" in " ".join(message.text for message in reader.news())


async def test_who_blocked_the_bot_is_marked_and_told_when_they_are_back(reader: Reader) -> None:
    await reader.knows(meeting())
    reader.world.resident.blocks()
    await reader.waits(minutes=11)
    assert (await reader.outcomes()).get(Outcome.GONE) == 1
    reader.news()

    await reader.world.starts()
    reader.news()
    await reader.waits(minutes=6)  # now and then the bot looks further back
    await reader.waits(minutes=11)
    assert "Incontro" in reader.news()[0].text


async def test_after_a_day_down_what_is_still_of_use_comes_and_the_rest_does_not(reader: Reader) -> None:
    await reader.knows(meeting("Passato", 1, "14:00"), meeting("Domani", 2, "20:45"))
    await reader.waits(minutes=11)
    reader.news()

    await reader.waits(hours=31)  # Tuesday, 20:12: both eves are past, and the first meeting too

    [late] = reader.news()
    assert "Domani" in late.text
    assert (await reader.outcomes())[Outcome.EXPIRED] >= 1


async def test_who_follows_an_event_from_its_card_hears_of_its_end_before_anything_else_was_said(
    reader: Reader,
) -> None:
    await reader.knows(replace(meeting("Coro"), networks=("loreto",)))
    await reader.world.says("/iniziative loreto")
    await reader.world.taps("1")
    await reader.world.taps("🔔 Ricordamelo")
    reader.news()

    await reader.knows(replace(meeting("Coro"), networks=("loreto",), status=Status.CANCELLED))

    [told] = reader.news()
    assert "Non si fa" in told.text
