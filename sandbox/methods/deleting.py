"""Taking messages away."""

import re
from typing import Any

from sandbox.calls import Call
from sandbox.chats import ChatKind, ChatState, Standing
from sandbox.errors import bad_request
from sandbox.events import Event, EventKind
from sandbox.messages import Message

_MOST = 100
_INTEGER = re.compile(r"-?\d{1,10}", re.ASCII)


def delete_message(call: Call) -> bool:
    """Delete a message (deleteMessage)."""
    chat = call.telegram.chats.writable(call.params["chat_id"])
    message = call.telegram.history.find(chat.id, call.params["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    _check(call, chat, message)
    _remove(call, message)
    return True


def delete_messages(call: Call) -> bool:
    """Delete several messages of a chat; those that are not there are skipped (deleteMessages)."""
    identifiers = _identifiers(call.params["message_ids"])
    chat = call.telegram.chats.writable(call.params["chat_id"])
    found = [call.telegram.history.find(chat.id, identifier) for identifier in identifiers]
    messages = [message for message in found if message is not None]
    for message in messages:
        _check(call, chat, message)
    for message in messages:
        _remove(call, message)
    return True


def _identifiers(given: list[Any]) -> list[int]:
    """Read the identifiers of messages, which may be numbers or text (telegram-bot-api, get_message_ids)."""
    if not given:
        raise bad_request("message identifiers are not specified")
    if len(given) > _MOST:
        raise bad_request("too many message identifiers specified")
    identifiers = []
    for identifier in given:
        if isinstance(identifier, bool) or not isinstance(identifier, (int, float, str)):
            raise bad_request("message identifier must be a Number")
        if not _INTEGER.fullmatch(str(identifier)):
            raise bad_request("can't parse message identifier as Number")
        if int(identifier) <= 0:
            raise bad_request("invalid message identifier specified")
        identifiers.append(int(identifier))
    return identifiers


def _check(call: Call, chat: ChatState, message: Message) -> None:
    """Let the bot delete what it wrote or got in private, and everything as an administrator; for two days.

    Raises ApiError 400. The rules: Bot API, deleteMessage; that the two days bind an administrator, too: TDLib,
    can_delete_channel_message.
    """
    telegram = call.telegram
    administers = chat.members.get(telegram.bot["id"]) is Standing.ADMINISTRATOR
    may = administers or message.sender_id == telegram.bot["id"] or chat.kind is ChatKind.PRIVATE
    age = telegram.clock().timestamp() - message.date
    if not may or age > telegram.limits.deletable.total_seconds():
        raise bad_request("message can't be deleted for everyone")


def _remove(call: Call, message: Message) -> None:
    call.telegram.history.remove(message)
    call.telegram.tell(Event(EventKind.DELETED, message.chat_id, message.id))
