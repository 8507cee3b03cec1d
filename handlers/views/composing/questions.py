"""What is asked of an event, with what is known of it above, and the keys that answer."""

from collections.abc import Mapping

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.agenda.event import Status
from domain.agenda.timing import first_day
from domain.composing import MANY, NEEDED, Ask, Composition, Wrong
from domain.moments import Doubt
from handlers.buttons.button import Button
from handlers.buttons.composing import Finish, FinishEvent, SkipAnswer
from handlers.i18n import Translator, mark
from handlers.views.composing.choices import chosen_keys, dates_listed
from handlers.views.composing.setting import Setting
from handlers.views.dates import when_in_words
from handlers.views.recurrence import recurrence_in_words
from handlers.views.view import Rows, View, first_up, key, keyboard, lines, paragraphs, shortened

_ROOM = 100

_QUESTIONS: Mapping[Ask, tuple[str, str | None]] = {
    Ask.TITLE: (
        mark("What is it called?"),
        mark("For example: <i>Network meeting</i>. You can also write all at once: what, when, where."),
    ),
    Ask.WHEN: (mark("When is it?"), mark("Write it as you say it: <i>Thursday 3 December at 20:45</i>.")),
    Ask.REPEATS: (mark("Does it repeat?"), mark("Tap a key, or write it: <i>every first Monday of the month</i>.")),
    Ask.WHOSE: (mark("Whose is it?"), mark("You can choose several networks, then tap «Done».")),
    Ask.PLACE: (mark("Where is it?"), mark("Write the place, and its address after a comma.")),
    Ask.KIND: (mark("Meeting or initiative?"), mark("A meeting is when the network itself meets.")),
    Ask.DESCRIPTION: (mark("What is there to say of it?"), mark("Write a few plain lines.")),
    Ask.THEMES: (mark("Which themes is it about?"), mark("You can choose several, then tap «Done».")),
    Ask.END: (mark("Until when?"), mark("Write the hour at which it ends, for example <i>22:30</i>.")),
    Ask.RAIN: (mark("And if it rains?"), mark("For example: <i>we do it all the same, inside</i>.")),
    Ask.BRING: (mark("What should people bring?"), None),
    Ask.BOOKING: (
        mark("How does one book?"),
        mark("Send the address of the page, or tap the key if there is none."),
    ),
    Ask.BOOK_BY: (mark("Until when can one book?"), mark("For example: <i>Monday 30 November</i>.")),
    Ask.SEATS: (mark("How many places are there?"), mark("Write a number.")),
    Ask.PHOTO: (mark("Send me the photo."), mark("One photo, as Telegram sends photos, not as a file.")),
    Ask.REASON: (
        mark("Why does it not take place?"),
        mark("People read the reason in the notice. If you would rather not say, tap the key."),
    ),
}

_DOUBTS: Mapping[Doubt, str] = {
    Doubt.NOTHING: mark("I did not find a date in what you wrote."),
    Doubt.NO_DAY: mark("On which day?"),
    Doubt.NO_TIME: mark("At what time?"),
    Doubt.PAST: mark("That is in the past."),
    Doubt.WEEKDAY: mark("The weekday and the date do not go together. Which day do you mean?"),
    Doubt.HOUR: mark("In the morning or in the evening?"),
    Doubt.SEVERAL: mark("I can read this in more than one way. Which one do you mean?"),
    Doubt.NO_SUCH_DAY: mark("This day or hour does not exist."),
    Doubt.RULE: mark("I did not understand how it repeats."),
}

_WRONG: Mapping[Wrong, str] = {
    Wrong.EMPTY: mark("There is nothing in it that I can read."),
    Wrong.TITLE_TOO_LONG: mark("This title is too long: 200 letters at most."),
    Wrong.TOO_LONG: mark("This text is too long for a message: shorten it a little."),
    Wrong.NETWORK: mark("I do not know a network of this name."),
    Wrong.LINK: mark("This is no address of a web page."),
    Wrong.NUMBER: mark("I need one number here."),
    Wrong.HOUR: mark("I did not understand the hour."),
    Wrong.REPEATS: mark("I did not understand how it repeats. Try a key."),
    Wrong.DATE: mark("I did not understand the date."),
}

_SKIPS: Mapping[Ask, str] = {
    Ask.PLACE: mark("Not known yet"),
    Ask.REASON: mark("Without a reason"),
    Ask.WHOSE: mark("Done"),
    Ask.THEMES: mark("Done"),
}


def question(composition: Composition, setting: Setting, t: Translator, wrong: Wrong | None = None) -> View:
    """The open question; after an answer that could not be taken, why."""
    ask = composition.asks
    if ask is None:
        raise ValueError("nothing is asked")
    rows = [row for row in (*chosen_keys(composition, ask, setting, t), *_ways_on(composition, ask, t)) if row]
    return View(
        paragraphs(
            known_so_far(composition, setting, t),
            Markup.escape(t.label(_WRONG[wrong])) if wrong else None,
            _asked(composition, ask, setting, t),
            lines(*map(Markup.escape, dates_listed(composition, setting, t))) if ask is Ask.WHEN else None,
        ),
        keyboard(*rows) if rows else None,
    )


