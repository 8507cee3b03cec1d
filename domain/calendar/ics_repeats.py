"""How a component repeats: RRULE, RDATE and EXDATE (RFC 5545 §3.8.5) as days on the event's own clock."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from domain.agenda.event import Change, Recurrence, Timed, WholeDays
from domain.agenda.recurrence import UnusableRuleError, checked
from domain.agenda.timing import local, wall_time
from domain.calendar.ics_split import Property
from domain.calendar.ics_times import Moment, moment
from domain.calendar.ics_zones import Zones
from domain.calendar.limits import SINGLE_DAYS
from domain.calendar.problem import Notes, RefusedError, Why


def zone_of(begins: Moment, zones: Zones, *, repeats: bool) -> str:
    """Name the clock that an event repeats by.

    One in UTC that repeats does so by UTC (RFC 5545 §3.3.10), unless the whole calendar is said to go by another clock;
    for one that does not repeat, UTC is only a way to write an instant.
    """
    if not isinstance(begins.at, datetime):
        return zones.city.name
    if begins.clock:
        return begins.clock.name
    if not repeats:
        return zones.city.name
    return zones.of_calendar.name if zones.of_calendar else "UTC"


class Repeats:
    """The properties that make one event repeat."""

    def __init__(self, properties: Mapping[str, Sequence[Property]], zones: Zones, remarks: Notes) -> None:
        """Take those among the properties of a component. Raises RefusedError."""
        rules = properties.get("RRULE", ())
        if len(rules) > 1:
            # RFC 5545 §3.8.5.3: RRULE should not be there twice, and what comes of it then is undefined
            raise RefusedError(rules[1].line, Why.REPEATS_TWICE, rules[1].value)
        self._rule = rules[0] if rules else None
        self._more, self._less = properties.get("RDATE", ()), properties.get("EXDATE", ())
        self._zones, self._remarks = zones, remarks

    def __bool__(self) -> bool:
        return self._rule is not None or bool(self._more)

    def by(self, zone: ZoneInfo, when: Timed | WholeDays) -> tuple[Recurrence, tuple[Change, ...]]:
        """Give the recurrence by a clock, and the single days whose time is another. Raises RefusedError."""
        at = wall_time(when.starts_at, zone) if isinstance(when, Timed) else time()
        rule = self._checked(self._rule, at, zone) if self._rule else None
        off = {day_of(moment_, zone) for moment_ in self._moments(self._less)}
        also: dict[date, Change | None] = {}
        for moment_ in self._moments(self._more):
            day = day_of(moment_, zone)
            if day in also:
                self._remarks.add(self._more[0].line, Why.ONCE_A_DAY, day.isoformat())
            else:
                also[day] = _at_its_own_time(day, moment_.at, at, zone, when)
        changes = tuple(change for day, change in sorted(also.items()) if change and day not in off)
        return Recurrence(rule, tuple(sorted(also)), tuple(sorted(off))), changes

    def _checked(self, rule: Property, at: time, zone: ZoneInfo) -> str:
        try:
            return checked(rule.value, at, zone)
        except UnusableRuleError:
            raise RefusedError(rule.line, Why.REPEATS, rule.value) from None

    def _moments(self, properties: Sequence[Property]) -> Iterator[Moment]:
        """Read lists of single days; one that cannot be read costs itself alone."""
        values = [(property_, value) for property_ in properties for value in property_.value.split(",")]
        if len(values) > SINGLE_DAYS:
            raise RefusedError(values[0][0].line, Why.TOO_MUCH, str(len(values)))
        for property_, value in values:
            try:
                yield moment(property_, self._zones, self._remarks, value)
            except RefusedError as error:
                self._remarks.add(error.problem.line, Why.SINGLE_DAY, value)


def day_of(moment_: Moment, zone: ZoneInfo) -> date:
    """The day of a moment on an event's clock."""
    return moment_.at.astimezone(zone).date() if isinstance(moment_.at, datetime) else moment_.at


def _at_its_own_time(
    day: date, at: date | datetime, usual: time, zone: ZoneInfo, when: Timed | WholeDays
) -> Change | None:
    """Make a single day whose time is not the usual one an occurrence of its own; it lasts as long as the others."""
    if not isinstance(when, Timed) or not isinstance(at, datetime) or at == local(day, usual, zone):
        return None
    starts_at = at.astimezone(UTC)
    ends_at = None if when.ends_at is None else starts_at + (when.ends_at - when.starts_at)
    return Change(day, when=Timed(starts_at, ends_at))
