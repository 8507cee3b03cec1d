"""Operators: invited by a link, at work behind one command, removed at once; and nobody else."""

import asyncio
import csv
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from domain.audit import AUDIT_KEPT
from handlers.context import Services
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conftest import QUICK, TurnedClock, World, bot_at_work, labels, until

THEIRS = {"operatore", "nuovo", "annuncio"}
NOT_YOURS = "Questo è per gli operatori di quartiere."
IN_PRIVATE = "Questo si fa in privato: scrivimi, sono @"


@pytest.fixture
def chief(telegram: Telegram) -> Person:
    """An administrator whom the settings name."""
    return telegram.person("Marta")


@pytest.fixture
async def world(telegram: Telegram, chief: Person, services: Services, clock: TurnedClock) -> AsyncIterator[World]:
    named = replace(services, admins=frozenset({chief.id}))
    async with bot_at_work(telegram, named, QUICK) as application:
        yield World(telegram, named, application, clock)


@pytest.fixture
def bo(world: World) -> Person:
    return world.telegram.person("Bo")


async def invitation(world: World, chief: Person, *taps: str) -> str:
    """The link of an invitation that an administrator makes, by these taps."""
    await world.says("/operatore", by=chief)
    await world.taps("Invita qualcuno", by=chief)
    if not {*taps} & {"Solo incontri", "Amministratore"}:
        await world.taps("Operatore", by=chief)
    for label in taps:
        await chooses(world, chief, label)
    form = chief.last
    await world.taps("Crea il link", by=chief)
    [link] = re.findall(r"https://t\.me/\S+", form.text)
    return link


async def chooses(world: World, chief: Person, label: str) -> Message:
    """Tap a role or a network, on whichever page it is."""
    while "◂ Indietro" in labels(chief.last) and label not in " ".join(labels(chief.last)):
        await world.taps("◂ Indietro", by=chief)
    while "Avanti ▸" in labels(chief.last) and label not in " ".join(labels(chief.last)):
        await world.taps("Avanti ▸", by=chief)
    return await world.taps(label, by=chief)


async def joins(world: World, chief: Person, who: Person, *taps: str) -> Message:
    """Somebody is invited, and accepts."""
    return await opens(world, await invitation(world, chief, *taps), who)


async def opens(world: World, link: str, who: Person) -> Message:
    return await world.starts(link.partition("?start=")[2], by=who)


async def removes(world: World, chief: Person, name: str) -> Message:
    await world.says("/operatore", by=chief)
    await world.taps("Operatori", by=chief)
    for label in (name, f"Togli {name}", f"Sì, togli {name}"):
        last = await world.taps(label, by=chief)
    return last


def menu_of(world: World, person: Person) -> list[str]:
    """The commands that Telegram's menu shows in somebody's chat with the bot."""
    scopes = [{"type": "chat", "chat_id": person.chat}, {"type": "all_private_chats"}]
    return [command["command"] for command in world.telegram.commands.shown(scopes, person.language_code or "")]


def texts(world: World, person: Person) -> list[str]:
    bot = world.telegram.bot["id"]
    return [message.text for message in world.telegram.messages(person.chat) if message.sender_id == bot]


