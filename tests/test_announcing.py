"""An operator writes to the people of their networks; nobody gets it twice, and nobody whom it is not for."""

import pytest

from bot.announcer import Announcer, Rules
from domain.announcements.announcement import Status
from tests.conftest import World, labels, until
from tests.operators import let_operate
from tests.support.desk import TEXT, Desk, messages_of


@pytest.fixture
async def desk(world: World) -> Desk:
    operator = world.telegram.person("Olga")
    await let_operate(world, operator, "redona")
    return Desk(world, operator)


async def test_an_announcement_goes_to_who_follows_and_to_nobody_else(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    other = await desk.resident("Ivo", "longuelo")
    await desk.writes()
    page = await desk.taps("Avanti: guardalo")
    assert "Così lo vedrà 1 persona" in page.text
    [copy] = messages_of(desk.world, desk.operator, TEXT)[-1:]
    assert "Te lo scrivo perché segui Redona" in copy.text

    await desk.taps("Manda ora")
    report = await desk.hears("Era per 1")

    assert "1 l’ha ricevuto" in report.text
    [got] = messages_of(desk.world, follower, TEXT)
    assert "Smetti di seguire Redona" in labels(got)
    assert messages_of(desk.world, other, TEXT) == []


async def test_one_tap_stops_following(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.sends()
    said = await desk.world.taps("Smetti di seguire Redona", by=follower)
    assert "Non segui più Redona" in said.text
    assert "Da allora 1 ha smesso di seguire" in (await desk.taps("Guarda com’è ora")).text


async def test_formatting_is_kept(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.says("/annuncio")
    text = "👋 Ciao a tutti: festa <grande> & bella"
    bold = {"type": "bold", "offset": 3, "length": 4}
    page = {"type": "text_link", "offset": 16, "length": 5, "url": "https://example.org/"}
    await desk.world.after(desk.operator.says(text, entities=[bold, page]), desk.operator)
    await desk.taps("Avanti: guardalo")
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")

    [got] = messages_of(desk.world, follower, "Ciao a tutti")
    assert got.text.startswith(text)
    kinds = {(one["type"], one["offset"], one["length"]) for one in got.raw["entities"]}
    assert {("bold", 3, 4), ("text_link", 16, 5)} <= kinds


async def test_a_button_with_a_page(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    await desk.taps("Aggiungi un pulsante")
    assert "Non ho trovato un indirizzo" in (await desk.says("Prenota")).text
    await desk.says("Prenota il posto https://example.org/prenota")
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")
    [got] = messages_of(desk.world, follower, TEXT)
    [[button], *_] = got.buttons
    assert (button.text, button.raw["url"]) == ("Prenota il posto", "https://example.org/prenota")


async def test_a_photo_carries_the_words_and_leaves_room_for_why(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.says("/annuncio")
    said = await desk.world.after(desk.operator.sends_photo("lungo " * 160), desk.operator)
    assert "È troppo lungo di 136 caratteri" in said.text  # 960 of the 824 there is room for
    await desk.world.after(desk.operator.sends_photo(TEXT), desk.operator)
    await desk.taps("Avanti: guardalo")
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")
    [got] = messages_of(desk.world, follower, TEXT)
    assert got.raw["photo"]
    assert "Te lo scrivo perché segui Redona" in got.text


async def test_an_album_is_followed_by_its_words(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.says("/annuncio")
    last = desk.operator.sends_album([None, None, None], caption=TEXT)
    await desk.world.after(last, desk.operator)
    await desk.taps("Avanti: guardalo")
    await desk.taps("Manda ora")
    report = await desk.hears("Era per 1")
    assert "1 l’ha ricevuto" in report.text
    photos = [one for one in desk.world.telegram.messages(follower.chat) if one.raw.get("media_group_id")]
    [words] = messages_of(desk.world, follower, TEXT)
    assert len(photos) == 3
    assert all(photo.id < words.id for photo in photos)
    assert "Smetti di seguire Redona" in labels(words)


async def test_a_picture_without_words_is_asked_for_them(desk: Desk) -> None:
    await desk.says("/annuncio")
    said = await desk.world.after(desk.operator.sends_photo(), desk.operator)
    assert "Ora scrivimi le parole" in said.text
    assert "Chi lo deve ricevere?" in (await desk.says(TEXT)).text


async def test_trying_it_sends_it_to_the_operator_alone(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    before = len(messages_of(desk.world, desk.operator, TEXT))
    await desk.taps("Prova su di me")
    await until(lambda: len(messages_of(desk.world, desk.operator, TEXT)) == before + 1)
    assert messages_of(desk.world, follower, TEXT) == []


async def test_it_is_corrected_in_every_copy(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.sends()
    await desk.taps("Correggi")
    page = await desk.says("Sabato, non domenica, pulizia del parco.")
    assert "Così cambio 1 copia" in page.text
    await desk.taps("Correggi tutte")
    await desk.hears("Corretto.")
    [got] = messages_of(desk.world, follower, "pulizia del parco")
    assert got.text.startswith("Sabato, non domenica")


async def test_it_is_taken_back_deleted_while_young_and_marked_when_old(desk: Desk) -> None:
    young = await desk.resident("Ugo", "redona")
    await desk.sends()
    await desk.taps("Ritira")
    await desk.taps("Sì, ritiralo")
    await desk.hears("Ritirato.")
    assert messages_of(desk.world, young, TEXT) == []

    await desk.sends("Un altro annuncio.")
    desk.world.clock.turn(hours=49)
    await desk.taps("Ritira")
    await desk.taps("Sì, ritiralo")
    await desk.hears("Ritirato.")
    assert messages_of(desk.world, young, "Un altro annuncio.") == []
    [old] = messages_of(desk.world, young, "Annullato.")
    assert labels(old) == []


async def test_quiet_hours_hold_it_back_unless_it_is_urgent(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    desk.world.clock.turn(hours=10)  # eleven in the evening
    await desk.writes()
    page = await desk.taps("Avanti: guardalo")
    assert "1 ora è nelle ore di silenzio" in page.text
    assert "entro domani, martedì 24 novembre, ore 08:00" in page.text
    await desk.taps("Manda ora")
    await desk.hears("1 nelle ore di silenzio")
    assert messages_of(desk.world, follower, TEXT) == []

    desk.world.clock.turn(hours=9, minutes=1)
    await desk.hears("Era per 1")
    assert len(messages_of(desk.world, follower, TEXT)) == 1

    desk.world.clock.turn(hours=15)
    await desk.writes("È urgente: chiudono l’acqua.")
    await desk.taps("Avanti: guardalo")
    await desk.taps("È urgente")
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")
    assert len(messages_of(desk.world, follower, "chiudono l’acqua")) == 1


async def test_at_its_time(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    await desk.taps("Scegli quando")
    await desk.taps("Scrivi un’altra ora")
    page = await desk.says("domani alle 9 e mezza")
    assert labels(page)[0] == "domani, martedì 24 novembre, ore 09:30"
    page = await desk.taps("domani, martedì")
    assert "Parte domani, martedì 24 novembre, ore 09:30" in page.text
    desk.world.clock.turn(hours=20, minutes=29)
    await Announcer(desk.world.application.bot, desk.world.services, Rules()).look()
    assert await desk.stands() is Status.SCHEDULED
    assert messages_of(desk.world, follower, TEXT) == []
    desk.world.clock.turn(minutes=2)
    await desk.hears("Era per 1")
    assert len(messages_of(desk.world, follower, TEXT)) == 1


async def test_what_is_late_asks_before_it_goes(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    await desk.taps("Scegli quando")
    await desk.taps("oggi, lunedì 23 novembre, ore 18:00")
    desk.world.clock.turn(hours=7)
    page = await desk.hears("Un annuncio doveva partire oggi, lunedì 23 novembre, ore 18:00")
    assert messages_of(desk.world, follower, TEXT) == []
    assert "Vuoi che parta lo stesso?" in page.text
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")
    assert len(messages_of(desk.world, follower, TEXT)) == 1


async def test_pressed_twice_it_goes_once(desk: Desk) -> None:
    follower = await desk.resident("Ugo", "redona")
    await desk.writes()
    page = await desk.taps("Avanti: guardalo")
    for _ in range(3):
        desk.operator.taps("Manda ora", message=page)
    await desk.hears("Era per 1")
    await desk.world.telegram.idle()
    assert len(messages_of(desk.world, follower, TEXT)) == 1


async def test_the_whole_city_takes_two(desk: Desk) -> None:
    second = desk.world.telegram.person("Sara")
    await let_operate(desk.world, second, "longuelo")
    follower = await desk.resident("Ugo", "celadina")
    await desk.writes()
    await desk.taps("Tutta la città")
    await desk.taps("Avanti: guardalo")
    page = await desk.taps("Chiedi a un altro operatore")
    assert "Ora lo chiedo a un altro operatore" in page.text
    await until(lambda: "Olga ti chiede un sì" in second.last.text)
    assert await desk.stands() is Status.ASKED
    assert messages_of(desk.world, follower, TEXT) == []

    page = await desk.world.taps("Leggilo", by=second)
    assert "Olga vuole mandarlo a tutta la città" in page.text
    assert messages_of(desk.world, second, TEXT)
    await desk.world.taps("Sì, mandalo", by=second)
    await desk.hears("Era per 1")
    assert len(messages_of(desk.world, follower, TEXT)) == 1


async def test_a_second_operator_says_no(desk: Desk) -> None:
    second = desk.world.telegram.person("Sara")
    await let_operate(desk.world, second, "longuelo")
    follower = await desk.resident("Ugo", "celadina")
    await desk.writes()
    await desk.taps("Tutta la città")
    await desk.taps("Avanti: guardalo")
    await desk.taps("Chiedi a un altro operatore")
    await until(lambda: "ti chiede un sì" in second.last.text)
    await desk.world.taps("Leggilo", by=second)
    assert "Hai detto di no" in (await desk.world.taps("No", by=second)).text
    await desk.hears("Un altro operatore ha detto di no")
    assert messages_of(desk.world, follower, TEXT) == []


async def test_nobody_else_to_ask(desk: Desk) -> None:
    await desk.resident("Ugo", "celadina")
    await desk.writes()
    await desk.taps("Tutta la città")
    await desk.taps("Avanti: guardalo")
    assert "Non c’è nessuno che possa dire di sì" in (await desk.taps("Chiedi a un altro operatore")).text


async def test_left_it_leaves_nothing_behind(desk: Desk) -> None:
    await desk.writes()
    await desk.says("/annulla")
    assert await desk.world.store.announcements() == []
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    assert "Lasciato perdere" in (await desk.taps("Lascia perdere")).text
    assert await desk.world.store.announcements() == []
    assert "/annuncio" not in (await desk.says("via Corridoni 60")).text


async def test_themes_narrow_it(desk: Desk) -> None:
    await desk.resident("Ugo", "redona")
    keen = await desk.resident("Ivo", "redona")
    theme = next(iter(desk.world.services.city.themes.values()))
    await desk.world.says("/segui", by=keen)
    await desk.world.taps("Scegli i temi", by=keen)
    await desk.world.taps(theme.names["it"], by=keen)
    await desk.writes()
    await desk.taps("Solo alcuni temi")
    page = await desk.taps(theme.names["it"])
    assert "Così lo vedrà 1 persona" in page.text
    await desk.taps("◂ Indietro")
    await desk.taps("Avanti: guardalo")
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")
    assert len(messages_of(desk.world, keen, TEXT)) == 1
