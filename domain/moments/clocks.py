"""The times that a text names: "20:45", "ore 20,45", "alle 8 e mezza", "dalle 15 alle 19", "15-19", "8:45 pm"."""

import re
from dataclasses import dataclass
from re import Match

from domain.lookup.language import STREET_KINDS
from domain.moments.plain import Page
from domain.moments.times import Time, time_in
from domain.questions.wording import USED, optional, whole

_PART = "(?:mattina|mattino|mattinata|pomeriggio|sera|serata|notte|morning|afternoon|evening|night)"


def _time(number: int) -> str:
    """A time; its groups have this number."""
    written = (
        r"(?P<named#>mezzogiorno|noon|midday|mezzanotte|midnight)(?: e (?P<past#>mezza|mezzo))?"
        r"|(?P<spoken#>half past|(?:a )?quarter past|(?:a )?quarter to) (?P<of#>\d{1,2})"
        r"|(?P<hour#>\d{1,2})(?:[:.,](?P<minute#>\d\d)| h (?P<aitch#>\d\d)| e (?P<spaced#>\d\d)"
        r"| (?P<quarter#>[03]0|[14]5)(?! ?[-/:.,] ?\d)"
        r"| e (?P<fraction#>mezza|mezzo|un quarto|quarto|3 quarti)| meno (?P<less#>un quarto|quarto|\d{1,2}))?"
    )
    after = (
        "(?: (?:in punto|circa|o clock|ore|h)(?![^ ]))?(?: (?P<half#>am|pm|a . m|p . m)(?![^ ])(?: [.])?)?"
        f"(?: {optional('di|del|della|in|in the|nel|al|alla|at')}(?P<part#>{_PART})(?![^ ]))?"
    )
    return f"(?:{written}){after}".replace("#", str(number))


_FROM = "a partire dalle ore|a partire dalle|dalle ore|dall|dalle|tra le|fra le|dalla|between|from"
_AT = (
    r"a partire alle|alle ore|all ore|alle|all|ore|(?<!\d )h|ore le|verso le ore|verso le|verso l|verso|per le ore"
    "|per le|inizio ore|inizio alle|orario|starting at|starts at|at|a"
)
_MARK = f"(?:(?P<mark1>{_FROM}|{_AT})(?: [.])? )"
_TO = "alle ore|alle|all|fino alle ore|fino alle|fino all|fino a|a|e le ore|e le|e l|e|to|until|till|and"
_RANGE = whole(f"{_MARK}?{_time(1)}(?P<joint>[-/]| [-/] | (?:{_TO}) )(?:(?:ore|h|le) )?{_time(2)}")
_END = whole(
    f"(?:fino alle ore|fino alle|fino all|fino a|until|till|fine ore|fine alle|fine|termine ore|termine alle|ends at"
    "|fini(?:sce|re|amo) alle|termina(?:re)? alle|finish(?:es)? at) "
    f"{_time(1)}"
)
_MARKED = whole(f"{_MARK}{_time(1)}(?: in poi| in avanti| onwards)?")
_UNMARKED = whole(f"(?:le )?{_time(1)}")

_AND = frozenset({"e", "and", "e le", "e l", "e le ore"})
_OPENS = frozenset(_FROM.split("|"))
_NO_TIME_AFTER = re.compile(
    r" (?:%|euro|eur|anni|anno|mesi|mese|persone|posti|bambini|ragazzi|giorni|settimane|minuti|min|metri|km|m|kg"
    r"|years?|months?|people|places|seats|days|weeks|minutes|di eta|incontri|volte)(?![^ ])"
)
_NO_TIME_BEFORE = re.compile(
    r"(?:euro|eur|tel|telefono|cell|whatsapp|bambini|ragazzi|eta|anni|ages?|aged) (?:dai |da )?$"
)
_STREET = re.compile(rf"(?<![^ ])(?:{'|'.join(STREET_KINDS)})(?: [a-z.]+){{1,4}}(?: ,)?(?: n)? $")
_EARLIEST_WITH_COMMA = 6
_FIVE_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that a text names, or from when to when; `opens` where it says "dalle", `ends` where "fino alle"."""

    start: int
    end: int
    first: Time
    last: Time | None = None
    opens: bool = False
    ends: bool = False


def clocks_said(page: Page) -> list[Clock]:
    """Find the times, and take them from the page; days must have been taken before."""
    found: list[Clock] = []
    for pattern in (_RANGE, _END, _MARKED, _UNMARKED):
        for match in page.take(pattern):
            if _is_clock(match, page, pattern is _RANGE, pattern is _UNMARKED):
                first, last = time_in(match), time_in(match, 2) if pattern is _RANGE else None
                if first is not None:
                    opens = pattern is _MARKED and match["mark1"] in _OPENS
                    found.append(Clock(*match.span(), first, last, opens, ends=pattern is _END))
                    page.use(match)
    return sorted(found, key=lambda clock: clock.start)


def _is_clock(match: Match[str], page: Page, is_range: bool, unmarked: bool) -> bool:  # noqa: FBT001
    said = match.groupdict()
    before, after = page.left[: match.start()], page.left[match.end() :]
    if _NO_TIME_AFTER.match(after) or _NO_TIME_BEFORE.search(before):
        return False
    if said["quarter1"] and (unmarked or said.get("mark1", "") is None):
        return False  # "20 45" is a time only where that is said: "alle 20 45"
    if said.get("mark1") == "a" and not said["named1"]:
        return False
    if is_range:
        return _is_range(said, before, after)
    return not unmarked or (_stands_alone(match) and not _STREET.search(before))


def _is_range(said: dict[str, str | None], before: str, after: str) -> bool:
    """Tell from when to when from any two numbers; "e" only joins them after "tra"."""
    joint, mark = str(said["joint"]).strip(), said["mark1"]
    if joint in _AND and mark not in _OPENS:
        return False
    if mark or _is_told(said, "1") or _is_told(said, "2"):
        return True
    return joint != "/" and _stands_by_a_day(before, after) and not _STREET.search(before)


def _stands_alone(match: Match[str]) -> bool:
    """Tell a time from any number; with a comma it may be a price."""
    said = match.groupdict()
    if said["minute1"] and "," in match.group().removeprefix("le ").split()[0]:
        return int(said["minute1"]) % _FIVE_MINUTES == 0 and int(said["hour1"]) >= _EARLIEST_WITH_COMMA
    return _is_told(said, "1")


def _is_told(said: dict[str, str | None], number: str) -> bool:
    """Tell whether a time is one without a word before it."""
    return any(said[f"{name}{number}"] for name in ("minute", "aitch", "half", "spoken", "part")) or (
        said[f"named{number}"] in {"noon", "midnight", "mezzanotte", "midday"}
    )


def _stands_by_a_day(before: str, after: str) -> bool:
    return before.rstrip(" ,;:").endswith(USED) or after.lstrip(" ,;:").startswith(USED)
