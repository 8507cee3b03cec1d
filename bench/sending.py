"""One rival sends as fast as it can: `python -m bench.sending RIVAL ADDRESS SECONDS`.

It sends for that long at each concurrency, with a new client for each, and prints one line of JSON: for each
concurrency the sends per second, and the CPU seconds per thousand of them.
"""

import asyncio
import json
import sys
import time
from importlib import import_module

from bench.rivals import Rival, Send

CONCURRENCIES = (1, 10, 64)


async def rate(send: Send, concurrency: int, seconds: float) -> tuple[float, float]:
    """Send with so many in flight: sends per second, and CPU seconds per thousand. Connections are open before."""
    await asyncio.gather(*(send() for _ in range(2 * concurrency)))
    sent = 0
    began, cpu_began = time.perf_counter(), time.process_time()

    async def work() -> None:
        nonlocal sent
        while time.perf_counter() < began + seconds:
            await send()
            sent += 1

    await asyncio.gather(*(work() for _ in range(concurrency)))
    return sent / (time.perf_counter() - began), 1000 * (time.process_time() - cpu_began) / sent


async def rates(rival: Rival, address: str, seconds: float) -> dict[int, tuple[float, float]]:
    """Measure every concurrency."""
    measured = {}
    for concurrency in CONCURRENCIES:
        async with rival.sender(address) as send:
            measured[concurrency] = await rate(send, concurrency, seconds)
    return measured


def main(name: str, address: str, seconds: str) -> None:
    """Measure the rival of this name."""
    rival: Rival = import_module(f"bench.rivals.{name}")
    print(json.dumps(asyncio.run(rates(rival, address, float(seconds)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
