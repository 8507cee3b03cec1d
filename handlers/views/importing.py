"""What would become, and became, of the events of a file that an operator sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from domain.agenda.event import Event
from domain.agenda.taking import Taken
from domain.calendar import Problem, Reading, Why
from domain.city.model import City, Network
from handlers.buttons.importing import ChooseOwner, ImportFile, TurnOwners
from handlers.buttons.managing import ListManaged
from handlers.i18n import Translator, mark
from handlers.views.dates import when_in_words
from handlers.views.paging import page_of
from handlers.views.view import View, in_rows, key, keyboard, lines, paragraphs, shortened

_LISTED = 4
_PROBLEMS, _REMARKS = 5, 3
_ROOM = 50
_NETWORKS_A_PAGE = 12
_WHOLE_CITY = "*"

WORDS: Mapping[Why, str] = {
    Why.FILE_TOO_LARGE: mark("The file is too large. Export fewer years."),
    Why.TOO_HARD: mark("The file takes too long to read. Export fewer years, or fewer calendars."),
    Why.CELL: mark("In the column «{what}» stands far more than belongs there: the row is left out."),
    Why.NOT_A_CALENDAR: mark("This is neither a calendar (.ics) nor a table with the columns titolo and data."),
    Why.CUT_SHORT: mark("The file ends too early. Export it again."),
    Why.TOO_MANY_EVENTS: mark("There are too many events: the rest was not read. Export fewer years."),
    Why.MORE: mark("{what} more of these."),
    Why.ENCODING: mark("Look whether the accents are right."),
    Why.UNKNOWN_COLUMN: mark("I do not know the column «{what}»."),
    Why.NOT_CLOSED: mark("This event has no end in the file."),
    Why.ROW: mark("I cannot read this row. Texts with commas go in double quotes."),
    Why.TOO_MUCH: mark("This event has too many dates of its own."),
    Why.TOO_MANY_REPEATING: mark("Too many events repeat: «{what}» is left out."),
    Why.NO_TITLE: mark("The title is missing."),
    Why.NO_START: mark("«{what}» has no date."),
    Why.NO_NETWORK: mark("Nothing says whose «{what}» is."),
    Why.UNKNOWN_NETWORK: mark("I do not know the network «{what}»."),
    Why.UNKNOWN_THEME: mark("I do not know the theme «{what}»: left out."),
    Why.UNKNOWN_KIND: mark("«{what}» is no kind: write incontro or iniziativa."),
    Why.UNKNOWN_STATUS: mark("«{what}» is no status: write confermato, bozza, rinviato or annullato."),
    Why.TWICE: mark("«{what}» is there twice: one is left out."),
    Why.TIME: mark("I cannot read the date or time «{what}». Write 3/12/2026 and 20:45."),
    Why.OUT_OF_RANGE: mark("Look at the year of «{what}»."),
    Why.END: mark("The end «{what}» does not go with the beginning."),
    Why.MONTH: mark("«{what}» is a month without a day: it goes with no time and no repetition."),
    Why.UNKNOWN_ZONE: mark("I do not know the time zone «{what}»: look at the time."),
    Why.REPEATS: mark("I do not understand how it repeats: «{what}»."),
    Why.REPEATS_TWICE: mark("It repeats in two ways («{what}»): make two events of it."),
    Why.FIRST_DAY: mark("The first day does not go with «{what}»."),
    Why.SINGLE_DAY: mark("I cannot read the single day «{what}»: left out."),
    Why.ONCE_A_DAY: mark("It takes place twice on {what}: one is left out."),
    Why.THIS_AND_FUTURE: mark("I cannot change «{what}» from one date on: make two events of it."),
    Why.NO_MASTER: mark("«{what}» is one date of an event that is not in the file."),
    Why.LINE: mark("I do not understand «{what}»: left out."),
    Why.NO_UID: mark("«{what}» has no identity: if it is moved, it will be a new one."),
    Why.SHORTENED: mark("A text was too long, and is shortened: «{what}»."),
    Why.LINK: mark("«{what}» is no address of a web page: left out."),
    Why.NUMBER: mark("«{what}» is no number: left out."),
    Why.DRAFT: mark("«{what}» is a draft: nobody sees it."),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of a file: what is taken, how it was read, what is not theirs who sent it."""

    taken: Taken
    reading: Reading
    refused: Sequence[Event]
    step: int


