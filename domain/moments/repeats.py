"""How a text says that something repeats: "ogni mercoledì", "il primo e il terzo lunedì", "every two weeks"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from re import Match

from domain.moments.plain import Page
from domain.moments.words import ANY_MONTH, ANY_WEEKDAY, FULL_WEEKDAY, OF_THE_DAY, PARTS, PLURALS, WEEKDAY_NUMBERS
from domain.questions.wording import whole

CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINALS = {
    "primo": 1, "prima": 1, "first": 1, "secondo": 2, "seconda": 2, "second": 2, "terzo": 3, "terza": 3, "third": 3,
    "quarto": 4, "quarta": 4, "fourth": 4, "quinto": 5, "quinta": 5, "fifth": 5,
    "ultimo": -1, "ultima": -1, "last": -1, "penultimo": -2, "penultima": -2,
}  # fmt: skip
_EVERY = "ogni|tutti i|tutte le|tutti gli|every|each"
_NTH = rf"(?:{'|'.join(_ORDINALS)}|[1-5] (?:o|a|st|nd|rd|th))"
_DAYS = rf"(?:{FULL_WEEKDAY}|{'|'.join(PLURALS)})"
_AND = r"(?: ,)? (?:e |ed |and )?"
_THE = "(?:il|lo|la|l|i|le|the|di|on)"
_OF_EACH_MONTH = "(?:del mese|di ogni mese|di ciascun mese|ogni mese|al mese|of the month|of every month|of each month)"
_THIS_ONE = "(?! (?:prossimo|corrente|successivo|scorso))"

_COUNTED = whole(
    rf"(?:on )?(?:(?P<every>{_EVERY}) )?(?:{_THE} )?(?P<nths>{_NTH}(?:{_AND}(?:{_THE} )?{_NTH})*) (?P<weekday>{_DAYS})"
    rf"{OF_THE_DAY}(?: (?P<month>{_OF_EACH_MONTH}){_THIS_ONE}|(?! (?:di|of|del|dopo|after|in) [a-z]+| prossimo))"
)
_ON_DAYS = whole(
    rf"(?:on )?(?P<every>{_EVERY}) (?:{_THE} )?(?:(?P<count>\d|altro|other|second|secondo|seconda) )?"
    rf"(?P<days>{_DAYS}(?:{_AND}(?:(?:{_EVERY}) )?(?:{_THE} )?{_DAYS})*){OF_THE_DAY}"
    rf"(?P<stretch> (?:to|a) (?P<last>{_DAYS}))?(?P<more>{_AND}(?:{_EVERY}|{_NTH})(?![^ ]))?"
)
_WORKING_DAYS = whole(
    rf"(?:{_EVERY}) "
    rf"(?:(?:giorni|giorno|day|days)(?: ,)? (?:dal|da|from) (?P<first>{_DAYS}) (?:al|a|to) (?P<last>{_DAYS})"
    r"|(?P<working>giorni feriali|weekday|weekdays|working day))"
)
_HABIT = whole(
    rf"(?P<article>il|la|i|le|on|di) (?P<days>{_DAYS}(?:{_AND}(?:il |la |i |le |on )?{_DAYS})*){OF_THE_DAY}"
    r"(?! (?:\d|prossimo|prossima|che viene|della|di |dopo|scorso|next|of |,? ?\d))"
)
_LISTED = whole(
    rf"(?P<days>(?:{ANY_WEEKDAY})(?: (?:[,/-] )?(?:e |ed |and )?(?:{ANY_WEEKDAY})){{2,}}){OF_THE_DAY}"
    r"(?! \d{1,2}(?![-:.]?\d))"
)
"""Three weekdays and more: "lun-mer-ven", "Monday, Wednesday and Friday"."""

_PLURAL = whole(rf"(?:(?:on|i|le|il|di) )?(?P<days>(?:{'|'.join(PLURALS)})(?:{_AND}(?:on )?{_DAYS})*){OF_THE_DAY}")
_UNITS = {
    "giorno": "DAILY", "giorni": "DAILY", "day": "DAILY", "days": "DAILY", "mattina": "DAILY", "mattine": "DAILY",
    "pomeriggio": "DAILY", "sera": "DAILY", "sere": "DAILY", "morning": "DAILY", "afternoon": "DAILY",
    "evening": "DAILY", "settimana": "WEEKLY", "settimane": "WEEKLY", "week": "WEEKLY", "weeks": "WEEKLY",
    "mese": "MONTHLY", "mesi": "MONTHLY", "month": "MONTHLY", "months": "MONTHLY", "anno": "YEARLY", "anni": "YEARLY",
    "year": "YEARLY", "years": "YEARLY",
}  # fmt: skip
_UNIT_PARTS = {"mattine": "morning", "sere": "evening"}
_WEEKENDS = whole(rf"(?:{_EVERY}) (?:weekend|week end|fine settimana|weekends)")
_EVERY_UNIT = whole(rf"(?:{_EVERY}) (?:(?P<count>\d{{1,2}}|altro|altra|other|second) )?(?P<unit>{'|'.join(_UNITS)})")
_MONTHDAY = whole(
    rf"(?:(?:{_EVERY}|il|l|the|on the) )?(?P<day>\d{{1,2}})(?: (?:o|st|nd|rd|th))? "
    r"(?:di ogni mese|di ciascun mese|del mese|ogni mese|of every month|of each month|of the month)" + _THIS_ONE
)
_ALTERNATE = whole(r"(?:un|una|1) (?P<weekday>[a-z]+) si e (?:un|uno|una|1) no")
_NOT_UNDERSTOOD = whole(
    rf"(?:{_EVERY}) (?:tanto|primo|prima|secondo|terzo|ultimo|estate|inverno|primavera|autunno|stagione|bimestre"
    rf"|trimestre|semestre|quindicina|{ANY_MONTH}|fortnight|ora|ore|few|\d{{1,3}})"
    r"|(?:a|alla) (?:settimane|giorni|mesi) (?:alterne|alterni)"
    r"|mensile|mensilmente|settimanale|settimanalmente|quindicinale|bisettimanale|bimestrale"
    r"|trimestrale|annuale|periodicamente|giornaliero|weekly|monthly|fortnightly|biweekly|bimonthly|recurring|yearly"
    r"|on alternate [a-z]+"
)
_SO_OFTEN = whole(
    r"(?:\d|un|una|once|twice)(?: [a-z]+)? (?:al|alla|a|per) (?:giorno|settimana|mese|anno|day|week|month|year)"
)
_EXCEPTED = whole(
    "tranne|eccetto|escluso|esclusa|esclusi|escluse|salvo|a parte|except|excluding|apart from|but not|e non"
)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A recurrence as written. `rules` are those that may be meant, the likeliest first, without their end.

    `single` says that it may as well not repeat; `vague` that it repeats in a way that is not understood; `starts` that
    its days do not say which of the weeks is the first.
    """

    start: int
    rules: tuple[str, ...]
    part: str | None = None
    single: bool = False
    vague: bool = False
    starts: bool = False


