"""Changing what the bot has sent."""

from typing import Any

from sandbox.calls import Call
from sandbox.errors import bad_request
from sandbox.events import Event, EventKind
from sandbox.keyboards import inline_only
from sandbox.messages import Message
from sandbox.methods.media import media_content
from sandbox.methods.sending import text_content
from sandbox.text.formatted import message_caption

_CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
)
_UNNAMED = "message identifier is not specified"
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current"
    " content and reply markup of the message"
)


def edit_message_text(call: Call) -> dict[str, Any]:
    """Change the text of a message (editMessageText)."""
    content = text_content(call)
    message = editable(call)
    if "text" not in message.raw:
        raise bad_request("there is no text in the message to edit")
    return replace(call, message, content, drop=("text", "entities", "link_preview_options"))


def edit_message_caption(call: Call) -> dict[str, Any]:
    """Change the caption of a photo or document (editMessageCaption)."""
    caption = message_caption(call.params, call.telegram.user)
    message = editable(call)
    if not {"photo", "document"} & message.raw.keys():
        raise bad_request("there is no caption in the message to edit")
    return replace(call, message, caption.fields("caption"), drop=("caption", "caption_entities"))


def edit_message_media(call: Call) -> dict[str, Any]:
    """Put another photo or document in place of what a message shows (editMessageMedia)."""
    message = editable(call)
    content = media_content(call, call.params["media"])
    # Telegram documents this rule (editMessageMedia), but not in which words it refuses.
    if "media_group_id" in message.raw and not {"photo", "document"} & message.raw.keys() & content.keys():
        raise bad_request("can't change media type in the album")
    return replace(call, message, content, drop=_CONTENT)


def edit_message_reply_markup(call: Call) -> dict[str, Any]:
    """Change only the buttons of a message (editMessageReplyMarkup)."""
    return replace(call, editable(call), {}, drop=())


def editable(call: Call) -> Message:
    """Find the message to edit. Raises ApiError 400: it is not there, or not the bot's own."""
    params, telegram = call.params, call.telegram
    if not params.get("chat_id") and not params.get("message_id"):
        raise bad_request("MESSAGE_ID_INVALID" if params.get("inline_message_id") else _UNNAMED)
    if not params.get("chat_id"):
        raise bad_request("chat_id is empty")
    chat = telegram.chats.writable(params["chat_id"])
    if params.get("message_id", 0) <= 0:
        raise bad_request(_UNNAMED)
    message = telegram.history.find(chat.id, params["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    # One that was forwarded, or has a keyboard that is not inline, cannot be edited either (TDLib, can_edit_message).
    own = message.raw.get("from", telegram.bot)["id"] == telegram.bot["id"] and "forward_origin" not in message.raw
    if not own or (message.keyboard_markup and "inline_keyboard" not in message.keyboard_markup):
        raise bad_request("message can't be edited")
    return message


def replace(call: Call, message: Message, fields: dict[str, Any], *, drop: tuple[str, ...]) -> dict[str, Any]:
    """Give a message new content and the markup of the call. Raises ApiError 400 if nothing changes."""
    telegram = call.telegram
    markup = inline_only(call.params.get("reply_markup"))
    dropped = {*drop, "reply_markup", "edit_date"}
    kept = {name: value for name, value in message.raw.items() if name not in dropped}
    changed = {**kept, **fields, **({"reply_markup": markup} if markup else {})}
    if changed == {name: value for name, value in message.raw.items() if name != "edit_date"}:
        raise bad_request(_NOT_MODIFIED)
    message.raw = {**changed, "edit_date": telegram.unix_time()}
    telegram.tell(Event(EventKind.EDITED, message.chat_id, message.id))
    return message.raw
