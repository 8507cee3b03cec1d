"""Updates answered per second by the whole bot, as `reti run` starts it, against two bots that only echo.

Ours looks the address up, remembers the chat and shows the network's card; the others send the text back.
"""

import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from bench.processes import MEASURED_CORE, SERVER_CORE, ended_after, next_line, start
from bench.rivals import TOKEN
from bench.tables import Target, aligned, judged

RIVALS = ("ours", "ptb", "aiogram")
TARGETS = {
    "updates_ratio_to_aiogram": Target(at_least=0.65),
    "updates_ratio_to_ptb": Target(at_least=1),
    "start_s": Target(at_most=1.6),
    "rss_mib": Target(at_most=140),
}


@dataclass(frozen=True, slots=True)
class Run:
    """One bot that met one full queue.

    `cpu` is CPU seconds per thousand updates, `start_s` seconds from its start to its first answer, `rss_mib` what it
    held in the end.
    """

    per_second: float
    cpu: float
    start_s: float
    rss_mib: float


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Give medians over interleaved rounds: `updates_*` a second, `updates_cpu_*` CPU seconds per thousand, the rest.

    A ratio is the median of the rounds' own ratios: what else the machine does then weighs on both sides alike.
    """
    rounds, updates = (3, 500) if quick else (5, 2000)
    measured: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        runs = {who: _run(who, updates) for who in RIVALS}
        ours = runs["ours"]
        for who, run in runs.items():
            measured[f"updates_{who}"].append(run.per_second)
            measured[f"updates_cpu_{who}"].append(run.cpu)
        for other in ("aiogram", "ptb"):
            measured[f"updates_ratio_to_{other}"].append(ours.per_second / runs[other].per_second)
        measured["start_s"].append(ours.start_s)
        measured["rss_mib"].append(ours.rss_mib)
    return {name: median(values) for name, values in measured.items()}


def _run(who: str, updates: int) -> Run:
    """Let a bot answer a queue. Raises RuntimeError with the end of its log if it does not."""
    with (
        tempfile.TemporaryDirectory() as folder,
        (Path(folder) / "log").open("w+") as log,
        ended_after(start("bench.telegram", "--updates", str(updates), core=SERVER_CORE)) as server,
    ):
        address = next_line(server)
        if who == "ours":
            module, arguments = "bot", ["run"]
            settings = {
                "RETI_TOKEN": TOKEN,
                "RETI_API_URL": address,
                "RETI_DATABASE_URL": f"sqlite:///{folder}/db",
                "RETI_RATE": "0",  # the others keep to no limit either
            }
        else:
            module, arguments, settings = f"bench.rivals.{who}", [address], {}
        began = time.monotonic()
        bot = start(module, *arguments, core=MEASURED_CORE, output=log, environment=settings, folder=Path(folder))
        with ended_after(bot):
            resources = psutil.Process(bot.pid)
            told = json.loads(next_line(server))
            cpu_began = _cpu_seconds(resources)
            if told["handed_out_at"]:
                told = json.loads(next_line(server))
            if told["sent"] < updates:
                log.seek(0)
                raise RuntimeError(f"{who} answered {told['sent']} of {updates} updates:\n{log.read()[-2000:]}")
            return Run(
                per_second=updates / (told["last_sent_at"] - told["handed_out_at"]),
                cpu=1000 * (_cpu_seconds(resources) - cpu_began) / updates,
                start_s=told["first_sent_at"] - began,
                rss_mib=resources.memory_info().rss / 2**20,
            )


def _cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def table(figures: Mapping[str, float]) -> str:
    """Show updates per second (and CPU seconds per thousand) of each bot, then the ratios and what ours needs."""
    rows = [[who, f"{figures[f'updates_{who}']:,.0f}/s ({figures[f'updates_cpu_{who}']:.2f})"] for who in RIVALS]
    return f"{aligned(rows)}\n{judged(figures, TARGETS)}"
