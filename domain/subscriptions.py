"""What a chat (in a forum: a topic) follows, and how it wants to be told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.agenda.event import Event, EventId
from domain.agenda.timing import day_of, local
from domain.city.model import NetworkId
from domain.reminders import DEFAULT_LEADS, DEFAULT_QUIET, Leads, Quiet


class Subject(StrEnum):
    """What can be followed. The value is what the database carries."""

    NETWORK = "network"
    THEME = "theme"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Followed:
    """Something that is followed: the id of a network or a theme, or the number of an event."""

    subject: Subject
    id: str


class Rhythm(StrEnum):
    """How often a digest comes. The value is what buttons and the database carry."""

    NEVER = ""  # each news by itself
    DAILY = "d"
    WEEKLY = "w"


@dataclass(frozen=True, slots=True)
class Digest:
    """When a digest comes: its rhythm, the hour, and the weekday of a weekly one (0 is Monday)."""

    rhythm: Rhythm = Rhythm.NEVER
    weekday: int = 0
    hour: int = 9

    def last_due(self, now: datetime, zone: tzinfo) -> datetime | None:
        """The latest instant (UTC) at which it was due; None where it never is."""
        if self.rhythm is Rhythm.NEVER:
            return None
        day = day_of(now, zone)
        step = timedelta(days=1)
        if self.rhythm is Rhythm.WEEKLY:
            day, step = day - timedelta(days=(day.weekday() - self.weekday) % 7), timedelta(weeks=1)
        due = local(day, time(self.hour), zone)
        return due if due <= now else local(day - step, time(self.hour), zone)

    @property
    def days(self) -> int:
        """How many days it looks ahead: one more than until the next one."""
        return 8 if self.rhythm is Rhythm.WEEKLY else 2


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a chat wants to be told. `silent_since` is when it said /stop; nothing is sent until it takes that back."""

    leads: Leads = DEFAULT_LEADS
    quiet: Quiet = DEFAULT_QUIET
    digest: Digest = field(default_factory=Digest)
    silent_since: datetime | None = None


def network(identity: NetworkId) -> Followed:
    """A network as something to follow."""
    return Followed(Subject.NETWORK, identity)


def brings(what: Followed, event: Event, identity: EventId) -> bool:
    """Whether who follows something is told of an event; what is the whole city's is every network's too."""
    match what.subject:
        case Subject.NETWORK:
            return not event.networks or what.id in event.networks
        case Subject.THEME:
            return what.id in event.themes
        case Subject.EVENT:
            return what.id == str(identity)


def networks_among(followed: Iterable[Followed]) -> tuple[NetworkId, ...]:
    """The networks of what is followed, in its order."""
    return tuple(NetworkId(one.id) for one in followed if one.subject is Subject.NETWORK)


def bring(followed: Iterable[Followed], event: Event) -> bool:
    """Whether one of the networks or themes among what is followed brings an event."""
    return any(
        (what.subject is Subject.NETWORK and (not event.networks or what.id in event.networks))
        or (what.subject is Subject.THEME and what.id in event.themes)
        for what in followed
    )


def version_of(due_at: datetime, zone: tzinfo) -> date:
    """The day that a digest is of."""
    return day_of(due_at, zone)


DIGEST_LASTS = timedelta(hours=6)
"""So long after its hour a digest still comes; then the next one does."""
