"""An operator makes an event in the chat: all at once or step by step, looks at it, and publishes it."""

from pathlib import Path
from typing import Any

import pytest

from domain.agenda.event import Kind, Recurrence, Status, Timed
from domain.audit import Deed
from handlers.context import Services
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conftest import TurnedClock, World, bot_at_work, labels
from tests.events import event, on
from tests.operators import let_operate
from tests.test_told_in_time import Reader


@pytest.fixture
async def vera(world: World) -> Person:
    """An operator of one network."""
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, "celadina")
    return vera


async def published(world: World) -> list[Any]:
    return [one for one in await world.store.events() if one.status is not Status.DRAFT]


async def deeds(world: World) -> list[Deed]:
    return [record.deed for record in await world.store.deeds(50)]


async def made(world: World, by: Person, text: str = "Assemblea giovedì 3 dicembre alle 20:45") -> Message:
    """An event as far as its preview."""
    await world.says(f"/nuovo {text}", by=by)
    return await world.taps("Non si sa ancora", by=by)


async def test_one_message_says_it_all_and_who_follows_gets_the_news(
    world: World, vera: Person, tmp_path: Path
) -> None:
    await world.says("/segui celadina")
    reader = Reader(world)
    reader.news()
    world.clock.turn(minutes=1)

    preview = await made(world, vera)
    assert "Assemblea" in preview.text
    assert "giovedì 3 dicembre, ore 20:45" in preview.text
    assert "Celadina · Incontro della rete" in preview.text
    assert labels(preview) == ["Pubblica", "Tieni come bozza", "Modifica", "Butta via"]

    done = await world.taps("Pubblica", by=vera)
    assert "Pubblicato: Assemblea" in done.text
    assert "Giovedì 3 dicembre, ore 20:45" in done.text
    await reader.waits(minutes=1)
    await reader.waits(minutes=11)
    [news] = reader.news()
    assert "Assemblea" in news.text  # although it is the first event of its network
    [one] = await published(world)
    assert (one.kind, one.networks, one.when) == (Kind.MEETING, ("celadina",), on(10, "20:45"))
    assert Deed.EVENT_PUBLISHED in await deeds(world)


async def test_residents_see_the_very_card_that_was_looked_at(world: World, vera: Person) -> None:
    seen = (await made(world, vera)).text
    await world.taps("Pubblica", by=vera)

    await world.says("/iniziative celadina")
    card = await world.taps("1")

    assert card.text == seen


async def test_step_by_step_one_question_at_a_time(world: World, vera: Person) -> None:
    assert "Come si chiama?" in (await world.says("/nuovo", by=vera)).text
    assert "Quando?" in (await world.says("Aiuto compiti", by=vera)).text
    assert "A che ora?" in (await world.says("giovedì 3 dicembre", by=vera)).text
    repeats = await world.says("20:45", by=vera)
    assert "Giovedì 3 dicembre, ore 20:45" in repeats.text
    assert "Si ripete?" in repeats.text
    place = await world.taps("Non si ripete", by=vera)
    assert "🏘 Celadina" in place.text  # the one network of an operator is not asked
    assert "Dove?" in place.text
    preview = await world.taps("Al Civico 7", by=vera)

    assert "via Antonio Curò 7" in preview.text
    assert "Pubblica" in labels(preview)


@pytest.mark.parametrize("title", ["Aiuto", "Stop", "Stop al traffico", "Grazie", "La mia rete"])
async def test_a_title_is_no_command_whatever_it_says(world: World, vera: Person, title: str) -> None:
    await world.says("/nuovo", by=vera)

    asked = await world.says(title, by=vera)

    assert asked.text.startswith(title)
    assert "Quando?" in asked.text


