"""What becomes of an announcement by itself: it begins at its time, pauses when too much fails, comes to its end."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.announcements.announcement import Announcement, Status
from domain.announcements.life import Step, Untimely, is_released, untimely
from domain.announcements.notes import Note
from domain.announcements.progress import Progress
from domain.model import ChatId
from domain.operators import Action, Operator, refusal_of


class Lateness(StrEnum):
    """What an announcement does whose time went by unheard; the value is the setting."""

    ASK = "ask"
    SEND = "send"


class Trusting(Protocol):
    """What is asked of memory to know whom to trust: a part of `domain.ports`."""

    async def operator(self, chat: ChatId) -> Operator | None:
        """Give the operator whose private chat this is."""
        ...

    async def administrators(self, admins: Collection[int]) -> Sequence[ChatId]:
        """The private chats of the administrators."""
        ...


_SAYS = {Untimely.LATE: Note.LATE, Untimely.ORPHANED: Note.ORPHANED}


async def is_trusted(store: Trusting, announcement: Announcement, admins: Collection[int]) -> bool:
    """Whether who stands for it may send it still; `admins` are Telegram's numbers of those whom the settings name."""
    if announcement.by is None:
        return False
    if announcement.by in await store.administrators(admins):
        return True
    author = await store.operator(announcement.by)
    return author is not None and refusal_of(author, Action.ANNOUNCE, announcement.target) is None


def at_its_time(announcement: Announcement, now: datetime, *, trusted: bool, lateness: Lateness) -> tuple[Step, Note]:
    """The step of an announcement whose time has come, and what is told; `trusted`: its author may send it still."""
    asks, trusted = lateness is Lateness.ASK, trusted and is_released(announcement)
    why = untimely(announcement.send_at or now, now, trusted=trusted, asks=asks)
    return (Step.START, Note.STARTED) if why is None else (Step.FALL_LATE, _SAYS[why])


def is_through(announcement: Announcement, progress: Progress) -> bool:
    """Whether there is nobody left to send it to."""
    return announcement.status is Status.SENDING and not progress.waiting
