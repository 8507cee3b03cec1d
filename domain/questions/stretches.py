"""Days told from today: "domani sera", "questo weekend", "la settimana prossima", "nei prossimi dieci giorni"."""

from collections.abc import Callable
from datetime import date, timedelta
from re import Match, Pattern

from dateutil.relativedelta import relativedelta

from domain.agenda.periods import Days, rest_of_month, stretch, weekend
from domain.agenda.timing import month_after
from domain.questions.months import ANY_WEEKDAY, WEEKDAYS, next_weekday
from domain.questions.wording import optional, whole

Said = Callable[[Match[str], date], Days | None]
"""The days that a match means, said on a day; None where it means none."""

_SUNDAY = 6
_PART = (
    "(?: (?:(?:in |di |al |alla |nel )?(?:mattina|mattino|mattinata|pomeriggio|sera|serata|notte)"
    "|(?:in the )?(?:morning|afternoon|evening|night)))?"
)
_NEXT = "(?:prossimo|prossima|prossimi|prossime|next|coming|seguente|following)"
_TO_COME = "(?:prossimo|prossima|che viene|entrante|ventura|venturo|seguente|successiva|successivo|dopo)"
_WEEKEND = "(?:weekend|week end|finesettimana|fine settimana|fine della settimana|weekends)"
_THIS = optional(
    "di questo|in questo|questo|questa|sto|sta|nel|nello|per il|per questo|del|il|al|in|di|per|un|for this|this|at the"
    "|over the|during the|for the|the|for"
)
_OF_A_WEEK = optional("per la|nella|della|la|per|in|di|for|during|the")
_COUNT = r"(?P<count>\d{1,2}|un paio di|un|una|sei|a couple of|a|an|one)"
_UNIT = "(?P<unit>giorni|giorno|settimane|settimana|mesi|mese|days|day|weeks|week|months|month)"
_BY = optional(
    "da qui alla|da qui a|da oggi a|entro la|entro|prima della|per la|per|a|alla|verso|fino alla|fino a|by the"
    "|until the|till the|before the|the"
)
_SEASON = "(?P<season>primavera|estate|autunno|inverno|spring|summer|autumn|winter)"
_SEASONS = {
    "primavera": 3, "estate": 6, "autunno": 9, "inverno": 12, "spring": 3, "summer": 6, "autumn": 9, "winter": 12,
}  # fmt: skip
_NUMBERS = {"un": 1, "una": 1, "a": 1, "an": 1, "one": 1, "sei": 6, "un paio di": 2, "a couple of": 2}
_SINGULAR = {"giorni": "giorno", "settimane": "settimana", "mesi": "mese"}


def _past(_: Match[str], _today: date) -> None:
    """What is over gives no period: nothing is announced for it."""


def _today(_: Match[str], today: date) -> Days:
    return Days(today, today)


def _days_on(days: int) -> Said:
    return lambda _, today: stretch(today + timedelta(days=days), 1)


def _this_weekend(_: Match[str], today: date) -> Days:
    return weekend(today)


def _next_weekend(_: Match[str], today: date) -> Days:
    """The coming one; said on a Saturday or Sunday, the one after."""
    coming = weekend(today)
    return coming if coming.first_on > today else weekend(coming.last_on + timedelta(days=1))


def _weekday(match: Match[str], today: date) -> Days:
    return stretch(next_weekday(today, WEEKDAYS[match["weekday"]]), 1)


def _this_week(_: Match[str], today: date) -> Days:
    return Days(today, today + timedelta(days=_SUNDAY - today.weekday()))


def _next_week(_: Match[str], today: date) -> Days:
    return stretch(today + timedelta(days=_SUNDAY + 1 - today.weekday()), 7)


def _this_month(_: Match[str], today: date) -> Days:
    return rest_of_month(today)


def _next_month(_: Match[str], today: date) -> Days:
    return rest_of_month(month_after(today))


def _this_year(_: Match[str], today: date) -> Days:
    return Days(today, date(today.year, 12, 31))


def _next_year(_: Match[str], today: date) -> Days:
    return Days(date(today.year + 1, 1, 1), date(today.year + 1, 12, 31))


def _season(match: Match[str], today: date) -> Days:
    """The coming season, or what is left of it, in whole months as the weather services count them."""
    first = date(today.year - 1, _SEASONS[match["season"]], 1)
    while month_after(month_after(month_after(first))) <= today:
        first = first.replace(year=first.year + 1)
    return Days(first, month_after(month_after(month_after(first))) - timedelta(days=1))


