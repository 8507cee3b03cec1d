"""From a text to a moment: how it repeats, its days, its times, in this order, then what they mean together."""

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from re import Match

from domain.agenda.event import Timed, When
from domain.agenda.timing import day_of
from domain.moments.again import again
from domain.moments.clocks import Clock, clocks_said
from domain.moments.days import as_date, days_said, dotted_said
from domain.moments.leftover import dated_instead, is_left
from domain.moments.limits import ends_otherwise, until_said
from domain.moments.near import Near, shifted
from domain.moments.once import once
from domain.moments.outcome import Outcome, concluded, heaviest
from domain.moments.plain import Page, page_of
from domain.moments.read_from import Found, Setting
from domain.moments.reading import Doubt, Moment, Reading
from domain.moments.repeats import repeat_said
from domain.moments.said import Said
from domain.moments.times import HOUR, Time
from domain.questions.wording import whole

_ALL_DAY = whole(
    "(?:per |dura )?(?:tutto il giorno|tutta la giornata|l intera giornata|intera giornata|all day(?: long)?"
    "|the whole day)"
)
_TO_BE_ANNOUNCED = whole(
    "(?:la |il |in )?(?:data e ora|data e orario|giorno e ora|giorno|data|date|day|the date|the day) "
    "(?:ancora |still |e )*"
    "(?:da (?:definire|annunciare|confermare|stabilire|decidere|fissare|destinarsi|definirsi)"
    "|to be (?:announced|confirmed|decided|defined|set))|tba|tbd|tbc"
)
_SOON = whole(
    r"(?:tra|fra|in) (?:(?P<count>\d{1,3}|un|una|an|a|one) (?P<unit>ore|ora|minuti|minuto|hours|hour|minutes|minute)"
    r"(?: e (?P<half>mezza|mezzo))?|(?P<fraction>mezz ora|mezzora|half an hour|un quarto d ora|3 quarti d ora))"
)
_FRACTIONS = {"mezz ora": 30, "mezzora": 30, "half an hour": 30, "un quarto d ora": 15, "3 quarti d ora": 45}


def read_moment(text: str, now: datetime, zone: tzinfo, *, near: When | None = None) -> Reading:
    """Read when something takes place, and how it repeats; `near` is what it was, where it is moved. Never raises."""
    setting = Setting(now, zone, None if near is None else Near.of(near, zone))
    page = page_of(text)
    outcome = _settled(page, setting)
    return Reading(outcome.moments, outcome.doubt, page.rest(), page.pieces())


def read_instant(text: str, now: datetime, zone: tzinfo) -> Reading:
    """Read when something is to be done: one instant, without an end and without recurrence. Never raises."""
    setting = Setting(now, zone, by_day=True)
    page = page_of(text)
    outcome = _settled(page, setting)
    instants = tuple(
        Moment(Timed(moment.when.starts_at)) if isinstance(moment.when, Timed) else replace(moment, recurrence=None)
        for moment in outcome.moments
    )
    doubt = outcome.doubt
    if doubt is None and outcome.moments[0].recurrence is not None:
        doubt = Doubt.RULE
    if doubt is None and not isinstance(outcome.moments[0].when, Timed):
        doubt = Doubt.NO_TIME
    return Reading(tuple(dict.fromkeys(instants)), doubt, page.rest(), page.pieces())


def _settled(page: Page, setting: Setting) -> Outcome:
    soon = page.first(_SOON)
    moved = shifted(page, setting.near) if setting.near else None
    repeat = repeat_said(page)
    until = until_said(page) if repeat else None
    all_day = page.first(_ALL_DAY) is not None
    to_be_announced = page.first(_TO_BE_ANNOUNCED) is not None
    days = days_said(page, day_of(setting.now, setting.zone))
    dotted = dotted_said(page)
    clocks = clocks_said(page)
    if dotted and (len(dotted) > 1 or bool(days) == bool(clocks)):
        return Outcome((), Doubt.SEVERAL)
    if dotted and clocks:
        days = [as_date(dotted[0])]
    elif dotted:
        clocks = [_as_clock(dotted[0])]
    if setting.near:
        clocks = list(setting.near.lasting(clocks))
    found = Found(days, clocks, page.left, all_day, to_be_announced)
    if soon is not None:
        return _soon(soon, found, setting)
    if repeat is not None:
        return again(repeat, until, ends_otherwise(page), found, setting)
    if isinstance(moved, Timed):
        exact = Outcome((Moment(moved),), Doubt.SEVERAL if days or clocks else None)
        return concluded(exact, setting.now, setting.zone)
    if isinstance(moved, Said):
        days = [*days, moved]
    elif not days and (clocks or all_day) and setting.near:
        days = [setting.near.own_day()]
    return _once(replace(found, days=days), setting)


def _once(found: Found, setting: Setting) -> Outcome:
    """A single moment; where something beside what was read may be of its date, it is asked."""
    outcome, dated = once(found, setting), dated_instead(found)
    other = once(dated, setting) if dated else None
    if other is not None and other.doubt in {None, Doubt.HOUR}:
        moments = tuple(dict.fromkeys((*outcome.moments, *other.moments)))
        return replace(outcome, moments=moments, doubt=heaviest(outcome.doubt, Doubt.SEVERAL))
    return replace(outcome, doubt=heaviest(outcome.doubt, Doubt.SEVERAL)) if is_left(found) else outcome


def _as_clock(match: Match[str]) -> Clock:
    return Clock(*match.span(), Time(int(match["day"]), int(match["month"])))


def _soon(match: Match[str], found: Found, setting: Setting) -> Outcome:
    """Read "tra due ore": so long from now, in whole minutes."""
    if match["fraction"]:
        minutes = _FRACTIONS[match["fraction"]]
    else:
        number = int(match["count"]) if match["count"].isdigit() else 1
        minutes = number * (HOUR if match["unit"].startswith(("or", "hour")) else 1) + (30 if match["half"] else 0)
    at = setting.now.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    if at < setting.now:
        at += timedelta(minutes=1)
    return Outcome((Moment(Timed(at)),), Doubt.SEVERAL if found.days or found.clocks else None)
