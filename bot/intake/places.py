"""Places at work: a bounded number of updates is answered at the same time.

Who only waits for Telegram to have room, which may take a minute in a busy group, is not at work, and gives the place
back: others are answered meanwhile. It is not asked for again, since what is left to do then is to send.
"""

import asyncio
from contextvars import ContextVar
from typing import Self

_HELD: ContextVar["Place | None"] = ContextVar("place", default=None)


class Place:
    """A place at work, held by whatever runs inside `async with`, until the end or until it is given back."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self.held = False
        self.in_use = False

    async def __aenter__(self) -> Self:
        await self._places.acquire()
        self.held = self.in_use = True
        _HELD.set(self)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.in_use = False
        self.give_back()

    def give_back(self) -> None:
        """Let another have it; once is enough."""
        if self.held:
            self.held = False
            self._places.release()


def answers_an_update() -> bool:
    """Whether this runs for an update, which keeps its turn in its chat for as long as it takes."""
    place = _HELD.get()
    return place is not None and place.in_use


def give_place_back() -> None:
    """Give back the place of the update that this runs for, if it runs for one: a long wait begins."""
    if place := _HELD.get():
        place.give_back()
