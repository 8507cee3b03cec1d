"""How the sending of an announcement goes: counted from the ledger, so that it always adds up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.outbox.outcome import Outcome

LOOKED_AT = 200
"""The last outcomes that say whether something is wrong."""

DEFAULT_SHARE = 20
"""Percent of those that may fail before the sending pauses by itself."""

_LEAST_SPEED = 0.1
"""Copies a second: one in the ten that are looked at."""

_FAILED = (Outcome.GONE, Outcome.UNWELCOME, Outcome.REFUSED, Outcome.BROKEN, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Progress:
    """Of how many recipients how many were reached, and what became of the others.

    `outcomes` are the ends of deliveries, of which SENT are the reached; `waiting` are not made yet, of whom
    `resting` have quiet hours now. `speed` is copies a second of late; `reasons` is why Telegram refused some. For a
    correction the same of the copies that are edited.
    """

    recipients: int
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    waiting: int = 0
    resting: int = 0
    speed: float = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    unfollowed: int = 0

    @property
    def sent(self) -> int:
        """How many were reached."""
        return self.outcomes.get(Outcome.SENT, 0)

    @property
    def gone(self) -> int:
        """How many cannot be written to any more: they blocked the bot, or are not there."""
        return self.outcomes.get(Outcome.GONE, 0)

    @property
    def done(self) -> int:
        """How many came to an end, good or bad."""
        return sum(self.outcomes.values())

    @property
    def left(self) -> timedelta | None:
        """How long the rest takes at this speed; None where that cannot be said."""
        soon = self.waiting - self.resting
        return timedelta(seconds=soon / self.speed) if soon > 0 and self.speed >= _LEAST_SPEED else None


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom an announcement would reach: how many in all, of each network, groups among them, in quiet hours now.

    `several` follow more than one of the networks; each gets it once. `rested_at` is when the last quiet hours end.
    """

    total: int
    groups: int = 0
    by_network: Mapping[str, int] = field(default_factory=dict)
    several: int = 0
    resting: int = 0
    rested_at: datetime | None = None


def too_many_failed(latest: Sequence[Outcome], share: int) -> bool:
    """Whether so many of the latest outcomes are failures that the sending should pause.

    The share, in percent, is one of `LOOKED_AT`, also while there are fewer: of a small announcement some may fail, but
    one that only fails does not go on to the end. A share of 0: it never pauses by itself.
    """
    if not share:
        return False
    failed = sum(outcome in _FAILED for outcome in latest[:LOOKED_AT])
    return failed * 100 >= share * LOOKED_AT
