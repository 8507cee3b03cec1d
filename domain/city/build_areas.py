"""The polygons of a city's areas, and which of them a house lies in or near."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import shapely
from pydantic import ConfigDict, Field, ValidationError
from shapely import Point, STRtree
from shapely.affinity import affine_transform

from domain.city import outlines, phrases, syntax
from domain.city.cells import Id
from domain.city.problem import CityPackError, Problem
from domain.city.rows import MultiPolygonRow, PolygonRow, Row

_METRES_A_DEGREE = 111_195.0
"""Of latitude, on a sphere of the Earth's mean radius (6,371 km)."""


class _Named(Row):
    """The one property of a feature that matters here: the area's id."""

    model_config = ConfigDict(extra="ignore")

    id: Id


class _Feature(Row):
    model_config = ConfigDict(extra="ignore")

    type: Literal["Feature"]
    properties: _Named
    geometry: PolygonRow | MultiPolygonRow = Field(discriminator="type")


class _Features(Row):
    model_config = ConfigDict(extra="ignore")

    type: Literal["FeatureCollection"]
    features: tuple[_Feature, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The area that a house lies in, and the metres to each other area within the margin."""

    area: str
    near: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class AreaMap:
    """Areas on a plane in metres, fitted to the city; `margin` is how near, in metres, another area is near."""

    names: Sequence[str]
    tree: STRtree
    metres_east: float
    margin: float

    def at(self, latitude: float, longitude: float) -> Whereabouts | None:
        """Say where a house stands (degrees, WGS 84); None outside all areas. Where two overlap, the first counts."""
        point = Point(longitude * self.metres_east, latitude * _METRES_A_DEGREE)
        around = sorted(self.tree.query(point, predicate="dwithin", distance=self.margin).tolist())
        metres = dict(zip(around, shapely.distance(self.tree.geometries.take(around), point).tolist(), strict=True))
        own = next((place for place in around if not metres[place]), None)
        if own is None:
            return None
        return Whereabouts(self.names[own], {self.names[place]: metres[place] for place in around if place != own})


def read_areas(text: str, file: str, margin: float) -> AreaMap:
    """Read GeoJSON: a polygon an area, each with the area's id as its property `id`; other properties do not matter.

    Raises CityPackError with every problem.
    """
    try:
        document = syntax.geojson(text)
    except syntax.NotReadableError as error:
        raise CityPackError([Problem(file, error.line, error.text, error.advice)]) from error
    try:
        features = _Features.model_validate(document.data).features
    except ValidationError as error:
        raise CityPackError(phrases.problems(file, error, _Features, document.line)) from error
    found = [
        Problem(file, document.line(("features", place)), said, advice) for place, said, advice in _mistakes(features)
    ]
    if found:
        raise CityPackError(found)
    return _fitted(features, margin)


def _mistakes(features: Sequence[_Feature]) -> Iterator[tuple[int, str, str]]:
    seen: set[str] = set()
    for place, feature in enumerate(features):
        name = feature.properties.id
        if name in seen:
            yield place, f"'{name}' is there twice.", "Keep one; an area in two parts is a MultiPolygon."
        seen.add(name)
        for said, advice in outlines.mistakes(name, outlines.drawn(feature.geometry)):
            yield place, said, advice


def _fitted(features: Sequence[_Feature], margin: float) -> AreaMap:
    drawn = [outlines.drawn(feature.geometry) for feature in features]
    _, south, _, north = shapely.total_bounds(drawn).tolist()
    metres_east = _METRES_A_DEGREE * math.cos(math.radians((south + north) / 2))
    to_metres = [metres_east, 0, 0, _METRES_A_DEGREE, 0, 0]
    tree = STRtree([affine_transform(outline, to_metres) for outline in drawn])
    return AreaMap(tuple(feature.properties.id for feature in features), tree, metres_east, margin)
