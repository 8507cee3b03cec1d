"""What an event was before it is moved: it keeps what is not said, and "una settimana dopo" is told from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Self

from dateutil.relativedelta import relativedelta

from domain.agenda.event import SomeDay, Timed, When, WholeDays
from domain.agenda.periods import Days
from domain.agenda.timing import first_day, local, wall_time
from domain.moments.clocks import Clock
from domain.moments.dating import Possible, possible
from domain.moments.hours import Hours
from domain.moments.plain import Page
from domain.moments.reading import Doubt
from domain.moments.said import Said, Sort
from domain.moments.times import HOUR, Time
from domain.questions.months import next_day
from domain.questions.wording import whole

_UNITS = {
    "minuti": "m", "minuto": "m", "minutes": "m", "minute": "m", "ora": "h", "ore": "h", "hour": "h", "hours": "h",
    "giorno": "d", "giorni": "d", "day": "d", "days": "d", "settimana": "w", "settimane": "w", "week": "w",
    "weeks": "w", "mese": "M", "mesi": "M", "month": "M", "months": "M",
}  # fmt: skip
_COUNT = (
    rf"(?:(?P<count>\d{{1,3}}|un|una|a|an|one|mezz|half an) (?P<unit>{'|'.join(_UNITS)})"
    "|(?P<half>mezzora|half an hour))"
)
_LATER = "dopo|piu tardi|piu avanti|in avanti|later|after"
_EARLIER = "prima|in anticipo|indietro|earlier|before"
_SHIFT = whole(
    rf"(?:di )?{_COUNT} (?:(?P<later>{_LATER})|(?P<earlier>{_EARLIER}))"
    rf"|(?:(?P<put_off>rimand[a-z]+|rinvi[a-z]+|posticip[a-z]+|slitta[a-z]*|postpone[a-z]*|put off)"
    rf"|(?P<brought_forward>anticip[a-z]+|bring forward|brought forward))"
    rf"(?: (?:tutto|la|il|l|it|incontro|riunione))* (?:di|by) {_COUNT.replace('<count', '<count2').replace('<unit', '<unit2').replace('<half', '<half2')}"  # noqa: E501
)
_NEXT_DAY = whole(r"(?:il |the )?(?:giorno (?:dopo|successivo|seguente)|day after(?! tomorrow)|next day|following day)")
_DAY_BEFORE = whole(r"(?:il |the )?(?:giorno (?:prima|precedente)|day before)")
_SAME_DAY = whole(r"(?:lo |il |the )?(?:stesso giorno|same day)")
_SAME_TIME = whole(r"(?:alla |alle |at (?:the )?)?(?:stessa ora|stesso orario|same time)")


@dataclass(frozen=True, slots=True)
class Near:
    """When it was: its day, its hours if it has any, how long it lasts."""

    when: When
    zone: tzinfo
    day: date
    hours: Hours | None
    length: timedelta | None

    @classmethod
    def of(cls, when: When, zone: tzinfo) -> Self:
        """Take an event's moment apart."""
        day = first_day(when, zone)
        if not isinstance(when, Timed):
            return cls(when, zone, day, None, None)
        at = wall_time(when.starts_at, zone)
        length = None if when.ends_at is None else when.ends_at - when.starts_at
        return cls(when, zone, day, Hours(at.hour * HOUR + at.minute), length)

    def moved_to(self, days: Days) -> When:
        """The same on another day; of several days, all of them."""
        if days.first_on != days.last_on:
            return WholeDays(days.first_on, days.last_on)
        match self.when:
            case Timed(starts_at):
                starts_at = local(days.first_on, wall_time(starts_at, self.zone), self.zone)
                return Timed(starts_at, None if self.length is None else starts_at + self.length)
            case WholeDays(first_on, last_on):
                return WholeDays(days.first_on, days.first_on + (last_on - first_on))
            case SomeDay():
                return WholeDays(days.first_on, days.last_on)

    def around(self, said: Said, today: date) -> Possible:
        """The days that are meant where the event is near: its own week, its own month, or what is to come."""
        usual = possible(said, today)
        near = self._here(said)
        if near is None or near < today or said.week is not None or said.next or said.this:
            return usual
        days = dict.fromkeys((Days(near, near), *usual.days))
        if len(days) == 1:
            return Possible(tuple(days))
        return Possible(tuple(days), usual.doubt or Doubt.SEVERAL)

    def _here(self, said: Said) -> date | None:
        if said.sort is Sort.WEEKDAY:
            return self.day + timedelta(days=(said.weekday or 0) - self.day.weekday())
        if said.sort is Sort.DATE and said.month is None and said.weekday is None and said.day:
            return next_day(self.day.replace(day=1), said.day, self.day.month, self.day.year)
        return None

    def lasting(self, clocks: Sequence[Clock]) -> Sequence[Clock]:
        """Times that say only until when: it begins as before ("fino alle 23")."""
        if self.hours is None or not clocks or not all(clock.ends for clock in clocks):
            return clocks
        hour, minute = divmod(self.hours.begins, HOUR)
        return (Clock(0, 0, Time(hour, minute, padded=True)), *clocks)

    def own_day(self) -> Said:
        """Its day, as if it had been named."""
        return Said(0, 0, Sort.TOLD, days=Days(self.day, self.day))


def on_day(when: When, day: date, zone: tzinfo) -> When:
    """The same on another day, by the clock on the wall."""
    return Near.of(when, zone).moved_to(Days(day, day))


def shifted(page: Page, near: Near) -> When | Said | None:
    """Find "una settimana dopo", "il giorno prima", and take it: another day of the event, or another moment."""
    page.first(_SAME_TIME)
    match = page.first(_SHIFT)
    if match is not None:
        unit, count = _said(match.groupdict())
        back = match["earlier"] or match["brought_forward"]
        return _shifted(near, unit, -count if back else count)
    for pattern, days in ((_NEXT_DAY, 1), (_DAY_BEFORE, -1), (_SAME_DAY, 0)):
        if page.first(pattern) is not None:
            return _shifted(near, "d", days)
    return None


def _said(said: dict[str, str | None]) -> tuple[str, float]:
    count, unit = said["count"] or said["count2"], said["unit"] or said["unit2"]
    if count is None or unit is None:
        return "h", 0.5
    number = 0.5 if count in {"mezz", "half an"} else float(count) if count.isdigit() else 1.0
    return _UNITS[unit], number


def _shifted(near: Near, unit: str, count: float) -> When | Said | None:
    if unit in {"m", "h"}:
        return _later(near.when, timedelta(hours=count) if unit == "h" else timedelta(minutes=count))
    step = {
        "d": relativedelta(days=int(count)),
        "w": relativedelta(weeks=int(count)),
        "M": relativedelta(months=int(count)),
    }
    day = near.day + step[unit]
    return Said(0, 0, Sort.TOLD, days=Days(day, day))


def _later(when: When, by: timedelta) -> Timed | None:
    if not isinstance(when, Timed):
        return None
    return Timed(when.starts_at + by, None if when.ends_at is None else when.ends_at + by)
