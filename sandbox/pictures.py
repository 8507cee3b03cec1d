"""Pictures: their size, read from the first bytes, which of them Telegram takes as photos, and plain ones to send."""

import struct
import zlib
from functools import cache

from sandbox.errors import bad_request

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The JPEG markers that tell a frame's size."""
_SIDES = 10_000
_RATIO = 20


def photo_size(content: bytes) -> tuple[int, int]:
    """Give width and height of a PNG or JPEG picture in pixels.

    Raises ApiError 400 for what is no picture, and for one whose sides are together longer than 10,000 pixels or more
    than 20 to 1 (Bot API, sendPhoto).
    """
    size = _png_size(content) if content.startswith(_PNG) else _jpeg_size(content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > _SIDES or max(size) > _RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < len(_PNG) + 16:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = len(_JPEG)
    while content.startswith(_JPEG) and at + 9 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004 - a marker
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return None


@cache
def drawn(width: int = 1280, height: int = 960, shade: int = 0xB0) -> bytes:
    """Draw a PNG picture of one grey, from 0 (black) to 255, that every viewer can show."""
    rows = (b"\x00" + bytes([shade]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return _PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
