"""How residents will see what was made, with what can be done with it, and how that ended."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.agenda.entry import Happening
from domain.agenda.event import EventId, SomeDay, Status, Timed
from domain.audit import Deed
from domain.composing import Ask, Composition
from domain.managing import Rehearsal
from handlers.buttons.composing import AskField, ComposeEvent, Finish, FinishEvent
from handlers.buttons.managing import ListManaged, ManageEvent
from handlers.i18n import Translator, mark
from handlers.views.dates import when_in_words
from handlers.views.event import Reading, event_card, see_photo
from handlers.views.recurrence import recurrence_in_words
from handlers.views.view import (
    LONGEST_CAPTION,
    Rows,
    View,
    first_up,
    in_rows,
    key,
    keyboard,
    lines,
    paragraphs,
    photo,
    telegram_length,
)

_FIELDS: Mapping[Ask, str] = {
    Ask.TITLE: mark("Title"),
    Ask.WHEN: mark("Date and time"),
    Ask.END: mark("Until when"),
    Ask.REPEATS: mark("Repetition"),
    Ask.PLACE: mark("Place"),
    Ask.DESCRIPTION: mark("Description"),
    Ask.PHOTO: mark("Photo"),
    Ask.KIND: mark("Kind"),
    Ask.THEMES: mark("Themes"),
    Ask.RAIN: mark("If it rains"),
    Ask.BRING: mark("What to bring"),
    Ask.BOOKING: mark("Booking"),
    Ask.BOOK_BY: mark("Book by"),
    Ask.SEATS: mark("Number of places"),
    Ask.WHOSE: mark("Networks"),
}
_OF_ONE_DATE = frozenset({Ask.TITLE, Ask.WHEN, Ask.END, Ask.PLACE, Ask.DESCRIPTION})

_DONE: Mapping[Deed, str] = {
    Deed.EVENT_PUBLISHED: mark("<b>Published: {title}</b>"),
    Deed.EVENT_DRAFTED: mark("<b>Kept as a draft: {title}</b>"),
    Deed.EVENT_CHANGED: mark("<b>Saved: {title}</b>"),
    Deed.EVENT_MOVED: mark("<b>Moved: {title}</b>"),
    Deed.EVENT_CANCELLED: mark("<b>Cancelled: {title}</b>"),
    Deed.EVENT_REINSTATED: mark("<b>It takes place after all: {title}</b>"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a preview shows: the date that residents would see, whether it is a change of something published."""

    happening: Happening
    rehearsal: Rehearsal
    is_change: bool = False


def preview(composition: Composition, look: Look, reading: Reading, t: Translator) -> View:
    """The card as residents would see it; of a change, whom it would be told; then what can be done."""
    card = event_card(look.happening, reading, t)
    effect = effect_in_words(look.rehearsal, t) if look.is_change else None
    text = paragraphs(card.text, _extent(composition, t) if look.is_change else None, effect)
    keys = _keys(composition, t, is_change=look.is_change)
    pictured = composition.photo and telegram_length(text) <= LONGEST_CAPTION
    if composition.photo and not pictured:
        keys = [[key(see_photo(t), FinishEvent(composition.step, Finish.PHOTO))], *keys]
    shown = View(text, keyboard(*keys))
    return replace(shown, picture=photo(composition.photo)) if composition.photo and pictured else shown


def _extent(composition: Composition, t: Translator) -> Markup | None:
    """Whether a change is for one date or for all."""
    if composition.recurrence is None:
        return None
    return t("This is for <b>all dates</b>.") if composition.day is None else t("This is for <b>that date alone</b>.")


def effect_in_words(rehearsal: Rehearsal, t: Translator) -> Markup:
    """Whom a change would be told, and when."""
    now, later = _told_now(rehearsal, t), _told_later(rehearsal, t)
    if not now and not later:
        return t("Nobody gets a message about this.")
    return lines(
        t("<b>I will tell {who}</b> as soon as you confirm.", who=now) if now else None,
        t("<b>I will tell {who}</b> when that date is near: in place of the reminder, or in the summary.", who=later)
        if later
        else None,
    )


def _told_now(rehearsal: Rehearsal, t: Translator) -> Markup | None:
    """How many people and groups are told at once."""
    return _counted(rehearsal.people, rehearsal.groups, t)


def _told_later(rehearsal: Rehearsal, t: Translator) -> Markup | None:
    """How many hear of it when it is near."""
    return _counted(rehearsal.people_later, rehearsal.groups_later, t)


