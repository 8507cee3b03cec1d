"""Long lists in pieces that a statement takes: SQLite has 32,766 values in one at most (sqlite.org, "Limits")."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

AT_ONCE = 500
"""Of a row with a dozen values, too, as many as that are no trouble."""

T = TypeVar("T")


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in their order, some at a time."""
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
