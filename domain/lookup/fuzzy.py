"""Words that were mistyped: which written forms are one slip away, and how likely the slip is.

The distance is optimal string alignment (a swap of two neighbours counts once), by RapidFuzz.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_LIKELY = 0.85
"""The cost of what fingers do most: swapping, doubling, missing a double, hitting the key beside."""

_FIRST_LETTER = 0.4
"""What is added when the first letter differs: people seldom get that one wrong."""


def _neighbours() -> dict[str, frozenset[str]]:
    beside: dict[str, set[str]] = {key: set() for row in _KEYBOARD for key in row}
    for above, row in enumerate(_KEYBOARD):
        for column, key in enumerate(row):
            for other in (_KEYBOARD[above - 1] if above else "", row, *_KEYBOARD[above + 1 : above + 2]):
                beside[key].update(other[max(0, column - 1) : column + 2])
    return {key: frozenset(keys - {key}) for key, keys in beside.items()}


_BESIDE = _neighbours()


def slips_allowed(length: int) -> int:
    """How many slips a word or form of this many letters may have: a short one with a slip is another word."""
    return sum(length >= longer for longer in (4, 9, 15))


@dataclass(slots=True)
class Comparisons:
    """What a message was compared with for slips: each form once, and so much in all.

    A comparison with all forms of a length takes a tenth of a millisecond, and a message may have hundreds of words
    that begin a street. Of 4,000 real and invented ones none needs a third of `spans` or `forms`.
    """

    spans: int = 24
    forms: int = 48
    _near: dict[tuple[str, int, int], Sequence[tuple[str, float]]] = field(default_factory=dict)

    def begin(self) -> bool:
        """Begin with another run of words, if there may be one more."""
        self.spans -= 1
        return self.spans >= 0

    def near(
        self, asked: str, forms_by_length: Mapping[int, Sequence[str]], *, filler: int = 0
    ) -> Sequence[tuple[str, float]]:
        """Give `near_forms`; none where there were enough comparisons."""
        key = (asked, filler, id(forms_by_length))
        if key not in self._near:
            if len(self._near) >= self.forms:
                return ()
            self._near[key] = tuple(near_forms(asked, forms_by_length, filler=filler))
        return self._near[key]


def near_forms(
    asked: str, forms_by_length: Mapping[int, Sequence[str]], *, filler: int = 0
) -> Iterator[tuple[str, float]]:
    """Give the forms within the slips allowed, each with its cost (the form itself is not among them).

    `filler` is how many letters of what is asked are articles and prepositions, which tell no name from another.
    """
    length = len(asked) - filler
    most = slips_allowed(length + 1)
    for more in range(-most, most + 1):
        slips = min(most, slips_allowed(length + max(more, 0)))
        forms = forms_by_length.get(len(asked) + more)
        if not forms or not slips:
            continue
        for form, distance, _ in process.extract(asked, forms, scorer=OSA.distance, score_cutoff=slips, limit=None):
            if distance:
                yield form, slip_cost(asked, form, int(distance))


def slip_cost(asked: str, meant: str, distance: int) -> float:
    """What it costs to take one word for another, in letters mistyped at random."""
    if asked[:1] != meant[:1]:
        return distance + _FIRST_LETTER
    return _LIKELY if distance == 1 and _is_likely(asked, meant) else float(distance)


def _is_likely(asked: str, meant: str) -> bool:
    """Tell whether the one slip between two words is a usual one."""
    first = next(
        (place for place, pair in enumerate(zip(asked, meant, strict=False)) if pair[0] != pair[1]),
        min(len(asked), len(meant)),
    )
    if len(asked) == len(meant):
        swapped = asked[first : first + 2] == meant[first : first + 2][::-1]
        return swapped or meant[first] in _BESIDE.get(asked[first], ())
    longer = max(asked, meant, key=len)
    return first > 0 and longer[first] == longer[first - 1]
