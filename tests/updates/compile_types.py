"""Compile the types that an `Update` is made of from a machine-readable Bot API specification.

Run as `python -m tests.updates.compile_types PATH_TO_SPEC`; it writes `types.json` beside this module: names, types
and which fields must be there. Of the prose only the values are taken that a field can have ("always 'premium'", "can
be either 'private', 'group', …").
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TYPES_FILE = Path(__file__).with_name("types.json")
SCALARS = frozenset({"Integer", "Float", "String", "Boolean", "True"})
ARRAY_OF = "Array of "

_VALUES = re.compile(r"\b(?:always|can be|one of|either)\b(?P<listed>.*)", re.DOTALL)
_QUOTED = re.compile(r"'(\w+)'")


def compile_types(specification: dict[str, Any]) -> dict[str, Any]:
    """Give the version, and by name the `fields` (type, whether required, and perhaps the values) or the `one_of`."""
    types: dict[str, Any] = {}
    wanted = ["Update"]
    while wanted:
        name = wanted.pop().replace(ARRAY_OF, "")
        if name in SCALARS or name in types:
            continue
        described = specification["types"][name]
        if "subtypes" in described:
            types[name] = {"one_of": described["subtypes"]}
            wanted.extend(described["subtypes"])
        else:
            types[name] = {"fields": {field["name"]: _field(field) for field in described.get("fields", [])}}
            wanted.extend(kind for kind, *_ in types[name]["fields"].values())
    return {"version": specification["version"], "types": dict(sorted(types.items()))}


def _field(described: dict[str, Any]) -> list[Any]:
    [kind] = described["types"]
    listed = _VALUES.search(described["description"]) if kind == "String" else None
    values = sorted(set(_QUOTED.findall(listed["listed"]))) if listed else []
    return [kind, described["required"], *([values] if values else [])]


def main() -> None:
    """Read the specification named on the command line and write the types, one a line."""
    compiled = compile_types(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(described)}" for name, described in compiled["types"].items())
    text = f'{{"version": {json.dumps(compiled["version"])}, "types": {{\n{lines}\n}}}}\n'
    TYPES_FILE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
