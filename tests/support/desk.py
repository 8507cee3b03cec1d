"""An operator at the desk, who writes announcements, and those who follow."""

from domain.announcements.announcement import Status
from domain.model import ChatKind
from domain.subscriptions import network
from sandbox.messages import Message
from sandbox.people import Person
from tests.conftest import World, labels, until

TEXT = "Domenica pulizia del parco. Portate i guanti!"


class Desk:
    """An operator at work, and the residents who follow."""

    def __init__(self, world: World, operator: Person) -> None:
        self.world = world
        self.operator = operator

    async def says(self, text: str) -> Message:
        return await self.world.says(text, by=self.operator)

    async def taps(self, label: str) -> Message:
        return await self.world.taps(label, by=self.operator)

    async def hears(self, words: str) -> Message:
        """Wait until the newest message to the operator says something."""
        await until(lambda: words in self.operator.last.text)
        return self.operator.last

    def sees(self, label: str) -> bool:
        """Whether a key under the newest message says something."""
        return label in labels(self.operator.last)

    async def resident(self, name: str, *networks: str) -> Person:
        person = self.world.telegram.person(name)
        for one in networks:
            await self.world.says(f"/segui {one}", by=person)
        return person

    async def stands(self) -> Status:
        """How the only announcement there is stands."""
        [announcement] = await self.world.store.announcements()
        return announcement.status

    async def writes(self, text: str = TEXT) -> Message:
        await self.says("/annuncio")
        return await self.says(text)

    async def sends(self, text: str = TEXT) -> None:
        """Write to one's only network, and wait for the report."""
        await self.writes(text)
        await self.taps("Avanti: guardalo")
        await self.taps("Manda ora")
        await self.hears("Era per")


def messages_of(world: World, person: Person, words: str) -> list[Message]:
    bot = world.telegram.bot["id"]
    return [one for one in world.telegram.messages(person.chat) if one.sender_id == bot and words in one.text]


async def followers(world: World, number: int, *, one_blocked_in: int | None = None) -> list[Person]:
    """Many who follow Redona, of whom some have blocked the bot without its notice."""
    people = [world.telegram.person(f"P{one}") for one in range(number)]
    for one, person in enumerate(people):
        state = world.telegram.chats[person.id]
        state.started, state.blocked = True, one_blocked_in is not None and one % one_blocked_in == 0
        chat = await world.store.meet(person.id, ChatKind.PRIVATE, "it", world.clock())
        await world.store.follow(chat.id, None, network("redona"), world.clock())
    return people
