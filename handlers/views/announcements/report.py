"""What became of an announcement: reached, gone, failed and why, who has stopped following since."""

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.announcements.announcement import BEGUN, Announcement, Status
from domain.announcements.progress import Progress
from domain.outbox.outcome import Outcome
from handlers.buttons.announcements import (
    Act,
    Asked,
    AskFor,
    AskWhether,
    ListAnnouncements,
    ReadAnnouncement,
    ShowAnnouncement,
)
from handlers.i18n import Translator
from handlers.outbox.telling import Telling
from handlers.views.dates import moment_in_words
from handlers.views.view import View, key, keyboard, lines, paragraphs

_MOST_REASONS = 3


def report(announcement: Announcement, progress: Progress, unfollowed: int, about: Telling, t: Translator) -> View:
    """What became of it: reached, gone, failed and why, who has stopped following since."""
    heads = {
        Status.SENT: t("<b>This is how it went.</b>"),
        Status.STOPPED: t("<b>Stopped before it reached all.</b>"),
        Status.RECALLED: t("<b>Taken back.</b>"),
    }
    begun = announcement.begun_at
    when = moment_in_words(begun, about.city.zone, about.today, t) if begun else None
    return View(
        paragraphs(
            lines(heads.get(announcement.status), t("It began {when}.", when=when) if when else None),
            lines(
                t("For {total}, of whom:", total=progress.recipients),
                t.plural("• {count} reached", "• {count} reached", progress.sent),
                *_ends(progress, t),
                t.plural("• {count} still on the way", "• {count} still on the way", progress.waiting)
                if progress.waiting
                else None,
                _deleted(progress, t),
            ),
            t.plural(
                "Since then {count} has stopped following.", "Since then {count} have stopped following.", unfollowed
            )
            if unfollowed
            else None,
        ),
        keyboard(*report_keys(announcement, t)),
    )


def report_keys(announcement: Announcement, t: Translator) -> list[list[InlineKeyboardButton]]:
    """What can be done with what was sent."""
    mends = [
        key(t.label("Correct it"), AskFor(announcement.id, Asked.CORRECTION)),
        key(t.label("Take it back"), AskWhether(announcement.id, Act.RECALL)),
    ]
    return [
        mends if announcement.status in BEGUN else [],
        [
            key(t.label("Read it"), ReadAnnouncement(announcement.id)),
            key(t.label("See it as it is now"), ShowAnnouncement(announcement.id)),
        ],
        [key(t.label("See the announcements"), ListAnnouncements())],
    ]


def _ends(progress: Progress, t: Translator) -> list[Markup | None]:
    """What became of those who were not reached, as far as there are any."""
    refused = progress.outcomes.get(Outcome.REFUSED, 0)
    reasons = [reason for reason in progress.reasons if reason][:_MOST_REASONS]
    unknown, expired = progress.outcomes.get(Outcome.UNKNOWN, 0), progress.outcomes.get(Outcome.EXPIRED, 0)
    stale, unwelcome = progress.outcomes.get(Outcome.STALE, 0), progress.outcomes.get(Outcome.UNWELCOME, 0)
    broken = progress.outcomes.get(Outcome.BROKEN, 0)
    return [
        t.plural(
            "• {count} cannot be reached any more: blocked the bot, or is not there",
            "• {count} cannot be reached any more: blocked the bot, or are not there",
            progress.gone,
        )
        if progress.gone
        else None,
        t.plural(
            "• {count} group or channel where I may not write just now",
            "• {count} groups and channels where I may not write just now",
            unwelcome,
        )
        if unwelcome
        else None,
        t.plural("• {count} not taken by Telegram", "• {count} not taken by Telegram", refused) if refused else None,
        t("  Telegram says: {reasons}", reasons=", ".join(reasons)) if refused and reasons else None,
        t.plural(
            "• {count} where nobody knows whether it arrived",
            "• {count} where nobody knows whether it arrived",
            unknown,
        )
        if unknown
        else None,
        t.plural("• {count} for whom it was too late", "• {count} for whom it was too late", expired)
        if expired
        else None,
        t.plural(
            "• {count} did not get it: it was called off before, or they had stopped following",
            "• {count} did not get it: it was called off before, or they had stopped following",
            stale,
        )
        if stale
        else None,
        t.plural("• {count} set aside by a mistake of mine", "• {count} set aside by a mistake of mine", broken)
        if broken
        else None,
    ]


def _deleted(progress: Progress, t: Translator) -> Markup | None:
    """Who had their data deleted meanwhile has no delivery any more."""
    number = progress.recipients - progress.done - progress.waiting
    return (
        t.plural("• {count} had their data deleted", "• {count} had their data deleted", number) if number > 0 else None
    )
