"""An iCalendar file to its components, one at a time: content lines unfolded, names known, each with its line number.

RFC 5545 §3.1 and §3.4. A component that is broken off costs itself alone; of a component only the properties are kept
that somebody reads: no address of a guest, no alarm and no picture inside the file goes any further than here.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline, Parameters

from domain.calendar.limits import LINE, PROPERTIES, ZONE_LINES
from domain.calendar.texts import decoded

READ = frozenset(
    {
        *(
            "UID",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "GEO",
            "CATEGORIES",
            "URL",
            "ATTACH",
            "IMAGE",
        ),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("X-RETI-NETWORKS", "X-RETI-CITY-WIDE", "X-RETI-STATUS", "X-RETI-MONTH", "X-RETI-ADDRESS", "X-RETI-RAIN"),
        *("X-RETI-BRING", "X-RETI-BOOKING", "X-RETI-BOOKING-URL", "X-RETI-BOOKING-UNTIL", "X-RETI-SEATS"),
        "X-RETI-ORGANISER",
    }
)
"""ATTENDEE is never read, nor ORGANIZER, which names a person as often as a body: X-RETI-ORGANISER is always a body."""

_OF_THE_CALENDAR = frozenset({"METHOD", "X-WR-TIMEZONE"})
_NAME = re.compile(r"[A-Za-z0-9-]+")


@dataclass(frozen=True, slots=True)
class Property:
    """A content line, taken apart; `value` is as it is written, backslashes and all."""

    line: int
    name: str
    parameters: Parameters
    value: str


@dataclass(slots=True)
class Block:
    """A VEVENT, a VTIMEZONE (by its lines), or what the calendar says of itself.

    `unread` are lines that are no content lines, `guessed` is the first line not in UTF-8 (0: all are in it). `closed`
    is False where its END is missing, `whole` where it is too long.
    """

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    guessed: int = 0
    closed: bool = True
    whole: bool = True
    _inner: str = ""

    def take(self, line: int, content: str) -> None:
        """Take a line between BEGIN and END; what a VEVENT has inside it, such as an alarm, is passed over."""
        if self.name == "VTIMEZONE":
            self.whole = self.whole and len(self.lines) < ZONE_LINES
            if self.whole:
                self.lines.append(content)
            return
        word, name = _begin_or_end(content)
        if word == "BEGIN":
            self._inner = self._inner or name
        elif word == "END":
            self._inner = "" if name == self._inner else self._inner
        elif not self._inner:
            self.take_property(line, content, READ)

    def take_property(self, line: int, content: str, names: frozenset[str]) -> None:
        """Keep a content line if its name is one of these."""
        name = _NAME.match(content)
        if name and name[0].upper() not in names and content[name.end() : name.end() + 1] in {":", ";"}:
            return
        if len(self.properties) + len(self.unread) >= PROPERTIES:
            self.whole = False
            return
        try:
            written, parameters, value = Contentline(content).raw_parts()  # type: ignore[no-untyped-call]
        except ValueError:
            self.unread.append((line, content))
            return
        if written.upper() in names:
            self.properties.append(Property(line, written.upper(), parameters, value))


def blocks(file: io.BytesIO, wanted: str) -> Iterator[Block]:
    """Give the components of one name in their order, and last what the calendar says of itself (VCALENDAR).

    The calendar's `closed` is False where the file ends before it does.
    """
    calendar = Block("VCALENDAR", 0, closed=False)
    block: Block | None = None
    for line, raw in _unfolded(file):
        content, guessed = decoded(raw)
        word, name = _begin_or_end(content)
        if name == "VCALENDAR" or (word == "BEGIN" and name == wanted):
            if block:
                yield _broken_off(block)
            block = Block(name, line) if name == wanted else None
            calendar.closed = word == "END"
        elif block is None:
            calendar.take_property(line, content, _OF_THE_CALENDAR)
        elif word == "END" and name == wanted:
            yield block
            block = None
        else:
            block.guessed = block.guessed or (line if guessed else 0)
            block.take(line, content)
    if block:
        yield _broken_off(block)
    yield calendar


def _broken_off(block: Block) -> Block:
    block.closed = False
    return block


def _begin_or_end(content: str) -> tuple[str, str]:
    """Give BEGIN or END and the name of its component, or nothing."""
    word, colon, name = content[:64].partition(":")
    word = word.strip().upper()
    return (word, name.strip().upper()) if colon and word in {"BEGIN", "END"} else ("", "")


def _unfolded(file: io.BytesIO) -> Iterator[tuple[int, bytes]]:
    """Give each content line with the number of its first line (RFC 5545 §3.1).

    They are unfolded before they are decoded, since some products fold in the middle of a character.
    """
    begun, pieces, length = 0, [b""], 0
    for number, written in enumerate(file, 1):
        text = written.rstrip(b"\r\n")
        if begun and text[:1] in {b" ", b"\t"}:
            if length < LINE:
                pieces.append(text[1 : 1 + LINE - length])
                length += len(pieces[-1])
            continue
        if length:
            yield begun, b"".join(pieces)
        begun, pieces = number, [text[:LINE]]
        length = len(pieces[0])
    if length:
        yield begun, b"".join(pieces)
