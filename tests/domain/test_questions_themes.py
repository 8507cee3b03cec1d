"""The words of each theme, and the themes that a city has."""

from datetime import date
from pathlib import Path

import pytest

from domain.city import City, load
from domain.lookup import Index, build
from domain.questions import Intent, read
from domain.questions.theme_words import KINDS_OF_PLACE, THEME_WORDS
from tests.domain import small_city

WEDNESDAY = date(2026, 11, 25)


def test_every_theme_has_its_words(city: City) -> None:
    assert set(THEME_WORDS) == set(city.themes)
    assert set(KINDS_OF_PLACE) <= set(city.themes)


@pytest.mark.parametrize("theme", THEME_WORDS)
def test_every_word_of_a_theme_is_understood(index: Index, theme: str) -> None:
    for words in "|".join(THEME_WORDS[theme].splitlines()).split("|"):
        if words.strip():
            assert read(index, f"eventi {words.strip()} domani", WEDNESDAY).theme == theme, words


def test_a_theme_is_understood_by_the_name_of_the_pack(index: Index, city: City) -> None:
    for theme in city.themes.values():
        for name in theme.names.values():
            assert read(index, f"iniziative: {name}", WEDNESDAY).theme == theme.id


def test_the_theme_named_first_counts(index: Index) -> None:
    assert read(index, "doposcuola per bambini a Redona", WEDNESDAY).theme == "educazione"
    assert read(index, "giochi per bambini e aiuto nei compiti", WEDNESDAY).theme == "famiglia"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("cosa c'è al parco sabato?", "ambiente"),
        ("cosa c'è al parco Suardi sabato?", None),
        ("eventi in piazza domani", "spazi-urbani"),
        ("eventi in piazza Pontida domani", None),
        ("eventi nelle scuole domani", "educazione"),
        ("festa dei bambini al parco sabato", "famiglia"),
    ],
)
def test_a_kind_of_place_is_a_theme_unless_it_is_a_place(index: Index, text: str, theme: str | None) -> None:
    question = read(index, text, WEDNESDAY)
    assert (question.intent, question.theme) == (Intent.EVENTS, theme)


def test_a_city_with_other_themes_has_its_own(tmp_path: Path) -> None:
    index = build(load(small_city.write(tmp_path)))

    assert read(index, "eventi per il verde", WEDNESDAY).theme == "verde"
    assert read(index, "eventi per bambini a Borgo Alto", WEDNESDAY).theme is None
