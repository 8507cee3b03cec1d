"""From the times that a text names to the hours that they may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.moments.clocks import Clock
from domain.moments.times import DAY, HOUR, NOON, Choices, Time, choices

_LONGEST, _USUAL = 18 * HOUR, 12 * HOUR
_NIGHT = 6 * HOUR
"""What ends by six in the morning belongs to the evening before; so do our own words have it."""

_LATE = (10, 11)


@dataclass(frozen=True, slots=True)
class Hours:
    """From a minute after midnight until another, if that is known."""

    begins: int
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Possible:
    """What the times of a text may mean. `wrong` where no clock shows one, or it ends before it begins."""

    hours: tuple[Hours, ...]
    asked: bool = False
    wrong: bool = False


def possible(clocks: Sequence[Clock], part: str | None, *, by_day: bool = False) -> Possible | None:
    """Say what the times may mean, in a part of the day; None where they do not go together."""
    starts = [clock for clock in clocks if not clock.ends]
    ends = [clock for clock in clocks if clock.ends]
    if len(starts) > 1 and len({(clock.first, clock.last) for clock in starts}) == 1:
        starts = starts[:1]
    if len(starts) == 2 and not ends and starts[0].opens and starts[1].last is None:  # noqa: PLR2004 - from and to
        starts, ends = starts[:1], starts[1:]
    if len(starts) != 1 or len(ends) > 1 or (ends and starts[0].last):
        return None
    first, last = starts[0].first.in_part(part), starts[0].last or (ends[0].first if ends else None)
    if last is None:
        single = choices(first, by_day=by_day)
        hours = tuple(Hours(minutes) for minutes in single.minutes)
        return Possible(hours, single.asked, wrong=not hours)
    return _from_to(first, last, part)


def _from_to(first: Time, last: Time, part: str | None) -> Possible:
    for begins in (first.in_part(last.part, last.half), first):
        usual = _ends(begins, last)
        in_part = choices(last.in_part(part)) if part else usual
        pairs, asked = _pairs(choices(begins), usual, in_part)
        if pairs:
            return Possible(pairs, asked=asked or len(pairs) > 1)
    alone = choices(first)
    return Possible(tuple(Hours(minutes) for minutes in alone.minutes), wrong=True)


def _ends(begins: Time, last: Time) -> Choices:
    """When it may end: "dalle 8 alle 10" may be of the evening as a whole."""
    ends = choices(last)
    if choices(begins).asked and last.hour in _LATE and not (last.part or last.half):
        return Choices((*ends.minutes, *(minutes + NOON for minutes in ends.minutes)), asked=True)
    return ends


def _pairs(begins: Choices, ends: Choices, ends_in_part: Choices) -> tuple[tuple[Hours, ...], bool]:
    unsure = len(begins.minutes) > 1 or len(ends.minutes) > 1
    for last in (ends_in_part, ends):
        pairs = [
            Hours(start, later)
            for start in begins.minutes
            for end in last.minutes
            if (later := _after(start, end)) is not None and (later - start <= _LONGEST or not unsure)
        ]
        if pairs:
            oddly = (begins.asked and len(begins.minutes) == 1) or (last.asked and len(last.minutes) == 1)
            usual = [pair for pair in pairs if (pair.ends or 0) - pair.begins <= _USUAL]
            return tuple(dict.fromkeys(usual if len(usual) > 1 else pairs)), oddly
    return (), False


def _after(start: int, end: int) -> int | None:
    """The end after its start; only the small hours are of the next day."""
    if end > start:
        return end
    return end + DAY if end <= _NIGHT and end + DAY > start else None
