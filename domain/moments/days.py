"""The days that a text names, as written: by their date, by their weekday, told from today, from one to another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from re import Match

from dateutil.relativedelta import relativedelta

from domain.agenda.periods import Days
from domain.lookup.language import STREET_KINDS
from domain.moments.day_patterns import (
    A_WEEK_ON,
    CLOCK_MARK,
    COUNTS,
    ENGLISH,
    ENGLISH_STRETCH,
    FIGURES,
    IN_A_STREET,
    ISO,
    KINDS,
    LATER,
    MAYBE_MINUTES,
    MONTHS_A_YEAR,
    NEXT_WEEK,
    NTH,
    OF_A_MONTH,
    ORDINALS,
    STRETCHES,
    TOLD,
    WEEK_FIRST,
    WEEKDAY,
    WRITTEN,
)
from domain.moments.plain import Page
from domain.moments.said import Said, Sort
from domain.moments.wide_days import wide_days
from domain.moments.words import (
    PARTS,
    WEEKDAY_NUMBERS,
)
from domain.questions.months import ENGLISH_MONTH, MONTHS, next_weekday
from domain.questions.wording import follows_kind, last_words

_ENGLISH_DAY = re.compile(r" \d{1,2}(?![^ ])(?! (?:am|pm))")


def days_said(page: Page, today: date) -> list[Said]:
    """Find the days and take them from the page, those that belong together as one, in their order."""
    found = list(_dates(page))
    found += _nths(page)
    found += _told(page, today)
    found += _weekdays(page)
    found += _of_a_month(page)
    found += wide_days(page, today, found)
    return _joined(sorted(found, key=lambda said: said.start), page)


def dotted_said(page: Page) -> list[Match[str]]:
    """Take what may be a day and a month or an hour and its minutes: "20.10"."""
    found = [match for match in page.take(FIGURES) if _is_dotted(match) and not CLOCK_MARK.search(_before(match, page))]
    for match in found:
        page.use(match)
    return found


def as_date(match: Match[str]) -> Said:
    """A date in figures."""
    return _date(match)


def _before(match: Match[str], page: Page) -> str:
    return page.left[: match.start()]


def _dates(page: Page) -> Iterator[Said]:
    for pattern in STRETCHES:
        for match in page.take(pattern):
            if not (_of_a_place(match, page) or _of_a_clock(match, page)):
                page.use(match)
                yield _stretch(match)
    for pattern in (ISO, WRITTEN, ENGLISH):
        for match in page.take(pattern):
            if not (_of_a_place(match, page) or (pattern is WRITTEN and _is_before_its_day(match, page))):
                page.use(match)
                yield _date(match)
    for match in page.take(FIGURES):
        if _is_date_in_figures(match, page):
            page.use(match)
            yield _date(match)


def _of_a_place(match: Match[str], page: Page) -> bool:
    """Tell whether it names a street: "piazza 4 novembre"."""
    return match.group()[:1].isdigit() and follows_kind(last_words(_before(match, page)), KINDS)


def _of_a_clock(match: Match[str], page: Page) -> bool:
    """Tell whether it begins or ends with what is of another: "alle 18 - 8 gennaio", "15-18 January 8"."""
    before = _before(match, page)
    if match["joint"] in {" - ", " , "} and CLOCK_MARK.search(before):
        return True
    if match.re is ENGLISH_STRETCH and before[-2:-1].isdigit():
        return True
    return _is_before_its_day(match, page)


def _is_before_its_day(match: Match[str], page: Page) -> bool:
    """Tell whether an English month has its day behind it, so that none stands before: "15-18 January 8"."""
    named = match.group().rsplit(" ", 1)[-1]
    return re.fullmatch(ENGLISH_MONTH, named) is not None and _ENGLISH_DAY.match(page.left[match.end() :]) is not None


def _is_date_in_figures(match: Match[str], page: Page) -> bool:
    day, by, month, year = (match[name] for name in ("day", "by", "month", "year"))
    before = _before(match, page)
    if (by == "-" and not year) or int(day) > 31 or ((day, month) == ("24", "7") and by == "/"):  # noqa: PLR2004
        return False
    if match.group()[:1].isdigit() and (IN_A_STREET.search(before) or follows_kind(last_words(before), KINDS)):
        return False
    if by == "." and (not year or len(year) <= 2):  # noqa: PLR2004
        return not (not 1 <= int(month) <= MONTHS_A_YEAR or CLOCK_MARK.search(before) or _is_dotted(match))
    return not (match.group()[:1].isdigit() and CLOCK_MARK.search(before))


def _is_dotted(match: Match[str]) -> bool:
    hour, minute = int(match["day"]), match["month"]
    return (
        match["by"] == "."
        and not match["year"]
        and hour < 24  # noqa: PLR2004
        and len(minute) > 1
        and int(minute) in MAYBE_MINUTES
    )


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else 1


def _month_of(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else MONTHS[written]


def _year_of(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) + (2000 if len(written) <= 2 else 0)  # noqa: PLR2004


def _date(match: Match[str]) -> Said:
    said = match.groupdict()
    weekday = said.get("weekday")
    return Said(
        *match.span(),
        Sort.DATE,
        day=_number(said["day"]),
        month=_month_of(said.get("month")),
        year=_year_of(said.get("year")),
        weekday=WEEKDAY_NUMBERS[weekday] if weekday else None,
        part=PARTS.get(said.get("part") or ""),
        since=bool(said.get("since")),
    )


def _stretch(match: Match[str]) -> Said:
    said = match.groupdict()
    first = replace(_date(match), month=None, year=None)
    last_weekday = said.get("last_weekday")
    last = replace(
        _date(match),
        day=int(said["last"]),
        weekday=WEEKDAY_NUMBERS[last_weekday] if last_weekday else None,
    )
    sort = Sort.LIST if said["joint"].strip() in {"e", "ed", "and", "and the", ","} else Sort.STRETCH
    if sort is Sort.LIST and said.get("since"):
        sort = Sort.STRETCH
    return Said(*match.span(), sort, first=first, last=last, since=first.since)


def _nths(page: Page) -> Iterator[Said]:
    for match in page.take(NTH):
        page.use(match)
        nth = match["nth"]
        yield Said(
            *match.span(),
            Sort.DATE,
            nth=ORDINALS.get(nth) or int(nth[0]),
            weekday=WEEKDAY_NUMBERS[match["weekday"]],
            month=MONTHS[match["month"]],
            year=_year_of(match["year"]),
        )


def _told(page: Page, today: date) -> Iterator[Said]:
    for pattern, ahead in TOLD:
        for match in page.take(pattern):
            page.use(match)
            said = match.groupdict()
            part = said.get("now") or said.get("this") or said.get("part")
            yield _on(match, today + timedelta(days=ahead), PARTS.get(part or ""), since=bool(said.get("since")))
    for match in page.take(A_WEEK_ON):
        page.use(match)
        weekday = WEEKDAY_NUMBERS[match["weekday"] or match["weekday2"]]
        yield _on(match, next_weekday(today - timedelta(days=1), weekday) + timedelta(weeks=1), None)
    for match in page.take(LATER):
        later = _later(match, today)
        if later is not None:
            page.use(match)
            yield _on(match, later, None)


def _on(match: Match[str], day: date, part: str | None, *, since: bool = False) -> Said:
    return Said(*match.span(), Sort.TOLD, days=Days(day, day), part=part, since=since)


def _later(match: Match[str], today: date) -> date | None:
    count, unit = match["count"] or match["count2"], match["unit"] or match["unit2"]
    number = COUNTS.get(count) or int(count)
    try:
        if unit.startswith(("mes", "month")):
            return today + relativedelta(months=number)
        return today + timedelta(days=number * (7 if unit.startswith(("settiman", "week")) else 1))
    except (OverflowError, ValueError):
        return None


def _weekdays(page: Page) -> Iterator[Said]:
    for pattern in (OF_A_MONTH[0], WEEK_FIRST, WEEKDAY):
        for match in page.take(pattern):
            if follows_kind(last_words(_before(match, page)), STREET_KINDS - {"piazza", "corso"}):
                continue
            page.use(match)
            if pattern is OF_A_MONTH[0]:
                yield _date(match)
                continue
            said = match.groupdict()
            week = said["week"]
            yield Said(
                *match.span(),
                Sort.WEEKDAY,
                weekday=WEEKDAY_NUMBERS[said["weekday"]],
                part=PARTS.get(said["part"] or ""),
                since=bool(said.get("since")),
                week=None if week is None else int(re.fullmatch(NEXT_WEEK, week) is not None),
                next=any(said.get(name) for name in ("next", "next2", "next3")),
                this=bool(said.get("this")),
            )


def _of_a_month(page: Page) -> Iterator[Said]:
    for match in page.take(OF_A_MONTH[1]):
        page.use(match)
        yield _date(match)


_TO = frozenset({"a", "al", "all", "fino a", "fino al", "fino all", "-", "to", "to the", "until", "till", "ad"})
_AND = frozenset({"e", "ed", "and", "e il", "e l", "and the"})


def _joined(found: Sequence[Said], page: Page) -> list[Said]:
    """Join days that stand together: "da venerdì a domenica", "sabato e domenica"."""
    joined: list[Said] = []
    for said in found:
        between = page.left[joined[-1].end : said.start].strip(" ,|") if joined else "?"
        single = {Sort.DATE, Sort.WEEKDAY, Sort.TOLD, Sort.MONTH}
        if joined and between in _TO | _AND and {said.sort, joined[-1].sort} <= single:
            first = joined.pop()
            sort = Sort.STRETCH if between in _TO else Sort.LIST
            page.use_between(first.end, said.start)
            joined.append(Said(first.start, said.end, sort, first=first, last=said, since=first.since))
        else:
            joined.append(said)
    return joined
