"""The way to Telegram: sound, or failing. While it fails nothing is sent, and a probe goes out every few seconds."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import TelegramError

from bot.api.faults import trouble_of

log = logging.getLogger("reti.way")


class Way:
    """What is known of the way, from what became of messages and probes.

    `probe` asks Telegram something of no consequence and raises what stands in the way; `every` is how many seconds
    lie between two probes.
    """

    def __init__(self, probe: Callable[[], Awaitable[object]], every: float) -> None:
        self._probe = probe
        self._every = every
        self._sound = asyncio.Event()
        self._sound.set()
        self._fails = asyncio.Event()
        self._sound_since = asyncio.get_running_loop().time()  # nothing is known of the time before

    @property
    def is_sound(self) -> bool:
        """Nothing says that it fails."""
        return self._sound.is_set()

    def sound_for(self, seconds: float) -> bool:
        """Say if nothing has failed for so many seconds."""
        return self.is_sound and asyncio.get_running_loop().time() - self._sound_since >= seconds

    def failed(self, error: TelegramError) -> None:
        """Note what a message met on its way."""
        if self.is_sound:
            log.warning("the way to Telegram fails", extra={"error": type(error).__name__})
        self._sound.clear()
        self._fails.set()

    async def sound(self) -> None:
        """Wait until it is sound."""
        await self._sound.wait()

    async def keep(self) -> None:
        """Probe whenever it fails, for as long as this runs; how it was before that nobody knows."""
        self._sound_since = asyncio.get_running_loop().time()
        while True:
            await self._fails.wait()
            await asyncio.sleep(self._every)
            try:
                await self._probe()
            except TelegramError as error:
                if trouble_of(error).of_way:
                    continue
            self._fails.clear()
            self._sound_since = asyncio.get_running_loop().time()
            self._sound.set()
            log.info("the way to Telegram is sound again")
