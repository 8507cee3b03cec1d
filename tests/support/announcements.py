"""An announcement as it might stand."""

from dataclasses import replace

from domain.announcements.announcement import Announcement, AnnouncementId, Audience, Content, Status
from domain.model import ChatId
from tests.conftest import NOON


def announcement(status: Status = Status.SENDING, **more: object) -> Announcement:
    content = Content("Pulizia del parco")
    kept = Announcement(
        AnnouncementId(1), ChatId(1), status, 2, content, Audience(("redona",)), NOON, begun_at=NOON, recipients=214
    )
    return replace(kept, **more)
