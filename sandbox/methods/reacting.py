"""Small signs: "is typing", and reactions."""

from sandbox.calls import Call
from sandbox.errors import bad_request
from sandbox.events import Event, EventKind

_ACTIONS = frozenset(
    {
        "cancel",
        "choose_sticker",
        "find_location",
        "pick_up_location",
        "record_audio",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_audio",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    }
)


def send_chat_action(call: Call) -> bool:
    """Show what the bot is about (sendChatAction)."""
    action = call.params["action"].lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.telegram.chats.writable(call.params["chat_id"])
    call.telegram.tell(Event(EventKind.CHAT_ACTION, chat.id, details={"action": action}))
    return True


def set_message_reaction(call: Call) -> bool:
    """Set the bot's reaction to a message, or take it away; a bot has one at most (setMessageReaction)."""
    chat = call.telegram.chats.writable(call.params["chat_id"])
    message = call.telegram.history.find(chat.id, call.params["message_id"])
    if message is None:
        raise bad_request("message to react not found")
    reaction = call.params.get("reaction", [])
    if len(reaction) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(kind["type"] == "paid" for kind in reaction):
        raise bad_request("can't parse ReactionType: invalid reaction type specified")
    call.telegram.tell(Event(EventKind.REACTION, chat.id, message.id, {"reaction": reaction}))
    return True
