"""A time of the day as written, and the minutes after midnight that it may mean.

"20:45", "08:30" and "ore 9" are the clock's; "alle 8" is morning or evening, unless a part of the day is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from re import Match

from domain.moments.words import PARTS

HOUR, NOON, DAY = 60, 12 * 60, 24 * 60
_HALF_A_DAY = 12
_PARTS_OF_THE_CLOCK: Mapping[str, tuple[tuple[range, int], ...]] = {
    "morning": ((range(13), 0),),
    "afternoon": ((range(12, 20), 0), (range(1, 8), 12)),
    "evening": ((range(16, 24), 0), (range(4, 12), 12)),
    "night": ((range(20, 24), 0), (range(9, 12), 12)),
}
"""The hours that each part of the day has, and what is added to them."""

_SMALL_HOURS = range(6)
_OF_THE_CLOCK = 10
"""From ten on, an hour is what the clock shows: "alle 10" of the evening is said "alle 22"."""

_FORMAL_MORNING = 6
_SENT_BY_DAY = 7


@dataclass(frozen=True, slots=True)
class Time:
    """A time as written. `formal` is "ore 9"; `padded` is "09:00", which is certain; `half` is "a" or "p"."""

    hour: int
    minute: int = 0
    part: str | None = None
    half: str | None = None
    formal: bool = False
    padded: bool = False
    midnight: bool = False

    def in_part(self, part: str | None, half: str | None = None) -> "Time":
        """The same in a part of the day that was named apart from it."""
        if self.part or self.half:
            return self
        return replace(self, part=part, half=half)


@dataclass(frozen=True, slots=True)
class Choices:
    """The minutes after midnight that a time may mean; none where no clock shows it. `asked` where one is not sure."""

    minutes: tuple[int, ...]
    asked: bool = False


def choices(time: Time, *, by_day: bool = False) -> Choices:
    """Say what a time may mean; `by_day` is for what is done in the daytime, such as sending a message."""
    if time.midnight or (time.hour, time.minute) == (24, 0):
        return Choices((0, DAY), asked=True)
    if time.hour > 23 or time.minute > 59:  # noqa: PLR2004
        return Choices(())
    exact = time.hour * HOUR + time.minute
    if time.half:
        return _of_half(time)
    if time.part:
        return _of_part(time, exact)
    certain_from = _SENT_BY_DAY if by_day else _FORMAL_MORNING if time.formal else _OF_THE_CLOCK
    if time.padded or time.hour == 0 or time.hour >= certain_from:
        return Choices((exact,))
    return Choices((exact, exact + NOON), asked=True)


def _of_half(time: Time) -> Choices:
    if time.hour > _HALF_A_DAY:
        return Choices((time.hour * HOUR + time.minute,), asked=time.half == "a")
    if time.hour == 0:
        return Choices(())
    return Choices((time.hour % _HALF_A_DAY * HOUR + time.minute + (NOON if time.half == "p" else 0),))


def _of_part(time: Time, exact: int) -> Choices:
    if time.part == "night" and time.hour in _SMALL_HOURS:
        return Choices((exact, exact + DAY), asked=True)  # "giovedì notte alle 2" is rather of Friday
    for hours, more in _PARTS_OF_THE_CLOCK.get(time.part or "", ()):
        if time.hour in hours:
            return Choices((exact + more * HOUR,))
    return Choices((exact,), asked=True)


_FRACTIONS = {"mezza": 30, "mezzo": 30, "un quarto": 15, "quarto": 15, "3 quarti": 45}
_SPOKEN = {"half past": 30, "quarter past": 15, "a quarter past": 15, "quarter to": -15, "a quarter to": -15}
_FORMAL = ("ore", "h")
_MINUTES = ("minute", "aitch", "spaced", "quarter")


def time_in(match: Match[str], number: int = 1) -> Time | None:
    """The time that a pattern found, of those that it has by their number."""
    said = {name.removesuffix(str(number)): value for name, value in match.groupdict().items() if value is not None}
    said = {name: value for name, value in said.items() if f"{name}{number}" in match.groupdict()}
    part, half = PARTS.get(said.get("part", "")), said.get("half", "")[:1] or None
    if named := said.get("named"):
        if named in {"mezzanotte", "midnight"}:
            return Time(0, midnight=True)
        return Time(12, 30 if said.get("past") else 0)
    if spoken := said.get("spoken"):
        return _shifted(int(said["of"]), _SPOKEN[spoken], part, half)
    if "hour" not in said:
        return None
    hour = int(said["hour"])
    if less := said.get("less"):
        return _shifted(hour, -(_FRACTIONS.get(less) or int(less)), part, half)
    minute = _FRACTIONS.get(said.get("fraction", "")) or int(next((said[name] for name in _MINUTES if name in said), 0))
    formal = said.get("mark", "").endswith(_FORMAL) or (match.groupdict().get("mark1") or "").endswith(_FORMAL)
    padded = len(said["hour"]) > 1 and hour < _OF_THE_CLOCK
    return Time(hour, minute, part, half, formal=formal, padded=padded)


def _shifted(hour: int, minutes: int, part: str | None, half: str | None) -> Time:
    shifted = (hour * HOUR + minutes) % DAY
    return Time(shifted // HOUR, shifted % HOUR, part, half)