def dry_run(outcome: Outcome, city: City, today: date, t: Translator) -> View:
    """What would become of a file, piece by piece; nothing is kept yet."""
    taken, reading = outcome.taken, outcome.reading
    some = taken.new or taken.changed or taken.cancelled
    sorts = (
        (t("<b>New</b>"), taken.new),
        (t("<b>Changed</b>"), taken.changed),
        (t("<b>Cancelled</b>"), taken.cancelled),
        (t("<b>Not yours: left out</b>"), outcome.refused),
    )
    listed = [lines(heading, *_events(events, city, today, t)) for heading, events in sorts if events]
    return View(
        paragraphs(
            t("<b>I have read the file. Nothing is kept yet.</b>") if some else t("<b>There is nothing new in it.</b>"),
            _untouched(outcome, t),
            *listed,
            _problems(t("<b>Not taken</b>"), reading.problems, _PROBLEMS, t),
            _problems(t("<b>To look at</b>"), reading.remarks, _REMARKS, t),
        ),
        keyboard(
            [key(t.label("Import"), ImportFile(outcome.step, 1)), key(t.label("Leave it"), ImportFile(outcome.step, 0))]
        )
        if some
        else keyboard([key(t.label("My events"), ListManaged())]),
    )


def owners(networks: Sequence[Network], step: int, page: int, t: Translator, *, all_of_it: bool) -> View:
    """Whose the events are that do not say it themselves."""
    shown = page_of(networks, page, _NETWORKS_A_PAGE)
    keys = [key(network.name, ChooseOwner(step, network.code)) for network in shown.items]
    return View(
        t("<b>Whose are these events?</b>\nSome do not say it themselves."),
        keyboard(
            *in_rows(keys, 2),
            shown.turning(lambda number: TurnOwners(step, number), t),
            [key(t.label("The whole city"), ChooseOwner(step, _WHOLE_CITY))] if all_of_it else [],
            [key(t.label("Leave it"), ImportFile(step, 0))],
        ),
    )


def imported(taken: Taken, t: Translator) -> View:
    """What was kept."""
    return View(
        lines(
            t("<b>Imported.</b>"),
            t.plural("{count} new event", "{count} new events", len(taken.new)) if taken.new else None,
            t.plural("{count} changed", "{count} changed", len(taken.changed)) if taken.changed else None,
            t.plural("{count} cancelled", "{count} cancelled", len(taken.cancelled)) if taken.cancelled else None,
        ),
        keyboard([key(t.label("My events"), ListManaged())]),
    )


def left(t: Translator) -> View:
    """Nothing was kept."""
    return View(t("<b>Fine: I left the file alone.</b>"), keyboard([key(t.label("My events"), ListManaged())]))


def too_large(t: Translator) -> View:
    """A file with more than anybody plans."""
    return View(t("<b>This file is too large.</b>\nExport fewer years, or fewer calendars, and send it again."))


def too_hard(t: Translator) -> View:
    """A file whose reading was ended."""
    return View(t(WORDS[Why.TOO_HARD]))


def not_fetched(t: Translator) -> View:
    """Telegram does not give the file."""
    return View(t("<b>I could not get the file.</b>\nSend it to me again."))


def key_expired(t: Translator) -> str:
    """A key of a file that is done with."""
    return t.label("This key has expired. Send me the file again.")


def _untouched(outcome: Outcome, t: Translator) -> Markup | None:
    taken = outcome.taken
    known, past = taken.same + taken.older, outcome.reading.past
    return (
        lines(
            t.plural("{count} I know already.", "{count} I know already.", known) if known else None,
            t.plural("{count} is over.", "{count} are over.", past) if past else None,
        )
        or None
    )


def _events(events: Sequence[Event], city: City, today: date, t: Translator) -> Iterator[Markup]:
    for event in events[:_LISTED]:
        when = when_in_words(event.when, city.zone, today, t)
        yield Markup("• {} · {}").format(shortened(event.title, _ROOM), when)
    if len(events) > _LISTED:
        yield t("and {count} more", count=len(events) - _LISTED)


def _problems(heading: Markup, problems: Sequence[Problem], most: int, t: Translator) -> Markup | None:
    if not problems:
        return None
    said = [_problem(problem, t) for problem in problems[:most]]
    more = len(problems) - most
    return lines(heading, *said, t("and {count} more", count=more) if more > 0 else None)


def _problem(problem: Problem, t: Translator) -> Markup:
    words = t(WORDS[problem.why], what=problem.what)
    return t("• Line {line}: {what}", line=problem.line, what=words) if problem.line else Markup("• {}").format(words)
