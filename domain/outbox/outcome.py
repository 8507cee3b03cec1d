"""The ends of deliveries, and what is written down of each attempt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.agenda.event import OccurrenceId
from domain.outbox.delivery import DeliveryId


class Outcome(StrEnum):
    """The end of a delivery."""

    SENT = "sent"
    GONE = "gone"  # the chat cannot be written to any more
    UNWELCOME = "unwelcome"  # the bot may not write in a group, channel or topic, and has stopped trying
    REFUSED = "refused"  # Telegram does not take it: a mistake of ours
    BROKEN = "broken"  # it could not be read, made or written down: a mistake of ours, set aside alone
    EXPIRED = "expired"  # too late to be of use
    STALE = "stale"  # not true any more, or not wanted any more
    UNKNOWN = "unknown"  # nobody knows whether it arrived


REVIVED = (Outcome.STALE, Outcome.GONE, Outcome.UNWELCOME)
"""What planning takes up again when its reason comes back: it was never sent."""


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
    """A delivery to be tried again: an attempt that counts or not, after which the message may have arrived or not."""

    id: DeliveryId
    until: datetime
    counts: bool = True
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class Unwelcome:
    """A delivery to a group, channel or topic where the bot may not write just now, and Telegram's words for that."""

    id: DeliveryId
    reason: str


Verdict = Settled | PutOff | Unwelcome


@dataclass(frozen=True, slots=True)
class Count:
    """The number of deliveries of a kind that came to an outcome; None: they wait.

    The kind is the ledger's own word: a newer version of the program may have left one that this one does not know.
    """

    kind: str
    outcome: Outcome | None
    number: int
