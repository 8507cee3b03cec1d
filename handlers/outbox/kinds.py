"""What the sender sends: a message for each kind of delivery."""

from domain.outbox.delivery import Claimed, Kind
from domain.outbox.due import Matter
from handlers.i18n import Translator
from handlers.outbox.change import amendment, change
from handlers.outbox.digest import digest, news
from handlers.outbox.note import note
from handlers.outbox.reminder import reminder
from handlers.outbox.telling import Telling
from handlers.views.announcements.copies import announcement_copy
from handlers.views.view import View

__all__ = ["Telling", "telling"]


def telling(delivery: Claimed, matter: Matter, about: Telling, t: Translator) -> View:
    """The message of a delivery; of an amendment, what an earlier message is changed to."""
    match delivery.kind:
        case Kind.NEWS:
            return news(delivery, matter, about, t)
        case Kind.DIGEST:
            return digest(delivery, matter, about, t)
        case Kind.ANNOUNCEMENT | Kind.ALBUM | Kind.TRIAL | Kind.CORRECTION | Kind.NOTE:
            return _of_announcement(delivery, matter, about, t)
        case Kind.REMINDER | Kind.SNOOZE | Kind.CHANGE | Kind.AMENDMENT:
            return _of_occurrence(delivery, matter, about, t)


def _of_occurrence(delivery: Claimed, matter: Matter, about: Telling, t: Translator) -> View:
    if matter.happening is None:
        return View(t("<b>This event is no longer there.</b>"))
    if delivery.kind is Kind.CHANGE:
        return change(delivery, matter, matter.happening, about, t)
    if delivery.kind is Kind.AMENDMENT:
        return amendment(matter, matter.happening, about, t)
    return reminder(delivery, matter, matter.happening, about, t)


def _of_announcement(delivery: Claimed, matter: Matter, about: Telling, t: Translator) -> View:
    if matter.announcement is None:
        return View(t("<b>This announcement is no longer there.</b>"))
    if delivery.kind is Kind.NOTE:
        return note(delivery, matter, matter.announcement, about, t)
    return announcement_copy(matter.announcement, matter.reasons, about.city, t, to_person=matter.to_person)
