"""The period that a question speaks of: every day it names, put together to one stretch of days.

What residents call the coming days without saying how many ("nei prossimi giorni", "prossimamente") is no period.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match, Pattern

from domain.agenda.periods import COMING_DAYS, Days, stretch
from domain.lookup.language import STREET_KINDS
from domain.questions.dates import (
    DATES,
    DAYS_OF_A_MONTH,
    PARTS_OF_A_MONTH,
    RANGES,
    WHOLE_MONTHS,
    date_said,
    month_said,
    part_said,
    range_said,
)
from domain.questions.feasts import FEASTS, feast_said
from domain.questions.stretches import STRETCHES
from domain.questions.wording import USED, names_street, phrases, whole, without

_Said = Callable[[Match[str], date], Days | None]

_READINGS: tuple[tuple[Pattern[str], _Said], ...] = (
    *((pattern, range_said) for pattern in RANGES),
    *((pattern, date_said) for pattern in DATES),
    *((pattern, feast_said(feast)) for pattern, feast in FEASTS),
    (PARTS_OF_A_MONTH, part_said),
    *((pattern, month_said) for pattern in WHOLE_MONTHS),
    *STRETCHES[:-1],
    (DAYS_OF_A_MONTH, date_said),
    STRETCHES[-1],
)
"""What is looked for first is taken first: "sabato 5 dicembre" is no Saturday and no December."""

PATTERNS = tuple(pattern for pattern, _ in _READINGS)

_BEFORE_A_DATE = STREET_KINDS | {"parco", "giardino", "giardini", "scuola"}

_VAGUE = phrases("""
    (nei|i|per i|dei) (prossimi|seguenti) (giorni|tempi|mesi)
    (nelle|le|per le|delle) prossime settimane
    (prossimi|prossime) (giorni|settimane|mesi)
    nei giorni a venire
    prossimamente|prossimo futuro|in futuro|a breve|presto|in arrivo
    (in |over )?(the )?(next|coming) (few )?(days|weeks|months)
    soon|coming up|coming soon|upcoming|in the near future
""")
_AND = phrases("""
    e|ed|o|oppure|e a|e di|e per|e il|e la|e l|o il|a|al|alla|all|fino a|fino al|fino alla
    and|or|to|till|until|through|and the|to the|and on|or on
""")
_UNTIL = phrases("""
    da oggi (fino )?(a|al|alla|all)|da qui (a|al|alla|all)|entro (il|la|l)|entro|fino (a|al|alla|all)
    until the|until|till|by the|by|before|from now (to|until)
""")
_SINCE = whole("(?:a partire |a cominciare )?(?:da|dal|dalla|dall)|starting(?: from| on)?|from(?: the)?|since")
_ONWARDS = whole("in poi|in avanti|on|onwards|onward")
_A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Period:
    """The days said, if any, the words that said so, and the text without them."""

    days: Days | None
    words: str
    rest: str


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    days: Days


def period_said(plain: str, today: date) -> Period:
    """Find the period; one that is over is none."""
    said = sorted(_said(plain, today), key=lambda part: part[:2])
    pieces = [_Piece(start, end, days) for start, end, days in said if days is not None]
    rest = without(plain, [(start, end) for start, end, _ in said])
    words = " … ".join(plain[piece.start : piece.end] for piece in pieces)
    return Period(_together(pieces, plain, today), words, " ".join(_VAGUE.sub(USED, rest).split()))


def _said(plain: str, today: date) -> Iterator[tuple[int, int, Days | None]]:
    """Find what speaks of days, from where to where, with its days: none of what is over."""
    taken: list[tuple[int, int]] = []
    for pattern, said in _READINGS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            overlaps = any(start < last and first < end for first, last in taken)
            if overlaps:
                continue
            taken.append((start, end))
            if not _is_of_a_place(plain, start):
                yield start, end, said(match, today)


def _is_of_a_place(plain: str, start: int) -> bool:
    """Tell whether it names a place: "piazza 4 novembre" and "via Sabato", but not "in piazza sabato"."""
    return names_street(plain, start, _BEFORE_A_DATE) if plain[start].isdigit() else names_street(plain, start)


def _together(pieces: list[_Piece], plain: str, today: date) -> Days | None:
    """Put the pieces together, one after the other."""
    days: Days | None = None
    end = 0
    for piece in pieces:
        between = plain[end : piece.start].strip()
        joined = _AND.fullmatch(between) is not None
        days = _bounded(piece, plain, today) if days is None else _both(days, piece.days, joined=joined)
        end = piece.end
    if days is None or days.last_on < today:
        return None
    return Days(max(days.first_on, today), days.last_on)


def _bounded(piece: _Piece, plain: str, today: date) -> Days:
    """Open what is said towards today ("entro venerdì") or onwards ("dal 5 dicembre in poi")."""
    words = plain[piece.start : piece.end]
    before = plain[: piece.start].strip()
    if _ends_with(before, _UNTIL) or _UNTIL.match(words):
        return Days(today, piece.days.last_on)
    opens = _ends_with(before, _SINCE) or _SINCE.match(words)
    if opens and _ONWARDS.match(plain[piece.end :].strip()):
        return stretch(piece.days.first_on, COMING_DAYS)
    return piece.days


def _ends_with(before: str, pattern: Pattern[str]) -> bool:
    return any(match.end() == len(before) for match in pattern.finditer(before))


def _both(one: Days, other: Days, *, joined: bool) -> Days:
    """Join two that are said together ("sabato e domenica"); else the narrower says which days of the wider."""
    if joined:
        return Days(min(one.first_on, other.first_on), max(one.last_on, other.last_on))
    wide, narrow = sorted((one, other), key=_length, reverse=True)
    while narrow.last_on < wide.first_on and _length(narrow) == 0 and _length(wide) > 0:
        narrow = Days(narrow.first_on + _A_WEEK, narrow.last_on + _A_WEEK)  # "venerdì della settimana prossima"
    return narrow if wide.first_on <= narrow.first_on <= wide.last_on else one


def _length(days: Days) -> int:
    return (days.last_on - days.first_on).days