class TestInvited:
    async def test_the_whole_way_from_the_setting_to_a_second_operator(
        self, world: World, chief: Person, bo: Person
    ) -> None:
        shown = await world.says("/operatore", by=chief)
        assert shown.text.startswith("Marta, che cosa vuoi fare?")
        await world.taps("Invita qualcuno", by=chief)
        form = await world.taps("Operatore", by=chief)
        assert "Crea il link" not in labels(form)  # for nothing nobody is invited
        await chooses(world, chief, "Celadina")
        await chooses(world, chief, "Redona")
        assert "Hai scelto: Celadina e Redona." in form.text
        ready = await world.taps("Crea il link", by=chief)

        letter = form  # in the place of which it stands
        assert ready.text.startswith("L’invito è pronto: è il messaggio qui sopra.")
        assert letter.text.startswith("Marta ti invita a scrivere per le reti di quartiere di Bergamo.")
        [link] = re.findall(r"https://t\.me/\S+", letter.text)
        assert re.fullmatch(rf"https://t\.me/{world.telegram.username}\?start=op_[\w-]{{32}}", link)
        assert link.partition("op_")[2] not in str(await world.store.stored(1))
        menu = await opens(world, link, bo)

        welcome = texts(world, bo)[-2]
        assert welcome.startswith("Ti do il benvenuto, Bo: ora sei fra gli operatori.")
        assert menu.text.startswith("Bo, che cosa vuoi fare?")
        assert "Puoi scrivere iniziative e annunci per Celadina e Redona." in menu.text
        assert "Operatori" not in labels(menu)
        assert {"Le mie reti", "Iniziative", "Annunci", "Risposte sbagliate"} <= set(labels(menu))

    async def test_a_link_works_for_one_person(self, world: World, chief: Person, bo: Person) -> None:
        link = await invitation(world, chief, "Redona")
        await opens(world, link, bo)

        refused = await opens(world, link, world.resident)
        again = await opens(world, link, bo)

        assert refused.text.startswith("Questo invito non vale, o non vale più.")
        assert "Chiedine uno nuovo" in refused.text
        assert (await world.says("/operatore")).text.startswith(NOT_YOURS)
        assert again.text.startswith("Bo, che cosa vuoi fare?")  # who accepted only opens it again

    async def test_two_who_open_it_at_the_same_moment_are_one(self, world: World, chief: Person, bo: Person) -> None:
        payload = (await invitation(world, chief, "Redona")).partition("?start=")[2]
        people = [bo, world.resident, *(world.telegram.person(name) for name in ("Cy", "Di"))]

        await asyncio.gather(*(world.telegram.handled(person.starts(payload)) for person in people))

        menus = [person for person in people if "che cosa vuoi fare?" in person.last.text]
        assert len(menus) == 1

    async def test_too_late_taken_back_used_and_made_up_are_told_alike(
        self, world: World, chief: Person, bo: Person
    ) -> None:
        late = await invitation(world, chief, "Redona")
        world.clock.turn(days=7)
        back = await invitation(world, chief, "Loreto")
        await world.taps("Inviti aperti", by=chief)
        await world.taps("Ritira 1", by=chief)

        answers = [
            (await opens(world, link, bo)).text for link in (late, back, f"x?start=op_{'A' * 32}", "x?start=op_")
        ]

        assert len(set(answers)) == 1
        assert answers[0].startswith("Questo invito non vale")
        assert await world.store.operator((await world.store.meet(bo.chat, "private", None, world.clock())).id) is None

    async def test_the_open_ones_are_listed_without_their_links(self, world: World, chief: Person) -> None:
        await invitation(world, chief, "Redona")
        shown = await world.taps("Inviti aperti", by=chief)

        assert "1 · Redona\nda Marta, fino a lunedì 30 novembre, ore 13:00" in shown.text
        assert "op_" not in str(shown.raw)
        gone = await world.taps("Ritira 1", by=chief)
        assert "Non ce ne sono." in gone.text
        tapped = world.telegram.transcript.calls("answerCallbackQuery")[-1]
        assert tapped.params["text"] == "Fatto: quel link non vale più."

    async def test_a_coordinator_has_no_announcements(self, world: World, chief: Person, bo: Person) -> None:
        menu = await joins(world, chief, bo, "Solo incontri", "Redona")

        assert "Puoi scrivere gli incontri di Redona." in menu.text
        assert "Annunci" not in labels(menu)
        assert menu_of(world, bo)[:2] == ["operatore", "nuovo"]
        assert "annuncio" not in menu_of(world, bo)

    async def test_an_administrator_invites_others_until_removed(self, world: World, chief: Person, bo: Person) -> None:
        await joins(world, chief, bo, "Amministratore")
        link = await invitation(world, bo, "Loreto")
        await removes(world, chief, "Bo")

        assert (await opens(world, link, world.resident)).text.startswith("Questo invito non vale")

    async def test_who_invites_does_not_use_up_their_own_link(self, world: World, chief: Person, bo: Person) -> None:
        link = await invitation(world, chief, "Redona")
        await opens(world, link, chief)

        assert (await opens(world, link, bo)).text.startswith("Bo, che cosa")

    async def test_what_is_written_meanwhile_is_answered_and_the_choice_goes_on(
        self, world: World, chief: Person
    ) -> None:
        await world.says("/operatore", by=chief)
        await world.taps("Invita qualcuno", by=chief)
        form = await world.taps("Operatore", by=chief)
        await chooses(world, chief, "Redona")
        answer = await world.says("via Borgo Palazzo 60", by=chief)
        assert answer.text.startswith("La tua rete è Borgo Palazzo")

        await world.after(chief.taps("San Paolo", message=form), chief)

        assert "Hai scelto: Redona e San Paolo." in form.text

    async def test_where_something_else_was_begun_the_old_form_says_so(self, world: World, chief: Person) -> None:
        await world.says("/operatore", by=chief)
        await world.taps("Invita qualcuno", by=chief)
        await world.taps("Operatore", by=chief)
        await chooses(world, chief, "Redona")
        await world.says("/annulla", by=chief)

        await world.taps("Crea il link", by=chief)

        tapped = world.telegram.transcript.calls("answerCallbackQuery")[-1]
        assert tapped.params["text"].startswith("Questo tasto non vale più.")
        assert await world.store.invitations(world.clock()) == []


