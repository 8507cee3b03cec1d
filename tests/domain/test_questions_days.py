"""The days that residents mean, on whichever day they say so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.agenda.periods import Days
from domain.lookup import Index
from domain.questions import read
from domain.questions.days import period_said

WEDNESDAY = date(2026, 11, 25)


def said(words: str, today: date = WEDNESDAY) -> tuple[str, str] | None:
    days = period_said(words, today).days
    return None if days is None else (days.first_on.isoformat(), days.last_on.isoformat())


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("oggi", "2026-11-25", "2026-11-25"),
        ("stasera", "2026-11-25", "2026-11-25"),
        ("oggi pomeriggio", "2026-11-25", "2026-11-25"),
        ("domani sera", "2026-11-26", "2026-11-26"),
        ("tomorrow in the morning", "2026-11-26", "2026-11-26"),
        ("dopodomani", "2026-11-27", "2026-11-27"),
        ("the day after tomorrow", "2026-11-27", "2026-11-27"),
        ("mercoledi", "2026-12-02", "2026-12-02"),
        ("sabato prossimo", "2026-11-28", "2026-11-28"),
        ("next saturday", "2026-11-28", "2026-11-28"),
        ("sabato e domenica", "2026-11-28", "2026-11-29"),
        ("oggi o domani", "2026-11-25", "2026-11-26"),
        ("da venerdi a domenica", "2026-11-27", "2026-11-29"),
        ("venerdi della settimana prossima", "2026-12-04", "2026-12-04"),
        ("sabato 5 dicembre", "2026-12-05", "2026-12-05"),
        ("lunedi 30", "2026-11-30", "2026-11-30"),
        ("questo fine settimana", "2026-11-28", "2026-11-29"),
        ("prossimo weekend", "2026-11-28", "2026-11-29"),
        ("questa settimana", "2026-11-25", "2026-11-29"),
        ("in settimana", "2026-11-25", "2026-11-29"),
        ("la settimana prossima", "2026-11-30", "2026-12-06"),
        ("questo mese", "2026-11-25", "2026-11-30"),
        ("entro fine mese", "2026-11-25", "2026-11-30"),
        ("il mese prossimo", "2026-12-01", "2026-12-31"),
        ("a dicembre", "2026-12-01", "2026-12-31"),
        ("a ottobre", "2027-10-01", "2027-10-31"),
        ("a novembre", "2026-11-25", "2026-11-30"),
        ("a meta dicembre", "2026-12-11", "2026-12-20"),
        ("a fine dicembre", "2026-12-21", "2026-12-31"),
        ("in may", "2027-05-01", "2027-05-31"),
        ("nei prossimi 10 giorni", "2026-11-25", "2026-12-04"),
        ("nelle prossime 2 settimane", "2026-11-25", "2026-12-08"),
        ("in the next 7 days", "2026-11-25", "2026-12-01"),
        ("tra una settimana", "2026-12-02", "2026-12-02"),
        ("fra 3 giorni", "2026-11-28", "2026-11-28"),
        ("in 2 weeks", "2026-12-09", "2026-12-09"),
        ("tra un mese", "2026-12-25", "2026-12-25"),
        ("il 5", "2026-12-05", "2026-12-05"),
        ("the 5 th", "2026-12-05", "2026-12-05"),
        ("l 8 dicembre", "2026-12-08", "2026-12-08"),
        ("december 5 th", "2026-12-05", "2026-12-05"),
        ("5 th of december", "2026-12-05", "2026-12-05"),
        ("5 dicembre 2027", "2027-12-05", "2027-12-05"),
        ("dal 3 al 6 dicembre", "2026-12-03", "2026-12-06"),
        ("3 6 dicembre", "2026-12-03", "2026-12-06"),
        ("from 3 to 6 december", "2026-12-03", "2026-12-06"),
        ("il 7 e l 8 dicembre", "2026-12-07", "2026-12-08"),
        ("dal 28 novembre al 3 dicembre", "2026-11-28", "2026-12-03"),
        ("dal 28 al 3 dicembre", "2026-11-28", "2026-12-03"),
        ("dal 3 al 6", "2026-12-03", "2026-12-06"),
        ("fino al 10 dicembre", "2026-11-25", "2026-12-10"),
        ("entro venerdi", "2026-11-25", "2026-11-27"),
        ("dal 5 dicembre in poi", "2026-12-05", "2026-12-18"),
        ("il 29 febbraio", "2028-02-29", "2028-02-29"),
        ("a natale", "2026-12-25", "2026-12-25"),
        ("new year s eve", "2026-12-31", "2026-12-31"),
        ("capodanno", "2027-01-01", "2027-01-01"),
        ("per l epifania", "2027-01-06", "2027-01-06"),
        ("pasqua", "2027-03-28", "2027-03-28"),
        ("pasquetta", "2027-03-29", "2027-03-29"),
        ("carnevale", "2027-02-04", "2027-02-09"),
        ("la notte di santa lucia", "2026-12-13", "2026-12-13"),
        ("quest anno", "2026-11-25", "2026-12-31"),
        ("l anno prossimo", "2027-01-01", "2027-12-31"),
        ("in estate", "2027-06-01", "2027-08-31"),
        ("quest inverno", "2026-12-01", "2027-02-28"),
    ],
)
def test_a_period_has_its_days(words: str, first: str, last: str) -> None:
    assert said(words) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nei prossimi giorni",
        "prossimamente",
        "coming soon",
        "ieri sera",
        "sabato scorso",
        "last saturday",
        "5 dicembre 2020",
        "il 31 febbraio",
        "31 febbraio 2027",
        "dal 30 al 31 febbraio",
        "a santa lucia",
        "via sabato 3",
        "via 20 settembre 12",
        "piazza 4 novembre",
        "parco 8 marzo",
        "prossimi 0 giorni",
    ],
)
def test_what_names_no_days_to_come_is_no_period(words: str) -> None:
    assert said(words) is None


@pytest.mark.parametrize(
    ("words", "today", "first", "last"),
    [
        ("questo weekend", date(2026, 11, 28), "2026-11-28", "2026-11-29"),
        ("questo weekend", date(2026, 11, 29), "2026-11-29", "2026-11-29"),
        ("prossimo weekend", date(2026, 11, 28), "2026-12-05", "2026-12-06"),
        ("sabato", date(2026, 11, 28), "2026-12-05", "2026-12-05"),
        ("la settimana prossima", date(2026, 11, 29), "2026-11-30", "2026-12-06"),
        ("il 25", WEDNESDAY, "2026-11-25", "2026-11-25"),
        ("a dicembre", date(2026, 12, 30), "2026-12-30", "2026-12-31"),
        ("il mese prossimo", date(2026, 12, 30), "2027-01-01", "2027-01-31"),
        ("fine mese", date(2027, 2, 26), "2027-02-26", "2027-02-28"),
        ("questo inverno", date(2027, 1, 10), "2027-01-10", "2027-02-28"),
        ("tra un mese", date(2027, 1, 31), "2027-02-28", "2027-02-28"),
        ("natale", date(2026, 12, 26), "2027-12-25", "2027-12-25"),
    ],
)
def test_a_period_depends_on_the_day_on_which_it_is_said(words: str, today: date, first: str, last: str) -> None:
    assert said(words, today) == (first, last)


def test_the_words_of_a_period_are_taken_from_the_text() -> None:
    period = period_said("cosa c e sabato in piazza", WEDNESDAY)
    assert (period.words, period.rest) == ("sabato", "cosa c e | in piazza")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("eventi il 5/12", "2026-12-05"),
        ("eventi 5.12", "2026-12-05"),
        ("eventi 05.12.2026", "2026-12-05"),
        ("eventi 5-12-26", "2026-12-05"),
        ("eventi 2026-12-05", "2026-12-05"),
        ("eventi a Redona alle 18.30", None),
        ("eventi in via Moroni 5/12", None),
        ("eventi 3-4 volte", None),
    ],
)
def test_a_date_may_be_written_in_figures(index: Index, text: str, day: str | None) -> None:
    days = read(index, text, WEDNESDAY).days
    assert (days and days.first_on.isoformat()) == day


@given(st.dates(date(2020, 1, 1), date(2090, 1, 1)), st.sampled_from(["sabato", "questo weekend", "a maggio", "il 30"]))
def test_days_are_to_come_and_in_order(today: date, words: str) -> None:
    days = period_said(words, today).days
    assert days is not None
    assert today <= days.first_on <= days.last_on
    assert isinstance(days, Days)
