"""The ledger: how fast it plans, how well it uses what Telegram allows, how fast it delivers where nothing limits it.

Beside it, in the same run: a loop of aiogram's that only sends the same text and keys, 64 at a time.
"""

import json
import subprocess
from collections import defaultdict
from collections.abc import Mapping
from contextlib import ExitStack
from statistics import median

from bench.delivery_limits import LIMIT_TARGETS, limit_figures
from bench.delivery_replies import reply_figures
from bench.processes import MEASURED_CORE, SERVER_CORE, ended_after, next_line, start
from bench.tables import Target, aligned, judged

TARGETS = {
    "plan_100k_s": Target(at_most=2),
    "plan_again_s": Target(at_most=1),
    "plan_again_new": Target(at_most=0),
    "ratio_to_aiogram": Target(at_least=0.65),
    "grown_mib": Target(at_most=30),
    **LIMIT_TARGETS,
    "reply_p95_ms_under_bulk": Target(at_most=150),
    "late_p99_s": Target(at_most=60),
    "bulk_429": Target(at_most=0),
}


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Give medians over interleaved rounds; a ratio is the median of the rounds' own ratios.

    `deliveries_*` are a second, `cpu_*` CPU seconds per thousand; `grown_mib` is by how much more resident memory grows
    over a many times larger flood than over the usual one.
    """
    rounds, usual, flood = (3, 2_000, 10_000) if quick else (5, 10_000, 300_000)
    measured: dict[str, list[float]] = defaultdict(list)
    with ExitStack() as running:
        address = next_line(running.enter_context(ended_after(start("bench.telegram", core=SERVER_CORE))))
        worker = running.enter_context(ended_after(start("bench.delivery_worker", address, core=MEASURED_CORE)))
        planned = _ask(worker, "plan", 100_000)
        for _ in range(rounds):
            rates = {}
            for who in ("ledger", "aiogram"):
                figures = _ask(worker, who, usual)
                rates[who] = figures["per_second"]
                measured[f"deliveries_{who}"].append(figures["per_second"])
                measured[f"cpu_{who}"].append(figures["cpu"])
                if who == "ledger":
                    measured["usual_mib"].append(figures["grown_mib"])
            measured["ratio_to_aiogram"].append(rates["ledger"] / rates["aiogram"])
        large = _ask(worker, "ledger", flood)
    figures = {name: median(values) for name, values in measured.items()}
    return figures | {
        "plan_100k_s": planned["seconds"],
        "plan_100k_new": planned["planned"],
        "plan_again_s": planned["again_seconds"],
        "plan_again_new": planned["again_planned"],
        "deliveries_flood": large["per_second"],
        "flood": flood,
        "linear": large["per_second"] / figures["deliveries_ledger"],
        "grown_mib": large["grown_mib"],
        **limit_figures(300 if quick else 900),
        **reply_figures(300 if quick else 3_000),
    }


def _ask(worker: subprocess.Popen[str], work: str, number: int) -> dict[str, float]:
    print(work, number, file=worker.stdin, flush=True)
    measured: dict[str, float] = json.loads(next_line(worker))
    return measured


def table(figures: Mapping[str, float]) -> str:
    """Show deliveries per second (and CPU seconds per thousand), then the figures beside what they should be."""
    rows = [
        ["", "a second", "CPU s per 1,000"],
        *(
            [who, f"{figures[f'deliveries_{who}']:,.0f}", f"{figures[f'cpu_{who}']:.2f}"]
            for who in ("ledger", "aiogram")
        ),
        [f"a flood of {figures['flood']:,.0f}", f"{figures['deliveries_flood']:,.0f}", ""],
    ]
    return f"{aligned(rows)}\n\n{judged(figures, TARGETS)}"