async def test_the_third_tuesday_of_the_month_by_a_key_and_in_words(world: World, vera: Person) -> None:
    await world.says("/nuovo", by=vera)
    await world.says("Incontro", by=vera)
    asked = await world.says("martedì 15 dicembre alle 20:45", by=vera)
    assert labels(asked)[:4] == ["Non si ripete", "Ogni martedì", "Ogni due settimane", "Il terzo martedì del mese"]
    await world.taps("Il terzo martedì", by=vera)
    await world.taps("Non si sa ancora", by=vera)
    done = await world.taps("Pubblica", by=vera)
    assert "il terzo martedì del mese" in done.text

    await world.says("/nuovo Laboratorio mercoledì 2 dicembre alle 18", by=vera)
    await world.taps("Non si sa ancora", by=vera)
    await world.taps("Modifica", by=vera)
    await world.taps("Ripetizione", by=vera)
    assert "Si ripete: ogni mercoledì" in (await world.says("ogni mercoledì", by=vera)).text
    await world.taps("Pubblica", by=vera)

    assert [one.recurrence for one in await published(world)] == [
        Recurrence("FREQ=MONTHLY;BYDAY=3TU"),
        Recurrence("FREQ=WEEKLY;BYDAY=WE"),
    ]


async def test_a_weekday_that_does_not_go_with_the_date_becomes_keys(world: World, vera: Person) -> None:
    await world.says("/nuovo", by=vera)
    await world.says("Festa", by=vera)

    doubt = await world.says("lunedì 3 dicembre alle 15", by=vera)  # it is a Thursday
    assert "non vanno d’accordo" in doubt.text
    assert any("Giovedì 3 dicembre, ore 15:00" in label for label in labels(doubt))
    asked = await world.taps("Giovedì 3 dicembre", by=vera)

    assert "Giovedì 3 dicembre, ore 15:00" in asked.text
    assert "Si ripete?" in asked.text


async def test_a_doubtful_day_without_an_hour_is_chosen_first_and_then_the_hour_is_asked(
    world: World, vera: Person
) -> None:
    doubt = await world.says("/nuovo Festa lunedì 3 dicembre", by=vera)
    assert labels(doubt) == ["Lunedì 30 novembre", "Giovedì 3 dicembre"]
    assert "A che ora?" in (await world.taps("Giovedì 3 dicembre", by=vera)).text

    assert "Giovedì 3 dicembre, ore 15:30" in (await world.says("15:30", by=vera)).text


async def test_what_cannot_be_an_answer_is_asked_again_with_the_reason(world: World, vera: Person) -> None:
    await made(world, vera)
    for field, wrong, says, right in (
        ("Prenotazione", "per telefono", "non è l’indirizzo", "https://example.org/prenota"),
        ("Numero di posti", "tanti", "mi serve un numero", "30 posti"),
        ("Fino a che ora", "tardi", "Non ho capito l’ora", "22:30"),
        ("Titolo", "x" * 201, "troppo lungo", "Assemblea di tutti"),
        ("Reti", "Atlantide", "Non conosco una rete", "Celadina"),
        ("Che cosa portare", "x" * 501, "troppo lungo", "una sedia"),
    ):
        await world.taps("Modifica", by=vera)
        await world.taps(field, by=vera)
        assert says in (await world.says(wrong, by=vera)).text
        preview = await world.says(right, by=vera)
        assert "Pubblica" in labels(preview)

    assert "dalle 20:45 alle 22:30" in preview.text
    assert "Posti: 30" in preview.text
    assert "Assemblea di tutti" in preview.text
    assert "una sedia" in preview.text


async def test_extras_by_keys_can_be_added_and_left_out_again(world: World, vera: Person) -> None:
    await made(world, vera)
    await world.taps("Modifica", by=vera)
    await world.taps("Temi", by=vera)
    await world.taps("Ambiente", by=vera)
    await world.taps("Salute", by=vera)
    await world.taps("✓ Salute", by=vera)
    assert "Incontro della rete · Ambiente" in (await world.taps("Fatto", by=vera)).text
    await world.taps("Modifica", by=vera)
    await world.taps("Tipo", by=vera)
    assert "· Iniziativa ·" in (await world.taps("Iniziativa", by=vera)).text
    await world.taps("Modifica", by=vera)
    await world.taps("Prenotazione", by=vera)
    await world.taps("Si prenota, ma senza pagina", by=vera)
    await world.taps("Modifica", by=vera)
    await world.taps("Prenotare entro", by=vera)
    assert "entro lunedì 30 novembre" in (await world.says("lunedì 30 novembre", by=vera)).text
    await world.taps("Modifica", by=vera)
    await world.taps("Prenotazione", by=vera)
    preview = await world.taps("Toglilo", by=vera)

    assert "Prenotazione" not in preview.text


