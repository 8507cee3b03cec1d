"""The inbox: what came is not lost, not answered twice, and changes nothing when it comes too late."""

import asyncio
import random
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.intake import intake as intake_module
from bot.intake.handling import Handling
from domain.inbox.port import IDS_KEPT
from domain.ports import Store
from handlers.context import Services
from sandbox.chats import Standing
from sandbox.limits import Limits
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.server import serve
from sandbox.telegram import Telegram
from storage import StoreError
from tests.conftest import QUICK, TurnedClock, World, answering, bot_at_work, until

NETWORKS = ("Redona", "Celadina", "Longuelo", "Loreto", "Boccaleone")


class Gate:
    """Holds up whom the bot meets, and counts them: a handler that takes its time."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.came = 0
        self._meet = store.meet
        monkeypatch.setattr(store, "meet", self._hold)

    async def _hold(self, *met: object) -> object:
        self.came += 1
        await self.open.wait()
        return await self._meet(*met)

    async def holds(self) -> None:
        """Let nobody through, once somebody has come."""
        self.open.clear()
        self.came = 0

    async def reached(self) -> None:
        await until(lambda: self.came)


@pytest.fixture
def gate(store: Store, monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(store, monkeypatch)


def waiting(folder: Path) -> list[str]:
    """The payloads in the inbox."""
    with closing(sqlite3.connect(folder / "reti.db")) as database:
        rows = database.execute("SELECT payload FROM inbox WHERE payload IS NOT NULL ORDER BY id").fetchall()
    return [payload for (payload,) in rows]


def answers(person: Person, telegram: Telegram) -> list[str]:
    """The networks that somebody was shown, in order."""
    shown = [message.text for message in telegram.messages(person.chat) if message.sender_id != person.id]
    return [text.split("\n")[0].removeprefix("La tua rete è ").split("\N{NO-BREAK SPACE}")[0] for text in shown]


async def test_what_waits_at_the_stop_is_answered_by_the_next_bot_in_order(
    telegram: Telegram, services: Services, gate: Gate, tmp_path: Path
) -> None:
    ada, bo = telegram.person("Ada"), telegram.person("Bo")
    async with serve(telegram) as address:
        async with answering(telegram, address, services, replace(QUICK, farewell=0.01)):
            await telegram.handled(ada.says("Loreto"))
            await gate.holds()
            last = [person.says(name) for name in NETWORKS for person in (ada, bo)][-1]
            await telegram.updates.handled(last, 5)
            await gate.reached()
        assert len(waiting(tmp_path)) == 2 * len(NETWORKS)

        gate.open.set()
        async with answering(telegram, address, services):
            await telegram.idle()

    assert waiting(tmp_path) == []
    assert answers(ada, telegram) == ["Loreto", *NETWORKS]
    assert answers(bo, telegram) == list(NETWORKS)


async def test_what_was_said_is_not_kept_longer_than_until_it_is_answered(world: World, tmp_path: Path) -> None:
    await world.says("Redona")

    assert waiting(tmp_path) == []


@pytest.mark.parametrize("order", ["as it was", "reversed", "shuffled"])
async def test_what_comes_again_has_no_effect_not_even_after_a_restart(
    telegram: Telegram, services: Services, order: str
) -> None:
    people = [telegram.person("Ada") for _ in range(20)]
    async with serve(telegram) as address:
        async with answering(telegram, address, services):
            updates = [person.says(name) for name in NETWORKS for person in people]
            await telegram.idle(30)
        again = {"reversed": updates[::-1], "shuffled": random.Random(3).sample(updates, len(updates))}
        async with answering(telegram, address, services):
            for update in again.get(order, updates):
                telegram.redeliver(update)
            await telegram.handled(people[0].says("Redona"), 30)

    assert [answers(person, telegram) for person in people[1:]] == [list(NETWORKS)] * 19
    assert answers(people[0], telegram) == [*NETWORKS, "Redona"]


async def test_numbers_that_begin_anew_and_lower_are_new_and_known_again(world: World, clock: TurnedClock) -> None:
    await world.says("Redona")
    clock.turn(days=7, hours=1)
    await world.store.sweep_inbox(clock() - IDS_KEPT)
    message = {
        "message_id": 99,
        "date": 1_790_000_000,
        "chat": {"id": world.resident.id, "type": "private"},
        "from": world.resident.user,
    }
    numbers = [
        world.telegram.queue_raw({"update_id": 41 + n, "message": message | {"text": NETWORKS[n]}}) for n in (1, 2)
    ]
    await world.telegram.idle()
    for number in (*numbers, 700_000_001):
        world.telegram.redeliver(number)
    await world.says("Loreto")

    assert answers(world.resident, world.telegram) == ["Redona", "Celadina", "Longuelo", "Loreto"]


async def test_what_the_same_number_says_is_new_once_its_time_is_over(world: World, clock: TurnedClock) -> None:
    update = world.resident.says("Redona")
    await world.telegram.handled(update)
    clock.turn(days=8, seconds=1)
    await world.store.sweep_inbox(clock() - IDS_KEPT)

    world.telegram.redeliver(update)
    await until(lambda: len(world.said()) == 2)


async def alerts(telegram: Telegram) -> list[str | None]:
    return [call.params.get("text") for call in telegram.transcript.calls("answerCallbackQuery")]


async def followed(world: World) -> list[str]:
    chat = await world.store.find_chat(world.resident.chat)
    assert chat
    return [what.id for what in await world.store.followed(chat.id, None)]


async def test_a_tap_that_waited_too_long_changes_nothing_and_is_answered_kindly(
    world: World, gate: Gate, clock: TurnedClock
) -> None:
    await world.says("/lingua")
    await world.taps("English")
    await world.says("Redona")
    heard = len(world.said())
    world.telegram.transcript.clear()
    await gate.holds()
    world.resident.says("/help")
    await gate.reached()
    tap = world.resident.taps("Keep me posted")
    question = world.resident.asks_inline("via Moroni 12")
    await world.telegram.updates.handled(max(tap, question), 5)

    clock.turn(minutes=2, seconds=1)
    gate.open.set()
    await world.telegram.idle()

    assert await followed(world) == []
    assert len(world.said()) == heard + 1
    assert await alerts(world.telegram) == [
        "Sorry, this took me too long, and I have changed nothing. Please tap it again."
    ]
    assert (await world.taps("Keep me posted")).text.startswith("You now follow Redona.")


async def test_an_inline_query_that_waited_too_long_is_dropped(
    world: World, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    handled = Handling.handle

    async def later(handling: Handling, arrived: object) -> None:
        clock.turn(minutes=3)
        await handled(handling, arrived)

    monkeypatch.setattr(Handling, "handle", later)
    await world.telegram.handled(world.resident.asks_inline("Redona"))

    assert world.telegram.transcript.calls("answerInlineQuery") == []


async def test_a_tap_within_two_minutes_does_what_it_says(world: World, gate: Gate, clock: TurnedClock) -> None:
    await world.says("Redona")
    await gate.holds()
    world.resident.says("/aiuto")
    await gate.reached()
    await world.telegram.updates.handled(world.resident.taps("Avvisami"), 5)

    clock.turn(minutes=1, seconds=50)
    gate.open.set()
    await world.telegram.idle()

    assert await followed(world) == ["redona"]
    assert await alerts(world.telegram) == [None]


@pytest.fixture
def old_telegram(clock: TurnedClock) -> Telegram:
    """A Telegram that goes by the clock that we turn."""
    return Telegram(limits=Limits.none(), clock=clock)


async def a_card(telegram: Telegram, services: Services, clock: TurnedClock) -> tuple[World, Message]:
    """A resident with a card of Redona's, of a bot that has stopped."""
    async with bot_at_work(telegram, services) as application:
        world = World(telegram, services, application, clock)
        return world, await world.says("Redona")


