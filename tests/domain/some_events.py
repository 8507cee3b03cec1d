"""Events as the tests of the agenda write them: times are those of the clocks in Bergamo."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.agenda.event import Event, Kind, Recurrence, Timed, When, WholeDays

ROME = ZoneInfo("Europe/Rome")

day = date.fromisoformat


def at(written: str) -> datetime:
    """An instant by the clock in Bergamo: "2026-10-13 20:45"."""
    return datetime.fromisoformat(written).replace(tzinfo=ROME).astimezone(UTC)


def timed(starts: str, ends: str | None = None) -> Timed:
    return Timed(at(starts), at(ends) if ends else None)


def whole(first: str, last: str | None = None) -> WholeDays:
    return WholeDays(day(first), day(last or first))


def event(when: When | str = "2026-10-13 20:45", rule: str | None = None, **more: Any) -> Event:
    """A meeting; with a rule, one that repeats."""
    if rule is not None:
        more.setdefault("recurrence", Recurrence(rule))
    whole_of_it = {"uid": "riunione", "kind": Kind.MEETING, "title": "Riunione di rete", "zone": "Europe/Rome", **more}
    return Event(when=timed(when) if isinstance(when, str) else when, **whole_of_it)