class TestRemoved:
    async def test_it_holds_at_the_very_next_tap(self, world: World, chief: Person, bo: Person) -> None:
        menu = await joins(world, chief, bo, "Redona")
        done = await removes(world, chief, "Bo")
        assert done.text == "Fatto: Bo non è più fra gli operatori."
        shown = menu.text

        await world.after(bo.taps("Le mie reti", message=menu), bo)

        tapped = world.telegram.transcript.calls("answerCallbackQuery")[-1]
        assert tapped.params["text"].startswith(NOT_YOURS)
        assert tapped.params["show_alert"]
        assert menu.text == shown
        assert (await world.says("/operatore", by=bo)).text.startswith(NOT_YOURS)
        assert THEIRS.isdisjoint(menu_of(world, bo))

    async def test_it_is_asked_once_and_may_be_left(self, world: World, chief: Person, bo: Person) -> None:
        await joins(world, chief, bo, "Redona")
        await world.says("/operatore", by=chief)
        listed = await world.taps("Operatori", by=chief)
        assert "Marta: amministra tutte le reti\nBo: Redona" in listed.text
        await world.taps("Bo", by=chief)
        asked = await world.taps("Togli Bo", by=chief)
        assert asked.text.startswith("Tolgo Bo?")
        await world.taps("No, lascia così", by=chief)

        assert (await world.says("/operatore", by=bo)).text.startswith("Bo, che cosa")

    async def test_nobody_removes_themselves_or_whom_the_settings_name(
        self, world: World, chief: Person, bo: Person
    ) -> None:
        await joins(world, chief, bo, "Amministratore")
        marta = (await world.store.meet(chief.chat, "private", None, world.clock())).id
        await world.says("/operatore", by=bo)
        await world.taps("Operatori", by=bo)
        card = await world.taps("Marta", by=bo)
        assert "È scritto nelle impostazioni del bot (RETI_ADMINS)" in card.text
        assert labels(card) == ["◂ Operatori"]
        await world.presses(f"rc:{marta}:1", card, by=bo)
        await world.taps("◂ Operatori", by=bo)
        own = await world.taps("Bo", by=bo)
        assert "Questo è il tuo nome" in own.text
        await world.presses(f"rc:{marta + 1}:1", own, by=bo)

        assert (await world.says("/operatore", by=chief)).text.startswith("Marta")
        assert (await world.says("/operatore", by=bo)).text.startswith("Bo")

    async def test_who_was_removed_can_be_invited_again(self, world: World, chief: Person, bo: Person) -> None:
        await joins(world, chief, bo, "Redona")
        await removes(world, chief, "Bo")

        again = await joins(world, chief, bo, "Loreto")

        assert "per Loreto." in again.text
        assert "operatore" in menu_of(world, bo)


