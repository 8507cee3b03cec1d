"""Every regular expression of the product, and texts made of its own pieces that make a bad one slow.

What backtracks does so over repetitions: each is pumped, after what stands before it, and ended by what cannot match.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from inspect import getsource
from itertools import islice, takewhile
from re import _constants as op
from re import _parser as parser
from types import ModuleType
from typing import Any

PACKAGES = ("bot", "domain", "handlers", "sandbox", "storage")
_WAYS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
_MANY = 8
"""A repetition of fewer is as good as bounded."""

_OF_CATEGORY = {
    op.CATEGORY_DIGIT: "7", op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_SPACE: " ", op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a", op.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_NO_MATCH = ("\0", "", "!x")


def modules() -> Iterator[ModuleType]:
    """All modules of the product; the migrations, which alembic loads, among them."""
    for package in PACKAGES:
        root = importlib.import_module(package)
        yield root
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not found.name.endswith(("__main__", "migrations.env")):
                yield importlib.import_module(found.name)


@dataclass
class Expression:
    """A pattern of a module, and how it is used: one that is only matched whole begins nowhere but at the beginning."""

    pattern: re.Pattern[Any]
    module: str
    ways: set[str] = field(default_factory=set)


def expressions() -> list[Expression]:
    """All patterns: those that are compiled, and those that a call to `re` names."""
    found: dict[re.Pattern[Any], Expression] = {}
    for module in modules():
        called = list(_called(module))
        for pattern in (*_compiled(vars(module), set()), *(pattern for pattern, _ in called)):
            found.setdefault(pattern, Expression(pattern, module.__name__))
        for pattern, way in called:
            found[pattern].ways.add(way)
    return list(found.values())


def _compiled(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (dict, list, tuple, set, frozenset)) and id(value) not in seen:
        seen.add(id(value))
        for one in [*value, *(value.values() if isinstance(value, dict) else ())]:
            yield from _compiled(one, seen)


def _called(module: ModuleType) -> Iterator[tuple[re.Pattern[Any], str]]:
    """The patterns of `re.sub(…)` and of `NAME.search(…)`; what a function puts into one stands as a figure."""
    for node in ast.walk(ast.parse(getsource(module))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=way), args=[first, *more]) if way in _WAYS:
                written = _text(first, vars(module))
                if written is not None:
                    words = [word.attr for arg in more for word in ast.walk(arg) if isinstance(word, ast.Attribute)]
                    flags = sum(getattr(re, word) for word in words if word.isupper())
                    yield re.compile(written, flags), way
            case ast.Attribute(value=ast.Name(id=name), attr=way) if way in _WAYS:
                if isinstance(pattern := vars(module).get(name), re.Pattern):
                    yield pattern, way


def _text(node: ast.expr, names: Mapping[str, Any]) -> str | bytes | None:
    match node:
        case ast.Constant(value=str() | bytes() as value):
            return value
        case ast.Name(id=name):
            value = names.get(name)
            return value if isinstance(value, (str, bytes)) else None
        case ast.JoinedStr(values=values):
            return "".join(_text(value, names) or "7" for value in values)  # type: ignore[misc]
        case ast.FormattedValue(value=value):
            return _text(value, names) or "7"
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            both = _text(left, names), _text(right, names)
            return None if None in both else both[0] + both[1]  # type: ignore[operator]
    return None


def hostile(pattern: re.Pattern[Any], most: int) -> Iterator[tuple[str, str, str]]:
    """Texts as what stands first, what is repeated, and the end, those that are likeliest to be slow first."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    yield from islice(dict.fromkeys(_texts(tree)), most)


def _texts(tree: Any) -> Iterator[tuple[str, str, str]]:
    pumps = list(dict.fromkeys(_pumps(tree, "")))
    for end in _NO_MATCH:
        for before, piece in pumps:
            yield before, piece, end
    for before, piece in pumps:
        yield "", before + piece, "\0"
    pieces = list(dict.fromkeys(piece for _, piece in pumps if piece))
    for one in pieces:
        for other in pieces:
            yield "", one + other, "\0"
            yield one * 3, other, "\0"


