"""Announcements on a bad day: many who cannot be reached, a bot that restarts, an operator who is one no more."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.announcer import Announcer, Rules
from domain.announcements.announcement import Status
from domain.announcements.life import LATE_AFTER, Step
from domain.announcements.notes import Note
from domain.announcements.watching import Lateness, at_its_time
from domain.model import ChatKind
from domain.subscriptions import network
from handlers.context import Services
from sandbox.faults import Answers
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conftest import NOON, QUICK, TurnedClock, World, bot_at_work, last_of_bot, until
from tests.handlers.test_announcement_views import announcement
from tests.operators import let_operate
from tests.test_announcing import TEXT, Desk, labels, messages_of


@pytest.fixture
def chief(telegram: Telegram) -> Person:
    return telegram.person("Marta")


@pytest.fixture
async def world(telegram: Telegram, chief: Person, services: Services, clock: TurnedClock) -> AsyncIterator[World]:
    named = replace(services, admins=frozenset({chief.id}))
    a_few_at_a_time = replace(QUICK, claim_at_once=16, deliveries_at_once=4)
    async with bot_at_work(telegram, named, a_few_at_a_time) as application:
        yield World(telegram, named, application, clock)


@pytest.fixture
async def desk(world: World) -> Desk:
    operator = world.telegram.person("Olga")
    await let_operate(world, operator, "redona")
    return Desk(world, operator)


async def followers(world: World, number: int, *, one_blocked_in: int | None = None) -> list[Person]:
    """Many who follow Redona, of whom some have blocked the bot without its notice."""
    people = [world.telegram.person(f"P{one}") for one in range(number)]
    for one, person in enumerate(people):
        state = world.telegram.chats[person.id]
        state.started, state.blocked = True, one_blocked_in is not None and one % one_blocked_in == 0
        chat = await world.store.meet(person.id, ChatKind.PRIVATE, "it", world.clock())
        await world.store.follow(chat.id, None, network("redona"), world.clock())
    return people


async def test_it_pauses_by_itself_when_too_many_cannot_be_reached_and_says_why(desk: Desk) -> None:
    await followers(desk.world, 400, one_blocked_in=4)
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    await desk.taps("Manda ora")
    note = await desk.hears("Mi sono fermato da solo")
    assert "non si raggiungono più" in note.text
    [stands] = await desk.world.store.announcements()
    assert stands.status is Status.PAUSED

    for _ in range(4):  # what fails from then on may pause it once more
        desk.world.clock.turn(seconds=1)
        await desk.taps("Riprendi")
        await until(lambda: "Era per" in desk.operator.last.text or "fermato da solo" in desk.operator.last.text)
        if "Era per" in desk.operator.last.text:
            break
    report = desk.operator.last
    assert "• 300 l’hanno ricevuto\n• 100 non si raggiungono più" in report.text


async def test_what_telegram_refuses_is_in_the_report_with_the_reason(desk: Desk) -> None:
    [person] = await followers(desk.world, 1)
    desk.world.telegram.faults.add(Answers.bad_request("wrong file identifier"), chat_id=person.id)
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    await desk.taps("Manda ora")
    report = await desk.hears("Era per 1")
    assert "1 rifiutato da Telegram" in report.text
    assert "Telegram dice: Wrong file identifier" in report.text


async def test_groups_and_channels_get_it_without_a_key(desk: Desk) -> None:
    world = desk.world
    group = world.telegram.group("Cortile", admins=[world.resident])
    channel = world.telegram.channel("Redona", world.resident)
    for chat, kind in ((group, ChatKind.GROUP), (channel, ChatKind.CHANNEL)):
        known = await world.store.meet(chat.id, kind, "it", world.clock())
        await world.store.follow(known.id, None, network("redona"), world.clock())
    await desk.writes()
    page = await desk.taps("Avanti: guardalo")
    assert "Lo ricevono 2 gruppi e canali" in page.text
    await desk.taps("Manda ora")
    await desk.hears("Era per 2")
    for chat in (group, channel):
        posts = [message for message in world.telegram.messages(chat.id) if TEXT in message.text]
        assert [labels(post) for post in posts] == [[]]
        assert "Te lo scrivo perché segui Redona" in posts[0].text
    assert last_of_bot(world.telegram, group.id).text.startswith(TEXT)


async def test_only_people_where_groups_are_left_out(desk: Desk) -> None:
    world = desk.world
    group = world.telegram.group("Cortile", admins=[world.resident])
    known = await world.store.meet(group.id, ChatKind.GROUP, "it", world.clock())
    await world.store.follow(known.id, None, network("redona"), world.clock())
    await followers(world, 1)
    await desk.writes()
    page = await desk.taps("Gruppi e canali")
    assert "Così lo vedrà 1 persona" in page.text
    assert "gruppo" not in page.text


async def test_a_document(desk: Desk) -> None:
    [person] = await followers(desk.world, 1)
    await desk.says("/annuncio")
    sent = desk.operator.sends_document("volantino.pdf", b"%PDF-1.4", "application/pdf", caption=TEXT)
    await desk.world.after(sent, desk.operator)
    await desk.taps("Avanti: guardalo")
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")
    [got] = messages_of(desk.world, person, TEXT)
    assert got.raw["document"]["file_name"] == "volantino.pdf"


async def test_what_cannot_be_sent_is_said_not_to_be(desk: Desk) -> None:
    await desk.says("/annuncio")
    for update in (desk.operator.sends_voice(), desk.operator.sends_sticker()):
        said = await desk.world.after(update, desk.operator)
        assert "Questo non lo posso mandare" in said.text
    assert "Chi lo deve ricevere?" in (await desk.says(TEXT)).text or desk.operator.last.buttons


async def test_an_older_preview_sends_nothing(desk: Desk) -> None:
    [person] = await followers(desk.world, 1)
    await desk.writes()
    old = await desk.taps("Avanti: guardalo")
    send = _data(old, "Manda ora")
    await desk.taps("Cambia il testo")
    await desk.says("Un testo più bello.")
    await desk.world.after(desk.operator.presses(send, message=old), desk.operator)
    await asyncio.sleep(0.2)
    assert messages_of(desk.world, person, TEXT) == []
    await desk.taps("Manda ora")
    await desk.hears("Era per 1")
    assert len(messages_of(desk.world, person, "Un testo più bello.")) == 1


def _data(message, label: str) -> str:
    return next(button.data for row in message.buttons for button in row if label in button.text)


async def test_who_was_removed_does_not_send_at_the_time_and_an_administrator_is_asked(
    desk: Desk, chief: Person
) -> None:
    world = desk.world
    [person] = await followers(world, 1)
    await world.starts(by=chief)
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    await desk.taps("Scegli quando")
    await desk.taps("oggi, lunedì 23 novembre, ore 18:00")
    operator = await world.store.meet(desk.operator.id, ChatKind.PRIVATE, None, world.clock())
    boss = await world.store.meet(chief.id, ChatKind.PRIVATE, None, world.clock())
    await world.store.remove_operator(operator.id, boss.id, world.clock())
    world.clock.turn(hours=5, minutes=1)
    await until(lambda: "Chi l’ha scritto non è più operatore" in chief.last.text)
    assert messages_of(world, person, TEXT) == []
    await world.taps("Manda ora", by=chief)
    await until(lambda: messages_of(world, person, TEXT))


@pytest.mark.parametrize(
    ("minutes", "trusted", "lateness", "step", "note"),
    [
        (0, True, Lateness.ASK, Step.START, Note.STARTED),
        (10, True, Lateness.ASK, Step.START, Note.STARTED),
        (11, True, Lateness.ASK, Step.FALL_LATE, Note.LATE),
        (11, True, Lateness.SEND, Step.START, Note.STARTED),
        (0, False, Lateness.SEND, Step.FALL_LATE, Note.ORPHANED),
    ],
)
def test_what_is_late_asks_or_goes_as_the_setting_says(
    minutes: int,
    trusted: bool,  # noqa: FBT001
    lateness: Lateness,
    step: Step,
    note: Note,
) -> None:
    one = announcement(Status.SCHEDULED, send_at=NOON)
    at = NOON + timedelta(minutes=minutes)
    assert at_its_time(one, at, trusted=trusted, lateness=lateness) == (step, note)
    assert timedelta(minutes=10) == LATE_AFTER


async def test_the_talk_and_the_time_survive_a_restart(
    telegram: Telegram, services: Services, clock: TurnedClock
) -> None:
    operator = telegram.person("Olga")
    async with bot_at_work(telegram, services) as application:
        world = World(telegram, services, application, clock)
        await let_operate(world, operator, "redona")
        [person] = await followers(world, 1)
        await world.says("/annuncio", by=operator)
    async with bot_at_work(telegram, services):
        assert "Chi lo deve ricevere?" in (await world.says(TEXT, by=operator)).text
    async with bot_at_work(telegram, services):
        await world.taps("Avanti: guardalo", by=operator)
        await world.taps("Scegli quando", by=operator)
        await world.taps("oggi, lunedì 23 novembre, ore 18:00", by=operator)
    clock.turn(hours=5, minutes=1)
    async with bot_at_work(telegram, services):
        await until(lambda: "Era per 1" in operator.last.text)
    assert len(messages_of(world, person, TEXT)) == 1


async def test_a_panel_that_is_gone_is_left_alone(desk: Desk) -> None:
    """The operator deleted the message with the bar: sending goes on."""
    world = desk.world
    people = await followers(world, 3)
    await desk.writes()
    await desk.taps("Avanti: guardalo")
    world.telegram.faults.add(
        Answers.bad_request("message to edit not found"), method="editMessageText", times=9, after=1
    )
    await desk.taps("Manda ora")
    await desk.hears("Era per 3")
    world.telegram.faults.clear()
    assert all(messages_of(world, person, TEXT) for person in people)


async def test_an_announcer_without_anything_to_do_does_nothing(world: World) -> None:
    before = len(world.telegram.transcript)
    await Announcer(world.application.bot, world.services, Rules()).look()
    assert not [record for record in list(world.telegram.transcript)[before:] if record.method.startswith("send")]
