"""A venue in one line, as LOCATION and maps have it, and such a line taken apart."""

from domain.agenda.event import Venue
from domain.lookup.language import STREET_KINDS
from domain.lookup.normalise import words

_LOOKED_AT = 60


def written(venue: Venue) -> str:
    """The name and the address, with a comma between them."""
    return f"{venue.name}, {venue.address}" if venue.address else venue.name


def apart(text: str) -> tuple[str, str | None]:
    """Take "Oratorio, via Roma 3" apart; what follows the comma must begin as an address does."""
    name, comma, rest = (part.strip() for part in text.partition(","))
    first = words(rest[:_LOOKED_AT])[:1]
    return (name, rest) if comma and name and first and first[0] in STREET_KINDS else (text, None)