class TestMenus:
    """Telegram's own menu of commands."""

    async def test_it_shows_an_operators_commands_to_them_and_to_nobody_else(
        self, world: World, chief: Person, bo: Person
    ) -> None:
        await joins(world, chief, bo, "Redona")

        assert menu_of(world, bo)[:3] == ["operatore", "nuovo", "annuncio"]
        assert set(menu_of(world, bo)) > set(menu_of(world, world.resident))
        assert THEIRS.isdisjoint(menu_of(world, world.resident))
        shown = (await world.says("/aiuto", by=bo)).text
        assert not any(f"/{command}" in shown for command in THEIRS)

    async def test_it_follows_the_language(self, world: World, chief: Person, bo: Person) -> None:
        await joins(world, chief, bo, "Redona")
        await world.says("/lingua", by=bo)
        await world.taps("English", by=bo)

        assert menu_of(world, bo)[:3] == ["operator", "new", "announce"]
        assert (await world.says("/operator", by=bo)).text.startswith("Bo, what do you want to do?")

    async def test_who_only_changes_language_gets_no_menu_of_their_own(self, world: World) -> None:
        await world.says("/lingua")
        await world.taps("English")

        assert world.telegram.commands.get({"type": "chat", "chat_id": world.resident.chat}, "") == []

    async def test_it_is_set_again_at_every_start(self, telegram: Telegram, chief: Person, services: Services) -> None:
        chat = await services.store.meet(chief.chat, "private", "en", services.clock())
        await services.store.name_operator(chat.id, "Marta", services.clock())
        stranger = 99  # who has never written to the bot: Telegram knows no such chat

        async with bot_at_work(telegram, replace(services, admins=frozenset({chief.id, stranger})), QUICK):
            await until(lambda: telegram.commands.get({"type": "chat", "chat_id": chief.id}, ""))
        [first, *_] = telegram.commands.get({"type": "chat", "chat_id": chief.id}, "")
        assert first["command"] == "operator"
        async with bot_at_work(telegram, services, QUICK):  # the settings name her no more
            await until(lambda: not telegram.commands.get({"type": "chat", "chat_id": chief.id}, ""))
            answer = chief.says("/operatore")
            await telegram.handled(answer)
            assert chief.last.text.startswith(NOT_YOURS)


