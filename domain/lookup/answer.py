"""The five honest answers to "which network serves this place"."""

from dataclasses import dataclass
from enum import StrEnum

from domain.city.model import Area, AreaId


class Status(StrEnum):
    """What is known of the place asked about."""

    FOUND = "found"  # one area, and it has a network
    AMBIGUOUS = "ambiguous"  # more than one area is possible: ask
    UNSERVED = "unserved"  # one area, and no network is known there
    OUTSIDE = "outside"  # another town
    UNKNOWN = "unknown"  # no such place was found


class Why(StrEnum):
    """Why an answer is ambiguous."""

    NUMBER_NEEDED = "number needed"  # the street crosses areas: a house number would decide
    NEAR_BORDER = "near border"  # the place is close to an approximate border
    NAMESAKES = "namesakes"  # two streets, or two places, of that name
    MEANINGS = "meanings"  # a word that people use for more than one area
    POSTCODE = "postcode"  # a postcode covers several areas


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, with what it rests on.

    `understood` is the place as the pack writes it ("Via Gianbattista Moroni 12"), None for a position or when nothing
    was understood. `areas` are the possible areas, best first: one when found or unserved, several when ambiguous.
    `street` is the street's own name when `why` is NUMBER_NEEDED, so that "Via X" + a number can be asked again.
    `town` is the other town's name when outside, if known. `nearest` are the closest served areas, nearest first, when
    unserved. `score` is between 0 and 1; it only sorts and explains. `border_metres` is the distance to the nearest
    other area, for a position.
    """

    status: Status
    areas: tuple[AreaId, ...] = ()
    why: Why | None = None
    understood: str | None = None
    street: str | None = None
    town: str | None = None
    nearest: tuple[AreaId, ...] = ()
    score: float = 0.0
    border_metres: float | None = None

    def only_names(self, area: Area) -> bool:
        """Whether all that was understood is the name of this area."""
        return self.understood in {area.name, *area.aliases}
