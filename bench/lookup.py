"""How well and how fast an area is found, beside what one would otherwise use, on the same questions."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

import psutil

from bench.lookup_rivals import extract_one, trigrams
from bench.lookup_score import UNSERVED, Outcome, Question, Reply, Tally, judge, questions, share, tally
from bench.tables import Target, aligned, judged
from domain.city import City, load
from domain.lookup import Answer, Index, build, by_position, by_text

_PACK = Path(__file__).parents[1] / "data" / "bergamo"
_RIVALS = {"rapidfuzz": extract_one, "fts5": trigrams}

TARGETS = {
    "found_right": Target(at_least=98),
    "found_right_or_asked": Target(at_least=99.5),
    "found_wrong": Target(at_most=0.3),
    "typo_right": Target(at_least=96),
    "typo_right_or_asked": Target(at_least=99),
    "typo_wrong": Target(at_most=0.5),
    "ask_asked": Target(at_least=98),
    "ask_silent": Target(at_most=1),
    "none_accepted": Target(at_most=2),
    "text_median_ms": Target(at_most=1),
    "text_p99_ms": Target(at_most=5),
    "position_p99_ms": Target(at_most=0.2),
    "load_s": Target(at_most=0.7),
    "load_mib": Target(at_most=40),
}
"""Percentages, milliseconds, seconds and mebibytes."""

_COMPARED = ("found_right", "found_wrong", "typo_right", "typo_wrong", "ask_asked", "none_accepted")


@dataclass(frozen=True, slots=True)
class _Run:
    """What became of questions, and the milliseconds that each took."""

    counts: Tally
    milliseconds: Sequence[float]


def measure(quick: bool) -> dict[str, float]:  # noqa: FBT001  (a plain switch, named by every caller)
    """Ask every question of ours, and those by text of the rivals; the quickest of some rounds counts (`quick`: fewer).

    Gives the figures of `TARGETS`, those that are compared again with `_rapidfuzz` and `_fts5`, and the counts as
    "category/expectation/outcome".
    """
    resident = psutil.Process().memory_info().rss
    started = time.perf_counter()
    city = load(_PACK)
    index = build(city)
    figures = {"load_s": time.perf_counter() - started}
    figures["load_mib"] = (psutil.Process().memory_info().rss - resident) / 2**20
    gc.collect()
    gc.freeze()  # the pack is never garbage
    asked = questions()
    texts = [question for question in asked if question.position is None]
    places = [question for question in asked if question.position is not None]
    rounds = 3 if quick else 5
    by_words = _ask(texts, lambda question: _reply(city, by_text(index, question.text)), rounds)
    by_places = _ask(places, lambda question: _reply(city, _at(index, question)), rounds)
    counts = {**by_words.counts, **by_places.counts}
    figures |= _shares(counts)
    figures |= {"text_median_ms": median(by_words.milliseconds), "text_p99_ms": _p99(by_words.milliseconds)}
    figures |= {"position_p99_ms": _p99(by_places.milliseconds)}
    for name, prepare in _RIVALS.items():
        figures |= _rival(name, prepare(city), texts, rounds)
    figures |= {
        f"{category}/{expect}/{outcome}": float(number)
        for (category, expect), outcomes in counts.items()
        for outcome, number in outcomes.items()
    }
    return figures


def _rival(name: str, find: Callable[[str], Reply], texts: Sequence[Question], rounds: int) -> dict[str, float]:
    run = _ask(texts, lambda question: find(question.text), rounds)
    shares = _shares(run.counts)
    return {
        **{f"{measured}_{name}": shares[measured] for measured in _COMPARED},
        f"text_median_ms_{name}": median(run.milliseconds),
        f"text_p99_ms_{name}": _p99(run.milliseconds),
    }


def _ask(asked: Sequence[Question], answer: Callable[[Question], Reply], rounds: int) -> _Run:
    outcomes: list[tuple[Question, Outcome]] = []
    quickest = [float("inf")] * len(asked)
    for _ in range(rounds):
        outcomes.clear()
        for place, question in enumerate(asked):
            started = time.perf_counter()
            reply = answer(question)
            quickest[place] = min(quickest[place], 1000 * (time.perf_counter() - started))
            outcomes.append((question, judge(question, reply)))
    return _Run(tally(outcomes), quickest)


def _at(index: Index, question: Question) -> Answer:
    latitude, longitude = question.position or (0.0, 0.0)
    return by_position(index, latitude, longitude)


def _reply(city: City, answer: Answer) -> Reply:
    networks = tuple(city.areas[area].network or UNSERVED for area in answer.areas)
    return Reply(networks, offered=len(networks) > 1)


def _shares(counts: Tally) -> dict[str, float]:
    shares = {
        "ask_asked": share(counts, "ask", [Outcome.ASKED]),
        "ask_silent": share(counts, "ask", [Outcome.SILENT]),
        "none_accepted": share(counts, "none", [Outcome.ACCEPTED]),
    }
    for name, typos in (("found", False), ("typo", True)):
        shares[f"{name}_right"] = share(counts, "found", [Outcome.RIGHT], typos=typos)
        shares[f"{name}_right_or_asked"] = share(counts, "found", [Outcome.RIGHT, Outcome.ASKED], typos=typos)
        shares[f"{name}_wrong"] = share(counts, "found", [Outcome.WRONG], typos=typos)
    return shares


def _p99(milliseconds: Sequence[float]) -> float:
    return quantiles(milliseconds, n=100)[98]


def table(figures: Mapping[str, float]) -> str:
    """Show the outcomes by category, the rivals, and the figures beside what they should be."""
    counted = Counter[tuple[str, Outcome]]()
    for name, number in figures.items():
        if name.count("/") > 1:
            category, _, outcome = name.rpartition("/")
            counted[category, Outcome(outcome)] += int(number)
    categories = dict.fromkeys(category for category, _ in counted)
    outcomes = [["questions", *Outcome]]
    outcomes += [[category, *(str(counted[category, outcome]) for outcome in Outcome)] for category in categories]
    outcomes.append(
        ["in all", *(str(sum(counted[category, outcome] for category in categories)) for outcome in Outcome)]
    )
    measured = (*_COMPARED, "text_median_ms", "text_p99_ms")
    rivals = [["by text", "ours", *_RIVALS]]
    rivals += [
        [name, *(f"{figures[f'{name}{of}']:.2f}" for of in ("", *(f"_{rival}" for rival in _RIVALS)))]
        for name in measured
    ]
    return f"{aligned(outcomes)}\n\n{aligned(rivals)}\n\n{judged(figures, TARGETS)}"
