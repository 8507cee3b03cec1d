"""The piece of the world that a map shows, north up: from degrees to pixels, and how long its scale bar is."""

import math
from dataclasses import dataclass

from shapely import box
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

_METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of the Earth's mean radius (6,371 km)."""

_AROUND = 0.3
"""How much is shown on each side of the subject, as a part of its longer side: enough for the neighbours' names."""

_NEAREST = 0.6
"""Pixels a metre at most: outlines are simplified to about 20 m, and look carved from nearer by."""

_ROUND_METRES = (2000, 1000, 500, 200, 100)


@dataclass(frozen=True, slots=True)
class Frame:
    """A plane fitted to a place: x and y are pixels from the top left corner."""

    pixels_a_metre: float
    to_pixels: tuple[float, ...]

    def place(self, shape: BaseGeometry) -> BaseGeometry:
        """Move a shape from degrees (WGS 84, longitude first) to pixels."""
        return affine_transform(shape, self.to_pixels)

    def scale_bar(self, longest: float) -> tuple[int, float]:
        """Give the longest round number of metres whose bar takes at most so many pixels, and its pixels."""
        bars = [(metres, metres * self.pixels_a_metre) for metres in _ROUND_METRES]
        return next((bar for bar in bars if bar[1] <= longest), bars[-1])


def frame_around(subject: BaseGeometry, city: BaseGeometry, width: int, height: int, margin: int) -> Frame:
    """Fit a plane of so many pixels to a part of a city, both in degrees, with what lies around it.

    What lies outside the city is not shown for its own sake: at its edge the subject moves off the middle, and `margin`
    pixels are left beyond.
    """
    west, south, east, north = subject.bounds
    metres_east = _METRES_A_DEGREE * math.cos(math.radians((south + north) / 2))
    around = _AROUND * max((east - west) * metres_east, (north - south) * _METRES_A_DEGREE)
    far_east, far_north = around / metres_east, around / _METRES_A_DEGREE
    shown = city.intersection(box(west - far_east, south - far_north, east + far_east, north + far_north))
    west, south, east, north = shown.bounds
    scale = min(
        _NEAREST,
        (width - 2 * margin) / ((east - west) * metres_east),
        (height - 2 * margin) / ((north - south) * _METRES_A_DEGREE),
    )
    across, up = scale * metres_east, scale * _METRES_A_DEGREE
    left, top = width / 2 - across * (west + east) / 2, height / 2 + up * (south + north) / 2
    return Frame(scale, (across, 0, 0, -up, left, top))
