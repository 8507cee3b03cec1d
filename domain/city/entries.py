"""The rows of one file that are right by themselves, each with its place, for the checks between rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from domain.city.problem import Problem
from domain.city.syntax import Loc

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Entries(Generic[R]):
    """Rows of `file`; `places` has each one's index there, and `locate` gives the line of a part of the file.

    `wrong` has what was left out because of a mistake, as it was written. `readable` is False when nothing could be
    read, so that nothing can be said of what the file lacks.
    """

    file: str
    rows: tuple[R, ...] = ()
    places: tuple[int, ...] = ()
    wrong: tuple[Any, ...] = ()
    readable: bool = False
    locate: Callable[[Loc], int] = field(default=lambda _: 0, repr=False)

    def __iter__(self) -> Iterator[tuple[int, R]]:
        return enumerate(self.rows)

    def line(self, index: int, *inside: str | int) -> int:
        """Say on which line a row, or a part of it, stands."""
        return self.locate((self.places[index], *inside))

    def problem(self, index: int, inside: str | int, text: str, advice: str) -> Problem:
        """Make a problem of one field of a row."""
        return Problem(self.file, self.line(index, inside), text, advice)

    def names(self, key: str) -> frozenset[str]:
        """Give all values of a key, those of wrong entries too: what a reference may name without a second problem."""
        left_out = (item.get(key) for item in self.wrong if isinstance(item, dict))
        return frozenset(getattr(row, key) for row in self.rows) | {name for name in left_out if isinstance(name, str)}
