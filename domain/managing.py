"""Managing events: what operators see of them, a revision that is to be kept, and what it would do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.agenda.entry import Happening
from domain.agenda.event import Event, EventId, Kind, Status, When
from domain.agenda.occurrences import changes_of
from domain.agenda.timing import begins_at
from domain.audit import Deed
from domain.city.model import NetworkId
from domain.model import ChatId
from domain.operators import Grants


class Outdated(LookupError):  # noqa: N818 - it is no mistake: somebody else was quicker
    """The event was changed, or is gone, since it was looked at."""


@dataclass(frozen=True, slots=True)
class Managed:
    """A line of the list of events that somebody looks after; `when` is the next time that it takes place.

    `fresh` is False where no more is to come of it.
    """

    event: EventId
    title: str
    when: When
    status: Status
    networks: tuple[NetworkId, ...]
    repeats: bool
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Dated:
    """One of the next times that an event takes place, by the day that its recurrence put it on."""

    original_on: date
    when: When
    status: Status
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """An event as those see it who look after it, drafts too: its next dates, its photo, the feed that brings it."""

    id: EventId
    event: Event
    dates: tuple[Dated, ...] = ()
    photo: str | None = None
    feed: str | None = None

    def dated(self, day: date | None) -> Dated | None:
        """The one of the next dates that was put on a day."""
        return next((one for one in self.dates if one.original_on == day), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An event as it is to be kept, and by whom.

    `of` is the event that it is a revision of, which must be as it was when it had the SEQUENCE `seen`; a new one has
    none. `day` is the one date that it is about, None for all; `photo` what Telegram calls its photo.
    """

    event: Event
    by: ChatId
    deed: Deed
    of: EventId | None = None
    seen: int = 0
    day: date | None = None
    photo: str | None = None

    @property
    def details(self) -> Mapping[str, Any]:
        """What the audit says of it."""
        day = {"day": self.day.isoformat()} if self.day else {}
        return {"networks": list(self.event.networks), **day}


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a revision would do: how residents would see it, and how many would be told.

    `people` have a talk of their own with the bot, `groups` are groups and channels. Those of `_later` hear of it when
    the date is near: in the place of the reminder, or in their digest.
    """

    happening: Happening | None
    people: int = 0
    groups: int = 0
    people_later: int = 0
    groups_later: int = 0


@dataclass(frozen=True, slots=True)
class Filed:
    """Events of a file, to be taken in by somebody; `seen` has those that are known, each with its SEQUENCE."""

    events: tuple[Event, ...]
    by: ChatId
    seen: Mapping[str, int] = field(default_factory=dict)


def deed_of(before: Event | None, after: Event, day: date | None = None) -> Deed:
    """Say what a revision does to an event, or to one date of it."""
    if before is None:
        return Deed.EVENT_DRAFTED if after.status is Status.DRAFT else Deed.EVENT_PUBLISHED
    if before.status is Status.DRAFT:
        return Deed.EVENT_DRAFTED if after.status is Status.DRAFT else Deed.EVENT_PUBLISHED
    was, now = _standing(before, day), _standing(after, day)
    if was.status is not now.status:
        return {
            Status.CANCELLED: Deed.EVENT_CANCELLED,
            Status.POSTPONED: Deed.EVENT_MOVED,
        }.get(now.status, Deed.EVENT_REINSTATED if was.status is Status.CANCELLED else Deed.EVENT_MOVED)
    return Deed.EVENT_CHANGED if was == now else Deed.EVENT_MOVED


@dataclass(frozen=True, slots=True)
class _Standing:
    status: Status
    begins_at: datetime | None


def _standing(event: Event, day: date | None) -> _Standing:
    change = changes_of(event).get(day) if day else None
    when = change.when if change else (None if day else event.when)
    begins = begins_at(when, ZoneInfo(event.zone)) if when else None
    return _Standing((change and change.status) or event.status, begins)


def looked_after(event: Event, grants: Grants) -> bool:
    """Whether somebody has to do with an event: some network of it is theirs."""
    if grants.administrator or set(event.networks) & set(grants.networks):
        return True
    return event.kind is Kind.MEETING and bool(set(event.networks) & set(grants.meetings_of))
