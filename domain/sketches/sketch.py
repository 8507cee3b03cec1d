"""What a message said of an event."""

from dataclasses import dataclass

from domain.agenda.event import Kind, Venue
from domain.city.model import NetworkId, ThemeId
from domain.moments import Reading


@dataclass(frozen=True, slots=True)
class Sketch:
    """An event as far as a message tells it; what it did not say is None or empty.

    `venue` is as the city pack writes it where it is a place of the pack, else as typed.
    """

    title: str | None
    reading: Reading
    kind: Kind
    networks: tuple[NetworkId, ...]
    city_wide: bool
    themes: tuple[ThemeId, ...]
    venue: Venue | None
