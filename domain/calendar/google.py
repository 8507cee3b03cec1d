"""The link that opens Google Calendar with one occurrence filled in, for the person to save.

Google's own guide (event_publisher_guide) is no longer kept; its parameters are told in
https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs, services/google.md.
"""

from datetime import timedelta
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from domain.agenda.event import Event, Occurrence, SomeDay, Timed, When, WholeDays
from domain.calendar.dated import NotDatedError
from domain.calendar.places import written
from domain.calendar.texts import shortened
from domain.city.model import City

LONGEST = 2_000
"""Characters of a link that every browser and server takes."""

_ADDRESS = "https://calendar.google.com/calendar/render?"
_SHORTER = 0.8


def google_link(event: Event, occurrence: Occurrence, city: City, details: str) -> str:
    """Make the link; where it would be too long the details are shortened first, then the rest.

    Raises:
        NotDatedError: the day of the occurrence is not known yet.

    """
    venue = occurrence.venue or event.venue
    texts = {"details": details, "location": written(venue) if venue else "", "text": occurrence.title}
    when = {"action": "TEMPLATE", "dates": _dates(occurrence.when, city.zone), "ctz": city.zone.key}
    link = _link(when | texts)
    for name, text in texts.items():
        while len(link) > LONGEST and len(text) > 1:
            text = shortened(text, max(1, int(len(text) * _SHORTER)))  # noqa: PLW2901 - shorter and shorter
            link = _link(when | texts | {name: text})
        texts = texts | {name: text}
    return link


def _link(parameters: dict[str, str]) -> str:
    return _ADDRESS + urlencode({name: value for name, value in parameters.items() if value}, quote_via=quote)


def _dates(when: When, zone: ZoneInfo) -> str:
    """Write both ends, which Google wants; of one that is not known, the start again."""
    match when:
        case Timed(starts_at, ends_at):
            return "/".join(f"{at.astimezone(zone):%Y%m%dT%H%M%S}" for at in (starts_at, ends_at or starts_at))
        case WholeDays(first_on, last_on):
            return f"{first_on:%Y%m%d}/{last_on + timedelta(days=1):%Y%m%d}"
        case SomeDay():
            raise NotDatedError
