"""How fast we may speak: an answer that Telegram holds back is given as soon as it allows."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

log = logging.getLogger("reti.limiter")

Answer = bool | dict[str, Any] | list[dict[str, Any]]


class Limiter(BaseRateLimiter[None]):
    """Waits as long as a 429 says, for the request concerned alone, and asks again.

    A 429 says that the request was refused, so asking again repeats nothing (Bot API 10.3, ResponseParameters). What
    is held back for longer than a person would wait is given up.
    """

    def __init__(self, *, longest_wait: timedelta = timedelta(minutes=1), tries: int = 3) -> None:
        self._longest_wait = longest_wait
        self._tries = tries

    async def initialize(self) -> None:
        """Nothing is needed before the first request."""

    async def shutdown(self) -> None:
        """Nothing is left behind."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],  # noqa: ARG002 - the signature is the library's
        rate_limit_args: None,  # noqa: ARG002 - the signature is the library's
    ) -> Answer:
        """Make the request; after a 429, wait and make it again."""
        for _ in range(self._tries - 1):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as held:
                wait = (
                    held.retry_after if isinstance(held.retry_after, timedelta) else timedelta(seconds=held.retry_after)
                )
                log.warning("held back", extra={"method": endpoint, "seconds": wait.total_seconds()})
                if wait > self._longest_wait:
                    raise
                await asyncio.sleep(wait.total_seconds())
        return await callback(*args, **kwargs)


def asked_wait(held: RetryAfter) -> timedelta:
    """How long a 429 asks to wait (Bot API 10.3, ResponseParameters.retry_after: seconds)."""
    return held.retry_after if isinstance(held.retry_after, timedelta) else timedelta(seconds=held.retry_after)
