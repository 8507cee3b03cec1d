"""Operators move, cancel, change and duplicate events in the chat; who was told hears of it, once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.agenda.event import Change, Event, Kind, Recurrence, Status, Venue, WholeDays
from domain.audit import Deed
from sandbox.people import Person
from tests.conftest import World, labels
from tests.events import event, on
from tests.operators import let_operate
from tests.test_composing import deeds
from tests.test_told_in_time import Reader

WEEKLY = Recurrence("FREQ=WEEKLY;BYDAY=WE")


@pytest.fixture
async def reader(world: World, tmp_path: Path) -> Reader:
    """A resident who follows a network that has had events before."""
    await world.store.take([event("Di prima", on(300, "18:00"), "redona")], world.clock())
    await world.says("/segui redona")
    world.clock.turn(minutes=1)
    reader = Reader(world)
    reader.news()
    return reader


@pytest.fixture
async def vera(reader: Reader) -> Person:
    """An operator of that network, who is told of nothing herself."""
    vera = reader.world.telegram.person("Vera")
    await let_operate(reader.world, vera, "redona")
    return vera


def meeting(title: str = "Incontro", days: int = 2, clock: str = "20:45", **more: Any) -> Event:
    described = {"kind": Kind.MEETING, "venue": Venue("sala civica")} | more
    return event(title, on(days, clock), "redona", **described)


async def told(reader: Reader, *events: Event) -> None:
    """Followers get the news, and the reminder of the day before."""
    await reader.knows(*events)
    await reader.waits(minutes=11)
    await reader.waits(hours=29)
    assert len(reader.news()) == 2


async def opens(world: World, by: Person, title: str) -> Any:
    """Open an event from the list."""
    await world.says("/operatore", by=by)
    listed = await world.taps("Iniziative", by=by)
    number = next(line.split(" · ")[0] for line in listed.text.splitlines() if title in line)
    return await world.taps(number, by=by)


async def all_dates(world: World, by: Person, title: str, *said: str) -> Any:
    """Move all dates of an event."""
    await world.says("/annulla", by=by)
    await opens(world, by, title)
    await world.taps("Sposta", by=by)
    for text in said:
        shown = await world.says(text, by=by)
    return shown


async def now(world: World, uid: str = "Incontro") -> Event:
    return next(one for one in await world.store.events() if one.uid == uid)


async def test_the_effect_is_said_before_and_exactly_those_are_told_once(reader: Reader, vera: Person) -> None:
    world = reader.world
    other = world.telegram.person("Bice")
    await world.says("/segui redona", by=other)
    late = world.telegram.person("Dina")
    reader.news()
    world.clock.turn(minutes=1)
    await told(reader, meeting())
    await world.says("/segui redona", by=late)  # was told of nothing

    await opens(world, vera, "Incontro")
    await world.taps("Sposta", by=vera)
    preview = await world.says("venerdì 27 novembre alle 21", by=vera)
    assert "Avviserò 2 persone" in preview.text
    assert "venerdì 27 novembre, ore 21:00" in preview.text
    await world.taps("Salva la modifica", by=vera)
    await reader.waits(seconds=1)

    [notice] = reader.news()
    assert "Cambia giorno: Incontro (Redona)" in notice.text
    assert "27 novembre" in notice.text
    assert "27 novembre" in other.last.text
    assert "27 novembre" not in late.last.text
    await reader.waits(minutes=30)
    assert reader.news() == []
    assert Deed.EVENT_MOVED in await deeds(world)


async def test_one_date_of_many_is_moved_and_the_others_stay(reader: Reader, vera: Person) -> None:
    world = reader.world
    await told(reader, meeting(recurrence=WEEKLY))
    page = await opens(world, vera, "Incontro")
    assert "ogni mercoledì" in page.text
    await world.taps("Una data sola", by=vera)
    await world.taps("25 novembre", by=vera)
    await world.taps("Sposta", by=vera)
    preview = await world.says("giovedì 26 novembre alle 18", by=vera)
    assert "Avviserò 1 persona" in preview.text
    done = await world.taps("Salva la modifica", by=vera)
    assert "Le altre date restano com’erano." in done.text
    assert "Lo dico a 1 persona." in done.text
    await reader.waits(seconds=1)

    assert len(reader.news()) == 1
    changed = await now(world)
    assert changed.recurrence == WEEKLY
    assert [(change.when, change.status) for change in changed.changes] == [(on(3, "18:00"), None)]
    await world.says("/iniziative redona")
    assert "giovedì 26 novembre" in world.resident.last.text
    assert "2 dicembre" in world.resident.last.text


async def test_one_date_is_cancelled_with_a_reason_and_takes_place_after_all(reader: Reader, vera: Person) -> None:
    world = reader.world
    await told(reader, meeting(recurrence=WEEKLY))
    await opens(world, vera, "Incontro")
    await world.taps("Una data sola", by=vera)
    await world.taps("25 novembre", by=vera)
    await world.taps("Non si fa più", by=vera)
    preview = await world.says("la sala è occupata", by=vera)
    assert "Annullato" in preview.text
    assert "Avviserò 1 persona" in preview.text
    await world.taps("Sì, non si fa", by=vera)
    await reader.waits(seconds=1)
    [notice] = reader.news()
    assert "Non si fa" in notice.text
    assert "Motivo: la sala è occupata" in notice.text
    assert (await now(world)).status is Status.CONFIRMED

    await opens(world, vera, "Incontro")
    await world.taps("Una data sola", by=vera)
    await world.taps("25 novembre", by=vera)
    await world.taps("Si fa di nuovo", by=vera)
    await world.taps("Salva la modifica", by=vera)
    await reader.waits(seconds=1)
    [notice] = reader.news()
    assert "Motivo" not in notice.text
    assert not (await now(world)).changes
    assert [one for one in await deeds(world) if one in {Deed.EVENT_CANCELLED, Deed.EVENT_REINSTATED}] == [
        Deed.EVENT_REINSTATED,
        Deed.EVENT_CANCELLED,
    ]


async def test_all_dates_are_cancelled_without_a_reason(reader: Reader, vera: Person) -> None:
    world = reader.world
    await told(reader, meeting(recurrence=WEEKLY))
    await opens(world, vera, "Incontro")
    await world.taps("Non si fa più", by=vera)
    await world.taps("Senza motivo", by=vera)
    await world.taps("Sì, non si fa", by=vera)
    await reader.waits(seconds=1)

    [notice] = reader.news()
    assert "Motivo" not in notice.text
    assert (await now(world)).status is Status.CANCELLED
    await world.says("/iniziative redona")
    assert "Annullato" in world.resident.last.text

    page = await opens(world, vera, "Incontro")
    assert "annullato" in page.text
    assert "Si fa di nuovo" in labels(page)


async def test_a_draft_of_a_change_thrown_away_changes_nothing(reader: Reader, vera: Person) -> None:
    world = reader.world
    await told(reader, meeting())
    before = await now(world)
    await opens(world, vera, "Incontro")
    await world.taps("Non si fa più", by=vera)
    assert "resta com’era" in (await world.taps("Lascia com’è", by=vera)).text
    await opens(world, vera, "Incontro")
    await world.taps("Sposta", by=vera)
    await world.says("venerdì 27 novembre alle 21", by=vera)
    await world.taps("Lascia com’è", by=vera)
    await reader.waits(minutes=1)

    assert await now(world) == before
    assert reader.news() == []


async def test_postponed_until_the_new_date_is_known(reader: Reader, vera: Person) -> None:
    world = reader.world
    await told(reader, meeting())
    await opens(world, vera, "Incontro")
    await world.taps("Sposta", by=vera)
    await world.taps("La nuova data non si sa ancora", by=vera)
    await world.taps("Senza motivo", by=vera)
    await world.taps("Salva la modifica", by=vera)
    await reader.waits(seconds=1)
    assert "Si rimanda: Incontro" in reader.news()[0].text
    assert (await now(world)).status is Status.POSTPONED

    await opens(world, vera, "Incontro")
    await world.taps("Sposta", by=vera)
    await world.says("venerdì 4 dicembre alle 21", by=vera)
    await world.taps("Salva la modifica", by=vera)
    await reader.waits(seconds=1)

    assert "4 dicembre" in reader.news()[0].text
    assert (await now(world)).status is Status.CONFIRMED


async def test_a_change_that_nobody_was_told_of_says_so(reader: Reader, vera: Person) -> None:
    world = reader.world
    await reader.knows(meeting(days=30))
    await opens(world, vera, "Incontro")
    await world.taps("Modifica", by=vera)
    await world.taps("Luogo", by=vera)
    preview = await world.says("Oratorio, via Roma 3", by=vera)
    assert "Nessuno" in preview.text
    await world.taps("Cambia altro", by=vera)
    await world.taps("Che cosa portare", by=vera)
    await world.says("una torta", by=vera)
    await world.taps("Salva la modifica", by=vera)

    changed = await now(world)
    assert changed.venue == Venue("Oratorio", "via Roma 3")
    assert changed.bring == "una torta"
    assert Deed.EVENT_CHANGED in await deeds(world)


async def test_all_dates_move_to_another_weekday_and_how_it_repeats_is_asked(reader: Reader, vera: Person) -> None:
    world = reader.world
    await reader.knows(meeting(recurrence=WEEKLY))
    await opens(world, vera, "Incontro")
    await world.taps("Sposta", by=vera)
    asked = await world.says("martedì 1 dicembre alle 21", by=vera)
    assert "Si ripete?" in asked.text
    await world.taps("Ogni martedì", by=vera)
    await world.taps("Salva la modifica", by=vera)

    changed = await now(world)
    assert (changed.when, changed.recurrence) == (on(8, "21:00"), Recurrence("FREQ=WEEKLY;BYDAY=TU"))


async def test_another_hour_for_all_dates_keeps_how_it_repeats(reader: Reader, vera: Person) -> None:
    world = reader.world
    await reader.knows(replace(meeting(recurrence=WEEKLY), when=on(2, "20:45", 2)))
    await opens(world, vera, "Incontro")
    await world.taps("Sposta", by=vera)
    await world.says("mercoledì 2 dicembre alle 18:30", by=vera)
    await world.taps("Salva la modifica", by=vera)

    changed = await now(world)
    assert (changed.when, changed.recurrence) == (on(9, "18:30", 2), WEEKLY)  # it lasts as long as before


async def test_a_duplicate_asks_for_its_date_alone(reader: Reader, vera: Person) -> None:
    world = reader.world
    await reader.knows(meeting(days=10, bring="una sedia"))
    await opens(world, vera, "Incontro")
    assert "Quando?" in (await world.taps("Duplica", by=vera)).text
    preview = await world.says("giovedì 17 dicembre alle 20:45", by=vera)
    assert "una sedia" in preview.text
    await world.taps("Pubblica", by=vera)

    first, second = [one for one in await world.store.events() if one.title == "Incontro"]
    assert first.uid != second.uid
    assert replace(second, uid=first.uid, when=first.when) == first


async def test_of_two_operators_at_once_the_second_is_shown_how_it_is_now(reader: Reader, vera: Person) -> None:
    world = reader.world
    rosa = world.telegram.person("Rosa")
    await let_operate(world, rosa, "redona")
    await told(reader, meeting())
    for person in (vera, rosa):
        await opens(world, person, "Incontro")
        await world.taps("Non si fa più", by=person)
        await world.taps("Senza motivo", by=person)
    await world.taps("Sì, non si fa", by=vera)
    said = await world.taps("Sì, non si fa", by=rosa)
    assert "qualcun altro" in said.text
    assert "annullato" in (await world.taps("Guarda com’è adesso", by=rosa)).text
    await reader.waits(seconds=1)

    assert len(reader.news()) == 1
    assert (await deeds(world)).count(Deed.EVENT_CANCELLED) == 1


async def test_two_operators_publish_one_draft_once(reader: Reader, vera: Person) -> None:
    world = reader.world
    rosa = world.telegram.person("Rosa")
    await let_operate(world, rosa, "redona")
    await reader.knows(meeting(status=Status.DRAFT))
    for person in (vera, rosa):
        await opens(world, person, "Incontro")
        await world.taps("Guarda e pubblica", by=person)
    await world.taps("Pubblica", by=vera)
    said = await world.taps("Pubblica", by=rosa)
    assert "qualcun altro" in said.text
    await reader.waits(minutes=1)
    await reader.waits(minutes=11)

    assert len(reader.news()) == 1
    assert (await deeds(world)).count(Deed.EVENT_PUBLISHED) == 1


async def test_a_coordinator_sees_the_meetings_of_theirs_and_changes_nothing_else(reader: Reader) -> None:
    world = reader.world
    carla = world.telegram.person("Carla")
    await let_operate(world, carla, meetings_of=("redona",))
    await reader.knows(meeting(), meeting("Festa", 3, kind=Kind.INITIATIVE))
    await world.says("/operatore", by=carla)
    listed = await world.taps("Iniziative", by=carla)
    assert "Incontro" in listed.text
    assert "Festa" not in listed.text

    await world.taps("1", by=carla)
    await world.taps("Non si fa più", by=carla)
    await world.taps("Senza motivo", by=carla)
    await world.taps("Sì, non si fa", by=carla)
    assert (await now(world)).status is Status.CANCELLED


async def test_forged_keys_of_anothers_event_are_refused(reader: Reader, vera: Person) -> None:
    world = reader.world
    await world.store.take([event("Altrui", on(5, "18:00"), "loreto")], world.clock())
    mine = await opens(world, vera, "Di prima")
    for data in ("gm:2:", "gc:2:0:", "gr:2:0:m:", "gi:2:0:", "gu:2", "gp:2:0", "ge:2:0:1", "gv:2:0"):
        await world.after(vera.presses(data, message=mine), vera)
        answers = world.telegram.transcript.calls("answerCallbackQuery")
        assert "un’altra rete" in answers[-1].params["text"], data
    resident = world.resident
    await world.after(resident.presses("gr:1:0:m:", message=resident.last), resident)
    assert "operatori" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]

    assert (await now(world, "Altrui")).status is Status.CONFIRMED


async def test_events_shared_with_another_network_need_both(reader: Reader, vera: Person) -> None:
    world = reader.world
    await reader.knows(replace(meeting(), networks=("redona", "loreto")))
    await opens(world, vera, "Incontro")
    await world.taps("Non si fa più", by=vera)

    assert "un’altra rete" in world.telegram.transcript.calls("answerCallbackQuery")[-1].params["text"]


async def test_what_a_calendar_brings_is_changed_there(reader: Reader, vera: Person) -> None:
    world = reader.world
    await world.store.take([meeting("Coro")], world.clock(), feed="example.org/1")
    page = await opens(world, vera, "Coro")

    assert "calendario" in page.text
    assert labels(page) == ["Duplica", "◂ Le mie iniziative"]


@pytest.mark.parametrize(("says", "status"), [("Sì, si fa", Status.CONFIRMED), ("No, non si fa", Status.CANCELLED)])
async def test_what_vanished_from_a_calendar_is_asked_above_the_list(
    reader: Reader, vera: Person, says: str, status: Status
) -> None:
    world = reader.world
    feed = "example.org/1"
    await world.store.take([meeting("Coro"), meeting("Banda")], world.clock(), feed=feed)
    await world.store.take([meeting("Banda")], world.clock(), feed=feed)
    await world.says("/operatore", by=vera)
    listed = await world.taps("Iniziative", by=vera)
    assert "«Coro» non c’è più" in listed.text
    after = await world.taps(says, by=vera)

    assert "non c’è più" not in after.text
    assert (await now(world, "Coro")).status is status
    deed = Deed.VANISHED_KEPT if status is Status.CONFIRMED else Deed.EVENT_CANCELLED
    assert deed in await deeds(world)


async def test_a_long_list_is_turned_page_by_page(reader: Reader, vera: Person) -> None:
    world = reader.world
    await world.store.take([meeting(f"Incontro {day:02}", day) for day in range(2, 16)], world.clock())
    await world.says("/operatore", by=vera)
    pages = [(await world.taps("Iniziative", by=vera)).text]
    while "Altro ▸" in " ".join(labels(vera.last)) or "▸" in " ".join(labels(vera.last)):
        pages.append((await world.taps("▸", by=vera)).text)

    assert len(pages) == 3
    assert all(f"Incontro {day:02}" in "".join(pages) for day in range(2, 16))
    assert "13 · " in pages[-1]


async def test_a_photo_of_a_published_event_is_changed_and_taken_away(reader: Reader, vera: Person) -> None:
    world = reader.world
    await reader.knows(meeting())
    await opens(world, vera, "Incontro")
    await world.taps("Modifica", by=vera)
    await world.taps("Foto", by=vera)
    await world.after(vera.sends_photo(), vera)
    await world.taps("Salva la modifica", by=vera)
    await world.says("/iniziative redona")
    assert "photo" in (await world.taps("1")).raw

    await opens(world, vera, "Incontro")
    await world.taps("Modifica", by=vera)
    await world.taps("Foto", by=vera)
    await world.taps("Toglilo", by=vera)
    await world.taps("Salva la modifica", by=vera)
    await world.says("/iniziative redona")
    assert "photo" not in (await world.taps("1")).raw


async def test_the_hour_of_all_dates_is_changed_though_the_first_is_long_past(world: World) -> None:
    ten = Recurrence("FREQ=WEEKLY;BYDAY=WE;COUNT=12")
    called_off = Change(date(2026, 12, 2), status=Status.CANCELLED)
    await world.store.take([meeting("Corso", -54, "18:00", recurrence=ten, changes=(called_off,))], world.clock())
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, "redona")

    preview = await all_dates(world, vera, "Corso", "alle 19")
    assert "mercoledì 25 novembre, ore 19:00" in preview.text
    assert "Vale per tutte le date" in preview.text
    await world.taps("Salva la modifica", by=vera)

    course = await now(world, "Corso")
    assert course.when == on(-54, "19:00")
    assert course.recurrence == ten
    assert course.changes == (called_off,)

    preview = await all_dates(world, vera, "Corso", "una settimana dopo")
    assert "mercoledì 2 dicembre" in preview.text
    await world.taps("Salva la modifica", by=vera)
    assert (await now(world, "Corso")).recurrence == Recurrence("FREQ=WEEKLY;BYDAY=WE;COUNT=4")  # eight have been


async def test_only_until_when_is_said_and_it_begins_as_before(world: World) -> None:
    await world.store.take([meeting("Cena", 10, "20:00")], world.clock())
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, "redona")

    assert "dalle 20:00 alle 23:30" in (await all_dates(world, vera, "Cena", "fai durare fino alle 23:30")).text
    assert "📍 CTE Redona" in (await all_dates(world, vera, "Cena", "venerdì 4 alle 20 al CTE Redona")).text
    assert "📍 sala civica" in (await all_dates(world, vera, "Cena", "sala occupata, venerdì 4 alle 20")).text


async def test_a_copy_keeps_the_hours_and_how_long_it_lasts(world: World) -> None:
    await world.store.take([event("Cena", on(10, "20:00", 3), "redona")], world.clock())
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, "redona")
    await opens(world, vera, "Cena")
    await world.taps("Duplica", by=vera)

    assert "sabato 9 gennaio, dalle 20:00 alle 23:00" in (await world.says("9 gennaio", by=vera)).text


async def test_what_took_all_day_was_at_no_hour_before_it_was_moved(world: World) -> None:
    whole_days = WholeDays(date(2026, 12, 5), date(2026, 12, 6))
    await world.store.take([event("Festa", whole_days, "redona")], world.clock())
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, "redona")

    moved = await all_dates(world, vera, "Festa", "una settimana dopo")
    assert "Prima era: sabato 5 dicembre.\n" in moved.text


@pytest.mark.parametrize(
    ("begins", "asks"),
    [("Sposta", "nuova data"), ("Non si fa più", "Perché"), ("Modifica", "cambiare"), ("Duplica", "Quando")],
)
async def test_a_change_waits_for_what_is_not_finished(world: World, begins: str, asks: str) -> None:
    await world.store.take([meeting("Cena", 10, "20:00")], world.clock())
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, "redona")
    await world.says("/nuovo Festa sabato 5 dicembre alle 15, parco Goisis", by=vera)
    await opens(world, vera, "Cena")

    waits = await world.taps(begins, by=vera)
    assert "Festa" in waits.text
    assert "non l’hai ancora finita" in waits.text
    assert "Festa" in (await world.taps("Riprendi", by=vera)).text  # it is as it was

    await opens(world, vera, "Cena")
    await world.taps(begins, by=vera)
    assert asks in (await world.taps("Lasciala e comincia l’altra", by=vera)).text
