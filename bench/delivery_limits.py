"""How much of Telegram's limit bulk uses through our limiter, against a server that refuses one message too many.

`python -m bench.delivery_limits [MESSAGES]` by itself; `bench.delivery` calls `limit_figures`.
"""

import asyncio
import sys
import time

from telegram.error import RetryAfter
from telegram.ext import ExtBot

from bench.processes import SERVER_CORE, ended_after, next_line, start
from bench.rivals import CHAT, TEXT, TOKEN
from bench.tables import Target, aligned, judged
from bot.api.client import AiohttpRequest
from bot.outbox.throttle.limiter import Lane, Limiter
from bot.outbox.throttle.rates import Rates

PER_SECOND = 30
LIMIT_TARGETS = {"limit_used": Target(at_least=0.98), "refused_429": Target(at_most=0)}


def limit_figures(messages: int) -> dict[str, float]:
    """Send bulk to as many people, at thirty a second: 600 take twenty seconds.

    `limit_used` is what was taken a second, of the 30 that could be (0-1); `refused_429` how many were refused.
    """
    server = start("bench.telegram", "--per-second", str(PER_SECOND), core=SERVER_CORE)
    with ended_after(server):
        taken_at = asyncio.run(_send(next_line(server), messages))
    per_second = (len(taken_at) - 1) / (taken_at[-1] - taken_at[0])
    return {"limit_used": per_second / PER_SECOND, "refused_429": messages - len(taken_at)}


async def _send(address: str, messages: int) -> list[float]:
    """Send to as many people; give when the answers came, but for those that said it was too much."""
    bot = ExtBot(
        TOKEN,
        base_url=f"{address}/bot",
        request=AiohttpRequest(),
        rate_limiter=Limiter(Rates(overall_per_second=PER_SECOND)),
    )
    taken_at = []

    async def send(chat_id: int) -> None:
        what = {"chat_id": chat_id, "text": TEXT}
        try:
            await bot.do_api_request("sendmessage", what, rate_limit_args=Lane.BULK)
        except RetryAfter:
            return
        taken_at.append(time.monotonic())

    async with bot:
        await asyncio.gather(*(send(CHAT + number) for number in range(messages)))
    return taken_at


def main(messages: int = 600) -> None:
    """Show the figures to a person."""
    figures = limit_figures(messages)
    print(aligned([[name, f"{value:.4f}"] for name, value in figures.items()]))
    print(judged(figures, LIMIT_TARGETS))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
