"""An announcement on its way, and after: how it goes in place, its report, its correction, the list."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.announcements.announcement import BEGUN, Announcement, Pause, Status
from domain.announcements.life import Untimely
from domain.announcements.progress import Progress
from domain.deliveries import Outcome
from handlers.buttons.announcements import (
    Act,
    ActOn,
    Asked,
    AskFor,
    AskWhether,
    ListAnnouncements,
    ReadAnnouncement,
    SendAnnouncement,
    SendCorrection,
    ShowAnnouncement,
    WriteAnnouncement,
)
from handlers.i18n import Translator, mark
from handlers.views.dates import moment_in_words
from handlers.views.operators import back_to_menu
from handlers.views.paging import page_of
from handlers.views.unasked import Telling
from handlers.views.view import View, in_rows, key, keyboard, lines, paragraphs, shortened

_CELLS = 10
_A_PAGE = 6
_ROOM_ON_A_KEY = 30
_MOST_REASONS = 3

STANDINGS: Mapping[Status, str] = {
    Status.DRAFT: mark("draft"),
    Status.ASKED: mark("waits for a second operator"),
    Status.SCHEDULED: mark("has its time"),
    Status.LATE: mark("waits for you"),
    Status.SENDING: mark("on its way"),
    Status.PAUSED: mark("pauses"),
    Status.SENT: mark("sent"),
    Status.STOPPED: mark("stopped"),
    Status.RECALLED: mark("taken back"),
}


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


def whether_to_stop(announcement: Announcement, progress: Progress, t: Translator) -> View:
    """Before it is stopped: what that means."""
    return View(
        paragraphs(
            t("<b>Stop it for good?</b>"),
            t.plural(
                "{count} has not got it yet, and will not. Who got it keeps it.",
                "{count} have not got it yet, and will not. Who got it keeps it.",
                progress.waiting,
            ),
        ),
        keyboard(
            [
                key(t.label("Yes, stop it"), ActOn(announcement.id, announcement.revision, Act.STOP)),
                key(t.label("No, leave it"), ShowAnnouncement(announcement.id)),
            ]
        ),
    )


def whether_to_recall(announcement: Announcement, progress: Progress, t: Translator) -> View:
    """Before it is taken back: what that means."""
    return View(
        paragraphs(
            t("<b>Take it back from everybody?</b>"),
            t.plural(
                "{count} has got it. What was sent less than two days ago I delete; on the rest I write “cancelled”.",
                "{count} have got it. What was sent less than two days ago I delete; on the rest I write “cancelled”.",
                progress.sent,
            ),
            t("Who has not got it yet will not. This cannot be undone."),
        ),
        keyboard(
            [
                key(t.label("Yes, take it back"), ActOn(announcement.id, announcement.revision, Act.RECALL)),
                key(t.label("No, leave it"), ShowAnnouncement(announcement.id)),
            ]
        ),
    )


def whether_to_correct(announcement: Announcement, progress: Progress, t: Translator) -> View:
    """Under the corrected text: how many copies change."""
    return View(
        t.plural(
            "<b>This changes {count} copy.</b> It makes no sound: who has read it hears nothing.",
            "<b>This changes {count} copies.</b> It makes no sound: who has read it hears nothing.",
            progress.sent,
        ),
        keyboard(
            [
                key(t.label("Correct all of them"), SendCorrection(announcement.id, announcement.revision)),
                key(t.label("Leave it"), ShowAnnouncement(announcement.id)),
            ]
        ),
    )


def scheduled(announcement: Announcement, about: Telling, t: Translator) -> View:
    """It has its time."""
    at = announcement.send_at
    when = moment_in_words(at, about.city.zone, about.today, t) if at else ""
    return View(
        t("<b>It goes {when}.</b>", when=when),
        keyboard(
            [key(t.label("Take it off its time"), ActOn(announcement.id, announcement.revision, Act.WITHDRAW))],
            [key(t.label("See the announcements"), ListAnnouncements())],
        ),
    )


def is_draft_again(announcement: Announcement, t: Translator, *, declined: bool) -> View:
    """It was taken off its time, or refused by a second operator."""
    see = key(t.label("See it"), ShowAnnouncement(announcement.id))
    if declined:
        return View(t("<b>You said no: it does not go.</b> Whoever wrote it is told."), keyboard([see]))
    return View(t("<b>It is a draft again.</b> It does not go by itself."), keyboard([see]))


def stands(announcement: Announcement, about: Telling, t: Translator) -> View:
    """How it stands, in a word: for who comes after somebody who was quicker, or waits for a second operator."""
    if announcement.status is Status.ASKED:
        return waits_for_another(announcement, t)
    if announcement.status is Status.SCHEDULED:
        return scheduled(announcement, about, t)
    return View(
        t("<b>That was done already.</b> How it stands: {standing}.", standing=t.label(STANDINGS[announcement.status])),
        keyboard([key(t.label("See it"), ShowAnnouncement(announcement.id))]),
    )


def waits_for_another(announcement: Announcement, t: Translator) -> View:
    """A second operator is asked."""
    return View(
        paragraphs(
            t("<b>A second operator is asked now.</b>"),
            t("As soon as one of them says yes, it goes. You will hear of it."),
        ),
        keyboard(
            [key(t.label("Take it back to a draft"), ActOn(announcement.id, announcement.revision, Act.WITHDRAW))]
        ),
    )


def nobody_to_ask(t: Translator) -> View:
    """There is no second operator, and no other administrator."""
    return View(
        paragraphs(
            t("<b>There is nobody who could say yes.</b>"),
            t(
                "What goes to the whole city needs a second operator, and there is none yet. Choose the networks one "
                "by one: to those you write alone."
            ),
        )
    )


def request(announcement: Announcement, name: str, about: Telling, t: Translator) -> View:
    """Under a preview for the second operator: yes or no."""
    this = (announcement.id, announcement.revision)
    at = announcement.send_at
    when = t("It goes {when}.", when=moment_in_words(at, about.city.zone, about.today, t)) if at else None
    return View(
        paragraphs(
            t("<b>{name} would like to send this to the whole city.</b> Is it right so?", name=name)
            if name
            else t("<b>An operator would like to send this to the whole city.</b> Is it right so?"),
            when,
        ),
        keyboard(
            [
                key(t.label("Yes, send it"), ActOn(*this, Act.APPROVE)),
                key(t.label("No"), ActOn(*this, Act.DECLINE)),
            ]
        ),
    )


def correction_waits(t: Translator) -> View:
    """A correction of what went to the whole city is shown to a second operator."""
    return View(
        paragraphs(
            t("<b>A second operator is asked now.</b>"),
            t("As soon as one of them says yes, all copies are corrected."),
        ),
        keyboard([key(t.label("See the announcements"), ListAnnouncements())]),
    )


def correction_request(announcement: Announcement, copies: int, t: Translator) -> View:
    """Under the corrected text, for the second operator: yes or no."""
    this = (announcement.id, announcement.revision)
    return View(
        paragraphs(
            t("<b>It should say this from now on.</b> Is it right so?"),
            t.plural("This changes {count} copy.", "This changes {count} copies.", copies),
        ),
        keyboard(
            [
                key(t.label("Yes, correct all"), ActOn(*this, Act.ACCEPT)),
                key(t.label("No"), ActOn(*this, Act.REJECT)),
            ]
        ),
    )


def correction_rejected(announcement: Announcement, t: Translator) -> View:
    """A second operator said no to a correction: all stays as it is."""
    see = key(t.label("See it"), ShowAnnouncement(announcement.id))
    return View(t("<b>You said no: it stays as it is.</b>"), keyboard([see]))


def late(announcement: Announcement, about: Telling, t: Translator, why: Untimely) -> View:
    """It did not go at its time by itself."""
    at = announcement.send_at
    when = moment_in_words(at, about.city.zone, about.today, t) if at else ""
    said = (
        t("I could not send it in time. Do you still want it to go?")
        if why is Untimely.LATE
        else t("Whoever wrote it is no longer an operator. Do you want it to go?")
    )
    return View(
        paragraphs(t("<b>An announcement was to go {when}.</b>", when=when), said),
        keyboard(
            [
                key(t.label("Send now"), SendAnnouncement(announcement.id, announcement.revision)),
                key(t.label("See it"), ShowAnnouncement(announcement.id)),
            ],
            [key(t.label("Back to a draft"), ActOn(announcement.id, announcement.revision, Act.WITHDRAW))],
        ),
    )


def announcements(items: Sequence[Announcement], page: int, t: Translator) -> View:
    """The latest announcements of an operator's networks."""
    shown = page_of(items, page, _A_PAGE)
    keys = [key(_line(one, t), ShowAnnouncement(one.id)) for one in shown.items]
    return View(
        paragraphs(
            t("<b>Announcements</b>"),
            t("There are none yet.") if not items else t("The newest first. Tap one to see how it stands."),
        ),
        keyboard(
            *in_rows(keys, 1),
            shown.turning(ListAnnouncements, t),
            [key(t.label("Write an announcement"), WriteAnnouncement()), back_to_menu(t)],
        ),
    )


