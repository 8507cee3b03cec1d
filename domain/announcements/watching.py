"""What becomes of an announcement by itself: it begins at its time, pauses when too much fails, comes to its end."""

from datetime import datetime
from enum import StrEnum

from domain.announcements.announcement import Announcement, Status
from domain.announcements.life import Step, Untimely, untimely
from domain.announcements.notes import Note
from domain.announcements.progress import Progress


class Lateness(StrEnum):
    """What an announcement does whose time went by unheard; the value is the setting."""

    ASK = "ask"
    SEND = "send"


_SAYS = {Untimely.LATE: Note.LATE, Untimely.ORPHANED: Note.ORPHANED}


def at_its_time(announcement: Announcement, now: datetime, *, trusted: bool, lateness: Lateness) -> tuple[Step, Note]:
    """The step of an announcement whose time has come, and what is told; `trusted`: its author may send it still."""
    asks = lateness is Lateness.ASK
    why = untimely(announcement.send_at or now, now, trusted=trusted, asks=asks)
    return (Step.START, Note.STARTED) if why is None else (Step.FALL_LATE, _SAYS[why])


def is_through(announcement: Announcement, progress: Progress) -> bool:
    """Whether there is nobody left to send it to."""
    return announcement.status is Status.SENDING and not progress.waiting
