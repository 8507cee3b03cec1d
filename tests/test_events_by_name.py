"""A resident calls an event by its name, more or less."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import default_city
from domain import lookup
from domain.agenda.event import Recurrence
from domain.city import load
from domain.questions import explain
from domain.questions.titles import called, words_sought
from tests.conftest import World, labels
from tests.events import MONDAY, entry, event, on

INDEX = lookup.build(load(default_city()))


@pytest.fixture
async def agenda(world: World) -> World:
    await world.store.take(
        [
            event("Mercatino del riuso", on(3, "10:00"), "redona"),
            event("Mercatino di Natale", on(12, "10:00"), "longuelo"),
            event("Festa dei vicini", on(5, "18:00"), "longuelo"),
            event("Corso di italiano per stranieri", on(2, "20:00"), "redona"),
            event("Letture per bambini", on(4, "16:30"), "redona"),
        ],
        world.clock(),
    )
    return world


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("festa dei vicini", "Festa dei vicini"),
        ("quando c'è la festa dei vicini?", "Festa dei vicini"),
        ("la fesat dei vicini", "Festa dei vicini"),
        ("il mercatino del riuso", "Mercatino del riuso"),
        ("mercatino a Longuelo", "Mercatino di Natale"),
        ("corso di italiano", "Corso di italiano per stranieri"),
        ("/iniziative mercatino riuso", "Mercatino del riuso"),
    ],
)
async def test_one_that_is_called_so_is_shown(agenda: World, said: str, title: str) -> None:
    assert (await agenda.says(said)).text.startswith(title)


async def test_of_several_one_chooses(agenda: World) -> None:
    page = await agenda.says("quando c'è il mercatino?")
    assert "Intendi una di queste?" in page.text
    assert [title for title in ("Mercatino del riuso", "Mercatino di Natale") if title in page.text]
    assert labels(page)[:2] == ["1", "2"]
    assert (await agenda.taps("2")).text.startswith("Mercatino di Natale")


@pytest.mark.parametrize("said", ["iniziative per bambini", "cosa c'è sabato?", "iniziative", "cosa c'è a Redona"])
async def test_what_asks_for_the_list_gets_it(agenda: World, said: str) -> None:
    assert "incontri e iniziative" in (await agenda.says(said)).text.splitlines()[0]


async def test_many_weekly_events_hide_none_that_comes_later(world: World) -> None:
    weekly = [
        event(f"Ginnastica {one}", on(1, "09:00"), "redona", recurrence=Recurrence("FREQ=WEEKLY")) for one in range(40)
    ]
    await world.store.take([*weekly, event("Castagnata del rione", on(110, "15:00"), "redona")], world.clock())
    assert (await world.says("quando c'è la castagnata?")).text.startswith("Castagnata del rione")


async def test_an_address_is_an_address(agenda: World) -> None:
    assert "Redona" in (await agenda.says("via Corridoni 60")).text


async def test_a_name_of_nothing_is_not_found(agenda: World) -> None:
    assert "Intendi" not in (await agenda.says("gara di aquiloni")).text


@given(st.text(max_size=80))
def test_any_text_can_be_sought(text: str) -> None:
    sought = words_sought(explain(INDEX, text, MONDAY))
    found = called(sought, [entry(1, "Coro", on(1, "18:00"))])
    assert not found or len(sought) == 1
