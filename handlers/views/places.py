"""A place in words, on a link that a phone opens in its maps."""

from urllib.parse import urlencode

from markupsafe import Markup

from domain.agenda.event import Venue
from handlers.views.view import shortened

_ROOM = 300


def place_link(venue: Venue) -> Markup:
    """Name and address, as a link."""
    words = f"{venue.name}, {venue.address}" if venue.address else venue.name
    return Markup('<a href="{}">{}</a>').format(map_link(venue, words), shortened(words, _ROOM))


def map_link(venue: Venue, words: str) -> str:
    """A page that shows the place ("Maps URLs", search): by its position where there is one, else by its words."""
    query = words if venue.latitude is None else f"{venue.latitude},{venue.longitude}"
    return "https://www.google.com/maps/search/?" + urlencode({"api": 1, "query": query})
