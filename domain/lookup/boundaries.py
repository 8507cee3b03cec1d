"""A position to its area: which outline holds it, and how far the nearest other one is.

Distances are in metres on a plane fitted to the city: over a city the error is well under a metre in a hundred.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Point, Polygon, STRtree
from shapely.affinity import affine_transform

from domain.city.model import Area, AreaId, City, Outline

_METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of the Earth's mean radius (6,371 km)."""

_UNCERTAIN_METRES = {Outline.MAPPED: 50.0, Outline.STATED: 50.0, Outline.DERIVED: 200.0}
"""How near a border an outline is not to be trusted. Of known addresses, hidden, those farther off came out 99 % right,
those nearer 67 to 89 %."""

_DRAWN_TO_METRES = 25.0
"""Outlines are simplified to about 20 m: nearer than this, off the edge of one or between two, is as good as inside."""

_MOST_UNCERTAIN_METRES = max(_UNCERTAIN_METRES.values())

_OFFERED_AT_MOST = 4

_Outline = Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The area of a position, then the others that it may lie in, nearest first; metres to the nearest other one."""

    areas: tuple[AreaId, ...]
    border_metres: float | None


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """An area with the others that lie so near that a position in it may be in doubt between them."""

    area: AreaId
    uncertain_metres: float
    others: tuple[AreaId, ...]
    outlines: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The outlines of a city's areas, in metres, with a tree to find them by."""

    tree: STRtree
    surroundings: tuple[_Surroundings, ...]
    metres_east: float
    nearest_served: Mapping[AreaId, tuple[AreaId, ...]]
    neighbours: Mapping[AreaId, tuple[AreaId, ...]]

    def at(self, latitude: float, longitude: float) -> Whereabouts | None:
        """Say which area a position (degrees, WGS 84) lies in, and which others it may; None outside the city."""
        if not (math.isfinite(latitude) and math.isfinite(longitude)):
            return None
        point = Point(longitude * self.metres_east, latitude * _METRES_A_DEGREE)
        holding = self.tree.query(point, predicate="intersects")
        if not len(holding):
            holding = self.tree.query_nearest(point, max_distance=_DRAWN_TO_METRES)
            if not len(holding):
                return None
        around = self.surroundings[holding[0]]
        others = sorted(zip(shapely.distance(around.outlines, point).tolist(), around.others, strict=True))
        doubtful = [other for metres, other in others if metres <= around.uncertain_metres]
        return Whereabouts(
            areas=(around.area, *doubtful[: _OFFERED_AT_MOST - 1]),
            border_metres=others[0][0] if others else None,
        )


def compile_boundaries(city: City) -> Boundaries:
    """Fit a plane to the city and index its outlines on it."""
    areas = city.areas.values()
    middle = sum(area.outline.centroid.y for area in areas) / len(areas)
    metres_east = _METRES_A_DEGREE * math.cos(math.radians(middle))
    to_metres = [metres_east, 0, 0, _METRES_A_DEGREE, 0, 0]
    outlines = {area.id: affine_transform(area.outline, to_metres) for area in areas}
    ranked = {area.id: _ranked(area.id, outlines) for area in areas}
    return Boundaries(
        tree=STRtree(list(outlines.values())),
        surroundings=tuple(_surroundings(area, outlines, ranked[area.id]) for area in areas),
        metres_east=metres_east,
        nearest_served={
            area.id: tuple(other for _, other in ranked[area.id] if city.areas[other].network is not None)
            for area in areas
        },
        neighbours={
            area.id: tuple(other for metres, other in ranked[area.id] if metres <= _DRAWN_TO_METRES)[
                : _OFFERED_AT_MOST - 1
            ]
            for area in areas
        },
    )


def _surroundings(
    area: Area, outlines: Mapping[AreaId, _Outline], ranked: Sequence[tuple[float, AreaId]]
) -> _Surroundings:
    others = tuple(other for metres, other in ranked if metres <= _MOST_UNCERTAIN_METRES) or tuple(
        other for _, other in ranked[:1]
    )
    return _Surroundings(
        area.id,
        _UNCERTAIN_METRES[area.outline_basis],
        others,
        np.array([outlines[other] for other in others], dtype=np.object_),
    )


def _ranked(area: AreaId, outlines: Mapping[AreaId, _Outline]) -> list[tuple[float, AreaId]]:
    """The other areas, nearest first; of two that touch, the one that shares the longer border."""
    own = outlines[area]
    around = own.buffer(_DRAWN_TO_METRES, quad_segs=2)
    by_distance = ((own.distance(outline), other) for other, outline in outlines.items() if other != area)
    return sorted(
        by_distance,
        key=lambda pair: (
            pair[0],
            -around.intersection(outlines[pair[1]]).area if pair[0] <= _DRAWN_TO_METRES else 0.0,
        ),
    )
