"""What a delivery is about, read just before it is sent: whether it is still true, wanted and in time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.agenda.entry import Entry, Happening
from domain.agenda.event import OccurrenceId, SomeDay, Status
from domain.agenda.timing import begins_at
from domain.announcements.announcement import UNDER_WAY, Announcement
from domain.announcements.progress import Progress
from domain.outbox.delivery import EDITS, Claimed, Kind, Outcome, version_speaks_of
from domain.reminders import useful_until
from domain.subscriptions import Followed


@dataclass(frozen=True, slots=True)
class Matter:
    """What a delivery is about, as it is when the message is made.

    `happening` is its occurrence, `facts` what holds of that and `revision` which revision says so; `told` what the
    chat was told of it last. `why` is what the chat follows that brings it, `coming` what it answered, `silent` whether
    it wants nothing at all. For an amendment `message_id` and `said` are the message and the facts in it, and `sort`
    what it was. News and digests have `entries`, of which `fresh` are those that the chat was not told of yet, with
    what holds of them; `more` where there are others, for another message.

    An `announcement` stands as it does now; `reasons` are what the chat follows that brings it, `to_person` whether the
    chat is one person's. For its correction `message_id`, `said` and `sort` are the copy, `sent_at` when that was sent.
    What operators are told of it names its `author`, with its `progress` and how many have `unfollowed` since.
    """

    happening: Happening | None = None
    facts: str = ""
    revision: int = 0
    told: str | None = None
    why: Followed | None = None
    coming: bool | None = None
    silent: bool = False
    message_id: int | None = None
    said: str | None = None
    sort: Kind | None = None
    entries: Sequence[Entry] = ()
    fresh: Mapping[OccurrenceId, str] = field(default_factory=dict)
    more: bool = False
    announcement: Announcement | None = None
    reasons: tuple[Followed, ...] = ()
    to_person: bool = True
    sent_at: datetime | None = None
    author: str = ""
    progress: Progress | None = None
    unfollowed: int = 0


def still_due(delivery: Claimed, matter: Matter, now: datetime) -> Outcome | None:
    """Say why a delivery is not made after all; None where it is. What is read here is read just before sending."""
    if now >= delivery.expires_at:
        return Outcome.EXPIRED
    if matter.silent and delivery.kind not in {*EDITS, *_OF_OPERATORS}:
        return Outcome.STALE
    return None if _IS_TRUE[delivery.kind](delivery, matter, now) else Outcome.STALE


def _is_ahead(matter: Matter, now: datetime) -> bool:
    """Whether it takes place on a day that is known, and reminding of it is of use."""
    if matter.happening is None or matter.happening.occurrence.status is not Status.CONFIRMED:
        return False
    when = matter.happening.occurrence.when
    return not isinstance(when, SomeDay) and now < useful_until(when, ZoneInfo(matter.happening.event.zone))


def _speaks_of_it(version: str, happening: Happening | None) -> bool:
    """Whether a reminder is for the start that an occurrence has now."""
    if happening is None:
        return False
    return version_speaks_of(version, begins_at(happening.occurrence.when, ZoneInfo(happening.event.zone)))


def _reminds(delivery: Claimed, matter: Matter, now: datetime) -> bool:
    wanted = matter.why is not None and matter.coming is not False
    return wanted and _is_ahead(matter, now) and _speaks_of_it(delivery.version, matter.happening)


def _snoozes(_delivery: Claimed, matter: Matter, now: datetime) -> bool:
    wanted = matter.coming or (matter.why is not None and matter.coming is None)
    return wanted and _is_ahead(matter, now)


def _changes(delivery: Claimed, matter: Matter, _now: datetime) -> bool:
    wanted = matter.happening is not None and (matter.why is not None or matter.coming is True)
    return wanted and matter.told not in {None, matter.facts} and delivery.version == str(matter.revision)


def _amends(delivery: Claimed, matter: Matter, _now: datetime) -> bool:
    there = matter.happening is not None and matter.message_id is not None
    # One that was tried before may have arrived: then the message says something that nobody has noted.
    unsure = delivery.attempts > 1
    return there and (unsure or (matter.said != matter.facts and delivery.version == str(matter.revision)))


def _announces(_delivery: Claimed, matter: Matter, _now: datetime) -> bool:
    """Whether it is still being sent, and the chat still follows what brings it. A pause is the sender's business."""
    return matter.announcement is not None and matter.announcement.status in UNDER_WAY and bool(matter.reasons)


def _corrects(delivery: Claimed, matter: Matter, _now: datetime) -> bool:
    if matter.announcement is None or matter.said is None or delivery.version != matter.announcement.says:
        return False
    # One that was tried before may have arrived: then the message says something that nobody has noted.
    return delivery.attempts > 1 or matter.said != delivery.version


def _concerns(_delivery: Claimed, matter: Matter, _now: datetime) -> bool:
    return matter.announcement is not None


def _has_news(_delivery: Claimed, matter: Matter, _now: datetime) -> bool:
    return bool(matter.fresh)


_IS_TRUE = {
    Kind.REMINDER: _reminds,
    Kind.SNOOZE: _snoozes,
    Kind.CHANGE: _changes,
    Kind.AMENDMENT: _amends,
    Kind.NEWS: _has_news,
    Kind.DIGEST: _has_news,
    Kind.ANNOUNCEMENT: _announces,
    Kind.ALBUM: _announces,
    Kind.CORRECTION: _corrects,
    Kind.TRIAL: _concerns,
    Kind.NOTE: _concerns,
}

_OF_OPERATORS = (Kind.TRIAL, Kind.NOTE)
"""What operators asked for, whatever they wanted as residents."""