@pytest.mark.parametrize(("seconds", "follows"), [(20, []), (12, ["redona"])])
async def test_a_tap_that_telegram_has_given_up_changes_nothing(
    old_telegram: Telegram, services: Services, clock: TurnedClock, seconds: int, follows: list[str]
) -> None:
    world, _ = await a_card(old_telegram, services, clock)
    tap = world.resident.taps("Avvisami")
    clock.turn(seconds=seconds)  # of the fifteen in which it can be answered here

    async with bot_at_work(old_telegram, services):
        await old_telegram.handled(tap)

    assert await followed(world) == follows
    [answered] = old_telegram.transcript.calls("answerCallbackQuery")
    assert answered.status == (200 if follows else 400)


async def test_what_a_released_key_refuses_is_said_as_a_message(
    old_telegram: Telegram, services: Services, clock: TurnedClock
) -> None:
    world, card = await a_card(old_telegram, services, clock)
    heard = len(world.said())
    world.resident.presses("no such key", message=card)

    async with bot_at_work(old_telegram, services):
        await old_telegram.idle()

    assert await alerts(old_telegram) == [None]
    assert [message.text[:26] for message in world.said()[heard:]] == ["Questo tasto non vale più."]


async def test_a_flood_of_one_chat_is_bounded_keys_are_released_and_what_the_group_is_stays_known(
    world: World, gate: Gate, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    telegram, resident = world.telegram, world.resident
    group = telegram.group("Condominio", resident)
    await world.says("/rete Redona", chat=group)
    telegram.transcript.clear()
    await gate.holds()
    for _ in range(260):
        resident.says("/rete Redona", chat=group)
    taps = [resident.taps("Avvisami", chat=group) for _ in range(30)]
    group.makes_bot(Standing.LEFT, by=resident)
    await telegram.updates.handled(taps[-1], 5)
    await until(lambda: len(telegram.transcript.calls("answerCallbackQuery")) == 30)

    gate.open.set()
    await telegram.idle(30)

    told = [record for record in caplog.records if record.getMessage() == "too much at once"]
    assert [record.updates for record in told] == [260 - 201 + 30]
    assert len(telegram.transcript.calls("sendPhoto")) + len(telegram.transcript.calls("sendMessage")) <= 201
    with closing(sqlite3.connect(tmp_path / "reti.db")) as database:
        assert database.execute("SELECT blocked_at IS NOT NULL FROM chats WHERE telegram_id < 0").fetchall() == [(1,)]


async def test_no_more_are_fetched_than_can_be_kept(telegram: Telegram, services: Services, gate: Gate) -> None:
    await gate.holds()
    people = [telegram.person("Ada") for _ in range(40)]
    async with bot_at_work(telegram, services, replace(QUICK, most_unfinished=15)):
        for person in people:
            person.says("Redona")
        await until(lambda: gate.came == 15)
        assert len(telegram.updates.waiting()) >= 25
        gate.open.set()
        await telegram.idle(20)

    assert [answers(person, telegram) for person in people] == [["Redona"]] * 40


async def test_a_database_that_fails_confirms_nothing_and_is_logged_once(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await world.starts()
    failing = {"store_updates": "updates not stored", "finish_updates": "handled updates not written down"}
    failed = dict.fromkeys(failing, 0)

    def fails(name: str, work: Callable[..., Awaitable[object]]) -> Callable[..., Awaitable[object]]:
        async def sometimes(*given: object) -> object:
            if failed[name] < 3:
                failed[name] += 1
                raise StoreError("locked")
            return await work(*given)

        return sometimes

    for name in failing:
        monkeypatch.setattr(world.store, name, fails(name, getattr(world.store, name)))
    answer = await world.says("Redona")

    assert answer.text.startswith("La tua rete è Redona")
    assert answers(world.resident, world.telegram)[1:] == ["Redona"]
    assert failed == dict.fromkeys(failing, 3)
    assert [caplog.messages.count(line) for line in failing.values()] == [1, 1]


@pytest.mark.parametrize("payload", ["{", "[]", "null", '{"update_id":1,"callback_query":{"id":"7"}}', "[" * 5000, "7"])
async def test_a_row_that_cannot_be_read_after_a_restart_is_set_aside_alone(
    telegram: Telegram,
    services: Services,
    store: Store,
    clock: TurnedClock,
    caplog: pytest.LogCaptureFixture,
    payload: str,
) -> None:
    await store.store_updates({1: payload, 2: '{"update_id":2}'}, clock())
    ada = telegram.person("Ada")

    async with bot_at_work(telegram, services):
        await telegram.handled(ada.says("Redona"))

    assert answers(ada, telegram) == ["Redona"]
    assert await store.waiting_updates() == []
    [record] = [record for record in caplog.records if record.getMessage() == "cannot be parsed"]
    assert record.update_id == 1


async def test_a_row_that_the_database_cannot_give_is_set_aside_alone(
    telegram: Telegram, services: Services, store: Store, clock: TurnedClock, tmp_path: Path
) -> None:
    await store.store_updates({1: "{}"}, clock())
    with closing(sqlite3.connect(tmp_path / "reti.db")) as database:
        database.execute("UPDATE inbox SET stored_at = 'long ago'")
        database.commit()
    ada = telegram.person("Ada")

    async with bot_at_work(telegram, services):
        await telegram.handled(ada.says("Redona"))

    assert answers(ada, telegram) == ["Redona"]
    assert waiting(tmp_path) == []


async def test_a_mistake_that_ends_the_intake_ends_the_bot(
    telegram: Telegram, services: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    async def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    ada = telegram.person("Ada")

    async def goes_wrong() -> None:
        async with bot_at_work(telegram, services):
            await telegram.handled(ada.says("Redona"))
            monkeypatch.setattr(services.store, "finish_updates", mistaken)
            ada.says("Loreto")
            await until(lambda: answers(ada, telegram) == ["Redona", "Loreto"])

    with pytest.raises(ZeroDivisionError):
        await goes_wrong()

    assert len(waiting(tmp_path)) == 1


async def test_a_mistake_in_an_update_costs_that_update_alone(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(intake_module.Handling, "handle", mistaken)
        await world.telegram.handled(world.resident.says("Redona"))

    assert (await world.says("Loreto")).text.startswith("La tua rete è Loreto")
    assert caplog.messages.count("update lost") == 1


async def test_a_stop_waits_for_what_is_at_work_and_for_nothing_else(
    telegram: Telegram, services: Services, gate: Gate, tmp_path: Path
) -> None:
    ada = telegram.person("Ada")
    async with bot_at_work(telegram, services):
        await gate.holds()
        last = [ada.says(name) for name in NETWORKS][-1]
        await telegram.updates.handled(last, 5)
        await gate.reached()
        asyncio.get_running_loop().call_later(0.05, gate.open.set)

    assert answers(ada, telegram) == ["Redona"]
    assert len(waiting(tmp_path)) == len(NETWORKS) - 1


async def test_numbers_are_kept_for_longer_than_telegram_can_deliver_again() -> None:
    assert timedelta(days=7) + Limits.telegram().message_update <= IDS_KEPT
