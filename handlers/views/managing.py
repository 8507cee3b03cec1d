"""Events as operators manage them: the list of theirs, one event with its dates, what is asked of calendars."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.agenda.event import Event, Status
from domain.city.model import City
from domain.composing import Ask
from domain.feeds import Vanished
from domain.managing import Dated, Managed, Whole
from handlers.buttons.composing import ComposeEvent
from handlers.buttons.managing import (
    AnswerVanished,
    ChangeEvent,
    DeleteDraft,
    DuplicateEvent,
    ListManaged,
    ManageEvent,
    OpenDraft,
    ReinstateEvent,
    ReviseEvent,
)
from handlers.buttons.operators import ShowOperatorMenu
from handlers.i18n import Translator, mark
from handlers.views.dates import when_in_words
from handlers.views.recurrence import recurrence_in_words
from handlers.views.view import View, first_up, in_rows, key, keyboard, lines, paragraphs, shortened

EVENTS_A_PAGE = 6
DATES = "*"
"""In the place of a day: the page on which one is chosen."""

_ROOM = 90
_NUMBERS_ACROSS = 6
_DATES = 6
_NOT_CONFIRMED = {
    Status.DRAFT: mark("draft"),
    Status.POSTPONED: mark("postponed"),
    Status.CANCELLED: mark("cancelled"),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where and when it is read: the city and its day today."""

    city: City
    today: date


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the list: `more` where another follows, `vanished` what calendars have no more."""

    events: Sequence[Managed]
    page: int = 0
    more: bool = False
    vanished: Sequence[Vanished] = ()


def events_of(shelf: Shelf, desk: Desk, t: Translator) -> View:
    """The events that somebody looks after; first what has to be decided."""
    asked = shelf.vanished[0] if shelf.vanished else None
    numbered = list(enumerate(shelf.events, shelf.page * EVENTS_A_PAGE + 1))
    keys = [key(str(number), ManageEvent(one.event)) for number, one in numbered]
    turning = [
        *([key(t.label("◂ Back"), ListManaged(shelf.page - 1))] if shelf.page else []),
        *([key(t.label("More ▸"), ListManaged(shelf.page + 1))] if shelf.more else []),
    ]
    return View(
        paragraphs(
            _question(asked, desk, t) if asked else None,
            t("<b>Your events</b>") if numbered else t("<b>No event of yours is coming up.</b>"),
            lines(*(_line(number, one, desk, t) for number, one in numbered)) or None,
            t("Tap a number to change, move or cancel it.") if numbered else None,
        ),
        keyboard(
            _answers(asked, t) if asked else [],
            *in_rows(keys, _NUMBERS_ACROSS),
            turning,
            [key(t.label("New event"), ComposeEvent()), key(t.label("◂ Menu"), ShowOperatorMenu())],
        ),
    )


def event_page(whole: Whole, desk: Desk, t: Translator) -> View:
    """One event: what holds, its next dates, what can be done with it."""
    event = whole.event
    has_dates = _has_dates(whole)
    return View(
        paragraphs(
            lines(_title(event.title, event.status, t), *_facts(event, whole, desk, t)),
            t("These keys are for <b>all dates</b>, but for «One date alone».") if has_dates else None,
            _of_feed(t) if whole.feed else None,
        ),
        keyboard(
            [key(t.label("One date alone"), ManageEvent(whole.id, DATES))] if has_dates else [],
            *in_rows(_deeds(whole, None, event.status, t), 2),
            [key(t.label("◂ My events"), ListManaged())],
        ),
    )


def dates_page(whole: Whole, desk: Desk, t: Translator) -> View:
    """The next dates of an event that repeats, a key each."""
    dates = whole.dates[:_DATES] if _has_dates(whole) else ()
    return View(
        paragraphs(
            t("<b>Which date of «{title}»?</b>", title=shortened(whole.event.title, _ROOM)),
            t("The others stay as they are."),
        ),
        keyboard(
            *in_rows([_date_key(whole, dated, desk, t) for dated in dates], 1),
            [key(t.label("◂ Back"), ManageEvent(whole.id))],
        ),
    )


def _has_dates(whole: Whole) -> bool:
    """Whether one date can be changed without the others."""
    repeats = whole.event.recurrence is not None and whole.event.status is Status.CONFIRMED
    return repeats and not whole.feed and bool(whole.dates)


def date_page(whole: Whole, dated: Dated, desk: Desk, t: Translator) -> View:
    """One date of an event that repeats."""
    when = first_up(when_in_words(dated.when, desk.city.zone, desk.today, t))
    status = dated.status if dated.status is not Status.CONFIRMED else whole.event.status
    return View(
        paragraphs(
            lines(_title(whole.event.title, status, t), Markup("📅 {}").format(when)),
            t("What you do here is for this date alone."),
        ),
        keyboard(
            *in_rows(_deeds(whole, dated.original_on, status, t) if not whole.feed else [], 2),
            [key(t.label("◂ All dates"), ManageEvent(whole.id, DATES))],
        ),
    )


def sure_to_delete(whole: Whole, t: Translator) -> View:
    """A draft is deleted for good."""
    return View(
        t("<b>Delete the draft «{title}»?</b>\nNobody has seen it.", title=shortened(whole.event.title, _ROOM)),
        keyboard(
            [
                key(t.label("Yes, delete it"), DeleteDraft(whole.id, whole.event.sequence, sure=1)),
                key(t.label("No, keep it"), ManageEvent(whole.id)),
            ]
        ),
    )


def deleted(t: Translator) -> View:
    """The draft is gone."""
    return View(t("<b>The draft is deleted.</b>"), keyboard([key(t.label("My events"), ListManaged())]))


def is_of_feed(t: Translator) -> str:
    """What a calendar brings is changed there."""
    return t.label("This event comes from the network’s own calendar: change it there, and I take it over.")


def day_written(day: date | None) -> str:
    """A day as keys carry it."""
    return f"{day:%y%m%d}" if day else ""


def _of_feed(t: Translator) -> Markup:
    return Markup("<i>{}</i>").format(is_of_feed(t))


def _title(title: str, status: Status, t: Translator) -> Markup:
    name = shortened(title, _ROOM)
    if status in _NOT_CONFIRMED:
        return Markup("<b>{}</b> ({})").format(name, t.label(_NOT_CONFIRMED[status]))
    return Markup("<b>{}</b>").format(name)


def _facts(event: Event, whole: Whole, desk: Desk, t: Translator) -> list[Markup | None]:
    city = desk.city
    coming = next((one for one in whole.dates if one.status is not Status.CANCELLED), None)
    when = coming.when if coming else event.when
    repeats = recurrence_in_words(event.recurrence, desk.today, t)
    networks = [city.networks[network].name for network in event.networks if network in city.networks]
    return [
        Markup("📅 {}").format(first_up(when_in_words(when, city.zone, desk.today, t))),
        t("It repeats: {rule}", rule=repeats) if repeats else None,
        Markup("📍 {}").format(shortened(event.venue.name, _ROOM)) if event.venue else t("📍 Place not stated yet"),
        Markup("🏘 {}").format(t.both(networks) if networks else t("whole city")),
        t("Reason: {reason}", reason=event.reason) if event.reason else None,
    ]


def _deeds(whole: Whole, day: date | None, status: Status, t: Translator) -> list[InlineKeyboardButton]:
    event, seen, on = whole.id, whole.event.sequence, day_written(day)
    again = key(t.label("Duplicate"), DuplicateEvent(event))
    if whole.feed:
        return [again]
    match status:
        case Status.DRAFT:
            return [
                key(t.label("Look at it and publish"), OpenDraft(event, seen)),
                key(t.label("Delete"), DeleteDraft(event, seen)),
                again,
            ]
        case Status.CANCELLED:
            keys = [key(t.label("It takes place after all"), ReinstateEvent(event, seen, on))]
        case Status.CONFIRMED | Status.POSTPONED:
            keys = [
                key(t.label("Move"), ReviseEvent(event, seen, Ask.WHEN, on)),
                key(t.label("Cancel it"), ReviseEvent(event, seen, Ask.REASON, on)),
                key(t.label("Change"), ChangeEvent(event, seen, on)),
            ]
    return keys if day else [*keys, again]


def _date_key(whole: Whole, dated: Dated, desk: Desk, t: Translator) -> InlineKeyboardButton:
    label = first_up(when_in_words(dated.when, desk.city.zone, desk.today, t))
    if dated.status in _NOT_CONFIRMED:
        label = f"{label} ({t.label(_NOT_CONFIRMED[dated.status])})"
    return key(label, ManageEvent(whole.id, day_written(dated.original_on)))


def _line(number: int, one: Managed, desk: Desk, t: Translator) -> Markup:
    when = when_in_words(one.when, desk.city.zone, desk.today, t)
    state = t.label(_NOT_CONFIRMED[one.status]) if one.status in _NOT_CONFIRMED else None
    parts = (number, when, Markup("<b>{}</b>").format(shortened(one.title, _ROOM)), state)
    return Markup(" · ").join(part for part in map(Markup.escape, filter(None, parts)))


def _question(asked: Vanished, desk: Desk, t: Translator) -> Markup:
    return t(
        "⚠️ <b>The calendar does not have «{title}» any more</b> ({when}). Does it still take place?",
        title=shortened(asked.title, _ROOM),
        when=when_in_words(asked.when, desk.city.zone, desk.today, t),
    )


def _answers(asked: Vanished, t: Translator) -> list[InlineKeyboardButton]:
    return [
        key(t.label("Yes, keep it"), AnswerVanished(asked.event, keep=1)),
        key(t.label("No, cancel it"), AnswerVanished(asked.event, keep=0)),
    ]
