"""The people's side of the domain: chats, and what residents report back.

Everything here is a frozen value. Instants are aware and in UTC; absent state is a nullable instant.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

ChatId = NewType("ChatId", int)
"""Our own id of a chat: it stays when a group becomes a supergroup and Telegram's id changes."""

FeedbackId = NewType("FeedbackId", int)


class ChatKind(StrEnum):
    """The kinds of chat of the Bot API ("Chat.type")."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Chat:
    """A resident, a group or a channel that the bot has met.

    `language` is what the chat chose with /lingua, `heard_language` what Telegram last said of its person (both IETF
    tags, such as "it" or "en-GB"); the choice wins. `in_dialogue` is False where no question of ours can be open,
    `follows` where it surely follows nothing: most updates need not ask then.
    """

    id: ChatId
    telegram_id: int
    kind: ChatKind
    language: str | None = None
    heard_language: str | None = None
    blocked_at: datetime | None = None
    in_dialogue: bool = field(default=True, compare=False)
    follows: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class Feedback:
    """A resident says that an answer was wrong.

    `asked` is what the bot was asked (a position is never kept), `answered` the ids of the networks or areas it gave,
    `city_version` the version of the pack it answered from, and `comment` the resident's own optional line.
    It names no person: who reported is not kept.
    """

    id: FeedbackId
    asked: str
    answered: tuple[str, ...]
    city_version: str
    reported_at: datetime
    comment: str | None = None
