"""What counts as a change for who was told: status, time and place, written in a form to compare, and read back."""

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from domain.agenda.event import Occurrence, SomeDay, Status, Timed, When, WholeDays
from domain.agenda.timing import day_of

_SHAPES = {kind.__name__: kind for kind in (Timed, WholeDays, SomeDay)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds of an occurrence: its status, the shape of its time and its beginning, the name of its place."""

    status: Status
    timing: str
    begins_at: datetime
    place: str

    def written(self) -> str:
        """One line, equal where nothing has changed."""
        return f"{self.status}|{self.timing}|{self.begins_at:%Y-%m-%dT%H:%M}|{self.place}"

    def when(self, zone: tzinfo) -> When:
        """When it begins, in the shape that it had; until when, facts do not say."""
        shape = _SHAPES[self.timing]
        if shape is Timed:
            return Timed(self.begins_at)
        day = day_of(self.begins_at, zone)
        return WholeDays(day, day) if shape is WholeDays else SomeDay(day)


def facts_of(occurrence: Occurrence, begins_at: datetime) -> Facts:
    """What holds of an occurrence that begins at an instant (UTC)."""
    place = occurrence.venue.name if occurrence.venue else ""
    return Facts(occurrence.status, type(occurrence.when).__name__, begins_at, place)


def read_facts(written: str) -> Facts:
    """Facts from their written form; only the place, which is last, may hold the mark between them."""
    status, timing, begins_at, place = written.split("|", 3)
    return Facts(Status(status), timing, datetime.fromisoformat(begins_at).replace(tzinfo=UTC), place)
