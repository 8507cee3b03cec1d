"""How fast we may speak: an answer that Telegram holds back is given as soon as it allows."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter
from typing_extensions import override

log = logging.getLogger("reti.limiter")

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Limiter(BaseRateLimiter[None]):
    """Waits as long as a 429 says, for the request concerned alone, and asks again: `tries` times at most.

    A 429 says that the request was refused, so asking again repeats nothing (Bot API 10.3, ResponseParameters). Who
    waits keeps one of the places at work, and the chat's next updates wait behind; so an answer that would wait for
    more than `longest_wait` in all is given up. Polls wait by themselves: a 429 on one is left to the intake.
    """

    def __init__(self, *, longest_wait: timedelta = timedelta(seconds=10), tries: int = 3) -> None:
        self._longest_wait = longest_wait
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
        """Make the request; after a 429, wait and make it again. Raises RetryAfter for what is given up."""
        waits = 0 if endpoint.lower() == "getupdates" else self._tries - 1
        left = self._longest_wait
        for _ in range(waits):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as held:
                wait = asked_wait(held)
                log.warning("held back", extra={"method": endpoint, "seconds": wait.total_seconds()})
                if wait > left:
                    raise
                left -= wait
                await asyncio.sleep(wait.total_seconds())
        return await callback(*args, **kwargs)


def asked_wait(held: RetryAfter) -> timedelta:
    """How long a 429 asks to wait (Bot API 10.3, ResponseParameters.retry_after: seconds)."""
    return held.retry_after if isinstance(held.retry_after, timedelta) else timedelta(seconds=held.retry_after)
