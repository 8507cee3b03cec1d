"""Names of which only some words were written: a surname with initials, a hospital by its first word.

Rare words count more than common ones: "villasanta" says nearly all of "Alberto Riva Villasanta", "giovanni" little.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain.lookup.fuzzy import Comparisons
from domain.lookup.gazetteer import Gazetteer, Name

_WORDS_LEFT_OUT = 0.3
_COVERED_AT_LEAST = 0.34
_LONG_ENOUGH_TO_MISTYPE = 6
"""A shorter word with a slip, in a name with words left out, may be anything."""
_NAMES_COMPARED = 100
"""A word of more names than these ("san", "chiesa") tells none of them from another, with words left out."""
_INITIAL = 0.5
"""What an initial says of its word."""


def names_with(
    asked: Sequence[str], gazetteer: Gazetteer, comparisons: Comparisons, *, mistyped: bool
) -> Iterator[tuple[Name, float]]:
    """Give the names that have all the words asked, initials included, in any order, each with its cost.

    With `mistyped`, a word that no name has stands for those that are a slip away.
    """
    initials = [word for word in asked if len(word) == 1 and word.isalpha()]
    whole = [word for word in asked if word not in initials]
    if not whole or all(word.isdigit() for word in whole):
        return
    if not mistyped and not all(word in gazetteer.names_by_word for word in whole):
        return
    meanings = [_meant(word, gazetteer, comparisons) for word in whole]
    if not all(meanings):
        return
    rarest = min(meanings, key=lambda words: _count(words, gazetteer))
    if _count(rarest, gazetteer) > _NAMES_COMPARED:
        return
    for name in {id(name): name for word in rarest for name in gazetteer.names_by_word[word]}.values():
        cost = _cost(name, meanings, initials, gazetteer)
        if cost is not None:
            yield name, cost


def _count(words: Iterable[str], gazetteer: Gazetteer) -> int:
    return sum(len(gazetteer.names_by_word[word]) for word in words)


def _meant(word: str, gazetteer: Gazetteer, comparisons: Comparisons) -> Mapping[str, float]:
    """The words of names that a word may be, with the cost of the slip."""
    if word in gazetteer.names_by_word:
        return {word: 0.0}
    return dict(comparisons.near(word, gazetteer.words_by_length)) if len(word) >= _LONG_ENOUGH_TO_MISTYPE else {}


def _cost(
    name: Name, meanings: Sequence[Mapping[str, float]], initials: Sequence[str], gazetteer: Gazetteer
) -> float | None:
    left = list(name.words)
    slips = covered = 0.0
    for meaning in meanings:
        word = min((word for word in left if word in meaning), key=lambda word: meaning[word], default=None)
        if word is None:
            return None
        left.remove(word)
        slips += meaning[word]
        covered += _weight(word, gazetteer)
    for initial in initials:
        word = next((word for word in left if word.startswith(initial)), None)
        if word is None:
            return None
        left.remove(word)
        covered += _INITIAL * _weight(word, gazetteer)
    share = covered / sum(_weight(word, gazetteer) for word in name.words)
    if share < _COVERED_AT_LEAST:
        return None
    return name.cost + slips + _WORDS_LEFT_OUT + (1.0 - share)


def _weight(word: str, gazetteer: Gazetteer) -> float:
    return math.log(1 + gazetteer.name_count / len(gazetteer.names_by_word[word]))
