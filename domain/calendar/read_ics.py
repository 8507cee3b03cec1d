"""An iCalendar file to events, one component at a time: one that is broken spoils no other."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime

from domain.calendar.ics_event import Around, Part, read_event
from domain.calendar.ics_merge import merged
from domain.calendar.ics_split import Block, blocks
from domain.calendar.ics_zones import Zones
from domain.calendar.limits import EVENTS, REPEATING
from domain.calendar.past import is_over
from domain.calendar.problem import Defaults, Notes, Reading, RefusedError, Why
from domain.calendar.words import Vocabulary

_TELL_EVERY = 200
"""Components between two words on the progress."""


def read_ics(
    content: bytes, vocabulary: Vocabulary, defaults: Defaults, now: datetime, progress: Callable[[int, int], None]
) -> Reading:
    """Read a file in UTF-8 (RFC 5545 §3.1.4)."""
    problems, remarks = Notes(), Notes()
    zones, cancelled = _preamble(content, defaults)
    around = Around(vocabulary, defaults, zones, cancelled, remarks)
    parts = list(_parts(content, around, problems, progress))
    events, past = [], 0
    for event in merged(parts, defaults, problems, remarks):
        if is_over(event, now):
            past += 1
        else:
            events.append(event)
    return Reading(tuple(events), problems.all(), remarks.all(), past)


def _preamble(content: bytes, defaults: Defaults) -> tuple[Zones, bool]:
    """Read what holds for the whole file, wherever in it that stands: its clocks, and whether it calls off (METHOD)."""
    described: dict[str, str] = {}
    said: dict[str, str] = {}
    for block in blocks(io.BytesIO(content), "VTIMEZONE"):
        if block.name == "VTIMEZONE":
            name = next((line.partition(":")[2] for line in block.lines if line.upper().startswith("TZID:")), None)
            if name and block.whole and block.closed:
                described.setdefault(name.strip(), "\r\n".join(["BEGIN:VTIMEZONE", *block.lines, "END:VTIMEZONE", ""]))
        else:
            said = {written.name: written.value.strip() for written in block.properties}
    return Zones(defaults.zone, said.get("X-WR-TIMEZONE"), described), said.get("METHOD", "").upper() == "CANCEL"


def _parts(content: bytes, around: Around, problems: Notes, progress: Callable[[int, int], None]) -> Iterator[Part]:
    file = io.BytesIO(content)
    repeating = 0
    for count, block in enumerate(blocks(file, "VEVENT"), 1):
        for line, text in block.unread:
            around.remarks.add(line, Why.LINE, text)
        if block.guessed:
            around.remarks.add(block.guessed, Why.ENCODING)
        if count % _TELL_EVERY == 0:
            progress(file.tell(), len(content))
        if block.name == "VCALENDAR":
            if not block.closed:
                problems.add(0, Why.CUT_SHORT)
        elif count > EVENTS:
            problems.add(block.line, Why.TOO_MANY_EVENTS, str(EVENTS))
            break
        elif part := _part(block, around, problems, may_repeat=repeating < REPEATING):
            repeating += part.event.recurrence is not None
            yield part
    progress(len(content), len(content))


def _part(block: Block, around: Around, problems: Notes, *, may_repeat: bool) -> Part | None:
    """Read one component; what is the matter with it goes to the problems."""
    if not block.closed:
        problems.add(block.line, Why.NOT_CLOSED)
    elif not block.whole:
        problems.add(block.line, Why.TOO_MUCH)
    else:
        try:
            part = read_event(block, around)
        except RefusedError as error:
            problems.keep(error.problem)
            return None
        if part.event.recurrence is None or may_repeat:
            return part
        problems.add(block.line, Why.TOO_MANY_REPEATING, part.event.title)
    return None
