"""A resident asks which network serves a place, in every way there is."""

from domain.model import ChatId, ChatKind
from tests.conftest import World, labels


async def test_start_greets_in_italian_and_shows_the_large_keys(world: World) -> None:
    greeting = await world.starts()

    assert greeting.html.startswith("<b>Ciao! Ti dico qual è la rete del tuo quartiere a Bergamo.</b>")
    assert greeting.keyboard is not None
    assert greeting.keyboard[0] == [{"text": "📍 Invia la mia posizione", "request_location": True}]
    assert greeting.buttons == []


async def test_start_greets_in_english_who_has_telegram_in_english(world: World) -> None:
    newcomer = world.telegram.person("Bo", language_code="en-GB")

    greeting = await world.starts(by=newcomer)

    assert greeting.text.startswith("Hello! I tell you which neighbourhood network serves your street in Bergamo.")


async def test_a_street_and_number_gives_the_card_of_its_network(world: World) -> None:
    card = await world.says("via Borgo Palazzo 60")

    assert card.html.startswith(
        "<b>La tua rete è Borgo Palazzo</b>\N{NO-BREAK SPACE}🏘\nVia Borgo Palazzo 60 è nel quartiere "
    )
    assert "Si occupa di: educazione, sicurezza, spazi urbani e fragilità." in card.text
    assert "l’elenco non è completo" in card.text
    assert labels(card) == [
        "Vedi le iniziative",
        "🔔 Avvisami",
        "Chi c’è nel quartiere",
        "Come si partecipa",
        "Da dove lo so",
        "Non è la mia rete",
    ]


async def test_a_network_whose_existence_was_deduced_says_so(world: World) -> None:
    card = await world.says("via Corridoni 60")

    assert card.text.startswith("La tua rete è Redona")
    assert "Non è ancora confermato" in card.text


async def test_a_street_through_several_quarters_asks_for_the_number(world: World) -> None:
    question = await world.says("via Moroni")
    assert question.text.startswith("Via Gianbattista Moroni attraversa più quartieri.")
    assert labels(question)[-1] == "Non è nessuno di questi"

    card = await world.says("al numero 12")

    assert card.text.startswith("La tua rete è Centro Sant'Alessandro")
    assert "Via Gianbattista Moroni 12" in card.text


async def test_a_new_street_instead_of_the_number_is_a_new_question(world: World) -> None:
    await world.says("via Moroni")

    card = await world.says("via Borgo Palazzo 60")
    assert card.text.startswith("La tua rete è Borgo Palazzo")

    later = await world.says("12")
    assert later.text.startswith("Non ho trovato «12».")


async def test_a_number_that_comes_a_day_later_has_lost_its_street(world: World) -> None:
    await world.says("via Moroni")
    world.clock.turn(hours=25)

    answer = await world.says("12")

    assert answer.text.startswith("Non ho trovato «12».")


async def test_near_a_border_both_are_offered_and_the_resident_chooses(world: World) -> None:
    question = await world.says("via Borgo Palazzo 36")
    assert "i confini che conosco sono indicativi" in question.text
    assert labels(question) == ["Borgo Palazzo - Alle Valli", "Centro (Pignolo)", "Non è nessuno di questi"]

    card = await world.taps("Centro (Pignolo)")

    assert card.text.startswith("La rete Centro Pignolo")
    assert labels(world.telegram.message(card.chat_id, question.id)) == []


async def test_who_finds_none_of_the_choices_right_is_shown_other_ways(world: World) -> None:
    await world.says("via Borgo Palazzo 36")

    answer = await world.taps("Non è nessuno di questi")

    assert answer.text.startswith("Grazie: ho segnato che per questo posto mi manca la risposta giusta.")
    [report] = await world.store.reports()
    assert report.asked == "Via Borgo Palazzo 36"
    assert report.answered == ("borgo-palazzo-alle-valli", "centro-pignolo")


async def test_many_choices_are_paged_under_the_same_question(world: World) -> None:
    question = await world.says("24121")
    text, offered = question.text, set(labels(question)) - {"Non è nessuno di questi"}
    assert len(offered) == 4

    turned = await world.taps("Avanti ▸")

    assert (turned.id, turned.text) == (question.id, text)
    assert "◂ Indietro" in labels(turned)
    assert set(labels(turned)).isdisjoint(offered)

    await world.taps("Non è nessuno di questi")
    [report] = await world.store.reports()
    assert report.asked == "24121"
    assert len(report.answered) == 6


async def test_a_quarter_without_a_network_is_said_as_such_with_the_nearest(world: World) -> None:
    answer = await world.says("Castagneta")

    assert answer.text.startswith("Colli: per quanto ne so, qui non c’è ancora una rete di quartiere.")
    assert "Le più vicine sono" in answer.text
    assert labels(answer)[-2:] == ["Vedi tutte le reti", "Segnala uno sbaglio"]


