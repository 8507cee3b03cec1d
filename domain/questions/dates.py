"""Days named by their date: "il 5", "5 dicembre 2026", "December 5th", "dal 3 al 6 dicembre", "a metà dicembre"."""

from datetime import date, timedelta
from re import Match

from domain.agenda.periods import Days
from domain.agenda.timing import month_after
from domain.questions.months import ANY_MONTH, ANY_WEEKDAY, ENGLISH_MONTH, FULL_MONTH, MONTHS, PLAIN_MONTH, next_day
from domain.questions.wording import optional, whole

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_TH = r"(?: (?:st|nd|rd|th|o))?"
_YEAR = r"(?: (?:del |of )?(?P<year>20\d\d))?"
_WEEKDAY = optional(ANY_WEEKDAY)
_ARTICLE = "(?:il giorno|giorno|il|l|lo|the)"
_FROM = optional("dal giorno|dal|dall|da|tra il|fra il|tra l|tra|fra|from the|from|between the|between|il|l|the")
_TO = "(?:fino al|fino all|e il|e l|ed il|o il|o l|al|all|a|e|o|to the|to|and the|and|or the|or|till|until|through)"
_OF = optional("di|of|del mese di")
_FIRST, _LAST = f"{_WEEKDAY}(?P<day>{_DAY}){_TH}", f"(?P<last>{_DAY}){_TH}"

RANGES = (
    whole(f"{_FROM}{_FIRST} (?:{_TO} {_WEEKDAY})?{_LAST} {_OF}(?P<month>{ANY_MONTH}){_YEAR}"),
    whole(f"(?:from )?(?P<month>{ENGLISH_MONTH}) (?:the )?{_FIRST} (?:{_TO} )?{_LAST}{_YEAR}"),
    whole(f"(?:dal|dall|from the|from|tra il|fra il|between the) {_FIRST} {_TO} {_WEEKDAY}{_LAST}"),
)
DATES = (
    whole(f"{_WEEKDAY}(?:{_ARTICLE} )?(?P<day>{_DAY}){_TH} {_OF}(?P<month>{ANY_MONTH}){_YEAR}"),
    whole(rf"{_WEEKDAY}(?:{_ARTICLE} )?(?P<month>{ENGLISH_MONTH}) (?:the )?(?P<day>{_DAY}){_TH}{_YEAR}(?! \d)"),
)
DAYS_OF_A_MONTH = whole(
    f"(?:{_WEEKDAY}{_ARTICLE}|{ANY_WEEKDAY}) (?P<day>{_DAY}){_TH}"
    "(?! (?:anni|anno|euro|ore|giorni|settimane|minuti|persone|volte|years|hours|days|weeks|minutes))"
)
PARTS_OF_A_MONTH = whole(
    f"{optional('a|ad|per|la|entro|alla|verso|in')}(?P<part>inizi|inizio|primi|meta|fine|early|mid|late) "
    f"{optional('di|of|giorni di')}(?P<month>{FULL_MONTH}){_YEAR}"
)
WHOLE_MONTHS = (
    whole(
        "(?:nel mese di|del mese di|per il mese di|tutto|durante|nel|a|ad|in|per|di|entro|during|for|this|next|of) "
        f"(?P<month>{PLAIN_MONTH}){_YEAR}"
    ),
    whole(f"(?P<month>{FULL_MONTH}){_YEAR}"),
)
_FIRST_DAYS = {"inizi": 1, "inizio": 1, "primi": 1, "early": 1, "meta": 11, "mid": 11, "fine": 21, "late": 21}
_TEN_DAYS = 10


def date_said(match: Match[str], today: date) -> Days | None:
    """The day of a date; None where the calendar has no such day."""
    said = match.groupdict()
    day = next_day(today, int(said["day"]), _month(said), _year(said))
    return None if day is None else Days(day, day)


def range_said(match: Match[str], today: date) -> Days | None:
    """From one date of a month to another, which is of the next month where it is the smaller ("dal 28 al 3")."""
    said = match.groupdict()
    last = next_day(today, int(said["last"]), _month(said), _year(said))
    if last is None:
        return None
    month = last.replace(day=1)
    if int(said["day"]) > int(said["last"]):
        month = (month - timedelta(days=1)).replace(day=1)
    first = next_day(month, int(said["day"]), month.month, month.year)
    return None if first is None else Days(first, last)


def part_said(match: Match[str], today: date) -> Days | None:
    """The beginning, the middle or the end of a month: ten days of it."""
    whole_month = month_said(match, today)
    first = whole_month.first_on.replace(day=_FIRST_DAYS[match["part"]])
    ends_month = match["part"] in {"fine", "late"}
    return Days(first, whole_month.last_on if ends_month else first + timedelta(days=_TEN_DAYS - 1))


def month_said(match: Match[str], today: date) -> Days:
    """The whole of the coming month of that name, or of the year's."""
    said = match.groupdict()
    month = MONTHS[match["month"]]
    first = date(_year(said) or today.year + (month < today.month), month, 1)
    return Days(first, month_after(first) - timedelta(days=1))


def _month(said: dict[str, str | None]) -> int | None:
    month = said.get("month")
    return MONTHS[month] if month else None


def _year(said: dict[str, str | None]) -> int | None:
    year = said.get("year")
    return int(year) if year else None
