"""A dialogue under way, and who may own one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a dialogue is: the topic, and the kind of talk within it. Each owner has a row of its own in a place."""

    topic: str
    kind: str


NUMBER = Owner("lookup", "number")
"""A resident is asked for the house number of a street."""

COMMENT = Owner("feedback", "comment")
"""A resident may add a line to the report of a wrong answer."""

EVENT = Owner("editing", "event")
"""An operator makes an event, or changes one."""

ANNOUNCEMENT = Owner("announcements", "announcement")
"""An operator writes an announcement."""

CORRECTION = Owner("announcements", "correction")
"""An operator corrects an announcement that was sent."""

FILE = Owner("calendars", "import")
"""An operator looks at what would become of the events of a file."""

INVITATION = Owner("operators", "invitation")
"""An administrator puts an invitation together."""

ALBUM = Owner("chats", "album")
"""The album that came last: its pictures are messages of their own, and together they get one answer."""


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A dialogue of one owner in one place, which is a chat and, in a forum, a topic.

    `payload` is plain JSON. One that `waits` has not got the floor: what is written is no answer of it. In a place at
    most one has the floor. Past `expires_at` (aware) a dialogue is as if it were not there.
    """

    owner: Owner
    expires_at: datetime
    payload: Mapping[str, Any] = field(default_factory=dict)
    waits: bool = False
