"""One screen shows and changes all that a chat is told, and /stop silences it."""

from datetime import date

from domain.agenda.event import Recurrence, Status, WholeDays
from domain.reminders import Lead, Quiet
from domain.subscriptions import Digest, Preferences, Rhythm
from sandbox.messages import Message
from tests.conftest import World, labels
from tests.events import event, on


async def wanted(world: World) -> Preferences:
    chat = await world.store.meet(world.resident.chat, "private", None, world.clock())
    return await world.store.preferences(chat.id, None)


async def test_it_says_in_words_what_holds(world: World) -> None:
    await world.says("/segui Redona")
    world.clock.turn(minutes=1)
    await world.says("/segui Celadina")

    shown = await world.says("/promemoria")

    assert shown.text == (
        "🔔 I tuoi promemoria\n\n"
        "Segui le reti Redona e Celadina.\n\n"
        "Ti avviso il giorno prima alle 18 e due ore prima.\n"
        "Non ti scrivo dalle 21:30 alle 8:00.\n"
        "Le novità te le dico appena le so."
    )
    assert labels(shown) == [
        "Scegli le reti",
        "Scegli i temi",
        "Cambia quando ti avviso",
        "Cambia le ore di riposo",
        "Scegli come darti le novità",
        "Non scrivermi più",
    ]


async def test_the_large_key_and_every_name_of_it_open_it(world: World) -> None:
    await world.starts()

    for shown in (
        await world.taps("🔔 Promemoria"),
        await world.says("/impostazioni"),
        await world.says("/settings"),
        await world.says("/reminders"),
    ):
        assert shown.text.startswith("🔔 I tuoi promemoria\n\nPer ora non segui niente")


async def test_lead_times_are_added_and_taken_away_a_tap_each(world: World) -> None:
    first = await world.says("/promemoria")

    shown = await world.taps("Cambia quando ti avviso")
    assert shown.id == first.id
    assert labels(shown) == [
        "Una settimana prima",
        "✓ Il giorno prima alle 18",
        "La mattina stessa alle 8",
        "✓ Due ore prima",
        "Mezz’ora prima",
        "◂ Torna ai promemoria",
    ]
    shown = await world.taps("Una settimana prima")
    assert "Ti avviso una settimana prima, il giorno prima alle 18 e due ore prima." in shown.text
    for label in ("✓ Una settimana prima", "✓ Il giorno prima", "✓ Due ore prima"):
        shown = await world.taps(label)
    assert "Non ti mando promemoria." in shown.text
    assert (await wanted(world)).leads == frozenset()

    await world.taps("Mezz’ora prima")
    back = await world.taps("Torna ai promemoria")
    assert back.id == first.id
    assert "Ti avviso mezz’ora prima." in back.text
    assert (await wanted(world)).leads == {Lead.HALF_HOUR}


async def test_the_hours_of_rest_are_one_of_four(world: World) -> None:
    await world.says("/promemoria")

    shown = await world.taps("Cambia le ore di riposo")
    assert labels(shown)[:4] == [
        "✓ Dalle 21:30 alle 8:00",
        "Dalle 20:00 alle 9:00",
        "Dalle 23:00 alle 7:00",
        "Scrivimi a qualsiasi ora",
    ]
    shown = await world.taps("Dalle 20:00")
    assert "✓ Dalle 20:00 alle 9:00" in labels(shown)
    shown = await world.taps("Scrivimi a qualsiasi ora")
    assert "Ti scrivo a qualsiasi ora." in shown.text
    assert (await wanted(world)).quiet is Quiet.NONE


async def test_news_comes_at_once_or_in_a_summary_at_a_day_and_hour(world: World) -> None:
    await world.says("/promemoria")

    shown = await world.taps("Scegli come darti le novità")
    assert labels(shown) == [
        "✓ Subito, una per una",
        "Riepilogo ogni giorno",
        "Riepilogo ogni settimana",
        "◂ Torna ai promemoria",
    ]
    shown = await world.taps("Riepilogo ogni giorno")
    assert labels(shown)[3:6] == ["✓ alle 9", "alle 13", "alle 18"]
    shown = await world.taps("alle 18")
    assert "in un riepilogo, ogni giorno alle 18." in shown.text
    shown = await world.taps("Riepilogo ogni settimana")
    assert "✓ lunedì" in labels(shown)
    shown = await world.taps("venerdì")
    assert "in un riepilogo, ogni venerdì alle 18." in shown.text
    assert (await wanted(world)).digest == Digest(Rhythm.WEEKLY, 4, 18)

    await world.taps("Subito")
    assert (await wanted(world)).digest.rhythm is Rhythm.NEVER


