"""One rival sends as fast as it can: `python -m bench.sending RIVAL ADDRESS`.

Each line it reads, a concurrency and a number of seconds, makes it send for that long with a new client; it prints the
sends per second and the CPU seconds per thousand of them as a line of JSON. Between lines it waits and disturbs nobody.
"""

import asyncio
import json
import sys
import time
from importlib import import_module

from bench.rivals import Rival, Send


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


async def measure(rival: Rival, address: str, concurrency: int, seconds: float) -> tuple[float, float]:
    """Measure with a client of its own."""
    async with rival.sender(address) as send:
        return await rate(send, concurrency, seconds)


def main(name: str, address: str) -> None:
    """Measure the rival of this name as often as asked."""
    rival: Rival = import_module(f"bench.rivals.{name}")
    for line in sys.stdin:
        concurrency, seconds = line.split()
        print(json.dumps(asyncio.run(measure(rival, address, int(concurrency), float(seconds)))), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
