"""What the bot may learn of a chat and its members, and leaving it."""

from typing import Any

from sandbox.calls import Call
from sandbox.chats import ChatKind, ChatState, Standing
from sandbox.errors import bad_request
from sandbox.events import Event, EventKind
from sandbox.telegram import chat_member

_FULL_INFO: dict[str, Any] = {
    "accent_color_id": 0,
    "max_reaction_count": 11,
    "accepted_gift_types": {
        "unlimited_gifts": False,
        "limited_gifts": False,
        "unique_gifts": False,
        "premium_subscription": False,
        "gifts_from_channels": False,
    },
}
"""Fields that every ChatFullInfo has, with values that say nothing."""


def get_chat(call: Call) -> dict[str, Any]:
    """Describe a chat (getChat)."""
    chat = call.telegram.chats.readable(call.params["chat_id"])
    linked = {"linked_chat_id": chat.linked_to} if chat.linked_to else {}
    return {**chat.as_chat(), **_FULL_INFO, **linked}


def get_chat_member(call: Call) -> dict[str, Any]:
    """Tell what somebody is in a chat (getChatMember)."""
    chat = call.telegram.chats.readable(call.params["chat_id"])
    user_id = call.params["user_id"]
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = call.telegram.user(user_id)
    if user is None:
        raise bad_request("user not found")
    return chat_member(user, _members(call, chat).get(user_id, Standing.LEFT))


def get_chat_administrators(call: Call) -> list[dict[str, Any]]:
    """List the administrators of a group or channel (getChatAdministrators)."""
    chat = call.telegram.chats.readable(call.params["chat_id"])
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("there are no administrators in the private chat")
    return [
        chat_member(user, standing)
        for user_id, standing in chat.members.items()
        if standing in {Standing.CREATOR, Standing.ADMINISTRATOR} and (user := call.telegram.user(user_id))
    ]


def get_chat_member_count(call: Call) -> int:
    """Count the members of a chat (getChatMemberCount)."""
    chat = call.telegram.chats.readable(call.params["chat_id"])
    return sum(standing.inside for standing in _members(call, chat).values())


def leave_chat(call: Call) -> bool:
    """Leave a group or channel (leaveChat)."""
    chat = call.telegram.chats.writable(call.params["chat_id"])
    if chat.kind is ChatKind.PRIVATE:
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[call.telegram.bot["id"]] = Standing.LEFT
    call.telegram.tell(Event(EventKind.CHAT_CHANGED, chat.id, details={"change": "members"}))
    return True


def _members(call: Call, chat: ChatState) -> dict[int, Standing]:
    if chat.kind is ChatKind.PRIVATE:
        return {chat.id: Standing.MEMBER, call.telegram.bot["id"]: Standing.MEMBER}
    return chat.members
