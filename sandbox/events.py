"""What happens in the sandbox's chats, told to whoever watches: the chat page, or a test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """What can happen."""

    MESSAGE = "message"
    EDITED = "edited"
    DELETED = "deleted"
    CALLBACK_ANSWERED = "callback_answered"
    INLINE_ANSWERED = "inline_answered"
    CHAT_ACTION = "chat_action"
    REACTION = "reaction"
    CHAT_CHANGED = "chat_changed"
    PROFILE_CHANGED = "profile_changed"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a chat; `message_id` and `details` are there where the kind has them.

    PROFILE_CHANGED and CLOSING, the last event before the server stops, are of no one chat: theirs is the bot's own id.
    Details: CALLBACK_ANSWERED `query_id`, `person`, `text`, `show_alert`, `url`; INLINE_ANSWERED `query_id`, `person`,
    `results`; CHAT_ACTION `action`; REACTION `reaction`; CHAT_CHANGED `change`: what changed, in a word.
    """

    kind: EventKind
    chat_id: int
    message_id: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


Listener = Callable[[Event], None]


class Listeners:
    """Those who watch, told in the order in which they came."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every event from now on; the function given back ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def tell(self, event: Event) -> None:
        """Tell everybody of an event."""
        for listener in tuple(self._listeners):
            listener(event)
