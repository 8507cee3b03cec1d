"""Putting a reminder off: until when it can be, said as people say it."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from domain.agenda.event import When
from domain.agenda.timing import begins_at, day_of, local, wall_time


class Later(StrEnum):
    """Until when a reminder is put off. The values are what buttons carry."""

    HOUR = "h"
    EVENING = "e"
    MORNING = "m"


_EVENINGS = (time(18), time(20))
"""This evening is the first of these that is more than an hour away."""

_MORNING = time(8)
_NIGHT_ENDS = time(5)
"""Who is awake before this and says "tomorrow morning" means the one that comes after sleeping."""

_AN_HOUR = timedelta(hours=1)


def later(when: When, now: datetime, zone: tzinfo) -> Mapping[Later, datetime]:
    """The instants (UTC) to which a reminder can be put off: only those before it begins."""
    today = day_of(now, zone)
    evenings = (local(today, at, zone) for at in _EVENINGS)
    asleep = wall_time(now, zone) < _NIGHT_ENDS
    morning = local(today if asleep else today + timedelta(days=1), _MORNING, zone)
    at = {
        Later.HOUR: now + _AN_HOUR,
        Later.EVENING: next((evening for evening in evenings if evening > now + _AN_HOUR), None),
        Later.MORNING: morning,
    }
    return {choice: instant for choice, instant in at.items() if instant and instant < begins_at(when, zone)}
