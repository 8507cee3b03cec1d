"""What pydantic finds wrong in a file, said in the words of the person who edits it."""

from collections.abc import Callable, Sequence
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from domain.city.cells import PATTERNS
from domain.city.problem import Problem, did_you_mean, quoted
from domain.city.syntax import Loc

_SHOWN = 40
"""Characters of a wrong value that are shown again."""

_TOO_LITTLE = ("'{name}' is empty.", "Fill it in; the entry before it shows how.")
_NO_NUMBER = ("'{name}' cannot be {value}.", "Write a whole number, in digits alone.")
_NO_WORD = ("'{name}' cannot be {value}.", "Write {expected}.")
_NO_LIST = ("'{name}' must be a list and is {value}.", "Write it in square brackets: [one, two].")
_NO_TRUTH = ("'{name}' must be true or false and is {value}.", "Write true or false, without quotes.")
_NO_GROUP = (
    "'{name}' lacks the parts that belong in it.",
    "Compare it with another entry, or with the version before.",
)

_SAID = {
    "missing": ("'{name}' is missing here.", "Add it; where nothing is known, some may be null."),
    "string_too_short": _TOO_LITTLE,
    "too_short": ("'{name}' has {actual_length} parts: too few.", "At least {min_length} are needed."),
    "too_long": ("'{name}' has {actual_length} parts: too many.", "At most {max_length} are allowed."),
    "string_type": ("'{name}' must be a text and is {value}.", "Put it in double quotes."),
    "enum": _NO_WORD,
    "literal_error": _NO_WORD,
    "union_tag_invalid": ("The type of '{name}' cannot be '{tag}'.", "Use one of {expected_tags}."),
    "int_parsing": _NO_NUMBER,
    "int_type": _NO_NUMBER,
    "int_from_float": _NO_NUMBER,
    "greater_than_equal": ("'{name}' cannot be {value}.", "Write a whole number, {ge} or more."),
    "less_than_equal": ("'{name}' cannot be {value}.", "Write a whole number, {le} or less."),
    "value_error": ("'{name}' {error}, and is {value}.", "Correct it."),
    "bool_type": _NO_TRUTH,
    "bool_parsing": _NO_TRUTH,
    "tuple_type": _NO_LIST,
    "list_type": _NO_LIST,
    "model_type": _NO_GROUP,
    "dict_type": _NO_GROUP,
}
"""By pydantic's type of error: what is wrong, and what to do."""


def problems(file: str, error: ValidationError, model: type[BaseModel], locate: Callable[[Loc], int]) -> list[Problem]:
    """Make a problem of each error; `locate` gives the line of a part of the file."""
    return [Problem(file, locate(found["loc"]), *_said(found, model)) for found in error.errors(include_url=False)]


def _said(found: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    steps = [step for step in found["loc"] if isinstance(step, str) and step != "[key]"]
    name, value, context = steps[-1] if steps else "the file", _shown(found["input"]), found.get("ctx", {})
    if found["type"] == "extra_forbidden":
        known = _fields(model, steps[:-1])
        return f"'{name}' is not known here.", did_you_mean(name, known, f"Known are {quoted(known)}.")
    if found["type"] == "string_pattern_mismatch":
        return f"'{name}' cannot be {value}.", PATTERNS[context["pattern"]]
    otherwise = (f"'{name}' is wrong ({found['msg']}).", "Compare it with another entry of this file.")
    text, advice = _SAID.get(found["type"], otherwise)
    return text.format(name=name, value=value, **context), advice.format(**context)


def _shown(value: object) -> str:
    text = f"'{value}'" if isinstance(value, str) else "empty" if value is None else str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _fields(model: type[BaseModel], steps: Sequence[str]) -> list[str]:
    """Give the names that a model knows, or the model found inside it by these steps."""
    for step in steps:
        annotation = model.model_fields[step].annotation
        inner = [part for part in (annotation, *get_args(annotation)) if isinstance(part, type)]
        model = next(part for part in inner if issubclass(part, BaseModel))
    return list(model.model_fields)
