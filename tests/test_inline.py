"""Somebody types the bot's name and a street in another chat, to share a network's card there."""

from sandbox.transcript import Record
from tests.conftest import World


async def asked(world: World, query: str, language: str = "it") -> Record:
    person = world.telegram.person("Ada", language_code=language)
    await world.telegram.handled(person.asks_inline(query))
    return world.telegram.transcript.calls("answerInlineQuery")[-1]


async def test_a_street_offers_its_networks_card(world: World) -> None:
    answer = await asked(world, "via Borgo Palazzo 60")

    assert answer.status == 200
    [card] = answer.params["results"]
    assert card["title"] == "La rete Borgo Palazzo"
    assert card["input_message_content"]["message_text"].startswith("<b>La rete Borgo Palazzo</b>")
    code = world.services.city.networks["borgo-palazzo"].code
    [[key]] = card["reply_markup"]["inline_keyboard"]
    assert key["url"] == f"https://t.me/{world.telegram.username}?start=rete_{code}"


async def test_near_a_border_both_cards_are_offered(world: World) -> None:
    answer = await asked(world, "via Borgo Palazzo 36")

    assert [card["title"] for card in answer.params["results"]] == ["La rete Borgo Palazzo", "La rete Centro Pignolo"]


async def test_what_is_not_found_leads_to_the_bot(world: World) -> None:
    answer = await asked(world, "via dei Draghi Volanti")

    assert answer.params["results"] == []
    assert answer.params["button"] == {"text": "Non trovato: chiedimelo in privato", "start_parameter": "inline"}


async def test_a_place_without_a_network_and_another_town_are_said_as_such(world: World) -> None:
    unserved, outside = await asked(world, "Castagneta"), await asked(world, "via Roma 3, Seriate")

    assert unserved.params["button"]["text"] == "Lì non conosco una rete: chiedimelo in privato"
    assert outside.params["button"]["text"] == "È un altro comune: chiedimelo in privato"


async def test_an_empty_query_says_what_to_write(world: World) -> None:
    answer = await asked(world, "  ", language="en")

    assert answer.params["button"]["text"] == "Write a street, or ask me in our chat"


async def test_the_card_speaks_the_language_of_who_shares_it(world: World) -> None:
    answer = await asked(world, "Città Alta", language="en")

    [card] = answer.params["results"]
    assert card["title"] == "The Città Alta network"
    assert card["description"] == "Città Alta"
