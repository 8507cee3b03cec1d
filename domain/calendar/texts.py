"""Any bytes to text, any text to plain text: no markup, nothing that steers a screen, no endless lines."""

import html
import re
import unicodedata
from urllib.parse import urlsplit

from domain.calendar.limits import TEXT

_MARKED_16 = (b"\xff\xfe", b"\xfe\xff")
_MARK_8 = b"\xef\xbb\xbf"
"""Byte order marks (The Unicode Standard, 23.8)."""

_UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_NEW_LINE = re.compile(r"<(?:br|hr)\s*/?>|</?(?:p|div|ul|ol|tr|table|blockquote|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_ITEM = re.compile(r"<li(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SPACES = re.compile(r"[^\S\n]+")
_ROUND_A_BREAK = re.compile(r" ?\n ?")
_BREAKS = re.compile(r"\n{3,}")
_SEEN_THOUGH_CONTROLLING = frozenset("\u200d\u200c")
"""The joiners of emoji and of some scripts (zero width joiner and non-joiner)."""


def in_utf_8(content: bytes) -> bytes:
    """Bring a file in UTF-16 to UTF-8, take marks and NULs away, and see that its lines end as lines do."""
    if content.startswith(_MARKED_16):
        content = content.decode("utf-16", errors="replace").encode(errors="replace")
    content = content.removeprefix(_MARK_8).replace(b"\0", b"")
    return content if b"\n" in content else content.replace(b"\r", b"\n")


def decoded(piece: bytes) -> tuple[str, bool]:
    """Decode a piece of a file, and say whether that was a guess: what is not UTF-8 is taken as of Windows."""
    try:
        return piece.decode(), False
    except UnicodeDecodeError:
        return piece.decode("windows-1252", errors="replace"), True


def plain(text: str) -> str:
    """Plain text in lines: tags away, entities read, what steers a screen left out, blanks squeezed.

    Products write HTML where RFC 5545 §3.8.1.5 wants plain text. A "<" that begins no tag is left as it is.
    """
    if "<" in text:
        text = _UNSEEN.sub("", text)
        text = _TAG.sub("", _ITEM.sub("\n- ", _NEW_LINE.sub("\n", text)))
    text = html.unescape(text) if "&" in text else text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = "".join(character for character in text if _is_seen(character))
    return _BREAKS.sub("\n\n", _ROUND_A_BREAK.sub("\n", _SPACES.sub(" ", text))).strip()


def line(text: str) -> str:
    """Plain text in one line."""
    return " ".join(plain(text).split())


def shortened(text: str, most: int) -> str:
    """Give a text of at most so many characters; cut off, it ends in an ellipsis, at a word's end if one is near."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    words, _, _ = cut.rpartition(" ")
    return f"{(words if len(words) > most // 2 else cut).rstrip()}…"


def web_address(text: str) -> str | None:
    """Give the address of a web page; None for anything else, such as a script or a file."""
    address = text.strip()
    if len(address) > TEXT or any(not character.isprintable() or character in ' <>"' for character in address):
        return None
    try:
        parts = urlsplit(address)
        named = parts.hostname
    except ValueError:
        return None
    return address if parts.scheme.lower() in {"http", "https"} and named else None


def _is_seen(character: str) -> bool:
    """Say whether a character may stay: none that is for controlling, such as those that turn the direction round."""
    if character in "\n\t" or character in _SEEN_THOUGH_CONTROLLING:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
