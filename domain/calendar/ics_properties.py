"""The properties of one component, by name, as plain texts, numbers and links; what is none of these is told."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from icalendar.parser import unescape_backslash

from domain.calendar.ics_split import Property
from domain.calendar.problem import Notes, Why
from domain.calendar.texts import line, plain, shortened, web_address


class Properties:
    """The properties of one component. RFC 5545 lets most of them stand once: of several, the first counts."""

    def __init__(self, written: Sequence[Property], remarks: Notes) -> None:
        self._remarks = remarks
        by_name: defaultdict[str, list[Property]] = defaultdict(list)
        for one in written:
            by_name[one.name].append(one)
        self.by_name: Mapping[str, Sequence[Property]] = by_name

    def one(self, name: str) -> Property | None:
        """The first of a name."""
        found = self.by_name.get(name)
        return found[0] if found else None

    def many(self, name: str) -> Sequence[Property]:
        """All of a name."""
        return self.by_name.get(name, ())

    def text(self, name: str, most: int | None, *, lines: bool = False) -> str | None:
        """A text, in one line or several; one that is too long is shortened. None where it says nothing."""
        written = self.one(name)
        if written is None:
            return None
        text = unescape_backslash(written.value)
        text = plain(text) if lines else line(text)
        if most is not None and len(text) > most:
            self._remarks.add(written.line, Why.SHORTENED, text)
            text = shortened(text, most)
        return text or None

    def number(self, name: str, most: int) -> int | None:
        """A whole number from 0 on."""
        written = self.one(name)
        if written is None:
            return None
        value = written.value.strip()
        if value.isascii() and value.isdigit() and len(value) <= len(str(most)) and int(value) <= most:
            return int(value)
        self._remarks.add(written.line, Why.NUMBER, value)
        return None

    def link(self, name: str) -> str | None:
        """The address of a web page."""
        written = self.one(name)
        if written is None or not written.value.strip():
            return None
        address = web_address(written.value)
        if address is None:
            self._remarks.add(written.line, Why.LINK, written.value)
        return address

    def says_yes(self, name: str) -> bool:
        """Whether a property of ours says TRUE."""
        written = self.one(name)
        return written is not None and written.value.strip().upper() == "TRUE"