async def test_a_photo_stands_above_the_card_that_residents_see(world: World, vera: Person) -> None:
    await made(world, vera)
    preview = await world.after(vera.sends_photo(), vera)
    assert "photo" in preview.raw
    await world.taps("Pubblica", by=vera)

    await world.says("/iniziative celadina")
    card = await world.taps("1")
    assert "photo" in card.raw
    assert "Assemblea" in card.text


async def test_a_photo_over_a_long_text_is_behind_a_key(world: World, vera: Person) -> None:
    await made(world, vera)
    await world.after(vera.sends_photo(), vera)
    await world.taps("Modifica", by=vera)
    await world.taps("Descrizione", by=vera)
    preview = await world.says("Parole " * 180, by=vera)
    assert "photo" not in preview.raw
    assert "photo" in (await world.taps("Guarda la foto", by=vera)).raw
    await world.taps("Pubblica", by=vera)

    await world.says("/iniziative celadina")
    assert "photo" not in (await world.taps("1")).raw
    assert "photo" in (await world.taps("Guarda la foto")).raw


async def test_a_picture_that_comes_as_a_file_is_asked_for_as_a_photo(world: World, vera: Person) -> None:
    await made(world, vera)
    await world.taps("Modifica", by=vera)
    await world.taps("Foto", by=vera)

    said = await world.after(vera.sends_document("festa.jpg", b"\xff\xd8", "image/jpeg"), vera)

    assert "come foto" in said.text


async def test_a_draft_is_seen_by_nobody_and_published_later(world: World, vera: Person) -> None:
    await made(world, vera)
    kept = await world.taps("Tieni come bozza", by=vera)
    assert "bozza" in kept.text
    await world.says("/iniziative celadina")
    assert "Assemblea" not in world.resident.last.text
    assert "Assemblea" not in (await world.starts("ev_1")).text
    assert Deed.EVENT_DRAFTED in await deeds(world)

    listed = await world.taps("Le mie iniziative", by=vera)
    assert "Assemblea" in listed.text
    assert "bozza" in listed.text
    await world.taps("1", by=vera)
    preview = await world.taps("Guarda e pubblica", by=vera)
    assert labels(preview) == ["Pubblica", "Tieni come bozza", "Modifica", "Butta via"]
    await world.taps("Pubblica", by=vera)

    assert [one.title for one in await published(world)] == ["Assemblea"]


async def test_a_draft_is_deleted_once_the_operator_is_sure(world: World, vera: Person) -> None:
    await made(world, vera)
    await world.taps("Tieni come bozza", by=vera)
    await world.taps("Apri la scheda", by=vera)
    await world.taps("Elimina", by=vera)
    assert len(await world.store.events()) == 1
    await world.taps("Sì, elimina", by=vera)

    assert not await world.store.events()
    assert Deed.EVENT_DELETED in await deeds(world)


async def test_what_was_begun_is_there_after_a_restart(
    telegram: Telegram, services: Services, clock: TurnedClock
) -> None:
    async with bot_at_work(telegram, services) as application:
        world = World(telegram, services, application, clock)
        vera = telegram.person("Vera")
        await let_operate(world, vera, "celadina")
        await world.says("/nuovo", by=vera)
        await world.says("Assemblea", by=vera)
    clock.turn(hours=30)
    async with bot_at_work(telegram, services) as application:
        world = World(telegram, services, application, clock)
        asked = await world.says("giovedì 3 dicembre alle 20:45", by=vera)
        assert "Si ripete?" in asked.text
        await world.taps("Non si ripete", by=vera)
        await world.taps("Non si sa ancora", by=vera)
    async with bot_at_work(telegram, services) as application:
        world = World(telegram, services, application, clock)
        await world.taps("Pubblica", by=vera)
        assert [one.title for one in await published(world)] == ["Assemblea"]