def repeat_said(page: Page) -> Repeat | None:
    """Find how it repeats, and take it from the page."""
    vague = list(page.take(_SO_OFTEN))
    found = [*_counted(page), *_working(page), *_monthdays(page), *_on_days(page), *_units(page), *_plurals(page)]
    vague += page.take(_NOT_UNDERSTOOD)
    vague += [match for match in page.take(_ALTERNATE) if match["weekday"] in WEEKDAY_NUMBERS]
    if found or vague:
        vague += list(page.take(_EXCEPTED))
    else:
        found = list(_habits(page)) or list(_listed(page))
    if not found and not vague:
        return None
    found.sort(key=lambda repeat: repeat.start)
    if vague or len(found) > 1:
        merged = None if vague else _merged(found)
        return merged or Repeat(0, tuple(rule for repeat in found for rule in repeat.rules), vague=True)
    return found[0]


def _merged(found: list[Repeat]) -> Repeat | None:
    """One recurrence of two that are said together: "ogni settimana, il giovedì", "ogni mese, il terzo martedì"."""
    if any(len(repeat.rules) != 1 or repeat.single for repeat in found):
        return None
    rules = [repeat.rules[0] for repeat in found]
    narrow = [rule for rule in rules if "BY" in rule]
    frequencies = {rule.split(";")[0] for rule in rules}
    if len(frequencies) > 1 or any("INTERVAL" in rule for rule in rules) or not narrow:
        return None
    if len(narrow) > 1:
        if not all(rule.startswith("FREQ=MONTHLY;BYDAY=") for rule in narrow):
            return None
        narrow = ["FREQ=MONTHLY;BYDAY=" + ",".join(rule.partition("BYDAY=")[2] for rule in narrow)]
    return Repeat(found[0].start, (narrow[0],), next((repeat.part for repeat in found if repeat.part), None))


def _weekdays(text: str) -> list[int]:
    return sorted({WEEKDAY_NUMBERS[word] for word in text.split() if word in WEEKDAY_NUMBERS})


def _by_days(numbers: list[int]) -> str:
    return ",".join(CODES[number] for number in numbers)


def _part(match: Match[str]) -> str | None:
    return PARTS.get(match.groupdict().get("part") or "")


