"""The rules of the ledger: what a delivery is, in which order deliveries go, and what becomes of one that failed.

Nothing is lost; sent twice may be only what was in flight at a crash, and what was accepted but whose answer was lost.
Telegram has no key by which it would know a message again, so nobody can promise more (docs/delivery.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from typing import NewType

from domain.agenda.event import OccurrenceId
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


class Outcome(StrEnum):
    """What became of a delivery."""

    SENT = "sent"
    GONE = "gone"  # the chat cannot be written to any more
    REFUSED = "refused"  # Telegram does not take it: a mistake of ours
    EXPIRED = "expired"  # too late to be of use
    STALE = "stale"  # not true any more, or not wanted any more
    UNKNOWN = "unknown"  # nobody knows whether it arrived


def reminder_version(lead: Lead, begins_at: datetime) -> str:
    """What tells one reminder of an occurrence from another: its lead, and the start it speaks of."""
    return f"{lead}{begins_at:%Y%m%d%H%M}"


def version_speaks_of(version: str, begins_at: datetime) -> bool:
    """Whether the version of a reminder is for this start, whatever its lead."""
    return version[1:] == f"{begins_at:%Y%m%d%H%M}"


REVIVED = (Outcome.STALE, Outcome.GONE)
"""What planning takes up again when its reason comes back: it was never sent."""


class Fault(StrEnum):
    """What stood in the way of a delivery."""

    GONE = "gone"  # blocked, deactivated, deleted, thrown out
    HELD = "held"  # too many messages: Telegram says how long to wait
    NOT_SENT = "not sent"  # it surely did not arrive: no connection, or a server that said so
    IN_DOUBT = "in doubt"  # it may have arrived
    REFUSED = "refused"


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


@dataclass(frozen=True, slots=True)
class Settled:
    """The end of a delivery; of a message that was sent, its number in the chat and what it told of occurrences.

    Of an amendment, `amended` is the delivery whose message was edited, and what that says now. `says` is what is noted
    of it: which revision of an announcement was sent, the messages of an album, or why Telegram refused it. After an
    album (`is_album`) that was sent, or may have been, the words follow.
    """

    id: DeliveryId
    outcome: Outcome
    message_id: int | None = None
    told: Mapping[OccurrenceId, str] = field(default_factory=dict)
    amended: tuple[DeliveryId, str] | None = None
    says: str | None = None
    is_album: bool = False


@dataclass(frozen=True, slots=True)
class PutOff:
    """A delivery to be tried again: whether the attempt counts, and whether the message may have arrived."""

    id: DeliveryId
    until: datetime
    counts: bool = True
    in_doubt: bool = False


Verdict = Settled | PutOff

_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=5)
_MOST_DOUBTS = 1
"""What may have arrived is sent once more, and no oftener: a reminder twice is better than none, six times is not."""


def verdict(delivery: Claimed, fault: Fault, now: datetime, wait: timedelta | None = None) -> Verdict:
    """Say what becomes of a delivery that failed; `wait` is what Telegram asked for.

    What surely did not arrive is tried until it expires.
    """
    match fault:
        case Fault.GONE | Fault.REFUSED:
            return Settled(delivery.id, Outcome.GONE if fault is Fault.GONE else Outcome.REFUSED)
        case Fault.HELD:
            return PutOff(delivery.id, now + (wait or _FIRST_PAUSE), counts=False)
        case Fault.IN_DOUBT:
            return _doubted(delivery, now)
        case Fault.NOT_SENT:
            return PutOff(delivery.id, now + pause(delivery.attempts))


def _doubted(delivery: Claimed, now: datetime) -> Verdict:
    if delivery.kind in EDITS:  # which may be made again and again
        return PutOff(delivery.id, now + pause(delivery.attempts), in_doubt=True)
    if delivery.doubts >= _MOST_DOUBTS:
        return Settled(delivery.id, Outcome.UNKNOWN, is_album=delivery.kind is Kind.ALBUM)
    return PutOff(delivery.id, now + _FIRST_PAUSE, in_doubt=True)


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time."""
    return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(attempts - 1, 16))


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


@dataclass(frozen=True, slots=True)
class Count:
    """How many deliveries of a kind came to an outcome; None: they wait."""

    kind: Kind
    outcome: Outcome | None
    number: int