async def test_cancelling_leaves_nothing_behind(world: World, vera: Person) -> None:
    preview = await made(world, vera)
    await world.says("/annulla", by=vera)

    before = len(world.telegram.messages(vera.chat))
    await world.after(vera.taps("Pubblica", message=preview), vera)
    assert "scaduto" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]
    assert len(world.telegram.messages(vera.chat)) == before
    assert not await world.store.events()
    assert (await world.store.stored((await chat_of(world, vera)).id)).get("drafts", []) == []

    await world.says("/nuovo", by=vera)
    await world.says("annulla", by=vera)  # in words, too
    assert not (await world.store.stored((await chat_of(world, vera)).id)).get("drafts", [])


async def chat_of(world: World, person: Person) -> Any:
    return await world.store.meet(person.id, "private", None, world.clock())


async def test_publishing_twice_makes_one_event(world: World, vera: Person) -> None:
    preview = await made(world, vera)
    first, second = vera.taps("Pubblica", message=preview), vera.taps("Pubblica", message=preview)
    await world.after(first, vera)
    await world.after(second, vera)

    assert len(await world.store.events()) == 1
    assert (await deeds(world)).count(Deed.EVENT_PUBLISHED) == 1


async def test_a_key_of_an_earlier_step_has_expired_even_in_another_talk(world: World, vera: Person) -> None:
    old = await made(world, vera, "Vecchia giovedì 3 dicembre alle 20:45")
    await world.says("/nuovo Nuova venerdì 4 dicembre alle 20:45", by=vera)
    await world.taps("Lasciala e comincia l’altra", by=vera)
    await world.after(vera.taps("Pubblica", message=old), vera)

    assert not await world.store.events()
    assert "scaduto" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]


async def test_a_command_is_answered_and_the_talk_waits(world: World, vera: Person) -> None:
    await world.says("/nuovo", by=vera)
    await world.says("Assemblea", by=vera)
    waiting = await world.says("/iniziative", by=vera)
    assert "ti aspetta" in waiting.text
    assert "Redona" in (await world.says("via Corridoni 60", by=vera)).text  # no date

    asked = await world.taps("Riprendi", by=vera)
    assert "Quando?" in asked.text
    assert "Si ripete?" in (await world.says("giovedì 3 dicembre alle 20:45", by=vera)).text


async def test_another_event_is_not_begun_over_one_that_is_not_finished(world: World, vera: Person) -> None:
    await made(world, vera)
    said = await world.says("/nuovo", by=vera)
    assert "non l’hai ancora finita" in said.text
    assert "Pubblica" in labels(await world.taps("Riprendi", by=vera))
    await world.says("/nuovo", by=vera)
    assert "Come si chiama?" in (await world.taps("Lasciala e comincia l’altra", by=vera)).text


async def test_what_was_said_of_another_event_waits_for_the_one_that_is_not_finished(
    world: World, vera: Person
) -> None:
    await made(world, vera)
    said = await world.says("/nuovo Cena venerdì 4 dicembre alle 20", by=vera)
    assert "Assemblea" in said.text
    assert "non l’hai ancora finita" in said.text
    assert labels(said) == ["Riprendi", "Lasciala e comincia l’altra"]
    assert "Pubblica" in labels(await world.taps("Riprendi", by=vera))

    await world.says("/nuovo Cena venerdì 4 dicembre alle 20", by=vera)
    other = await world.taps("Lasciala e comincia l’altra", by=vera)
    assert "Cena" in other.text
    assert "Venerdì 4 dicembre, ore 20:00" in other.text


async def test_what_else_is_said_beside_the_date_is_kept(world: World, vera: Person) -> None:
    await world.says("/nuovo", by=vera)
    await world.says("Assemblea", by=vera)
    asked = await world.says("giovedì 3 dicembre alle 20:45 nell'oratorio di via Corridoni", by=vera)
    assert "📍 oratorio di via Corridoni" in asked.text
    assert "Assemblea" in (await world.taps("Non si ripete", by=vera)).text  # the place is not asked

    assert "Pubblica" in labels(vera.last)