def _counted(people: int, groups: int, t: Translator) -> Markup | None:
    some = t.plural("{count} person", "{count} people", people) if people else None
    all_together = t.plural("{count} group", "{count} groups", groups) if groups else None
    told = [part for part in (some, all_together) if part]
    return t.both(told) if told else None


def fields(composition: Composition, t: Translator) -> View:
    """What can be changed of an event, or of one date of it."""
    step, timed = composition.step, isinstance(composition.when, Timed)
    shown = [
        ask
        for ask in _FIELDS
        if (composition.day is None or ask in _OF_ONE_DATE)
        and (ask is not Ask.END or not isinstance(composition.when, SomeDay))
        and (ask is not Ask.REPEATS or not isinstance(composition.when, SomeDay))
        and (ask is not Ask.BOOK_BY or composition.booking is not None)
    ]
    last_day = {} if timed else {Ask.END: t.label("Last day")}
    keys = [key(last_day.get(ask, t.label(_FIELDS[ask])), AskField(step, ask)) for ask in shown]
    return View(
        t("<b>What do you want to change or add?</b>"),
        keyboard(*in_rows(keys, 2), [key(t.label("◂ Back"), FinishEvent(step, Finish.BACK))]),
    )


def done(deed: Deed, event: EventId, look: Look, reading: Reading, t: Translator, *, alone: bool) -> View:
    """What was made or changed is kept; the date is read back, and who hears of it. `alone`: one date of many."""
    happening = look.happening
    when = first_up(when_in_words(happening.occurrence.when, reading.city.zone, reading.today, t))
    repeats = recurrence_in_words(happening.event.recurrence, reading.today, t)
    return View(
        paragraphs(
            lines(
                t(_DONE[deed], title=happening.occurrence.title),
                Markup("📅 {}").format(when),
                t("It repeats: {rule}", rule=repeats) if repeats and not alone else None,
            ),
            t("The other dates stay as they were.") if alone else None,
            _what_follows(deed, look, t),
        ),
        keyboard(
            [key(t.label("Open it"), ManageEvent(event)), key(t.label("My events"), ListManaged())],
            [key(t.label("Another event"), ComposeEvent())],
        ),
    )


def discarded(t: Translator, *, is_change: bool) -> View:
    """Nothing is kept of it."""
    text = t("<b>Fine: it stays as it was.</b>") if is_change else t("<b>Fine: I threw it away.</b>")
    return View(text, keyboard([key(t.label("My events"), ListManaged())]))


def outdated(event: EventId, t: Translator) -> View:
    """Somebody else changed the event meanwhile."""
    return View(
        t("<b>Meanwhile somebody else changed this event.</b>\nI did nothing. Look at it as it is now, then decide."),
        keyboard([key(t.label("See how it is now"), ManageEvent(event))]),
    )


def key_expired(t: Translator) -> str:
    """A key of an earlier step of the talk."""
    return t.label("This key has expired. Go on from my last message.")


def choose_one(t: Translator) -> str:
    """Nothing was chosen."""
    return t.label("Choose at least one.")


def is_past(t: Translator) -> str:
    """What is over cannot be published."""
    return t.label("That date is in the past. Change it first.")


def _what_follows(deed: Deed, look: Look, t: Translator) -> Markup | None:
    match deed:
        case Deed.EVENT_PUBLISHED:
            return t.plural(
                "Who follows the network gets the news in about ten minutes.",
                "Who follows the networks gets the news in about ten minutes.",
                len(look.happening.event.networks),
            )
        case Deed.EVENT_DRAFTED:
            return t("Nobody else sees it. You find it under «My events».")
        case _:
            now, later = _told_now(look.rehearsal, t), _told_later(look.rehearsal, t)
            return (
                lines(
                    t("I am telling {who}.", who=now) if now else None,
                    t("When that date is near, I’ll tell {who}.", who=later) if later else None,
                )
                or None
            )


def _keys(composition: Composition, t: Translator, *, is_change: bool) -> Rows:
    step = composition.step

    def one(label: str, how: Finish) -> InlineKeyboardButton:
        return key(t.label(label), FinishEvent(step, how))

    if not is_change:
        return [
            [one(mark("Publish"), Finish.PUBLISH), one(mark("Keep as a draft"), Finish.KEEP)],
            [one(mark("Change"), Finish.CHANGE), one(mark("Throw it away"), Finish.DISCARD)],
        ]
    cancels = composition.status is Status.CANCELLED
    confirm = mark("Yes, cancel it") if cancels else mark("Save the change")
    more = [] if cancels else [one(mark("Change something else"), Finish.CHANGE)]
    return [[one(confirm, Finish.SAVE), one(mark("Leave it as it is"), Finish.DISCARD)], more]
