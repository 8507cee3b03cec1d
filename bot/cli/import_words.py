"""What became of an import, in plain words: each piece that was not taken, or not as it is written, with what to do."""

from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from bot.cli.tables import aligned
from domain.agenda.event import Event, SomeDay, Status, Timed, When, WholeDays
from domain.agenda.taking import Taken
from domain.calendar import Problem, Reading, Why, limits
from domain.city.model import City

WHOLE_FILE: Final = frozenset({Why.FILE_TOO_LARGE, Why.NOT_A_CALENDAR, Why.TOO_HARD})
"""Nothing is read of such a file."""

_LISTED = 50
"""Events of a sort that are listed; of more the number says enough."""

_WORDS: Final = {
    Why.FILE_TOO_LARGE: f"it has over {limits.FILE_BYTES // 1_000_000} MB. Export fewer years, or fewer calendars.",
    Why.NOT_A_CALENDAR: "it is neither an iCalendar file nor a table whose first line has the columns titolo and data. "
    "Export it again, or begin with docs/modello-iniziative.csv.",
    Why.CUT_SHORT: "it ends before the calendar does. What is whole was read; export it again for the rest.",
    Why.TOO_MANY_EVENTS: f"there are over {limits.EVENTS:,} events, and the rest was not read. Export fewer years.",
    Why.TOO_HARD: "reading it takes too long, or too much memory. Export fewer years, or fewer calendars.",
    Why.MORE: "{what} more of these were found. Mend those above, then try again.",
    Why.ENCODING: "this is not in UTF-8 and was read as Windows writes. Look whether the accents are right.",
    Why.UNKNOWN_COLUMN: "nobody reads the column '{what}'. See docs/calendario.md for those that are.",
    Why.NOT_CLOSED: "the event has no end (END:VEVENT) and was left out. Export the calendar again.",
    Why.ROW: "the row cannot be read, or has more cells than the header. Put texts that hold commas in double quotes.",
    Why.CELL: f"in the column '{{what}}' stand over {limits.TEXT} characters. Write there only what belongs there.",
    Why.TOO_MUCH: "the event has more lines, single days or changed occurrences than are read. Divide it into several.",
    Why.TOO_MANY_REPEATING: f"over {limits.REPEATING:,} events repeat, and this was left out. Import fewer at once.",
    Why.NO_TITLE: "the event has no title (SUMMARY, titolo) and was left out. Give it one.",
    Why.NO_START: "'{what}' does not say when it begins (DTSTART, data). Write it.",
    Why.NO_NETWORK: "nothing says whose '{what}' is. Name its network in it, or write --network ID or --city-wide.",
    Why.UNKNOWN_NETWORK: "no network of this city goes with '{what}'. Write the ids or names of networks.yaml.",
    Why.UNKNOWN_THEME: "'{what}' is none of the city's themes and was left out. See city.yaml for them.",
    Why.UNKNOWN_KIND: "'{what}' is no sort of event. Write incontro or iniziativa.",
    Why.UNKNOWN_STATUS: "'{what}' is no status. Write confermato, bozza, rinviato or annullato.",
    Why.TWICE: "'{what}' stands there twice, and one was left out. In a table, give each row a code of its own.",
    Why.TIME: "'{what}' is no day or time that can be read. Write it as 3/12/2026 and 20:45.",
    Why.OUT_OF_RANGE: f"'{{what}}' is before {limits.FIRST_YEAR} or after {limits.LAST_YEAR}. Look at the year.",
    Why.END: "the end '{what}' does not go with the start. Look at both.",
    Why.MONTH: "'{what}' names a month without a day, which goes with no time, no repetition and no other month.",
    Why.UNKNOWN_ZONE: "the time zone '{what}' is not known: the city's clock was taken. Look at the time.",
    Why.REPEATS: "'{what}' is no repetition that is understood. Choose a simpler one, or write the days one by one.",
    Why.REPEATS_TWICE: "the event repeats in two ways ('{what}'). Make it two events.",
    Why.FIRST_DAY: "the first day is none of those of '{what}'. Mend the one or the other.",
    Why.SINGLE_DAY: "the single day '{what}' cannot be read and was left out. Look at the days added or left out.",
    Why.ONCE_A_DAY: "the event takes place more than once on {what}: one time was left out. Make it another event.",
    Why.THIS_AND_FUTURE: "a change of '{what}' and all that follow is not taken. End the event there; begin another.",
    Why.NO_MASTER: "of '{what}' there is one occurrence without the event it belongs to; it was taken by itself.",
    Why.LINE: "'{what}' is no line of a calendar and was left out. Export the calendar again if something is missing.",
    Why.NO_UID: "'{what}' has no identity (UID) and got one made of its title and start: moved, it will be new.",
    Why.SHORTENED: "a text was too long and was shortened: '{what}'. Shorten it yourself to choose what stays.",
    Why.LINK: "'{what}' is no address of a web page and was left out. It begins with https:// or http://.",
    Why.NUMBER: "'{what}' is no number that can be, and was left out. Write it in digits.",
    Why.DRAFT: "this is a draft ('{what}'): it was taken, and nobody is shown it until it is confirmed.",
}


def sentence(file: str, problem: Problem) -> str:
    """Say what is the matter with a piece of a file, where, and what to do."""
    place = f"{file}, line {problem.line}" if problem.line else file
    return f"{place}: {_WORDS[problem.why].replace('{what}', problem.what)}"


def taken_of(taken: Taken, city: City) -> Iterator[str]:
    """List what is new, changed and called off."""
    for word, events in (("new", taken.new), ("changed", taken.changed), ("cancelled", taken.cancelled)):
        if events:
            yield aligned([_row(word, event, city.zone) for event in events[:_LISTED]])
        if len(events) > _LISTED:
            yield f"{word}  and {len(events) - _LISTED:,} more"


def summary(taken: Taken, reading: Reading) -> str:
    """Count what became of all events of the file."""
    drafts = sum(event.status is Status.DRAFT for event in reading.events)
    counts = {
        "new": len(taken.new),
        "changed": len(taken.changed),
        "cancelled": len(taken.cancelled),
        "the same": taken.same,
        "older than known": taken.older,
        "past": reading.past,
    }
    said = ", ".join(f"{count:,} {word}" for word, count in counts.items())
    return f"{said}; {drafts:,} of them drafts." if drafts else f"{said}."


def _row(word: str, event: Event, zone: ZoneInfo) -> Sequence[str]:
    when = _when(event.when, zone) + (", repeats" if event.recurrence else "")
    return word, when, ", ".join(event.networks) or "the whole city", event.title


def _when(when: When, zone: ZoneInfo) -> str:
    match when:
        case Timed(starts_at):
            return f"{starts_at.astimezone(zone):%Y-%m-%d %H:%M}"
        case WholeDays(first_on):
            return f"{first_on:%Y-%m-%d}"
        case SomeDay(month_on):
            return f"{month_on:%Y-%m}"
