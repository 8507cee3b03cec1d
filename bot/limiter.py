"""How an answer gets through: held back, it is given as soon as Telegram allows; not sent, it is sent again."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from itertools import count
from typing import Any

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter
from typing_extensions import override

from bot.request import surely_not_done

log = logging.getLogger("reti.limiter")

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Limiter(BaseRateLimiter[None]):
    """Makes a request again when it was refused for now or did not get through: `tries` times in all at most.

    A 429 or a server's error says that it was refused, and without a connection nothing was sent: asking again repeats
    nothing (Bot API 10.3, ResponseParameters). Where nobody knows, it is made again once: a person would rather read
    an answer twice than never. After a 429 the wait is what it asks for; otherwise it begins with `first_pause` and
    doubles. Who waits keeps one of the places at work, and the chat's next updates wait behind; so an answer that would
    wait for more than `longest_wait` in all is given up. Polls are left to the intake.
    """

    def __init__(
        self,
        *,
        longest_wait: timedelta = timedelta(seconds=10),
        first_pause: timedelta = timedelta(seconds=0.5),
        tries: int = 4,
    ) -> None:
        self._longest_wait = longest_wait
        self._first_pause = first_pause
        self._tries = tries

    @override
    async def initialize(self) -> None:
        """Nothing is needed before the first request."""

    @override
    async def shutdown(self) -> None:
        """Nothing is left behind."""

    @override
    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Answer:
        """Make the request, again if need be. Raises what its last attempt raised."""
        tries = 1 if endpoint.lower() == "getupdates" else self._tries
        left, again_in_doubt = self._longest_wait, True
        for attempt in count(1):
            try:
                return await callback(*args, **kwargs)
            except BadRequest:
                raise
            except RetryAfter as held:
                failure: TelegramError = held
                wait = asked_wait(held)
            except NetworkError as failed:
                failure, wait = failed, self._first_pause * 2 ** (attempt - 1)
                if not surely_not_done(failed):
                    if not again_in_doubt:
                        raise
                    again_in_doubt = False
            if attempt == tries or wait > left:
                raise failure
            log.warning("not through yet", extra={"method": endpoint, "seconds": wait.total_seconds()})
            left -= wait
            await asyncio.sleep(wait.total_seconds())
        raise AssertionError("counting does not end")


def asked_wait(held: RetryAfter) -> timedelta:
    """How long a 429 asks to wait (Bot API 10.3, ResponseParameters.retry_after: seconds)."""
    return held.retry_after if isinstance(held.retry_after, timedelta) else timedelta(seconds=held.retry_after)
