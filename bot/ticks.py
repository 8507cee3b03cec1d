"""Work that is done again and again beside the bot, for as long as it runs."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import NoReturn

from storage import StoreError

log = logging.getLogger("reti.ticks")

Work = Callable[[], Awaitable[object]]


async def every(seconds: float, work: Work, *, failing: str, **about: str) -> NoReturn:
    """Do a work at once, and again so many seconds after each time it ended.

    A database that fails is logged as the event `failing`, with what it is `about`, and the work is tried again in its
    time. So is a mistake of ours; its traceback is logged the first time in a row only.
    """
    mistake: type[Exception] | None = None
    while True:
        try:
            await work()
            mistake = None
        except StoreError as error:
            log.warning(failing, extra={"error": type(error).__name__, **about})
        except Exception as error:
            level, told = (logging.WARNING, True) if type(error) is mistake else (logging.ERROR, False)
            mistake = type(error)
            log.log(level, failing, exc_info=None if told else error, extra={"error": mistake.__name__, **about})
        await asyncio.sleep(seconds)
