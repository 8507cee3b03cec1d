"""Compile the facts the sandbox validates by from a machine-readable Bot API specification.

Run as `python -m sandbox.compile_facts PATH_TO_SPEC`; it writes `sandbox/facts.json`: the parameters of the methods
played here, the types they need, and the mere names of all other methods. No prose is taken over.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from sandbox.facts import FACTS_FILE
from sandbox.methods import PLAYED

_SCALARS = frozenset({"Integer", "String", "Boolean", "Float", "True", "InputFile"})
_ARRAY_OF = "Array of "
_LEFT_OUT = frozenset({"InputRichMessage", "InputRichMessageContent"})
"""Rich messages are a format of their own, which the sandbox does not play."""
_TAG_VALUE = re.compile(r"(?:must be|always) ['\"“*]?(?P<value>[a-z0-9_]+)['\"”*]?$")


def compile_facts(specification: dict[str, Any]) -> dict[str, Any]:
    """Give the facts: version, `methods`, `types` and `unplayed`."""
    methods = {name: _fields(specification["methods"][name]) for name in sorted(PLAYED)}
    types: dict[str, Any] = {}
    wanted = [kind for fields in methods.values() for kinds, _ in fields.values() for kind in kinds]
    while wanted:
        name = wanted.pop()
        while name.startswith(_ARRAY_OF):
            name = name.removeprefix(_ARRAY_OF)
        if name in _SCALARS or name in types:
            continue
        described = specification["types"][name]
        if "subtypes" in described:
            members = [subtype for subtype in described["subtypes"] if subtype not in _LEFT_OUT]
            types[name] = {"one_of": members, **_tags(members, specification["types"])}
            wanted.extend(members)
        else:
            types[name] = {"fields": _fields(described)}
            wanted.extend(kind for kinds, _ in types[name]["fields"].values() for kind in kinds)
    return {
        "version": specification["version"],
        "methods": methods,
        "types": dict(sorted(types.items())),
        "unplayed": sorted(set(specification["methods"]) - PLAYED),
    }


def _fields(described: dict[str, Any]) -> dict[str, Any]:
    return {
        field["name"]: [field["types"], field["required"]]
        for field in described.get("fields", [])
        if not _LEFT_OUT.intersection(field["types"])
    }


def _tags(subtypes: list[str], types: dict[str, Any]) -> dict[str, Any]:
    """Find the field that tells the subtypes apart, such as `type`, and its value in each of them."""
    tags: dict[str, list[str]] = {}
    for subtype in subtypes:
        first = types[subtype]["fields"][0]
        value = _TAG_VALUE.search(first["description"])
        if value is None:
            return {"tag": None, "tags": {}}
        tags.setdefault(value["value"], []).append(subtype)
    return {"tag": types[subtypes[0]]["fields"][0]["name"], "tags": tags}


def main() -> None:
    """Read the specification named on the command line and write the facts beside this module."""
    specification = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    facts = compile_facts(specification)
    FACTS_FILE.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
