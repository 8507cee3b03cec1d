"""The five honest answers, by text."""

from pathlib import Path

import pytest

from domain.city import City, load
from domain.city.model import AreaId
from domain.lookup import Index, Status, Why, build, by_area, by_position, by_text, explain
from domain.lookup.streets import stretch
from tests.domain import small_city


def test_a_street_that_crosses_areas_needs_its_number(index: Index) -> None:
    answer = by_text(index, "via Borgo Palazzo")
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.NUMBER_NEEDED)
    assert answer.street == "Via Borgo Palazzo"
    assert answer.areas[0] == "borgo-palazzo-alle-valli"
    assert by_text(index, f"{answer.street} 60").areas == ("borgo-palazzo-alle-valli",)


def test_a_number_near_a_border_is_asked_about(index: Index) -> None:
    answer = by_text(index, "largo Bortolo Belotti 1")
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.NEAR_BORDER)
    assert answer.areas == ("centro-papa-giovanni-xxiii", "centro-pignolo")
    assert answer.street is None


def test_two_streets_of_one_name_are_both_offered(index: Index) -> None:
    answer = by_text(index, "via Rota 3")
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.NAMESAKES)
    assert answer.understood == "Via Fratelli Rota 3 / Via Gianbattista Rota 3"


def test_the_sort_of_street_decides_between_namesakes(index: Index) -> None:
    assert by_text(index, "via San Lazzaro").understood == "Via San Lazzaro"
    assert by_text(index, "vicolo San Lazzaro").understood == "Vicolo San Lazzaro"


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Papa Giovanni", "villaggio-degli-sposi", "centro-papa-giovanni-xxiii"),
        ("Clementina", "borgo-palazzo-alle-valli", "boccaleone"),
        ("Accademia Carrara", "centro-pignolo", "borgo-santa-caterina"),
    ],
)
def test_a_word_of_two_meanings_is_asked_about(index: Index, text: str, first: str, second: str) -> None:
    answer = by_text(index, text)
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.MEANINGS)
    assert answer.areas[:2] == (first, second)


def test_a_postcode_offers_its_areas_most_houses_first(index: Index, city: City) -> None:
    answer = by_text(index, "24122")
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.POSTCODE)
    assert answer.areas == ("centro-sant-alessandro", "centro-papa-giovanni-xxiii")
    assert by_text(index, "cap 24124").areas[0] == city.postcodes["24124"].areas[0][0]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Redona", "redona"),
        ("quartiere Malpensata", "malpensata"),
        ("abito a Boccaleone", "boccaleone"),
        ("Sità Ólta", "citta-alta"),
        ("sita olta", "citta-alta"),
        ("Bocaliù", "boccaleone"),
        ("vilas di spus", "villaggio-degli-sposi"),
        ("rione dei poeti", "campagnola"),
        ("La Tavolozza", "monterosso"),
        ("i colori della Morla", "valtesse-sant-antonio-valverde"),
        ("San Tommaso", "san-tomaso"),
        ("parrocchia di San Sisto", "colognola"),
        ("la chiesa di San Colombano", "valtesse-san-colombano"),
        ("scuola Biffi", "san-tomaso"),
        ("vicino alla stazione", "centro-papa-giovanni-xxiii"),
        ("l'ospedale", "villaggio-degli-sposi"),
        ("ospedale Papa Giovanni XXIII", "villaggio-degli-sposi"),
        ("monastero di Astino", "longuelo"),
        ("portici di piazza Vittorio Veneto", "centro-papa-giovanni-xxiii"),
    ],
)
def test_a_quarter_or_a_known_place_is_found(index: Index, text: str, area: str) -> None:
    answer = by_text(index, text)
    assert (answer.status, answer.areas) == (Status.FOUND, (area,))


def test_a_number_makes_a_street_of_a_quarters_name(index: Index) -> None:
    assert by_text(index, "Borgo Palazzo").understood == "Borgo Palazzo - Alle Valli"
    assert by_text(index, "Borgo Palazzo 60").understood == "Via Borgo Palazzo 60"


def test_an_area_without_a_network_names_the_nearest_that_have_one(index: Index, city: City) -> None:
    for answer in (by_text(index, "i Colli"), by_area(index, AreaId("colli"))):
        assert (answer.status, answer.areas) == (Status.UNSERVED, ("colli",))
        assert len(answer.nearest) == 2
        assert all(city.network_of(area) for area in answer.nearest)


