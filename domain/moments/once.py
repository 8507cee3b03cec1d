"""A single moment of the days and times that a text names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo

from domain.agenda.event import Recurrence, SomeDay, Timed
from domain.agenda.periods import Days
from domain.moments.agreeing import agreed
from domain.moments.clocks import Clock
from domain.moments.dating import Possible, possible
from domain.moments.hours import Possible as PossibleHours
from domain.moments.hours import possible as possible_hours
from domain.moments.outcome import Outcome, all_of, concluded, heaviest, instant, is_skipped
from domain.moments.read_from import Found, Setting
from domain.moments.reading import Doubt, Moment
from domain.moments.said import Said, Sort
from domain.questions.wording import listed

_A_DAY = timedelta(days=1)
_A_YEAR = 366
_LIMITS = listed("entro prima dopo fino until till before after by tranne escluso non not")
_TOWARDS = listed("al all to")
_OVER_THE_NIGHT = ("fino", "until", "till", "al", "a", "to", "-", "e")


def once(found: Found, setting: Setting) -> Outcome:
    """Settle when it takes place."""
    days = agreed(found.days, setting.today)
    ended = _from_day_to_day(days, found.clocks, found, setting)
    if ended is not None:
        return concluded(ended, setting.now, setting.zone)
    if len(days) > 1:
        return _conflicting(days, found, setting)
    if not days:
        return _without_a_day(found, setting)
    return _on(days[0], found, setting)


def _days(said: Said, today: date) -> tuple[Days, ...]:
    return possible(said, today).days


def _from_day_to_day(days: Sequence[Said], clocks: Sequence[Clock], found: Found, setting: Setting) -> Outcome | None:
    """Read "venerdì 4 dicembre alle 22, fino a sabato 5 dicembre alle 3"."""
    if len(days) != 2 or len(clocks) != 2 or any(clock.last for clock in clocks):  # noqa: PLR2004
        return None
    halves = [sorted((day.start, day.end, clock.start, clock.end)) for day, clock in zip(days, clocks, strict=True)]
    if halves[0][3] > halves[1][0]:
        return None
    between = found.left[halves[0][3] : halves[1][0]].strip(" ,|").split()
    opens = clocks[0].opens and clocks[1].start == halves[1][0]
    if not (opens or (between and between[0] in _OVER_THE_NIGHT[:-1] and len(between) <= 2)):  # noqa: PLR2004
        return None
    begins = possible(days[0], setting.today)
    ends = possible(days[1], begins.days[0].first_on if begins.days else setting.today)
    first, last = (
        possible_hours([replace(clock, ends=False, opens=False)], day.part)
        for clock, day in zip(clocks, days, strict=True)
    )
    if first is None or last is None or not begins.days or not ends.days:
        return Outcome((), Doubt.SEVERAL)
    moments = [
        Moment(Timed(start, end))
        for hours in first.hours
        for others in last.hours
        for day in begins.days
        for other in ends.days
        if (start := instant(day, hours.begins, setting.zone)) < (end := instant(other, others.begins, setting.zone))
    ]
    doubt = heaviest(begins.doubt, ends.doubt, Doubt.HOUR if first.asked or last.asked else None)
    skipped = is_skipped(begins.days[0], first.hours[0].begins, setting.zone) if first.hours else True
    if not moments or skipped or first.wrong or last.wrong:
        return Outcome(tuple(moments), Doubt.NO_SUCH_DAY)
    return Outcome(tuple(moments), doubt)


def _conflicting(days: Sequence[Said], found: Found, setting: Setting) -> Outcome:
    """Offer each of the days that a text names."""
    hours = _hours(found, None, setting)
    moments = [
        moment
        for said in days
        for day in _days(said, setting.today)
        if said.sort not in {Sort.VAGUE, Sort.MONTH}
        for moment in _moments(Possible((day,)), hours, found, setting)
    ]
    weekdays = [said for said in days if said.sort is Sort.WEEKDAY]
    doubt = Doubt.WEEKDAY if weekdays and len(days) == len(weekdays) + 1 else Doubt.SEVERAL
    concluding = concluded(Outcome(tuple(moments), doubt), setting.now, setting.zone)
    return replace(concluding, doubt=doubt)


def _without_a_day(found: Found, setting: Setting) -> Outcome:
    if found.to_be_announced:
        return Outcome((), Doubt.NO_DAY)
    if not found.clocks:
        return Outcome((), Doubt.NOTHING)
    hours = _hours(found, None, setting)
    today = Possible((Days(setting.today, setting.today), Days(setting.today + _A_DAY, setting.today + _A_DAY)))
    moments = _moments(today, hours, found, setting)
    wrong = hours is None or hours.wrong
    doubt = Doubt.NO_SUCH_DAY if hours is not None and hours.wrong else Doubt.SEVERAL if wrong else Doubt.NO_DAY
    return replace(concluded(Outcome(tuple(moments), doubt), setting.now, setting.zone), doubt=doubt)


def _on(said: Said, found: Found, setting: Setting) -> Outcome:
    if said.sort is Sort.MONTH and said.days and not found.clocks:
        some_day = Moment(SomeDay(said.days.first_on))
        doubt = None if found.to_be_announced else Doubt.NO_DAY
        return concluded(Outcome((some_day,), doubt), setting.now, setting.zone)
    days = setting.near.around(said, setting.today) if setting.near else possible(said, setting.today)
    if said.sort is Sort.VAGUE and days.days:
        days = _each_day(days)
    hours = _hours(found, said.part, setting)
    if hours is not None and hours.wrong:
        return replace(
            concluded(
                Outcome(tuple(_moments(days, hours, found, setting)), Doubt.NO_SUCH_DAY), setting.now, setting.zone
            ),
            doubt=Doubt.NO_SUCH_DAY,
        )
    if said.sort in {Sort.STRETCH, Sort.LIST} and (hours is not None or not _follow(days)):
        return _several_days(said, days, hours, found, setting)
    moments = _moments(days, hours, found, setting)
    doubt = heaviest(days.doubt, _doubt_of(hours, said, found, setting), _bounded(said, found, setting))
    if hours is not None and hours.hours and days.days and _skipped(days.days[0], hours, setting.zone):
        doubt = Doubt.NO_SUCH_DAY
    narrows = days.narrows if doubt is not Doubt.HOUR else True
    return concluded(
        Outcome(tuple(moments), doubt, narrows), setting.now, setting.zone, _instead(said, days, hours, found, setting)
    )


def _bounded(said: Said, found: Found, setting: Setting) -> Doubt | None:
    """Ask about a day that is rather a limit: "entro il 5 dicembre", "fino al 5"; an event is moved "al 5"."""
    before = found.left[: said.start].rstrip(" |,").rsplit(None, 1)[-1:]
    bounds = _LIMITS if setting.near else _LIMITS | _TOWARDS
    return Doubt.SEVERAL if bounds.intersection(before) else None


def _follow(days: Possible) -> bool:
    return all((day.last_on - day.first_on).days >= 1 for day in days.days)


def _each_day(days: Possible) -> Possible:
    """The days of a weekend one by one; of more, none is offered."""
    [whole] = days.days
    if (whole.last_on - whole.first_on).days > 1:
        return Possible((), days.doubt)
    return Possible(
        tuple(dict.fromkeys((Days(whole.first_on, whole.first_on), Days(whole.last_on, whole.last_on)))), days.doubt
    )


def _doubt_of(hours: PossibleHours | None, said: Said, found: Found, setting: Setting) -> Doubt | None:
    if found.clocks:
        return Doubt.SEVERAL if hours is None or found.all_day else Doubt.HOUR if hours.asked else None
    if found.all_day or said.sort in {Sort.STRETCH, Sort.LIST}:
        return None
    return Doubt.NO_TIME if setting.near is None or isinstance(setting.near.when, SomeDay) else None


def _hours(found: Found, part: str | None, setting: Setting) -> PossibleHours | None:
    """What the times may mean; None where there is none, or they do not go together."""
    return possible_hours(found.clocks, part, by_day=setting.by_day) if found.clocks else None


def _skipped(day: Days, hours: PossibleHours, zone: tzinfo) -> bool:
    [first, *_] = hours.hours
    return len(hours.hours) == 1 and (
        is_skipped(day, first.begins, zone) or (first.ends is not None and is_skipped(day, first.ends, zone))
    )


def _moments(days: Possible, hours: PossibleHours | None, found: Found, setting: Setting) -> list[Moment]:
    if hours is not None:
        return [Moment(setting.timed(day, each)) for day in days.days for each in hours.hours]
    if setting.near and not found.all_day and not found.clocks:
        return [Moment(setting.near.moved_to(day)) for day in days.days]
    if found.clocks and not found.all_day:
        singles = [possible_hours([replace(clock, ends=False)], None) for clock in found.clocks]
        each = [hours for single in singles if single for hours in single.hours]
        return [Moment(setting.timed(day, one)) for day in days.days for one in each]
    return [Moment(all_of(day)) for day in days.days]


def _several_days(said: Said, days: Possible, hours: PossibleHours | None, found: Found, setting: Setting) -> Outcome:
    """Ask what hours mean where several days are named: each day, or the first."""
    moments: list[Moment] = []
    for stretch in days.days:
        first = Possible((Days(stretch.first_on, stretch.first_on),))
        on_first = _moments(first, hours, found, setting)
        repeating = (
            Recurrence(None, also_on=(stretch.last_on,))
            if said.sort is Sort.LIST
            else Recurrence(f"FREQ=DAILY;UNTIL={stretch.last_on:%Y%m%d}")
        )
        moments += [replace(moment, recurrence=repeating) for moment in on_first]
        moments += on_first if said.sort is Sort.LIST else [Moment(all_of(stretch))]
    doubt = heaviest(days.doubt, Doubt.SEVERAL)
    return replace(concluded(Outcome(tuple(moments), doubt), setting.now, setting.zone), doubt=doubt)


def _instead(said: Said, days: Possible, hours: PossibleHours | None, found: Found, setting: Setting) -> list[Moment]:
    """What may be meant where what was said has gone by: tomorrow for today, the next year for this one."""
    others: list[Days] = []
    if said.sort is Sort.TOLD and days.days == (Days(setting.today, setting.today),):
        others = [Days(setting.today + _A_DAY, setting.today + _A_DAY)]
    elif said.sort is Sort.DATE and said.year is None and said.nth is None:
        dated = replace(said, weekday=None)
        others = list(_days(dated, setting.today + _A_DAY))
    return _moments(Possible(tuple(others)), hours, found, setting)