def known_so_far(composition: Composition, setting: Setting, t: Translator) -> Markup | None:
    """What was understood, the date always in words."""
    city = setting.city
    repeats = recurrence_in_words(composition.recurrence, setting.today, t) if composition.day is None else None
    shown = composition.shown(city.zone)
    when = when_in_words(shown, city.zone, setting.today, t) if shown else None
    networks = [city.networks[network].name for network in composition.networks if network in city.networks]
    whose = Ask.WHOSE in composition.known and composition.asks is not Ask.WHOSE
    return (
        lines(
            Markup("<b>{}</b>").format(shortened(composition.title, _ROOM)) if composition.title else None,
            Markup("📅 {}").format(first_up(when)) if when else None,
            Markup("🔁 {}").format(first_up(repeats)) if repeats else None,
            Markup("🏘 {}").format(t.both(networks) if networks else t("whole city")) if whose else None,
            Markup("📍 {}").format(shortened(composition.venue.name, _ROOM)) if composition.venue else None,
        )
        or None
    )


def unfinished(composition: Composition, instead: Button, setting: Setting, t: Translator) -> View:
    """Another event is not finished: go on with that one, or leave it for what was wanted `instead`."""
    return View(
        paragraphs(
            t("<b>You have not finished this one.</b>"),
            known_so_far(composition, setting, t),
        ),
        keyboard(
            [key(t.label("Go on"), FinishEvent(composition.step, Finish.RESUME))],
            [key(t.label("Leave it and begin the other"), instead)],
        ),
    )


def set_aside(composition: Composition, t: Translator) -> View:
    """The talk went on to something else: what was being written waits."""
    return View(
        t("<b>Your event is waiting.</b>\nWhen you want to, we go on where we stopped."),
        keyboard(
            [
                key(t.label("Go on"), FinishEvent(composition.step, Finish.RESUME)),
                key(t.label("Throw it away"), FinishEvent(composition.step, Finish.DISCARD)),
            ]
        ),
    )


def not_as_file(t: Translator) -> View:
    """A picture came as a file, which cannot stand in a card."""
    return View(t("<b>Send it as a photo, please, not as a file.</b>\nIn the gallery choose the picture and «Send»."))


def finish_first(composition: Composition, setting: Setting, t: Translator) -> View:
    """A calendar came while an event is being made."""
    return View(
        paragraphs(
            t("<b>First finish this event, or throw it away; then send me the file again.</b>"),
            known_so_far(composition, setting, t),
        ),
        set_aside(composition, t).keyboard,
    )


def _asked(composition: Composition, ask: Ask, setting: Setting, t: Translator) -> Markup:
    if ask is Ask.WHEN and composition.doubt:
        words = _gone_by(composition, setting, t) or t.label(_DOUBTS[composition.doubt])
        doubt = Markup("<b>{}</b>").format(words)
        hint = None if composition.offered and composition.doubt is not Doubt.NO_TIME else _hint(ask, composition, t)
        return lines(doubt, hint)
    moves = ask is Ask.WHEN and composition.of is not None and composition.status is not Status.DRAFT
    question = t.label("What is the new date?") if moves else t.label(_QUESTIONS[ask][0])
    return lines(Markup("<b>{}</b>").format(question), _hint(ask, composition, t))


def _gone_by(composition: Composition, setting: Setting, t: Translator) -> str | None:
    """What is asked of a date that has gone by, but for what is offered in its place."""
    if composition.doubt is not Doubt.PAST or not composition.offered:
        return None
    day = first_day(composition.offered[0].when, setting.city.zone)
    if day <= setting.today:
        return t.label("Has it begun already? Do you mean this date?")
    if day.year == setting.today.year:
        return t.label("It is far off. Do you mean this date?")
    return t.label("This year it has gone by. Is it in {year}?", year=day.year)


def _hint(ask: Ask, composition: Composition, t: Translator) -> Markup | None:
    if ask is Ask.WHEN and composition.doubt is Doubt.NO_TIME:
        return t("Write the hour, for example <i>20:45</i>.")
    hint = _QUESTIONS[ask][1]
    return t(hint) if hint else None


def _ways_on(composition: Composition, ask: Ask, t: Translator) -> Rows:
    """Leave the question open, or out; go back to where it was asked from."""
    step, keys = composition.step, list[InlineKeyboardButton]()
    if ask in _SKIPS:
        keys.append(key(t.label(_SKIPS[ask]), SkipAnswer(step, ask)))
    elif ask not in NEEDED and ask is not Ask.KIND and _is_there(composition, ask):
        keys.append(key(t.label("Leave it out"), SkipAnswer(step, ask)))
    if composition.of and composition.step == composition.first:  # nothing was changed yet
        keys.append(key(t.label("Leave it as it is"), FinishEvent(step, Finish.DISCARD)))
    elif composition.next_ask is None and ask not in MANY:
        keys.append(key(t.label("◂ Back"), FinishEvent(step, Finish.BACK)))
    return [keys]


def _is_there(composition: Composition, ask: Ask) -> bool:
    values = {
        Ask.DESCRIPTION: composition.description,
        Ask.RAIN: composition.rain_plan,
        Ask.BRING: composition.bring,
        Ask.BOOKING: composition.booking,
        Ask.BOOK_BY: composition.booking and composition.booking.until,
        Ask.SEATS: composition.seats,
        Ask.PHOTO: composition.photo,
        Ask.END: getattr(composition.when, "ends_at", None),
    }
    return values.get(ask) is not None
