"""One event: its card, its calendar file, its place on the map, the link to it."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

from icalendar import Calendar

from domain.agenda.event import (
    Booking,
    Change,
    EventId,
    Kind,
    OccurrenceId,
    Recurrence,
    SomeDay,
    Status,
    Venue,
    WholeDays,
)
from handlers.links import event_in, to_event
from sandbox.messages import Message
from tests.conftest import World, labels
from tests.events import MONDAY, at, event, on, unix

THURSDAY = date(2026, 12, 3)


async def card_of(world: World, *events) -> Message:
    await world.store.take(events, world.clock())
    await world.says("/iniziative")
    return await world.taps("1")


async def test_the_card_says_all_that_is_known(world: World) -> None:
    meeting = at(THURSDAY, "20:45", 2)
    card = await card_of(
        world,
        event(
            "Incontro della rete",
            meeting,
            "celadina",
            "redona",
            kind=Kind.MEETING,
            themes=("famiglia",),
            venue=Venue("Sala civica", "via Pizzo 1", 45.7, 9.69),
            description="Si parla del parco.",
            rain_plan="si fa lo stesso",
            bring="una sedia",
            booking=Booking("https://example.org/prenota", at(date(2026, 12, 1), "12:00").starts_at),
            seats=40,
            organiser="Gruppo di esempio",
            url="https://example.org/incontro",
            image_url="https://example.org/locandina.jpg",
        ),
    )

    assert card.text == (
        "Incontro della rete\n"
        "📅 giovedì 3 dicembre, dalle 20:45 alle 22:45\n"
        "📍 Sala civica, via Pizzo 1\n"
        "🏘 Celadina e Redona · Incontro della rete · Famiglia\n\n"
        "Si parla del parco.\n\n"
        "Se piove: si fa lo stesso\n"
        "Da portare: una sedia\n"
        "Prenotazione: prenota qui, entro martedì 1 dicembre, ore 12:00\n"
        "Posti: 40\n"
        "Organizza: Gruppo di esempio\n\n"
        "Vedi la locandina · Per saperne di più"
    )
    [moment] = [entity for entity in card.raw["entities"] if entity["type"] == "date_time"]
    assert moment["unix_time"] == unix(meeting.starts_at)
    assert "date_time_format" not in moment
    assert labels(card) == [
        "🔔 Ricordamelo",
        "📅 Metti in calendario",
        "Ci sarò",
        "Non posso",
        "Altro…",
        "◂ Torna all’elenco",
    ]
    more = await world.taps("Altro…")
    assert more.text == card.text
    assert labels(more) == ["📍 Vedi sulla mappa", "Condividi", "La rete Celadina", "La rete Redona", "◂ Indietro"]
    assert "◂ Torna all’elenco" in labels(await world.taps("◂ Indietro"))


async def test_back_from_a_card_is_the_page_that_one_came_from(world: World) -> None:
    await world.store.take(
        [event(f"Evento {number}", on(number % 14, "18:00"), "redona") for number in range(12)], world.clock()
    )
    await world.says("/iniziative redona")
    page = await world.taps("Avanti ▸")
    number, text = page.id, page.text

    card = await world.taps("2")
    assert card.id == number
    assert card.text != text
    back = await world.taps("Torna all’elenco")

    assert (back.id, back.text) == (number, text)


async def test_what_changed_is_said_first(world: World) -> None:
    cancelled = await card_of(world, event("Torneo", on(1, "15:00"), "redona", status=Status.CANCELLED))
    assert cancelled.text.startswith("⚠️ Annullato: Torneo\n📅 domani, martedì 24 novembre, ore 15:00")
    assert "🔔 Ricordamelo" not in labels(cancelled)

    await world.store.take([event("Torneo", on(2, "15:00"), "redona", sequence=1)], world.clock())
    moved = await card_of(world)
    assert "mercoledì 25 novembre, ore 15:00" in moved.text

    await world.store.take([event("Torneo", on(3, "16:00"), "redona", sequence=2)], world.clock())
    await world.says("/iniziative")
    again = await world.taps("1")
    assert again.text.startswith("⚠️ Spostato: Torneo\nPrima era: domani, martedì 24 novembre, ore 15:00.")

    await world.store.take(
        [event("Torneo", on(3, "16:00"), "redona", sequence=3, status=Status.POSTPONED)], world.clock()
    )
    await world.says("/iniziative")
    postponed = await world.taps("1")
    assert postponed.text.startswith("⚠️ Rinviato: Torneo\nIn questa data non si fa; quella nuova non la so ancora.")


async def test_a_recurring_event_says_how_it_repeats(world: World) -> None:
    cases = {
        "FREQ=MONTHLY;BYDAY=3TU": "il terzo martedì del mese",
        "FREQ=MONTHLY;BYDAY=1MO,3MO": "il primo e il terzo lunedì del mese",
        "FREQ=MONTHLY;BYDAY=-1SU": "l’ultima domenica del mese",
        "FREQ=MONTHLY;BYDAY=-1TU": "l’ultimo martedì del mese",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=10": "ogni martedì, 10 volte",
        "FREQ=MONTHLY;BYDAY=WE;BYSETPOS=2": "il secondo mercoledì del mese",
        "FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261231": "ogni lunedì e giovedì, fino a giovedì 31 dicembre",
        "FREQ=WEEKLY;INTERVAL=2": "ogni due settimane",
        "FREQ=DAILY": "ogni giorno",
    }
    for number, (rule, words) in enumerate(cases.items()):
        shown = await card_of(
            world, event("Coro", on(1, "18:00"), "redona", sequence=number, recurrence=Recurrence(rule))
        )
        assert f"Si ripete: {words}\n" in shown.text.replace("ogni lunedì e giovedì", "ogni lunedì e giovedì")


async def test_the_calendar_file_is_one_that_phones_take(world: World) -> None:
    meeting = at(THURSDAY, "20:45", 2)
    await card_of(
        world, event("Incontro: è l'ora", meeting, "celadina", venue=Venue("Sala civica"), rain_plan="al chiuso")
    )

    sent = await world.taps("Metti in calendario")

    assert sent.raw["document"]["file_name"] == "incontro-e-l-ora.ics"
    assert sent.raw["caption"].startswith("Incontro: è l'ora\n📅 giovedì 3 dicembre, dalle 20:45 alle 22:45")
    stored = world.telegram.files.known(sent.raw["document"]["file_id"])
    [vevent] = Calendar.from_ical(stored.content).walk("VEVENT")
    assert vevent["UID"] == "Incontro: è l'ora"
    assert vevent["DTSTART"].dt == meeting.starts_at
    assert vevent["DTSTART"].params["TZID"] == "Europe/Rome"
    assert vevent["LOCATION"] == "Sala civica"
    assert "Se piove: al chiuso" in vevent["DESCRIPTION"]
    assert len(vevent.walk("VALARM")) >= 1
    [google] = [button for row in sent.buttons for button in row]
    asked = parse_qs(urlsplit(google.raw["url"]).query)
    assert asked["dates"] == ["20261203T204500/20261203T224500"]
    assert asked["ctz"] == ["Europe/Rome"]


async def test_a_place_with_a_position_is_shown_on_the_map(world: World) -> None:
    await card_of(world, event("Coro", on(1, "18:00"), "redona", venue=Venue("Parco", "via Pizzo", 45.71, 9.69)))

    await world.taps("Altro…")
    sent = await world.taps("Vedi sulla mappa")

    assert sent.raw["venue"]["title"] == "Parco"
    assert sent.raw["venue"]["location"] == {"latitude": 45.71, "longitude": 9.69}


async def test_a_place_without_a_position_is_a_link_only(world: World) -> None:
    card = await card_of(world, event("Coro", on(1, "18:00"), "redona", venue=Venue("Sala civica")))

    assert "📍 Vedi sulla mappa" not in labels(await world.taps("Altro…"))
    [link] = [entity["url"] for entity in card.raw["entities"] if entity["type"] == "text_link"]
    assert link == "https://www.google.com/maps/search/?api=1&query=Sala+civica"


async def test_a_month_without_a_day_has_nothing_for_the_calendar(world: World) -> None:
    card = await card_of(world, event("Cena", SomeDay(date(2026, 12, 1)), "redona"))

    assert "📅 dicembre 2026, giorno da annunciare" in card.text
    assert "📍 Il luogo non è ancora indicato" in card.text
    assert labels(card)[0] == "Condividi"


async def test_whole_days_are_said_with_both_ends(world: World) -> None:
    card = await card_of(world, event("Mostra", WholeDays(MONDAY, MONDAY + timedelta(days=3)), "redona"))

    assert "📅 da lunedì 23 novembre a giovedì 26 novembre" in card.text


async def test_a_long_description_has_its_own_screen(world: World) -> None:
    card = await card_of(world, event("Coro", on(1, "18:00"), "redona", description="parola " * 500))
    assert card.text.count("parola") < 300
    assert "…" in card.text

    whole = await world.taps("Leggi tutto")
    assert whole.text.count("parola") == 500

    again = await world.taps("Torna alla scheda")
    assert again.text == card.text


async def test_a_shared_link_opens_that_occurrence(world: World) -> None:
    friend = world.telegram.person("Bea")
    weekly = event(
        "Coro",
        on(1, "18:00"),
        "redona",
        recurrence=Recurrence("FREQ=WEEKLY"),
        changes=(Change(MONDAY + timedelta(days=8), on(9, "19:00")),),
    )
    await world.store.take([weekly], world.clock())
    await world.says("/iniziative")
    card = await world.taps("3")
    assert "mercoledì 2 dicembre, ore 19:00" in card.text
    more = await world.taps("Altro…")
    [share] = [button.raw["url"] for row in more.buttons for button in row if button.text == "Condividi"]
    asked = parse_qs(urlsplit(share).query)
    assert asked["text"] == ["Coro"]
    payload = parse_qs(urlsplit(asked["url"][0]).query)["start"][0]

    opened = await world.starts(payload, by=friend)
    assert "mercoledì 2 dicembre, ore 19:00" in opened.text

    world.clock.turn(days=12)
    poster = await world.starts(payload.rsplit("_", 1)[0], by=friend)
    assert "martedì 8 dicembre, ore 18:00" in poster.text


async def test_a_link_to_a_draft_or_to_nothing_shows_the_way_on(world: World) -> None:
    await world.store.take([event("Bozza", on(1, "18:00"), "redona", status=Status.DRAFT)], world.clock())

    for payload in ("ev_1", "ev_1_1", "ev_999_9"):
        shown = await world.starts(payload)
        assert shown.text.startswith("Questa iniziativa non c’è più.")


async def test_an_event_that_is_over_says_so(world: World) -> None:
    await card_of(world, event("Coro", on(0, "18:00"), "redona"))
    world.clock.turn(days=2)

    shown = await world.starts("ev_1_1")

    assert shown.text.startswith("Coro\nÈ già passato.")
    assert labels(shown) == ["Condividi", "La rete Redona"]


async def test_an_event_that_is_gone_leaves_an_expired_key(world: World) -> None:
    await world.store.take([event("Coro", on(0, "18:00"), "redona")], world.clock())
    await world.says("/iniziative")
    await world.store.sweep_events(world.clock() + timedelta(days=300))

    await world.taps("1")

    assert "non vale più" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]


def test_links_carry_the_event_and_the_occurrence() -> None:
    assert to_event("bot", EventId(12), OccurrenceId(345)) == "https://t.me/bot?start=ev_12_345"
    assert event_in("ev_12_345") == (12, 345)
    assert event_in("ev_12") == (12, None)
    for other in ("", "ev_", "ev_x", "rete_red", "ev_1_2_3", "ev_" + "9" * 40, "ev_１"):
        assert event_in(other) is None


async def test_the_network_card_names_its_next_meeting(world: World) -> None:
    await world.store.take(
        [
            event("Incontro", at(date(2026, 12, 1), "20:45"), "redona", kind=Kind.MEETING, venue=Venue("sala civica")),
            event("Assemblea di tutti", on(1, "18:00"), kind=Kind.MEETING),
            event("Annullato", on(2, "18:00"), "redona", kind=Kind.MEETING, status=Status.CANCELLED),
        ],
        world.clock(),
    )

    card = await world.says("via Corridoni 60")

    assert "📅 Prossimo incontro: martedì 1 dicembre, ore 20:45, sala civica" in card.text
    shown = await world.taps("Vedi le iniziative")
    assert shown.text.startswith("Redona: incontri e iniziative")
