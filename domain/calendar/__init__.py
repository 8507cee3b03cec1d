"""Calendars in and out: iCalendar (RFC 5545) and a plain table to events, events to iCalendar.

`read.read` takes a file's bytes and never raises; `write.write` gives back what that takes. Which words say what went
wrong to people is decided above: here a problem is a word of `Why`, a line, and the piece of the file it is about.

Both rest on a large library, which who only names problems need not load: they are imported by their modules.
"""

from domain.calendar.dated import NotDatedError
from domain.calendar.google import google_link
from domain.calendar.problem import Defaults, Problem, Reading, Why

__all__ = [
    "Defaults",
    "NotDatedError",
    "Problem",
    "Reading",
    "Why",
    "google_link",
]
