"""What a delivery is about, read just before it is sent: whether it is still true, wanted and in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.agenda.entry import Entry, Happening
from domain.agenda.event import OccurrenceId, Status, Timed
from domain.deliveries import Claimed, Kind, Outcome
from domain.subscriptions import Followed


@dataclass(frozen=True, slots=True)
class Matter:
    """What a delivery is about, as it is when the message is made.

    `happening` is its occurrence, `facts` what holds of that and `revision` which revision says so; `told` what the
    chat was told of it last. `why` is what the chat follows that brings it, `coming` what it answered. For an amendment
    `message_id` and `said` are the message and the facts in it, and `sort` what it was. News and digests
    have `entries`, of which `fresh` are those that the chat was
    not told of yet, with what holds of them.
    """

    happening: Happening | None = None
    facts: str = ""
    revision: int = 0
    told: str | None = None
    why: Followed | None = None
    coming: bool | None = None
    message_id: int | None = None
    said: str | None = None
    sort: Kind | None = None
    entries: Sequence[Entry] = ()
    fresh: Mapping[OccurrenceId, str] = field(default_factory=dict)


def still_due(delivery: Claimed, matter: Matter, now: datetime) -> Outcome | None:
    """Say why a delivery is not made after all; None where it is. What is read here is read just before sending."""
    if now >= delivery.expires_at:
        return Outcome.EXPIRED
    return None if _IS_TRUE[delivery.kind](delivery, matter) else Outcome.STALE


def _takes_place(matter: Matter) -> bool:
    return matter.happening is not None and matter.happening.occurrence.status is Status.CONFIRMED


def _reminds(delivery: Claimed, matter: Matter) -> bool:
    begins = matter.happening is not None and matter.happening.occurrence.when
    starts_at = begins.starts_at if isinstance(begins, Timed) else None
    same_start = starts_at is None or delivery.version[1:] == f"{starts_at:%Y%m%d%H%M}"
    return _takes_place(matter) and matter.why is not None and matter.coming is not False and same_start


def _snoozes(_delivery: Claimed, matter: Matter) -> bool:
    return _takes_place(matter) and matter.coming is not False


def _changes(delivery: Claimed, matter: Matter) -> bool:
    wanted = matter.why is not None or matter.coming is True
    return wanted and matter.told not in {None, matter.facts} and delivery.version == str(matter.revision)


def _amends(delivery: Claimed, matter: Matter) -> bool:
    return matter.message_id is not None and matter.said != matter.facts and delivery.version == str(matter.revision)


def _has_news(_delivery: Claimed, matter: Matter) -> bool:
    return bool(matter.fresh)


_IS_TRUE = {
    Kind.REMINDER: _reminds,
    Kind.SNOOZE: _snoozes,
    Kind.CHANGE: _changes,
    Kind.AMENDMENT: _amends,
    Kind.NEWS: _has_news,
    Kind.DIGEST: _has_news,
}
