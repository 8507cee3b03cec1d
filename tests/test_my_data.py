"""What is stored about a chat is its own to see and to end."""

import json

from domain.model import ChatId
from sandbox.messages import Message
from tests.conftest import World, labels
from tests.events import event, on


def content(world: World, message: Message) -> dict:
    return json.loads(world.telegram.files.known(message.raw["document"]["file_id"]).content)


async def test_all_that_is_stored_comes_as_a_file(world: World) -> None:
    await world.says("/segui Redona")
    await world.says("/stop")

    sent = await world.says("/imieidati")

    assert sent.raw["caption"].startswith("Questo è tutto quello che conservo di questa chat.")
    assert sent.raw["document"]["file_name"] == "reti.json"
    stored = content(world, sent)
    assert stored["chat"][0]["telegram_id"] == world.resident.chat
    assert stored["subscriptions"][0]["subject_id"] == "redona"
    assert stored["preferences"][0]["silent_since"]
    assert set(stored) >= {"dialogues", "event_leads", "answers", "deliveries", "told"}


async def test_it_is_deleted_after_one_confirmation_and_nothing_is_written_after_that(world: World) -> None:
    await world.store.take([event("Coro", on(2, "20:45"), "redona")], world.clock())
    await world.says("/segui Redona")
    await world.says("/iniziative")
    await world.taps("1")
    await world.taps("Ci sarò")
    chat = await world.store.meet(world.resident.chat, "private", None, world.clock())

    asked = await world.says("/cancellami")
    assert asked.text.startswith("Cancello tutto quello che conservo di questa chat?")
    assert labels(asked) == ["Sì, cancella tutto", "No, lascia tutto com’è"]
    done = await world.taps("Sì, cancella tutto")

    assert done.id == asked.id
    assert done.text.startswith("Fatto: di questa chat non conservo più niente.")
    assert world.telegram.callback_queries.unanswered() == []
    for number in (chat.id, ChatId(chat.id + 1)):  # nor is it a new chat already
        assert not any((await world.store.stored(number)).values())


async def test_after_that_one_begins_anew(world: World) -> None:
    await world.says("/segui Redona")
    await world.says("/cancellami")
    await world.taps("Sì, cancella tutto")

    shown = await world.says("/promemoria")

    assert "Per ora non segui niente" in shown.text


async def test_no_leaves_everything(world: World) -> None:
    await world.says("/segui Redona")
    await world.says("/forgetme")

    kept = await world.taps("No, lascia tutto com’è")

    assert kept.text == "Va bene: non ho cancellato niente."
    assert "Segui la rete Redona." in (await world.taps("Cambia i promemoria")).text


async def test_in_a_group_its_administrators_see_and_delete(world: World) -> None:
    chief, member = world.telegram.person("Capo"), world.telegram.person("Membro")
    group = world.telegram.group("Vicini", member, admins=[chief])
    await world.says("/segui Redona", by=chief, chat=group)

    for command in ("/imieidati", "/cancellami", "/stop"):
        refused = await world.says(command, by=member, chat=group)
        assert refused.text == "In questo gruppo lo decidono gli amministratori."
    asked = await world.says("/cancellami", by=chief, chat=group)
    await world.taps("Sì, cancella tutto", by=member, chat=group)
    assert asked.text.startswith("Cancello tutto")
    assert "document" in (await world.says("/mydata", by=chief, chat=group)).raw

    done = await world.after(chief.presses("fm:1", message=asked), chief, group)
    assert "document" in done.raw
    assert asked.text.startswith("Fatto")


async def test_the_notice_names_both_ways(world: World) -> None:
    notice = await world.says("/privacy")

    assert "/imieidati" in notice.text
    assert "/cancellami" in notice.text
    assert "fino a 90 giorni dopo" in notice.text
