"""What operators are told of an announcement without having asked just then."""

from markupsafe import Markup

from domain.announcements.life import Untimely
from domain.announcements.notes import Note, note_in
from domain.announcements.progress import Progress
from domain.outbox.delivery import Claimed
from domain.outbox.due import NoteMatter
from handlers.buttons.announcements import ShowAnnouncement
from handlers.i18n import Translator
from handlers.outbox.telling import Telling
from handlers.views.announcements.deciding import late
from handlers.views.announcements.listing import STANDINGS
from handlers.views.announcements.panels import panel
from handlers.views.announcements.report import report
from handlers.views.view import View, key, keyboard, paragraphs


def note(delivery: Claimed, matter: NoteMatter, about: Telling, t: Translator) -> View:
    """A request, a report, or a word of what became of it."""
    announcement = matter.announcement
    progress = matter.progress or Progress(announcement.recipients)
    match note_in(delivery.version):
        case Note.LATE:
            return late(announcement, about, t, Untimely.LATE)
        case Note.ORPHANED:
            return late(announcement, about, t, Untimely.ORPHANED)
        case Note.PAUSED:
            return panel(announcement, progress, t)
        case Note.REPORT:
            return report(announcement, progress, matter.unfollowed, about, t)
        case told:
            label = t.label("Read it") if told in {Note.REQUEST, Note.CORRECTION} else t.label("See how it goes")
            return View(_said(told, matter, t), keyboard([key(label, ShowAnnouncement(announcement.id))]))


def _said(told: Note, matter: NoteMatter, t: Translator) -> Markup:
    match told:
        case Note.REQUEST:
            who = t("<b>{name} asks for your yes.</b>", name=matter.author or t.label("An operator"))
            return paragraphs(who, t("It is an announcement to the whole city, which nobody sends alone."))
        case Note.CORRECTION:
            who = t("<b>An operator asks for your yes to a correction.</b>")
            return paragraphs(who, t("The announcement went to the whole city, and nobody changes that alone."))
        case Note.STEERED:
            standing = t.label(STANDINGS[matter.announcement.status])
            said = t("How it stands now: {standing}.", standing=standing)
            return paragraphs(t("<b>Another operator did something with your announcement.</b>"), said)
        case Note.APPROVED:
            return t("<b>A second operator said yes.</b> Your announcement goes.")
        case Note.DECLINED:
            said = t("It is a draft again: change it, or talk it over with them.")
            return paragraphs(t("<b>A second operator said no.</b>"), said)
        case _:
            return t("<b>Your announcement is on its way.</b>")
