"""A recurrence of what a text says: its rule, and the first time that it takes place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta

from domain.agenda.event import Recurrence, Timed, When, WholeDays
from domain.agenda.periods import Days
from domain.agenda.recurrence import UnusableRuleError, checked
from domain.agenda.timing import first_day, wall_time
from domain.moments.agreeing import agreed
from domain.moments.dating import possible
from domain.moments.hours import Hours
from domain.moments.hours import possible as possible_hours
from domain.moments.limits import Until
from domain.moments.once import once
from domain.moments.outcome import Outcome, concluded, has_begun, heaviest, is_skipped
from domain.moments.read_from import Found, Setting
from domain.moments.reading import Doubt, Moment
from domain.moments.repeats import CODES, Repeat
from domain.moments.said import Said, Sort

_A_DAY = timedelta(days=1)
_SEARCHED_DAYS = 800
_MOST_STARTS = 3


def again(repeat: Repeat, until: Until | None, ended: bool, found: Found, setting: Setting) -> Outcome:  # noqa: FBT001
    """Settle how it repeats, and from when on; `ended` says that it ends in a way that was not understood."""
    if not repeat.rules:
        return replace(once(found, setting), doubt=Doubt.RULE) if found.days else Outcome((), Doubt.RULE)
    days = agreed(found.days, setting.today)
    part = repeat.part or (days[0].part if days else None)
    hours = possible_hours(found.clocks, part, by_day=setting.by_day) if found.clocks else None
    if found.clocks and (hours is None or hours.wrong):
        return Outcome((), Doubt.SEVERAL if hours is None else Doubt.NO_SUCH_DAY)
    each = hours.hours if hours else (None,)
    plan = _Plan(repeat, until, days, setting)
    if plan.unclear:
        return Outcome((), Doubt.RULE)
    moments = [moment for rule in repeat.rules for hour in each for moment in plan.moments(rule, hour)]
    doubt = heaviest(
        plan.doubt,
        Doubt.RULE if repeat.vague or ended or len(repeat.rules) != 1 else None,
        Doubt.SEVERAL if repeat.single else None,
        Doubt.HOUR if hours and hours.asked else None,
        Doubt.NO_TIME if hours is None and not found.all_day and setting.near is None else None,
    )
    if repeat.single:
        moments += [replace(moment, recurrence=None) for moment in moments]
    if not moments and doubt is None:
        doubt = Doubt.NO_SUCH_DAY
    if doubt is Doubt.HOUR and len(moments) > 1:
        return replace(concluded(Outcome(tuple(moments), doubt), setting.now, setting.zone), doubt=doubt)
    if moments and _skips(moments[0], hours.hours[0] if hours else None, setting):
        doubt = Doubt.NO_SUCH_DAY
    return concluded(Outcome(tuple(moments), doubt), setting.now, setting.zone)


def _skips(moment: Moment, hours: Hours | None, setting: Setting) -> bool:
    day = first_day(moment.when, setting.zone)
    return hours is not None and is_skipped(Days(day, day), hours.begins, setting.zone)


class _Plan:
    """From when on it repeats: the first days that may be meant, and what has to be asked about them."""

    def __init__(self, repeat: Repeat, until: Until | None, days: list[Said], setting: Setting) -> None:
        self.repeat, self.until, self.setting = repeat, until, setting
        self.doubt: Doubt | None = None
        self.last_on: date | None = None
        self.since: tuple[date, ...] = ()
        self.exact = False
        self.unclear = len(days) > 1
        if len(days) == 1:
            self._begin(days[0])
        elif not days:
            self._begin_now()

    def _begin_now(self) -> None:
        """Without a day of its own it begins with the next; of every second week it is asked which."""
        if self.setting.near:  # what is moved goes on from its own day
            self.since = (max(self.setting.today, self.setting.near.day),)
            return
        bare = all("BY" not in rule for rule in self.repeat.rules)
        if bare and self.repeat.rules != ("FREQ=DAILY",):
            self.doubt = Doubt.NO_DAY
        elif self.repeat.starts:
            self.doubt = Doubt.SEVERAL
            self.since = tuple(self.setting.today + timedelta(weeks=week) for week in range(_MOST_STARTS - 1))
        else:
            self.since = (self.setting.today,)

    def _begin(self, said: Said) -> None:
        today = self.setting.today
        days = possible(said, today)
        if said.sort is Sort.WEEKDAY:
            codes = {rule.partition("BYDAY=")[2] for rule in self.repeat.rules}
            if codes <= {"", CODES[said.weekday or 0]} and codes:
                self.since = tuple(day.first_on for day in days.days)
                self.exact = codes == {""}
                asked = self.repeat.starts and not said.since
                self.doubt = days.doubt or (Doubt.SEVERAL if asked else None)
                if asked:
                    self.since = (*self.since, *(day + timedelta(weeks=1) for day in self.since))
            else:
                self.unclear = True
            return
        if said.sort in {Sort.VAGUE, Sort.FEAST, Sort.LIST} or (said.sort is Sort.MONTH and not said.since):
            self.unclear = True
            return
        self.doubt = None if said.sort is Sort.MONTH else days.doubt
        self.since = tuple(max(day.first_on, today) if said.sort is Sort.MONTH else day.first_on for day in days.days)
        self.exact = not said.since and said.sort is not Sort.STRETCH
        if said.sort is Sort.STRETCH and days.days:
            self.last_on = days.days[0].last_on

    def moments(self, rule: str, hours: Hours | None) -> Iterator[Moment]:
        """The recurrences that may be meant at these hours."""
        for since in self.since:
            first_on = self._first(rule, since, hours)
            if first_on is None:
                continue
            if self.exact and first_on != since:
                self.doubt = heaviest(self.doubt, Doubt.WEEKDAY)
            moment = self._moment(rule, first_on, hours)
            if moment is not None:
                yield moment

    def _first(self, rule: str, since: date, hours: Hours | None) -> date | None:
        """The first day of a rule from a day on that has not begun."""
        parts = dict(part.split("=") for part in rule.split(";"))
        for step in range(_SEARCHED_DAYS):
            day = since + step * _A_DAY
            begun = not self.exact and has_begun(self._when(day, hours), self.setting.now, self.setting.zone)
            if _is_of(day, parts) and not begun:
                return day
        return None

    def _when(self, day: date, hours: Hours | None) -> When:
        if hours is None:
            return self.setting.near.moved_to(Days(day, day)) if self.setting.near else WholeDays(day, day)
        return self.setting.timed(Days(day, day), hours)

    def _moment(self, rule: str, first_on: date, hours: Hours | None) -> Moment | None:
        when = self._when(first_on, hours)
        at = wall_time(when.starts_at, self.setting.zone) if isinstance(when, Timed) else time()
        last_on = self.last_on
        if self.until is not None and self.until.count is not None:
            rule = f"{rule};COUNT={self.until.count}"
        elif self.until is not None:
            last_on = self.until.last_on(first_on)
            if last_on is None or last_on < first_on:
                self.doubt = heaviest(self.doubt, Doubt.NO_SUCH_DAY)
                return None
            if self.until.weekday not in {None, last_on.weekday()}:
                self.doubt = heaviest(self.doubt, Doubt.WEEKDAY)
        if last_on is not None:
            if last_on < first_on:
                return None
            rule = f"{rule};UNTIL={last_on:%Y%m%d}"
        try:
            return Moment(when, Recurrence(checked(rule, at, self.setting.zone)))
        except UnusableRuleError:
            self.doubt = Doubt.RULE
            return None


def _is_of(day: date, parts: dict[str, str]) -> bool:
    """Tell whether a rule has a day, whatever its interval."""
    if "BYMONTHDAY" in parts:
        return day.day == int(parts["BYMONTHDAY"])
    if "BYDAY" not in parts:
        return True
    codes = parts["BYDAY"].split(",")
    code = CODES[day.weekday()]
    from_end = -((_days_in_month(day) - day.day) // 7 + 1)
    return bool({code, f"{(day.day - 1) // 7 + 1}{code}", f"{from_end}{code}"} & set(codes))


def _days_in_month(day: date) -> int:
    return ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - _A_DAY).day
