"""What all methods that put a message of the bot into a chat have in common."""

from typing import Any

from sandbox.calls import Call
from sandbox.chats import ChatKind, ChatState
from sandbox.errors import bad_request
from sandbox.events import Event, EventKind
from sandbox.keyboards import checked_markup
from sandbox.messages import Message
from sandbox.telegram import without_reply
from sandbox.text.formatted import message_text


def send_message(call: Call) -> dict[str, Any]:
    """Send a text (sendMessage)."""
    return send(call, text_content(call))


def text_content(call: Call) -> dict[str, Any]:
    """Give the message fields for the text of a call."""
    fields = message_text(call.params, call.telegram.user).fields()
    preview = call.params.get("link_preview_options")
    return {**fields, "link_preview_options": preview} if preview else fields


def send(call: Call, content: dict[str, Any]) -> dict[str, Any]:
    """Send one message with this content, to the chat and with the markup and the reply of the call."""
    chat = call.telegram.chats.writable(call.params["chat_id"])
    return post(call, chat, content).raw


def post(call: Call, chat: ChatState, content: dict[str, Any], *, counted: bool = True) -> Message:
    """Put a message of the bot into a chat. Raises ApiError: a wrong markup or reply, or 429."""
    telegram, params = call.telegram, call.params
    markup = checked_markup(params.get("reply_markup"), private=chat.kind is ChatKind.PRIVATE)
    replied = _replied(call, chat)
    thread = _thread(call, chat)
    if counted:
        telegram.flood.admit(chat.id, group=chat.is_group)
    raw: dict[str, Any] = {"message_id": telegram.history.next_id(chat.id, chat.kind), **thread}
    if chat.kind is ChatKind.CHANNEL:
        raw["sender_chat"] = chat.as_chat()
    else:
        raw["from"] = telegram.bot
    raw["chat"] = chat.as_chat()
    raw["date"] = telegram.unix_time()
    if replied is not None:
        raw["reply_to_message"] = without_reply(replied.raw)
    raw |= content
    if params.get("protect_content"):
        raw["has_protected_content"] = True
    if markup and "inline_keyboard" in markup:
        raw["reply_markup"] = markup
    message = Message(raw, markup)
    telegram.history.add(message)
    telegram.show_keyboard(chat.id, markup)
    telegram.tell(Event(EventKind.MESSAGE, chat.id, message.id))
    telegram.forward_to_discussion(message)
    return message


def _thread(call: Call, chat: ChatState) -> dict[str, Any]:
    thread = call.params.get("message_thread_id")
    if not thread:
        return {}
    in_private = chat.kind is ChatKind.PRIVATE and call.telegram.topics_in_private
    if not (in_private or chat.description.get("is_forum")):
        raise bad_request("message thread not found")
    return {"message_thread_id": thread, "is_topic_message": True}


def _replied(call: Call, chat: ChatState) -> Message | None:
    reply = call.params.get("reply_parameters")
    if not reply or not reply.get("message_id"):
        return None
    message = call.telegram.history.find(chat.id, reply["message_id"])
    if message is None and not reply.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    return message
