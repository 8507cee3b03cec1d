"""One VEVENT (RFC 5545 §3.6.1) to an event, as if it stood alone."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from icalendar.parser import split_on_unescaped_comma, unescape_backslash

from domain.agenda.event import Booking, Event, Kind, SomeDay, Status, Venue, When, WholeDays
from domain.agenda.timing import local
from domain.calendar.ics_properties import Properties
from domain.calendar.ics_repeats import Repeats, zone_of
from domain.calendar.ics_split import Block
from domain.calendar.ics_times import Moment, moment, when
from domain.calendar.ics_zones import Zones
from domain.calendar.limits import CATEGORIES, DESCRIPTION, SEATS, TEXT, TITLE
from domain.calendar.owners import Owned, owned
from domain.calendar.places import apart
from domain.calendar.problem import Defaults, Notes, RefusedError, Why
from domain.calendar.texts import web_address
from domain.calendar.uids import derived, kept
from domain.calendar.words import Vocabulary, kind_of_title

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_LAST_MINUTE = time(23, 59)
_STATUSES = {
    "CONFIRMED": Status.CONFIRMED,
    "TENTATIVE": Status.DRAFT,
    "CANCELLED": Status.CANCELLED,
    "CANCELED": Status.CANCELLED,
    "POSTPONED": Status.POSTPONED,
}


@dataclass(frozen=True, slots=True)
class Part:
    """A component that was read: an event, or what holds for one occurrence of one (`instead_of`, its RECURRENCE-ID).

    `owned` says whose it is; where nothing does, an event is refused, and an occurrence is whose its event is.
    """

    line: int
    event: Event
    owned: Owned
    instead_of: Moment | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """What the events of one file have in common."""

    vocabulary: Vocabulary
    defaults: Defaults
    zones: Zones
    cancelled: bool
    remarks: Notes


def read_event(block: Block, around: Around) -> Part:
    """Read one component. Raises RefusedError where it cannot be an event."""
    return _Reader(block, around).part()


class _Reader:
    """One component under reading."""

    def __init__(self, block: Block, around: Around) -> None:
        self._line, self._around = block.line, around
        self._zones, self._remarks = around.zones, around.remarks
        self._said = Properties(block.properties, around.remarks)

    def part(self) -> Part:
        title = self._said.text("SUMMARY", TITLE)
        if not title:
            raise RefusedError(self._line, Why.NO_TITLE)
        start = self._said.one("DTSTART")
        if start is None:
            raise RefusedError(self._line, Why.NO_START, title)
        takes_place, begins = when(
            start, self._said.one("DTEND"), self._said.one("DURATION"), self._zones, self._remarks
        )
        repeating = Repeats(self._said.by_name, self._zones, self._remarks)
        zone = zone_of(begins, self._zones, repeats=bool(repeating))
        recurrence, changes = repeating.by(ZoneInfo(zone), takes_place) if repeating else (None, ())
        words = [word for written in self._said.many("CATEGORIES") for word in split_on_unescaped_comma(written.value)]
        meant = self._around.vocabulary.meaning(words[:CATEGORIES])
        own = owned(self._networks(), self._said.says_yes("X-RETI-CITY-WIDE"), meant, self._around.vocabulary)
        for unknown in own.unknown:
            self._remarks.add(self._line, Why.UNKNOWN_NETWORK, unknown)
        event = Event(
            uid=kept(self._said.text("UID", None) or ""),
            sequence=self._said.number("SEQUENCE", 2**31 - 1) or 0,
            kind=meant.kind or kind_of_title(title) or self._around.defaults.kind or Kind.INITIATIVE,
            title=title,
            when=self._month(takes_place, repeats=bool(repeating)),
            zone=zone,
            status=self._status(),
            networks=own.networks,
            themes=tuple(meant.themes),
            description=self._said.text("DESCRIPTION", DESCRIPTION, lines=True),
            venue=self._venue(),
            rain_plan=self._said.text("X-RETI-RAIN", TEXT, lines=True),
            bring=self._said.text("X-RETI-BRING", TEXT, lines=True),
            booking=self._booking(),
            seats=self._seats(),
            image_url=self._image(),
            url=self._said.link("URL"),
            organiser=self._said.text("X-RETI-ORGANISER", TEXT),
            recurrence=recurrence,
            changes=changes,
        )
        return Part(self._line, self._with_uid(event, own), own, self._instead_of())

    def _with_uid(self, event: Event, own: Owned) -> Event:
        if event.uid:
            return event
        self._remarks.add(self._line, Why.NO_UID, event.title)
        return derived(event, own.networks or self._around.defaults.networks)

    def _seats(self) -> int | None:
        return self._said.number("X-RETI-SEATS", SEATS) or None

    def _networks(self) -> list[str]:
        return [
            name for written in self._said.many("X-RETI-NETWORKS") for name in written.value.split(",") if name.strip()
        ]

    def _status(self) -> Status:
        if self._around.cancelled:
            return Status.CANCELLED
        written = self._said.one("X-RETI-STATUS") or self._said.one("STATUS")
        word = written.value.strip().upper() if written else "CONFIRMED"
        status = _STATUSES.get(word)
        if status is None or status is Status.DRAFT:
            at = written.line if written else self._line
            self._remarks.add(at, Why.UNKNOWN_STATUS if status is None else Why.DRAFT, word)
        return status or Status.CONFIRMED

    def _month(self, takes_place: When, *, repeats: bool) -> When:
        """Take only the month of a whole day where it says that the day is not known yet (X-RETI-MONTH:2026-12)."""
        written = self._said.one("X-RETI-MONTH")
        if written is None:
            return takes_place
        found = _MONTH.fullmatch(written.value.strip())
        month_on = takes_place.first_on.replace(day=1) if isinstance(takes_place, WholeDays) else None
        if found is None or repeats or month_on is None or f"{month_on:%Y-%m}" != found[0]:
            raise RefusedError(written.line, Why.MONTH, written.value)
        return SomeDay(month_on)

    def _venue(self) -> Venue | None:
        several = self._said.text("LOCATION", 2 * TEXT, lines=True)
        if several is None:
            return None
        written = ", ".join(several.splitlines())
        address = self._said.text("X-RETI-ADDRESS", TEXT)
        if address and written.endswith(f", {address}"):
            name: str = written.removesuffix(f", {address}")
        elif self._said.one("X-RETI-ADDRESS"):
            name, address = written, None
        else:
            name, address = apart(written)
        latitude, longitude = self._position()
        return Venue(name, address, latitude, longitude)

    def _position(self) -> tuple[float | None, float | None]:
        """Read GEO (RFC 5545 §3.8.1.6); 0;0 is what programs write that know no position."""
        written = self._said.one("GEO")
        nowhere = (None, None)
        if written is None:
            return nowhere
        try:
            latitude, longitude = map(float, unescape_backslash(written.value).split(";"))
        except ValueError:
            self._remarks.add(written.line, Why.NUMBER, written.value)
            return nowhere
        on_earth = abs(latitude) <= 90 and abs(longitude) <= 180  # noqa: PLR2004 - degrees
        return (latitude, longitude) if on_earth and (latitude, longitude) != (0, 0) else nowhere

    def _booking(self) -> Booking | None:
        url, until = self._said.link("X-RETI-BOOKING-URL"), self._until()
        return Booking(url, until) if url or until or self._said.says_yes("X-RETI-BOOKING") else None

    def _until(self) -> datetime | None:
        """Read until when one books; a day is meant with its last minute."""
        written = self._said.one("X-RETI-BOOKING-UNTIL")
        if written is None:
            return None
        try:
            at: date | datetime = moment(written, self._zones, self._remarks).at
        except RefusedError as error:
            self._remarks.keep(error.problem)
            return None
        return at if isinstance(at, datetime) else local(at, _LAST_MINUTE, self._zones.city.zone)

    def _image(self) -> str | None:
        """Find a picture: IMAGE (RFC 7986 §5.10), or an ATTACH that says that it is one."""
        pictures = [written for written in self._said.many("IMAGE") if "ENCODING" not in written.parameters]
        pictures += [
            written
            for written in self._said.many("ATTACH")
            if str(written.parameters.get("FMTTYPE", "")).lower().startswith("image/")
            and "ENCODING" not in written.parameters
        ]
        return next((url for picture in pictures if (url := web_address(picture.value))), None)

    def _instead_of(self) -> Moment | None:
        written = self._said.one("RECURRENCE-ID")
        if written is None:
            return None
        if "RANGE" in written.parameters:
            raise RefusedError(written.line, Why.THIS_AND_FUTURE, written.value)
        return moment(written, self._zones, self._remarks)
