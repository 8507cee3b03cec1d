"""Which networks a question is about; and that an address alone is none."""

import csv
from datetime import date
from pathlib import Path

import pytest

from domain.city import City
from domain.lookup import Index
from domain.questions import Intent, read

WEDNESDAY = date(2026, 11, 25)
ADDRESSES = Path(__file__).parents[2] / "bench" / "questions" / "lookup.csv"


@pytest.mark.parametrize(
    ("text", "networks"),
    [
        ("eventi a Redona", ["redona"]),
        ("eventi a Redona e Celadina", ["redona", "celadina"]),
        ("eventi a Redona, Celadina o Loreto", ["redona", "celadina", "loreto"]),
        ("eventi alla Tavolozza", ["monterosso"]),
        ("eventi dei Colori della Morla", ["valtesse-sant-antonio-valverde"]),
        ("eventi a S. Caterina", ["santa-caterina"]),
        ("eventi a Bocaliù", ["boccaleone"]),
        ("eventi a Valtesse", ["valtesse-sant-antonio-valverde", "valtesse-san-colombano"]),
        ("eventi a celadnia e a redna", ["celadina", "redona"]),
        ("eventi vicino a via Corridoni 60", ["redona"]),
        ("eventi in zona stazione", ["centro-papa-giovanni"]),
        ("eventi in piazza a Loreto", ["loreto"]),
        ("eventi in città", []),
        ("eventi a Bergamo", []),
        ("eventi a Bergamo Alta", ["citta-alta"]),
        ("eventi con il cane", []),
        ("eventi di cinema", []),
    ],
)
def test_a_place_gives_its_networks(index: Index, text: str, networks: list[str]) -> None:
    question = read(index, text, WEDNESDAY)
    assert question.intent is Intent.EVENTS
    assert sorted(question.networks) == sorted(networks)


def test_every_quarter_is_understood_by_each_of_its_names(index: Index, city: City) -> None:
    for area in city.areas.values():
        network = city.network_of(area.id)
        names = [area.name, *area.aliases, *([network.name] if network else [])]
        for name in names:
            question = read(index, f"cosa c'è sabato a {name}?", WEDNESDAY)
            assert question.days is not None
            assert question.networks == ((network.id,) if network else ()), name
            assert question.unserved == (() if network else (area.id,)), name


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("cosa c'è a Seriate?", "Seriate"),
        ("eventi a San Paolo d'Argon domani", "San Paolo d'Argon"),
        ("quando si riunisce la rete di Milano?", "Milano"),
        ("eventi in via Roma 3 a Seriate", "Seriate"),
    ],
)
def test_another_town_is_said_as_such(index: Index, text: str, town: str) -> None:
    question = read(index, text, WEDNESDAY)
    assert (question.networks, question.town) == ((), town)


def test_an_address_is_no_question(index: Index) -> None:
    with ADDRESSES.open(encoding="utf-8", newline="") as file:
        texts = [row["query"] for row in csv.DictReader(file) if row["query"]]
    assert len(texts) > 900
    assert [text for text in texts if read(index, text, WEDNESDAY).intent is not Intent.NONE] == []


@pytest.mark.parametrize(
    "text",
    [
        "via Borgo Palazzo 60",
        "via XX Settembre 12",
        "XX settembre 12",
        "20 settembre",
        "via IV Novembre",
        "via Primo Maggio 3",
        "via Sabato 3",
        "via Natale Morzenti 5",
        "via Moroni 5/12",
        "piazza della Libertà",
        "parco Suardi",
        "parco di Redona",
        "scuola Corridoni",
        "oratorio di Redona",
        "farmacia Boccaleone",
        "San Paolo",
        "Redona",
        "stazione",
        "abito a Redona",
        "qual è la rete di via Corridoni 60?",
        "quale rete serve Monterosso?",
        "che rete c'è a Longuelo?",
        "a quale rete appartengo se abito a Loreto?",
        "which network is mine? I live in via Moroni 12",
        "dove si trova via Moroni?",
    ],
)
def test_what_asks_for_an_area_is_left_to_the_area_lookup(index: Index, text: str) -> None:
    assert read(index, text, WEDNESDAY).intent is Intent.NONE
