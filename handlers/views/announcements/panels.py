"""How an announcement goes, shown in place: a bar, numbers, what is left; the same of its correction."""

from datetime import timedelta

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.announcements.announcement import Announcement, Pause, Status
from domain.announcements.progress import Progress
from domain.outbox.outcome import Outcome
from handlers.buttons.announcements import (
    Act,
    ActOn,
    AskWhether,
    ShowAnnouncement,
)
from handlers.i18n import Translator
from handlers.views.view import View, key, keyboard, lines, paragraphs

_CELLS = 10


def panel(announcement: Announcement, progress: Progress, t: Translator) -> View:
    """How the sending goes: a bar, numbers, what is left."""
    pauses = announcement.status is Status.PAUSED
    head = t("<b>It pauses.</b>") if pauses else t("<b>I am sending it…</b>")
    return View(
        paragraphs(
            lines(head, _why_it_pauses(announcement, t) if pauses else None),
            lines(
                bar(progress.done, progress.recipients),
                t("{done} of {total}", done=progress.done, total=progress.recipients),
                _left(progress, t) if not pauses else None,
                _failures(progress, t),
            ),
        ),
        keyboard(_panel_keys(announcement, t)),
    )


def ended(progress: Progress, t: Translator) -> View:
    """The last that a panel shows: the report is a message of its own."""
    return View(
        lines(
            t("<b>Sent.</b> The report is below."),
            bar(progress.done, progress.recipients),
            t("{done} of {total}", done=progress.done, total=progress.recipients),
        )
    )


def _panel_keys(announcement: Announcement, t: Translator) -> list[InlineKeyboardButton]:
    this = (announcement.id, announcement.revision)
    go = (
        key(t.label("Go on"), ActOn(*this, Act.RESUME))
        if announcement.status is Status.PAUSED
        else key(t.label("Pause"), ActOn(*this, Act.PAUSE))
    )
    return [go, key(t.label("Stop"), AskWhether(announcement.id, Act.STOP))]


def bar(done: int, total: int) -> Markup:
    """Ten cells, of which so many are full as tenths are done."""
    full = _CELLS if not total else _CELLS * done // total
    return Markup("▓" * full + "░" * (_CELLS - full))  # noqa: S704 - two signs


def mending(announcement: Announcement, progress: Progress, t: Translator) -> View:
    """How a correction, or taking it back, goes."""
    recalled = announcement.status is Status.RECALLED
    if progress.waiting or announcement.mending_since:
        head = t("<b>I am taking it back…</b>") if recalled else t("<b>I am correcting it…</b>")
    else:
        head = t("<b>Taken back.</b>") if recalled else t("<b>Corrected.</b>")
    missed = sum(number for outcome, number in progress.outcomes.items() if outcome is not Outcome.SENT)
    return View(
        paragraphs(
            head,
            lines(
                bar(progress.done, progress.recipients),
                t("{done} of {total} copies", done=progress.done, total=progress.recipients),
                _left(progress, t),
                t.plural("{count} could not be changed", "{count} could not be changed", missed) if missed else None,
            ),
        ),
        keyboard([key(t.label("See it as it is now"), ShowAnnouncement(announcement.id))]),
    )


def _why_it_pauses(announcement: Announcement, t: Translator) -> Markup | None:
    if announcement.pause is Pause.FAILURES:
        return t(
            "I stopped by myself: too many of the latest could not be reached. Look at the numbers, then decide "
            "whether to go on."
        )
    return t("Nobody gets it until you say so.")


def _failures(progress: Progress, t: Translator) -> Markup | None:
    failed = [
        t.plural("{count} cannot be reached any more", "{count} cannot be reached any more", progress.gone)
        if progress.gone
        else None,
        t.plural("{count} not taken by Telegram", "{count} not taken by Telegram", refused)
        if (refused := progress.outcomes.get(Outcome.REFUSED, 0))
        else None,
    ]
    said = [one for one in failed if one]
    return Markup(" · ").join(said) if said else None


def _left(progress: Progress, t: Translator) -> Markup | None:
    said = [
        t("about {time} left", time=_lasting(progress.left, t)) if progress.left is not None else None,
        t.plural("{count} in quiet hours", "{count} in quiet hours", progress.resting) if progress.resting else None,
    ]
    known = [one for one in said if one]
    return Markup(" · ").join(known) if known else None


def _lasting(left: timedelta, t: Translator) -> str:
    seconds = max(1, round(left.total_seconds()))
    if seconds < 90:  # noqa: PLR2004 - so long one counts in seconds
        return str(t.plural("{count} second", "{count} seconds", seconds))
    minutes = round(seconds / 60)
    return str(t.plural("{count} minute", "{count} minutes", minutes))
