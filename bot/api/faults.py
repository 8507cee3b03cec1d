"""What an error says of the delivery that met it (Bot API 10.3, "Making requests").

Only Telegram's own JSON says anything of a chat or a message. A gateway's page, 401, 404 and 409, dropped and silent
connections say something of the way to Telegram.
"""

from dataclasses import dataclass
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.api.client import surely_not_done
from domain.outbox.retry import Fault

UNWELCOME = (
    "not enough rights",
    "have no rights to send",
    "need administrator rights",
    "administrator rights required",
    "chat_write_forbidden",
    "chat_restricted",
    "chat_admin_required",
    "chat_guest_send_forbidden",
    "chat_send_",  # CHAT_SEND_PLAIN_FORBIDDEN, CHAT_SEND_PHOTOS_FORBIDDEN, …
    "user_banned_in_channel",
    "topic_closed",
    "topic_deleted",
    "topic_id_invalid",
    "message thread not found",
)
"""Words of Telegram's for a group, channel or topic where the bot may not write just now; matched in lower case.

They come as 400 and as 403 (tdlib/telegram-bot-api, Client.cpp, fail_query_with_error; codes of the Telegram API pass
through as they are).
"""

GONE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id_invalid",
    "channel_private",
    "channel_invalid",
    "chat_forbidden",
    "user_is_blocked",
    "user_is_bot",
    "user_deactivated",
    "user is deactivated",
    "group is deactivated",
    "group chat was deleted",
    "bot was kicked",
    "bot was blocked",
    "bot is not a member",
    "bot can't initiate conversation",
    "privacy_premium_required",
    "allow_payment_required",
)
"""Words of Telegram's for a chat that the bot cannot write to at all."""

_MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to delete not found",
    "message can't be deleted",
)
_SAME = ("message is not modified",)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault, the wait that Telegram asks for, and where the chat has moved to; `of_way` is about no chat at all."""

    fault: Fault
    wait: timedelta | None = None
    moved_to: int | None = None
    of_way: bool = False


def trouble_of(error: TelegramError) -> Trouble:
    """Say what an error means for the delivery that met it."""
    match error:
        case RetryAfter():
            trouble = Trouble(Fault.HELD, wait=asked_wait(error))
        case ChatMigrated():
            trouble = Trouble(Fault.NOT_SENT, moved_to=error.new_chat_id)
        case Forbidden() | BadRequest() if _says(error, UNWELCOME):
            trouble = Trouble(Fault.UNWELCOME)
        case Forbidden():
            trouble = Trouble(Fault.GONE)
        case BadRequest():
            trouble = Trouble(Fault.GONE if _says(error, GONE) else Fault.REFUSED)
        case InvalidToken() | Conflict():
            trouble = Trouble(Fault.NOT_SENT, of_way=True)
        case NetworkError():
            trouble = Trouble(Fault.NOT_SENT if surely_not_done(error) else Fault.IN_DOUBT, of_way=True)
        case _:
            trouble = Trouble(Fault.REFUSED)
    return trouble


def edited_already(error: BadRequest) -> bool:
    """Say if an edit failed because the message says that already."""
    return _says(error, _SAME)


def message_is_gone(error: BadRequest) -> bool:
    """Say if an edit failed because there is no such message any more, or it is too old to change."""
    return _says(error, _MESSAGE_GONE)


def asked_wait(held: RetryAfter) -> timedelta:
    """The time that a 429 asks to wait (Bot API 10.3, ResponseParameters.retry_after: seconds)."""
    return held.retry_after if isinstance(held.retry_after, timedelta) else timedelta(seconds=held.retry_after)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    return any(word in error.message.lower() for word in words)
