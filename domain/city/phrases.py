"""What pydantic finds wrong, said in the words of the person who edits the pack."""

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from domain.city.problem import Problem
from domain.city.syntax import Loc


def problems(file: str, error: ValidationError, model: type[BaseModel], locate: Callable[[Loc], int]) -> list[Problem]:
    """Make a problem of each error."""
    return [Problem(file, locate(found["loc"]), f"{found['loc']}: {found['msg']}.", "") for found in error.errors()]
