"""How what was understood of a free question is judged: the intent and every slot together."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

QUESTIONS = Path(__file__).parent / "questions" / "questions.csv"
SMALL_TALK = "none"


@dataclass(frozen=True, slots=True)
class Meaning:
    """An intent and its slots; `days` are the first and the last, None where no period was said."""

    intent: str = SMALL_TALK
    networks: frozenset[str] = frozenset()
    days: tuple[date, date] | None = None
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the day on which it was asked, and what it means."""

    today: date
    text: str
    meaning: Meaning


Understand = Callable[[str, date], Meaning]


def questions(path: Path = QUESTIONS) -> list[Asked]:
    """Read the questions."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Asked(date.fromisoformat(row["today"]), row["question"], _meaning(row)) for row in csv.DictReader(file)]


def _meaning(row: Mapping[str, str]) -> Meaning:
    return Meaning(
        intent=row["intent"],
        networks=frozenset(filter(None, row["networks"].split(";"))),
        days=(date.fromisoformat(row["from"]), date.fromisoformat(row["to"])) if row["from"] else None,
        theme=row["theme"],
    )


def shares(asked: Sequence[Asked], understood: Sequence[Meaning]) -> dict[str, float]:
    """Percentages: right in full, with the right intent, and small talk that was taken for a question."""
    pairs = list(zip(asked, understood, strict=True))
    return {
        "understood": percentage(question.meaning == meaning for question, meaning in pairs),
        "intent_right": percentage(question.meaning.intent == meaning.intent for question, meaning in pairs),
        "false_intents": percentage(
            meaning.intent != SMALL_TALK for question, meaning in pairs if question.meaning.intent == SMALL_TALK
        ),
    }


def percentage(outcomes: Iterable[bool]) -> float:
    """How many of a hundred are true."""
    counted = list(outcomes)
    return 100.0 * sum(counted) / len(counted) if counted else 0.0
