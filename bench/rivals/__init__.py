"""Who is measured against whom: each module knows one library, and is imported only where it is measured."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

TOKEN = "123456:bench"
CHAT = 1001
TEXT = "<b>Rete di esempio</b>\nServe la tua via. Qui sotto trovi le realtà del quartiere e i prossimi incontri."
BUTTONS = ("Le realtà", "Gli incontri")

Send = Callable[[], Awaitable[Any]]
"""Sends TEXT with BUTTONS to CHAT."""


class Rival(Protocol):
    """A module of this package."""

    def sender(self, address: str) -> AbstractAsyncContextManager[Send]:
        """Open a client of the Bot API at this address."""
        ...
