"""Sending on what is already in a chat."""

from typing import Any

from sandbox.calls import Call
from sandbox.contents import carried, origin
from sandbox.errors import bad_request
from sandbox.messages import Message
from sandbox.methods.sending import post, send
from sandbox.text.formatted import message_caption

_CAPTION = ("caption", "caption_entities")


def forward_message(call: Call) -> dict[str, Any]:
    """Forward a message with its origin (forwardMessage)."""
    message = _source(call, "message to forward not found")
    content = carried(message)
    if not content:
        raise bad_request("the message can't be forwarded")
    return send(call, {"forward_origin": origin(message), **content})


def copy_message(call: Call) -> dict[str, int]:
    """Copy a message without its origin, perhaps with another caption (copyMessage)."""
    message = _source(call, "message to copy not found")
    content = carried(message)
    if not content:
        raise bad_request("the message can't be copied")
    if "caption" in call.params and "text" not in content:
        content = {name: value for name, value in content.items() if name not in _CAPTION}
        content |= message_caption(call.params, call.telegram.user).fields("caption")
    chat = call.telegram.chats.writable(call.params["chat_id"])
    return {"message_id": post(call, chat, content).id}


def _source(call: Call, missing: str) -> Message:
    chat = call.telegram.chats.readable(call.params["from_chat_id"])
    message = call.telegram.history.find(chat.id, call.params["message_id"])
    if message is None:
        raise bad_request(missing)
    return message
