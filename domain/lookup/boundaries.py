"""A position to its area: which outline holds it, and how far the nearest other one is.

Distances are in metres on a plane fitted to the city: over a city the error is well under a metre in a hundred.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely import MultiPolygon, Point, Polygon, STRtree
from shapely.affinity import affine_transform

from domain.city.model import AreaId, City, Outline

_METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of the Earth's mean radius (6,371 km)."""

_UNCERTAIN_METRES = {Outline.MAPPED: 50.0, Outline.STATED: 50.0, Outline.DERIVED: 200.0}
"""How far from a border an outline can be trusted; hidden addresses put right are 99 % farther off, and 67-89 % nearer."""

_DRAWN_TO_METRES = 25.0
"""Outlines are simplified to about 20 m: between two of them, or just off the city's edge, nearer than this is inside."""

_OFFERED_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The outlines of a city's areas, in metres, with a tree to find them by."""

    areas: tuple[AreaId, ...]
    outlines: tuple[Polygon | MultiPolygon, ...]
    uncertain: tuple[float, ...]
    tree: STRtree
    others: Mapping[AreaId, STRtree]
    metres_east: float
    nearest_served: Mapping[AreaId, tuple[AreaId, ...]]
    neighbours: Mapping[AreaId, tuple[AreaId, ...]]

    def around(self, latitude: float, longitude: float) -> list[tuple[float, AreaId]]:
        """Give the areas at a position, nearest first, with the metres to each; empty outside the city.

        The first holds the position (or is a hair away); the others are so near that it may lie in them.
        """
        point = Point(longitude * self.metres_east, latitude * _METRES_A_DEGREE)
        near = self.tree.query(point, predicate="dwithin", distance=max(_UNCERTAIN_METRES.values()))
        distances = sorted((shapely.distance(self.outlines[place], point), place) for place in near.tolist())
        if not distances or distances[0][0] > _DRAWN_TO_METRES:
            return []
        reach = self.uncertain[distances[0][1]]
        within = [(metres, self.areas[place]) for metres, place in distances[1:] if metres <= reach]
        return [(distances[0][0], self.areas[distances[0][1]]), *within[: _OFFERED_AT_MOST - 1]]

    def metres_to_other(self, area: AreaId, latitude: float, longitude: float) -> float:
        """Give the metres from a position to the nearest area that is another than this one."""
        point = Point(longitude * self.metres_east, latitude * _METRES_A_DEGREE)
        _, metres = self.others[area].query_nearest(point, return_distance=True, all_matches=False)
        return float(metres[0]) if len(metres) else math.inf


def compile_boundaries(city: City) -> Boundaries:
    """Fit a plane to the city and index its outlines on it."""
    areas = tuple(city.areas.values())
    middle = sum(area.outline.centroid.y for area in areas) / len(areas)
    metres_east = _METRES_A_DEGREE * math.cos(math.radians(middle))
    outlines = tuple(affine_transform(area.outline, [metres_east, 0, 0, _METRES_A_DEGREE, 0, 0]) for area in areas)
    for outline in outlines:
        shapely.prepare(outline)
    by_id = {area.id: outline for area, outline in zip(areas, outlines, strict=True)}
    served = [area.id for area in areas if area.network is not None]
    return Boundaries(
        areas=tuple(by_id),
        outlines=outlines,
        uncertain=tuple(_UNCERTAIN_METRES[area.outline_basis] for area in areas),
        tree=STRtree(outlines),
        others={area: STRtree([outline for other, outline in by_id.items() if other != area]) for area in by_id},
        metres_east=metres_east,
        nearest_served={
            area.id: tuple(sorted(served, key=lambda other: _apart(by_id[area.id], by_id[other])))
            for area in areas
            if area.network is None
        },
        neighbours={area.id: _neighbours(area.id, by_id) for area in areas},
    )


def _neighbours(area: AreaId, outlines: Mapping[AreaId, Polygon | MultiPolygon]) -> tuple[AreaId, ...]:
    """The areas with the longest borders in common: where something near an unnamed border may lie."""
    touching = [
        other
        for other, outline in outlines.items()
        if other != area and outlines[area].distance(outline) <= _DRAWN_TO_METRES
    ]
    touching.sort(key=lambda other: _apart(outlines[area], outlines[other]))
    return tuple(touching[: _OFFERED_AT_MOST - 1])


def _apart(one: Polygon | MultiPolygon, other: Polygon | MultiPolygon) -> tuple[float, float]:
    """How far apart two outlines are: between those that touch, the one that shares the longer border is nearer."""
    return one.distance(other), -one.buffer(_DRAWN_TO_METRES).intersection(other).area
