"""A delivery: a message that is no direct answer, what it is of, and in which order such messages go.

Nothing is lost; sent twice may be only what was in flight at a crash, and what was accepted but whose answer was lost.
Telegram has no key by which it would know a message again, so nobody can promise more (docs/delivery.md).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NewType

from domain.model import ChatId
from domain.reminders import Lead

DeliveryId = NewType("DeliveryId", int)


class Kind(StrEnum):
    """What a delivery tells. The value is what the database carries."""

    REMINDER = "reminder"  # subject: an occurrence; version: the lead and the start it speaks of
    SNOOZE = "snooze"  # subject: an occurrence; version: the message that was put off
    CHANGE = "change"  # subject: an occurrence; version: the revision that changed it
    NEWS = "news"  # subject: nothing; version: when the newest of it was announced
    DIGEST = "digest"  # subject: nothing; version: its day
    AMENDMENT = "amendment"  # subject: the delivery whose message is edited; version: the revision
    ANNOUNCEMENT = "announcement"  # subject: an announcement; version: FIRST
    ALBUM = "album"  # the same: the photos that go before the words
    TRIAL = "trial"  # subject: an announcement; version: its revision and when it was tried
    CORRECTION = "correction"  # subject: the delivery whose message is edited; version: what it says then
    NOTE = "note"  # subject: an announcement; version: what its operators are told of it
    MUTED = "muted"  # subject: a group or channel where the bot may not write; version: since when, and its topic


SINGLE = (Kind.REMINDER, Kind.SNOOZE, Kind.CHANGE)
"""What tells of one occurrence: when that changes, the message is edited."""

EDITS = (Kind.AMENDMENT, Kind.CORRECTION)
"""What makes no sound, and mends what is there."""

COPIES = (Kind.ANNOUNCEMENT, Kind.ALBUM)
"""What carries an announcement to people."""

FIRST = "1"
"""The version of an announcement's copies: there is one for each recipient, whatever its later revisions."""


class Priority(IntEnum):
    """The order in which deliveries go; within one, those that expire first."""

    URGENT = 0  # changes of what is about to begin
    REMINDER = 1
    NOTICE = 2
    ANNOUNCEMENT = 3


def reminder_version(lead: Lead, begins_at: datetime) -> str:
    """What tells one reminder of an occurrence from another: its lead, and the start it speaks of."""
    return f"{lead}{begins_at:%Y%m%d%H%M}"


def version_speaks_of(version: str, begins_at: datetime) -> bool:
    """Whether the version of a reminder is for this start, whatever its lead."""
    return version[1:] == f"{begins_at:%Y%m%d%H%M}"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that is ours to make until its lease ends. `attempts` counts this one, `doubts` those in doubt."""

    id: DeliveryId
    chat: ChatId
    telegram_id: int
    thread: int | None
    language: str | None
    kind: Kind
    subject: int
    version: str
    due_at: datetime
    expires_at: datetime
    attempts: int
    doubts: int = 0


def is_late(delivery: Claimed, now: datetime) -> bool:
    """Whether a delivery is so late that its reader is told."""
    return now - delivery.due_at > LATE


LATE = timedelta(minutes=10)
"""What comes so long after its time says that it is late."""

SOON = timedelta(days=1)
"""A change of what begins so soon goes before everything else."""

NEWS_WAIT = timedelta(minutes=10)
"""News waits so long for more of it: several become one message."""

NEWS_LAST = timedelta(days=2)
"""So long after its time, news is none any more."""
