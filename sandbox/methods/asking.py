"""Answering what people ask by a button or by typing the bot's name."""

from sandbox.calls import Call
from sandbox.errors import bad_request
from sandbox.events import Event, EventKind

_ANSWER = 200


def answer_callback_query(call: Call) -> bool:
    """Answer the press of a button (answerCallbackQuery)."""
    params, telegram = call.params, call.telegram
    if len(params.get("text", "")) > _ANSWER:
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
