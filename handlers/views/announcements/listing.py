"""The latest announcements of an operator, and how each stands in a word."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from domain.announcements.announcement import Announcement, Status
from handlers.buttons.announcements import (
    ListAnnouncements,
    ShowAnnouncement,
    WriteAnnouncement,
)
from handlers.i18n import Translator, mark
from handlers.views.operators import back_to_menu
from handlers.views.paging import page_of
from handlers.views.view import View, in_rows, key, keyboard, paragraphs, shortened

_A_PAGE = 6
_ROOM_ON_A_KEY = 30
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
