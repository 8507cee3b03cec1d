"""How an event repeats, in words: "ogni mercoledì", "il primo e il terzo lunedì del mese"."""

from datetime import date, datetime, timedelta

from domain.agenda.event import Recurrence
from handlers.i18n import Translator, mark
from handlers.views.dates import plain_day

_MONDAY = date(2024, 1, 1)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WHICH = {
    1: mark("the first"),
    2: mark("the second"),
    3: mark("the third"),
    4: mark("the fourth"),
    5: mark("the fifth"),
    -1: mark("the last"),
}
_DAYS_NAMED = 3

_SUNDAYS = {
    1: mark("the first Sunday of the month"),
    2: mark("the second Sunday of the month"),
    3: mark("the third Sunday of the month"),
    4: mark("the fourth Sunday of the month"),
    5: mark("the fifth Sunday of the month"),
    -1: mark("the last Sunday of the month"),
}
"""Whole, since in Italian Sunday alone is feminine."""


def recurrence_in_words(recurrence: Recurrence | None, today: date, t: Translator) -> str | None:
    """Say how an event repeats, and on which single days besides; None where it does not, or no words are usual."""
    if recurrence is None:
        return None
    rhythm = rule_in_words(recurrence.rule, today, t) if recurrence.rule else None
    if not recurrence.also_on or (recurrence.rule and rhythm is None):
        return rhythm
    also = [plain_day(day, today, t) for day in sorted(recurrence.also_on)]
    if len(also) > _DAYS_NAMED:
        also = [
            *also[: _DAYS_NAMED - 1],
            str(t.plural("{count} more date", "{count} more dates", len(also) - _DAYS_NAMED + 1)),
        ]
    days = t.plain_both(also)
    if rhythm is None:
        return t.label("also {days}", days=days)
    return t.label("{rhythm}, and also {days}", rhythm=rhythm, days=days)


def rule_in_words(rule: str, today: date, t: Translator) -> str | None:
    """Say a rule of those that people use; None for the others, of which the dates say enough."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    rhythm = _rhythm(parts, t)
    if rhythm is None:
        return None
    if "COUNT" in parts:
        return str(t.plural("{rhythm}, {count} time", "{rhythm}, {count} times", int(parts["COUNT"]), rhythm=rhythm))
    if "UNTIL" not in parts:
        return rhythm
    last_on = datetime.strptime(parts["UNTIL"], "%Y%m%d").date()  # noqa: DTZ007 - a day of the event's own clock
    return t.label("{rhythm}, until {day}", rhythm=rhythm, day=plain_day(last_on, today, t))


_PLAIN = {
    ("DAILY", "1"): mark("every day"),
    ("WEEKLY", "1"): mark("every week"),
    ("WEEKLY", "2"): mark("every two weeks"),
    ("MONTHLY", "1"): mark("every month"),
    ("YEARLY", "1"): mark("every year"),
}


def _rhythm(parts: dict[str, str], t: Translator) -> str | None:
    if "BYMONTH" in parts:
        return None
    weekdays, rhythm = parts.get("BYDAY"), (parts["FREQ"], parts.get("INTERVAL", "1"))
    if weekdays is None:
        return t.label(_PLAIN[rhythm]) if rhythm in _PLAIN else None
    if rhythm == ("WEEKLY", "1"):
        return t.label("every {weekdays}", weekdays=t.plain_both(_named(weekdays.split(","), t)))
    if rhythm == ("MONTHLY", "1"):
        return _counted(_counted_days(weekdays, parts.get("BYSETPOS")), t)
    return None


def _counted_days(weekdays: str, positions: str | None) -> list[tuple[int, str]] | None:
    """Each weekday with which one of the month it is."""
    if positions is not None:
        return [(int(position), weekdays) for position in positions.split(",")] if weekdays in _WEEKDAYS else None
    days = [(day[:-2], day[-2:]) for day in weekdays.split(",")]
    return [(int(number), day) for number, day in days if number] if all(number for number, _ in days) else None


def _counted(days: list[tuple[int, str]] | None, t: Translator) -> str | None:
    if not days or len({day for _, day in days}) > 1 or any(number not in _WHICH for number, _ in days):
        return None
    if days[0][1] == "SU":
        return t.plain_both(t.label(_SUNDAYS[number]) for number, _ in days)
    [weekday] = _named([days[0][1]], t)
    which = t.plain_both(t.label(_WHICH[number]) for number, _ in days)
    return t.label("{which} {weekday} of the month", which=which, weekday=weekday)


def _named(weekdays: list[str], t: Translator) -> list[str]:
    return [t.date(_MONDAY + timedelta(days=_WEEKDAYS.index(day)), "EEEE") for day in weekdays]
