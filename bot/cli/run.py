"""`reti run`: answer on Telegram."""

import argparse
import asyncio
import logging

from bot.cli import FAILED, OK
from bot.failures import OutOfPatience, StartError
from bot.logs import start_logging
from bot.run import serve
from bot.settings import Settings, read_settings
from bot.stopping import stop_on_signals

log = logging.getLogger("reti.run")


def main(_options: argparse.Namespace) -> int:
    """Answer until stopped. Ends with 1 after too long without Telegram, for the supervisor to start it anew."""
    settings = read_settings()
    start_logging(settings.log_level)
    try:
        asyncio.run(_until_stopped(settings))
    except OutOfPatience as error:
        log.error("out of patience", extra={"reason": str(error)})  # noqa: TRY400 - the reason is all there is to say
        return FAILED
    except StartError:
        raise
    except Exception:
        log.critical("ended by a mistake", exc_info=True)  # which the supervisor mends by starting it anew
        return FAILED
    return OK


async def _until_stopped(settings: Settings) -> None:
    stopping = asyncio.Event()
    stop_on_signals(stopping)
    await serve(settings, stopping)