def _coming(match: Match[str], today: date) -> Days | None:
    """So many days, weeks or months, today counted."""
    end = _later(match, today)
    return Days(today, end - timedelta(days=1)) if end > today else None


def _in_some_time(match: Match[str], today: date) -> Days:
    return stretch(_later(match, today), 1)


def _later(match: Match[str], today: date) -> date:
    count = _NUMBERS.get(match["count"]) or int(match["count"])
    unit = _SINGULAR.get(match["unit"], match["unit"])
    if unit.startswith(("mese", "month")):
        return today + relativedelta(months=count)
    return today + timedelta(days=count * (7 if unit.startswith(("settimana", "week")) else 1))


STRETCHES: tuple[tuple[Pattern[str], Said], ...] = (
    (
        whole(
            rf"l altro ieri|ieri{_PART}|yesterday{_PART}|last (?:{ANY_WEEKDAY}|night|week|weekend|month|year)"
            rf"|(?:{ANY_WEEKDAY}|{_WEEKEND}|settimana|mese|anno) (?:scorso|scorsa|passato|passata)"
            rf"|(?:scorso|scorsa) (?:{ANY_WEEKDAY}|settimana|mese|weekend)"
        ),
        _past,
    ),
    (whole(rf"(?:per )?(?:dopodomani|dopo domani|(?:the )?day after tomorrow){_PART}"), _days_on(2)),
    (
        whole(
            rf"(?:per |di )?(?:oggi|today){_PART}|(?:per |di )?(?:stasera|stamattina|stamane|stamani|stanotte|tonight)"
            r"|questa (?:sera|mattina|notte|serata)|questo pomeriggio|sto pomeriggio|sta sera|sta mattina"
            r"|this (?:evening|morning|afternoon)|in giornata|in serata"
        ),
        _today,
    ),
    (whole(rf"(?:per |di |a )?(?:domani|tomorrow){_PART}"), _days_on(1)),
    (whole(rf"{_THIS}{_NEXT} {_COUNT} (?:di )?{_UNIT}"), _coming),
    (whole(rf"(?:entro|within) {_COUNT} {_UNIT}"), _coming),
    (whole(rf"(?:tra|fra|in|da qui a) {_COUNT} {_UNIT}(?: time)?"), _in_some_time),
    (whole(rf"{_COUNT} {_UNIT} from (?:now|today)"), _in_some_time),
    (whole(rf"{_THIS}(?:{_NEXT} {_WEEKEND}|{_WEEKEND} {_TO_COME})"), _next_weekend),
    (whole(rf"{_THIS}{_WEEKEND}"), _this_weekend),
    (whole(rf"{_THIS}{_NEXT} (?:settimana|week)|{_OF_A_WEEK}settimana {_TO_COME}"), _next_week),
    (
        whole(
            rf"{_BY}(?:fine settimana|end of the week)|(?:in |di |per |entro |nella )?(?:questa|sta) settimana"
            r"|(?:in |entro la |nella |della |nel corso della |durante la |la )?settimana"
            r"|(?:in |for )?this week|(?:during|of) the week"
        ),
        _this_week,
    ),
    (whole(rf"{_BY}(?:fine del mese|fine mese|end of the month|end of month)"), _this_month),
    (whole(rf"{_THIS}(?:{_NEXT} (?:mese|month)|mese {_TO_COME})"), _next_month),
    (
        whole(
            r"(?:in |di |per |entro )?questo mese|(?:del|nel|entro il|nel corso del) mese"
            r"|(?:in |for )?this month|of the month"
        ),
        _this_month,
    ),
    (
        whole(rf"{_BY}(?:fine dell anno|fine anno|end of the year)|quest anno|entro l anno|this year"),
        _this_year,
    ),
    (whole(r"(?:per |nel |nell |l |il )?(?:anno prossimo|prossimo anno|anno nuovo|next year)"), _next_year),
    (whole(rf"(?:in|d|quest|questa|questo|durante l|la prossima|la|this|next|for the|per l) {_SEASON}"), _season),
    (
        whole(
            rf"{_THIS}{optional('ogni|every|tutti i|tutte le|each')}(?:{_NEXT} )?(?P<weekday>{ANY_WEEKDAY})"
            rf"{_PART}(?: {_TO_COME})?{_PART}"
        ),
        _weekday,
    ),
)
