"""A day as a text names it, before it is known which one it is."""

from dataclasses import dataclass
from enum import StrEnum

from domain.agenda.periods import Days


class Sort(StrEnum):
    """How a day is named."""

    DATE = "date"
    WEEKDAY = "weekday"
    TOLD = "told"  # told from today: certain
    STRETCH = "stretch"  # from one day to another
    LIST = "list"  # one day and another
    MONTH = "month"  # some day of it
    VAGUE = "vague"  # a week, a weekend, the end of a month
    FEAST = "feast"


@dataclass(frozen=True, slots=True)
class Said:
    """A day as written, from where to where; what was not written is None.

    `days` are those of what is told from today, a feast or a week; `week` counts weeks from this one; `next` is
    "prossimo", `this` "questo"; `first` and `last` are the ends of a stretch.
    """

    start: int
    end: int
    sort: Sort
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    part: str | None = None
    since: bool = False
    week: int | None = None
    next: bool = False
    this: bool = False
    nth: int | None = None
    days: Days | None = None
    first: "Said | None" = None
    last: "Said | None" = None
