"""The picture of a network: where it lies, beside which others, and where the asker stands.

The public spaces are not on it: the city pack knows their addresses, but not where on a map those are. Borders are
drawn soft and broken because they are approximate.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import GEOSException, LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from domain.city.model import City, Network
from handlers.i18n import Translator
from handlers.views.map_frame import frame_around
from handlers.views.map_names import Name, Naming, place_names
from handlers.views.view import NotDrawn, Picture

if TYPE_CHECKING:
    from handlers.views.map_canvas import Canvas

EDITION = 1
"""Goes up whenever maps are drawn differently: no picture drawn before is then shown again."""

SIDE = 1080
"""Pixels. A square is large on a phone, and leaves room for the card below it."""

_FOOT = 76
_MAP = box(0, 0, SIDE, SIDE - _FOOT)
_MARGIN = 48
_WRITABLE = box(16, 16, SIDE - 16, SIDE - _FOOT - 12)

# Each pair that is read one on the other has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3).
_PAPER = "#F6F2E9"
_LAND = "#DFE8DD"
_INK = "#2F403B"
_OWN = "#17705F"
_DOUBT = "#A9C9BB"
_WHITE = "#FFFFFF"
PIN = "#C8321E"

_OWN_SIZES = (80, 72, 64, 56, 50, 46)
_OVERHANGING_SIZES = (56, 50, 46)
_OTHER_SIZES = (46, 42, 38, 34)
_SMALL = 30

_LONGEST_BAR = 220
_KM = 1000
_BAR_END = SIDE - 76
_NORTH = SIDE - 36


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is to be drawn, in pixels: `others` by name, the largest first; the scale bar, and its metres."""

    name: str
    own: BaseGeometry
    others: tuple[tuple[str, BaseGeometry], ...]
    pin: BaseGeometry
    bar_metres: int
    bar_length: float


def network_map(city: City, network: Network, t: Translator, at: Point | None = None) -> Picture:
    """Where a network is; `at` is the asker's position (longitude, latitude), and such a picture is never kept."""
    credit = city.map_attribution + " · " + t.label("approximate borders")
    draw = partial(_draw, city, network, credit, at)
    return Picture(draw, None if at else f"map-{EDITION}:{city.version}:{t.language}:{network.code}")


def _draw(city: City, network: Network, credit: str, at: Point | None) -> bytes:
    try:
        from handlers.views.map_canvas import Canvas  # noqa: PLC0415 # Pillow waits until a map is to be drawn

        scene = _scene(city, network, at)
        canvas = Canvas(SIDE, SIDE, _PAPER)
        _draw_land(canvas, scene)
        _draw_foot(canvas, scene)
        canvas.shrink()
        _write_names(canvas, scene)
        _write_foot(canvas, scene, credit)
        return canvas.png()
    except (ImportError, OSError, MemoryError, GEOSException) as error:
        raise NotDrawn(network.id) from error


def _scene(city: City, network: Network, at: Point | None) -> _Scene:
    own = shapely.union_all([city.areas[area].outline for area in network.areas])
    whole = shapely.union_all([area.outline for area in city.areas.values()])
    frame = frame_around(own, whole, SIDE, SIDE - _FOOT, _MARGIN)
    others = [(name, frame.place(shape)) for name, shape in _others(city, network)]
    seen = [(name, shape.intersection(_MAP.buffer(_MARGIN))) for name, shape in others if shape.intersects(_MAP)]
    metres, length = frame.scale_bar(_LONGEST_BAR)
    return _Scene(
        name=network.name,
        own=_rounded(frame.place(own)),
        others=tuple(sorted(seen, key=lambda other: -other[1].area)),
        pin=_pin(frame.place(at).centroid) if at else Polygon(),
        bar_metres=metres,
        bar_length=length,
    )


def _others(city: City, network: Network) -> Iterator[tuple[str, BaseGeometry]]:
    """The other networks, each whole, and the areas without one."""
    for other in city.networks.values():
        if other is not network:
            yield other.name, shapely.union_all([city.areas[area].outline for area in other.areas])
    for area in city.areas.values():
        if area.network is None:
            yield area.name, area.outline


def _rounded(shape: BaseGeometry, radius: float = 10) -> BaseGeometry:
    return shape.buffer(-radius).buffer(2 * radius).buffer(-radius)


def _pin(tip: Point, radius: float = 30, height: float = 70) -> Polygon:
    """A drop that stands on its tip: a disc and its two tangents from there."""
    side = math.asin(radius / height)
    turn = np.linspace(-side, math.pi + side, 40)
    return Polygon(
        [(tip.x, tip.y), *zip(tip.x + radius * np.cos(turn), tip.y - height - radius * np.sin(turn), strict=True)]
    )


def _draw_land(canvas: "Canvas", scene: _Scene) -> None:
    for _, shape in scene.others:
        canvas.fill(shape.buffer(-4), _LAND)
    canvas.fill(scene.own.buffer(14), _DOUBT)
    canvas.fill(scene.own, _OWN)
    canvas.dashes(scene.own.boundary, _WHITE, 5, 24)
    if not scene.pin.is_empty:
        canvas.fill(scene.pin.buffer(7), _WHITE)
        canvas.fill(scene.pin, PIN)
        canvas.fill(scene.pin.centroid.buffer(12), _WHITE)


def _draw_foot(canvas: "Canvas", scene: _Scene) -> None:
    """The strip below: who drew what the map rests on, how long a way is, and where north is."""
    canvas.fill(box(0, SIDE - _FOOT, SIDE, SIDE), _PAPER)
    canvas.line(LineString([(_BAR_END - scene.bar_length, SIDE - 18), (_BAR_END, SIDE - 18)]), _INK, 6)
    canvas.fill(Polygon([(_NORTH, SIDE - 68), (_NORTH + 12, SIDE - 46), (_NORTH - 12, SIDE - 46)]), _INK)


def _write_foot(canvas: "Canvas", scene: _Scene, credit: str) -> None:
    canvas.write(credit, 24, SIDE - _FOOT / 2, _SMALL, _INK, anchor="lm")
    canvas.write(_distance(scene.bar_metres), _BAR_END - scene.bar_length / 2, SIDE - 42, _SMALL, _INK)
    canvas.write("N", _NORTH, SIDE - 26, _SMALL, _INK)


def _distance(metres: int) -> str:
    return f"{metres // 1000} km" if metres >= _KM else f"{metres} m"


def _write_names(canvas: "Canvas", scene: _Scene) -> None:
    own = _own_name(canvas, scene)
    taken = shapely.union_all([scene.own.buffer(16), scene.pin.buffer(16), *(name.box for name in own)])
    namings = [Naming(name, shape.buffer(8).intersection(_WRITABLE), _OTHER_SIZES) for name, shape in scene.others]
    for name in place_names(namings, taken, canvas.measure):
        canvas.write(name.text, name.x, name.y, name.size, _INK)
    for name in own:
        canvas.write(name.text, name.x, name.y, name.size, _WHITE, halo=_OWN)


def _own_name(canvas: "Canvas", scene: _Scene) -> list[Name]:
    """The network's name, inside its area; where the area is too narrow, a little over its edge."""
    for overhang, sizes in ((-4, _OWN_SIZES), (40, _OVERHANGING_SIZES), (90, _OVERHANGING_SIZES)):
        room = scene.own.buffer(overhang).intersection(_WRITABLE)
        placed = place_names([Naming(scene.name, room, sizes)], scene.pin.buffer(16), canvas.measure)
        if placed:
            return placed
    return []