async def test_a_date_said_first_is_no_title(world: World, vera: Person) -> None:
    await world.says("/nuovo", by=vera)
    asked = await world.says("giovedì 3 dicembre alle 20:45", by=vera)
    assert "Giovedì 3 dicembre, ore 20:45" in asked.text
    assert "Come si chiama?" in asked.text

    assert "Dove?" in (await world.says("Assemblea", by=vera)).text


async def test_dates_too_long_for_a_key_are_numbered_in_the_text(world: World, vera: Person) -> None:
    doubt = await world.says("/nuovo Corso ogni martedì e giovedì dalle 9.30 alle 11.30 fino al 30 giugno", by=vera)
    assert "1 · Domani, martedì 24 novembre, dalle 09:30 alle 11:30, poi ogni martedì e giovedì" in doubt.text
    assert labels(doubt) == ["1", "2"]

    assert "Ogni martedì e giovedì, fino a mercoledì 30 giugno" in (await world.taps("1", by=vera)).text


async def test_two_days_at_the_same_hours_are_told_from_the_first_alone(world: World, vera: Person) -> None:
    doubt = await world.says("/nuovo Mercatino sabato 5 e domenica 6 dicembre dalle 10 alle 18, parco Goisis", by=vera)
    assert "1 · Sabato 5 dicembre, dalle 10:00 alle 18:00, poi anche domenica 6 dicembre" in doubt.text
    preview = await world.taps("1", by=vera)
    assert "Si ripete: anche domenica 6 dicembre" in preview.text
    await world.taps("Pubblica", by=vera)

    await world.says("/iniziative celadina")
    assert "anche sabato 5 dicembre" in (await world.taps("2")).text


async def test_a_day_that_has_gone_by_this_year_is_offered_in_the_next(world: World, vera: Person) -> None:
    doubt = await world.says("/nuovo Festa 21 settembre dalle 17:30", by=vera)
    assert "Quest’anno è già passato. È nel 2027?" in doubt.text

    assert "Martedì 21 settembre, ore 17:30" in (await world.taps("Martedì 21 settembre", by=vera)).text


async def test_networks_are_those_of_the_operator_and_several_go_together(world: World) -> None:
    rosa = world.telegram.person("Rosa")
    await let_operate(world, rosa, "celadina", "redona")
    asked = await world.says("/nuovo Cena giovedì 3 dicembre alle 20", by=rosa)
    assert "Di quale rete" in asked.text
    assert labels(asked) == ["Celadina", "Redona", "Fatto"]
    await world.taps("Fatto", by=rosa)
    assert "almeno" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]
    await world.taps("Celadina", by=rosa)
    await world.taps("Redona", by=rosa)
    await world.taps("Fatto", by=rosa)
    preview = await world.taps("Non si sa ancora", by=rosa)

    assert "Celadina e Redona" in preview.text


async def test_administrators_choose_among_all_and_the_whole_city(world: World) -> None:
    chief = world.telegram.person("Piera")
    await let_operate(world, chief, administrator=True)
    asked = await world.says("/nuovo Festa giovedì 3 dicembre alle 20", by=chief)
    assert "Altro" in " ".join(labels(asked)) or "▸" in " ".join(labels(asked))
    await world.taps("▸", by=chief)
    await world.taps("Tutta la città", by=chief)
    preview = await world.taps("Non si sa ancora", by=chief)

    assert "tutta la città" in preview.text


async def test_a_coordinator_makes_meetings_and_is_refused_an_initiative(world: World) -> None:
    carla = world.telegram.person("Carla")
    await let_operate(world, carla, meetings_of=("celadina",))
    preview = await made(world, carla, "Ritrovo giovedì 3 dicembre alle 20:45")
    assert "Incontro della rete" in preview.text
    await world.taps("Modifica", by=carla)
    await world.taps("Tipo", by=carla)
    await world.taps("Iniziativa", by=carla)
    assert "incontri" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]
    await world.taps("◂ Indietro", by=carla)
    await world.taps("Pubblica", by=carla)

    assert [one.kind for one in await published(world)] == [Kind.MEETING]


