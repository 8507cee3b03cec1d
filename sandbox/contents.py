"""What people write and send, as the fields of a message."""

from collections.abc import Sequence
from typing import Any

from sandbox.errors import ApiError
from sandbox.files import Files, Upload
from sandbox.messages import Message
from sandbox.pictures import drawn, photo_size
from sandbox.text.detection import detected
from sandbox.text.entities import Entity
from sandbox.text.formatted import Formatted, Users, formatted_text

_WORDS = frozenset({"text", "entities", "caption", "caption_entities"})
_CAPTIONED = frozenset({"photo", "document", "voice"})
_CARRIED = ("text", "entities", "photo", "document", "location", "venue", "sticker", "voice", "contact")
_CAPTION = ("caption", "caption_entities")
_UNREADABLE = (1280, 960)
"""What stands for the size of a photo that is none: people's phones send only what they can show."""


def written(text: str, entities: Sequence[Entity], users: Users) -> dict[str, Any]:
    """Give the fields of a text. Raises AssertionError for entities that Telegram would refuse."""
    return _formatted(text, entities, users).fields() or {"text": text}


def captioned(caption: str, entities: Sequence[Entity], users: Users) -> dict[str, Any]:
    """Give the fields of a caption; an empty one has none. Raises AssertionError as `written` does."""
    return _formatted(caption, entities, users).fields("caption")


def _formatted(text: str, entities: Sequence[Entity], users: Users) -> Formatted:
    if not entities:
        return Formatted(text, detected(text, []))
    try:
        return formatted_text(text, "", list(entities), users)
    except ApiError as error:
        raise AssertionError(f"no client writes such a text: {error.description}") from None


def photo(files: Files, content: bytes | None) -> dict[str, Any]:
    """Keep a photo (a plain one, if none is given) and give its fields."""
    content = content or drawn()
    mime = "image/png" if content.startswith(b"\x89PNG") else "image/jpeg"
    stored = files.keep("photo", Upload(f"photo.{mime[6:]}", content, mime))
    try:
        width, height = photo_size(content)
    except ApiError:
        width, height = _UNREADABLE
    return {"photo": [{**stored.as_part(), "width": width, "height": height}]}


def document(files: Files, upload: Upload) -> dict[str, Any]:
    """Keep a file and give its fields."""
    stored = files.keep("document", upload)
    return {"document": {"file_name": stored.name, "mime_type": stored.mime_type, **stored.as_part()}}


def carried(message: Message) -> dict[str, Any]:
    """Give what of a message goes along when it is sent on; a service message has nothing. Buttons stay behind."""
    return {name: message.raw[name] for name in (*_CARRIED, *_CAPTION) if name in message.raw}


def origin(message: Message) -> dict[str, Any]:
    """Give where a message comes from, as a `MessageOrigin`; one that was forwarded before keeps its first origin."""
    raw = message.raw
    if "forward_origin" in raw:
        first: dict[str, Any] = raw["forward_origin"]
        return first
    if "sender_chat" not in raw:
        return {"type": "user", "date": message.date, "sender_user": raw["from"]}
    if "from" in raw:
        return {"type": "chat", "date": message.date, "sender_chat": raw["sender_chat"]}
    return {"type": "channel", "date": message.date, "chat": raw["sender_chat"], "message_id": message.id}


def reworded(message: Message, text: str, entities: Sequence[Entity], users: Users) -> dict[str, Any]:
    """Give the fields of a message whose text or caption was changed. Raises AssertionError if it can have neither."""
    if "text" in message.raw:
        words = written(text, entities, users)
    elif _CAPTIONED & message.raw.keys():
        words = captioned(text, entities, users)
    else:
        raise AssertionError(f"the message {message.id} has neither text nor caption")
    return {**{name: value for name, value in message.raw.items() if name not in _WORDS}, **words}
