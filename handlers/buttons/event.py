"""Keys of one occurrence of an event, and of coming to it."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons.agenda import EventKind
from handlers.buttons.button import Button


@dataclass(frozen=True)
class ShowEvent(Button, prefix="e"):
    """Show the card of an occurrence; the other fields are the list to go back to, `page` is -1 where there is none."""

    occurrence: int
    networks: str = ""
    days: str = ""
    theme: str = ""
    kind: EventKind = EventKind.ANY
    page: int = -1


@dataclass(frozen=True)
class MoreOfEvent(ShowEvent, prefix="em"):
    """Show the other keys of a card, with the same way back to its list."""


@dataclass(frozen=True)
class ReadEvent(Button, prefix="er"):
    """Show the whole description of an event whose card has no room for it; back goes to its card."""

    occurrence: int


@dataclass(frozen=True)
class SeePhoto(Button, prefix="ph"):
    """See the photo of an event whose card is too long to stand under it."""

    occurrence: int


@dataclass(frozen=True)
class OpenEvent(Button, prefix="oe"):
    """Show the card of an occurrence under the message that told of it, which stays."""

    occurrence: int


@dataclass(frozen=True)
class KeepEvent(Button, prefix="ic"):
    """Get an occurrence as a file for the phone's own calendar."""

    occurrence: int


@dataclass(frozen=True)
class MapEvent(Button, prefix="ve"):
    """Show where an occurrence takes place on Telegram's map."""

    occurrence: int


class Said(StrEnum):
    """What somebody says of coming."""

    YES = "y"
    NO = "n"
    NOTHING = ""  # taken back


@dataclass(frozen=True)
class SayComing(Button, prefix="co"):
    """Say that one comes to an occurrence, that one cannot, or take that back."""

    occurrence: int
    said: Said = Said.NOTHING
