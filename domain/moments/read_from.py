"""What was found in a text, and what it is read against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from domain.agenda.event import Timed
from domain.agenda.periods import Days
from domain.agenda.timing import day_of
from domain.moments.clocks import Clock
from domain.moments.hours import Hours
from domain.moments.near import Near
from domain.moments.outcome import timed
from domain.moments.said import Said


@dataclass(frozen=True, slots=True)
class Found:
    """The days and times of a text in their order; `left` is what was not read, in its place."""

    days: Sequence[Said]
    clocks: Sequence[Clock]
    left: str
    all_day: bool = False
    to_be_announced: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """When, and on which clock, a text is read; `near` is what it moves, `by_day` that it is done in the daytime."""

    now: datetime
    zone: tzinfo
    near: Near | None = None
    by_day: bool = False

    @property
    def today(self) -> date:
        """The day on which it is read."""
        return day_of(self.now, self.zone)

    def timed(self, day: Days, hours: Hours) -> Timed:
        """Those hours of a day; what is moved lasts as long as before, unless an end is said."""
        when = timed(day, hours, self.zone)
        if self.near is None or hours.ends is not None or self.near.length is None:
            return when
        return Timed(when.starts_at, when.starts_at + self.near.length)
