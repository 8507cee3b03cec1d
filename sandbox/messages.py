"""Messages as the chats hold them."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from typing import Any

from typing_extensions import override

from sandbox.text.entities import Entity
from sandbox.text.rendering import rendered_html

_OWN_COUNTER = frozenset({"supergroup", "channel"})


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button as it is shown; `raw` is its InlineKeyboardButton."""

    text: str
    raw: dict[str, Any]

    @property
    def data(self) -> str | None:
        """Its callback data, if it has some."""
        data: str | None = self.raw.get("callback_data")
        return data

    @property
    def url(self) -> str | None:
        """The address it opens, if it opens one."""
        url: str | None = self.raw.get("url")
        return url


class Message:
    """A message in a chat, as it stands now; `raw` is its dict of the Bot API, replaced (never changed) by an edit.

    `keyboard_markup` is the markup it was sent with, which `raw` has only if it is an inline keyboard.
    """

    __slots__ = ("keyboard_markup", "raw")

    def __init__(self, raw: dict[str, Any], keyboard_markup: dict[str, Any] | None = None) -> None:
        self.raw = raw
        self.keyboard_markup = keyboard_markup

    @override
    def __repr__(self) -> str:
        return f"Message({self.chat_id}, {self.id}, {self.text!r})"

    @property
    def id(self) -> int:
        """The `message_id`."""
        return int(self.raw["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat it is in."""
        return int(self.raw["chat"]["id"])

    @property
    def sender_id(self) -> int | None:
        """Who wrote it; None in a channel."""
        sender_id: int | None = self.raw.get("from", {}).get("id")
        return sender_id

    @property
    def text(self) -> str:
        """The plain text, or the caption."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[Entity]:
        """The entities of the text, or of the caption."""
        entities: list[Entity] = self.raw.get("entities", self.raw.get("caption_entities", []))
        return entities

    @property
    def html(self) -> str:
        """The text with its formatting, as HTML of the Bot API."""
        return rendered_html(self.text, self.entities)

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of its inline keyboard."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [[Button(button["text"], button) for button in row] for row in rows]

    @property
    def keyboard(self) -> list[list[dict[str, Any]]] | None:
        """The rows of KeyboardButton it put in place of the phone's keyboard, if it did."""
        keyboard: list[list[dict[str, Any]]] | None = (self.keyboard_markup or {}).get("keyboard")
        return keyboard

    @property
    def date(self) -> int:
        """When it was sent, as Unix time."""
        return int(self.raw["date"])

    @property
    def edit_date(self) -> int | None:
        """When it was last edited, as Unix time."""
        edit_date: int | None = self.raw.get("edit_date")
        return edit_date

    @property
    def file_id(self) -> str | None:
        """The `file_id` of its photo (the largest size) or document."""
        if "photo" in self.raw:
            file_id: str = self.raw["photo"][-1]["file_id"]
            return file_id
        document: str | None = self.raw.get("document", {}).get("file_id")
        return document


class Messages:
    """All messages of all chats. Private chats and basic groups count their messages together, as for a real bot."""

    def __init__(self) -> None:
        self._chats: dict[int, dict[int, Message]] = {}
        self._shared = count(1)
        self._own: dict[int, count[int]] = defaultdict(lambda: count(1))

    def next_id(self, chat_id: int, kind: str) -> int:
        """Give the identifier for one more message in a chat of a kind ("private", "group", …)."""
        return next(self._own[chat_id] if kind in _OWN_COUNTER else self._shared)

    def add(self, message: Message) -> None:
        """Put a message at the end of its chat."""
        chat = self._chats.get(message.chat_id)
        if chat is None:
            chat = self._chats[message.chat_id] = {}
        chat[message.id] = message

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """Find a message that is still there."""
        return self._chats.get(chat_id, {}).get(message_id)

    def remove(self, message: Message) -> None:
        """Take a message out of its chat."""
        del self._chats[message.chat_id][message.id]

    def in_chat(self, chat_id: int) -> list[Message]:
        """List what is in a chat, oldest first."""
        return list(self._chats.get(chat_id, {}).values())
