"""An operator sends a calendar or a table: first what would become of it, then it is taken in, once they say so."""

from dataclasses import replace
from typing import Any

import pytest

from bot.reading import Bounds, file_reader
from domain.agenda.event import Kind, WholeDays
from domain.agenda.taking import Taken
from domain.audit import Deed
from domain.calendar import Problem, Reading, Why
from domain.city import City
from handlers.context import Services
from handlers.i18n import Languages
from handlers.views.importing import WORDS, Outcome, dry_run
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.conftest import TurnedClock, World, bot_at_work, labels
from tests.domain.some_events import day
from tests.events import event, on
from tests.operators import chat_of, deeds, let_operate

TABLE = """\
titolo,data,ora,rete,luogo
Assemblea,3/12/2026,20:45,,Sala civica
Festa,12/12/2026,15:00,,Parco
Senza data,,,,
"""

CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//
BEGIN:VEVENT
UID:{uid}
SEQUENCE:3
SUMMARY:Coro
DTSTART:20261203T194500Z
CATEGORIES:{network}
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
async def vera(world: World) -> Person:
    vera = world.telegram.person("Vera")
    await let_operate(world, vera, "celadina")
    return vera


async def sends(world: World, by: Person, content: str, name: str = "eventi.csv") -> Message:
    return await world.after(by.sends_document(name, content.encode()), by)


async def titles(world: World) -> list[str]:
    return [one.title for one in await world.store.events()]


async def test_a_file_that_takes_too_long_is_told(
    telegram: Telegram, services: Services, clock: TurnedClock, city: City
) -> None:
    async with file_reader(city, Bounds(seconds=0.01)) as impatient:
        hurried = replace(services, read_file=impatient.read)
        async with bot_at_work(telegram, hurried) as application:
            world = World(telegram, hurried, application, clock)
            vera = world.telegram.person("Vera")
            await let_operate(world, vera, "celadina")
            assert "troppo tempo" in (await sends(world, vera, TABLE)).text
            assert await titles(world) == []


async def test_a_cell_with_far_too_much_in_it_costs_its_row(world: World, vera: Person) -> None:
    hostile = f"titolo,data,prenotare_entro\nAssemblea,3/12/2026,1/12/2026{' ' * 5_000}x 10:00\nFesta,12/12/2026,\n"
    dry = await sends(world, vera, hostile)
    assert "Riga 2: Nella colonna «prenotare_entro» c’è molto più testo del previsto" in dry.text
    await world.taps("Importa", by=vera)
    assert await titles(world) == ["Festa"]


async def test_a_table_with_a_bad_row_is_looked_at_first_and_then_imported(world: World, vera: Person) -> None:
    dry = await sends(world, vera, TABLE)
    assert "Per ora non ho salvato niente" in dry.text
    assert "Assemblea · giovedì 3 dicembre, ore 20:45" in dry.text
    assert "Riga 4: «Senza data» non ha una data" in dry.text
    assert await titles(world) == []

    done = await world.taps("Importa", by=vera)
    assert "2 iniziative nuove" in done.text
    assert await titles(world) == ["Assemblea", "Festa"]
    assert all(one.networks == ("celadina",) for one in await world.store.events())
    assert Deed.EVENTS_IMPORTED in await deeds(world)


async def test_nothing_is_kept_between_but_what_telegram_calls_the_file(world: World, vera: Person) -> None:
    await sends(world, vera, TABLE)
    stored = await world.store.stored((await chat_of(world, vera)).id)
    assert "Assemblea" not in str(stored["dialogues"])

    await world.taps("Lascia perdere", by=vera)
    assert await titles(world) == []
    assert not (await world.store.stored((await chat_of(world, vera)).id)).get("dialogues")


async def test_importing_twice_takes_it_once(world: World, vera: Person) -> None:
    dry = await sends(world, vera, TABLE)
    first, second = vera.taps("Importa", message=dry), vera.taps("Importa", message=dry)
    await world.after(first, vera)
    await world.after(second, vera)
    assert (await deeds(world)).count(Deed.EVENTS_IMPORTED) == 1

    again = await sends(world, vera, TABLE)
    assert "niente di nuovo" in again.text
    assert "Importa" not in labels(again)


