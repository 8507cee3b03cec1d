"""What is wrong with a city pack, said so that the person who edits it can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: the file, the line counted from 1 (0 for the file as a whole), what is wrong, and what to do."""

    file: str
    line: int
    text: str
    advice: str

    @override
    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{place}: {self.text} {self.advice}"


class CityPackError(Exception):
    """The pack has mistakes, so no city is made of it; `problems` has them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def quoted(words: "Iterable[str]") -> str:
    """Write a list of words for a sentence: 'odd', 'even', 'all'."""
    return ", ".join(f"'{word}'" for word in words)


def did_you_mean(word: str, known: "Iterable[str]", otherwise: str) -> str:
    """Advise the nearest known word, if one is near; otherwise what else to do."""
    near = get_close_matches(word, list(known), n=1)
    return f"Did you mean '{near[0]}'?" if near else otherwise
