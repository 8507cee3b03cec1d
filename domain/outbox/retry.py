"""What becomes of a delivery that failed, by what stood in its way.

Only what Telegram itself says tells anything of a chat or a message. All else tells of the way to Telegram: while that
fails nobody is judged, and deliveries wait until it is sound again.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from domain.outbox.delivery import EDITS, Claimed, Kind
from domain.outbox.outcome import Outcome, PutOff, Settled, Unwelcome, Verdict

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=5)

MOST_DOUBTS = 3
"""A message that may have arrived so many times is not sent again: three copies at most, and hardly ever more than two.

The first doubt is tried again as soon as the way is sound, the second only after it was sound for `STEADY`: two answers
lost in a row are an outage, and an outage is over by then.
"""

STEADY = timedelta(minutes=2)
"""The time for which the way must have been sound before what was in doubt twice is tried again."""


class Fault(StrEnum):
    """What stood in the way of a delivery."""

    GONE = "gone"  # blocked, deactivated, deleted, thrown out
    UNWELCOME = "unwelcome"  # the bot may not write in this group, channel or topic
    HELD = "held"  # too many messages: Telegram says how long to wait
    NOT_SENT = "not sent"  # it surely did not arrive: no connection, or a server that said so
    IN_DOUBT = "in doubt"  # it may have arrived
    REFUSED = "refused"


def verdict(
    delivery: Claimed, fault: Fault, now: datetime, *, wait: timedelta | None = None, says: str = ""
) -> Verdict:
    """Say what becomes of a delivery that failed; `wait` is the time that Telegram asked for, `says` its words.

    What surely did not arrive is tried until it expires.
    """
    match fault:
        case Fault.GONE:
            return Settled(delivery.id, Outcome.GONE)
        case Fault.UNWELCOME:
            return Unwelcome(delivery.id, says)
        case Fault.REFUSED:
            return Settled(delivery.id, Outcome.REFUSED, says=says or None)
        case Fault.HELD:
            return PutOff(delivery.id, now + (wait or FIRST_PAUSE), counts=False)
        case Fault.IN_DOUBT:
            return _doubted(delivery, now)
        case Fault.NOT_SENT:
            return PutOff(delivery.id, now + pause(delivery.attempts))


def _doubted(delivery: Claimed, now: datetime) -> Verdict:
    if delivery.kind in EDITS:  # which may be made again and again
        return PutOff(delivery.id, now + pause(delivery.attempts), in_doubt=True)
    if delivery.doubts + 1 >= MOST_DOUBTS:
        return Settled(delivery.id, Outcome.UNKNOWN, is_album=delivery.kind is Kind.ALBUM)
    return PutOff(delivery.id, now, in_doubt=True)  # the claim waits for the way


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: twice as long each time."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 16))


HOURLY_FOR = timedelta(days=1)
DAILY_FOR = timedelta(days=7)
TOLD_AFTER = HOURLY_FOR
"""After so long a silence in a group, whoever subscribed it is told."""


def next_try(since: datetime, now: datetime) -> datetime | None:
    """The next try in a place where the bot may not write since an instant; None where it is left alone from now on.

    Hourly for a day, then daily for a week: on 31 October 2023 Telegram answered "not enough rights" for every channel,
    for hours (python-telegram-bot, issue 3956).
    """
    if now - since < HOURLY_FOR:
        return now + timedelta(hours=1)
    if now - since < HOURLY_FOR + DAILY_FOR:
        return now + timedelta(days=1)
    return None
