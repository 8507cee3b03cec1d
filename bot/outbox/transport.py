"""The short way to Telegram for many messages: plain values, by the bot's own client and limiter, in the bulk lane.

The library's own methods first turn objects into such values: over a hundred thousand messages, most of the work.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from telegram.ext import ExtBot

from bot.outbox.throttle.limiter import Lane

if TYPE_CHECKING:
    from telegram.request import RequestData


@dataclass(frozen=True, slots=True)
class _Plain:
    """What `BaseRequest.post` reads of a `RequestData`, for parameters that are plain already."""

    parameters: Mapping[str, Any]
    contains_files: bool = False


Look = Callable[[], Awaitable[None]]
"""A last look before something goes: it raises what stands in the way."""


async def call(bot: ExtBot[Any], method: str, parameters: Mapping[str, Any], look: Look | None = None) -> Any:
    """Call a method of the Bot API when its turn among the bulk has come, and give its result.

    With a `look`, after that has found nothing against it: much may happen while one waits for a turn.

    Raises what python-telegram-bot raises, a RetryAfter among it: bulk is never repeated here; and what `look` raises.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    data = cast("RequestData", _Plain(given))
    url = f"{bot.base_url}/{method}"

    async def post() -> Any:
        if look:
            await look()
        return await bot.request.post(url, data)

    if bot.rate_limiter is None:
        return await post()
    return await bot.rate_limiter.process_request(post, (), {}, method, given, Lane.BULK)