async def test_stop_silences_in_one_tap_and_says_the_way_back(world: World) -> None:
    await world.says("/segui Redona")

    said = await world.says("/stop")

    assert said.text == (
        "Va bene: non ti scrivo più.\n\n"
        "Se mi scrivi tu, ti rispondo sempre. Quello che segui resta qui: per ricominciare tocca il tasto, oppure "
        "/promemoria."
    )
    assert (await wanted(world)).silent_since == world.clock()
    shown = await world.says("/promemoria")
    assert "Per ora non ti scrivo: me l’hai chiesto con /stop." in shown.text
    assert labels(shown)[0] == "Riprendi a scrivermi"
    assert "Non scrivermi più" not in labels(shown)

    shown = await world.taps("Riprendi a scrivermi")
    assert "Ti avviso il giorno prima" in shown.text
    assert (await wanted(world)).silent_since is None


async def test_the_key_of_the_screen_silences_too(world: World) -> None:
    await world.says("/promemoria")

    shown = await world.taps("Non scrivermi più")

    assert "Per ora non ti scrivo" in shown.text
    assert (await wanted(world)).silent_since == world.clock()


async def test_the_word_alone_ends_a_question_and_else_silences(world: World) -> None:
    await world.says("via Moroni")
    assert (await world.says("stop")).text.startswith("Fatto: lasciamo perdere")
    assert (await wanted(world)).silent_since is None

    for word in ("STOP", "basta!", "non scrivermi più"):
        assert (await world.says(word)).text.startswith("Va bene: non ti scrivo più.")
    assert (await wanted(world)).silent_since is not None


async def card_of(world: World) -> Message:
    await world.store.take([event("Coro", on(2, "20:45"), "redona"), event("Torneo", on(3, "15:00"), "loreto")], NEVER)
    await world.says("/iniziative")
    return await world.taps("1")


NEVER = on(-1, "12:00").starts_at


async def test_one_event_is_followed_from_its_card(world: World) -> None:
    await card_of(world)

    said = await world.taps("🔔 Ricordamelo")

    assert said.text == (
        "🔔 Te lo ricordo: Coro\n\n"
        "Ti scrivo:\n• Domani, martedì 24 novembre, ore 18:00\n• Mercoledì 25 novembre, ore 18:45"
    )
    assert labels(said) == ["Cambia quando", "Non ricordarmelo"]
    assert "Segui 1 singola iniziativa." in (await world.says("/promemoria")).text


async def test_other_times_hold_for_one_event_alone(world: World) -> None:
    await card_of(world)
    await world.taps("🔔 Ricordamelo")

    shown = await world.taps("Cambia quando")
    assert shown.text.startswith("Quando te lo ricordo? Coro")
    assert "Come per tutto il resto" not in labels(shown)
    shown = await world.taps("La mattina stessa")
    assert "• Mercoledì 25 novembre, ore 8:00" in shown.text.replace("08:00", "8:00")
    for label in ("✓ Il giorno prima", "✓ La mattina", "✓ Due ore"):
        shown = await world.taps(label)
    assert "Non hai scelto nessun momento" in shown.text
    assert (await wanted(world)).leads == {Lead.EVE, Lead.TWO_HOURS}

    shown = await world.taps("Come per tutto il resto")
    assert shown.text.count("•") == 2


async def test_who_is_reminded_already_is_told_so_and_can_stop(world: World) -> None:
    await card_of(world)
    await world.taps("🔔 Ricordamelo")
    await world.says("/iniziative")
    await world.taps("1")

    again = await world.taps("🔔 Ricordamelo")
    assert again.text.startswith("🔔 Te lo ricordo già: Coro")

    ended = await world.taps("Non ricordarmelo")
    assert ended.text == "Va bene: questo non te lo ricordo più.\nCoro"
    assert "singola iniziativa" not in (await world.says("/promemoria")).text


async def test_an_event_of_a_network_that_is_followed_can_be_left_out(world: World) -> None:
    await world.says("/segui Redona")
    await card_of(world)
    told = await world.taps("🔔 Ricordamelo")
    assert told.text.startswith("🔔 Te lo ricordo già: Coro")

    await world.taps("Non ricordarmelo")
    chat = await world.store.meet(world.resident.chat, "private", None, world.clock())
    assert await world.store.leads_for(chat.id, None, 1) == frozenset()

    back = await world.taps("Ricordamelo di nuovo")
    assert back.text.startswith("🔔 Te lo ricordo: Coro")
    assert await world.store.leads_for(chat.id, None, 1) is None
    assert len(await world.store.followed(chat.id, None)) == 1


