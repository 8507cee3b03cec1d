"""What a text says of its date beside what was read: then it is asked, since something else may be meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from domain.moments.clocks import Clock
from domain.moments.read_from import Found
from domain.moments.said import Said, Sort
from domain.questions.months import ENGLISH_MONTH
from domain.questions.wording import USED

_NUMBER = re.compile(
    r" (?:[,.-] )?(?:il |l |the )?\d{1,2}(?: (?:o|st|nd|rd|th))?(?![^ ])"
    r"(?! (?:anni|anno|euro|eur|ore|giorni|settimane|minuti|persone|posti|volte|incontri|years|hours|days|weeks)"
    r"(?![^ ]))"
)
_ENGLISH_DATE = re.compile(rf"(?<![^ ])(?:{ENGLISH_MONTH}) \d{{1,2}}(?![^ ])")


def is_left(found: Found) -> bool:
    """Whether a number behind a weekday was not read, or a month with its day: "giovedì 3, 10 e 17"."""
    loose = any(said.month is None and _NUMBER.match(found.left[said.end :]) for said in found.days if _is_single(said))
    return loose or (bool(found.days) and _ENGLISH_DATE.search(found.left) is not None)


def _is_single(said: Said) -> bool:
    return said.sort in {Sort.WEEKDAY, Sort.DATE}


def dated_instead(found: Found) -> Found | None:
    """What else "giovedì 3 - 20:45" may mean: no hours from three on, but the third of a month, at one hour."""
    weekdays = [said for said in found.days if said.sort is Sort.WEEKDAY]
    if len(found.days) != 1 or len(weekdays) != 1:
        return None
    [said] = weekdays
    behind = next((clock for clock in found.clocks if _stands_behind(said, clock, found.left)), None)
    if behind is None or behind.last is None or behind.first.minute or not 1 <= behind.first.hour < 24:  # noqa: PLR2004
        return None
    day = replace(said, sort=Sort.DATE, day=behind.first.hour)
    return replace(found, days=[day], clocks=_alone(found.clocks, behind))


def _stands_behind(said: Said, clock: Clock, left: str) -> bool:
    return said.end <= clock.start and left[said.end : clock.start].strip(f" ,.-{USED}") == ""


def _alone(clocks: Sequence[Clock], behind: Clock) -> list[Clock]:
    return [
        replace(clock, first=clock.last, last=None) if clock is behind and clock.last else clock for clock in clocks
    ]
