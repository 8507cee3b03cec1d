"""The areas' outlines: made, and checked: one for each area, in Italy, and without knots."""

from collections.abc import Iterator

import shapely
from shapely import MultiPolygon, Polygon

from domain.city.problem import Problem, did_you_mean
from domain.city.read import Pack
from domain.city.rows import MultiPolygonRow, PolygonRow

_LONGITUDES = (6.0, 19.0)
_LATITUDES = (35.0, 48.0)
"""Italy lies within these, in degrees (WGS 84): 6.6-18.6 E, 35.4-47.1 N. They do not overlap, so that latitude and
longitude in the wrong order are always noticed."""


def drawn(geometry: PolygonRow | MultiPolygonRow) -> Polygon | MultiPolygon:
    """Make the shape of an outline."""
    if isinstance(geometry, PolygonRow):
        return _polygon(geometry.coordinates)
    return MultiPolygon([_polygon(rings) for rings in geometry.coordinates])


def _polygon(rings: list[list[list[float]]]) -> Polygon:
    return Polygon(rings[0], rings[1:])


def check(pack: Pack) -> Iterator[Problem]:
    """Find areas without an outline or with two, and outlines that cannot be right."""
    if pack.outlines.readable and pack.areas.readable:
        yield from _pairs(pack)
    for index, row in pack.outlines:
        for said, advice in mistakes(row.properties.id, drawn(row.geometry)):
            yield pack.outlines.problem(index, "geometry", said, advice)


def mistakes(name: str, outline: Polygon | MultiPolygon) -> Iterator[tuple[str, str]]:
    """Find why the outline of an area cannot be right, if so: what is wrong, and what to do."""
    west, south, east, north = outline.bounds
    if not (_within(west, east, _LONGITUDES) and _within(south, north, _LATITUDES)):
        swapped = _within(west, east, _LATITUDES) and _within(south, north, _LONGITUDES)
        yield (
            f"The outline of '{name}' is not in Italy.",
            "Latitude and longitude seem swapped: GeoJSON has the longitude first."
            if swapped
            else "Export it again in degrees, as WGS 84 (EPSG:4326).",
        )
    elif not outline.is_valid:
        yield (
            f"The outline of '{name}' is not valid: {shapely.is_valid_reason(outline)}.",
            "Draw that place again without crossing lines; QGIS mends it with 'Fix geometries'.",
        )


def _within(low: float, high: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= low and high <= bounds[1]


def _pairs(pack: Pack) -> Iterator[Problem]:
    areas = pack.areas.names("id")
    drawn: dict[str, int] = {}
    for index, row in pack.outlines:
        name = row.properties.id
        if name not in areas:
            advice = did_you_mean(name, sorted(areas), "Add the area to areas.yaml, or delete the outline.")
            yield pack.outlines.problem(index, "properties", f"'{name}' is not in areas.yaml.", advice)
        before = drawn.setdefault(name, index)
        if before != index:
            said = f"'{name}' already has an outline on line {pack.outlines.line(before, 'properties')}."
            yield pack.outlines.problem(index, "properties", said, "Keep one; an area in two parts is a MultiPolygon.")
    if pack.outlines.wrong:
        return
    for index, area in pack.areas:
        if area.id not in drawn:
            advice = "Draw it in areas.geojson, with the area's id among its properties."
            yield pack.areas.problem(index, "id", f"'{area.id}' has no outline in areas.geojson.", advice)
