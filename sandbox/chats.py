"""Chats and who may write in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sandbox.errors import ApiError, bad_request, forbidden

_IDENTIFIER = re.compile(r"-?\d{1,19}", re.ASCII)


class ChatKind(StrEnum):
    """The kinds of chat of the Bot API ("Chat.type")."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Standing(StrEnum):
    """What somebody is in a chat ("ChatMember.status")."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"

    @property
    def inside(self) -> bool:
        """Whether one of this standing is in the chat."""
        return self not in {Standing.LEFT, Standing.KICKED}


@dataclass(slots=True)
class ChatState:
    """A chat with the bot in it, or once in it; `members` maps user ids to their standing, the bot's included."""

    id: int
    kind: ChatKind
    description: dict[str, Any]
    """The fields of its `Chat` besides id and type: a title, or a name."""
    members: dict[int, Standing] = field(default_factory=dict)
    started: bool = True
    blocked: bool = False
    deactivated: bool = False
    deleted: bool = False
    migrated_to: int | None = None
    linked_to: int | None = None
    """Of a channel, the group in which its posts are discussed; of that group, the channel."""

    @property
    def is_group(self) -> bool:
        """Whether several people write in it."""
        return self.kind in {ChatKind.GROUP, ChatKind.SUPERGROUP}

    def as_chat(self) -> dict[str, Any]:
        """Give it as a `Chat` of the Bot API."""
        return {"id": self.id, **self.description, "type": self.kind.value}


class Chats:
    """All chats, and the checks of telegram-bot-api's check_chat."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._chats: dict[int, ChatState] = {}

    def add(self, chat: ChatState) -> None:
        """Make a chat known."""
        self._chats[chat.id] = chat

    def __getitem__(self, chat_id: int) -> ChatState:
        return self._chats[chat_id]

    def __iter__(self) -> Iterator[ChatState]:
        return iter(self._chats.values())

    def readable(self, chat_id: str) -> ChatState:
        """Find a chat; none has a @username here. Raises ApiError 400 or, in a supergroup without the bot, 403."""
        chat = self._find(chat_id)
        if chat.kind in {ChatKind.SUPERGROUP, ChatKind.CHANNEL}:
            self._check_bot_inside(chat)
        return chat

    def writable(self, chat_id: str) -> ChatState:
        """Find a chat in which the bot may write. Raises ApiError: 400, or 403 where it may not."""
        chat = self._find(chat_id)
        if chat.kind is ChatKind.PRIVATE:
            _check_person(chat)
            return chat
        if chat.migrated_to is not None:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        if chat.deleted:
            raise forbidden("the group chat was deleted")
        self._check_bot_inside(chat)
        if chat.kind is ChatKind.CHANNEL and chat.members[self._bot_id] is not Standing.ADMINISTRATOR:
            raise bad_request("need administrator rights in the channel chat")
        return chat

    def _find(self, chat_id: str) -> ChatState:
        chat = self._chats.get(int(chat_id)) if _IDENTIFIER.fullmatch(chat_id) else None
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def _check_bot_inside(self, chat: ChatState) -> None:
        standing = chat.members.get(self._bot_id, Standing.LEFT)
        if standing is Standing.KICKED:
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        if standing is Standing.LEFT:
            raise forbidden(f"bot is not a member of the {chat.kind} chat")


def _check_person(chat: ChatState) -> None:
    if chat.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")
