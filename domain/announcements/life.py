"""The life of an announcement: which step leads where, and from where it may be taken.

A step that is not possible from where an announcement stands was taken already, by this operator's other tap or by
another operator: then nothing happens, and they are shown how it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

from domain.announcements.announcement import BEGUN, UNDER_WAY, Announcement, Audience, Content, Pause, Status
from domain.audit import Deed
from domain.model import ChatId


class Step(StrEnum):
    """What can be done with an announcement."""

    ASK = "ask"  # a second operator, for what goes to the whole city
    DECLINE = "decline"
    WITHDRAW = "withdraw"  # back to a draft, from the second operator or from its time
    SCHEDULE = "schedule"
    FALL_LATE = "fall late"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    FINISH = "finish"
    PROPOSE = "propose"  # a correction of what goes to the whole city, which a second operator is to see
    REJECT = "reject"  # that correction
    CORRECT = "correct"
    RECALL = "recall"


@dataclass(frozen=True, slots=True)
class Move:
    """Where a step may be taken from, where it leads (None: it stays), and how the audit log calls it."""

    since: tuple[Status, ...]
    to: Status | None
    deed: Deed | None


MOVES: Mapping[Step, Move] = {
    Step.ASK: Move((Status.DRAFT, Status.LATE), Status.ASKED, Deed.ANNOUNCEMENT_ASKED),
    Step.DECLINE: Move((Status.ASKED,), Status.DRAFT, Deed.ANNOUNCEMENT_DECLINED),
    Step.WITHDRAW: Move((Status.ASKED, Status.SCHEDULED, Status.LATE), Status.DRAFT, Deed.ANNOUNCEMENT_UNSCHEDULED),
    Step.SCHEDULE: Move((Status.DRAFT, Status.ASKED), Status.SCHEDULED, Deed.ANNOUNCEMENT_SCHEDULED),
    Step.FALL_LATE: Move((Status.SCHEDULED,), Status.LATE, None),
    Step.START: Move(
        (Status.DRAFT, Status.ASKED, Status.SCHEDULED, Status.LATE), Status.SENDING, Deed.ANNOUNCEMENT_STARTED
    ),
    Step.PAUSE: Move((Status.SENDING,), Status.PAUSED, Deed.ANNOUNCEMENT_PAUSED),
    Step.RESUME: Move((Status.PAUSED,), Status.SENDING, Deed.ANNOUNCEMENT_RESUMED),
    Step.STOP: Move(UNDER_WAY, Status.STOPPED, Deed.ANNOUNCEMENT_STOPPED),
    Step.FINISH: Move((Status.SENDING,), Status.SENT, None),
    Step.PROPOSE: Move(BEGUN, None, Deed.ANNOUNCEMENT_CORRECTION_ASKED),
    Step.REJECT: Move(BEGUN, None, Deed.ANNOUNCEMENT_DECLINED),
    Step.CORRECT: Move(BEGUN, None, Deed.ANNOUNCEMENT_CORRECTED),
    Step.RECALL: Move(BEGUN, Status.RECALLED, Deed.ANNOUNCEMENT_RECALLED),
}

LATE_AFTER = timedelta(minutes=10)
"""What did not go at its time, nor in these minutes, asks before it goes: "tonight at eight" is no news at midnight."""

LASTS = timedelta(days=3)
"""So long after its time, or after a pause, a copy is still sent."""

LATER = timedelta(days=3650)
"""How far away the time of what pauses is put, and the end of what does not expire."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Who takes a step (None: the bot by itself), when, and what the step needs.

    A `revision` is the one that they saw: of another one the step is not taken. Who `approves` says yes to what another
    wrote. `tells` are the chats of operators
    that are told of it, and of what.
    """

    by: ChatId | None
    now: datetime
    zone: tzinfo
    revision: int | None = None
    send_at: datetime | None = None
    content: Content | None = None
    pause: Pause = Pause.ASKED
    approves: bool = False
    tells: tuple[tuple[ChatId, str], ...] = ()


class Untimely(StrEnum):
    """Why an announcement does not go at its time by itself."""

    LATE = "late"
    ORPHANED = "orphaned"  # who wrote it may not send it any more


def untimely(send_at: datetime, now: datetime, *, trusted: bool, asks: bool) -> Untimely | None:
    """Say why an announcement whose time has come does not go; `asks` is the setting that what is late asks."""
    if not trusted:
        return Untimely.ORPHANED
    return Untimely.LATE if asks and now - send_at > LATE_AFTER else None


def needs_another(audience: Audience) -> bool:
    """Whether a second operator has to say yes: what goes to the whole city, nobody sends alone."""
    return audience.whole_city


def is_released(announcement: Announcement) -> bool:
    """Whether it may go: a second operator said yes, or none is needed."""
    if not needs_another(announcement.audience):
        return True
    return announcement.approved_by is not None and announcement.approved_by != announcement.by


def may_correct(announcement: Announcement, turn: Turn) -> bool:
    """Whether a correction may be made: of what went to the whole city only another's, and just as they proposed it."""
    if not needs_another(announcement.audience):
        return True
    proposal = announcement.proposal
    return proposal is not None and proposal.by != turn.by and proposal.content == turn.content
