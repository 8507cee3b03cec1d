"""An announcement: what it says, to whom, and where it stands. Everything is a frozen value; instants are in UTC."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from domain.city.model import NetworkId, ThemeId
from domain.model import ChatId
from domain.operators import Target

AnnouncementId = NewType("AnnouncementId", int)


class MediumKind(StrEnum):
    """What can go with the words. The value is what the database carries."""

    PHOTO = "photo"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Medium:
    """A photo or a document, by the `file_id` under which Telegram has it."""

    kind: MediumKind
    file_id: str


@dataclass(frozen=True, slots=True)
class Link:
    """A key under the message that opens a page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Content:
    """What is said: the words, in Telegram's HTML, as whoever wrote them formatted them; what goes with them; a key.

    One photo or document carries the words under it. Several are an album, which cannot carry keys (Bot API 10.3,
    sendMediaGroup): one text message with the words follows it.
    """

    words: str = ""
    media: tuple[Medium, ...] = ()
    link: Link | None = None

    @property
    def is_album(self) -> bool:
        """Whether the words follow in a message of their own."""
        return len(self.media) > 1


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom: followers of these networks (and, where themes are named, also of one of these) or of any in the city.

    `people` are those who follow in a talk of their own, `groups` the groups and channels that do.
    """

    networks: tuple[NetworkId, ...] = ()
    themes: tuple[ThemeId, ...] = ()
    whole_city: bool = False
    people: bool = True
    groups: bool = True

    @property
    def is_chosen(self) -> bool:
        """Whether it says enough to find anybody."""
        return (self.whole_city or bool(self.networks)) and (self.people or self.groups)


class Status(StrEnum):
    """Where an announcement stands. The value is what the database carries."""

    DRAFT = "draft"
    ASKED = "asked"  # a second operator is to say yes
    SCHEDULED = "scheduled"
    LATE = "late"  # its time went by unheard, or who wrote it is no operator any more: somebody is asked
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"  # there is nobody left to send it to
    STOPPED = "stopped"  # before it reached all
    RECALLED = "recalled"


UNDER_WAY = (Status.SENDING, Status.PAUSED)
BEGUN = (*UNDER_WAY, Status.SENT, Status.STOPPED)
"""Some may have read it: it can be corrected and recalled."""


class Pause(StrEnum):
    """Why it pauses."""

    ASKED = "asked"  # somebody wanted it
    FAILURES = "failures"  # too many could not be reached


@dataclass(frozen=True, slots=True)
class Panel:
    """The message that shows an operator how the sending goes, in their language: edited in place."""

    telegram_id: int
    message_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction that waits for a second operator: what it would say, and who wrote that."""

    content: Content
    by: ChatId | None


@dataclass(frozen=True, slots=True)
class Announcement:
    """An announcement.

    `by` stands for it, and so does not say yes to it: who wrote it or, for the whole city, who asks for that yes (None:
    they had their data deleted). `revision` rises with every change of what it says; a key of an
    older one does nothing. `recipients` is how many it was for when it began. `mending_since` is set while copies that
    were sent say something else than it says now.
    """

    id: AnnouncementId
    by: ChatId | None
    status: Status
    revision: int
    content: Content
    audience: Audience
    changed_at: datetime
    urgent: bool = False
    send_at: datetime | None = None
    approved_by: ChatId | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    recipients: int = 0
    pause: Pause | None = None
    mending_since: datetime | None = None
    panel: Panel | None = None
    proposal: Proposal | None = None

    @property
    def target(self) -> Target:
        """Whose it is, for the rules of who may do what; the whole city's is nobody's own."""
        return Target(() if self.audience.whole_city else self.audience.networks, author=self.by)

    @property
    def says(self) -> str:
        """What a copy of it says now, as the ledger notes it."""
        return RECALLED if self.status is Status.RECALLED else str(self.revision)


RECALLED = "recalled"
"""What the ledger notes of a copy that was taken back."""