async def test_single_events_are_listed_and_left(world: World) -> None:
    await card_of(world)
    await world.taps("🔔 Ricordamelo")
    await world.says("/promemoria")

    shown = await world.taps("Vedi le singole iniziative")
    assert labels(shown)[0] == "✓ Coro"

    left = await world.taps("✓ Coro")
    assert "Non ce ne sono più." in left.text


async def test_nobody_is_reminded_of_what_does_not_take_place(world: World) -> None:
    await card_of(world)
    await world.store.take([event("Coro", on(2, "20:45"), "redona", status=Status.CANCELLED, sequence=1)], NEVER)

    shown = await world.taps("🔔 Ricordamelo")

    assert shown.text.startswith("⚠️ Annullato: Coro")
    assert "Per ora non segui niente" in (await world.says("/promemoria")).text


async def test_too_late_for_a_reminder_is_said(world: World) -> None:
    await world.store.take([event("Coro", on(0, "13:30"), "redona")], NEVER)
    await world.says("/iniziative")
    await world.taps("1")

    said = await world.taps("🔔 Ricordamelo")

    assert said.text == "🔔 Nessun promemoria: Coro\n\nComincia troppo presto per avvisarti nei momenti che hai scelto."
    assert "Cambia quando" in labels(said)


async def test_what_is_under_way_is_not_promised_to_be_reminded_of(world: World) -> None:
    await world.store.take([event("Mostra", WholeDays(date(2026, 11, 20), date(2026, 11, 30)), "redona")], NEVER)
    await world.says("/iniziative")
    await world.taps("1")

    said = await world.taps("🔔 Ricordamelo")

    assert said.text == "🔔 Nessun promemoria: Mostra\n\nÈ già in corso."
    assert labels(said) == ["Vedi i dettagli"]
    assert "Per ora non segui niente" in (await world.says("/promemoria")).text


async def test_what_repeats_is_recalled_from_the_next_time_on(world: World) -> None:
    weekly = event("Coro", on(0, "13:30"), "redona", recurrence=Recurrence("FREQ=WEEKLY;BYDAY=MO"))
    await world.store.take([weekly], NEVER)
    await world.says("/iniziative")
    await world.taps("1")

    said = await world.taps("🔔 Ricordamelo")

    assert said.text.startswith("🔔 Te lo ricordo: Coro")
    assert said.text.endswith("Le prossime volte te lo ricordo.")


async def test_in_a_group_its_administrators_decide_for_each_topic(world: World) -> None:
    chief, member = world.telegram.person("Capo"), world.telegram.person("Membro")
    forum = world.telegram.group("Forum", member, admins=[chief], forum=True)

    refused = await world.says("/promemoria", by=member, chat=forum, thread=7)
    assert refused.text == "In questo gruppo lo decidono gli amministratori."
    await world.says("/segui Redona", by=chief, chat=forum, thread=7)
    shown = await world.says("/promemoria", by=chief, chat=forum, thread=7)
    assert "Segui la rete Redona." in shown.text
    await world.taps("Non scrivermi più", by=member, chat=forum)
    assert "gli amministratori" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]

    silent = await world.taps("Non scrivermi più", by=chief, chat=forum)
    assert "Per ora non ti scrivo" in silent.text

    elsewhere = await world.says("/promemoria", by=chief, chat=forum, thread=8)
    assert "Per ora non segui niente" in elsewhere.text
    assert "Per ora non ti scrivo" not in elsewhere.text


async def test_in_english(world: World) -> None:
    newcomer = world.telegram.person("Bo", language_code="en")
    await world.says("/follow Redona", by=newcomer)

    shown = await world.says("/reminders", by=newcomer)

    assert shown.text == (
        "🔔 Your reminders\n\n"
        "You follow the Redona network.\n\n"
        "I remind you the day before at 18:00 and two hours before.\n"
        "I do not write to you from 21:30 until 8:00.\n"
        "I tell you news as soon as I have it."
    )


async def test_a_button_with_a_day_that_there_is_not_has_expired(world: World) -> None:
    shown = await world.says("/promemoria")

    for data in ("dg:w:9:9", "dg:d:0:99", "ld:zz:1", "qh:?"):
        await world.after(world.resident.presses(data, message=shown))
        assert "non vale più" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]
