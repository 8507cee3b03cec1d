"""Pages of a long list: it is turned page by page, never cut silently."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from telegram import InlineKeyboardButton

from handlers.buttons.button import Button
from handlers.i18n import Translator
from handlers.views.view import key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list's items; `number` counts from 0."""

    items: Sequence[T]
    number: int
    count: int

    def turning(self, turn_to: Callable[[int], Button], t: Translator) -> list[InlineKeyboardButton]:
        """The keys that turn the page, or none where there is only one."""
        keys = []
        if self.number > 0:
            keys.append(key(t.label("◂ Back"), turn_to(self.number - 1)))
        if self.number + 1 < self.count:
            keys.append(key(t.label("More ▸"), turn_to(self.number + 1)))
        return keys


def page_with(place: int, count: int, most: int) -> int:
    """Say on which page of `page_of` an item of a list stands."""
    return place // -(-count // max(1, -(-count // most)))


def page_of(items: Sequence[T], number: int, most: int) -> Page[T]:
    """Cut out a page of at most so many items, all pages about equally full.

    A number past either end, as an old button may carry, gives the nearest page there is.
    """
    count = max(1, -(-len(items) // most))
    size = -(-len(items) // count)
    number = min(max(number, 0), count - 1)
    return Page(items[number * size : (number + 1) * size], number, count)
