"""What a text names that is no single day: a month, the end of one, a week, a weekend, a feast."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from re import Match

from domain.agenda.periods import Days, weekend
from domain.agenda.timing import month_after
from domain.moments.day_patterns import A_MONTH, A_WEEK, MONTH_ALONE, PART_OF_MONTH, WEEKEND
from domain.moments.plain import Page
from domain.moments.said import Said, Sort
from domain.questions.feasts import FEASTS, feast_said
from domain.questions.months import MONTHS

_A_WEEK = timedelta(days=7)
_SHORTENED = 3


def wide_days(page: Page, today: date, found: Sequence[Said]) -> Iterator[Said]:
    """Find them, and take them from the page; a feast only where no day is named: "pranzo di Natale, sabato 19"."""
    yield from _months(page, today)
    for match in page.take(A_MONTH):
        page.use(match)
        first = month_after(today) if match["later"] else today.replace(day=1)
        yield Said(*match.span(), Sort.VAGUE, month=first.month, days=_month(first))
    for match in page.take(WEEKEND):
        page.use(match)
        yield Said(*match.span(), Sort.VAGUE, days=weekend(today))
    for match in page.take(A_WEEK):
        page.use(match)
        monday = today - timedelta(days=today.weekday())
        first = monday + _A_WEEK if match["later"] else monday
        yield Said(*match.span(), Sort.VAGUE, days=Days(first, first + timedelta(days=6)))
    if not found:
        yield from _feast(page, today)


def _months(page: Page, today: date) -> Iterator[Said]:
    for pattern in (PART_OF_MONTH, MONTH_ALONE):
        for match in page.take(pattern):
            if match.group()[:1] == " " or (pattern is MONTH_ALONE and not _names_month(match)):
                continue
            page.use(match)
            sort = Sort.VAGUE if pattern is PART_OF_MONTH else Sort.MONTH
            since = sort is Sort.MONTH and bool(match["since"])
            month = MONTHS[match["month"]]
            year = int(match["year"]) if match["year"] else None
            days = _month(date(year or today.year + (month < today.month), month, 1))
            yield Said(*match.span(), sort, month=month, year=year, since=since, days=days)


def _month(first_on: date) -> Days:
    return Days(first_on, month_after(first_on) - timedelta(days=1))


def _feast(page: Page, today: date) -> Iterator[Said]:
    for pattern, feast in FEASTS:
        match = pattern.search(page.left)
        if match is not None:
            yield Said(*match.span(), Sort.FEAST, days=feast_said(feast)(match, today))
            return


def _names_month(match: Match[str]) -> bool:
    """Tell a month from what is part of a title ("auguri di dicembre") or a word of any sentence ("may")."""
    lead = match.group().split()[0]
    full = match["month"] == "may" or len(match["month"]) > _SHORTENED
    return full and (match["year"] is not None or (lead != match["month"] and lead not in {"di", "of"}))
