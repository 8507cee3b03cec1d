"""Answering what people ask: by a button, or by typing the bot's name and a query in any chat."""

import re
from typing import Any

from sandbox.calls import Call
from sandbox.errors import ApiError, bad_request
from sandbox.events import Event, EventKind
from sandbox.keyboards import inline_only
from sandbox.text.entities import utf16_length
from sandbox.text.formatted import message_text

_ANSWER = 200
_RESULTS = 50
_RESULT_ID_BYTES = 64
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]+")
_START_LENGTH = 64


def answer_callback_query(call: Call) -> bool:
    """Answer the press of a button (answerCallbackQuery)."""
    params, telegram = call.params, call.telegram
    if utf16_length(params.get("text", "")) > _ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = telegram.callback_queries.answer(params["callback_query_id"], params)
    details = {
        "query_id": query.id,
        "person": query.person_id,
        "text": params.get("text", ""),
        "show_alert": params.get("show_alert", False),
        "url": params.get("url", ""),
    }
    telegram.tell(Event(EventKind.CALLBACK_ANSWERED, query.chat_id, details=details))
    return True


def answer_inline_query(call: Call) -> bool:
    """Offer results for an inline query (answerInlineQuery)."""
    params, telegram = call.params, call.telegram
    results = params.get("results", [])
    if len(results) > _RESULTS:
        raise bad_request("too many inline query results specified")
    checked = [_result(call, result) for result in results]
    if len({result["id"] for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    if "button" in params:
        _check_button(params["button"])
    query = telegram.inline_queries.answer(params["inline_query_id"], {**params, "results": checked})
    details = {"query_id": query.id, "person": query.person_id, "results": checked}
    telegram.tell(Event(EventKind.INLINE_ANSWERED, query.chat_id, details=details))
    return True


def _result(call: Call, result: dict[str, Any]) -> dict[str, Any]:
    """Check a result, and give it with the fields of the message it becomes as `message`."""
    if result["type"] != "article":
        raise ApiError(501, f"Not Implemented: the sandbox does not play inline results of type {result['type']}")
    if not 1 <= len(result["id"].encode()) <= _RESULT_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    content = result["input_message_content"]
    if "message_text" not in content:
        raise ApiError(501, "Not Implemented: the sandbox plays inline results with a text only")
    message = message_text({**content, "text": content["message_text"]}, call.telegram.user).fields()
    markup = inline_only(result.get("reply_markup"))
    return {**result, "message": {**message, **({"reply_markup": markup} if markup else {})}}


def _check_button(button: dict[str, Any]) -> None:
    parameter = button.get("start_parameter")
    if ("web_app" in button) == (parameter is not None):
        raise bad_request(
            "can't parse inline query results button: InlineQueryResultsButton must have exactly one optional field"
        )
    if parameter is None:
        return
    if len(parameter) > _START_LENGTH:
        raise bad_request("too long start parameter specified")
    if not _START_PARAMETER.fullmatch(parameter):
        raise bad_request("unallowed characters in the start parameter are used")
