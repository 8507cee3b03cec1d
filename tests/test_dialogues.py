"""What an operator types is theirs until they leave it: nothing of a resident's screen overwrites or ends it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.audit import Deed
from domain.dialogues.dialogue import ANNOUNCEMENT, CORRECTION, EVENT, NUMBER, Dialogue, Owner
from domain.model import ChatId, ChatKind
from sandbox.messages import Message
from sandbox.people import Person
from tests.conftest import World, labels
from tests.operators import let_operate

STREET = "/rete via Borgo Palazzo"
"""A street of several networks: its number is asked."""

TABLE = b"titolo,data,ora,rete\nPulizia del parco,3/12/2026,15:00,Redona\n"


@pytest.fixture
async def olga(world: World) -> Person:
    person = world.telegram.person("Olga")
    await let_operate(world, person, "redona")
    return person


async def begun(world: World, person: Person) -> dict[Owner, Any]:
    """What is under way, by its owner."""
    chat = await world.store.meet(person.chat, ChatKind.PRIVATE, None, world.clock())
    return {one.owner: one for one in await world.store.dialogues(chat.id, None, world.clock())}


async def composes(world: World, person: Person) -> None:
    """Type half an event: its date is asked."""
    await world.says("/nuovo", by=person)
    await world.says("Assemblea sul verde", by=person)


async def card(world: World, person: Person) -> Message:
    """An old answer with keys of a resident's screen under it."""
    await world.says("via Corridoni 60", by=person)
    return person.last


class TestAnEventUnderWay:
    """The three ways in which a question about a street ended it."""

    async def test_a_street_whose_number_is_asked(self, world: World, olga: Person) -> None:
        await composes(world, olga)
        assert "ti aspetta" in (await world.says(STREET, by=olga)).text
        assert "Via Borgo Palazzo 12" in (await world.says("12", by=olga)).text
        assert "Quando?" in (await world.taps("Riprendi", by=olga)).text
        assert "Si ripete?" in (await world.says("giovedì 3 dicembre alle 20:45", by=olga)).text
        assert "Assemblea sul verde" in olga.last.text

    async def test_an_area_under_an_old_answer(self, world: World, olga: Person) -> None:
        await world.says("via Borgo Palazzo", by=olga)
        old = olga.last
        await composes(world, olga)
        await world.after(olga.taps(labels(old)[0], message=old), olga)
        assert "Si ripete?" in (await world.says("giovedì 3 dicembre alle 20:45", by=olga)).text

    async def test_not_my_network_under_an_old_card(self, world: World, olga: Person) -> None:
        old = await card(world, olga)
        await composes(world, olga)
        await world.after(olga.taps("Non è la mia", message=old), olga)
        assert "ti aspetta" in olga.last.text
        await world.says("Dovrebbe essere Celadina", by=olga)
        [report] = await world.store.reports()
        assert report.comment == "Dovrebbe essere Celadina"  # what was asked last takes the words
        await world.taps("Riprendi", by=olga)
        assert "Si ripete?" in (await world.says("giovedì 3 dicembre alle 20:45", by=olga)).text


async def test_cancelling_the_question_about_a_street_leaves_the_event(world: World, olga: Person) -> None:
    await composes(world, olga)
    await world.says(STREET, by=olga)
    await world.says("/annulla", by=olga)
    assert NUMBER not in await begun(world, olga)
    assert EVENT in await begun(world, olga)
    assert "ti aspetta" in (await world.says("/annulla", by=olga)).text  # it is left by its own key alone
    assert EVENT in await begun(world, olga)
    await world.taps("Butta via", by=olga)
    assert EVENT not in await begun(world, olga)


async def test_an_announcement_waits_for_a_command_and_goes_on(world: World, olga: Person) -> None:
    await world.says("/annuncio", by=olga)
    await world.says("Sabato il parco è chiuso.", by=olga)
    await world.taps("Avanti: guardalo", by=olga)
    await world.taps("Aggiungi un pulsante", by=olga)
    assert "annuncio ti aspetta" in (await world.says(STREET, by=olga)).text
    assert "Redona" in (await world.says("via Corridoni 60", by=olga)).text
    await world.taps("Riprendi", by=olga)
    await world.says("Prenota https://example.org/posti", by=olga)
    [draft] = await world.store.announcements()
    assert draft.content.link is not None


async def test_before_a_word_is_written_an_announcement_is_offered_again_too(world: World, olga: Person) -> None:
    await world.says("/annuncio", by=olga)
    assert "annuncio ti aspetta" in (await world.says("/lingua", by=olga)).text
    await world.taps("Riprendi", by=olga)
    await world.says("Sabato il parco è chiuso.", by=olga)
    [draft] = await world.store.announcements()
    assert draft.content.words == "Sabato il parco è chiuso."