def test_an_unserved_area_is_still_offered_among_others(index: Index) -> None:
    assert set(by_text(index, "via Torni 26").areas) == {"colli", "longuelo"}


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Seriate", "Seriate"),
        ("abito a Seriate", "Seriate"),
        ("via Borgo Palazzo 5, Seriate", "Seriate"),
        ("via Donizetti 7 Clusone", "Clusone"),
        ("Napoli via Garibaldi 17", "Napoli"),
        ("via dei Pioppi 3, Dalmine", "Dalmine"),
        ("via Dante 3 Dalmine (Bergamo)", "Dalmine"),
        ("Azzano San Paolo", "Azzano San Paolo"),
        ("via Marconi 4, Torre Boldone BG", "Torre Boldone"),
        ("Almè via Donizetti 15", "Almè"),
        ("I live in Milan", "Milano"),
    ],
)
def test_another_town_is_recognised(index: Index, text: str, town: str) -> None:
    answer = by_text(index, text)
    assert (answer.status, answer.town, answer.areas) == (Status.OUTSIDE, town, ())


@pytest.mark.parametrize(
    "text", ["via Zanica 5", "via Milano", "via Milano 5 Bergamo", "viale Roma, Bergamo", "via Orio 3"]
)
def test_a_street_named_after_a_town_stays_a_street(index: Index, text: str) -> None:
    assert by_text(index, text).areas


def test_an_address_of_another_postcode_is_elsewhere(index: Index) -> None:
    assert by_text(index, "via Garibaldi 17, 24065").status is Status.OUTSIDE
    assert by_text(index, "via Garibaldi 17, 24100 Bergamo").areas


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "?",
        "😀😀",
        "via",
        "via 12",
        "12",
        "12345",
        "0",
        "Bergamo",
        "bergamo bg italia",
        "ciao",
        "grazie mille",
        "chi sei?",
        "come funziona?",
        "casa mia",
        "il parco",
        "la chiesa",
        "la scuola",
        "citofono Rossi",
        "ho perso il gatto",
        "via dei Folletti 9",
        "via Topolino 313",
        "viale dei Draghi 3",
        "piazza degli Unicorni",
        "via Seriate 5",
        "via Batman 12",
        "corso Supercazzola 4",
        "via A. B. 5",
        "via dei Gatti 12",
        "asdfgh",
        "non so dove abito",
        "help me please",
    ],
)
def test_nonsense_is_no_place(index: Index, text: str) -> None:
    answer = by_text(index, text)
    assert (answer.status, answer.areas) == (Status.UNKNOWN, ())


def test_a_number_between_two_runs_may_lie_in_either(city: City) -> None:
    street = next(street for street in city.streets if street.name == "Largo Bortolo Belotti")
    assert stretch(street, 20).listed
    assert not stretch(street, 29).listed
    assert stretch(street, 29).areas[0] == "centro-pignolo"


def test_a_number_far_past_the_last_one_says_nothing(index: Index) -> None:
    answer = by_text(index, "via Moroni 5000")
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.NUMBER_NEEDED)
    assert answer.areas == by_text(index, "via Moroni").areas
    assert answer.score < by_text(index, "via Moroni").score


def test_an_uncertain_place_near_a_border_is_asked_about(index: Index) -> None:
    answer = by_text(index, "Questura")
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.NEAR_BORDER)
    assert answer.areas[0] == "borgo-santa-caterina"


def test_two_addresses_in_one_message_are_both_offered(index: Index) -> None:
    answer = by_text(index, "lavoro in via Borgo Palazzo 60 e abito in via Moroni 12")
    assert (answer.status, answer.why) == (Status.AMBIGUOUS, Why.MEANINGS)
    assert set(answer.areas) == {"borgo-palazzo-alle-valli", "centro-sant-alessandro"}


def test_another_city_is_another_folder(tmp_path: Path) -> None:
    borgo = build(load(small_city.write(tmp_path / "borgo")))
    assert by_text(borgo, "abito in v. longa 4").areas == ("alta",)
    assert by_text(borgo, "via Lunga, 3 Borgo").areas == ("alta", "bassa")
    assert by_text(borgo, "p.zza Tonda").nearest == ("alta",)
    assert by_text(borgo, "il colle").why is Why.MEANINGS
    assert by_text(borgo, "24100").areas == ("bassa", "alta")
    assert by_text(borgo, "via Roma 3, Vicino").town == "Vicino"
    assert by_text(borgo, "via Moroni 12").status is Status.UNKNOWN
    assert by_position(borgo, 45.15, 9.15).areas == ("alta",)
    assert by_position(borgo, 45.2001, 9.15).areas == ("alta",)  # eleven metres off the edge
    assert by_position(borgo, 45.2005, 9.15).status is Status.OUTSIDE
    assert by_position(borgo, 45.0995, 9.1998).areas == ("bassa", "alta")


def test_an_explanation_shows_the_candidates_cheapest_first(index: Index) -> None:
    explanation = explain(index, "v. Moroni 12/a, 24122 Bergamo")
    assert explanation.words == "via moroni 12 a bergamo"
    assert explanation.postcode == "24122"
    assert explanation.candidates[0].name == "Via Gianbattista Moroni"
    costs = [candidate.cost for candidate in explanation.candidates]
    assert costs == sorted(costs)
    assert explanation.answer == by_text(index, "v. Moroni 12/a, 24122 Bergamo")
