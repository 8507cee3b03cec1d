"""What is to be decided of an announcement, by whoever wrote it or by a second operator, and what was."""

from domain.announcements.announcement import Announcement, Status
from domain.announcements.life import Untimely
from domain.announcements.progress import Progress
from handlers.buttons.announcements import (
    Act,
    ActOn,
    ListAnnouncements,
    SendAnnouncement,
    SendCorrection,
    ShowAnnouncement,
)
from handlers.i18n import Translator
from handlers.outbox.telling import Telling
from handlers.views.announcements.listing import STANDINGS
from handlers.views.dates import moment_in_words
from handlers.views.view import View, key, keyboard, paragraphs


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
