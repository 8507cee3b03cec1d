"""Days that are named twice: "domani, giovedì 3 dicembre", "3 dicembre (giovedì)", "la settimana prossima, giovedì"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.agenda.periods import Days
from domain.moments.dating import possible
from domain.moments.said import Said, Sort


def agreed(days: Sequence[Said], today: date) -> list[Said]:
    """Put together what says the same day twice: "domani, giovedì 3 dicembre", "3 dicembre (giovedì)"."""
    result: list[Said] = []
    for said in days:
        together = _together(result[-1], said, today) if result else None
        if together is None:
            result.append(said)
        else:
            result[-1] = replace(together, start=result[-1].start, end=said.end, part=result[-1].part or said.part)
    return result


def _together(one: Said, other: Said, today: date) -> Said | None:
    if one.sort is other.sort:
        return one if possible(one, today).days == possible(other, today).days else None
    pair = {one.sort: one, other.sort: other}
    weekday, dated, told = pair.get(Sort.WEEKDAY), pair.get(Sort.DATE), pair.get(Sort.TOLD)
    wide = pair.get(Sort.VAGUE) or pair.get(Sort.MONTH)
    if wide is not None:
        return _within(wide, other if wide is one else one, today)
    if weekday and dated:
        return replace(dated, weekday=weekday.weekday) if dated.weekday in {None, weekday.weekday} else None
    if weekday and told:
        return told if _weekdays(told) == [weekday.weekday] else None
    if told and dated:
        return dated if possible(told, today).days == possible(dated, today).days else None
    return None


def _weekdays(said: Said) -> list[int]:
    return [] if said.days is None else [day.weekday() for day in _each(said.days)]


def _each(days: Days) -> list[date]:
    return [days.first_on + timedelta(days=step) for step in range((days.last_on - days.first_on).days + 1)]


def _within(wide: Said, narrow: Said, today: date) -> Said | None:
    """The day of a week or a month that is named too: "giovedì della settimana prossima", "il 3 del mese prossimo"."""
    if wide.days is None:
        return None
    if narrow.sort is Sort.WEEKDAY:
        of_it = [day for day in _each(wide.days) if day.weekday() == narrow.weekday]
        return replace(narrow, sort=Sort.TOLD, days=Days(of_it[0], of_it[0])) if len(of_it) == 1 else None
    if narrow.sort is Sort.DATE and narrow.month is None and wide.month is not None:
        return replace(narrow, month=wide.month, year=wide.days.first_on.year)
    inside = possible(narrow, today).days
    if not inside or inside[0].first_on < wide.days.first_on or inside[0].last_on > wide.days.last_on:
        return None
    return narrow
