"""What one screen is: its text and its keys, within Telegram's limits."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from handlers.buttons.button import Button

LONGEST_TEXT = 4096
"""UTF-16 units after the entities are parsed (Bot API 10.3, sendMessage): the stricter of the two ways to count."""

LONGEST_CAPTION = 1024
"""The same for the text under a picture (Bot API 10.3, sendPhoto)."""

_TAG = re.compile(r"<[^<>]*>")

Rows = Sequence[Sequence[InlineKeyboardButton]]


class NotDrawn(Exception):  # noqa: N818 - it is no mistake of the asker's: the text under the picture says it all
    """A picture could not be drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a screen shows above its text.

    `draw` makes its PNG; it takes a while, runs in a thread of its own, and raises NotDrawn. Pictures of the same `key`
    are the same for ever; one without is for this asker alone, and never kept. A photo that somebody sent has its
    `file_id` instead.
    """

    draw: Callable[[], bytes]
    key: str | None = None
    file_id: str | None = None


def photo(file_id: str) -> Picture:
    """A photo that somebody sent: Telegram has it, or nobody."""
    return Picture(_not_ours, file_id=file_id)


def _not_ours() -> bytes:
    raise NotDrawn("Telegram does not have this photo any more")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a screen comes with."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Pin:
    """A place on Telegram's own map (degrees, WGS 84), with what stands under it."""

    latitude: float
    longitude: float
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class View:
    """A screen. `text` is HTML, without link previews; under a picture it is a short card that says what that says.

    Raises:
        ValueError: the text is longer than Telegram takes; views page what may grow.

    """

    text: Markup
    keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None = None
    picture: Picture | None = None

    def __post_init__(self) -> None:
        """Refuse what Telegram would refuse."""
        if telegram_length(self.text) > (LONGEST_CAPTION if self.picture else LONGEST_TEXT):
            raise ValueError("a view is longer than a message may be")

    def with_picture(self, picture: Picture) -> "View":
        """Put a picture above the text, where that is short enough to stand under one."""
        return replace(self, picture=picture) if telegram_length(self.text) <= LONGEST_CAPTION else self


def telegram_length(text: Markup) -> int:
    """The length of an HTML text as Telegram counts it: without tags, in UTF-16 units."""
    return len(html.unescape(_TAG.sub("", text)).encode("utf-16-le")) // 2


def paragraphs(*parts: Markup | None) -> Markup:
    """Join the parts that there are, with an empty line between."""
    return Markup("\n\n").join(part for part in parts if part)


def lines(*parts: Markup | None) -> Markup:
    """Join the parts that there are, one a line."""
    return Markup("\n").join(part for part in parts if part)


def first_up(text: str) -> str:
    """A name as it begins a sentence."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int) -> str:
    """A text of at most so many characters; where it is cut, that shows."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def key(label: str, button: Button) -> InlineKeyboardButton:
    """A key under a message that does something here."""
    return InlineKeyboardButton(label, callback_data=button.pack())


def marked(label: str, *, chosen: bool) -> str:
    """A choice; what holds is marked."""
    return f"✓ {label}" if chosen else label


def link(label: str, url: str) -> InlineKeyboardButton:
    """A key under a message that opens a page."""
    return InlineKeyboardButton(label, url=url)


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """The keys under a message; empty rows are left out."""
    return InlineKeyboardMarkup([row for row in rows if row])


def plain_keyboard(keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None) -> dict[str, Any] | None:
    """The keys as the Bot API reads them: what the library does with each key anew is done once for each key here."""
    if isinstance(keyboard, InlineKeyboardMarkup):
        return {"inline_keyboard": [[_plain_key(one) for one in row] for row in keyboard.inline_keyboard]}
    return keyboard.to_dict() if keyboard else None


@lru_cache(maxsize=4096)
def _plain_key(one: InlineKeyboardButton) -> dict[str, Any]:
    return one.to_dict()


def in_rows(keys: Sequence[InlineKeyboardButton], across: int) -> Rows:
    """Lay keys out in rows of so many."""
    return [keys[start : start + across] for start in range(0, len(keys), across)]
