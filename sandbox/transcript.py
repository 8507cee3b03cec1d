"""The transcript: every call the bot made, what it asked, what it got."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Record:
    """One call. `result` is None where it failed: `error` says how then, with its HTTP `status`.

    `status` 0 is a connection that was dropped or left silent on purpose; `params` are typed where the call came so far
    as to be read. What was carried out is not `answered` where a fault kept the result from the bot.
    """

    at: datetime
    method: str
    params: dict[str, Any]
    status: int
    result: Any = None
    error: str | None = None
    answered: bool = True


class Transcript:
    """The calls in the order in which they were answered; the newest hundred thousand."""

    def __init__(self) -> None:
        self._records: deque[Record] = deque(maxlen=_KEPT)

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, index: int) -> Record:
        return self._records[index]

    def add(self, record: Record) -> None:
        """Write a call down."""
        self._records.append(record)

    def calls(self, *methods: str) -> list[Record]:
        """List the calls of some methods, or all."""
        return [record for record in self._records if not methods or record.method in methods]

    def clear(self) -> None:
        """Begin anew."""
        self._records.clear()
