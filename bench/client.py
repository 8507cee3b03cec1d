"""Sends per second of our HTTP client, against python-telegram-bot's own and aiogram, in one run on one server."""

import json
from collections import defaultdict
from collections.abc import Mapping
from statistics import median

from bench.processes import MEASURED_CORE, SERVER_CORE, ended_after, next_line, start
from bench.sending import CONCURRENCIES
from bench.tables import Target, aligned, judged

RIVALS = ("ours", "ptb", "aiogram")
TARGETS = {
    **{f"ratio_to_aiogram_{concurrency}": Target(at_least=0.85) for concurrency in CONCURRENCIES},
    "ratio_to_ptb_64": Target(at_least=6),
}


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Give medians of interleaved rounds: `sends_*` a second, `cpu_*` seconds per thousand sends, and the ratios."""
    rounds, seconds = (3, 0.7) if quick else (5, 2.0)
    measured: dict[str, list[float]] = defaultdict(list)
    with ended_after(start("bench.telegram", core=SERVER_CORE)) as server:
        address = next_line(server)
        for _ in range(rounds):
            for who in RIVALS:
                for level, (sends, cpu) in _run(who, address, seconds).items():
                    measured[f"sends_{who}_{level}"].append(sends)
                    measured[f"cpu_{who}_{level}"].append(cpu)
    figures = {name: median(values) for name, values in measured.items()}
    for other in ("aiogram", "ptb"):
        for concurrency in CONCURRENCIES:
            ratio = figures[f"sends_ours_{concurrency}"] / figures[f"sends_{other}_{concurrency}"]
            figures[f"ratio_to_{other}_{concurrency}"] = ratio
    return figures


def _run(who: str, address: str, seconds: float) -> dict[str, tuple[float, float]]:
    with ended_after(start("bench.sending", who, address, str(seconds), core=MEASURED_CORE)) as sender:
        measured: dict[str, tuple[float, float]] = json.loads(next_line(sender))
    return measured


def table(figures: Mapping[str, float]) -> str:
    """Show sends per second (and CPU seconds per thousand) of each client, then the ratios."""
    rows = [["in flight", *map(str, CONCURRENCIES)]]
    for who in RIVALS:
        cells = (f"{figures[f'sends_{who}_{c}']:,.0f}/s ({figures[f'cpu_{who}_{c}']:.2f})" for c in CONCURRENCIES)
        rows.append([who, *cells])
    return f"{aligned(rows)}\n{judged(figures, TARGETS)}"
