"""python-telegram-bot's Bot over our own HTTP client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bench.rivals import Send, ptb
from bot.api.client import AiohttpRequest


@asynccontextmanager
async def sender(address: str) -> AsyncIterator[Send]:
    """Open a Bot over `bot.api.client`."""
    async with ptb.sender(address, AiohttpRequest()) as send:
        yield send
