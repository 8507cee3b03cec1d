"""Typed buttons: what a key under a message does, packed into its callback data.

A button is a frozen dataclass of short fields. Packed, it is its prefix and its fields joined by colons, at most 64
bytes (Bot API 10.3, InlineKeyboardButton.callback_data). The last text field may hold colons. Fields with defaults may
be added at the end later: buttons sent before then still open. A prefix is never used again for something else.
"""

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar, get_type_hints

from typing_extensions import override

from domain.reminders import Lead, Quiet
from domain.snoozing import Later
from domain.subscriptions import Rhythm

MOST_BYTES = 64
B = TypeVar("B", bound="Button")


@dataclass(frozen=True)
class Button:
    """What a tap asks for. Subclasses name their `prefix` and declare fields of `str`, `int` or a `StrEnum`."""

    prefix: ClassVar[str]

    @override
    def __init_subclass__(cls, *, prefix: str) -> None:
        super().__init_subclass__()
        cls.prefix = prefix

    def pack(self) -> str:
        """Write the button as callback data.

        Raises:
            ValueError: it does not fit into 64 bytes, or a field but the last holds a colon.

        """
        values = [str(getattr(self, field.name)) for field in fields(self)]
        data = ":".join([self.prefix, *values])
        if len(data.encode()) > MOST_BYTES or any(":" in value for value in values[:-1]):
            raise ValueError(f"{type(self).__name__} does not fit into a button")
        return data

    @classmethod
    def unpack(cls, data: str) -> Self | None:
        """Read callback data back; None for anything that this button did not write."""
        prefix, _, rest = data.partition(":")
        button: type[Button] = cls
        shape = _shape(button)
        values = rest.split(":", max(len(shape) - 1, 0)) if rest or shape else []
        if prefix != cls.prefix or len(values) > len(shape):
            return None
        required = [name for name, (_, needed) in shape.items() if needed]
        if len(values) < len(required):
            return None
        try:
            return cls(**{name: kind(value) for (name, (kind, _)), value in zip(shape.items(), values, strict=False)})
        except ValueError:
            return None


def _shape(button: type[Button]) -> dict[str, tuple[Any, bool]]:
    """Each field's reader and whether it is required, in order."""
    hints = get_type_hints(button)
    shape = {}
    for field in fields(button):
        kind = hints[field.name]
        if not (kind in {str, int} or issubclass(kind, StrEnum)):
            raise TypeError(f"{button.__name__}.{field.name}: a button's field is a str, an int or a StrEnum")
        shape[field.name] = (kind, field.default is MISSING)
    return shape


def fit(text: str, bytes_left: int) -> str:
    """Cut a text to so many bytes of UTF-8, between characters."""
    return text.encode()[:bytes_left].decode(errors="ignore").strip()


def fitted(kind: Callable[..., B], *values: str, last: str) -> B:
    """Make a button whose last field is cut to what the 64 bytes leave."""
    left = MOST_BYTES - len(kind(*values, "").pack().encode())
    return kind(*values, fit(last, left))


@dataclass(frozen=True)
class ShowNetwork(Button, prefix="n"):
    """Show the card of a network."""

    code: str


@dataclass(frozen=True)
class ChooseArea(Button, prefix="ca"):
    """The asker says which of several areas is theirs."""

    area: str


@dataclass(frozen=True)
class NoneOfThese(Button, prefix="no"):
    """The asker says that none of the areas offered is theirs."""

    asked: str = ""


@dataclass(frozen=True)
class MoreChoices(Button, prefix="mc"):
    """Another page of the areas offered; `areas` are their codes, joined by dots."""

    page: int
    areas: str


@dataclass(frozen=True)
class NotMine(Button, prefix="nm"):
    """The asker says that an answer is wrong; `area` is empty where it named none."""

    area: str
    asked: str = ""


@dataclass(frozen=True)
class ListNetworks(Button, prefix="ln"):
    """A page of all the networks."""

    page: int = 0


@dataclass(frozen=True)
class ListOrganisations(Button, prefix="lo"):
    """A page of the bodies around a network."""

    code: str
    page: int = 0


@dataclass(frozen=True)
class ListOrganisationsOf(Button, prefix="lf"):
    """A page of all the networks, to choose whose bodies to list."""

    page: int = 0


@dataclass(frozen=True)
class ShowPlaces(Button, prefix="pl"):
    """The public spaces of a network's areas."""

    code: str


@dataclass(frozen=True)
class ShowSources(Button, prefix="so"):
    """Where what is said of a network comes from, and what is not certain."""

    code: str


@dataclass(frozen=True)
class ShowJoining(Button, prefix="jo"):
    """How one takes part in a network."""

    code: str


