"""Keys of the events that operators manage.

`seen` is the SEQUENCE of the event that was looked at, `day` one date; `anew` begins even where another event is not
finished.
"""

from dataclasses import dataclass

from domain.composing import Ask
from handlers.buttons.button import Button


@dataclass(frozen=True)
class ListManaged(Button, prefix="me"):
    """The events of an operator's networks, to manage them."""

    page: int = 0


@dataclass(frozen=True)
class ManageEvent(Button, prefix="gm"):
    """The page of an event, or of one of its dates ("261203"), or ("*") the page on which one of them is chosen."""

    event: int
    day: str = ""


@dataclass(frozen=True)
class ChangeEvent(Button, prefix="gc"):
    """See what can be changed of an event, or of one of its dates."""

    event: int
    seen: int
    day: str = ""
    anew: int = 0


@dataclass(frozen=True)
class ReviseEvent(Button, prefix="gr"):
    """Change one thing of an event: its date to move it, the reason to cancel it."""

    event: int
    seen: int
    ask: Ask
    day: str = ""
    anew: int = 0


@dataclass(frozen=True)
class ReinstateEvent(Button, prefix="gi"):
    """Let an event take place after all."""

    event: int
    seen: int
    day: str = ""
    anew: int = 0


@dataclass(frozen=True)
class DuplicateEvent(Button, prefix="gu"):
    """Make a new event like this one, on another date."""

    event: int
    anew: int = 0


@dataclass(frozen=True)
class OpenDraft(Button, prefix="gp"):
    """Look at a draft as residents would see it, to publish it or to go on with it."""

    event: int
    seen: int
    anew: int = 0


@dataclass(frozen=True)
class DeleteDraft(Button, prefix="ge"):
    """Delete a draft, once one is sure."""

    event: int
    seen: int
    sure: int = 0


@dataclass(frozen=True)
class AnswerVanished(Button, prefix="gv"):
    """Let an event stay that its calendar has no more, or call it off."""

    event: int
    keep: int
