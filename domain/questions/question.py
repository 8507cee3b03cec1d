"""What somebody asked in their own words, understood: the intent, and what it is about."""

from dataclasses import dataclass
from enum import StrEnum

from domain.agenda.periods import Days
from domain.city.model import AreaId, NetworkId, ThemeId


class Intent(StrEnum):
    """What is wanted."""

    EVENTS = "events"  # what is on
    MEETING = "meeting"  # when, or where, the network meets
    ORGANISATIONS = "organisations"  # who is part of it
    FOLLOW = "follow"  # to be told
    JOIN = "join"  # to take part
    NONE = "none"  # small talk, an address, or nothing that was understood


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood; a slot is empty where nothing was said of it.

    `networks` are those of the places named, all of them where a place is ambiguous. `unserved` are areas named that
    have no network, `town` another town that was named: then there is no network to answer with, and that can be said.
    """

    intent: Intent
    networks: tuple[NetworkId, ...] = ()
    days: Days | None = None
    theme: ThemeId | None = None
    unserved: tuple[AreaId, ...] = ()
    town: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that gave an intent or a slot."""

    gave: str
    words: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a text was read: its words with mistypings put right, what each gave, and those that gave nothing."""

    words: str
    evidence: tuple[Evidence, ...]
    left: str
    question: Question
