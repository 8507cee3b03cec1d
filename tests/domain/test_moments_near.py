"""Moving an event: what is not said stays as it was. It was on Thursday 3 December 2026, from 20:45 to 22:45."""

from datetime import UTC, date, datetime

import pytest

from domain.agenda.event import Timed, When, WholeDays
from domain.moments import Doubt, Moment, read_moment
from tests.support.moments import MONDAY, ROME, written

THURSDAY = Timed(datetime(2026, 12, 3, 19, 45, tzinfo=UTC), datetime(2026, 12, 3, 21, 45, tzinfo=UTC))


def moved(text: str, near: When = THURSDAY) -> str:
    return written(read_moment(text, MONDAY, ROME, near=near))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("alle 21", "2026-12-03 21:00/23:00"),
        ("dalle 18 alle 20", "2026-12-03 18:00/20:00"),
        ("stesso giorno alle 21", "2026-12-03 21:00/23:00"),
        ("venerdì 11 dicembre", "2026-12-11 20:45/22:45"),
        ("il 10", "2026-12-10 20:45/22:45"),
        ("giovedì della prossima settimana", "2026-12-03 20:45/22:45"),
        ("domani", "2026-11-24 20:45/22:45"),
        ("domani alle 18, stessa sala", "2026-11-24 18:00/20:00"),
        ("una settimana dopo", "2026-12-10 20:45/22:45"),
        ("rimandato di due settimane", "2026-12-17 20:45/22:45"),
        ("una settimana prima", "2026-11-26 20:45/22:45"),
        ("il giorno dopo alle 18", "2026-12-04 18:00/20:00"),
        ("the day before at the same time", "2026-12-02 20:45/22:45"),
        ("mezz’ora prima", "2026-12-03 20:15/22:15"),
        ("un’ora dopo", "2026-12-03 21:45/23:45"),
        ("tutto il giorno", "2026-12-03"),
        ("a gennaio, data da definire", "month 2027-01"),
        ("venerdì", "several? 2026-12-04 20:45/22:45 | 2026-11-27 20:45/22:45"),
        ("alle 9", "hour? 2026-12-03 09:00/11:00 | 2026-12-03 21:00/23:00"),
        ("tre settimane prima", "past?"),
        ("non so ancora", "nothing?"),
        ("fai durare fino alle 23:30", "2026-12-03 20:45/23:30"),
        ("finisce alle 23", "2026-12-03 20:45/23:00"),
        ("fino alle 2", "2026-12-03 20:45/02:00"),
        ("rimandata al 10", "2026-12-10 20:45/22:45"),
        ("venerdì 11, fino alle 23", "2026-12-11 20:45/23:00"),
        ("ogni giovedì", "2026-12-03 20:45/22:45 FREQ=WEEKLY;BYDAY=TH"),
        ("ogni due settimane", "2026-12-03 20:45/22:45 FREQ=WEEKLY;INTERVAL=2"),
        ("tutti i lunedì e mercoledì alle 18", "2026-12-07 18:00/20:00 FREQ=WEEKLY;BYDAY=MO,WE"),
    ],
)
def test_an_event_is_moved(text: str, meant: str) -> None:
    assert moved(text) == meant


def test_what_took_all_day_is_given_an_hour() -> None:
    assert moved("alle 21", WholeDays(date(2026, 12, 3), date(2026, 12, 3))) == "2026-12-03 21:00"
    assert moved("una settimana dopo", WholeDays(date(2026, 12, 3), date(2026, 12, 5))) == "2026-12-10..2026-12-12"


def test_a_week_on_over_the_change_of_the_clock_it_is_at_the_same_hour() -> None:
    before = Timed(datetime(2027, 3, 25, 19, 45, tzinfo=UTC))
    reading = read_moment("una settimana dopo", MONDAY, ROME, near=before)
    assert reading.moments == (Moment(Timed(datetime(2027, 4, 1, 18, 45, tzinfo=UTC))),)
    assert reading.doubt is not Doubt.PAST
