"""Sends per second of our HTTP client, against python-telegram-bot's own and aiogram, in one run on one server."""

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from statistics import median

from bench.processes import MEASURED_CORE, SERVER_CORE, ended_after, next_line, start
from bench.tables import Target, aligned, judged

RIVALS = ("ours", "ptb", "aiogram")
CONCURRENCIES = (1, 10, 64)
TARGETS = {
    **{f"ratio_to_aiogram_{concurrency}": Target(at_least=0.85) for concurrency in CONCURRENCIES},
    "ratio_to_ptb_64": Target(at_least=6),
}


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Give medians over interleaved rounds: `sends_*` a second, `cpu_*` seconds per thousand sends, and the ratios.

    A ratio is the median of the rounds' own ratios: what else the machine does then weighs on both sides alike.
    """
    rounds, seconds = (5, 0.5) if quick else (9, 1.0)
    measured: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as running:
        address = next_line(running.enter_context(ended_after(start("bench.telegram", core=SERVER_CORE))))
        rivals = {
            who: running.enter_context(ended_after(start("bench.sending", who, address, core=MEASURED_CORE)))
            for who in RIVALS
        }
        for _ in range(rounds):
            for concurrency in CONCURRENCIES:
                sends = {}
                for who, rival in rivals.items():
                    sends[who], cpu = _ask(rival, concurrency, seconds)
                    measured[f"sends_{who}_{concurrency}"].append(sends[who])
                    measured[f"cpu_{who}_{concurrency}"].append(cpu)
                for other in ("aiogram", "ptb"):
                    measured[f"ratio_to_{other}_{concurrency}"].append(sends["ours"] / sends[other])
    return {name: median(values) for name, values in measured.items()}


def _ask(rival: subprocess.Popen[str], concurrency: int, seconds: float) -> tuple[float, float]:
    """Let a rival send: sends per second, and CPU seconds per thousand."""
    print(concurrency, seconds, file=rival.stdin, flush=True)
    sends, cpu = json.loads(next_line(rival))
    return sends, cpu


def table(figures: Mapping[str, float]) -> str:
    """Show sends per second (and CPU seconds per thousand) of each client, then the ratios."""
    rows = [["in flight", *map(str, CONCURRENCIES)]]
    for who in RIVALS:
        cells = (f"{figures[f'sends_{who}_{c}']:,.0f}/s ({figures[f'cpu_{who}_{c}']:.2f})" for c in CONCURRENCIES)
        rows.append([who, *cells])
    return f"{aligned(rows)}\n{judged(figures, TARGETS)}"
