"""The methods of the Bot API that the sandbox plays, by name."""

from collections.abc import Mapping

from sandbox import profile
from sandbox.calls import Method, WaitingMethod
from sandbox.methods import (
    asking,
    deleting,
    editing,
    forwarding,
    keeping,
    media,
    places,
    presenting,
    reacting,
    receiving,
    rooms,
    sending,
)

METHODS: Mapping[str, Method] = {
    "answerCallbackQuery": asking.answer_callback_query,
    "answerInlineQuery": asking.answer_inline_query,
    "copyMessage": forwarding.copy_message,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "deleteMyCommands": presenting.delete_my_commands,
    "deleteWebhook": receiving.delete_webhook,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageText": editing.edit_message_text,
    "forwardMessage": forwarding.forward_message,
    "getChat": rooms.get_chat,
    "getChatAdministrators": rooms.get_chat_administrators,
    "getChatMember": rooms.get_chat_member,
    "getChatMemberCount": rooms.get_chat_member_count,
    "getFile": keeping.get_file,
    "getMe": presenting.get_me,
    "getMyCommands": presenting.get_my_commands,
    "getMyDescription": presenting.getter(profile.DESCRIPTION),
    "getMyName": presenting.getter(profile.NAME),
    "getMyShortDescription": presenting.getter(profile.SHORT_DESCRIPTION),
    "getWebhookInfo": receiving.get_webhook_info,
    "leaveChat": rooms.leave_chat,
    "sendChatAction": reacting.send_chat_action,
    "sendDocument": media.send_document,
    "sendLocation": places.send_location,
    "sendMediaGroup": media.send_media_group,
    "sendMessage": sending.send_message,
    "sendPhoto": media.send_photo,
    "sendVenue": places.send_venue,
    "setMessageReaction": reacting.set_message_reaction,
    "setMyCommands": presenting.set_my_commands,
    "setMyDescription": presenting.setter(profile.DESCRIPTION),
    "setMyName": presenting.setter(profile.NAME),
    "setMyShortDescription": presenting.setter(profile.SHORT_DESCRIPTION),
    "setWebhook": receiving.set_webhook,
}
WAITING_METHODS: Mapping[str, WaitingMethod] = {"getUpdates": receiving.get_updates}

PLAYED = frozenset({*METHODS, *WAITING_METHODS})
"""The names of all methods played here."""
