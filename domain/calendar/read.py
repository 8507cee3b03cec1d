"""A file to events: iCalendar or a table, told apart by what is in it and not by its name."""

from collections.abc import Callable
from datetime import datetime

from domain.calendar.limits import FILE_BYTES
from domain.calendar.problem import Defaults, Problem, Reading, Why
from domain.calendar.read_csv import read_csv
from domain.calendar.read_ics import read_ics
from domain.calendar.texts import in_utf_8
from domain.calendar.words import Vocabulary

Progress = Callable[[int, int], None]
"""Is told how many bytes are read, and how many there are."""

_BEGINS = b"BEGIN:VCALENDAR"
_SOON = 4_096
"""Within so many bytes an iCalendar file says that it is one."""


def read(
    content: bytes,
    vocabulary: Vocabulary,
    defaults: Defaults,
    now: datetime,
    progress: Progress | None = None,
    *,
    tables: bool = True,
) -> Reading:
    """Read a file whatever is in it; what cannot be taken is among the problems. `now` says what is over already.

    Without `tables` only what is iCalendar is read.
    """
    if len(content) > FILE_BYTES:
        return Reading(problems=(Problem(0, Why.FILE_TOO_LARGE, str(len(content))),))
    content = in_utf_8(content)
    progress = progress or _silently
    if _BEGINS in content[:_SOON].upper():
        return read_ics(content, vocabulary, defaults, now, progress)
    if tables:
        return read_csv(content, vocabulary, defaults, now, progress)
    return Reading(problems=(Problem(0, Why.NOT_A_CALENDAR),))


def _silently(_done: int, _all: int) -> None:
    """Tell nobody."""
