"""Values of the Bot API's types, drawn at random from the compiled specification.

They are drawn with a `random.Random` that Hypothesis seeds, not with strategies: an update has hundreds of fields, and
two thousand of them are to be made within a second.
"""

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from tests.updates.compile_types import ARRAY_OF, SCALARS, TYPES_FILE

Draw = Callable[[Random], Any]

MOST_OPTIONAL = 4
"""How many of an object's optional fields are there at once; more only makes updates long, not stranger."""

_STRANGE_TEXTS = (
    "",
    " ",
    "\n\n",
    "\u202e",
    "e\u0301",
    "👩‍👩‍👧‍👦",
    "𝕽𝖊𝖙𝖎",
    "<b>&amp;</i>",
    "{place} %s",
    "\x00",
    "'; --",
    "a:b:c:d",
)
_STRANGE_FLOATS = (0.0, -0.0, 90.0, -180.0, 1e-320, 1e308, -1e308)
_LONGEST_IDENTIFIER = 2**52  # "at most 52 significant bits"


class Specification:
    """Draws values of any type an update is made of.

    `given` says how some are drawn: by type ("Chat"), or by field ("Message.text").
    """

    def __init__(self, given: Mapping[str, Draw]) -> None:
        self._types: dict[str, Any] = json.loads(TYPES_FILE.read_text(encoding="utf-8"))["types"]
        self._given = given

    def fields(self, kind: str) -> list[str]:
        """Name the fields of a type."""
        return list(self._types[kind]["fields"])

    def value(self, random: Random, kind: str, depth: int) -> Any:
        """Draw a value of a type, which may be a scalar, an array, a union or an object nested `depth` times."""
        if kind in self._given:
            return self._given[kind](random)
        if kind in SCALARS:
            return scalar(random, kind)
        if kind.startswith(ARRAY_OF):
            inner = kind.removeprefix(ARRAY_OF)
            return [self.value(random, inner, depth) for _ in range(random.randint(0, 2) if depth > 0 else 0)]
        if "one_of" in self._types[kind]:
            options = self._types[kind]["one_of"]
            return self.value(random, random.choice(options) if depth > 0 else options[0], depth)
        return self.object(random, kind, depth)

    def object(self, random: Random, kind: str, depth: int) -> dict[str, Any]:
        """Draw an object with its required fields and a few others."""
        fields = self._types[kind]["fields"]
        optional = [name for name, (_, required, *_) in fields.items() if not required]
        few = random.sample(optional, min(len(optional), random.randint(0, MOST_OPTIONAL))) if depth > 0 else []
        there = [name for name, (_, required, *_) in fields.items() if required]
        return {name: self.field(random, kind, name, depth) for name in there + few}

    def field(self, random: Random, kind: str, name: str, depth: int) -> Any:
        """Draw a value of one field of a type."""
        field_kind, _, *values = self._types[kind]["fields"][name]
        if f"{kind}.{name}" in self._given:
            return self._given[f"{kind}.{name}"](random)
        if values:
            return random.choice(values[0])
        if field_kind == "Integer" and (name == "id" or name.endswith("_id")):
            return random.choice((1, random.randint(-_LONGEST_IDENTIFIER, _LONGEST_IDENTIFIER)))
        return self.value(random, field_kind, depth - 1)


def scalar(random: Random, kind: str) -> Any:
    """Draw a value that JSON has of itself."""
    match kind:
        case "Integer":
            return random.choice((0, 1, random.randint(-(2**31), 2**31 - 1)))
        case "Float":
            return random.choice((*_STRANGE_FLOATS, random.uniform(-360, 360)))
        case "String":
            return random.choice((*_STRANGE_TEXTS, text(random, 20)))
        case "Boolean":
            return random.random() < 0.5
    return True


def text(random: Random, longest: int) -> str:
    """Draw a text of any characters that UTF-8 can say."""
    ends = random.choices((0x20, 0x80, 0x3000, 0x110000), k=random.randint(1, longest))
    return "".join(chr(random.randrange(end)) for end in ends).encode(errors="ignore").decode()
