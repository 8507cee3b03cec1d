"""The clocks that an iCalendar file names: TZID (RFC 5545 §3.2.19) to zones of the IANA list.

An event repeats by a clock with a name, so that it follows what the law does with that clock later on. A name that is
no IANA name may be one of Windows, or the file describes it itself in a VTIMEZONE (§3.6.5): then the zone is taken
whose clock shows the same, the city's first.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from domain.calendar.limits import OWN_ZONES

_A_PART_OF_A_RULE = re.compile(
    r"(?:FREQ=YEARLY|(?:INTERVAL|BYDAY|BYMONTH|BYMONTHDAY|UNTIL|COUNT|WKST)=[A-Z0-9,+-]{1,60})"
)
_MOST_RULES = 20
_COMPARED_FROM = datetime(2025, 1, 1, 12, tzinfo=UTC)
_COMPARED = tuple(_COMPARED_FROM + timedelta(days=days) for days in range(0, 730, 5))
"""Instants at which two clocks are compared: two years, so that the changes to and from summer time are among them."""


@dataclass(frozen=True, slots=True)
class ZoneOf:
    """A clock: the `zone` that tells its instants, and the IANA `name` that an event repeats by.

    `known` is False where the file's name for it says nothing, and it is the city's.
    """

    zone: tzinfo
    name: str
    known: bool = True


class Zones:
    """The clocks of one file: its own (X-WR-TIMEZONE) where it has one, else the city's, for times that name none."""

    def __init__(self, city: ZoneInfo, calendar: str | None = None, described: Mapping[str, str] | None = None) -> None:
        self._city = ZoneOf(city, city.key)
        self._described = described or {}
        self._found: dict[str, ZoneOf] = {}
        self._worked_out = 0
        found = self.named(calendar) if calendar else None
        self.of_calendar = found if found and found.known else None

    @property
    def city(self) -> ZoneOf:
        """The city's clock."""
        return self._city

    @property
    def floating(self) -> ZoneOf:
        """The clock of a time that names none (RFC 5545 §3.3.5, form #1)."""
        return self.of_calendar or self._city

    def named(self, tzid: str) -> ZoneOf:
        """Give the clock of a name."""
        if tzid not in self._found:
            self._found[tzid] = self._find(tzid.strip())
        return self._found[tzid]

    def _find(self, tzid: str) -> ZoneOf:
        if tzid in _names():
            return ZoneOf(ZoneInfo(tzid), tzid)
        if tzid in WINDOWS_TO_OLSON:
            return self._as_of_the_list(ZoneInfo(WINDOWS_TO_OLSON[tzid]))
        if tzid in self._described and (own := self._own(self._described[tzid])):
            return self._as_of_the_list(own)
        # Some products put their own address before the name: /freeassociation.sourceforge.net/Europe/Rome
        parts = tzid.split("/")
        ends = ("/".join(parts[position:]) for position in range(1, len(parts))) if tzid.startswith("/") else ()
        name = next((end for end in ends if end in _names()), None)
        return ZoneOf(ZoneInfo(name), name) if name else ZoneOf(self._city.zone, self._city.name, known=False)

    def _own(self, described: str) -> tzinfo | None:
        """Work out a VTIMEZONE, unless it would take long: rules of clocks are yearly, and few."""
        rules = [line for line in described.splitlines() if line.upper().startswith("RRULE")]
        if len(rules) > _MOST_RULES or not all(map(_is_yearly, rules)) or self._worked_out >= OWN_ZONES:
            return None
        self._worked_out += 1
        try:
            zone: tzinfo = Timezone.from_ical(described).to_tz(lookup_tzid=False)  # type: ignore[attr-defined]
            _shown(zone)
        except Exception:  # noqa: BLE001 - two libraries read what anybody wrote, and each raises as it likes
            return None
        return zone

    def _as_of_the_list(self, zone: tzinfo) -> ZoneOf:
        """Give a clock the name of one that shows the same: the city's, or the first of the list that does."""
        shown = _shown(zone)
        if shown == _shown(self._city.zone):
            return self._city
        if isinstance(zone, ZoneInfo):
            return ZoneOf(zone, zone.key)
        name = next((name for name in sorted(_names()) if "/" in name and _shown(ZoneInfo(name)) == shown), None)
        return ZoneOf(ZoneInfo(name), name) if name else ZoneOf(zone, self._city.name)


def _is_yearly(rule: str) -> bool:
    """Say whether a rule is such as the changes of clocks have, so that it is soon worked out."""
    parts = rule.upper().removeprefix("RRULE:").strip(";").split(";")
    return "FREQ=YEARLY" in parts and all(map(_A_PART_OF_A_RULE.fullmatch, parts))


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def _shown(zone: tzinfo) -> list[timedelta | None]:
    return [instant.astimezone(zone).utcoffset() for instant in _COMPARED]