class About(StrEnum):
    """The pages that explain."""

    NETWORK = "n"
    OPERATORS = "o"
    JOINING = "j"


@dataclass(frozen=True)
class ShowAbout(Button, prefix="ab"):
    """What a network is, who the operators are, how one takes part."""

    page: About = About.NETWORK


@dataclass(frozen=True)
class ChooseLanguage(Button, prefix="la"):
    """Speak another language."""

    language: str


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
class ReadEvent(Button, prefix="er"):
    """Show the whole description of an event whose card has no room for it; back goes to its card."""

    occurrence: int


@dataclass(frozen=True)
class OpenEvent(Button, prefix="oe"):
    """Show the card of an occurrence under the message that told of it, which stays."""

    occurrence: int


@dataclass(frozen=True)
class RemindOfEvent(Button, prefix="rm"):
    """Be reminded of an event, all its occurrences; the one here is that whose card was read."""

    occurrence: int


@dataclass(frozen=True)
class StopReminding(Button, prefix="nr"):
    """Be reminded of this event no longer for its own sake."""

    occurrence: int


@dataclass(frozen=True)
class ChooseLeads(Button, prefix="cl"):
    """Show when one is reminded of an event, to choose other times for it."""

    occurrence: int


@dataclass(frozen=True)
class LeadOfEvent(Button, prefix="le"):
    """Be reminded of an event at a lead time, or not; `lead` is empty for "as always"."""

    occurrence: int
    lead: str = ""
    on: int = 1


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


@dataclass(frozen=True)
class PutOff(Button, prefix="po"):
    """Show until when a reminder can be put off; without `open`, the keys of the reminder again.

    `at` is the instant until which it was put off already, in seconds since 1970; 0 where it was not.
    """

    occurrence: int
    open: int = 1
    at: int = 0


@dataclass(frozen=True)
class Snooze(Button, prefix="sn"):
    """Be reminded once more, later."""

    occurrence: int
    later: Later


@dataclass(frozen=True)
class KeepEvent(Button, prefix="ic"):
    """Get an occurrence as a file for the phone's own calendar."""

    occurrence: int


@dataclass(frozen=True)
class MapEvent(Button, prefix="ve"):
    """Show where an occurrence takes place on Telegram's map."""

    occurrence: int


@dataclass(frozen=True)
class FollowNetwork(Button, prefix="fo"):
    """Follow a network, or no longer; `page` is that of the list that the key stands in, -1 on a card."""

    code: str
    follow: int = 1
    page: int = -1


@dataclass(frozen=True)
class ListFollowed(Button, prefix="fl"):
    """A page of all networks, to follow them or not."""

    page: int = 0


@dataclass(frozen=True)
class ShowHelp(Button, prefix="he"):
    """What the bot can do and how to ask."""


@dataclass(frozen=True)
class FollowTheme(Button, prefix="ft"):
    """Follow a theme, or no longer."""

    code: str
    follow: int = 1


@dataclass(frozen=True)
class ListThemes(Button, prefix="lt"):
    """All themes, to follow them or not."""


@dataclass(frozen=True)
class ListFollowedEvents(Button, prefix="fe"):
    """A page of the events that are followed by themselves."""

    page: int = 0


@dataclass(frozen=True)
class UnfollowEvent(Button, prefix="ue"):
    """Follow an event by itself no longer; `page` is that of the list that the key stands in."""

    event: int
    page: int = 0


class Part(StrEnum):
    """The parts of the screen of reminders."""

    ALL = ""
    LEADS = "l"
    QUIET = "q"
    DIGEST = "d"


@dataclass(frozen=True)
class ShowReminders(Button, prefix="sr"):
    """What is followed and how one is told, or one part of it to be changed."""

    part: Part = Part.ALL


@dataclass(frozen=True)
class ChooseLead(Button, prefix="ld"):
    """Be reminded at a lead time, or not."""

    lead: Lead
    on: int = 1


@dataclass(frozen=True)
class ChooseQuiet(Button, prefix="qh"):
    """Choose the hours in which nothing is sent."""

    quiet: Quiet


@dataclass(frozen=True)
class ChooseDigest(Button, prefix="dg"):
    """Choose whether news comes by itself or in a digest, and when that comes."""

    rhythm: Rhythm
    weekday: int = 0
    hour: int = 9


@dataclass(frozen=True)
class BeSilent(Button, prefix="si"):
    """Send nothing from now on, or go on sending."""

    silent: int = 1


@dataclass(frozen=True)
class ForgetMe(Button, prefix="fm"):
    """Delete all that is stored about the chat, or leave it after all."""

    sure: int = 0
