"""How events repeat: RRULE (RFC 5545 §3.3.10), as far as neighbourhoods need it, expanded by dateutil.

What is taken is what calendars in use write: daily, weekly, monthly and yearly rules by weekday, day of the month and
month. A rule that repeats within the day, or that dateutil could look for in vain until the year 9999, is refused: an
import of hostile rules must end. For the same reason a rule without COUNT is not followed from its first day on, but
from shortly before the days that are asked about. The days that a rule gives are those of the event's own clock.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil.rrule import rrulestr

_KNOWN = frozenset(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"])
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_WEEKDAY = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_PLAIN_DAYS = re.compile(rf"{_WEEKDAY}(?:,{_WEEKDAY})*")
_COUNTED_DAYS = re.compile(rf"[+-]?[1-5]{_WEEKDAY}(?:,[+-]?[1-5]{_WEEKDAY})*")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_MOST_INTERVAL = 999
_MOST_COUNT = 1_000
"""Google Calendar lets people choose up to 730, Outlook 999."""

_LEAP_YEAR = 2024
_USUAL_YEAR = 2025
_MONTHS = 12
_IN_EVERY_MONTH = 28
_ALWAYS_THERE = 4
"""A weekday comes so often in every month."""


class UnusableRuleError(ValueError):
    """A rule cannot be read, or repeats in a way that is not taken."""


def checked(rule: str, at: time, zone: tzinfo) -> str:
    """Give a rule, of an event that begins at a time of its own clock, in its plain form. Raises UnusableRuleError.

    In that form UNTIL is the last day of that clock: one in UTC may fall on another day there.
    """
    parts = _parts(rule)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise UnusableRuleError("it repeats neither daily, weekly, monthly nor yearly")
    interval = _number(parts, "INTERVAL", 1, _MOST_INTERVAL) or 1
    _number(parts, "COUNT", 1, _MOST_COUNT)
    if "COUNT" in parts and "UNTIL" in parts:
        raise UnusableRuleError("it has both COUNT and UNTIL")
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_last_day(parts['UNTIL'], at, zone):%Y%m%d}"
    _check_days(parts, interval)
    plain = ";".join(f"{name}={value}" for name, value in parts.items() if (name, value) != ("INTERVAL", "1"))
    try:
        rrulestr(plain, dtstart=datetime(2000, 1, 1))  # noqa: DTZ001 - days of no zone
    except (ValueError, KeyError) as error:
        raise UnusableRuleError("it cannot be read") from error
    return plain


def days(rule: str, first_on: date, since_on: date, until_on: date) -> Iterator[date]:
    """The days of a checked rule for an event that begins on `first_on`, from `since_on` to `until_on`, in order.

    The first day counts even where the rule itself would not give it (RFC 5545 §3.8.5.3).
    """
    if since_on <= first_on <= until_on:
        yield first_on
    since = max(since_on, first_on + timedelta(days=1))
    rule, start = _brought_near(rule, first_on, since)
    following = rrulestr(rule, dtstart=datetime.combine(start, time()))
    for day in following.xafter(datetime.combine(since, time()), inc=True):
        if day.date() > until_on:
            return
        yield day.date()


def _brought_near(rule: str, first_on: date, since: date) -> tuple[str, date]:
    """Give a rule and a start that have the same days from a day on, without those of the years before.

    The start moves by whole intervals; what the rule takes from it, such as the day of the month, is written out.
    """
    parts = dict(part.split("=") for part in rule.split(";"))
    interval, frequency = int(parts.get("INTERVAL", 1)), parts["FREQ"]
    if "COUNT" in parts:
        return rule, first_on
    if frequency in {"DAILY", "WEEKLY"}:
        step = interval * (7 if frequency == "WEEKLY" else 1)
        return rule, first_on + timedelta(days=(since - first_on).days // step * step)
    step = interval * (_MONTHS if frequency == "YEARLY" else 1)
    months = (since.year - first_on.year) * _MONTHS + since.month - first_on.month
    if months < step:
        return rule, first_on
    if "BYDAY" not in parts and "BYMONTHDAY" not in parts:
        parts["BYMONTHDAY"] = str(first_on.day)
        if frequency == "YEARLY":
            parts.setdefault("BYMONTH", str(first_on.month))
    year, month = divmod(first_on.year * _MONTHS + first_on.month - 1 + months // step * step, _MONTHS)
    start = date(year, 1 if frequency == "YEARLY" else month + 1, 1)
    return ";".join(f"{name}={value}" for name, value in parts.items()), start


def _parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in rule.strip().removeprefix("RRULE:").upper().strip(";").split(";"):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise UnusableRuleError("it cannot be read")
        if name not in _KNOWN:
            raise UnusableRuleError(f"{name} is not understood")
        parts[name] = value
    return parts


def _number(parts: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    written = parts.get(name)
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and least <= int(written) <= most):
        raise UnusableRuleError(f"{name} must be between {least} and {most}")
    return int(written)


def _numbers(parts: Mapping[str, str], name: str, most: int) -> list[int]:
    try:
        numbers = [int(number) for number in parts[name].split(",")] if name in parts else []
    except ValueError:
        raise UnusableRuleError(f"{name} cannot be read") from None
    if any(not 1 <= abs(number) <= most for number in numbers):
        raise UnusableRuleError(f"{name} cannot be read")
    return numbers


def _last_day(until: str, at: time, zone: tzinfo) -> date:
    """The last day, on the event's own clock, that an UNTIL lets in: of an instant, if it is not before the event."""
    written = _UNTIL.fullmatch(until)
    if written is None:
        raise UnusableRuleError("UNTIL cannot be read")
    day, clock, in_utc = written.groups()
    try:
        last = datetime.strptime(f"{day}{clock or '000000'}", "%Y%m%d%H%M%S").replace(tzinfo=UTC if in_utc else zone)
    except ValueError:
        raise UnusableRuleError("UNTIL cannot be read") from None
    last = last.astimezone(zone)
    return last.date() if clock is None or last.time() >= at.replace(tzinfo=None) else last.date() - timedelta(days=1)


