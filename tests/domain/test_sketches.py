"""Whole events in one message, with the networks and places of the pack; read on Monday 23 November 2026."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.event import Kind, Venue
from domain.city import City
from domain.moments import Doubt
from domain.sketches import Sketch, read_sketch
from tests.support.moments import MONDAY, written

MEETING, INITIATIVE = Kind.MEETING, Kind.INITIATIVE

TOLD = [
    ("Assemblea giovedì 3 dicembre 20:45, spazio di quartiere, rete Celadina",
     "Assemblea", MEETING, "celadina", "", "Al Civico 7 - spazio di quartiere Celadina"),
    ("Riunione della rete di Redona martedì 1 dicembre ore 20:45 presso la sala civica",
     "Riunione della rete di Redona", MEETING, "redona", "", "sala civica"),
    ("Incontro di rete, lunedì 30 novembre alle 18, CTE Monterosso, rete Monterosso",
     "Incontro di rete", MEETING, "monterosso", "", "CTE Monterosso"),
    ("Incontro sulle truffe agli anziani, venerdì 4 dic. ore 15, biblioteca Betty Ambiveri, Boccaleone",
     "Incontro sulle truffe agli anziani", INITIATIVE, "boccaleone", "sicurezza fragilita",
     "Biblioteca Betty Ambiveri"),
    ("Festa di Santa Lucia, sabato 12 dicembre dalle 15 alle 18, oratorio di Redona",
     "Festa di Santa Lucia", INITIATIVE, "redona", "", "Oratorio di Redona"),
    ("Pulizia del parco domenica 29 novembre ore 9:30, parco della Trucca, Villaggio degli Sposi",
     "Pulizia del parco", INITIATIVE, "villaggio-degli-sposi", "ambiente", "Parco della Trucca"),
    ("Doposcuola ogni mercoledì dalle 15 alle 17, Spazio Polaresco, rete di Longuelo",
     "Doposcuola", INITIATIVE, "longuelo", "educazione", "Spazio Polaresco"),
    ("Camminata della salute, reti di Loreto e Longuelo, sabato 28 novembre 10:00, largo Quarenghi",
     "Camminata della salute", INITIATIVE, "loreto longuelo", "salute", "Largo Quarenghi"),
    ("Tombolata a Colognola sabato 19 dicembre ore 15:30 all'Auditorium San Sisto, via della Vittoria 1",
     "Tombolata a Colognola", INITIATIVE, "colognola", "", "Auditorium San Sisto"),
    ("Laboratorio per bambini 6-10 anni - sabato 28 novembre ore 16 - Biblioteca - rete Loreto",
     "Laboratorio per bambini 6-10 anni", INITIATIVE, "loreto", "famiglia", "Biblioteca Gian Pietro Galizzi"),
    ("Cena multietnica, venerdì 11 dicembre ore 20, cortile di via Curò 7",
     "Cena multietnica", INITIATIVE, "", "integrazione", "cortile di via Curò 7"),
    ("Assembly Thursday 3 December 8:45 pm, Casa del Quartiere di Monterosso, network Monterosso",
     "Assembly", MEETING, "monterosso", "", "Casa del Quartiere di Monterosso"),
    ("Festa a Valtesse sabato 5 dicembre ore 15", "Festa a Valtesse", INITIATIVE, "", "", None),
    ("Il terzo martedì del mese alle 20:45 riunione della rete, spazio di quartiere, I Colori della Morla",
     "Riunione della rete", MEETING, "valtesse-sant-antonio-valverde", "", "spazio di quartiere"),
    ("Assemblea, La Tavolozza, giovedì 3 dicembre 20:45", "Assemblea", MEETING, "monterosso", "", None),
    ("Corso di italiano per stranieri il lunedì e il giovedì dalle 17 alle 18:30, via Borgo Palazzo 16",
     "Corso di italiano per stranieri", INITIATIVE, "", "integrazione", "via Borgo Palazzo 16"),
    ("Festa di primavera, a maggio, data da definire, piazza Pacati, Monterosso",
     "Festa di primavera", INITIATIVE, "monterosso", "", "Piazza Pacati"),
    ("Castagnata\nsabato 28 novembre ore 15:00\nParco Olmi (parco della Malpensata)\nMalpensata",
     "Castagnata", INITIATIVE, "malpensata", "", "Parco Olmi (parco della Malpensata)"),
    ("📅 Giovedì 10 dicembre, ore 18 📍 Sala Galmozzi", None, INITIATIVE, "", "", "Sala Galmozzi"),
    ("riunione di rete 2 dicembre h 20.45, sala civica, Boccaleone",
     "Riunione di rete", MEETING, "boccaleone", "", "Sala civica di Boccaleone"),
    ("Giochi da tavolo, ogni venerdì alle 20:30, Edoné, Redona", "Giochi da tavolo", INITIATIVE, "redona", "", "Edoné"),
    ("Serata sulla sicurezza, giovedì 3/12 ore 21, Cineteatro Qoelet (Sala della comunità), rete Redona",
     "Serata sulla sicurezza", INITIATIVE, "redona", "sicurezza", "Cineteatro Qoelet (Sala della comunità)"),
    ("Incontro, Città Alta, mercoledì 2 dicembre ore 18, Teatro Seminarino",
     "Incontro", MEETING, "citta-alta", "", "Teatro Seminarino"),
    ("giovedì 3 dicembre alle 21", None, INITIATIVE, "", "", None),
    ("Assemblea della rete giovedì 3 dicembre ore 20.45 spazio di quartiere di Celadina",
     "Assemblea della rete", MEETING, "celadina", "", "Al Civico 7 - spazio di quartiere Celadina"),
    ("riunione rete boccaleone 1/12/26 ore 18.00 scuola Rosa",
     "Riunione rete boccaleone", MEETING, "boccaleone", "", "scuola Rosa"),
    ("Cena SABATO 12 DICEMBRE ORE 20,00 ORATORIO REDONA", "Cena", INITIATIVE, "redona", "", "Oratorio di Redona"),
    ("domani alle 18 assemblea straordinaria rete celadina al civico 7",
     "Assemblea straordinaria rete celadina", MEETING, "celadina", "", "Al Civico 7 - spazio di quartiere Celadina"),
    ("festa in strada domenica 29 novembre h 14.30 - 19 via Solari e parco degli scout",
     "Festa in strada", INITIATIVE, "", "", "via Solari e parco degli scout"),
    ("Camminata tra i quartieri di Redona e Celadina domenica 6 dicembre ritrovo ore 9.30 piazza Pacati",
     "Camminata tra i quartieri di Redona e Celadina", INITIATIVE, "redona celadina", "salute", "Piazza Pacati"),
    ("aperitivo venerdi 27 novembre ore 18-20, Istituto Suore del Sacro Cuore, via Ghirardelli 9",
     "Aperitivo", INITIATIVE, "", "", "Istituto Suore del Sacro Cuore"),
    ('Laboratorio "Mani in pasta" mercoledì 9 dicembre ore 16',
     'Laboratorio "Mani in pasta"', INITIATIVE, "", "", None),
    ("yoga al parco ogni sabato ore 10 parco Goisis",
     "Yoga al parco", INITIATIVE, "", "salute", "Parco Goisis"),
    ("Ciao, vorrei pubblicare: cena sociale domani alle 20 presso la palestra di Loreto. Grazie!",
     "Cena sociale", INITIATIVE, "loreto", "", "palestra di Loreto"),
    ("Concerto ven. 11/12 ore 21 Cineteatro Qoelet ingresso libero",
     "Concerto, ingresso libero", INITIATIVE, "", "", "Cineteatro Qoelet (Sala della comunità)"),
    ("Homework help every Monday 4pm-6pm in the library, Loreto",
     "Homework help", INITIATIVE, "loreto", "educazione", "library"),
    ("Festa il 6 dicembre di san Nicolò", "Festa di san Nicolò", INITIATIVE, "", "", None),
    ("rete Centro Papa Giovanni", None, INITIATIVE, "centro-papa-giovanni", "", None),
]  # fmt: skip


def told(sketch: Sketch) -> tuple[str | None, Kind, str, str, str | None]:
    place = None if sketch.venue is None else sketch.venue.name
    return sketch.title, sketch.kind, " ".join(sketch.networks), " ".join(sketch.themes), place


@pytest.mark.parametrize(("text", *"tknhp"), TOLD, ids=[row[0] for row in TOLD])
def test_an_event_is_read_from_one_message(city: City, text: str, t, k, n, h, p) -> None:
    assert told(read_sketch(text, city, MONDAY)) == (t, k, n, h, p)


def test_a_place_of_the_pack_comes_with_its_address(city: City) -> None:
    sketch = read_sketch("Assemblea giovedì 3 dicembre 20:45, spazio di quartiere, rete Celadina", city, MONDAY)
    assert sketch.venue == Venue("Al Civico 7 - spazio di quartiere Celadina", "via Antonio Curò 7")
    assert written(sketch.reading) == "2026-12-03 20:45"


def test_an_address_that_is_typed_is_kept(city: City) -> None:
    sketch = read_sketch("Cena sociale, domani alle 20, salone della ciclofficina, via Moroni 12", city, MONDAY)
    assert sketch.venue == Venue("salone della ciclofficina", "via Moroni 12")
    assert written(sketch.reading) == "2026-11-24 20:00"


def test_a_sort_of_place_that_more_quarters_have_is_left_as_typed(city: City) -> None:
    assert read_sketch("Assemblea domani alle 21, spazio di quartiere", city, MONDAY).venue == Venue(
        "spazio di quartiere"
    )


def test_the_whole_city_is_said(city: City) -> None:
    sketch = read_sketch("Mercatino, sabato 5 dicembre tutto il giorno, tutta la città", city, MONDAY)
    assert (sketch.title, sketch.city_wide, sketch.networks) == ("Mercatino", True, ())


def test_what_has_to_be_asked_of_its_moment_is_in_the_reading(city: City) -> None:
    sketch = read_sketch("Assemblea giovedì 4 dicembre 20:45, rete Celadina", city, MONDAY)
    assert (sketch.reading.doubt, sketch.title) == (Doubt.WEEKDAY, "Assemblea")


def test_of_two_quarters_by_one_name_none_is_guessed(city: City) -> None:
    assert read_sketch("Assemblea domani alle 21, Valtesse", city, MONDAY).networks == ()


WORDS = sorted({word for row in TOLD for word in row[0].split()})


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)))
def test_any_text_is_borne(city: City, text: str) -> None:
    sketch = read_sketch(text, city, MONDAY)
    assert sketch.title is None or sketch.title.strip()
    assert set(sketch.networks) <= city.networks.keys()
    assert not (sketch.city_wide and sketch.networks)