async def test_who_has_several_networks_is_asked_whose(world: World) -> None:
    rosa = world.telegram.person("Rosa")
    await let_operate(world, rosa, "celadina", "redona")
    asked = await sends(world, rosa, TABLE)
    assert "Di chi sono" in asked.text
    assert labels(asked) == ["Celadina", "Redona", "Lascia perdere"]
    await world.taps("Redona", by=rosa)
    await world.taps("Importa", by=rosa)

    assert {one.networks for one in await world.store.events()} == {("redona",)}


async def test_an_event_of_another_network_is_left_out_and_said(world: World, vera: Person) -> None:
    dry = await sends(world, vera, CALENDAR.format(uid="coro", network="Redona"), "c.ics")
    assert "Non tue: restano fuori" in dry.text
    assert "Coro" in dry.text
    assert "Importa" not in labels(dry)


async def test_a_known_event_of_another_network_is_not_taken_over_by_its_uid(world: World, vera: Person) -> None:
    known = event("Coro", on(10, "18:00"), "redona", uid="coro")
    await world.store.take([known], world.clock())
    dry = await sends(world, vera, CALENDAR.format(uid="coro", network="Celadina"), "c.ics")
    assert "Non tue" in dry.text
    assert "Importa" not in labels(dry)
    assert list(await world.store.events()) == [known]


async def test_what_changed_since_it_was_shown_is_shown_anew(world: World, vera: Person) -> None:
    await sends(world, vera, CALENDAR.format(uid="coro", network="Celadina"), "c.ics")
    await world.store.take([event("Coro", on(9, "18:00"), "celadina", uid="coro")], world.clock())
    anew = await world.taps("Importa", by=vera)
    assert "Cambiate" in anew.text
    assert (await world.store.events())[0].when == on(9, "18:00")

    await world.taps("Importa", by=vera)
    assert (await world.store.events())[0].when == on(10, "20:45")


async def test_a_coordinator_imports_meetings(world: World) -> None:
    carla = world.telegram.person("Carla")
    await let_operate(world, carla, meetings_of=("celadina",))
    await sends(world, carla, "titolo,data,tipo\nRitrovo,3/12/2026,\nFesta,4/12/2026,iniziativa\n")
    assert "Non tue" in carla.last.text
    await world.taps("Importa", by=carla)

    assert [(one.title, one.kind) for one in await world.store.events()] == [("Ritrovo", Kind.MEETING)]


@pytest.mark.parametrize("content", ["ciao", "", "BEGIN:VCALENDAR", "\0\0\0"])
async def test_what_is_no_calendar_is_said_so(world: World, vera: Person, content: str) -> None:
    said = await sends(world, vera, content)

    assert "niente di nuovo" in said.text
    assert "Importa" not in labels(said)


async def test_residents_get_the_answer_of_before(world: World) -> None:
    said: Any = await sends(world, world.resident, TABLE)

    assert "solo testi e posizioni" in said.text or "leggere" in said.text
    assert await titles(world) == []


async def test_while_an_event_is_being_made_a_file_waits(world: World, vera: Person) -> None:
    await world.says("/nuovo Assemblea giovedì 3 dicembre alle 20:45", by=vera)
    said = await sends(world, vera, TABLE)

    assert "Prima finisci" in said.text


async def test_a_file_that_is_too_large_is_not_fetched(world: World, vera: Person) -> None:
    said = await world.after(vera.sends_document("grande.ics", b"x" * 10_000_001, "text/calendar"), vera)

    assert "troppo grande" in said.text
    assert not world.telegram.transcript.calls("getFile")


def test_the_longest_file_is_told_of_in_one_message(city: City, languages: Languages) -> None:
    some = tuple(
        event(f"{'ù' * 200} {number}", WholeDays(day("2028-09-27"), day("2029-09-26"))) for number in range(50)
    )
    problems = tuple(Problem(50_000, why, "x" * 60) for why in Why)
    longest = sorted(problems, key=lambda problem: len(WORDS[problem.why]))[::-1]
    outcome = Outcome(
        Taken(some, some, some, 9_999, 9_999), Reading((), tuple(longest), tuple(longest), 9_999), some, 1
    )
    for t in languages.translators.values():
        assert dry_run(outcome, city, day("2026-11-23"), t).text
