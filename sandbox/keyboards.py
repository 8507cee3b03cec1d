"""Keyboards under a message and instead of the phone's: what Telegram accepts (TDLib, ReplyMarkup.cpp)."""

import json
from typing import Any

from sandbox.errors import bad_request
from sandbox.text.links import WrongLinkError, checked_link, user_of

CALLBACK_BYTES = 64
"""The most bytes of `callback_data` (Bot API, InlineKeyboardButton)."""
_ROW = 12
_BUTTONS = 300
_INLINE_BUTTONS = 100
"""Not stated by Telegram; its server says "reply markup is too long" somewhere beyond a hundred inline buttons."""
_MARKUP_BYTES = 10_000
_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
    "disabled",
)
_MAY_BE_EMPTY = frozenset(
    {"callback_game", "switch_inline_query", "switch_inline_query_chosen_chat", "switch_inline_query_current_chat"}
)
_REQUESTS = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "request_users": "users can be requested in private chats only",
    "request_chat": "chats can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}

Markup = dict[str, Any]
"""An InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply."""


def checked_markup(markup: Markup | None, *, private: bool) -> Markup | None:
    """Give the markup as it will stand, or None if nothing of it remains. Raises ApiError 400."""
    if not markup:
        return None
    if markup.get("keyboard"):
        return _reply_keyboard(markup, private=private)
    if markup.get("inline_keyboard"):
        return inline_keyboard(markup)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def inline_only(markup: Markup | None) -> Markup | None:
    """Give the markup of an edited message: only an inline keyboard may be one. Raises ApiError 400."""
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return inline_keyboard(markup) if markup else None


def inline_keyboard(markup: Markup) -> Markup | None:
    """Give an inline keyboard without its empty buttons and rows. Raises ApiError 400."""
    rows = [[_inline_button(button) for button in row[:_ROW] if button["text"]] for row in markup["inline_keyboard"]]
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > _INLINE_BUTTONS or len(json.dumps(rows).encode()) > _MARKUP_BYTES:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: dict[str, Any]) -> dict[str, Any]:
    actions = [name for name in _ACTIONS if _acts(name, button)]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        # The real server takes the first and drops the others; here such a mistake shall not pass unseen.
        raise bad_request("BUTTON_TYPE_INVALID")
    if len(button.get("callback_data", "").encode()) > CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url and user_of(url) is None:
        try:
            return {**button, "url": checked_link(url)}
        except WrongLinkError as error:
            raise bad_request(f"inline keyboard button {error}") from None
    return button


def _acts(name: str, button: dict[str, Any]) -> bool:
    return name in button and (bool(button[name]) or name in _MAY_BE_EMPTY)


def _reply_keyboard(markup: Markup, *, private: bool) -> Markup | None:
    rows: list[list[dict[str, Any]]] = []
    left = _BUTTONS
    for row in markup["keyboard"]:
        keys = [_key(key, private=private) for key in row[:_ROW] if key["text"]][:left]
        left -= len(keys)
        if keys:
            rows.append(keys)
    return {**markup, "keyboard": rows} if rows else None


def _key(key: dict[str, Any], *, private: bool) -> dict[str, Any]:
    if not private:
        for request, refusal in _REQUESTS.items():
            if key.get(request):
                raise bad_request(refusal)
    return {name: value for name, value in key.items() if value is not False}
