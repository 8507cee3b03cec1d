"""How an event repeats, in plain Italian, as a rule: "ogni terzo martedì del mese, fino al 30/6/2027"."""

import re
from datetime import date, timedelta

from domain.agenda.recurrence import days
from domain.calendar.csv_times import UnreadableError, day
from domain.calendar.limits import TEXT
from domain.calendar.problem import Why
from domain.lookup.normalise import fold

_WEEKDAYS = {"lunedi": "MO", "martedi": "TU", "mercoledi": "WE", "giovedi": "TH", "venerdi": "FR", "sabato": "SA"}
_WEEKDAYS["domenica"] = "SU"
_WEEKDAYS |= {name[:3]: day_ for name, day_ in _WEEKDAYS.items()}
_PLACES = {"primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3, "quarto": 4, "quarta": 4}
_PLACES |= {"quinto": 5, "quinta": 5, "ultimo": -1, "ultima": -1, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
_UNITS = {"giorno": "DAILY", "giorni": "DAILY", "settimana": "WEEKLY", "settimane": "WEEKLY", "mese": "MONTHLY"}
_UNITS |= {"mesi": "MONTHLY", "anno": "YEARLY", "anni": "YEARLY"}
_NUMBERS = {"due": 2, "tre": 3, "quattro": 4, "sei": 6}
_MOST = 99
_FREE = frozenset({"ogni", "tutti", "tutte", "il", "i", "la", "le", "lo", "l", "e", "di", "del", "al", "o", "a"})
_UNTIL = re.compile(r"\b(?:fino|sino)\s+(?:all'|al|a)", re.IGNORECASE)


def rule_of(cell: str, first_on: date) -> str | None:
    """Give the rule (RFC 5545 §3.3.10); None for an event that takes place once. Raises UnreadableError.

    A first day that the rule does not have is a slip in one of the two cells.
    """
    if len(cell) > TEXT:
        raise UnreadableError(Why.REPEATS, cell)
    if fold(cell) in {"", "no", "mai", "una volta"}:
        return None
    ends = _UNTIL.search(cell)
    plain = _rule(fold(cell[: ends.start()] if ends else cell).split(), cell)
    if "BYDAY" in plain and not any(days(_once(plain), first_on - timedelta(days=1), first_on, first_on)):
        raise UnreadableError(Why.FIRST_DAY, cell)
    return f"{plain};UNTIL={day(cell[ends.end() :]):%Y%m%d}" if ends else plain


def _once(rule: str) -> str:
    """The rule for every week or month, whichever its interval chooses."""
    return re.sub(r";INTERVAL=\d+", "", rule)


def _rule(words: list[str], cell: str) -> str:
    said = [word for word in words if word not in _FREE]
    weekdays = [_WEEKDAYS[word] for word in said if word in _WEEKDAYS]
    units = [_UNITS[word] for word in said if word in _UNITS]
    others = [word for word in said if word not in _WEEKDAYS and word not in _UNITS]
    if weekdays and set(units) <= {"MONTHLY"} and others and all(word in _PLACES for word in others):
        counted = ",".join(f"{_PLACES[word]}{weekday}" for word in others for weekday in weekdays)
        return f"FREQ=MONTHLY;BYDAY={counted}"
    if weekdays and not others and set(units) <= {"WEEKLY"}:
        return f"FREQ=WEEKLY;BYDAY={','.join(dict.fromkeys(weekdays))}"
    if len(units) == 1 and not weekdays and len(others) <= 1:
        number = _number(others[0]) if others else 1
        if number:
            return f"FREQ={units[0]}" + (f";INTERVAL={number}" if number > 1 else "")
    raise UnreadableError(Why.REPEATS, cell)


def _number(word: str) -> int | None:
    if word.isdigit() and len(word) <= len(str(_MOST)):
        return int(word) or None
    return _NUMBERS.get(word)
