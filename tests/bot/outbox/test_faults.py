"""What an error says: of a chat, of a message, or of the way to Telegram."""

from datetime import timedelta

import pytest
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter

from bot.api.client import GatewayError
from bot.api.faults import Trouble, trouble_of
from domain.outbox.retry import Fault


@pytest.mark.parametrize(
    "words",
    [
        "not enough rights to send text messages to the chat",
        "Bad Request: not enough rights to send photos to the chat",
        "have no rights to send a message",
        "need administrator rights in the channel chat",
        "CHAT_WRITE_FORBIDDEN",
        "Chat_restricted",
        "CHAT_ADMIN_REQUIRED",
        "CHAT_SEND_PLAIN_FORBIDDEN",
        "CHAT_SEND_PHOTOS_FORBIDDEN",
        "USER_BANNED_IN_CHANNEL",
        "TOPIC_CLOSED",
        "Topic_closed",
        "TOPIC_DELETED",
        "message thread not found",
        "Message thread not found",
    ],
)
@pytest.mark.parametrize("error", [BadRequest, Forbidden])
def test_where_we_may_not_write_just_now(error, words):
    assert trouble_of(error(words)) == Trouble(Fault.UNWELCOME)


@pytest.mark.parametrize(
    "error",
    [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        Forbidden("Forbidden: bot is not a member of the channel chat"),
        Forbidden("Forbidden: the group chat was deleted"),
        BadRequest("Chat not found"),
        BadRequest("user not found"),
        BadRequest("PEER_ID_INVALID"),
        BadRequest("Input_user_deactivated"),
        BadRequest("USER_IS_BLOCKED"),
        BadRequest("CHANNEL_PRIVATE"),
        BadRequest("PRIVACY_PREMIUM_REQUIRED"),
    ],
)
def test_where_we_cannot_write_at_all(error):
    assert trouble_of(error) == Trouble(Fault.GONE)


@pytest.mark.parametrize("words", ["message is too long", "can't parse entities: …", "Button_data_invalid"])
def test_a_mistake_of_ours(words):
    assert trouble_of(BadRequest(words)) == Trouble(Fault.REFUSED)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (InvalidToken("Unauthorized"), Fault.NOT_SENT),
        (Conflict("terminated by other getUpdates request"), Fault.NOT_SENT),
        (GatewayError(401), Fault.NOT_SENT),
        (GatewayError(403), Fault.NOT_SENT),
        (GatewayError(404), Fault.NOT_SENT),
        (GatewayError(429), Fault.NOT_SENT),
        (GatewayError(200), Fault.IN_DOUBT),
        (GatewayError(502), Fault.IN_DOUBT),
        (GatewayError(504), Fault.IN_DOUBT),
        (NetworkError("Internal Server Error: restart"), Fault.NOT_SENT),
    ],
    ids=str,
)
def test_what_says_something_of_the_way_alone(error, fault):
    assert trouble_of(error) == Trouble(fault, of_way=True)


def test_what_telegram_says_for_how_long_and_where_to():
    assert trouble_of(RetryAfter(7)) == Trouble(Fault.HELD, wait=timedelta(seconds=7))
    assert trouble_of(ChatMigrated(-1001)) == Trouble(Fault.NOT_SENT, moved_to=-1001)
