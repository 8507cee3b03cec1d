"""Groups, channels and topics where the bot may not write for a while: nobody has to subscribe again."""

import pytest

from domain.model import ChatKind
from domain.outbox.outcome import Outcome
from domain.reminders import Quiet
from domain.subscriptions import Preferences
from sandbox.chats import Standing
from sandbox.faults import Answers
from sandbox.groups import Group
from sandbox.people import Person
from tests.conftest import World, last_of_bot
from tests.events import event, on

NO_RIGHTS = "not enough rights to send text messages to the chat"


@pytest.fixture
async def admin(world: World) -> Person:
    """Who looks after a group, and has written to the bot before."""
    await world.store.take([event("Di prima", on(300, "18:00"), "redona")], world.clock())
    person = world.telegram.person("Bruno")
    await world.starts(by=person)
    return person


@pytest.fixture
async def group(world: World, admin: Person) -> Group:
    group = world.telegram.group("Cortile", admins=[admin])
    await world.says("/segui redona", by=admin, chat=group)
    await has_no_quiet_hours(world, group)
    return group


async def has_no_quiet_hours(world: World, group: Group) -> None:
    chat = await world.store.meet(group.id, ChatKind.GROUP, None, world.clock())
    await world.store.prefer(chat.id, None, Preferences(quiet=Quiet.NONE), world.clock())


async def tells(world: World, title: str, **turn: float) -> None:
    """An event is announced, and its news becomes due."""
    world.clock.turn(minutes=1)
    await world.store.take([event(title, on(20, "18:00"), "redona")], world.clock())
    await world.plans()
    await passes(world, **(turn or {"minutes": 11}))


async def passes(world: World, **turn: float) -> None:
    world.clock.turn(**turn)
    await world.plans()
    await world.quiet()


def forbids(world: World, chat: Group, words: str = NO_RIGHTS, times: int = 10_000) -> None:
    world.telegram.faults.add(Answers.bad_request(words), method="sendMessage", chat_id=chat.id, times=times)


async def outcomes(world: World) -> dict[str, int]:
    return {str(count.outcome): count.number for count in await world.store.counts()}


@pytest.mark.parametrize("words", [NO_RIGHTS, "CHAT_WRITE_FORBIDDEN", "TOPIC_CLOSED", "CHAT_RESTRICTED"])
async def test_one_refusal_silences_nobody_for_ever(world: World, group: Group, words: str) -> None:
    forbids(world, group, words, times=1)
    await tells(world, "Festa")
    assert "Festa" not in last_of_bot(world.telegram, group.id).text
    assert await outcomes(world) == {"None": 1}

    await passes(world, minutes=59)
    assert "Festa" not in last_of_bot(world.telegram, group.id).text
    await passes(world, minutes=2)
    assert "Festa" in last_of_bot(world.telegram, group.id).text
    await tells(world, "Gita")
    assert "Gita" in last_of_bot(world.telegram, group.id).text


async def test_who_subscribed_it_is_told_once_after_a_day(world: World, admin: Person, group: Group) -> None:
    forbids(world, group)
    await tells(world, "Festa")
    for _ in range(23):
        await passes(world, hours=1)
    before = len(world.telegram.messages(admin.chat))
    for _ in range(50):
        await passes(world, hours=1)

    [told] = world.telegram.messages(admin.chat)[before:]
    assert told.text.startswith("⚠️ Da un giorno non riesco a scrivere nel gruppo che segue Redona.")


async def test_it_is_tried_hourly_for_a_day(world: World, group: Group) -> None:
    forbids(world, group)
    await tells(world, "Festa")
    world.telegram.transcript.clear()
    tries = []
    for _ in range(24 * 3):
        await passes(world, hours=1)
        calls = world.telegram.transcript.calls("sendMessage")
        tries.append(sum(call.params["chat_id"] == group.id for call in calls))
        world.telegram.transcript.clear()
    assert 23 <= sum(tries[:24]) <= 24
    assert sum(tries[24:]) == 0  # a day later that news is none any more


async def test_when_it_may_write_again_an_administrator_need_do_nothing(
    world: World, admin: Person, group: Group
) -> None:
    forbids(world, group)
    await tells(world, "Festa")
    await passes(world, hours=3)
    world.telegram.faults.clear()
    await world.telegram.handled(group.makes_bot(Standing.ADMINISTRATOR, by=admin))
    await passes(world, minutes=1)
    assert "Festa" in last_of_bot(world.telegram, group.id).text


async def test_many_at_once_are_not_believed(world: World, admin: Person) -> None:
    """On 31 October 2023 Telegram answered so for every channel, for hours (python-telegram-bot, issue 3956)."""
    groups = [world.telegram.group(f"Cortile {number}", admins=[admin]) for number in range(12)]
    for group in groups:
        await world.says("/segui redona", by=admin, chat=group)
        await has_no_quiet_hours(world, group)
        forbids(world, group)
    await tells(world, "Festa")
    world.telegram.faults.clear()
    await passes(world, minutes=61)
    assert all("Festa" in last_of_bot(world.telegram, group.id).text for group in groups)
    assert (await outcomes(world)).get(str(Outcome.UNWELCOME)) is None