def _counted(page: Page) -> Iterator[Repeat]:
    for match in page.take(_COUNTED):
        nths = [_nth(word) for word in re.findall(_NTH, match["nths"])]
        weekday = CODES[WEEKDAY_NUMBERS[match["weekday"]]]
        monthly = "FREQ=MONTHLY;BYDAY=" + ",".join(f"{nth}{weekday}" for nth in nths)
        rules: tuple[str, ...] = (monthly,)
        single = False
        if not match["month"] and len(nths) == 1:
            if match["every"] and nths[0] > 1:  # "every third Tuesday" may be of the month, or of three
                rules = (monthly, f"FREQ=WEEKLY;INTERVAL={nths[0]};BYDAY={weekday}")
            single = not match["every"]
        page.use(match)
        yield Repeat(match.start(), rules, _part(match), single)


def _nth(word: str) -> int:
    return _ORDINALS.get(word) or int(word[0])


def _working(page: Page) -> Iterator[Repeat]:
    for match in page.take(_WORKING_DAYS):
        first, last = (0, 4) if match["working"] else (WEEKDAY_NUMBERS[match[name]] for name in ("first", "last"))
        page.use(match)
        numbers = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        yield Repeat(match.start(), (f"FREQ=WEEKLY;BYDAY={_by_days(sorted(numbers))}",))
    for match in page.take(_WEEKENDS):
        page.use(match)
        yield Repeat(match.start(), ("FREQ=WEEKLY;BYDAY=SA,SU",))


def _monthdays(page: Page) -> Iterator[Repeat]:
    for match in page.take(_MONTHDAY):
        day = int(match["day"])
        if page.left[: match.start()].rstrip(" ,.").rsplit(" ", 1)[-1] in WEEKDAY_NUMBERS:  # "martedì 1 del mese"
            continue
        page.use(match)
        rules = (f"FREQ=MONTHLY;BYMONTHDAY={day}",) if 1 <= day <= 31 else ()  # noqa: PLR2004
        yield Repeat(match.start(), rules, vague=day > 28 or not rules)  # noqa: PLR2004 - not every month has it


def _on_days(page: Page) -> Iterator[Repeat]:
    for match in page.take(_ON_DAYS):
        days = f"BYDAY={_by_days(_weekdays(match['days']))}"
        count = match["count"]
        page.use(match)
        if match["more"] or match["stretch"]:
            yield Repeat(match.start(), (f"FREQ=WEEKLY;{days}",), vague=True)
        elif count is None:
            yield Repeat(match.start(), (f"FREQ=WEEKLY;{days}",), _part(match))
        else:
            weeks = int(count) if count.isdigit() else 2
            rule = f"FREQ=WEEKLY;INTERVAL={weeks};{days}" if weeks > 1 else f"FREQ=WEEKLY;{days}"
            yield Repeat(match.start(), (rule,), _part(match), vague=weeks < 1, starts=weeks > 1)


def _units(page: Page) -> Iterator[Repeat]:
    for match in page.take(_EVERY_UNIT):
        unit, count = match["unit"], match["count"] or "1"
        frequency = _UNITS[unit]
        number = int(count) if count.isdigit() else 2
        page.use(match)
        part = PARTS.get(unit) or _UNIT_PARTS.get(unit)
        plain = f"FREQ={frequency}" + (f";INTERVAL={number}" if number != 1 else "")
        fortnight = frequency == "DAILY" and number == 15  # noqa: PLR2004 - "ogni quindici giorni" is every two weeks
        rules = ("FREQ=WEEKLY;INTERVAL=2", plain) if fortnight else (plain,) if number else ()
        yield Repeat(match.start(), rules, part, vague=not number, starts=number > 1)


def _plurals(page: Page) -> Iterator[Repeat]:
    for match in page.take(_PLURAL):
        page.use(match)
        yield Repeat(match.start(), (f"FREQ=WEEKLY;BYDAY={_by_days(_weekdays(match['days']))}",), _part(match))


def _habits(page: Page) -> Iterator[Repeat]:
    """Find "i martedì", "il martedì e il giovedì"; "il martedì" alone may be the coming one."""
    for match in page.take(_HABIT):
        numbers = _weekdays(match["days"])
        plural = match["article"] == "i" or (match["article"] == "le" and "domenic" in match["days"])
        if match["article"] in {"on", "di"} or _is_dated(page, match):
            continue
        page.use(match)
        rule = f"FREQ=WEEKLY;BYDAY={_by_days(numbers)}"
        yield Repeat(match.start(), (rule,), _part(match), single=not plural and len(numbers) == 1)
        return


def _listed(page: Page) -> Iterator[Repeat]:
    """Find three weekdays and more, which may as well be those of one week."""
    for match in page.take(_LISTED):
        page.use(match)
        yield Repeat(
            match.start(), (f"FREQ=WEEKLY;BYDAY={_by_days(_weekdays(match['days']))}",), _part(match), single=True
        )
        return


def _is_dated(page: Page, match: Match[str]) -> bool:
    """Tell whether a date follows: "il giovedì 3 dicembre"."""
    return re.match(r" (?:, )?(?:il |l )?\d{1,2}(?: |$|[/.-]\d)", page.left[match.end() :]) is not None
