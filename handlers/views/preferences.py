"""What a chat follows and how it is told: the screens that show and change it, a tap at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton

from domain.city.model import City
from domain.reminders import QUIET_HOURS, Leads, Quiet
from domain.subscriptions import Digest, Followed, Preferences, Rhythm, Subject
from handlers.buttons.preferences import BeSilent, ChooseDigest, ChooseLead, ChooseQuiet, Part, ShowReminders
from handlers.buttons.subscriptions import ListFollowed, ListFollowedEvents, ListThemes
from handlers.i18n import Translator
from handlers.views.keys import resume_key
from handlers.views.told import (
    LEADS,
    followed_in_words,
    how_told,
    news_in_words,
    quiet_in_words,
    reminded_in_words,
    rest_in_words,
    weekday_in_words,
)
from handlers.views.view import View, first_up, in_rows, key, keyboard, marked, paragraphs

_HOURS = (9, 13, 18)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a chat follows and how it wants to be told."""

    followed: Sequence[Followed]
    wanted: Preferences


def reminders(standing: Standing, part: Part, city: City, t: Translator) -> View:
    """The screen of reminders, or the part of it that is being changed."""
    match part:
        case Part.ALL:
            return _all(standing, city, t)
        case Part.LEADS:
            return _leads(standing.wanted.leads, standing.wanted.quiet, t)
        case Part.QUIET:
            return _quiet(standing.wanted.quiet, t)
        case Part.DIGEST:
            return _digest(standing.wanted.digest, t)


def silenced(t: Translator) -> View:
    """Nothing is sent from now on."""
    return View(
        paragraphs(
            t("<b>All right: I’ll stop writing to you.</b>"),
            t(
                "I still answer when you write to me. I also remember what you follow: to start again, tap here or "
                "/reminders."
            ),
        ),
        keyboard([resume_key(t)]),
    )


def _all(standing: Standing, city: City, t: Translator) -> View:
    wanted, silent = standing.wanted, standing.wanted.silent_since is not None
    own = [what for what in standing.followed if what.subject is Subject.EVENT]
    return View(
        paragraphs(
            t("🔔 <b>Your reminders</b>"),
            followed_in_words(standing.followed, city, t),
            how_told(wanted, t),
        ),
        keyboard(
            [resume_key(t)] if silent else [],
            [key(t.label("Choose networks"), ListFollowed()), key(t.label("Choose themes"), ListThemes())],
            [key(t.label("See single events"), ListFollowedEvents())] if own else [],
            [key(t.label("Change when I remind you"), ShowReminders(Part.LEADS))],
            [key(t.label("Change quiet hours"), ShowReminders(Part.QUIET))],
            [key(t.label("Choose how news comes"), ShowReminders(Part.DIGEST))],
            [] if silent else [key(t.label("Stop writing to me"), BeSilent())],
        ),
    )


def _leads(leads: Leads, quiet: Quiet, t: Translator) -> View:
    keys = [
        key(marked(first_up(t.label(name)), chosen=lead in leads), ChooseLead(lead, int(lead not in leads)))
        for lead, name in LEADS.items()
    ]
    return View(
        paragraphs(
            t("<b>How long before should I remind you?</b>"),
            reminded_in_words(leads, t),
            t("If that falls into your quiet hours, I write just before or just after them.")
            if leads and quiet is not Quiet.NONE
            else None,
            t("Tap one to add it or remove it. You can have several."),
        ),
        keyboard(*in_rows(keys, 1), [_back(t)]),
    )


def _quiet(quiet: Quiet, t: Translator) -> View:
    keys = [
        key(
            marked(
                first_up(quiet_in_words(hours, t)) if hours else t.label("Write to me at any hour"),
                chosen=choice is quiet,
            ),
            ChooseQuiet(choice),
        )
        for choice, hours in QUIET_HOURS.items()
    ]
    return View(
        paragraphs(
            t("<b>When should I leave you in peace?</b>"),
            rest_in_words(quiet, t),
            t("Only if something that is about to start changes, I’ll tell you all the same."),
        ),
        keyboard(*in_rows(keys, 1), [_back(t)]),
    )


def _digest(digest: Digest, t: Translator) -> View:
    rhythms = {
        Rhythm.NEVER: t.label("At once, one by one"),
        Rhythm.DAILY: t.label("Summary every day"),
        Rhythm.WEEKLY: t.label("Summary every week"),
    }
    at_once, *summaries = (
        key(marked(name, chosen=rhythm is digest.rhythm), _button(replace(digest, rhythm=rhythm)))
        for rhythm, name in rhythms.items()
    )
    hours = [
        key(marked(t.label("at {hour}:00", hour=hour), chosen=hour == digest.hour), _button(replace(digest, hour=hour)))
        for hour in _HOURS
    ]
    days = [
        key(marked(weekday_in_words(day, t), chosen=day == digest.weekday), _button(replace(digest, weekday=day)))
        for day in range(7)
    ]
    return View(
        paragraphs(
            t("<b>How do you want to hear of news?</b>"),
            news_in_words(digest, t),
            t("Reminders and changes come in any case."),
        ),
        keyboard(
            [at_once],
            summaries,
            hours if digest.rhythm is not Rhythm.NEVER else [],
            *(in_rows(days, 3) if digest.rhythm is Rhythm.WEEKLY else []),
            [_back(t)],
        ),
    )


def _button(digest: Digest) -> ChooseDigest:
    return ChooseDigest(digest.rhythm, digest.weekday, digest.hour)


def _back(t: Translator) -> InlineKeyboardButton:
    return key(t.label("◂ Back to reminders"), ShowReminders())