class TestWays:
    """What is refused by its way, whoever it is."""

    @pytest.mark.parametrize("command", ["/operatore", "/operator", "/nuovo", "/annuncio"])
    async def test_in_a_group(self, world: World, chief: Person, command: str) -> None:
        group = world.telegram.group("Vicini", chief, world.resident)

        for person in (chief, world.resident):
            refused = await world.says(command, by=person, chat=group)
            assert refused.text.startswith(IN_PRIVATE)
            assert [button.raw["url"] for row in refused.buttons for button in row] == [
                f"https://t.me/{world.telegram.username}"
            ]

    async def test_a_link_opened_in_a_group(self, world: World, chief: Person, bo: Person) -> None:
        link = await invitation(world, chief, "Redona")
        group = world.telegram.group("Vicini", bo)
        payload = link.partition("?start=")[2]

        refused = await world.says(f"/start@{world.telegram.username} {payload}", by=bo, chat=group)

        assert refused.text.startswith(IN_PRIVATE)
        assert len(await world.store.invitations(world.clock())) == 1

    async def test_in_a_channel_one_line_without_keys(self, world: World, chief: Person) -> None:
        channel = world.telegram.channel("Avvisi", chief)

        for command in sorted(THEIRS):
            await world.telegram.handled(chief.says(f"/{command}", chat=channel))

            refused = world.telegram.messages(channel.id)[-1]
            assert refused.text.startswith("Qui non vedo chi scrive.")
            assert refused.keyboard is None
            assert "\n" not in refused.text

    async def test_in_the_name_of_a_group(self, world: World, chief: Person) -> None:
        group = world.telegram.group("Vicini", chief, admins=[chief])
        there = group.state.as_chat()
        update = world.telegram.queue_raw(
            {
                "message": {
                    "message_id": 1,
                    "date": 1,
                    "chat": there,
                    "from": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
                    "sender_chat": there,
                    "text": "/operatore",
                    "entities": [{"type": "bot_command", "offset": 0, "length": 10}],
                }
            }
        )

        refused = await world.after(update, chief, group)

        assert refused.text.startswith("Qui non vedo chi scrive.")

    async def test_by_a_changed_message(self, world: World, chief: Person) -> None:
        await world.says("ciao", by=chief)
        mine = world.telegram.messages(chief.chat)[0]

        for command in sorted(THEIRS):
            refused = await world.after(chief.edits(mine.id, f"/{command}"), chief)

            assert refused.text.startswith("Questo non lo prendo da un messaggio modificato.")

    @pytest.mark.parametrize(
        "data",
        [
            "om",
            "my:0",
            "rp:0",
            "dl",
            "cg:0",
            "sc:1",
            "rc:1:1",
            "iv",
            "ro:a",
            "tn:0:red",
            "mi",
            "li:0",
            "ri:1:0",
            "de:0",
        ],
    )
    async def test_a_forged_key(self, world: World, chief: Person, data: str) -> None:
        await invitation(world, chief, "Redona")
        answer = await world.says("Redona")

        await world.presses(data, answer)

        tapped = world.telegram.transcript.calls("answerCallbackQuery")[-1]
        assert tapped.params["text"].startswith(NOT_YOURS)
        assert len(await world.store.invitations(world.clock())) == 1

    @pytest.mark.parametrize("data", ["cg:0", "sc:1", "rc:1:1", "iv", "ro:a", "mi", "li:0", "ri:1:0", "de:0", "dx"])
    async def test_an_administrators_key_forged_by_an_operator(
        self, world: World, chief: Person, bo: Person, data: str
    ) -> None:
        menu = await joins(world, chief, bo, "Redona")
        await invitation(world, chief, "Loreto")

        await world.presses(data, menu, by=bo)

        tapped = world.telegram.transcript.calls("answerCallbackQuery")[-1]
        assert tapped.params["text"] == "Questo lo fa solo chi amministra il servizio."
        assert len(await world.store.invitations(world.clock())) == 1

    async def test_a_key_with_a_number_beyond_all_counting(self, world: World, chief: Person) -> None:
        menu = await world.says("/operatore", by=chief)
        for data in (f"sc:{10**30}", f"rc:{10**30}:1", f"ri:{10**30}:0", f"de:{10**30}", f"de:{-(10**30)}"):
            await world.presses(data, menu, by=chief)

        assert world.telegram.callback_queries.unanswered() == []
        assert "Qualcosa" not in "".join(texts(world, chief))


