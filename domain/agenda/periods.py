"""Stretches of days, as residents name them.

"This weekend" said on a Saturday or Sunday is the present one, from today on; every period begins today at the
earliest. Days are those of the city's calendar; who asks passes today in.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from domain.agenda.timing import midnight, month_after

_SATURDAY, _SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another, both included."""

    first_on: date
    last_on: date

    def since(self, zone: tzinfo) -> datetime:
        """The instant (UTC) at which the first day begins."""
        return midnight(self.first_on, zone)

    def until(self, zone: tzinfo) -> datetime:
        """The instant (UTC) at which the last day is over."""
        return midnight(self.last_on + timedelta(days=1), zone)

    def after(self, length: int) -> "Days":
        """So many days, from the day after these on."""
        return stretch(self.last_on + timedelta(days=1), length)


class Period(StrEnum):
    """The periods that can be chosen by a key. The values are what buttons carry."""

    COMING = ""
    TODAY = "t"
    TOMORROW = "d"
    WEEKEND = "w"
    SEVEN_DAYS = "s"
    MONTH = "m"


COMING_DAYS = 14
"""How far the list looks ahead when no period is said."""


def stretch(first_on: date, length: int) -> Days:
    """So many days from a day on."""
    return Days(first_on, first_on + timedelta(days=length - 1))


def days_of(period: Period, today: date) -> Days:
    """The days that a period means today."""
    match period:
        case Period.COMING:
            return stretch(today, COMING_DAYS)
        case Period.TODAY:
            return Days(today, today)
        case Period.TOMORROW:
            return stretch(today + timedelta(days=1), 1)
        case Period.WEEKEND:
            return weekend(today)
        case Period.SEVEN_DAYS:
            return stretch(today, 7)
        case Period.MONTH:
            return rest_of_month(today)


def weekend(today: date) -> Days:
    """The coming Saturday and Sunday, or what is left of them."""
    sunday = today + timedelta(days=_SUNDAY - today.weekday())
    return Days(max(today, sunday - timedelta(days=1)), sunday)


def rest_of_month(today: date) -> Days:
    """From a day to the last of its month."""
    return Days(today, month_after(today) - timedelta(days=1))
