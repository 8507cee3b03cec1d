"""What comes of reading a calendar: the events, and what somebody should know of the rest."""

from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.agenda.event import Event, Kind
from domain.calendar.limits import LISTED
from domain.city.model import NetworkId

_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Defaults:
    """What an event takes that does not say it itself: its clock, whose it is, and its kind."""

    zone: ZoneInfo
    networks: tuple[NetworkId, ...] = ()
    city_wide: bool = False
    kind: Kind | None = None


class Why(StrEnum):
    """What is the matter with a piece of a file."""

    # The whole file
    FILE_TOO_LARGE = "file too large"
    NOT_A_CALENDAR = "not a calendar"
    CUT_SHORT = "cut short"
    TOO_MANY_EVENTS = "too many events"
    TOO_HARD = "too hard"
    MORE = "more of these"
    ENCODING = "encoding"
    UNKNOWN_COLUMN = "unknown column"
    # One event, or one row of a table
    NOT_CLOSED = "not closed"
    ROW = "row"
    CELL = "cell"
    TOO_MUCH = "too much"
    TOO_MANY_REPEATING = "too many repeating"
    NO_TITLE = "no title"
    NO_START = "no start"
    NO_NETWORK = "no network"
    UNKNOWN_NETWORK = "unknown network"
    UNKNOWN_THEME = "unknown theme"
    UNKNOWN_KIND = "unknown kind"
    UNKNOWN_STATUS = "unknown status"
    TWICE = "twice"
    # Its times
    TIME = "time"
    OUT_OF_RANGE = "out of range"
    END = "end"
    MONTH = "month"
    UNKNOWN_ZONE = "unknown zone"
    REPEATS = "repeats"
    REPEATS_TWICE = "repeats twice"
    FIRST_DAY = "first day"
    SINGLE_DAY = "single day"
    ONCE_A_DAY = "once a day"
    THIS_AND_FUTURE = "this and future"
    NO_MASTER = "no master"
    # What else it says
    LINE = "line"
    NO_UID = "no uid"
    SHORTENED = "shortened"
    LINK = "link"
    NUMBER = "number"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason, and the line (from 1; 0: the whole file) it is about. `what` quotes the piece, or says how many."""

    line: int
    why: Why
    what: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave.

    `problems` are pieces that were not taken, `remarks` what was taken though not just as it is written. `past` is how
    many events were left out because all their occurrences are over.
    """

    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    past: int = 0


class RefusedError(Exception):
    """A piece of the file is not taken."""

    def __init__(self, line: int, why: Why, what: str = "") -> None:
        super().__init__(line, why, what)
        self.problem = Problem(line, why, quoted(what))


@dataclass(slots=True)
class Notes:
    """The problems or remarks of one file as they come up: so many are kept, and the rest is counted."""

    _kept: list[Problem] = field(default_factory=list)
    _more: int = 0

    def add(self, line: int, why: Why, what: str = "") -> None:
        """Note what is the matter with a line, quoting a piece of it."""
        self.keep(Problem(line, why, quoted(what)))

    def keep(self, problem: Problem) -> None:
        """Note a finished problem."""
        if len(self._kept) < LISTED:
            self._kept.append(problem)
        else:
            self._more += 1

    def all(self) -> tuple[Problem, ...]:
        """Give them in the order of their lines; the last says how many there are besides."""
        ordered = sorted(self._kept, key=lambda problem: problem.line)
        return (*ordered, *([Problem(0, Why.MORE, str(self._more))] if self._more else []))


def quoted(piece: str) -> str:
    """Shorten a piece of a file for a sentence, in one printable line."""
    plain = "".join(character if character.isprintable() else " " for character in piece[: 4 * _QUOTED])
    words = " ".join(plain.split())
    return words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…"
