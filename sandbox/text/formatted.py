"""From the text of a request to the formatted text of a message: markup, trimming, recognition and length."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox.errors import ApiError, bad_request
from sandbox.text.detection import detected
from sandbox.text.entities import Entity, sorted_entities, trimmed, utf16_length
from sandbox.text.html import MarkupError, parse_html
from sandbox.text.links import WrongLinkError, checked_link, user_of

TEXT_LENGTH = 4096
"""The longest message in UTF-16 units after entities parsing (Bot API, sendMessage)."""
CAPTION_LENGTH = 1024
"""The longest caption in UTF-16 units after entities parsing (Bot API, sendPhoto)."""
_RAW_BYTES = 1 << 15

_FOUND_BY_SERVER = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
)
_GIVEN = frozenset(
    {
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
        "text_mention",
        "custom_emoji",
        "date_time",
    }
)
_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}

Users = Callable[[int], dict[str, Any] | None]
"""Finds somebody as a `User` by id."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A plain text and its entities."""

    text: str
    entities: list[Entity]

    def fields(self, name: str = "text") -> dict[str, Any]:
        """Give the message fields that carry it: `text` and `entities`, or `caption` and `caption_entities`."""
        if not self.text:
            return {}
        fields: dict[str, Any] = {name: self.text}
        if self.entities:
            fields["entities" if name == "text" else f"{name}_entities"] = self.entities
        return fields


def message_text(params: dict[str, Any], users: Users) -> Formatted:
    """Read the text of a message. Raises ApiError 400: empty, too long, or markup that cannot be read."""
    if not params.get("text"):
        raise bad_request("message text is empty")
    formatted = formatted_text(params["text"], params.get("parse_mode", ""), params.get("entities"), users)
    if not formatted.text:
        raise bad_request("text must be non-empty")
    if utf16_length(formatted.text) > TEXT_LENGTH:
        raise bad_request("message is too long")
    return formatted


def message_caption(params: dict[str, Any], users: Users) -> Formatted:
    """Read a caption, which may be empty. Raises ApiError 400: too long, or markup that cannot be read."""
    formatted = formatted_text(
        params.get("caption", ""), params.get("parse_mode", ""), params.get("caption_entities"), users
    )
    if utf16_length(formatted.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return formatted


def formatted_text(text: str, parse_mode: str, entities: list[Entity] | None, users: Users) -> Formatted:
    """Parse, trim and look through a text (telegram-bot-api, get_formatted_text). Raises ApiError 400."""
    if len(text) * 4 > _RAW_BYTES and len(text.encode("utf-8", "surrogatepass")) > _RAW_BYTES:
        raise bad_request("text is too long")
    text = text.replace("\r", "")
    found: list[Entity] = []
    mode = parse_mode.lower()
    if mode == "html" and text:
        try:
            text, found = parse_html(text)
        except MarkupError as error:
            raise bad_request(f"can't parse entities: {error}") from None
    elif mode in {"markdown", "markdownv2"} and text:
        raise ApiError(501, f"Not Implemented: the sandbox does not play parse_mode {parse_mode}")
    elif mode not in {"", "none"} and text:
        raise bad_request("unsupported parse_mode")
    elif entities:
        found = _given(text, entities)
    text, found = trimmed(text, _with_users(found, users))
    return Formatted(text, detected(text, found))


def _with_users(entities: list[Entity], users: Users) -> list[Entity]:
    """Say in full who is mentioned; who is unknown to the bot is not."""
    named = []
    for entity in entities:
        if entity["type"] != "text_mention":
            named.append(entity)
        elif user := users(entity["user"]["id"]):
            named.append({**entity, "user": user})
    return named


def _given(text: str, entities: list[Entity]) -> list[Entity]:
    """Check entities that a request lists itself; those the server finds on its own are left to it."""
    end = utf16_length(text)
    given = []
    for entity in entities:
        kind = entity["type"]
        if kind in _FOUND_BY_SERVER:
            continue
        if kind not in _GIVEN:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if _NEEDS.get(kind, "type") not in entity:
            raise bad_request(f"can't parse MessageEntity: Can't find field \"{_NEEDS[kind]}\"")
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] >= end:
            continue
        kept = {**entity, "length": min(entity["length"], end - entity["offset"])}
        given.append(_with_checked_link(kept) if kind == "text_link" else kept)
    return sorted_entities(given)


def _with_checked_link(entity: Entity) -> Entity:
    user = user_of(entity["url"])
    if user is not None:
        return {**{key: entity[key] for key in ("offset", "length")}, "type": "text_mention", "user": {"id": user}}
    try:
        return {**entity, "url": checked_link(entity["url"])}
    except WrongLinkError as error:
        raise bad_request(f"entity {error}") from None