def _pumps(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Each repetition of a pattern: what stands before it, and one turn of it."""
    for operator, value in tree:
        for inner, repeated in _inside(operator, value):
            yield from _pumps(inner, before)
            if repeated:
                yield from ((before, turn) for turn in _turns(inner))
        before += _sample([(operator, value)])
    if before:
        yield "", before


def _inside(operator: Any, value: Any) -> Iterator[tuple[Any, bool]]:
    match operator:
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            _, most, inner = value
            yield inner, most >= _MANY
        case op.SUBPATTERN:
            yield value[-1], False
        case op.ATOMIC_GROUP:
            yield value, False
        case op.BRANCH:
            yield from ((branch, False) for branch in value[1])
        case op.ASSERT | op.ASSERT_NOT:
            yield value[1], False


def _turns(tree: Any) -> Iterator[str]:
    """What one turn of a repetition may be: each branch, each character of a set."""
    if len(tree) == 1:
        [(operator, value)] = tree
        if operator is op.BRANCH:
            yield from (_sample(branch) for branch in value[1])
            return
        if operator is op.IN:
            yield from dict.fromkeys(_characters(value))
            return
        if operator is op.SUBPATTERN:
            yield from _turns(value[-1])
            return
    yield _sample(tree)


def _sample(tree: Any) -> str:
    """A text that a piece of a pattern matches, or nearly so."""
    return "".join(_piece(operator, value) for operator, value in tree)


def _piece(operator: Any, value: Any) -> str:  # noqa: PLR0911 - a line for each sort of piece
    match operator:
        case op.LITERAL:
            return chr(value)
        case op.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        case op.ANY:
            return "a"
        case op.IN:
            return next(_characters(value), "")
        case op.MAX_REPEAT | op.MIN_REPEAT | op.POSSESSIVE_REPEAT:
            least, _, inner = value
            return _sample(inner) * max(least, 1)
        case op.SUBPATTERN:
            return _sample(value[-1])
        case op.ATOMIC_GROUP:
            return _sample(value)
        case op.BRANCH:
            return _sample(value[1][0])
    return ""


def _characters(items: Any) -> Iterator[str]:
    """Some characters of a set, of one that leaves some out others."""
    if items[0][0] is op.NEGATE:
        left_out = set(_characters(items[1:]))
        yield from (character for character in "a 7,\n.-|" if character not in left_out)
        return
    for operator, value in items:
        if operator is op.LITERAL:
            yield chr(value)
        elif operator is op.RANGE:
            yield chr(value[0])
        elif operator is op.CATEGORY:
            yield _OF_CATEGORY[value]


_TELLING = 0.02
"""CPU seconds from which on a growth can be told from noise; of a linear pattern few texts ever take so long."""


_FAR_MORE = 2.9
"""Linear is twice, quadratic four times."""


def grows_too_fast(expression: Expression, text: tuple[str, str, str], longest: int) -> bool:
    """Say whether twice the text takes far more than twice the time, as it does where each start is tried anew."""
    doubled = (64 << step for step in range(longest.bit_length()))
    for length in (*range(16, 64, 2), *takewhile(longest.__ge__, doubled)):  # two by two where each letter may double
        if _seconds(expression, text, length) >= _TELLING:
            return all(_growth(expression, text, length) > _FAR_MORE for _ in range(3))
    return False


def _growth(expression: Expression, text: tuple[str, str, str], length: int) -> float:
    half, whole = (min(_seconds(expression, text, of) for _ in range(2)) for of in (length // 2, length))
    return whole / max(half, 1e-6)


def _seconds(expression: Expression, text: tuple[str, str, str], length: int) -> float:
    pattern, (before, piece, end) = expression.pattern, text
    whole = f"{before}{piece * (length // len(piece))}{end}"
    subject = whole.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else whole
    began = time.thread_time()
    for way in {"match", "fullmatch"} & (expression.ways or {"fullmatch"}):
        getattr(pattern, way)(subject)
    if not expression.ways or expression.ways - {"match", "fullmatch"}:
        pattern.search(subject)
        deque(pattern.finditer(subject), maxlen=0)
    return time.thread_time() - began
