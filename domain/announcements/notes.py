"""What operators are told of an announcement, each thing once: the version of a delivery of that kind."""

from datetime import datetime
from enum import StrEnum


class Note(StrEnum):
    """What they are told."""

    REQUEST = "request"  # whether it may go to the whole city
    APPROVED = "approved"
    DECLINED = "declined"
    CORRECTION = "correction"  # whether what went to the whole city may say something else
    STEERED = "steered"  # another operator did something with it
    LATE = "late"
    ORPHANED = "orphaned"
    STARTED = "started"  # at its time, by itself
    PAUSED = "paused"  # by itself
    REPORT = "report"


def version(note: Note, at: datetime) -> str:
    """The version of a note of an instant: of the same one there is one note."""
    return f"{note}/{at:%Y%m%d%H%M%S}"


def note_in(written: str) -> Note:
    """The note that a version is of."""
    return Note(written.partition("/")[0])
