"""The areas of the page's map, each with a name."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def named_areas(map_file: Path, names: Mapping[str, str]) -> dict[str, Any]:
    """Read a GeoJSON FeatureCollection whose areas may have a `properties.name`, or only an id that `names` knows.

    One that has neither is called by its id. Raises OSError or ValueError if the file cannot be read.
    """
    collection: dict[str, Any] = json.loads(map_file.read_bytes())
    features = collection["features"]
    return {"type": "FeatureCollection", "features": [_named(feature, names) for feature in features]}


def _named(feature: dict[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    properties = feature["properties"]
    identifier = str(properties.get("id", ""))
    return {**feature, "properties": {"name": properties.get("name") or names.get(identifier, identifier)}}
