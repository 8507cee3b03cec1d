"""Nobody writes to the bot in private and hears nothing; no key keeps turning."""

import pytest

from sandbox.faults import Answers
from tests.conftest import World, labels

UNREADABLE = "So leggere solo i testi e le posizioni."


async def test_what_is_neither_text_nor_place_is_answered(world: World) -> None:
    ada = world.resident
    for update in (ada.sends_sticker(), ada.sends_voice(), ada.sends_photo(), ada.sends_contact()):
        answer = await world.after(update)
        assert answer.text.startswith(UNREADABLE)
    assert len(world.said()) == 4


async def test_a_photo_with_a_street_under_it_is_read(world: World) -> None:
    answer = await world.after(world.resident.sends_photo("via Borgo Palazzo 60"))

    assert answer.text.startswith("La tua rete è Borgo Palazzo")


async def test_a_corrected_message_is_answered_again(world: World) -> None:
    await world.says("via Borgo Palazo 6o")
    [mine, _] = world.telegram.messages(world.resident.chat)

    answer = await world.after(world.resident.edits(mine.id, "via Borgo Palazzo 60"))

    assert answer.text.startswith("La tua rete è Borgo Palazzo")


async def test_an_unknown_command(world: World) -> None:
    assert (await world.says("/meteo")).text.startswith("Non conosco questo comando.")


@pytest.mark.parametrize(
    "data", ["old:thing", "n:zz", "lo:pal:notanumber", ":", "mc:1:zz.pal", "la:xx", "nm:zz:via", "n"]
)
async def test_a_key_of_another_time_says_so_and_leaves_its_message(world: World, data: str) -> None:
    card = await world.says("via Borgo Palazzo 60")
    shown = card.text

    await world.after(world.resident.presses(data, message=card))

    [notice] = world.telegram.transcript.calls("answerCallbackQuery")
    assert notice.params["text"].startswith("Questo tasto non vale più.")
    assert notice.params["show_alert"]
    assert world.resident.last.text == shown
    assert world.telegram.callback_queries.unanswered() == []


async def test_a_tap_that_nobody_waits_for_any_more_still_shows_its_page(world: World) -> None:
    await world.says("/aiuto")
    world.telegram.faults.add(Answers.bad_request("QUERY_ID_INVALID"), method="answerCallbackQuery")

    page = await world.taps("Che cos’è una rete?")

    assert "A Bergamo ne conosco 24." in page.text
    assert len(world.said()) == 1


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("Aiuto!", "Scrivimi una via"),
        ("aiutami", "Scrivimi una via"),
        ("grazie mille", "Prego!"),
        ("Ciao 👋", "Ciao!"),
        ("Arrivederci!", "A presto!"),
        ("English, please!", "In che lingua ti parlo?"),
        ("Qual è la mia rete?", "Dove abiti?"),
        ("Cos'è una rete di quartiere?", "Che cos’è una rete?"),
        ("Chi sono gli operatori?", "Chi sono gli operatori?"),
        ("Come mi cancello?", "Cancello tutto quello che conservo"),
        ("Annulla", "Non c’era niente"),
    ],
)
async def test_words_of_every_talk_are_understood(world: World, word: str, answer: str) -> None:
    assert (await world.says(word)).text.startswith(answer)


async def test_what_telegram_itself_says_is_not_answered(world: World) -> None:
    await world.starts()
    person = world.resident
    pinned = {"message_id": 900, "from": person.user, "chat": {"id": person.id, "type": "private"}, "date": 1}
    pinned["pinned_message"] = {**pinned, "text": "x"}

    await world.telegram.handled(world.telegram.updates.put("message", pinned))

    assert len(world.said()) == 1


async def test_every_tap_is_answered_even_where_the_message_does_not_change(world: World) -> None:
    await world.says("/aiuto")
    await world.taps("Che cos’è una rete?")
    card = world.resident.last

    await world.after(world.resident.presses("ab:n", message=card))

    assert world.telegram.callback_queries.unanswered() == []


async def test_help_lists_the_commands_in_the_language_of_the_chat(world: World) -> None:
    answer = await world.says("/help")
    assert "/rete · Qual è la rete di una via" in answer.text
    assert "Che cos’è una rete?" in labels(answer)

    english = world.telegram.person("Bo", language_code="en")
    assert "/network · Which network serves a street" in (await world.says("/aiuto", by=english)).text


async def test_cancel_forgets_the_question_under_way(world: World) -> None:
    assert (await world.says("/annulla")).text.startswith("Non c’era niente in sospeso.")

    await world.says("via Moroni")
    assert (await world.says("/annulla")).text.startswith("Fatto")
    assert (await world.says("12")).text.startswith("Non ho trovato «12».")


async def test_the_privacy_notice_says_who_answers_only_where_that_is_known(world: World) -> None:
    notice = await world.says("/privacy")

    assert notice.text.startswith("Che cosa conservo di te: molto poco")
    assert "chi gestisce questo bot non l’ha ancora indicato" in notice.text
    for heading in ("Che cosa.", "Perché.", "Per quanto.", "Chi altro lo vede.", "Chi ne risponde", "I tuoi diritti."):
        assert heading in notice.text
