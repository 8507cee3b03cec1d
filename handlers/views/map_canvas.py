"""Paper and ink for maps: shapes and letters in pixels, with smooth edges, out as a PNG.

Shapes are drawn larger and the paper then shrunk, which smooths them; letters are smooth by themselves, and come after.
Pillow is loaded with this module: whoever draws nothing does without.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from shapely.geometry.base import BaseGeometry

FONT = Path(__file__).parent / "fonts" / "AtkinsonHyperlegibleNext-SemiBold.woff"
"""Made for people who see little; SIL Open Font License 1.1. It has the letters of Latin-1, and so Italy's."""

_LARGER = 2
_COLOURS = 255
_GAP = 0.75
_POINTS_A_DASH = 5

LEADING = 0.1
"""The space between two lines of letters, as a part of their size."""

_AIR = 0.2
"""What is left free on each side of a text, as a part of its size."""


class Canvas:
    """A sheet of paper of so many pixels: first shapes, then `shrink`, then letters. It is drawn on by one thread."""

    def __init__(self, width: int, height: int, paper: str) -> None:
        self._image = Image.new("RGB", (width * _LARGER, height * _LARGER), paper)
        self._draw = ImageDraw.Draw(self._image)
        self._font = cache(lambda size: ImageFont.truetype(FONT, size))

    def fill(self, shape: BaseGeometry, colour: str) -> None:
        """Fill polygons, and their holes."""
        for ring in shapely.get_exterior_ring(shapely.get_parts(shape)):
            if not shapely.is_empty(ring):
                self._draw.polygon(_large(ring), colour)

    def line(self, line: BaseGeometry, colour: str, width: float) -> None:
        """Draw along a line."""
        self._draw.line(_large(line), colour, round(width * _LARGER))

    def dashes(self, shape: BaseGeometry, colour: str, width: float, length: float) -> None:
        """Draw along lines with dashes of about this length, and gaps three quarters as long."""
        for line in shapely.get_parts(shape):
            count = max(1, round(line.length / (length * (1 + _GAP))))
            along = np.arange(count)[:, None] + np.linspace(0, 1 / (1 + _GAP), _POINTS_A_DASH)
            points = shapely.line_interpolate_point(line, along / count, normalized=True)
            for dash in points:
                self._draw.line(_large(dash), colour, round(width * _LARGER))

    def shrink(self) -> None:
        """Go on with letters: the shapes are done."""
        self._image = self._image.reduce(_LARGER)
        self._draw = ImageDraw.Draw(self._image)

    def write(
        self, text: str, x: float, y: float, size: int, colour: str, *, anchor: str = "mm", halo: str | None = None
    ) -> None:
        """Write a text, its lines centred; `anchor` says which point of it is at x and y, as Pillow names them."""
        self._draw.multiline_text(
            (x, y),
            text,
            colour,
            self._font(size),
            anchor=anchor,
            spacing=size * LEADING,
            align="center",
            stroke_width=size / 10 if halo else 0,
            stroke_fill=halo,
        )

    def measure(self, text: str, size: int) -> tuple[float, float]:
        """The width and height of a text, with a little air around it."""
        left, top, right, bottom = self._draw.multiline_textbbox(
            (0, 0), text, self._font(size), anchor="mm", spacing=size * LEADING
        )
        return right - left + 2 * _AIR * size, bottom - top + 2 * _AIR * size

    def png(self) -> bytes:
        """Give the picture, in few colours: that halves its bytes, and cannot be seen."""
        out = BytesIO()
        self._image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
        return out.getvalue()


def _large(line: BaseGeometry | NDArray[np.object_]) -> list[float]:
    flat: list[float] = (shapely.get_coordinates(line) * _LARGER).ravel().tolist()
    return flat