async def test_another_network_and_the_whole_city_are_refused(world: World, vera: Person) -> None:
    await made(world, vera)
    await world.taps("Modifica", by=vera)
    await world.taps("Reti", by=vera)
    for whose in ("Redona", "Celadina e Redona", "tutta la città"):
        said = await world.says(whose, by=vera)
        assert "un’altra rete" in said.text or "amministra" in said.text, whose


async def test_who_is_no_operator_any_more_is_refused_at_the_last_tap(world: World, vera: Person) -> None:
    await made(world, vera)
    chat = await chat_of(world, vera)
    await world.store.remove_operator(chat.id, chat.id, world.clock())
    await world.taps("Pubblica", by=vera)

    assert not await world.store.events()
    assert "Redona" in (await world.says("via Corridoni 60", by=vera)).text


async def test_a_resident_is_refused(world: World) -> None:
    said = await world.says("/nuovo Festa domani alle 15")

    assert "operatori" in said.text
    assert not await world.store.events()


async def test_an_answer_that_was_edited_afterwards_is_refused(world: World, vera: Person) -> None:
    await world.says("/nuovo", by=vera)
    await world.says("Assemblea", by=vera)
    mine = [message for message in world.telegram.messages(vera.chat) if message.sender_id == vera.id][-1]
    said = await world.after(vera.edits(mine.id, "Assemblea grande"), vera)

    assert "modificato" in said.text or "cambiato" in said.text or "nuovo messaggio" in said.text


async def test_a_date_that_went_by_while_the_talk_waited_is_not_published(world: World, vera: Person) -> None:
    await made(world, vera, "Assemblea martedì 24 novembre alle 20:45")
    world.clock.turn(days=3)
    await world.taps("Pubblica", by=vera)

    assert not await world.store.events()
    assert "passata" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]


async def test_a_place_sent_as_telegrams_own_keeps_its_position(world: World, vera: Person) -> None:
    await world.says("/nuovo Assemblea giovedì 3 dicembre alle 20:45", by=vera)
    await world.after(vera.sends_venue(45.7, 9.68, "Oratorio", "via Corridoni 1"), vera)
    await world.taps("Pubblica", by=vera)

    [one] = await published(world)
    assert (one.venue.name, one.venue.latitude) == ("Oratorio", 45.7)
    assert isinstance(one.when, Timed)


async def test_an_event_that_is_known_already_is_not_announced_again_by_the_same_talk(
    world: World, vera: Person
) -> None:
    """Its identity is made as the talk begins: another process may have published it."""
    await made(world, vera)
    chat = await chat_of(world, vera)
    [draft] = (await world.store.stored(chat.id))["drafts"]
    await world.store.take(
        [event("Assemblea", on(10, "20:45"), "celadina", uid=draft["payload"]["uid"])], world.clock()
    )
    await world.taps("Pubblica", by=vera)

    assert len(await world.store.events()) == 1
    assert Deed.EVENT_PUBLISHED not in await deeds(world)


async def test_forged_keys_break_nothing(world: World, vera: Person) -> None:
    await world.says("/nuovo", by=vera)
    asked = await world.says("Assemblea", by=vera)
    chat = await chat_of(world, vera)
    [draft] = (await world.store.stored(chat.id))["drafts"]
    step = draft["payload"]["step"]
    for data in (
        "wf:{}:p",
        "wf:{}:k",
        "wf:{}:s",
        "wf:{}:f",
        "ws:{}:w",
        "wt:{}:1",
        "wp:{}:w:7",
        "wp:{}:r:w",
        "wp:{}:p:0",
    ):
        await world.after(vera.presses(data.format(step), message=asked), vera)
        assert "scaduto" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"], data

    assert not await world.store.events()
    assert "Si ripete?" in (await world.says("giovedì 3 dicembre alle 20:45", by=vera)).text
