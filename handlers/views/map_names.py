"""Names on a map: each inside the part of its area that is seen, none over another, none cut by the edge.

A name that finds no room is left out. Everything is in pixels.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

Measure = Callable[[str, int], tuple[float, float]]
"""The width and height of a text, which may have several lines, at a size."""

_STEP = 24
"""Between the places that are tried for a name."""

_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Naming:
    """A name to be written: where it may stand, and the sizes to try, best first."""

    text: str
    room: BaseGeometry
    sizes: Sequence[int]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its place: `x` and `y` are the middle of its box; `text` has its line breaks."""

    text: str
    size: int
    x: float
    y: float
    box: Polygon


def place_names(namings: Sequence[Naming], taken: BaseGeometry, measure: Measure) -> list[Name]:
    """Find a place for each name, the first ones first, off what is taken already."""
    placed: list[Name] = []
    for naming in namings:
        name = _fitting(naming, naming.room.difference(taken), measure)
        if name:
            placed.append(name)
            taken = taken.union(name.box)
    return placed


def _fitting(naming: Naming, free: BaseGeometry, measure: Measure) -> Name | None:
    """The name as large as it fits, in as few lines as it can be at that size, as far from the edges as may be."""
    x, y = _places(free)
    for size in naming.sizes:
        for text in _broken(naming.text):
            width, height = measure(text, size)
            boxes = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            fitting = np.flatnonzero(shapely.contains(free, boxes))
            if fitting.size:
                best = fitting[0]
                return Name(text, size, float(x[best]), float(y[best]), boxes[best])
    return None


def _places(free: BaseGeometry) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points inside a shape, those farthest from its edge first."""
    if free.is_empty:
        return np.empty(0), np.empty(0)
    left, top, right, bottom = free.bounds
    across, down = np.meshgrid(np.arange(left, right, _STEP), np.arange(top, bottom, _STEP))
    shapely.prepare(free)
    points = shapely.points(across.ravel(), down.ravel())
    inside = points[shapely.contains(free, points)]
    deepest_first = np.argsort(-shapely.distance(free.boundary, inside), kind="stable")
    return shapely.get_x(inside[deepest_first]), shapely.get_y(inside[deepest_first])


def _broken(name: str) -> Iterator[str]:
    """A name in one line, then in two, then in three, each time broken so that its longest line is shortest."""
    words = name.split()
    for lines in range(1, min(_MOST_LINES, len(words)) + 1):
        cuts = ((0, *cut, len(words)) for cut in combinations(range(1, len(words)), lines - 1))
        ways = ([" ".join(words[start:end]) for start, end in pairwise(cut)] for cut in cuts)
        yield "\n".join(min(ways, key=lambda way: max(map(len, way))))
