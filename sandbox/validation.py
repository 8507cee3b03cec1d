"""Reading the parameters of a call by the facts, as leniently and as strictly as the real server does.

A parameter is text to the server (telegram-bot-api, Query.h): numbers are read from its first digits and anything else
is 0, objects are JSON. What is inside an object is typed, and a wrong type there is refused by name.
"""

import json
import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from sandbox.errors import bad_request
from sandbox.facts import Facts, Field, Union
from sandbox.files import Upload
from sandbox.wording import INSIDE, MISSING, MUST_BE, NOT_JSON, ROWS, WRONG_SHAPE

_ARRAY_OF = "Array of "
_INTEGER = re.compile(r"\s*(-?\d{1,19})")
_FLOAT = re.compile(r"\s*[-+]?\d*\.?\d*(?:[eE][-+]?\d+)?")
_TRUTHS = frozenset({"true", "yes", "1"})

_MARKUPS = ("InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply")
"""Every `reply_markup` is read as any of these; which of them may stand there is asked later."""


class _RefusalError(Exception):
    """Something inside an object is wrong; the text is in the server's words."""


class Parameters:
    """Reads the raw parameters of each method into typed values."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._readers: dict[str, tuple[tuple[Field, Callable[[str, Any], Any]], ...]] = {
            method: tuple((field, self._reader(field)) for field in fields) for method, fields in facts.methods.items()
        }

    def read(self, method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
        """Give the known, present parameters as typed values; unknown ones are ignored as the server ignores them.

        Raises ApiError 400 for a missing required one, broken JSON, or something wrong inside an object. The chat is
        asked for last, as the server does.
        """
        values: dict[str, Any] = {}
        missing: list[str] = []
        for field, read in self._readers[method]:
            value = raw.get(field.name)
            if value is None or value == "":
                if field.required:
                    missing.append(field.name)
                continue
            read_value = read(field.name, value)
            if read_value is not None:
                values[field.name] = read_value
        for name in sorted(missing, key="chat_id".__eq__):
            said = MISSING.get(name, f'parameter "{name}" is required')
            if said is not None:
                raise bad_request(said)
        return values

    def _reader(self, field: Field) -> Callable[[str, Any], Any]:
        types = _MARKUPS if field.name == "reply_markup" else field.types
        if "InputFile" in types:
            return lambda _name, value: value if isinstance(value, Upload) else _as_text(value)
        if "String" in types:
            return lambda _name, value: _as_text(value)
        if types == ("Integer",):
            return lambda _name, value: _as_integer(value)
        if types == ("Float",):
            return lambda _name, value: _as_float(value)
        if types in {("Boolean",), ("True",)}:
            return lambda _name, value: _as_text(value).lower() in _TRUTHS
        return lambda name, value: self._object(name, value, types)

    def _object(self, name: str, value: Any, types: tuple[str, ...]) -> Any:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                said = NOT_JSON.get(name, f"can't parse {name} JSON object")
                if said is None:
                    return None
                raise bad_request(said) from None
        array = types[0].startswith(_ARRAY_OF)
        if not isinstance(value, list if array else dict):
            if name in NOT_JSON and NOT_JSON[name] is None:
                return None
            raise bad_request(WRONG_SHAPE.get(name, f"can't parse {name} JSON object"))
        try:
            return self._typed(value, types)
        except _RefusalError as refusal:
            raise bad_request(str(refusal)) from None

    def _typed(self, value: Any, types: tuple[str, ...]) -> Any:
        if types[0] in {"Integer", "String"}:
            return value
        if isinstance(value, list):
            inner = tuple(kind.removeprefix(_ARRAY_OF) for kind in types if kind.startswith(_ARRAY_OF))
            if not inner:
                raise _RefusalError("expected an Object")
            return [self._typed(item, inner) for item in value]
        if types[0].startswith(_ARRAY_OF):
            raise _RefusalError("expected an Array")
        if types[0] == "KeyboardButton" and isinstance(value, str):
            value = {"text": value}
        if not isinstance(value, dict):
            raise _RefusalError(_inside(types[0]) + MUST_BE.get(types[0], "expected an Object"))
        chosen = self._choose(value, types)
        try:
            return self._fields(value, self._facts.types[chosen])
        except _RefusalError as refusal:
            raise _RefusalError(_inside(chosen) + str(refusal)) from None

    def _choose(self, value: dict[str, Any], types: tuple[str, ...]) -> str:
        """Find which of several object types is meant: by its tag, else the one that needs most of what is there."""
        members = types
        union = self._union(types)
        if union is not None:
            members = union.members
            if union.tag is not None:
                members = self._tagged(value, types[0], union.tag, union.tags)
        needs = {kind: {field.name for field in self._facts.types[kind] if field.required} for kind in members}
        complete = [kind for kind in members if needs[kind] <= value.keys()]
        return max(complete or members[:1], key=lambda kind: len(needs[kind]))

    def _union(self, types: tuple[str, ...]) -> Union | None:
        """Find the union that is one of these types by itself, or that all of them are members of."""
        if types[0] in self._facts.unions:
            return self._facts.unions[types[0]]
        if len(types) == 1:
            return None
        return next((union for union in self._facts.unions.values() if {*types} <= {*union.members}), None)

    @staticmethod
    def _tagged(value: dict[str, Any], kind: str, tag: str, tags: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        if tag not in value:
            raise _RefusalError(f'{_inside(kind)}Can\'t find field "{tag}"')
        if str(value[tag]) not in tags:
            raise _RefusalError(f'{_inside(kind)}type "{value[tag]}" is unsupported')
        return tags[str(value[tag])]

    def _fields(self, value: dict[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
        typed: dict[str, Any] = {}
        for field in fields:
            item = value.get(field.name)
            if item is None:
                if field.required:
                    raise _RefusalError(f'Can\'t find field "{field.name}"')
                continue
            typed[field.name] = self._field(field, item)
        return typed

    def _field(self, field: Field, item: Any) -> Any:
        types = field.types
        if "String" in types:
            if isinstance(item, (str, int, float)) and not isinstance(item, bool):
                return item if isinstance(item, str) else _as_text(item)
            raise _RefusalError(f'Field "{field.name}" must be of type String')
        if types in {("Integer",), ("Float",)}:
            return _number(field.name, item, whole=types == ("Integer",))
        if types in {("Boolean",), ("True",)}:
            if isinstance(item, bool):
                return item
            raise _RefusalError(f'Field "{field.name}" must be of type Boolean')
        if types[0].startswith(_ARRAY_OF) != isinstance(item, list):
            kind = "Array" if types[0].startswith(_ARRAY_OF) else "Object"
            raise _RefusalError(f'Field "{field.name}" must be of type {kind}')
        if types[0].startswith(_ARRAY_OF + _ARRAY_OF) and not all(isinstance(row, list) for row in item):
            raise _RefusalError(ROWS.get(field.name, f'Field "{field.name}" must be an Array of Arrays'))
        return self._typed(item, types)


def _number(name: str, item: Any, *, whole: bool) -> int | float:
    if isinstance(item, bool) or not isinstance(item, (int, float, str)):
        raise _RefusalError(f'Field "{name}" must be of type Number')
    try:
        number = float(item)
        if isfinite(number):
            return int(item) if whole else number
    except (ValueError, OverflowError):
        pass  # Text that is no number, or a number beyond all bounds: refused below.
    raise _RefusalError(f'Field "{name}" must be a valid Number')


def _inside(kind: str) -> str:
    return next((words for start, words in INSIDE if kind.startswith(start)), "")


def _as_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _as_integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = _INTEGER.match(_as_text(value))
    return int(found[1]) if found else 0


def _as_float(value: Any) -> float:
    found = _FLOAT.match(_as_text(value))
    try:
        return float(found[0]) if found else 0.0
    except ValueError:
        return 0.0
