"""One call of the Bot API, as a method sees it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.files import Upload

if TYPE_CHECKING:
    from sandbox.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Call:
    """A call: the sandbox, the typed parameters, and the files that came along by their names in the request."""

    telegram: "Telegram"
    params: dict[str, Any]
    files: Mapping[str, Upload] = field(default_factory=dict)


Method = Callable[[Call], Any]
"""Carries out a call and gives its result as JSON values. Raises ApiError."""
WaitingMethod = Callable[[Call], Awaitable[Any]]
"""A method that may wait before it answers."""
