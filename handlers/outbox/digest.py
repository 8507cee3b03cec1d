"""Several events in one message: what is new, and the summary of what is coming."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from markupsafe import Markup
from telegram import InlineKeyboardMarkup

from domain.agenda.entry import Entry
from domain.agenda.event import OccurrenceId
from domain.outbox.delivery import Claimed
from domain.outbox.due import ListMatter
from handlers.buttons.agenda import ListEvents
from handlers.buttons.event import OpenEvent
from handlers.i18n import Translator
from handlers.outbox.reminder import ROOM_FOR_TITLE, begins_in_words
from handlers.outbox.telling import Telling, last_line
from handlers.views.agenda import NUMBERS_ACROSS
from handlers.views.coming import open_key
from handlers.views.dates import with_instant
from handlers.views.entries import Setting, grouped, whose
from handlers.views.view import (
    LONGEST_TEXT,
    View,
    first_up,
    in_rows,
    key,
    keyboard,
    lines,
    paragraphs,
    shortened,
    telegram_length,
)

_ROOMS = (90, 60, 30, 12)
"""Characters of a title: the first lets nearly all lists be sent. None of what counts as told may be left out."""


def news(delivery: Claimed, matter: ListMatter, about: Telling, t: Translator) -> View:
    """What was announced since: one event as a short card, several as a list."""
    new = tuple(entry for entry in matter.entries if entry.occurrence in matter.fresh)
    setting, last = Setting(about.city, about.today), _news_line(delivery, about, t)
    if len(new) == 1:
        return _one(new[0], setting, last, t)
    return _several(new, setting, last, t)


def digest(delivery: Claimed, matter: ListMatter, about: Telling, t: Translator) -> View:
    """What is coming, what is new among it marked."""
    return _digest(
        tuple(matter.entries),
        frozenset(matter.fresh),
        Setting(about.city, about.today),
        last_line(delivery, t("You get this because you chose the summary."), about, t),
        t,
    )


def _news_line(delivery: Claimed, about: Telling, t: Translator) -> Markup:
    return last_line(delivery, t("You get this because it is about what you follow."), about, t)


def _one(entry: Entry, setting: Setting, last: Markup, t: Translator) -> View:
    when = first_up(begins_in_words(entry.when, setting.city.zone, setting.today, t))
    return View(
        paragraphs(
            lines(
                t("<b>New: {title}</b>", title=shortened(entry.title, ROOM_FOR_TITLE)),
                t("📅 {when}", when=with_instant(when, entry.when)),
                Markup("📍 {}").format(shortened(entry.place, ROOM_FOR_TITLE)) if entry.place else None,
                Markup("🏘 {}").format(whose(entry, setting.city, t)),
            ),
            last,
        ),
        keyboard([open_key(entry.occurrence, t)]),
    )


def _several(new: Sequence[Entry], setting: Setting, last: Markup, t: Translator) -> View:
    title = t("<b>News for you</b>")
    return View(_list(title, new, (), setting, last, t), _numbers(new, t))


def _digest(
    entries: Sequence[Entry], fresh: Collection[OccurrenceId], setting: Setting, last: Markup, t: Translator
) -> View:
    title = t("<b>Coming up for you</b>")
    return View(_list(title, entries, fresh, setting, last, t), _numbers(entries, t))


def _list(
    title: Markup,
    entries: Sequence[Entry],
    fresh: Collection[OccurrenceId],
    setting: Setting,
    last: Markup,
    t: Translator,
) -> Markup:
    numbered = list(enumerate(entries, start=1))
    new = t.label("new")
    marks = {number: new for number, entry in numbered if entry.occurrence in fresh}
    for room in _ROOMS:
        text = paragraphs(title, *grouped(numbered, replace(setting, room=room), t, marks), last)
        if telegram_length(text) <= LONGEST_TEXT:
            break
    return text


def _numbers(entries: Sequence[Entry], t: Translator) -> InlineKeyboardMarkup:
    numbers = [key(str(number), OpenEvent(entry.occurrence)) for number, entry in enumerate(entries, start=1)]
    return keyboard(*in_rows(numbers, NUMBERS_ACROSS), [key(t.label("What is coming up"), ListEvents())])
