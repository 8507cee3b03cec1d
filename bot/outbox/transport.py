"""The short way to Telegram for many messages: plain values, by the bot's own client, when the throttle lets them.

The library's own methods first turn objects into such values: over a hundred thousand messages, most of the work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from telegram.error import BadRequest, RetryAfter
from telegram.ext import ExtBot

from bot.api.faults import asked_wait, edited_already, message_is_gone
from bot.outbox.throttle.limiter import Limiter
from bot.outbox.throttle.turns import Lane, Ticket
from handlers.outbox.message import Call

if TYPE_CHECKING:
    from telegram.request import RequestData

_PROBE_SECONDS = 5.0
"""So long a probe waits for its answer: a way that is silent for longer is not sound."""


@dataclass(frozen=True, slots=True)
class _Plain:
    """What `BaseRequest.post` reads of a `RequestData`, for parameters that are plain already."""

    parameters: Mapping[str, Any]
    contains_files: bool = False


class Transport:
    """Makes calls of the Bot API in the bulk lane, each once: what went wrong is the worker's business."""

    def __init__(self, bot: ExtBot[Any]) -> None:
        self._bot = bot
        self._throttle = bot.rate_limiter if isinstance(bot.rate_limiter, Limiter) else None

    async def turn(self, chat_id: int, messages: int) -> Ticket | None:
        """Wait until so many messages may go to a chat; None where nothing limits them, or none counts."""
        if self._throttle is None or not messages:
            return None
        return await self._throttle.admit(chat_id, Lane.BULK, messages)

    async def post(self, call: Call, ticket: Ticket | None) -> Any:
        """Make a call whose turn has come; give its result, and None for an edit that has nothing left to change.

        Raises what python-telegram-bot raises.
        """
        try:
            answer = await self._bot.request.post(
                f"{self._bot.base_url}/{call.method}", cast("RequestData", _Plain(call.parameters))
            )
        except RetryAfter as held:
            if self._throttle and ticket:
                self._throttle.held(ticket.chat_id, asked_wait(held))
            raise
        except BadRequest as error:
            if not (call.edits and (edited_already(error) or message_is_gone(error))):
                raise
            answer = None
        if self._throttle and ticket:
            self._throttle.answered(ticket)
        return answer

    async def probe(self) -> None:
        """Ask Telegram who we are (Bot API 10.3, getMe). Raises what stands in the way."""
        await self._bot.request.post(f"{self._bot.base_url}/getMe", read_timeout=_PROBE_SECONDS)
