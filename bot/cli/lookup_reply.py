"""A question at the command line and its answer: the same values in text, JSON and CSV."""

import math
import time
from dataclasses import dataclass

from bot.cli.tables_in import BadRowError
from domain.city import City
from domain.lookup import Answer, Index, by_position, by_text

NO_NETWORK = "-"
"""Stands among the networks for an area that has none."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text, or a position (latitude and longitude in degrees, WGS 84): exactly one of the two."""

    text: str | None = None
    position: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, with the networks of its areas, best first, and the milliseconds that it took."""

    answer: Answer
    networks: tuple[str, ...]
    ms: float

    @property
    def match(self) -> str:
        """What was understood: the place as the city pack writes it, or another town; empty for a position."""
        return self.answer.understood or self.answer.town or ""


class BadQuestionError(BadRowError):
    """What was asked is neither a text nor a position; says why, in words that follow a name."""


def ask(index: Index, question: Question) -> Reply:
    """Answer, and take the time."""
    started = time.perf_counter()
    answer = by_position(index, *question.position) if question.position else by_text(index, question.text or "")
    took = 1000 * (time.perf_counter() - started)
    return Reply(answer, _networks(answer, index.city), round(took, 3))


def _networks(answer: Answer, city: City) -> tuple[str, ...]:
    return tuple(dict.fromkeys(city.areas[area].network or NO_NETWORK for area in answer.areas))


def read_question(text: str, latitude: str, longitude: str) -> Question:
    """Make a question of what was written: a text, or two numbers. Raises BadQuestionError."""
    text, latitude, longitude = text.strip(), latitude.strip(), longitude.strip()
    if not text and not latitude and not longitude:
        raise BadQuestionError("has neither a text nor a position.")
    if text and (latitude or longitude):
        raise BadQuestionError("has both a text and a position: keep one of the two.")
    if text:
        return Question(text=text)
    if not latitude or not longitude:
        raise BadQuestionError("has only one of latitude and longitude: give both.")
    return Question(position=(_degrees(latitude, 90), _degrees(longitude, 180)))


def _degrees(written: str, most: int) -> float:
    """Read degrees, with a decimal point or, as in Italian, a comma."""
    try:
        degrees = float(written.replace(",", "."))
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:
        raise BadQuestionError(f"has {written!r} where degrees from -{most} to {most} belong.")
    return degrees