class TestPages:
    async def test_followers_are_numbers(self, world: World, chief: Person, bo: Person) -> None:
        group = world.telegram.group("Vicini", chief, admins=[chief])
        await world.says("/segui Redona")
        await world.says("/segui Redona", by=chief, chat=group)
        await joins(world, chief, bo, "Redona", "Loreto")

        shown = await world.taps("Le mie reti", by=bo)

        assert "Redona: 1 persona, 1 gruppo" in shown.text
        assert "Loreto: 0 persone, 0 gruppi" in shown.text
        assert "Ada" not in shown.text

    async def test_wrong_answers_are_those_about_ones_networks(self, world: World, chief: Person, bo: Person) -> None:
        for street in ("via Corridoni 60", "via Borgo Palazzo 60"):
            await world.says(street)
            await world.taps("Non è la mia")
        await world.says("secondo me no")
        await joins(world, chief, bo, "Redona")

        shown = await world.taps("Risposte sbagliate", by=bo)

        assert (
            "Oggi, lunedì 23 novembre, ore 13:00\nDomanda: Via Filippo Corridoni 60\nHo risposto: Redona" in shown.text
        )
        assert "Borgo Palazzo" not in shown.text
        await world.says("/operatore", by=chief)
        everything = await world.taps("Risposte sbagliate", by=chief)
        assert "Commento: secondo me no" in everything.text
        assert "Corridoni" in everything.text

    async def test_deliveries_are_counted_in_words(self, world: World, chief: Person) -> None:
        await world.says("/operatore", by=chief)

        shown = await world.taps("Messaggi mandati", by=chief)

        assert "Non ne ho ancora mandati." in shown.text
        assert (await world.taps("◂ Menu", by=chief)).text.startswith("Marta")

    async def test_who_did_what_is_paged_and_taken_as_a_file(self, world: World, chief: Person, bo: Person) -> None:
        await joins(world, chief, bo, "Redona")
        for _ in range(8):
            await invitation(world, chief, "Loreto")
        await removes(world, chief, "Bo")

        await world.says("/operatore", by=chief)
        newest = await world.taps("Chi ha fatto cosa", by=chief)
        assert "Marta: ha tolto Bo" in newest.text
        assert "Marta: ha invitato qualcuno (Loreto)" in newest.text
        oldest = await world.taps("▸", by=chief)
        assert "Bo: ha accettato un invito (Redona)" in oldest.text
        sent = await world.taps("Prendi tutto come file", by=chief)

        content = world.telegram.files.known(sent.raw["document"]["file_id"]).content.decode("utf-8-sig")
        rows = list(csv.reader(StringIO(content, newline="")))
        assert len(rows) == 1 + 11 + 1
        assert rows[0][:3] == ["quando (UTC)", "chi", "che cosa ha fatto"]
        assert rows[1][1:4] == ["Marta", "ha preso questo elenco come file", "audit exported"]
        assert rows[2][1:5] == ["Marta", "ha tolto un operatore", "removed", "Bo"]
        await world.says("/operatore", by=chief)
        again = await world.taps("Chi ha fatto cosa", by=chief)
        assert "Marta: ha preso questo elenco come file" in again.text

    async def test_it_is_kept_for_two_years(self, world: World, chief: Person) -> None:
        await invitation(world, chief, "Loreto")
        world.clock.turn(days=AUDIT_KEPT / timedelta(days=1) + 1)

        assert await world.store.sweep_deeds(world.clock() - AUDIT_KEPT) == 1


class TestTheirData:
    async def test_it_is_shown_and_deleted_and_the_deed_stays(self, world: World, chief: Person, bo: Person) -> None:
        await joins(world, chief, bo, "Amministratore")
        await invitation(world, bo, "Loreto")
        sent = await world.says("/imieidati", by=bo)
        content = world.telegram.files.known(sent.raw["document"]["file_id"]).content.decode()
        assert '"name": "Bo"' in content
        assert '"deed": "invited"' in content
        await world.says("/cancellami", by=bo)
        await world.taps("Sì, cancella tutto", by=bo)

        assert "operatore" not in menu_of(world, bo)
        await world.says("/operatore", by=chief)
        shown = await world.taps("Chi ha fatto cosa", by=chief)
        assert "il bot, o qualcuno che non c’è più: ha invitato qualcuno (Loreto)" in shown.text
        assert "Bo:" not in shown.text
        assert (await world.says("/operatore", by=bo)).text.startswith(NOT_YOURS)

    async def test_the_notice_says_what_is_kept(self, world: World) -> None:
        assert "Se sei un operatore. Il tuo nome su Telegram" in (await world.says("/privacy")).text
