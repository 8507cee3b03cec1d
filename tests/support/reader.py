"""A resident who reads what comes unasked."""

from typing import Any

from domain.agenda.event import Event
from sandbox.messages import Message
from tests.conftest import World
from tests.events import event, on


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


async def reader_of_redona(world: World) -> Reader:
    """A resident who follows a network that has had events before."""
    await world.store.take([event("Di prima", on(300, "18:00"), "redona")], world.clock())
    await world.says("/segui redona")
    world.clock.turn(minutes=1)
    reader = Reader(world)
    reader.news()
    return reader
