"""Dates, times and recurrences as operators write them, each with what it means; all are read at one in the afternoon
of Monday 23 November 2026. "hour? A | B" is a doubt with its candidates."""

from datetime import UTC, datetime

import pytest

from domain.agenda.event import Timed
from domain.agenda.recurrence import checked
from domain.agenda.timing import wall_time
from domain.moments import Doubt, read_instant, read_moment
from tests.support.moments import ENGLISH, ITALIAN, MONDAY, ROME, read, written


@pytest.mark.parametrize(("text", "meant"), [*ITALIAN, *ENGLISH], ids=[text for text, _ in [*ITALIAN, *ENGLISH]])
def test_a_moment_is_read_or_asked(text: str, meant: str) -> None:
    assert written(read(text)) == meant


def test_the_tables_are_as_long_as_promised() -> None:
    assert len(ITALIAN) >= 60
    assert len(ENGLISH) >= 20


@pytest.mark.parametrize("text", [text for text, _ in [*ITALIAN, *ENGLISH]])
def test_capitals_accents_and_blanks_change_nothing(text: str) -> None:
    meant = written(read(text))
    for changed in (text.upper(), text.replace("ì", "i'"), f"  {text} !!! 🙏", text.replace(" ", "  ")):
        assert written(read(changed)) == meant, changed


@pytest.mark.parametrize("text", [text for text, meant in [*ITALIAN, *ENGLISH] if "?" not in meant])
def test_around_it_may_stand_what_is_no_date(text: str) -> None:
    reading = read(f"Cena sociale, {text}, cortile della parrocchia")
    assert (written(reading), reading.rest) == (written(read(text)), "Cena sociale, cortile della parrocchia")


@pytest.mark.parametrize("text", [text for text, meant in [*ITALIAN, *ENGLISH] if "FREQ" in meant])
def test_every_rule_is_one_that_the_agenda_takes(text: str) -> None:
    for moment in read(text).moments:
        if moment.recurrence is not None and moment.recurrence.rule is not None:
            at = wall_time(moment.when.starts_at, ROME) if isinstance(moment.when, Timed) else datetime.min.time()
            assert checked(moment.recurrence.rule, at, ROME) == moment.recurrence.rule


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Assemblea giovedì 3 dicembre 20:45, spazio di quartiere", "Assemblea, spazio di quartiere"),
        ("Pranzo di Natale, domenica 20 dicembre ore 12:30", "Pranzo di Natale"),
        ("Festa in piazza 25 aprile, sabato 5 dicembre ore 15", "Festa in piazza 25 aprile"),
        ("Giochi\nsabato 5 dicembre, ore 22:00, fino a domenica 6 dicembre, ore 09:00\nal parco", "Giochi\nal parco"),
        ("Bambini 6-10 anni (sabato 5 dicembre ore 16)", "Bambini 6-10 anni"),
        ("sarò alla riunione del 3 alle 21", "sarò alla riunione"),
    ],
)
def test_the_rest_is_what_was_not_read(text: str, rest: str) -> None:
    assert read(text).doubt is None
    assert read(text).rest == rest


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("domani alle 9", "2026-11-24 09:00"),
        ("stasera alle 18:30", "2026-11-23 18:30"),
        ("tra due ore", "2026-11-23 15:00"),
        ("tra mezz’ora", "2026-11-23 13:30"),
        ("lunedì mattina alle 8", "2026-11-30 08:00"),
        ("sabato dalle 15 alle 19", "2026-11-28 15:00"),
        ("domani alle 3", "hour? 2026-11-24 03:00 | 2026-11-24 15:00"),
        ("alle 18:30", "no day? 2026-11-23 18:30 | 2026-11-24 18:30"),
        ("domani", "no time? 2026-11-24"),
        ("domani tutto il giorno", "no time? 2026-11-24"),
        ("ogni lunedì alle 9", "rule? 2026-11-30 09:00"),
        ("appena puoi", "nothing?"),
    ],
)
def test_when_something_is_to_be_sent(text: str, meant: str) -> None:
    assert written(read_instant(text, MONDAY, ROME)) == meant


def test_an_hour_that_has_gone_by_is_not_offered() -> None:
    assert written(read("oggi alle 8")) == "2026-11-23 20:00"
    assert written(read("lunedì alle 10")) == "2026-11-30 10:00"
    assert read("giovedì 26 novembre alle 8").doubt is Doubt.HOUR


def test_of_an_hour_that_the_clock_shows_twice_the_first_is_meant() -> None:
    [moment] = read_moment("25 ottobre ore 02:30", datetime(2026, 10, 20, tzinfo=UTC), ROME).moments
    assert moment.when == Timed(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