def _check_days(parts: Mapping[str, str], interval: int) -> None:
    """Refuse combinations that may have no day at all."""
    frequency, weekdays = parts["FREQ"], parts.get("BYDAY", "")
    months, monthdays = _numbers(parts, "BYMONTH", 12), _numbers(parts, "BYMONTHDAY", 31)
    positions = _numbers(parts, "BYSETPOS", 31)
    if any(month < 1 for month in months):
        raise UnusableRuleError("BYMONTH cannot be read")
    plain, counted = bool(_PLAIN_DAYS.fullmatch(weekdays)), bool(_COUNTED_DAYS.fullmatch(weekdays))
    if weekdays and not (plain or (counted and frequency in {"MONTHLY", "YEARLY"})):
        raise UnusableRuleError("BYDAY cannot be read")
    if frequency in {"DAILY", "WEEKLY"} and (monthdays or positions):
        raise UnusableRuleError(f"{frequency} does not go with days of the month")
    if interval > 1 and ((frequency == "DAILY" and (weekdays or months)) or (frequency != "YEARLY" and months)):
        raise UnusableRuleError("its interval does not go with its days")
    if monthdays and weekdays:
        raise UnusableRuleError("it names both weekdays and days of the month")
    if monthdays and months and not any(_exists(month, day) for month in months for day in monthdays):
        raise UnusableRuleError("it names a day that no month has")
    if frequency == "YEARLY" and weekdays and not months:
        raise UnusableRuleError("it names weekdays without a month")
    if frequency == "MONTHLY" and interval % _MONTHS == 0 and any(abs(day) > _IN_EVERY_MONTH for day in monthdays):
        raise UnusableRuleError("it names a day that its month may not have")
    most = _ALWAYS_THERE * (weekdays.count(",") + 1) if weekdays else _most_days(frequency, months, monthdays)
    if positions and (counted or any(abs(position) > most for position in positions)):
        raise UnusableRuleError("BYSETPOS names a day that may never come")


def _most_days(frequency: str, months: Sequence[int], monthdays: Sequence[int]) -> int:
    """How many of the days of the month a year, or the best of its months, has for BYSETPOS to choose from."""
    lengths = (monthrange(_USUAL_YEAR, month)[1] for month in months or range(1, _MONTHS + 1))
    there = [len({day % (length + 1) for day in monthdays if abs(day) <= length}) for length in lengths]
    return sum(there) if frequency == "YEARLY" else max(there)


def _exists(month: int, day: int) -> bool:
    return abs(day) <= monthrange(_LEAP_YEAR, month)[1]
