"""The methods of the Bot API that the sandbox plays, by name."""

from collections.abc import Mapping

from sandbox import profile
from sandbox.calls import Method, WaitingMethod
from sandbox.methods import asking, editing, presenting, receiving, sending

METHODS: Mapping[str, Method] = {
    "answerCallbackQuery": asking.answer_callback_query,
    "deleteMyCommands": presenting.delete_my_commands,
    "deleteWebhook": receiving.delete_webhook,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "getMe": presenting.get_me,
    "getMyCommands": presenting.get_my_commands,
    "getMyDescription": presenting.getter(profile.DESCRIPTION),
    "getMyName": presenting.getter(profile.NAME),
    "getMyShortDescription": presenting.getter(profile.SHORT_DESCRIPTION),
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "setMyCommands": presenting.set_my_commands,
    "setMyDescription": presenting.setter(profile.DESCRIPTION),
    "setMyName": presenting.setter(profile.NAME),
    "setMyShortDescription": presenting.setter(profile.SHORT_DESCRIPTION),
    "setWebhook": receiving.set_webhook,
}
WAITING_METHODS: Mapping[str, WaitingMethod] = {"getUpdates": receiving.get_updates}

PLAYED = frozenset({*METHODS, *WAITING_METHODS})
"""The names of all methods played here."""
