"""Operators for stories, as an invitation that was taken up leaves them."""

from domain.audit import Deed
from domain.city.model import NetworkId
from domain.model import Chat, ChatKind
from domain.operators import Grants
from sandbox.people import Person
from tests.conftest import World

_CHIEF = 4_999_999
"""An administrator who does nothing in these stories but invite."""


async def let_operate(
    world: World, person: Person, *networks: str, meetings_of: tuple[str, ...] = (), administrator: bool = False
) -> Chat:
    """Make somebody an operator of some networks, a coordinator of the meetings of others, or an administrator."""
    await world.starts(by=person)
    store, now = world.store, world.clock()
    chief = await store.meet(_CHIEF, ChatKind.PRIVATE, None, now)
    chat = await store.meet(person.id, ChatKind.PRIVATE, None, now)
    grants = Grants(administrator, tuple(map(NetworkId, networks)), tuple(map(NetworkId, meetings_of)))
    token = f"token of {person.id} at {now} for {grants}"
    await store.invite(grants, token, chief.id, now)
    await store.join(token, chat.id, person.first_name, now, {_CHIEF})
    await store.forget(chief.id)
    return chat


async def deeds(world: World) -> list[Deed]:
    """What operators did, the newest first."""
    return [record.deed for record in await world.store.deeds(50)]


async def chat_of(world: World, person: Person) -> Chat:
    """Somebody's private chat with the bot."""
    return await world.store.meet(person.id, ChatKind.PRIVATE, None, world.clock())
