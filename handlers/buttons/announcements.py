"""Keys of announcements. Most carry the revision that they were shown with: of another one they do nothing."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.buttons.button import Button


@dataclass(frozen=True)
class ListAnnouncements(Button, prefix="an"):
    """The announcements of an operator's networks."""

    page: int = 0


@dataclass(frozen=True)
class WriteAnnouncement(Button, prefix="aw"):
    """Begin a new one."""


@dataclass(frozen=True)
class ShowAnnouncement(Button, prefix="as"):
    """Show one as it stands: a draft to go on with, how the sending goes, or its report."""

    announcement: int


@dataclass(frozen=True)
class ReadAnnouncement(Button, prefix="ar"):
    """Read what one says, below."""

    announcement: int


class Choice(StrEnum):
    """What is chosen of an audience."""

    NETWORK = "n"
    THEME = "t"
    CITY = "c"
    PEOPLE = "p"
    GROUPS = "g"


@dataclass(frozen=True)
class ChooseAudience(Button, prefix="aa"):
    """Choose something of the audience, or no longer; `code` is that of a network or theme."""

    announcement: int
    revision: int
    choice: Choice
    code: str = ""


class Part(StrEnum):
    """A page on which something of a draft is chosen."""

    NETWORKS = "n"
    THEMES = "t"
    TIME = "w"


@dataclass(frozen=True)
class ShowPart(Button, prefix="ap"):
    """Show one of those pages; of networks there may be many, so that they are turned."""

    announcement: int
    part: Part = Part.NETWORKS
    page: int = 0


@dataclass(frozen=True)
class PreviewAnnouncement(Button, prefix="av"):
    """See it exactly as people will."""

    announcement: int


@dataclass(frozen=True)
class MarkUrgent(Button, prefix="au"):
    """Let it pass quiet hours, or no longer."""

    announcement: int
    revision: int
    urgent: int


class Asked(StrEnum):
    """What an operator is asked to write."""

    WORDS = "w"
    LINK = "l"
    TIME = "t"
    CORRECTION = "c"


@dataclass(frozen=True)
class AskFor(Button, prefix="aq"):
    """Ask the operator to write something; what they write next is the answer."""

    announcement: int
    asked: Asked


@dataclass(frozen=True)
class DropLink(Button, prefix="al"):
    """Take the key with the page away."""

    announcement: int
    revision: int


@dataclass(frozen=True)
class TryAnnouncement(Button, prefix="ay"):
    """Send it to the operator alone."""

    announcement: int


@dataclass(frozen=True)
class SendAnnouncement(Button, prefix="ax"):
    """Send it; `at` is a Unix time, 0 for now."""

    announcement: int
    revision: int
    at: int = 0


@dataclass(frozen=True)
class DiscardAnnouncement(Button, prefix="ad"):
    """Delete a draft."""

    announcement: int


class Act(StrEnum):
    """What is done with an announcement that is on its way, or waits for that."""

    APPROVE = "y"
    DECLINE = "n"
    WITHDRAW = "w"
    PAUSE = "p"
    RESUME = "r"
    STOP = "s"
    RECALL = "x"
    ACCEPT = "k"  # a correction that another proposed
    REJECT = "j"


@dataclass(frozen=True)
class ActOn(Button, prefix="ac"):
    """Do it."""

    announcement: int
    revision: int
    act: Act


@dataclass(frozen=True)
class AskWhether(Button, prefix="ah"):
    """Say what something would do, and ask whether to."""

    announcement: int
    act: Act


@dataclass(frozen=True)
class SendCorrection(Button, prefix="ak"):
    """Bring all copies up to what was written last."""

    announcement: int
    revision: int