def _line(announcement: Announcement, t: Translator) -> str:
    plain = " ".join(Markup(announcement.content.words).striptags().split())  # noqa: S704 - Telegram's own HTML
    return f"{t.label(STANDINGS[announcement.status])} · {shortened(plain, _ROOM_ON_A_KEY)}"


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


def _ends(progress: Progress, t: Translator) -> list[Markup | None]:
    """What became of those who were not reached, as far as there are any."""
    refused = progress.outcomes.get(Outcome.REFUSED, 0)
    reasons = [reason for reason in progress.reasons if reason][:_MOST_REASONS]
    unknown, expired = progress.outcomes.get(Outcome.UNKNOWN, 0), progress.outcomes.get(Outcome.EXPIRED, 0)
    stale = progress.outcomes.get(Outcome.STALE, 0)
    return [
        t.plural(
            "• {count} cannot be reached any more: blocked the bot, or is not there",
            "• {count} cannot be reached any more: blocked the bot, or are not there",
            progress.gone,
        )
        if progress.gone
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
    ]


def _deleted(progress: Progress, t: Translator) -> Markup | None:
    """Who had their data deleted meanwhile has no delivery any more."""
    number = progress.recipients - progress.done - progress.waiting
    return (
        t.plural("• {count} had their data deleted", "• {count} had their data deleted", number) if number > 0 else None
    )
