"""How an answer to a question about an area is judged.

A question expects `found` (one right network), `ask` (all its networks are to be offered, and at most two more) or
`none` (another town, or no place at all). "-" stands for an area without a network.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

QUESTIONS = Path(__file__).parent / "questions" / "lookup.csv"
UNSERVED = "-"
_EXTRA_OFFERS = 2


class Outcome(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    ASKED = "asked"  # the right ones are among those offered
    WRONG = "wrong"  # another network, or only others offered
    SILENT = "silent"  # one network was answered where two or more should have been offered
    MISSED = "missed"  # nothing was found
    ACCEPTED = "accepted"  # an area was given for no place of the city


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the questions: a text or a position, and what a good answer gives."""

    category: str
    text: str
    position: tuple[float, float] | None
    expect: str
    networks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is judged: the networks given, best first, and whether they were offered to choose from."""

    networks: tuple[str, ...] = ()
    offered: bool = False


def questions(path: Path = QUESTIONS) -> list[Question]:
    """Read the questions."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Question(
                category=row["category"],
                text=row["query"],
                position=(float(row["lat"]), float(row["lon"])) if row["lat"] else None,
                expect=row["expect"],
                networks=frozenset(filter(None, row["networks"].split(";"))),
            )
            for row in csv.DictReader(file)
        ]


def judge(question: Question, reply: Reply) -> Outcome:
    """Judge a reply to a question."""
    given = set(reply.networks)
    if question.expect == "none":
        return Outcome.ACCEPTED if given else Outcome.RIGHT
    if not given:
        return Outcome.MISSED
    if question.expect == "found":
        if reply.offered:
            return Outcome.ASKED if given & question.networks else Outcome.WRONG
        return Outcome.RIGHT if reply.networks[0] in question.networks else Outcome.WRONG
    if not reply.offered:
        return Outcome.SILENT
    complete = question.networks <= given and len(given - question.networks) <= _EXTRA_OFFERS
    return Outcome.ASKED if complete else Outcome.WRONG


Tally = Mapping[tuple[str, str], Counter[Outcome]]
"""The outcomes of each category and expectation."""


def tally(judged: Iterable[tuple[Question, Outcome]]) -> Tally:
    """Count outcomes by category and expectation."""
    counts: dict[tuple[str, str], Counter[Outcome]] = {}
    for question, outcome in judged:
        counts.setdefault((question.category, question.expect), Counter())[outcome] += 1
    return counts


def share(counts: Tally, expect: str, outcomes: Sequence[Outcome], *, typos: bool | None = None) -> float:
    """The percentage of the questions of an expectation with one of these outcomes, with or without typos."""
    chosen = [
        count for (category, expected), count in counts.items()
        if expected == expect and (typos is None or (category == "typo") == typos)
    ]  # fmt: skip
    total = sum(count.total() for count in chosen)
    return 100.0 * sum(count[outcome] for count in chosen for outcome in outcomes) / total if total else 0.0
