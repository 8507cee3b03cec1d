"""Calendars in and out: iCalendar (RFC 5545) and a plain table to events, events to iCalendar.

`read` takes a file's bytes and never raises; `write` gives back what `read` takes. Which words say what went wrong to
people is decided above: here a problem is a word of `Why`, a line, and the piece of the file it is about.
"""

from domain.calendar.dated import NotDatedError
from domain.calendar.google import google_link
from domain.calendar.problem import Defaults, Problem, Reading, Why
from domain.calendar.read import read
from domain.calendar.write import write, write_one

__all__ = [
    "Defaults",
    "NotDatedError",
    "Problem",
    "Reading",
    "Why",
    "google_link",
    "read",
    "write",
    "write_one",
]
