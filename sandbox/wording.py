"""What the real server says to parameters it cannot use (telegram-bot-api, Client.cpp)."""

from collections.abc import Mapping

MISSING: Mapping[str, str | None] = {
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "chat_id": "chat_id is empty",
    "commands": None,
    "document": "there is no document in the request",
    "file_id": "file_id not specified",
    "from_chat_id": "chat_id is empty",
    "inline_query_id": "query is too old and response timeout expired or query ID is invalid",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "photo": "there is no photo in the request",
    "results": None,
    "text": "message text is empty",
    "url": None,
    "user_id": "invalid user_id specified",
}
"""What the server says when a required parameter is not there; None where it takes it as empty."""

NOT_JSON: Mapping[str, str | None] = {
    "allowed_updates": None,
    "button": "can't parse inline query results button JSON object",
    "caption_entities": None,
    "entities": None,
    "link_preview_options": "can't parse link preview options JSON object",
    "reaction": "can't parse reaction types JSON object",
    "reply_markup": "can't parse reply keyboard markup JSON object",
    "reply_parameters": "can't parse reply parameters JSON object",
    "results": "can't parse JSON encoded inline query results",
    "scope": "can't parse BotCommandScope JSON object",
}
"""What the server says to broken JSON; None where it takes it as absent."""

WRONG_SHAPE: Mapping[str, str] = {
    "commands": "expected an Array of BotCommand",
    "link_preview_options": "object expected as link preview options",
    "media": "expected an Array of InputMedia",
    "message_ids": "expected an Array of message identifiers",
    "reaction": "expected an Array of ReactionType",
    "reply_markup": "object expected as reply markup",
    "reply_parameters": "object expected as reply parameters",
    "results": "expected an Array of inline query results",
    "scope": "can't parse BotCommandScope: BotCommandScope must be an Object",
}
"""What the server says to an array instead of an object, or the other way round."""

INSIDE: tuple[tuple[str, str], ...] = (
    ("InlineKeyboardButton", "can't parse inline keyboard button: "),
    ("KeyboardButton", "can't parse keyboard button: "),
    ("MessageEntity", "can't parse MessageEntity: "),
    ("BotCommandScope", "can't parse BotCommandScope: "),
    ("BotCommand", "can't parse BotCommand: "),
    ("InputMedia", "can't parse InputMedia: "),
    ("InlineQueryResult", "can't parse inline query result: "),
    ("ReactionType", "can't parse ReactionType: "),
)
"""How the server begins what it says about something inside an object of a type."""


MUST_BE: Mapping[str, str] = {
    "InlineKeyboardButton": "InlineKeyboardButton must be an Object",
    "KeyboardButton": "KeyboardButton must be a String or an Object",
}
"""What the server says to something else in place of an object of a type."""

ROWS: Mapping[str, str] = {
    "inline_keyboard": 'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
}
"""What the server says to something else in place of a row, where it does not simply name the field."""
