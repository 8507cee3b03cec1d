"""The bare syntax of the pack's files: CSV, YAML and GeoJSON as plain data, with the line of every part."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

import yaml

from domain.city.problem import did_you_mean, quoted

Loc: TypeAlias = tuple[str | int, ...]
"""The way to a part of a file: keys and indexes, such as ("networks", 3, "name") or, in a table, (12, "area")."""

Doubt: TypeAlias = tuple[int, str, str]
"""Something wrong that does not stop the reading: line, what, advice."""

_CELLS = "Put a text that holds a comma or semicolon in double quotes."
_QUOTES = 'See that every double quote in this row has its pair; a quote inside a text is written twice ("").'


class NotReadableError(Exception):
    """The syntax is broken, so that nothing can be taken from the file."""

    def __init__(self, line: int, text: str, advice: str) -> None:
        super().__init__(text)
        self.line = line
        self.text = text
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data with the line of each of its parts; of a table, also the rows left out because of their doubts."""

    data: Any
    line: Callable[[Loc], int]
    doubts: Sequence[Doubt] = ()
    left_out: Sequence[dict[str, str]] = ()


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # libyaml where PyYAML has it
    """A safe loader that leaves dates as text: a wrong one would end in a bare ValueError."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def yaml_document(text: str) -> Document:
    """Read YAML. Raises NotReadableError; a key written twice, where YAML silently takes the last, is a doubt."""
    loader = _Loader(text)
    doubts: list[Doubt] = []
    try:
        root = loader.get_single_node()
        data = loader.construct_document(root) if root is not None else None
        _find_twins(root, doubts)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        advice = "Compare the line with the one before: blanks at its start, quotes, and a blank after each colon."
        raise NotReadableError(mark.line + 1 if mark else 0, f"This is not valid YAML ({what}).", advice) from error
    finally:
        loader.dispose()
    return Document(data, lambda loc: _line(root, loc), doubts)


def _find_twins(node: yaml.Node | None, doubts: list[Doubt]) -> None:
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _find_twins(item, doubts)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                doubts.append((line, f"'{key.value}' is written twice here.", "Keep only one of the two."))
            seen.add(key.value)
            _find_twins(value, doubts)


def _line(node: yaml.Node | None, loc: Loc) -> int:
    """Follow a way; the line of the last part of it that is there, counted from 1."""
    if node is None:
        return 1
    line = int(node.start_mark.line) + 1
    for step in loc:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
            if found is not None:
                line = found[0].start_mark.line + 1
                node = found[1]
    return line


def geojson(text: str) -> Document:
    """Read JSON. Raises NotReadableError. JSON is YAML too, which gives the lines, slowly: only when one is asked."""
    advice = "Take the file again from the map editor, or mend the brackets and commas around this line."
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotReadableError(error.lineno, f"This is not valid JSON ({error.msg}).", advice) from error
    except RecursionError as error:
        raise NotReadableError(0, "The brackets of this file are nested too deep.", advice) from error

    @cache
    def root() -> yaml.Node | None:
        loader = _Loader(text.replace("\t", " "))  # a tab can only stand between JSON's parts, where YAML forbids it
        try:
            node: yaml.Node | None = loader.get_single_node()
        except yaml.YAMLError:  # the few characters that JSON allows and YAML does not: the file's first line will do
            node = None
        finally:
            loader.dispose()
        return node

    return Document(data, lambda loc: _line(root(), loc))


def table(text: str, columns: Sequence[str]) -> Document:
    """Read CSV with exactly these columns, in any order: commas, or semicolons as Excel in Italian writes them.

    Raises NotReadableError when the header is wrong or a quote is not closed; a row with too few or too many cells is a
    doubt and left out. Empty rows, and empty cells after the last column, are Excel's and not counted.
    """
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    kept: list[dict[str, str]] = []
    lines: list[int] = []
    left_out: list[dict[str, str]] = []
    doubts: list[Doubt] = []
    line = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        while header and not header[-1]:
            header.pop()
        _check_header(header, columns)
        line = reader.line_num + 1
        for row in reader:
            cells = [cell.strip() for cell in row]
            if not any(cells[len(header) :]):
                del cells[len(header) :]
            if len(cells) == len(header) and any(cells):
                kept.append(dict(zip(header, cells, strict=True)))
                lines.append(line)
            elif any(cells):
                left_out.append(dict(zip(header, cells, strict=False)))
                doubts.append((line, f"This row has {len(cells)} cells, and the header {len(header)}.", _CELLS))
            line = reader.line_num + 1
    except csv.Error as error:
        raise NotReadableError(line, f"This row cannot be read ({error}).", _QUOTES) from error
    return Document(kept, lambda loc: lines[int(loc[0])], doubts, left_out)


def _check_header(header: Sequence[str], columns: Sequence[str]) -> None:
    expected = f"The columns are {quoted(columns)}."
    for name in header:
        if name not in columns:
            raise NotReadableError(1, f"The column '{name}' is not known.", did_you_mean(name, columns, expected))
        if header.count(name) > 1:
            raise NotReadableError(1, f"The column '{name}' is there twice.", expected)
    missing = [name for name in columns if name not in header]
    if missing:
        raise NotReadableError(1, f"The header lacks {quoted(missing)}.", expected)
