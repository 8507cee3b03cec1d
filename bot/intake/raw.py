"""What can be read of an update as Telegram sent it, whatever its shape, without the library's parser."""

from collections.abc import Hashable
from typing import Any

RawUpdate = dict[str, Any]

_LARGEST = 2**63 - 1
_MIGRATION = ("migrate_to_chat_id", "migrate_from_chat_id")


def number_of(raw: object) -> int | None:
    """The `update_id` of an update; None where there is none that a database could keep."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int and abs(number) <= _LARGEST else None


def kind_of(raw: RawUpdate) -> str:
    """What an update tells of: the name of its one field beside the number (Bot API 10.3, Update)."""
    return ",".join(name for name in raw if name != "update_id")


def lane_of(raw: RawUpdate) -> Hashable:
    """What an update must stay in order with: its chat, else its person, else nothing."""
    content = _content(raw)
    if (chat := _id(content.get("chat"))) or (chat := _id(_dict(content.get("message")).get("chat"))):
        return chat
    if person := _id(content.get("from")):
        return ("person", person)
    return ("update", raw.get("update_id"))


def tap_of(raw: RawUpdate) -> str | None:
    """The id of the tap that an update tells of."""
    identifier = _dict(raw.get("callback_query")).get("id")
    return identifier if isinstance(identifier, str) else None


def is_service(raw: RawUpdate) -> bool:
    """Whether it tells how the bot stands with a chat: what comes later is misunderstood without it."""
    return "my_chat_member" in raw or any(name in _content(raw) for name in _MIGRATION)


def moved(raw: RawUpdate, chat_id: int) -> RawUpdate:
    """The same update, come from the supergroup that its group has become.

    Messages are numbered anew there: the message, and the one under whose key was tapped, cannot be named any more.
    """
    chat = {"id": chat_id, "type": "supergroup", "title": ""}
    content = dict(_content(raw))
    if "callback_query" in raw:
        content["message"] = {"chat": chat, "message_id": 0, "date": 0}  # Bot API 10.3, InaccessibleMessage
    else:
        if _id(content.get("sender_chat")) == _id(content.get("chat")):  # written in the group's own name
            content["sender_chat"] = chat
        content |= {"chat": chat, "message_id": 0}
    return {name: content if name != "update_id" else value for name, value in raw.items()}


def _content(raw: RawUpdate) -> dict[str, Any]:
    return next((value for name, value in raw.items() if name != "update_id" and isinstance(value, dict)), {})


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _id(value: object) -> int | None:
    number = _dict(value).get("id")
    return number if isinstance(number, int) else None
