"""Who did what, and when: for the administrators. It names no resident and holds no text that somebody wrote."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from domain.model import ChatId
from domain.privacy.retention import LASTS, Sweep

AUDIT_KEPT = LASTS[Sweep.DEEDS]
"""So long it is kept."""


class Deed(StrEnum):
    """What was done. The value is what the database and the exported file carry."""

    INVITED = "invited"
    INVITATION_REVOKED = "invitation revoked"
    JOINED = "joined"
    REMOVED = "removed"
    EVENT_PUBLISHED = "event published"
    EVENT_DRAFTED = "event drafted"
    EVENT_CHANGED = "event changed"
    EVENT_MOVED = "event moved"
    EVENT_CANCELLED = "event cancelled"
    EVENT_REINSTATED = "event reinstated"
    EVENT_DELETED = "event draft deleted"
    EVENTS_IMPORTED = "events imported"
    VANISHED_KEPT = "vanished event kept"
    ANNOUNCEMENT_ASKED = "announcement sent to a second operator"
    ANNOUNCEMENT_APPROVED = "announcement approved"
    ANNOUNCEMENT_DECLINED = "announcement declined"
    ANNOUNCEMENT_SCHEDULED = "announcement scheduled"
    ANNOUNCEMENT_UNSCHEDULED = "announcement taken off its time"
    ANNOUNCEMENT_STARTED = "announcement started"
    ANNOUNCEMENT_PAUSED = "announcement paused"
    ANNOUNCEMENT_RESUMED = "announcement resumed"
    ANNOUNCEMENT_STOPPED = "announcement stopped"
    ANNOUNCEMENT_CORRECTION_ASKED = "announcement correction sent to a second operator"
    ANNOUNCEMENT_CORRECTED = "announcement corrected"
    ANNOUNCEMENT_RECALLED = "announcement recalled"
    AUDIT_EXPORTED = "audit exported"


@dataclass(frozen=True, slots=True)
class Record:
    """One deed: when (UTC), by whom (None: the bot itself, or somebody who had their data deleted), and to what.

    `subject` is a number or an id (of an event, an announcement, an invitation, an operator's chat), `details` plain
    values such as networks and counts. `name` is who it was, as the operators know them, and `whom` the operator it was
    done to, where it was one who is still known.
    """

    id: int
    at: datetime
    by: ChatId | None
    name: str | None
    deed: Deed
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict)
    whom: str | None = None
