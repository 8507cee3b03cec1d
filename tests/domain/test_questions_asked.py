"""Questions as residents write them, each with what it means; all are asked on Wednesday 25 November 2026."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.lookup import Index
from domain.questions import Question, explain, read

WEDNESDAY = date(2026, 11, 25)

with Path(__file__).with_name("questions_asked.csv").open(encoding="utf-8", newline="") as file:
    ASKED = [tuple(row) for row in csv.reader(file)][1:]
TEXTS = [row[0] for row in ASKED]


def written(question: Question) -> tuple[str, ...]:
    days = (str(question.days.first_on), str(question.days.last_on)) if question.days else ("", "")
    return (question.intent, ";".join(question.networks), *days, question.theme or "")


@pytest.mark.parametrize("row", ASKED, ids=TEXTS)
def test_a_question_is_understood(index: Index, row: tuple[str, ...]) -> None:
    text, *meant = row
    assert written(read(index, text, WEDNESDAY)) == tuple(meant)


def plain(text: str) -> str:
    return "".join(
        character for character in unicodedata.normalize("NFD", text) if not unicodedata.combining(character)
    )


@pytest.mark.parametrize(
    "changed",
    [str.upper, plain, lambda text: text.replace("'", "’"), lambda text: f"  {text} !!!", lambda text: f"{text}\n🙏"],
    ids=["capitals", "accents", "apostrophes", "punctuation", "emoji"],
)
def test_capitals_accents_apostrophes_and_punctuation_change_nothing(index: Index, changed) -> None:
    for text in TEXTS:
        assert read(index, changed(text), WEDNESDAY) == read(index, text, WEDNESDAY), text


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(TEXTS), max_size=4).map(" ".join)),
    st.dates(date(2020, 1, 1), date(2090, 1, 1)),
)
def test_any_text_is_read_and_no_day_is_over(index: Index, text: str, today: date) -> None:
    question = read(index, text, today)
    assert question.days is None or today <= question.days.first_on <= question.days.last_on


@given(st.lists(st.sampled_from(sorted({word for text in TEXTS for word in text.split()})), max_size=12).map(" ".join))
def test_words_in_any_order_are_read(index: Index, text: str) -> None:
    explanation = explain(index, text, WEDNESDAY)
    assert explanation.question == read(index, text, WEDNESDAY)
    assert all(evidence.words for evidence in explanation.evidence)


def test_a_very_long_message_is_read(index: Index) -> None:
    assert read(index, "cosa c'è sabato a Redona? " + "bla " * 20_000, WEDNESDAY).networks == ("redona",)


def test_an_explanation_shows_which_words_gave_what(index: Index) -> None:
    explanation = explain(index, "Inziative x bambini sabto a Redona con merenda", WEDNESDAY)

    assert explanation.words == "iniziative per bambini sabato a redona con merenda"
    assert [(evidence.gave, evidence.words) for evidence in explanation.evidence] == [
        ("events", "iniziative"),
        ("period", "sabato"),
        ("theme famiglia", "bambini"),
        ("place", "redona"),
    ]
    assert explanation.left == "iniziative merenda"