async def test_another_town_is_named(world: World) -> None:
    answer = await world.says("via Roma 3, Seriate")

    assert answer.text.startswith("Seriate è un altro comune. Io conosco le reti di Bergamo città.")


async def test_a_place_that_does_not_exist_is_not_guessed(world: World) -> None:
    answer = await world.says("via dei Draghi Volanti")

    assert answer.html.startswith("<b>Non ho trovato «via dei Draghi Volanti».</b>")


async def test_what_was_not_found_is_quoted_safely_and_briefly(world: World) -> None:
    answer = await world.says("<b>zzz</b> & " + "xq" * 200)

    assert answer.text.startswith("Non ho capito «<b>zzz</b> & xqxq")
    assert "…»" in answer.text


async def test_a_position_gives_its_network_and_is_not_kept(world: World) -> None:
    card = await world.after(world.resident.sends_location(45.7079, 9.6990))

    assert card.text.startswith("La tua rete è Redona")
    assert "La tua posizione è nel quartiere Redona." in card.text
    assert not await world.store.dialogues(await _chat(world), None, world.clock())


async def test_a_position_outside_the_city(world: World) -> None:
    answer = await world.after(world.resident.sends_location(45.4642, 9.19))

    assert answer.text.startswith("Questo posto è fuori da Bergamo.")


async def test_a_position_near_a_border_is_asked_about(world: World) -> None:
    question = await world.after(world.resident.sends_location(45.715438, 9.688870))

    assert question.text.startswith("Sei vicino al confine tra quartieri.")
    assert labels(question) == ["Monterosso", "Redona", "Non è nessuno di questi"]


async def test_a_position_where_no_network_is_known(world: World) -> None:
    answer = await world.after(world.resident.sends_location(45.718051, 9.622818))

    assert answer.text.startswith("Colli: per quanto ne so, qui non c’è ancora una rete di quartiere.")


async def test_a_word_for_two_neighbourhoods_is_asked_about(world: World) -> None:
    question = await world.says("Valtesse")

    assert question.text.startswith("Non so con certezza in quale quartiere è Valtesse.")
    assert labels(question)[:2] == ["Valtesse Sant'Antonio - Valverde", "Valtesse San Colombano"]


async def test_a_venue_counts_as_its_place(world: World) -> None:
    card = await world.after(world.resident.sends_venue(45.7079, 9.6990, "Un posto", "Una via"))

    assert card.text.startswith("La tua rete è Redona")


async def test_a_live_position_is_answered_once(world: World) -> None:
    update = world.resident.sends_location(45.7079, 9.6990, live_period=600)
    await world.after(update)
    message = world.telegram.messages(world.resident.chat)[0]
    moved = {**message.raw, "edit_date": message.date + 5}
    await world.telegram.handled(world.telegram.updates.put("edited_message", moved))

    assert len(world.said()) == 1


async def test_the_words_of_the_position_key_typed_by_hand(world: World) -> None:
    await world.starts()

    answer = await world.says("📍 Invia la mia posizione")

    assert answer.text.startswith("La tua posizione non è arrivata.")


async def test_my_network_asks_where_one_lives(world: World) -> None:
    await world.starts()

    assert (await world.taps("🏘 La mia rete")).text.startswith("Dove abiti?")
    assert (await world.says("/rete")).text.startswith("Dove abiti?")


async def test_my_network_is_the_one_that_is_followed(world: World) -> None:
    await world.starts()
    await world.says("/segui Redona")

    assert (await world.says("🏘 La mia rete")).text.startswith("La rete Redona")

    world.clock.turn(minutes=1)
    await world.says("/segui Celadina")
    asked = await world.says("🏘 La mia rete")

    assert asked.text.startswith("Segui Redona e Celadina.\nQuale vuoi vedere?")
    assert labels(asked) == ["Redona", "Celadina", "Vedi tutte le reti"]
    assert (await world.taps("Celadina")).text.startswith("La rete Celadina")


async def test_rete_with_a_street_answers_at_once(world: World) -> None:
    assert (await world.says("/rete via Borgo Palazzo 60")).text.startswith("La tua rete è Borgo Palazzo")
    assert (await world.says("/network via Borgo Palazzo 60")).text.startswith("La tua rete è Borgo Palazzo")


async def test_a_link_from_a_poster_opens_the_card(world: World) -> None:
    code = world.services.city.networks["redona"].code

    card = await world.starts(f"rete_{code}")

    assert card.text.startswith("La rete Redona")
    assert world.said()[0].text.startswith("Ciao!")


async def test_a_link_to_a_network_that_is_no_more_says_so(world: World) -> None:
    answer = await world.starts("rete_zzzz")

    assert answer.text.startswith("La rete di questo link non c’è più.")
    assert world.said()[0].text.startswith("Ciao!")
    assert (await world.starts("qualcosaltro")).text.startswith("Ciao!")


async def _chat(world: World) -> ChatId:
    person = world.resident
    return (await world.store.meet(person.id, ChatKind.PRIVATE, "it", world.clock())).id
