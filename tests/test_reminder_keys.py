"""The keys under a reminder: I come, I cannot, later."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from domain.agenda.event import OccurrenceId, Status
from domain.model import ChatId
from domain.outbox.delivery import Claimed, DeliveryId, Kind
from domain.outbox.due import OccurrenceMatter
from domain.subscriptions import network
from handlers.outbox.kinds import telling
from handlers.outbox.telling import Telling
from sandbox.messages import Message
from sandbox.people import Person
from tests.conftest import NOON, World, labels
from tests.events import event, on

LONG_AGO = NOON - timedelta(days=9)
KEYS = ["Ci sarò", "Non posso", "Ricordamelo più tardi", "Vedi i dettagli"]


async def reminder(world: World, to: Person | None = None, number: int = 1) -> Message:
    """A reminder as the sender sends it."""
    person = to or world.resident
    happening = await world.store.happening(OccurrenceId(number))
    chat = await world.store.meet(person.chat, "private", None, world.clock())
    about = Claimed(
        DeliveryId(1), ChatId(chat.id), person.chat, None, "it", Kind.REMINDER, number, "", NOON, NOON, attempts=1
    )
    setting = Telling(world.services.city, world.clock(), world.telegram.username)
    t = world.services.languages.translators["it"]
    view = telling(about, OccurrenceMatter(happening, why=network("redona")), setting, t)
    await world.application.bot.send_message(person.chat, view.text, "HTML", reply_markup=view.keyboard)
    return person.last


async def known(world: World, *events) -> None:
    await world.store.take(events, LONG_AGO)
    for person in [world.resident]:
        await world.starts(by=person)


def toast(world: World) -> str:
    return world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]


def keys(message: Message) -> Sequence[str]:
    return labels(message)


async def test_i_will_be_there_is_counted_shown_and_can_be_taken_back(world: World) -> None:
    await known(world, event("Coro", on(1, "20:45"), "redona"))
    friend = world.telegram.person("Bea")
    await world.starts(by=friend)
    sent = await reminder(world)
    assert keys(sent) == KEYS
    text = sent.text

    shown = await world.taps("Ci sarò")
    assert (shown.id, shown.text) == (sent.id, text)
    assert keys(shown)[0] == "✓ Ci sarò"
    assert toast(world) == "Bene! Me lo segno."

    await reminder(world, friend)
    shown = await world.taps("Ci sarò", by=friend)
    assert keys(shown)[0] == "✓ Ci sarò · in tutto 2"
    assert toast(world) == "Bene! Con te siete in 2."

    shown = await world.taps("✓ Ci sarò", by=friend)
    assert keys(shown) == KEYS
    assert toast(world) == "Va bene: ho tolto la tua risposta."
    assert (await world.store.attendance(ChatId(1), None, OccurrenceId(1))).coming == 1


async def test_when_the_places_are_taken_that_is_said(world: World) -> None:
    await known(world, event("Cena", on(1, "20:45"), "redona", seats=1))
    friend = world.telegram.person("Bea")
    await world.starts(by=friend)
    await reminder(world, friend)
    await world.taps("Ci sarò", by=friend)
    await reminder(world)

    shown = await world.taps("Ci sarò")

    assert keys(shown) == KEYS
    [*_, answered] = world.telegram.transcript.calls("answerCallbackQuery")
    assert answered.params["text"].startswith("I posti sono finiti, quindi non ti ho potuto segnare.")
    assert answered.params["show_alert"]


async def test_i_cannot_says_so_and_can_be_taken_back(world: World) -> None:
    await known(world, event("Coro", on(1, "20:45"), "redona"))
    await reminder(world)

    shown = await world.taps("Non posso")
    assert keys(shown) == ["Ci sarò", "✓ Non posso", "Vedi i dettagli"]
    assert toast(world) == "Va bene: per questa data non ti avviso più."
    assert (await world.store.attendance(ChatId(1), None, OccurrenceId(1))).mine is False

    assert keys(await world.taps("✓ Non posso")) == KEYS


async def test_later_offers_three_times_in_place(world: World) -> None:
    await known(world, event("Coro", on(2, "20:45"), "redona"))
    sent = await reminder(world)  # at one o'clock in the afternoon

    shown = await world.taps("Ricordamelo più tardi")
    assert shown.id == sent.id
    assert keys(shown) == ["Fra un’ora", "Stasera, ore 18:00", "Domani mattina, ore 08:00", "◂ Indietro"]
    assert keys(await world.taps("Indietro")) == KEYS

    await world.taps("Ricordamelo più tardi")
    shown = await world.taps("Domani mattina")
    assert keys(shown)[2] == "✓ Te lo ricordo: domani, ore 08:00"
    assert toast(world) == "Va bene: te lo ricordo ancora. Quando: domani, ore 08:00."
    [count] = [count for count in await world.store.counts() if count.kind == Kind.SNOOZE]
    assert (count.number, count.outcome) == (1, None)

    await world.taps("✓ Te lo ricordo")
    shown = await world.taps("Stasera")
    assert keys(shown)[2] == "✓ Te lo ricordo: ore 18:00"
    [count] = [count for count in await world.store.counts() if count.kind == Kind.SNOOZE]
    assert count.number == 1

    shown = await world.taps("Ci sarò")  # what was put off is still said
    assert keys(shown)[2] == "✓ Te lo ricordo: ore 18:00"
    await world.taps("✓ Te lo ricordo")
    assert keys(await world.taps("Indietro"))[2] == "✓ Te lo ricordo: ore 18:00"


async def test_a_choice_that_is_too_late_by_now_says_so(world: World) -> None:
    await known(world, event("Coro", on(0, "15:00"), "redona"))
    await reminder(world)
    shown = await world.taps("Ricordamelo più tardi")
    assert keys(shown) == ["Fra un’ora", "◂ Indietro"]
    world.clock.turn(minutes=90)

    shown = await world.taps("Fra un’ora")

    assert toast(world) == "Comincia fra poco: non c’è tempo per un altro promemoria."
    assert keys(shown) == ["Ci sarò", "Non posso", "Vedi i dettagli"]
    await world.after(world.resident.presses("po:1:1", message=shown))
    assert toast(world) == "Comincia fra poco: non c’è tempo per un altro promemoria."


async def test_details_come_below_and_the_reminder_stays(world: World) -> None:
    await known(world, event("Coro", on(1, "20:45"), "redona"))
    sent = await reminder(world)

    card = await world.taps("Vedi i dettagli")

    assert card.id > sent.id
    assert card.text.startswith("Coro\n📅 domani, martedì 24 novembre, ore 20:45")
    assert keys(sent) == KEYS


async def test_the_card_has_the_same_keys_and_says_how_many_come(world: World) -> None:
    await known(world, event("Coro", on(1, "20:45"), "redona"))
    await world.says("/iniziative")
    card = await world.taps("1")
    assert "persona" not in card.text

    shown = await world.taps("Ci sarò")
    assert shown.id == card.id
    assert "Per ora 1 persona ha detto che ci sarà." in shown.text
    assert "✓ Ci sarò" in keys(shown)

    back = await world.taps("Torna all’elenco")
    assert "1 · ore 20:45 · Coro" in back.text


async def test_what_does_not_take_place_any_more_is_shown_as_it_is(world: World) -> None:
    await known(world, event("Coro", on(1, "20:45"), "redona"))
    await reminder(world)
    await world.store.take(
        [event("Coro", on(1, "20:45"), "redona", status=Status.CANCELLED, sequence=1)], world.clock()
    )

    shown = await world.taps("Ci sarò")

    assert shown.text.startswith("⚠️ Annullato: Coro")
    assert (await world.store.attendance(ChatId(1), None, OccurrenceId(1))).coming == 0


async def test_in_a_group_only_administrators_answer(world: World) -> None:
    chief, member = world.telegram.person("Capo"), world.telegram.person("Membro")
    group = world.telegram.group("Vicini", member, admins=[chief])
    await known(world, event("Coro", on(1, "20:45"), "redona"))
    await world.says("/iniziative", by=chief, chat=group)
    await world.taps("1", by=member, chat=group)

    await world.taps("Ci sarò", by=member, chat=group)
    assert toast(world) == "In questo gruppo lo decidono gli amministratori."
    shown = await world.taps("Ci sarò", by=chief, chat=group)
    assert "✓ Ci sarò" in keys(shown)


@pytest.mark.parametrize("data", ["co:99:y", "po:99:1", "sn:99:h", "oe:99", "rm:99", "cl:99"])
async def test_what_is_gone_leaves_expired_keys(world: World, data: str) -> None:
    shown = await world.says("/promemoria")

    await world.after(world.resident.presses(data, message=shown))

    assert "non vale più" in toast(world)
