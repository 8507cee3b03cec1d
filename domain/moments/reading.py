"""What was read of when something takes place, and what has to be asked."""

from dataclasses import dataclass
from enum import StrEnum

from domain.agenda.event import Recurrence, When


class Doubt(StrEnum):
    """Why a moment has to be asked about."""

    NOTHING = "nothing"  # no date or time found at all
    NO_DAY = "no day"  # a time but no day; the candidates have it today and tomorrow
    NO_TIME = "no time"  # a day but no time; the candidates take all day
    PAST = "past"  # it has gone by
    WEEKDAY = "weekday"  # weekday and date disagree: candidates are the plausible dates
    HOUR = "hour"  # "alle 8": morning or evening? candidates are both
    SEVERAL = "several"  # more than one reading
    NO_SUCH_DAY = "no such day"  # 31 novembre, 25:30, an hour that the clock skips
    RULE = "rule"  # it repeats in a way that is not understood


@dataclass(frozen=True, slots=True)
class Moment:
    """When something takes place; where it repeats, `when` is the first time."""

    when: When
    recurrence: Recurrence | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read: one moment and no doubt, or a doubt and the moments that may be meant, the likeliest first.

    A candidate that takes all day where no time was said still lacks one: read the answer with it as `near`. `rest` is
    the text without what was read as date, time and recurrence, `pieces` what stands before, between and behind it.
    """

    moments: tuple[Moment, ...]
    doubt: Doubt | None
    rest: str
    pieces: tuple[str, ...]
