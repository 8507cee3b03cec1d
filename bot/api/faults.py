"""What stood in the way of a delivery, from what Telegram or the network said (Bot API 10.3, "Making requests")."""

from dataclasses import dataclass
from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.api.client import surely_not_done
from bot.outbox.throttle.limiter import asked_wait
from domain.outbox.delivery import Fault

_CHAT_GONE = ("chat not found", "user not found", "peer_id_invalid", "not enough rights", "chat_write_forbidden")
"""What a `BadRequest` says of a chat that the bot cannot write to; matched in lower case."""

_MESSAGE_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_SAME = ("message is not modified",)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault, how long Telegram asks to wait, and where the chat has moved to."""

    fault: Fault
    wait: timedelta | None = None
    moved_to: int | None = None


def trouble_of(error: TelegramError) -> Trouble:
    """Say what an error means for the delivery that met it."""
    match error:
        case RetryAfter():
            return Trouble(Fault.HELD, wait=asked_wait(error))
        case ChatMigrated():
            return Trouble(Fault.NOT_SENT, moved_to=error.new_chat_id)
        case Forbidden():
            return Trouble(Fault.GONE)
        case BadRequest():
            return Trouble(Fault.GONE if _says(error, _CHAT_GONE) else Fault.REFUSED)
        case NetworkError():
            return Trouble(Fault.NOT_SENT if surely_not_done(error) else Fault.IN_DOUBT)
        case _:
            return Trouble(Fault.REFUSED)


def edited_already(error: BadRequest) -> bool:
    """Whether an edit failed because the message says that already."""
    return _says(error, _SAME)


def message_is_gone(error: BadRequest) -> bool:
    """Whether an edit failed because there is no such message any more, or it is too old to change."""
    return _says(error, _MESSAGE_GONE)


def _says(error: BadRequest, words: tuple[str, ...]) -> bool:
    return any(word in error.message.lower() for word in words)
