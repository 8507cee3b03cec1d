"""Whether an event is over: all its occurrences are. What cannot be told soon is not over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.agenda.event import Event
from domain.agenda.occurrences import first_on
from domain.agenda.recurrence import days
from domain.agenda.timing import begins_at, day_of, over_at

_A_DAY = timedelta(days=1)
_FAR = timedelta(days=366 * 10)
"""How far ahead a rule is looked through for a day that is still to come."""


def is_over(event: Event, now: datetime) -> bool:
    """Say whether nothing of an event is still to come or going on."""
    zone = ZoneInfo(event.zone)
    if over_at(event.when, zone) > now or any(
        change.when and over_at(change.when, zone) > now for change in event.changes
    ):
        return False
    recurrence = event.recurrence
    if recurrence is None:
        return True
    # An occurrence that begins earlier than this is over by now; one that begins later may not be
    since_on = day_of(now, zone) - (over_at(event.when, zone) - begins_at(event.when, zone)) - _A_DAY
    if any(day >= since_on for day in recurrence.also_on):
        return False
    rule = recurrence.rule
    if rule is None:
        return True
    if "COUNT=" not in rule and "UNTIL=" not in rule:
        return False
    return next(days(rule, first_on(event), since_on, since_on + _FAR), None) is None
