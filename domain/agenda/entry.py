"""The agenda as it is read back: what is wished for, the lines of a list, one occurrence whole."""

from dataclasses import dataclass
from datetime import datetime

from domain.agenda.event import Event, EventId, Kind, Occurrence, OccurrenceId, Status, When
from domain.city.model import NetworkId, ThemeId


@dataclass(frozen=True, slots=True)
class Wish:
    """Which events are wanted: of these networks, of a theme, of a kind. Empty: all.

    What is the whole city's is every network's too.
    """

    networks: tuple[NetworkId, ...] = ()
    theme: ThemeId | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: `repeats` where its event has other dates.

    `gone` marks one that was moved away: the line stands where it was, `when` is where it is.
    """

    occurrence: OccurrenceId
    event: EventId
    kind: Kind
    title: str
    when: When
    status: Status
    listed_at: datetime
    networks: tuple[NetworkId, ...] = ()
    place: str | None = None
    moved_from_at: datetime | None = None
    gone: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence with all that is known of its event."""

    id: OccurrenceId
    event_id: EventId
    event: Event
    occurrence: Occurrence
    moved_from_at: datetime | None = None
