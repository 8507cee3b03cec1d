"""What went wrong while answering: what is remembered of it, said of it, and logged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from handlers.context import Services
from sandbox.chats import Standing
from sandbox.faults import Answers
from sandbox.telegram import Telegram
from storage import StoreError
from tests.conftest import World

MISTAKE = Answers.bad_request("can't parse entities: byte offset 3")


def known_groups(folder: Path) -> list[int]:
    """Telegram's numbers of the groups that the bot remembers."""
    with closing(sqlite3.connect(folder / "reti.db")) as database:
        return [number for (number,) in database.execute("SELECT telegram_id FROM chats WHERE telegram_id < 0")]


async def test_that_the_bot_may_not_write_is_logged_without_a_name(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "reti")
    world.telegram.faults.add(Answers.forbidden(), method="sendPhoto")

    await world.telegram.handled(world.resident.says("Redona"))

    [record] = [record for record in caplog.records if record.name == "reti.errors"]
    assert (record.getMessage(), record.reason) == ("may not write there", "Forbidden: bot was blocked by the user")
    assert record.levelname == "INFO"


async def test_the_apology_speaks_the_language_that_was_chosen(world: World) -> None:
    await world.says("/lingua")
    await world.taps("English")
    world.telegram.faults.add(MISTAKE, method="sendPhoto")

    assert (await world.says("Redona")).text.startswith("Something of mine did not work.")


async def test_in_a_group_it_speaks_the_groups_whoever_writes(world: World) -> None:
    tourist = world.telegram.person("Liz", language_code="en")
    group = world.telegram.group("Condominio", tourist, world.resident)
    world.telegram.faults.add(MISTAKE, chat_id=group.id)
    assert (await world.says("/rete Redona", by=tourist, chat=group)).text.startswith("Qualcosa di mio")

    await world.says("/lingua", chat=group)
    await world.taps("English", chat=group)
    world.telegram.faults.add(MISTAKE, chat_id=group.id)
    assert (await world.says("/rete Redona", chat=group)).text.startswith("Something of mine")


@pytest.mark.parametrize("error", [ZeroDivisionError(), StoreError("away")], ids=["a mistake", "no database"])
async def test_it_does_so_when_the_chat_could_not_even_be_met(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    await world.says("/lingua")
    await world.taps("English")

    async def failing(*_: object) -> None:
        raise error

    monkeypatch.setattr(world.store, "meet", failing)
    assert (await world.says("Redona")).text.startswith("Something of mine")

    monkeypatch.setattr(world.store, "find_chat", failing)
    if isinstance(error, StoreError):  # nothing is known of anybody then but what Telegram says
        assert (await world.says("Redona")).text.startswith("Qualcosa di mio")


async def test_nobody_is_apologised_to_who_asked_nothing(
    world: World, services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    telegram, resident = world.telegram, world.resident
    group, channel = telegram.group("Condominio", resident), telegram.channel("Avvisi", resident)
    await world.says("/rete Redona", chat=group)
    heard = len(world.said(group))

    async def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    for name in ("meet", "mark_blocked", "migrate"):
        monkeypatch.setattr(services.store, name, mistaken)
    for update in (
        group.makes_bot(Standing.ADMINISTRATOR, by=resident),
        channel.makes_bot(Standing.ADMINISTRATOR, by=resident),
        resident.says("Buongiorno a tutti", chat=channel),
        resident.blocks(),
        telegram.updates.put("message", service(telegram, resident.chat, {"pinned_message": None})),
        telegram.updates.put("message", service(telegram, group.id, {"migrate_to_chat_id": -1009})),
    ):
        await telegram.handled(update)

    assert len(world.said(group)) == heard
    assert world.said() == []
    assert [message.text for message in telegram.messages(channel.id)] == ["Buongiorno a tutti"]
    assert "unexpected" in caplog.messages

    resident.unblocks()
    await telegram.handled(resident.says("/segui", chat=channel))
    assert telegram.messages(channel.id)[-1].text.startswith("Qualcosa di mio")


def service(telegram: Telegram, chat_id: int, what: dict[str, object]) -> dict[str, object]:
    """A message that nobody wrote."""
    chat = telegram.chats[chat_id].as_chat()
    inner = {"message_id": 1, "date": 1, "chat": chat, "text": "x"}
    told = {name: inner if value is None else value for name, value in what.items()}
    return {"message_id": 77, "date": 1, "chat": chat, **told}


async def test_a_group_that_shows_only_when_answering_that_it_has_moved_is_answered_where_it_is(
    world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    group = world.telegram.group("Condominio", world.resident)
    await world.says("/lingua", chat=group)
    await world.taps("English", chat=group)
    old = group.id

    world.resident.says("/rete Celadina", chat=group)
    group.migrates()
    await world.telegram.idle()

    assert known_groups(tmp_path) == [group.id] != [old]
    [answer] = world.said(group)
    assert answer.text.startswith("Your network is Celadina")
    assert "reply_to_message" not in answer.raw
    assert "unexpected" not in caplog.messages


async def test_a_key_under_an_old_message_of_the_group_works_where_it_is_now(world: World, tmp_path: Path) -> None:
    group = world.telegram.group("Condominio", world.resident)
    card = await world.says("/rete Redona", chat=group)
    [data] = [key.data for row in card.buttons for key in row if key.text == "Chi c’è nel quartiere"]
    group.migrates()
    await world.telegram.idle()

    await world.presses(data, card)

    [page] = world.said(group)
    assert page.text.startswith("Chi c’è nel quartiere: Redona")
    assert known_groups(tmp_path) == [group.id]


async def test_a_group_that_moves_on_and_on_is_answered_nowhere_and_holds_up_nobody(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    group = world.telegram.group("Condominio", world.resident)
    moved = Answers(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": -100123})
    world.telegram.faults.add(moved, method="sendPhoto", times=2)

    await world.telegram.handled(world.resident.says("/rete Celadina", chat=group))

    assert len(world.telegram.faults) == 0
    assert (await world.says("Redona")).text.startswith("La tua rete è Redona")
