"""Whatever comes in, the bot answers what can be answered, and goes on."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from handlers.context import Services
from sandbox.chats import Standing
from sandbox.telegram import Telegram
from tests.conftest import TurnedClock, World, bot_at_work
from tests.updates.generated import Cast, RandomUpdates, RawUpdate

ANSWERS = {
    "callback_query": ("answerCallbackQuery", "callback_query_id"),
    "inline_query": ("answerInlineQuery", "inline_query_id"),
}
"""The updates that wait for an answer, with the method that gives it and its parameter that says to which."""

QUICK_PHASES = (Phase.generate, Phase.shrink)
"""Hypothesis explains by tracing every line of every example, which takes longer than the examples."""


class Crowd:
    """A bot that has met many people, and what comes to it from them: updates by the dozen."""

    def __init__(self, world: World, updates: RandomUpdates) -> None:
        self.updates = updates
        self.came = 0
        self._world = world
        self._loop = asyncio.get_running_loop()

    def sends(self, updates: Sequence[RawUpdate]) -> list[int]:
        """Let updates come in, and wait until the bot has dealt with them all; give their ids."""
        telegram = self._world.telegram
        telegram.transcript.clear()
        identifiers = [telegram.queue_raw(update) for update in updates]
        self._loop.run_until_complete(telegram.idle(timeout=60))
        self.came += len(updates)
        return identifiers

    def answered(self) -> Counter[tuple[str, str]]:
        """What the bot answered, in time or not, of the last updates: kinds and ids."""
        transcript = self._world.telegram.transcript
        return Counter(
            (kind, call.params[parameter])
            for kind, (method, parameter) in ANSWERS.items()
            for call in transcript.calls(method)
        )

    def still_gets_answers(self) -> bool:
        """Whether a plain question gets its plain answer."""
        card = self._loop.run_until_complete(self._world.says("via Borgo Palazzo 60"))
        return card.text.startswith("La tua rete è Borgo Palazzo")


@pytest.fixture
async def crowd(telegram: Telegram, services: Services, clock: TurnedClock) -> AsyncIterator[Crowd]:
    async with bot_at_work(telegram, services) as application:
        world = World(telegram, services, application, clock)
        yield Crowd(world, RandomUpdates(await gathered(world), services.city))


async def gathered(world: World) -> Cast:
    """Gather whom and what the updates speak of: all that a bot meets in a while."""
    telegram, resident = world.telegram, world.resident
    blocker = telegram.person("Bo", language_code="en")
    people = [resident, blocker]
    square = telegram.group("Piazza", *people)
    forum = telegram.group("Forum", *people, forum=True)
    lost = telegram.group("Cortile", *people)
    for text in ("/start", "via Borgo Palazzo 60", "via Moroni", "/realta", "/lingua", "/aiuto"):
        await world.says(text)
    await world.starts(by=blocker)
    for group in (square, forum):
        await world.says("/rete via Corridoni 60", chat=group)
    await telegram.handled(blocker.blocks())
    await telegram.handled(lost.makes_bot(Standing.KICKED, by=blocker))

    groups = (square, forum, lost, telegram.channel("Avvisi", *people))
    rooms = [telegram.chats[person.chat] for person in people] + [group.state for group in groups]
    messages = [message for room in rooms for message in telegram.messages(room.id)]
    taps = [telegram.callback_queries.ask(resident.id, room.id, telegram.limits.callback_answer) for room in rooms]
    inline = telegram.inline_queries.ask(resident.id, resident.chat, telegram.limits.inline_update)
    return Cast(
        chats=[room.as_chat() for room in rooms],
        people=[person.user for person in people],
        messages=[message.raw for message in messages if message.sender_id == telegram.bot["id"]],
        taps=[tap.id for tap in taps],
        inline_queries=[inline.id],
    )


def to_answer(updates: Sequence[RawUpdate]) -> Counter[tuple[str, str]]:
    """What waits for an answer in updates: kinds and ids."""
    return Counter((kind, update[kind]["id"]) for update in updates for kind in ANSWERS if "id" in update.get(kind, {}))


def test_two_thousand_random_updates_cause_no_trouble(crowd: Crowd, caplog: pytest.LogCaptureFixture) -> None:
    @settings(max_examples=130, phases=QUICK_PHASES)
    @given(st.integers(0, 2**64), st.integers(8, 30))
    def any_updates(seed: int, count: int) -> None:
        caplog.clear()
        random = Random(seed)
        updates = [crowd.updates.draw(random) for _ in range(count)]

        crowd.sends(updates)

        assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
        assert crowd.answered() == to_answer(updates)

    any_updates()
    assert crowd.came >= 2000
    assert crowd.still_gets_answers()


def test_updates_in_which_something_is_missing_stop_nothing(crowd: Crowd, caplog: pytest.LogCaptureFixture) -> None:
    set_aside = 0

    @settings(max_examples=40, phases=QUICK_PHASES)
    @given(st.integers(0, 2**64), st.integers(1, 20))
    def any_broken_updates(seed: int, count: int) -> None:
        nonlocal set_aside
        caplog.clear()
        random = Random(seed)
        updates = [crowd.updates.draw_broken(random) for _ in range(count)]

        identifiers = crowd.sends(updates)

        aside = {record.update_id for record in caplog.records if record.getMessage() == "cannot be parsed"}
        read = [update for identifier, update in zip(identifiers, updates, strict=True) if identifier not in aside]
        keys_tapped = {(kind, identifier) for kind, identifier in to_answer(read) if kind == "callback_query"}
        assert keys_tapped <= crowd.answered().keys()
        set_aside += len(aside)

    any_broken_updates()
    assert 0 < set_aside < crowd.came
    assert crowd.still_gets_answers()
