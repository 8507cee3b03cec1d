"""What one screen is: its text and its keys, within Telegram's limits."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup

from handlers.buttons import Button

LONGEST_TEXT = 4096
"""UTF-16 units after the entities are parsed (Bot API 10.3, sendMessage): the stricter of the two ways to count."""

_TAG = re.compile(r"<[^>]*>")

Rows = Sequence[Sequence[InlineKeyboardButton]]


@dataclass(frozen=True, slots=True)
class View:
    """A screen. `text` is HTML; link previews are never shown.

    Raises:
        ValueError: the text is longer than Telegram takes; views page what may grow.

    """

    text: Markup
    keyboard: InlineKeyboardMarkup | ReplyKeyboardMarkup | None = None

    def __post_init__(self) -> None:
        """Refuse what Telegram would refuse."""
        if telegram_length(self.text) > LONGEST_TEXT:
            raise ValueError("a view is longer than a message may be")


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


def key(label: str, button: Button) -> InlineKeyboardButton:
    """A key under a message that does something here."""
    return InlineKeyboardButton(label, callback_data=button.pack())


def link(label: str, url: str) -> InlineKeyboardButton:
    """A key under a message that opens a page."""
    return InlineKeyboardButton(label, url=url)


def keyboard(*rows: Sequence[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    """The keys under a message; empty rows are left out."""
    return InlineKeyboardMarkup([row for row in rows if row])


def in_rows(keys: Sequence[InlineKeyboardButton], across: int) -> Rows:
    """Lay keys out in rows of so many."""
    return [keys[start : start + across] for start in range(0, len(keys), across)]
