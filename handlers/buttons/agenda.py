"""Keys of the list of what is coming up, and of its filters."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons.button import Button


class EventKind(StrEnum):
    """Which kinds of event are listed."""

    ANY = ""
    MEETINGS = "m"
    INITIATIVES = "i"


@dataclass(frozen=True)
class ListEvents(Button, prefix="ev"):
    """A page of what is coming up.

    `networks` are codes joined by dots: those followed if empty, all if "*". `days` is a period's letter or, where
    others were asked for, their first and last as "261201-261231"; `theme` is a code.
    """

    networks: str = ""
    days: str = ""
    theme: str = ""
    kind: EventKind = EventKind.ANY
    page: int = 0


class Filter(StrEnum):
    """What a list of events can be narrowed by."""

    NETWORK = "n"
    DAYS = "d"
    THEME = "t"
    KIND = "k"


@dataclass(frozen=True)
class ChooseFilter(Button, prefix="ef"):
    """Show what the list, as the other fields have it, can be narrowed to; `page` is the choices'."""

    by: Filter
    networks: str = ""
    days: str = ""
    theme: str = ""
    kind: EventKind = EventKind.ANY
    page: int = 0
