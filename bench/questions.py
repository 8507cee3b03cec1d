"""How well and how fast free questions are understood, beside keywords, on the same questions."""

import gc
import time
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from bench import lookup_score
from bench.questions_rival import keywords
from bench.questions_score import SMALL_TALK, Asked, Meaning, Understand, percentage, questions, shares
from bench.tables import Target, aligned, judged
from domain.city import load
from domain.lookup import Index, build
from domain.questions import read

_PACK = Path(__file__).parents[1] / "data" / "bergamo"
_ANY_DAY = date(2026, 11, 25)

TARGETS = {
    "understood": Target(at_least=95),
    "intent_right": Target(at_least=97),
    "false_intents": Target(at_most=2),
    "addresses_taken": Target(at_most=0.5),
    "median_ms": Target(at_most=1),
    "p99_ms": Target(at_most=5),
}
"""Percentages and milliseconds."""


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Ask every question of ours and of the rival; the quickest of some rounds counts (`quick`: fewer).

    Gives the figures of `TARGETS`, and again with `_keywords` for the rival. `addresses_taken` is the share of the
    area lookup's texts that were taken for questions.
    """
    index = build(load(_PACK))
    gc.collect()
    gc.freeze()  # the pack is never garbage
    asked = questions()
    addresses = [question.text for question in lookup_score.questions() if question.position is None]
    rounds = 3 if quick else 10
    figures = _measured(asked, addresses, _ours(index), rounds)
    rival = _measured(asked, addresses, keywords(index.city), rounds)
    return figures | {f"{name}_keywords": figure for name, figure in rival.items()}


def _ours(index: Index) -> Understand:
    def understand(text: str, today: date) -> Meaning:
        question = read(index, text, today)
        return Meaning(
            intent=question.intent,
            networks=frozenset(question.networks),
            days=(question.days.first_on, question.days.last_on) if question.days else None,
            theme=question.theme or "",
        )

    return understand


def _measured(
    asked: Sequence[Asked], addresses: Sequence[str], understand: Understand, rounds: int
) -> dict[str, float]:
    quickest = [float("inf")] * len(asked)
    meanings: list[Meaning] = []
    for _ in range(rounds):
        meanings.clear()
        for place, question in enumerate(asked):
            started = time.perf_counter()
            meanings.append(understand(question.text, question.today))
            quickest[place] = min(quickest[place], 1000 * (time.perf_counter() - started))
    return {
        **shares(asked, meanings),
        "addresses_taken": percentage(understand(text, _ANY_DAY).intent != SMALL_TALK for text in addresses),
        "median_ms": median(quickest),
        "p99_ms": quantiles(quickest, n=100)[98],
    }


def table(figures: Mapping[str, float]) -> str:
    """Show the figures beside the rival's, and beside what they should be."""
    compared = [["", "ours", "keywords"]]
    compared += [[name, f"{figures[name]:.2f}", f"{figures[f'{name}_keywords']:.2f}"] for name in TARGETS]
    return f"{aligned(compared)}\n\n{judged(figures, TARGETS)}"
