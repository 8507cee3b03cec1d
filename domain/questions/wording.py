"""Tables of phrases, compiled to patterns over plain words.

A table has a phrase a line, in lower case without accents: "(si|ci|vi) riunisce" gives alternatives, "?" makes what is
before it optional, " ... " stands for up to seven words, and a line that begins with "|" goes on with the one before,
after "| " with its next word. What a reading used is replaced by `USED`, so that no later phrase runs across it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from re import Match, Pattern

from domain.lookup.language import STREET_KINDS

USED = "|"
_GAP = "(?: [^ ]+){0,7} "
_GOES_ON = re.compile(r"\n *(\| |\|)")
_BEFORE, _AFTER = "(?<![^ ])", "(?![^ ])"
_SHORTEST_TO_MISTYPE = 5
_OF_A_NAME = frozenset(
    {"di", "d", "da", "del", "dello", "della", "dell", "dei", "degli", "delle", "de", "il", "la", "i"}
)
"""Small words between a sort of street and its name; "in piazza a Redona" is no street of Redona."""


def listed(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


def whole(expression: str) -> Pattern[str]:
    """Compile a regular expression that matches whole words only."""
    return re.compile(f"{_BEFORE}(?:{expression}){_AFTER}")


def optional(words: str) -> str:
    """Write alternatives, with the blank after them, that may be left out; for a regular expression."""
    return f"(?:(?:{words}) )?"


def phrases(table: str) -> Pattern[str]:
    """Compile a table of phrases; its groups do not capture."""
    joined = _GOES_ON.sub(lambda goes_on: " " if goes_on[1] == "| " else "|", table)
    alternatives = "|".join(line.strip() for line in joined.splitlines() if line.strip())
    return whole(alternatives.replace("(", "(?:").replace(" ... ", _GAP))


def is_long(word: str) -> bool:
    """Tell whether a word is long enough to be recognised with a slip."""
    return len(word) >= _SHORTEST_TO_MISTYPE


def vocabulary(patterns: Iterable[Pattern[str]]) -> frozenset[str]:
    """Give the words of patterns that are long enough to be recognised with a slip."""
    bare = (re.sub(r"\?P<\w+>|\\.", " ", pattern.pattern) for pattern in patterns)
    return frozenset(word for text in bare for word in re.findall(rf"[a-z]{{{_SHORTEST_TO_MISTYPE},}}", text))


def found(pattern: Pattern[str], plain: str) -> Iterator[Match[str]]:
    """Find a pattern, but not in the name of a street ("via Sabato", "via dello Sport")."""
    return (match for match in pattern.finditer(plain) if not names_street(plain, match.start()))


def names_street(plain: str, start: int, kinds: frozenset[str] = STREET_KINDS - {"piazza", "corso"}) -> bool:
    """Tell whether the word at `start` begins what follows a sort of street."""
    return follows_kind(last_words(plain[:start]), kinds)


def last_words(before: str) -> Sequence[str]:
    """Give the last two words: however long what stands before is, and it is asked of each word that is found."""
    return before.rsplit(None, 2)[-2:]


def follows_kind(before: Sequence[str], kinds: frozenset[str]) -> bool:
    """Tell whether words end with a sort of street, an article apart."""
    last = before[:-1] if before and before[-1] in _OF_A_NAME else before
    return bool(last) and last[-1] in kinds


def without(plain: str, spans: Iterable[tuple[int, int]]) -> str:
    """Replace what was used."""
    for start, end in sorted(spans, reverse=True):
        plain = f"{plain[:start]}{USED}{plain[end:]}"
    return plain
