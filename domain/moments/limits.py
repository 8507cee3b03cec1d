"""From when and until when something repeats: "fino a giugno", "dal 7 gennaio", "per dieci volte"."""

from dataclasses import dataclass
from datetime import date, timedelta
from re import Match

from domain.agenda.timing import month_after
from domain.moments.plain import Page
from domain.moments.words import ANY_MONTH, ANY_WEEKDAY, TH, WEEKDAY_NUMBERS, YEAR
from domain.questions.months import MONTHS, PLAIN_MONTH, next_day
from domain.questions.wording import optional, whole

_UNTIL = "(?:(?:fino|sino) (?:a|al|all|alla|ad)|until|till|through|to)(?: the)?"
_DAY = whole(
    rf"{_UNTIL} (?:(?P<weekday>{ANY_WEEKDAY}) )?(?:il |l |the )?(?P<day>\d{{1,2}}){TH} "
    rf"(?:di |of )?(?P<month>{ANY_MONTH}){YEAR}"
)
_FIGURES = whole(
    rf"{_UNTIL} (?:(?P<weekday>{ANY_WEEKDAY}) )?"
    r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}|\d\d))?"
)
_ENGLISH = whole(
    rf"{_UNTIL} (?:(?P<weekday>{ANY_WEEKDAY})(?: ,)? )?(?P<month>{ANY_MONTH}) "
    rf"(?:the )?(?P<day>\d{{1,2}}){TH}{YEAR}(?! [:.])"
)
_MONTH = whole(
    rf"{_UNTIL} (?:(?:tutto|fine|alla fine di|end of|mese di) )?(?P<month>{ANY_MONTH}){YEAR}(?: compreso| incluso)?"
)
_YEAR_END = whole(rf"{_UNTIL} (?:fine anno|fine dell anno|end of the year)")
_TIMES = whole(
    rf"{optional('per|for|for a total of')}(?P<count>\d{{1,3}}) "
    "(?:volte|incontri|appuntamenti|lezioni|serate|times|meetings|sessions)"
)


@dataclass(frozen=True, slots=True)
class Until:
    """The end of a recurrence, as written: a day, or a month whose last day it is; or how often."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    count: int | None = None

    def last_on(self, first_on: date) -> date | None:
        """The last day, for what begins on a day; None where there is no such day."""
        month = self.month or 12
        if not 1 <= month <= 12:  # noqa: PLR2004
            return None
        if self.day is not None:
            return next_day(first_on, self.day, month, self.year)
        year = self.year or first_on.year + (month < first_on.month)
        return month_after(date(year, month, 1)) - timedelta(days=1)


def until_said(page: Page) -> Until | None:
    """Find the end of a recurrence, and take it from the page."""
    for pattern in (_DAY, _FIGURES, _ENGLISH, _MONTH):
        match = page.first(pattern)
        if match is not None:
            return _until(match)
    if page.first(_YEAR_END) is not None:
        return Until(31, 12)
    match = page.first(_TIMES)
    return None if match is None else Until(count=int(match["count"]))


def ends_otherwise(page: Page) -> bool:
    """Tell whether it ends in a way that is not understood: "fino a Pasqua", "per otto settimane", "di maggio"."""
    return _SOME_END.search(page.left) is not None


_SOME_END = whole(
    rf"(?:di|del mese di|of|nei mesi di|in|tra|fra) (?:{PLAIN_MONTH})|"
    r"(?:fino|sino) (?:a|al|all|alla|ad|ai|agli|alle)|until|till|(?:per|for) (?:\d{1,3}|un|una|a) "
    r"(?:settimana|settimane|mese|mesi|anno|week|weeks|month|months|year)"
)


def _until(match: Match[str]) -> Until:
    said = match.groupdict()
    year, month, weekday = said["year"], said["month"], said.get("weekday")
    return Until(
        day=int(said["day"]) if said.get("day") else None,
        month=MONTHS.get(month) or int(month),
        year=None if year is None else int(year) + (2000 if len(year) <= 2 else 0),  # noqa: PLR2004
        weekday=None if weekday is None else WEEKDAY_NUMBERS[weekday],
    )