async def test_a_large_key_is_no_text_of_an_announcement(world: World, olga: Person) -> None:
    await world.says("/annuncio", by=olga)
    await world.says("🏘 La mia rete", by=olga)
    assert await world.store.announcements() == []
    assert ANNOUNCEMENT in await begun(world, olga)


async def test_an_invitation_and_a_file_are_there_after_a_question(world: World) -> None:
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, administrator=True)
    await world.says("/operatore", by=vera)
    await world.taps("Invita qualcuno", by=vera)
    await world.taps("Operatore", by=vera)
    form = await world.taps("Boccaleone", by=vera)
    await world.sends_document("eventi.csv", TABLE, by=vera)
    offered = vera.last
    await world.says(STREET, by=vera)
    await world.after(vera.taps("Importa", message=offered), vera)
    assert [one.title for one in await world.store.events()] == ["Pulizia del parco"]
    await world.after(vera.taps("Crea il link", message=form), vera)
    assert len(await world.store.invitations(world.clock())) == 1


@pytest.mark.parametrize("label", ["Pubblica", "Importa"])
async def test_two_taps_at_once_do_it_once(world: World, olga: Person, label: str) -> None:
    if label == "Pubblica":
        await world.says("/nuovo Assemblea giovedì 3 dicembre alle 20:45, spazio di quartiere, Redona", by=olga)
    else:
        await world.sends_document("eventi.csv", TABLE, by=olga)
    message = olga.last
    updates = [olga.taps(label, message=message) for _ in range(2)]
    for update in updates:
        await world.telegram.handled(update)
    assert len(await world.store.events()) == 1
    deeds = [one.deed for one in await world.store.deeds(10, 0)]
    assert len([one for one in deeds if one in {Deed.EVENT_PUBLISHED, Deed.EVENTS_IMPORTED}]) == 1
    said = [one.params.get("text") for one in world.telegram.transcript.calls("answerCallbackQuery")[-2:]]
    assert sum("scaduto" in (text or "") for text in said) == 1


SCREENS = (
    STREET,
    "/rete via Corridoni 60",
    "/iniziative",
    "/lingua",
    "/promemoria",
    "/aiuto",
    "12",
    "via Borgo Palazzo",
    "cosa c'è questo weekend?",
    "🏘 La mia rete",
    "grazie",
    "=not mine",
    "=area",
    "=none of these",
)
"""What somebody does on a resident's screens; with "=", a key under an old answer."""

STEPS = ("/nuovo", "/annuncio", "/operatore", "=go on", "=file")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.sampled_from(SCREENS + STEPS), min_size=4, max_size=9))
async def test_no_screen_loses_what_was_typed(world: World, olga: Person, steps: Sequence[str]) -> None:
    """Whatever is looked at meanwhile, and in whichever order: what was typed is there, and goes on."""
    chat = await world.store.meet(olga.chat, ChatKind.PRIVATE, None, world.clock())
    for owner in await begun(world, olga):
        await world.store.end_dialogue(chat.id, None, owner)
    card = await world.says("via Corridoni 60", by=olga)
    choice = await world.says("via Borgo Palazzo", by=olga)
    old = {"=not mine": key(card, "Non è la mia"), "=area": choice.buttons[0][0].data}
    old["=none of these"] = key(choice, "Non è nessuno di questi")
    await corrects(world, chat.id)
    await composes(world, olga)
    for step in steps:
        before = await begun(world, olga)
        open_one = next((owner for owner, one in before.items() if not one.waits), None)
        if open_one in {EVENT, CORRECTION} and not step.startswith(("/", "=", "🏘")):
            continue  # a text is the answer to the open question then, and rightly taken
        if step == "=go on":
            if any("Riprendi" in labels(one) for one in world.telegram.messages(olga.chat)):
                await world.taps("Riprendi", by=olga)
        elif step == "=file":
            await world.sends_document("eventi.csv", TABLE, by=olga)
        elif step.startswith("="):
            await world.presses(old[step] or "", card, by=olga)
        else:
            await world.says(step, by=olga)
        here = await begun(world, olga)
        assert here[EVENT].payload["title"] == "Assemblea sul verde", step
        assert here[CORRECTION].payload["correction"] == "Domenica, non sabato.", step
        assert [one.waits for one in here.values()].count(False) <= 1


def key(message: Message, label: str) -> str | None:
    """What the key under a message carries."""
    return next(button.data for row in message.buttons for button in row if label in button.text)


async def corrects(world: World, chat: ChatId) -> None:
    """Leave a correction that is typed and not sent yet."""
    payload = {"announcement": 1, "asked": "", "correction": "Domenica, non sabato."}
    await world.store.keep_dialogue(chat, None, Dialogue(CORRECTION, world.clock() + timedelta(days=3), payload))
