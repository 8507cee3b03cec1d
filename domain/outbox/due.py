"""The matter of a delivery, read just before it is sent, and the rules by which it is still true and wanted.

Each kind of matter has its type, and each kind of delivery its rule; `domain.outbox.kinds` puts the two together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.agenda.entry import Entry, Happening
from domain.agenda.event import OccurrenceId, SomeDay, Status
from domain.agenda.timing import begins_at
from domain.announcements.announcement import UNDER_WAY, Announcement
from domain.announcements.progress import Progress
from domain.outbox.delivery import Claimed, Kind, version_speaks_of
from domain.reminders import useful_until
from domain.subscriptions import Followed


@dataclass(frozen=True, slots=True)
class OccurrenceMatter:
    """One occurrence, as a reminder or a notice of change tells it.

    `facts` are what holds of it and `revision` which revision says so; `told` what the chat was told of it last. `why`
    is what the chat follows that brings it, `coming` what it answered.
    """

    happening: Happening
    facts: str = ""
    revision: int = 0
    told: str | None = None
    why: Followed | None = None
    coming: bool | None = None


@dataclass(frozen=True, slots=True)
class AmendmentMatter:
    """An occurrence, and the message of kind `sort` that `said` something of it before."""

    happening: Happening
    facts: str
    revision: int
    message_id: int | None
    said: str | None
    sort: Kind


@dataclass(frozen=True, slots=True)
class ListMatter:
    """The lines of a digest or of news; `fresh` are those that the chat was not told of, with what holds of them."""

    entries: Sequence[Entry] = ()
    fresh: Mapping[OccurrenceId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CopyMatter:
    """An announcement as it stands now, for one recipient: the reasons why they get it; one person, or a group."""

    announcement: Announcement
    reasons: tuple[Followed, ...] = ()
    to_person: bool = True


@dataclass(frozen=True, slots=True)
class CorrectionMatter:
    """An announcement as it stands now, and a copy of it that was sent: its message, and what that says."""

    announcement: Announcement
    reasons: tuple[Followed, ...]
    to_person: bool
    message_id: int
    said: str | None
    sort: Kind
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoteMatter:
    """An announcement as those are told of it who look after it."""

    announcement: Announcement
    author: str = ""
    progress: Progress | None = None
    unfollowed: int = 0


@dataclass(frozen=True, slots=True)
class MutedMatter:
    """A group or channel where the bot may not write, and what it follows."""

    follows: tuple[Followed, ...]
    is_channel: bool = False
    is_topic: bool = False


Matter = OccurrenceMatter | AmendmentMatter | ListMatter | CopyMatter | CorrectionMatter | NoteMatter | MutedMatter


@dataclass(frozen=True, slots=True)
class Loaded:
    """A delivery with its matter, as they are at one moment.

    There is no `matter` where what it was about is gone. `silent` says that the chat wants nothing at all, and
    `unreadable` by which mistake the matter could not be read.
    """

    delivery: Claimed
    matter: Matter | None
    silent: bool = False
    unreadable: str | None = None


def reminds(delivery: Claimed, matter: OccurrenceMatter, now: datetime) -> bool:
    """Say if a reminder is still wanted, and for the start that its occurrence has now."""
    wanted = matter.why is not None and matter.coming is not False
    return wanted and _is_ahead(matter.happening, now) and _speaks_of_it(delivery.version, matter.happening)


def snoozes(_delivery: Claimed, matter: OccurrenceMatter, now: datetime) -> bool:
    """Say if a reminder that was put off is still wanted."""
    wanted = matter.coming or (matter.why is not None and matter.coming is None)
    return wanted and _is_ahead(matter.happening, now)


def changes(delivery: Claimed, matter: OccurrenceMatter, _now: datetime) -> bool:
    """Say if a chat was told something else before than what holds now."""
    wanted = matter.why is not None or matter.coming is True
    return wanted and matter.told not in {None, matter.facts} and delivery.version == str(matter.revision)


def amends(delivery: Claimed, matter: AmendmentMatter, _now: datetime) -> bool:
    """Say if a message says something else than what holds now."""
    # One that was tried before may have arrived: then the message says something that nobody has noted.
    unsure = delivery.attempts > 1
    differs = matter.said != matter.facts and delivery.version == str(matter.revision)
    return matter.message_id is not None and (unsure or differs)


def lists_news(_delivery: Claimed, matter: ListMatter, _now: datetime) -> bool:
    """Say if there is anything that the chat was not told of."""
    return bool(matter.fresh)


def announces(_delivery: Claimed, matter: CopyMatter, _now: datetime) -> bool:
    """Say if an announcement is still being sent, and the chat still follows what brings it."""
    return matter.announcement.status in UNDER_WAY and bool(matter.reasons)


def corrects(delivery: Claimed, matter: CorrectionMatter, _now: datetime) -> bool:
    """Say if a copy says something else than its announcement does now."""
    if matter.said is None or delivery.version != matter.announcement.says:
        return False
    # One that was tried before may have arrived: then the message says something that nobody has noted.
    return delivery.attempts > 1 or matter.said != delivery.version


def always(_delivery: Claimed, _matter: object, _now: datetime) -> bool:
    """Say of what somebody asked for, or must know, that it is due as long as its matter is there."""
    return True


def _is_ahead(happening: Happening, now: datetime) -> bool:
    """Say if it takes place on a day that is known, and reminding of it is of use."""
    if happening.occurrence.status is not Status.CONFIRMED:
        return False
    when = happening.occurrence.when
    return not isinstance(when, SomeDay) and now < useful_until(when, ZoneInfo(happening.event.zone))


def _speaks_of_it(version: str, happening: Happening) -> bool:
    return version_speaks_of(version, begins_at(happening.occurrence.when, ZoneInfo(happening.event.zone)))
