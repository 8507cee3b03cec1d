"""What counts as a change for who was told: status, time and place, written in a form to compare, and read back."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo

from domain.agenda.entry import Happening
from domain.agenda.event import Occurrence, SomeDay, Status, Timed, When, WholeDays
from domain.agenda.timing import begins_at, day_of

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


def facts_of(occurrence: Occurrence, starts_at: datetime) -> Facts:
    """What holds of an occurrence that begins at an instant (UTC)."""
    place = occurrence.venue.name if occurrence.venue else ""
    return Facts(occurrence.status, type(occurrence.when).__name__, starts_at, place)


def facts_expected(happening: Happening, zone: tzinfo) -> Facts:
    """What somebody takes for certain of a date who knows its series alone: it takes place, when it was to."""
    occurrence, was_at = happening.occurrence, happening.moved_from_at
    now = facts_of(occurrence, begins_at(occurrence.when, zone))
    return replace(now, status=Status.CONFIRMED, begins_at=was_at or now.begins_at)


def read_facts(written: str) -> Facts:
    """Facts from their written form; only the place, which is last, may hold the mark between them."""
    status, timing, begins_at, place = written.split("|", 3)
    return Facts(Status(status), timing, datetime.fromisoformat(begins_at).replace(tzinfo=UTC), place)
