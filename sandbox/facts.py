"""The facts of the Bot API that the sandbox validates by, read from `facts.json`.

`python -m sandbox.compile_facts` makes that file from a specification.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FACTS_FILE = Path(__file__).with_name("facts.json")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter of a method or a field of a type: the names of the types it takes, and whether it must be there."""

    name: str
    types: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Union:
    """A type that stands for several; `tags` narrows them down by the value of the field `tag`, where they have one."""

    members: tuple[str, ...]
    tag: str | None
    tags: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts: methods and object types by name, and the lower-case names of methods that are not played here."""

    version: str
    methods: Mapping[str, tuple[Field, ...]]
    types: Mapping[str, tuple[Field, ...]]
    unions: Mapping[str, Union]
    unplayed: Mapping[str, str]


@cache
def load_facts() -> Facts:
    """Read the facts once."""
    read: dict[str, Any] = json.loads(FACTS_FILE.read_text(encoding="utf-8"))
    return Facts(
        version=read["version"],
        methods={name: _fields(fields) for name, fields in read["methods"].items()},
        types={name: _fields(kind["fields"]) for name, kind in read["types"].items() if "fields" in kind},
        unions={
            name: Union(
                tuple(kind["one_of"]),
                kind["tag"],
                {value: tuple(members) for value, members in kind["tags"].items()},
            )
            for name, kind in read["types"].items()
            if "one_of" in kind
        },
        unplayed={name.lower(): name for name in read["unplayed"]},
    )


def _fields(fields: Mapping[str, Any]) -> tuple[Field, ...]:
    return tuple(Field(name, tuple(types), required) for name, (types, required) in fields.items())
