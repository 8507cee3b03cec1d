"""Announcements that several operators have to do with, and what is written beside them: nothing goes astray."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from domain.announcements.announcement import Status
from domain.subscriptions import Followed, Subject
from handlers.context import Services
from sandbox.faults import Answers
from sandbox.files import Upload
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conftest import TurnedClock, World, bot_at_work, labels, until
from tests.operators import chat_of, let_operate
from tests.support.desk import TEXT, Desk, followers, messages_of


@pytest.fixture
def chief(telegram: Telegram) -> Person:
    return telegram.person("Marta")


@pytest.fixture
async def world(telegram: Telegram, chief: Person, services: Services, clock: TurnedClock) -> AsyncIterator[World]:
    named = replace(services, admins=frozenset({chief.id}))
    async with bot_at_work(telegram, named) as application:
        yield World(telegram, named, application, clock)


@pytest.fixture
async def desk(world: World, chief: Person) -> Desk:
    await world.starts(by=chief)
    operator = world.telegram.person("Olga")
    await let_operate(world, operator, "redona")
    return Desk(world, operator)


@pytest.fixture
async def second(desk: Desk) -> Person:
    person = desk.world.telegram.person("Sara")
    await let_operate(desk.world, person, "longuelo")
    return person


async def to_the_city(desk: Desk, text: str = TEXT) -> None:
    await desk.writes(text)
    await desk.taps("Tutta la città")
    await desk.taps("Avanti: guardalo")


async def approved(desk: Desk, second: Person) -> None:
    await until(lambda: "ti chiede un sì" in second.last.text)
    await desk.world.taps("Leggilo", by=second)
    await desk.world.taps("Sì, mandalo", by=second)


class TestTwo:
    async def test_a_correction_for_the_whole_city_takes_two_again(self, desk: Desk, second: Person) -> None:
        [person] = await followers(desk.world, 1)
        await to_the_city(desk)
        await desk.taps("Chiedi a un altro operatore")
        await approved(desk, second)
        await desk.hears("Era per 1")

        await desk.taps("Correggi")
        await desk.says("Sabato, non domenica.")
        assert "Ora lo chiedo a un altro operatore" in (await desk.taps("Correggi tutte")).text
        await until(lambda: "ti chiede un sì per una correzione" in second.last.text)
        assert len(messages_of(desk.world, person, TEXT)) == 1
        page = await desk.world.taps("Leggilo", by=second)
        assert "D’ora in poi deve dire questo" in page.text
        assert messages_of(desk.world, second, "Sabato, non domenica.")
        await desk.world.taps("Sì, correggi tutte", by=second)
        await until(lambda: messages_of(desk.world, person, "Sabato, non domenica."))
        assert messages_of(desk.world, person, TEXT) == []

    async def test_who_proposed_it_does_not_agree_to_it_and_a_no_leaves_all_as_it_is(
        self, desk: Desk, second: Person
    ) -> None:
        [person] = await followers(desk.world, 1)
        await to_the_city(desk)
        await desk.taps("Chiedi a un altro operatore")
        await approved(desk, second)
        await desk.hears("Era per 1")
        await desk.taps("Correggi")
        await desk.says("Tutto falso.")
        await desk.taps("Correggi tutte")
        await desk.taps("Vedi gli annunci")
        assert "Sì, correggi tutte" not in labels(await desk.taps("mandato"))
        await until(lambda: "correzione" in second.last.text)
        await desk.world.taps("Leggilo", by=second)
        assert "resta com’è" in (await desk.world.taps("No", by=second)).text
        assert len(messages_of(desk.world, person, TEXT)) == 1

    async def test_approved_after_its_time_it_asks(self, desk: Desk, second: Person) -> None:
        [person] = await followers(desk.world, 1)
        await to_the_city(desk, "Stasera alle 20 in piazza.")
        await desk.taps("Scegli quando")
        await desk.taps("oggi, lunedì 23 novembre, ore 18:00")
        await until(lambda: "ti chiede un sì" in second.last.text)
        desk.world.clock.turn(hours=48)
        await approved(desk, second)
        await desk.hears("Non sono riuscito a mandarlo in tempo")
        assert messages_of(desk.world, person, "Stasera alle 20") == []

    async def test_one_who_said_yes_and_is_gone_stops_nobody_elses(
        self, desk: Desk, second: Person, chief: Person
    ) -> None:
        [person] = await followers(desk.world, 1)
        await to_the_city(desk, "Domani in piazza.")
        await desk.taps("Scegli quando")
        await desk.taps("oggi, lunedì 23 novembre, ore 18:00")
        await approved(desk, second)
        await desk.world.store.forget((await chat_of(desk.world, second)).id)
        desk.world.clock.turn(hours=5, minutes=1)
        await until(lambda: "Vuoi che parta?" in chief.last.text)
        assert messages_of(desk.world, person, "Domani in piazza.") == []
        await desk.sends("Per Redona soltanto.")
        assert len(messages_of(desk.world, person, "Per Redona soltanto.")) == 1

    async def test_who_asks_is_not_the_one_who_is_asked(self, desk: Desk, second: Person) -> None:
        await followers(desk.world, 1)
        await to_the_city(desk)
        await desk.world.says("/operatore", by=second)
        await desk.world.taps("Annunci", by=second)
        await desk.world.taps("bozza", by=second)
        await desk.world.taps("Chiedi a un altro operatore", by=second)
        assert "Sara ti chiede un sì" in (await desk.hears("ti chiede un sì")).text
        await desk.world.quiet()
        assert "ti chiede un sì" not in second.last.text

    async def test_what_another_wrote_is_not_thrown_away(self, desk: Desk, second: Person) -> None:
        await followers(desk.world, 1)
        await to_the_city(desk)
        await desk.world.says("/operatore", by=second)
        await desk.world.taps("Annunci", by=second)
        await desk.world.taps("bozza", by=second)
        await desk.world.after(second.taps("Lascia perdere"), second)
        assert len(await desk.world.store.announcements()) == 1

    async def test_the_author_hears_what_another_did(self, desk: Desk) -> None:
        colleague = desk.world.telegram.person("Rita")
        await let_operate(desk.world, colleague, "redona")
        await followers(desk.world, 1)
        await desk.sends()
        await desk.world.says("/operatore", by=colleague)
        await desk.world.taps("Annunci", by=colleague)
        await desk.world.taps("mandato", by=colleague)
        await desk.world.taps("Ritira", by=colleague)
        await desk.world.taps("Sì, ritiralo", by=colleague)
        assert "ritirato" in (await desk.hears("Un altro operatore ha messo mano")).text


class TestNobodyLeft:
    async def test_the_report_of_an_author_who_is_gone_goes_to_the_administrators(
        self, desk: Desk, chief: Person
    ) -> None:
        desk.world.clock.turn(hours=10)  # so that it waits for the morning
        await followers(desk.world, 1)
        await desk.writes()
        await desk.taps("Avanti: guardalo")
        await desk.taps("Manda ora")
        await desk.world.store.forget((await chat_of(desk.world, desk.operator)).id)
        desk.world.clock.turn(hours=9)
        await until(lambda: "Era per 1" in chief.last.text)

    async def test_who_is_asked_in_anothers_place_can_read_it(self, desk: Desk, chief: Person) -> None:
        await followers(desk.world, 1)
        await desk.writes()
        await desk.taps("Avanti: guardalo")
        await desk.taps("Scegli quando")
        await desk.taps("oggi, lunedì 23 novembre, ore 18:00")
        operator, boss = await chat_of(desk.world, desk.operator), await chat_of(desk.world, chief)
        await desk.world.store.remove_operator(operator.id, boss.id, desk.world.clock())
        desk.world.clock.turn(hours=5, minutes=1)
        await until(lambda: "non è più operatore" in chief.last.text)
        page = await desk.world.taps("Guardalo", by=chief)
        assert "non è più operatore" in page.text
        assert messages_of(desk.world, chief, TEXT)


class TestTalk:
    async def test_once_it_is_on_its_way_what_is_written_is_no_answer(self, desk: Desk) -> None:
        await followers(desk.world, 1)
        await desk.writes()
        await desk.taps("Avanti: guardalo")
        await desk.taps("Scegli quando")
        await desk.taps("Scrivi un’altra ora")
        await desk.says("domani alle 9 e mezza")
        await desk.taps("domani, martedì")
        assert "Redona" in (await desk.says("via Corridoni 60")).text

    async def test_stop_shows_what_is_under_way(self, desk: Desk) -> None:
        desk.world.clock.turn(hours=10)
        await followers(desk.world, 1)
        await desk.writes()
        await desk.taps("Avanti: guardalo")
        await desk.taps("Manda ora")
        for word in ("stop", "/annulla"):
            page = await desk.says(word)
            assert "Sto mandando…" in page.text
            assert labels(page) == ["Pausa", "Ferma"]

    async def test_deleted_meanwhile_the_next_message_is_answered(self, desk: Desk) -> None:
        await desk.writes()
        await desk.taps("Avanti: guardalo")
        await desk.taps("Cambia il testo")
        [draft] = await desk.world.store.announcements()
        await desk.world.store.discard_announcement(draft.id)
        assert "Redona" in (await desk.says("via Corridoni 60")).text

    async def test_an_event_under_way_is_not_pushed_aside(self, desk: Desk) -> None:
        await desk.says("/nuovo Assemblea giovedì 3 dicembre 20:45, spazio di quartiere, rete Redona")
        assert "Stai ancora scrivendo un’altra cosa" in (await desk.says("/annuncio")).text
        assert await desk.world.store.announcements() == []

    async def test_editing_the_message_says_how_to_change_it(self, desk: Desk) -> None:
        await desk.says("/annuncio")
        await desk.world.after(desk.operator.says(TEXT), desk.operator)
        written = next(one for one in desk.world.telegram.messages(desk.operator.chat) if one.text == TEXT)
        said = await desk.world.after(desk.operator.edits(written.id, "Altro testo"), desk.operator)
        assert "Tengo il testo come me l’hai mandato la prima volta" in said.text
        await desk.taps("Cambia il testo")
        await desk.says("Altro testo")
        [draft] = await desk.world.store.announcements()
        assert draft.content.words == "Altro testo"


class TestAlbums:
    async def test_the_words_of_an_album_of_files_come_with_the_last(self, desk: Desk) -> None:
        await desk.says("/annuncio")
        files = [Upload(f"{name}.pdf", b"%PDF-1.4", "application/pdf") for name in "ab"]
        said = await desk.world.after(desk.operator.sends_album(documents=files, caption=TEXT), desk.operator)
        assert "Per ora non lo riceverebbe nessuno" in said.text
        [draft] = await desk.world.store.announcements()
        assert (draft.content.words, len(draft.content.media)) == (TEXT, 2)

    async def test_a_picture_that_comes_after_the_preview_is_not_slipped_in(self, desk: Desk) -> None:
        [person] = await followers(desk.world, 1)
        await desk.says("/annuncio")
        for caption in (TEXT, ""):
            await desk.world.after(desk.operator.sends_photo(caption, album="7"), desk.operator)
        await desk.taps("Avanti: guardalo")
        await desk.world.after(desk.operator.sends_photo("", album="7"), desk.operator)
        await desk.taps("Manda ora")
        await desk.hears("Era per 1")
        photos = [one for one in desk.world.telegram.messages(person.chat) if one.raw.get("photo")]
        assert len(photos) == 2

    async def test_a_picture_alone_is_not_sent_without_words(self, desk: Desk) -> None:
        await desk.says("/annuncio")
        await desk.world.after(desk.operator.sends_photo(), desk.operator)
        await desk.says("/operatore")
        await desk.taps("Annunci")
        assert "Ora scrivimi le parole" in (await desk.taps("bozza")).text

    async def test_paused_between_the_pictures_and_the_words_it_rests(self, desk: Desk) -> None:
        world = desk.world
        people = await followers(world, 3)
        await desk.says("/annuncio")
        await world.after(desk.operator.sends_album([None, None], caption=TEXT), desk.operator)
        await desk.taps("Avanti: guardalo")
        await desk.taps("Manda ora")
        await until(lambda: any(one.raw.get("media_group_id") for one in world.telegram.messages(people[0].chat)))
        await desk.taps("Pausa")
        await world.quiet()
        before = len(world.telegram.transcript.calls("sendMessage"))
        world.clock.turn(minutes=1)
        await world.quiet()
        assert len(world.telegram.transcript.calls("sendMessage")) == before
        if "Riprendi" in labels(desk.operator.last):
            await desk.taps("Riprendi")
        await desk.hears("Era per 3")
        assert all(len(messages_of(world, person, TEXT)) == 1 for person in people)


class TestTakenBack:
    async def test_it_is_deleted_also_where_telegram_first_asks_to_wait(self, desk: Desk) -> None:
        [person] = await followers(desk.world, 1)
        await desk.sends()
        desk.world.telegram.faults.add(Answers.restarting(), method="deleteMessages")
        await desk.taps("Ritira")
        await desk.taps("Sì, ritiralo")
        await until(lambda: len(desk.world.telegram.faults) == 0)
        async with asyncio.timeout(10):
            while "Ritirato." not in desk.operator.last.text:  # whenever the second attempt is due
                desk.world.clock.turn(seconds=10)
                await asyncio.sleep(0.1)
        assert messages_of(desk.world, person, "Annullato") == []
        [taken] = await desk.world.store.announcements()
        assert taken.status is Status.RECALLED


class TestStopping:
    async def test_who_follows_a_theme_stops_and_the_announcement_stays(self, desk: Desk, second: Person) -> None:
        world = desk.world
        theme = next(iter(world.services.city.themes.values()))
        person = world.telegram.person("Ivo")
        await world.starts(by=person)
        chat = await chat_of(world, person)
        await world.store.follow(chat.id, None, Followed(Subject.THEME, theme.id), world.clock())
        await to_the_city(desk)
        await desk.taps("Chiedi a un altro operatore")
        await approved(desk, second)
        await desk.hears("Era per 1")
        said = await world.taps("Smetti di seguire", by=person)
        assert "Non segui più il tema" in said.text
        assert len(messages_of(world, person, TEXT)) == 1
        assert await world.store.followed(chat.id, None) == []

    async def test_who_follows_many_chooses_below_it(self, desk: Desk, second: Person) -> None:
        world = desk.world
        person = await desk.resident("Ivo", "redona", "longuelo", "celadina")
        await to_the_city(desk)
        await desk.taps("Chiedi a un altro operatore")
        await approved(desk, second)
        await desk.hears("Era per 1")
        await world.taps("Smetti di seguire…", by=person)
        assert "Quali reti vuoi seguire?" in person.last.text
        assert len(messages_of(world, person, TEXT)) == 1
