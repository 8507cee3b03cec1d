"""How an event may repeat, of what people choose by a key: each from its first day."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_A_WEEK = 7
_IN_EVERY_MONTH = 4


class Rhythm(StrEnum):
    """The rhythms that have a key. The values are what keys carry."""

    ONCE = "o"
    WEEKLY = "w"
    FORTNIGHTLY = "f"
    MONTHLY = "m"  # on the same weekday of the month, such as the third
    LAST = "l"  # on the last one of the month


def rhythms(first_on: date) -> Mapping[Rhythm, str | None]:
    """The rules (RFC 5545 §3.3.10) that go with a first day; None for what does not repeat."""
    weekday = _WEEKDAYS[first_on.weekday()]
    which = (first_on.day - 1) // _A_WEEK + 1
    rules: dict[Rhythm, str | None] = {
        Rhythm.ONCE: None,
        Rhythm.WEEKLY: f"FREQ=WEEKLY;BYDAY={weekday}",
        Rhythm.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
    }
    if which <= _IN_EVERY_MONTH:
        rules[Rhythm.MONTHLY] = f"FREQ=MONTHLY;BYDAY={which}{weekday}"
    if (first_on + timedelta(days=_A_WEEK)).month != first_on.month:
        rules[Rhythm.LAST] = f"FREQ=MONTHLY;BYDAY=-1{weekday}"
    return rules
