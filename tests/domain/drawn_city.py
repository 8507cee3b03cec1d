"""A city of three areas drawn by hand: two squares side by side and a strip under both, each a kilometre or so high."""

import json
import math
from collections.abc import Mapping

from tests.domain import small_city

SOUTH, MIDDLE, NORTH = 45.69, 45.70, 45.71
WEST, BETWEEN, EAST = 9.66, 9.67, 9.68

BOXES = {
    "mattino": (WEST, MIDDLE, BETWEEN, NORTH),
    "sera": (BETWEEN, MIDDLE, EAST, NORTH),
    "fiume": (WEST, SOUTH, EAST, MIDDLE),
}
"""West, south, east and north of each area, in degrees."""

METRES_NORTH = 111_195.0
METRES_EAST = METRES_NORTH * math.cos(math.radians(MIDDLE))


def metres(area: str, latitude: float, longitude: float) -> float:
    """From a position to an area; 0 inside."""
    west, south, east, north = BOXES[area]
    across = max(west - longitude, 0.0, longitude - east) * METRES_EAST
    along = max(south - latitude, 0.0, latitude - north) * METRES_NORTH
    return math.hypot(across, along)


def geojson(**properties: str) -> str:
    """The areas as a municipality may publish them, with other properties beside the id."""
    features = [
        {
            "type": "Feature",
            "properties": {"id": area, "basis": "mapped", "certainty": "high", **properties},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
            },
        }
        for area, (west, south, east, north) in BOXES.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, indent=1)


def pack(streets: str) -> Mapping[str, str]:
    """The files of a pack of this city, with this street table."""
    areas = "".join(
        f"  - {{id: {area}, code: {area[:3]}, name: {area.capitalize()}, network: {area},"
        " source_url: https://example.org, confidence: published}\n"
        for area in BOXES
    )
    networks = "".join(
        f"  - {{id: {area}, code: {area[:3]}, name: {area.capitalize()}, areas: [{area}], themes: [],"
        " source_url: https://example.org, confidence: published}\n"
        for area in BOXES
    )
    tables = {file: text.split("\n")[0] + "\n" for file, text in small_city.FILES.items() if file.endswith(".csv")}
    return {
        **tables,
        "networks.yaml": f"retired_codes: []\nnetworks:\n{networks}",
        "areas.yaml": f"retired_codes: []\nareas:\n{areas}",
        "areas.geojson": geojson(),
        "streets.csv": streets,
    }
