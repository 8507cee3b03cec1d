"""Who comes every week hears in time of a date that is off; a lead that was ticked comes, and no other is promised."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.agenda.event import Kind, Recurrence, Venue, WholeDays
from sandbox.people import Person
from tests.conftest import World, labels
from tests.events import MONDAY, event, on
from tests.operators import let_operate
from tests.support.reader import Reader

WEEKLY = Recurrence("FREQ=WEEKLY;BYDAY=WE")


def walk(title: str = "Camminata", days: int = 2, clock: str = "18:00", **more: Any) -> Any:
    return event(title, on(days, clock), "celadina", kind=Kind.INITIATIVE, venue=Venue("Parco"), **more)


@pytest.fixture
async def reader(world: World, tmp_path: Path) -> Reader:
    """Mary follows Celadina, where there is a walk every Wednesday, and was reminded of the first."""
    await world.store.take([event("Di prima", on(300, "18:00"), "celadina")], world.clock())
    await world.says("/segui celadina")
    world.clock.turn(minutes=1)
    reader = Reader(world)
    await reader.knows(walk(recurrence=WEEKLY))
    await reader.waits(minutes=11)
    [news] = reader.news()[-1:]
    assert "🔁 Si ripete" in news.text
    await reader.waits(hours=29)
    await reader.waits(days=1, hours=22)  # Thursday afternoon
    reader.news()
    return reader


@pytest.fixture
async def vera(reader: Reader) -> Person:
    vera = reader.world.telegram.person("Vera")
    await let_operate(reader.world, vera, "celadina")
    return vera


async def calls_off(world: World, by: Person, *taps: str) -> tuple[Any, Any]:
    """Call an event off, or one date of it; what the operator reads before and after."""
    await world.says("/operatore", by=by)
    listed = await world.taps("Iniziative", by=by)
    number = next(line.split(" · ")[0] for line in listed.text.splitlines() if "Camminata" in line)
    await world.taps(number, by=by)
    for label in (*taps, "Non si fa più"):
        await world.taps(label, by=by)
    preview = await world.says("pioggia", by=by)
    text = preview.text
    done = await world.taps("Sì, non si fa", by=by)
    return text, done.text


async def test_a_near_date_is_told_at_once_to_all_who_know_the_series(reader: Reader, vera: Person) -> None:
    world = reader.world
    ugo = world.telegram.person("Ugo")
    await world.starts(by=ugo)
    await world.says("/iniziative celadina", by=ugo)
    await world.taps("1", by=ugo)
    await world.taps("🔔 Ricordamelo", by=ugo)
    reader.news()

    preview, done = await calls_off(world, vera, "Una data sola", "2 dicembre")
    assert "Avviserò 2 persone appena confermi." in preview
    assert "Lo dico a 2 persone." in done
    await reader.waits(seconds=1)

    [notice] = reader.news()
    assert "Non si fa: Camminata" in notice.text
    assert "2 dicembre" in notice.text
    assert "Motivo: pioggia" in notice.text
    assert "Le altre date restano come sono." in notice.text
    assert "Non si fa: Camminata" in ugo.last.text
    await reader.waits(days=6)
    assert reader.news() == []


async def test_a_far_date_is_told_on_its_eve_in_the_place_of_the_reminder(reader: Reader, vera: Person) -> None:
    preview, done = await calls_off(reader.world, vera, "Una data sola", "16 dicembre")
    assert "Avviserò 1 persona quando quella data si avvicina: al posto del promemoria" in preview
    assert "Quando quella data si avvicina, lo dico a 1 persona." in done
    await reader.waits(seconds=1)
    assert reader.news() == []

    await reader.waits(days=18)
    assert not [one for one in reader.news() if "16 dicembre" in one.text]
    await reader.waits(days=1, hours=4)  # Tuesday the 15th, after six in the evening
    [notice] = [one for one in reader.news() if "16 dicembre" in one.text]
    assert "Non si fa: Camminata" in notice.text


async def test_all_dates_off_says_so(reader: Reader, vera: Person) -> None:
    preview, _ = await calls_off(reader.world, vera)
    assert "Avviserò 1 persona" in preview
    await reader.waits(seconds=1)
    [notice] = reader.news()
    assert "Non si fa più nessuna delle date. La prossima doveva essere: mercoledì 2 dicembre" in notice.text
    await reader.waits(days=20)
    assert reader.news() == []


async def test_half_an_hour_before_comes_although_two_hours_were_ticked_too(world: World, tmp_path: Path) -> None:
    await world.says("/segui celadina")
    await world.says("/promemoria")
    await world.taps("Cambia quando ti avviso")
    shown = await world.taps("Mezz’ora prima")
    assert "il giorno prima alle 18, due ore prima e mezz’ora prima" in shown.text
    reader = Reader(world)
    reader.news()
    world.clock.turn(minutes=1)
    await reader.knows(walk("Tombola", 0, "13:45"))  # in three quarters of an hour

    await world.says("/iniziative celadina")
    await world.taps("1")
    promise = await world.taps("🔔 Ricordamelo")
    assert "Ti scrivo:\n• Oggi, lunedì 23 novembre, ore 13:15" in promise.text
    reader.news()
    await reader.waits(minutes=15)
    assert [one for one in reader.news() if "Tombola" in one.text and one.text.startswith("🔔")]


@pytest.mark.parametrize(
    ("when", "leads", "said"),
    [
        (WholeDays(MONDAY + timedelta(days=3), MONDAY + timedelta(days=3)), ["Il giorno prima"], "non ha un’ora"),
        (on(0, "13:20"), ["Il giorno prima"], "Comincia troppo presto"),
    ],
)
async def test_where_nothing_comes_the_reason_is_true(world: World, when: Any, leads: list[str], said: str) -> None:
    await world.store.take([event("Fiera", when, "celadina")], world.clock())
    await world.says("/promemoria")
    await world.taps("Cambia quando ti avviso")
    for lead in leads:
        await world.taps(f"✓ {lead}")
    await world.says("/iniziative celadina")
    await world.taps("1")
    shown = await world.taps("🔔 Ricordamelo")
    assert shown.text.startswith("🔔 Nessun promemoria: Fiera")
    assert said in shown.text


async def test_who_cannot_come_and_asks_to_be_reminded_is_reminded(world: World, tmp_path: Path) -> None:
    await world.store.take([walk("Coro", 2, "20:45")], world.clock())
    await world.says("/iniziative celadina")
    await world.taps("1")
    await world.taps("🔔 Ricordamelo")
    reader = Reader(world)
    await reader.world.plans()
    await reader.waits(hours=29, minutes=1)
    reader.news()
    await world.taps("Non posso")
    await world.says("/iniziative celadina")
    await world.taps("1")
    card = world.resident.last
    assert any("Ricordamelo" in label for label in labels(card))
    promise = await world.taps("🔔 Ricordamelo")
    assert "ore 18:45" in promise.text
    reader.news()
    await reader.waits(hours=25)
    assert "Coro" in " ".join(one.text for one in reader.news())
