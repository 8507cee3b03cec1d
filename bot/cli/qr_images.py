"""A QR code for a poster as an image: black on white, with a wide quiet zone and a name under it."""

from html import escape
from io import BytesIO

import segno
from PIL import Image, ImageDraw, ImageFont

from handlers.views.map_canvas import FONT

QUIET = 6
"""Modules of white around the code: ISO/IEC 18004 asks for four, and posters are hung on anything."""

_STRIP = 4
"""Modules under the quiet zone, for the name."""

_MODULE = 24
"""Pixels a module in a PNG: about a thousand across, sharp in print at 8 cm."""

_LETTERS = 2.4
"""The height of the name's letters, in modules; a long name has smaller ones."""

_ASPECT = 0.6
"""How wide a letter is for its height: wider than the average of any plain typeface."""


def svg(link: str, name: str) -> bytes:
    """Draw a link with a name under it, for print in any size; a module is 2 mm until it is scaled."""
    code = _code(link)
    side = int(code.symbol_size(border=QUIET)[0])
    inside = code.svg_inline(border=QUIET, svgclass=None, lineclass=None)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side + _STRIP}" width="{2 * side}mm" '
        f'height="{2 * (side + _STRIP)}mm"><title>{escape(name)}: {escape(link)}</title>'
        f'<rect width="{side}" height="{side + _STRIP}" fill="#fff"/>{inside}'
        f'<text x="{side / 2:g}" y="{side}" dominant-baseline="central" text-anchor="middle" '
        f'font-family="sans-serif" font-weight="600" font-size="{_letters(name, side):.2f}">{escape(name)}</text>'
        "</svg>\n"
    ).encode()


def png(link: str, name: str) -> bytes:
    """Draw a link with a name under it, in black and white."""
    code = _code(link)
    drawn = BytesIO()
    code.save(drawn, kind="png", border=QUIET, scale=_MODULE)
    square = Image.open(drawn).convert("L")
    side = int(code.symbol_size(border=QUIET)[0])
    image = Image.new("L", (square.width, square.height + _STRIP * _MODULE), "white")
    image.paste(square)
    letters = ImageFont.truetype(FONT, round(_letters(name, side) * _MODULE))
    ImageDraw.Draw(image).text((square.width / 2, square.height), name, 0, letters, anchor="mm")
    named = BytesIO()
    image.save(named, "PNG", optimize=True)
    return named.getvalue()


def _code(link: str) -> segno.QRCode:
    """Encode with level M: 15 % may be dirty or torn off."""
    return segno.make_qr(link, error="m", boost_error=False)


def _letters(name: str, side: int) -> float:
    return min(_LETTERS, (side - 2) / (_ASPECT * len(name)))


DRAWN = {".svg": svg, ".png": png}
"""How each sort of image file is drawn."""
