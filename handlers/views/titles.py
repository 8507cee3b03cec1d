"""Events found by their name."""

from collections.abc import Sequence
from datetime import date

from domain.agenda.entry import Entry
from domain.city.model import City
from handlers.buttons.agenda import ListEvents
from handlers.buttons.event import ShowEvent
from handlers.i18n import Translator
from handlers.views.entries import Setting, full_line
from handlers.views.view import View, in_rows, key, keyboard, lines, paragraphs


def called(entries: Sequence[Entry], city: City, today: date, t: Translator) -> View:
    """The next time of each, to choose from."""
    setting = Setting(city, today)
    keys = [key(str(number), ShowEvent(entry.occurrence)) for number, entry in enumerate(entries, 1)]
    return View(
        paragraphs(
            t("<b>Do you mean one of these?</b>"),
            lines(*(full_line(number, entry, setting, t) for number, entry in enumerate(entries, 1))),
        ),
        keyboard(*in_rows(keys, 4), [key(t.label("See all that is coming up"), ListEvents())]),
    )
