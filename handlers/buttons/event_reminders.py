"""Keys of being reminded of one event, and of putting a reminder off."""

from dataclasses import dataclass

from domain.snoozing import Later
from handlers.buttons.button import Button


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
