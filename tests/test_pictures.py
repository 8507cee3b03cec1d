"""The map above a card: uploaded once, with a pin for one asker alone, and never at the cost of the answer."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handlers import network as network_handlers
from handlers import pictures
from handlers.buttons.network import ShowNetwork
from handlers.context import Services
from handlers.views import map_canvas
from handlers.views.maps import PIN, network_map
from handlers.views.view import Picture
from sandbox.faults import Answers
from sandbox.files import Upload
from sandbox.messages import Message
from sandbox.telegram import Telegram
from tests.conftest import World, bot_at_work, labels

NO_PHOTOS = Answers.bad_request("not enough rights to send photos to the chat")
IN_REDONA = (45.7079, 9.6990)


def photo(message: Message) -> str:
    """The `file_id` of the picture that a message shows."""
    return message.raw["photo"][-1]["file_id"]


def uploads(telegram: Telegram) -> int:
    """How many pictures were uploaded."""
    calls = telegram.transcript.calls("sendPhoto", "editMessageMedia")
    return sum(isinstance(call.params.get("photo"), Upload) or "media" in call.params for call in calls)


def has_pin(telegram: Telegram, message: Message) -> bool:
    image = Image.open(BytesIO(telegram.files[photo(message)].content)).convert("RGB")
    red, green, blue = (int(PIN[at : at + 2], 16) for at in (1, 3, 5))
    return any(abs(r - red) + abs(g - green) + abs(b - blue) < 12 for _, (r, g, b) in image.getcolors(100_000))


def key_of(world: World, network: str = "redona") -> str:
    city, t = world.services.city, world.services.languages.choose("it")
    return network_map(city, city.networks[network], t).key


async def test_the_first_answer_uploads_the_map_and_the_others_show_the_same_file(world: World) -> None:
    first = await world.says("Redona")
    second = await world.says("via Corridoni 60", by=world.telegram.person("Bo"))

    assert photo(first) == photo(second)
    assert uploads(world.telegram) == 1
    assert first.text.startswith("La tua rete è Redona")
    assert labels(first)[-1].startswith("Non è la mia")


async def test_each_network_and_each_language_has_its_own(world: World) -> None:
    shown = [await world.says("Redona"), await world.says("Celadina")]
    await world.says("/lingua")
    await world.taps("English")
    shown.append(await world.says("Redona"))

    assert len({photo(message) for message in shown}) == 3


async def test_it_is_known_after_a_restart_and_drawn_anew_for_another_pack(
    telegram: Telegram, services: Services
) -> None:
    person = telegram.person("Ada")
    shown = []
    for version in ("one", "one", "two"):
        again = replace(services, city=replace(services.city, version=version), drawings=pictures.Drawings())
        async with bot_at_work(telegram, again):
            await telegram.handled(person.says("Redona"))
            shown.append(photo(person.last))

    assert shown[0] == shown[1] != shown[2]


async def test_a_position_is_a_pin_on_a_map_that_is_kept_nowhere(world: World) -> None:
    pinned = await world.after(world.resident.sends_location(*IN_REDONA))
    again = await world.after(world.resident.sends_location(*IN_REDONA))
    plain = await world.says("Redona")

    assert pinned.text.startswith("La tua rete è Redona")
    assert [has_pin(world.telegram, message) for message in (pinned, again, plain)] == [True, True, False]
    assert len({photo(pinned), photo(again), photo(plain)}) == 3
    assert await world.store.picture(key_of(world)) == photo(plain)


async def test_a_text_screen_follows_the_map_and_takes_over_its_keys(world: World) -> None:
    card = await world.says("Redona")

    page = await world.taps("Come si partecipa")
    assert page.id > card.id
    assert "photo" not in page.raw
    assert labels(world.telegram.message(card.chat_id, card.id)) == []

    back = await world.taps("Torna alla rete")
    assert back.id > page.id
    assert photo(back) == photo(card)
    assert labels(world.telegram.message(card.chat_id, page.id)) == []


async def test_a_map_takes_the_place_of_a_map(world: World) -> None:
    card = await world.says("Redona")
    celadina = ShowNetwork(world.services.city.networks["celadina"].code).pack()

    changed = await world.after(world.telegram.callback(world.resident, card, celadina))
    assert (changed.id, changed.text.split("\n")[0]) == (card.id, "La rete Celadina\N{NO-BREAK SPACE}🏘")
    assert photo(changed) == await world.store.picture(key_of(world, "celadina"))

    await world.after(world.telegram.callback(world.resident, changed, celadina))
    assert len(world.said()) == 1


async def test_keys_of_a_message_taken_away_meanwhile_do_no_harm(world: World) -> None:
    await world.says("Redona")
    world.telegram.faults.add(Answers.bad_request("message to edit not found"), method="editMessageReplyMarkup")

    page = await world.taps("Come si partecipa")

    assert page.text.startswith("Partecipare a Redona")


@pytest.mark.parametrize(
    "words",
    ["wrong file identifier/HTTP URL specified", "wrong remote file identifier specified", "file reference expired"],
)
async def test_a_file_that_telegram_does_not_know_any_more_is_uploaded_once_more(world: World, words: str) -> None:
    old = await world.says("Redona")
    world.telegram.faults.add(Answers.bad_request(words), method="sendPhoto")

    new = await world.says("Redona")

    assert photo(new) != photo(old)
    assert await world.store.picture(key_of(world)) == photo(new)
    assert photo(await world.says("Redona")) == photo(new)


async def test_without_letters_to_write_with_the_card_is_a_text(world: World, monkeypatch, caplog) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(map_canvas, "FONT", Path("/nowhere/at.all"))
        card = await world.says("Redona")

    assert card.text.startswith("La tua rete è Redona")
    assert "photo" not in card.raw
    assert [record.error for record in caplog.records if record.getMessage() == "not drawn"] == ["OSError"]
    assert "photo" in (await world.says("Redona")).raw


async def test_a_map_that_takes_too_long_does_not_hold_up_the_answer(world: World, monkeypatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE", 0.001)
    for asked in (world.resident.says("Redona"), world.resident.sends_location(*IN_REDONA)):
        card = await world.after(asked)
        assert card.text.startswith("La tua rete è Redona")
        assert "photo" not in card.raw


async def test_where_photos_are_not_allowed_the_card_is_a_text(world: World) -> None:
    group = world.telegram.group("Condominio", world.resident)
    await world.says("Redona")
    world.telegram.faults.add(NO_PHOTOS, method="sendPhoto", chat_id=group.id, times=2)

    for asked in ("/rete Redona", "/rete Celadina"):
        card = await world.says(asked, chat=group)
        assert card.text.startswith("La tua rete è")
        assert "photo" not in card.raw
    assert await world.store.picture(key_of(world))


async def test_a_map_that_cannot_take_the_place_of_another_is_followed_by_the_text(world: World) -> None:
    card = await world.says("Redona")
    world.telegram.faults.add(NO_PHOTOS, method="editMessageMedia")
    celadina = ShowNetwork(world.services.city.networks["celadina"].code).pack()

    changed = await world.after(world.telegram.callback(world.resident, card, celadina))

    assert changed.text.startswith("La rete Celadina")
    assert "photo" not in changed.raw
    assert labels(world.telegram.message(card.chat_id, card.id)) == []


async def test_those_who_ask_at_once_wait_for_the_same_drawing(world: World, monkeypatch) -> None:
    drawn = []

    def counted(*about: object) -> Picture:  # what another story left to its own thread does not count
        picture = network_map(*about)
        return replace(picture, draw=lambda: drawn.append(picture.key) or picture.draw())

    monkeypatch.setattr(network_handlers, "network_map", counted)
    people = [world.telegram.person(f"Resident {number}") for number in range(8)]

    await asyncio.gather(*(world.says("Redona", by=person) for person in people))

    assert len(drawn) == 1
    assert all("photo" in person.last.raw for person in people)


async def test_in_a_group_it_answers_the_question_in_its_topic(world: World) -> None:
    forum = world.telegram.group("Forum", world.resident, forum=True)

    card = await world.says("/rete Redona", chat=forum, thread=7)

    assert photo(card)
    assert card.raw["message_thread_id"] == 7
    assert card.raw["reply_to_message"]["text"] == "/rete Redona"


def test_the_program_loads_nothing_to_draw_with_before_it_draws() -> None:
    code = "import sys, bot.run; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
