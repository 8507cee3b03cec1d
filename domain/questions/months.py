"""The names of months and weekdays, in Italian and English, and what a day of a month comes next."""

from datetime import date, timedelta

MONTH_NAMES = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)
_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_SHORT_MONTHS = (
    *("gen jan", "feb", "mar", "apr", "mag", "giu jun"),
    *("lug jul", "ago aug", "set sett sept sep", "ott oct", "nov", "dic dec"),
)
MONTHS = {
    word: number
    for number, words in enumerate(zip(MONTH_NAMES, _ENGLISH_MONTHS, _SHORT_MONTHS, strict=True), start=1)
    for word in " ".join(words).split()
}
_SAY_ELSE = frozenset({"may", "march"})
"""English months that are words of any sentence."""

_WEEKDAYS = (
    "lunedi lun monday mon", "martedi mart tuesday tue tues", "mercoledi merc wednesday wed weds",
    "giovedi giov thursday thu thur thurs", "venerdi ven friday fri", "sabato sabati sab saturday saturdays sat",
    "domenica domeniche dom sunday sundays sun",
)  # fmt: skip
WEEKDAYS = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}

ANY_MONTH = "|".join(MONTHS)
ENGLISH_MONTH = "|".join([*_ENGLISH_MONTHS, "jan", "aug", "sept", "sep", "oct", "dec"])
FULL_MONTH = "|".join(month for month in (*MONTH_NAMES, *_ENGLISH_MONTHS) if month not in _SAY_ELSE)
PLAIN_MONTH = "|".join((*MONTH_NAMES, *_ENGLISH_MONTHS))
ANY_WEEKDAY = "|".join(WEEKDAYS)

_SEARCHED_MONTHS = 12 * 8
"""So far ahead there is always another 29 February."""


def next_weekday(today: date, weekday: int) -> date:
    """The next such day after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def next_day(today: date, day: int, month: int | None = None, year: int | None = None) -> date | None:
    """The next such day, today included; of the year, if one is given. None where there is no such day."""
    first = date(year or today.year, month or (1 if year else today.month), 1)
    for _ in range(_SEARCHED_MONTHS):
        if month in {None, first.month}:
            found = _day_of(first, day)
            if found is not None and (found >= today or year):
                return found
            if year:
                return None
        first = (first + timedelta(days=32)).replace(day=1)
    return None


def _day_of(first: date, day: int) -> date | None:
    found = first + timedelta(days=day - 1)
    return found if found.month == first.month and day else None
