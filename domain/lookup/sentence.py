"""A message as words: what is a house number or a postcode, apart from the name of the place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from domain.lookup.gazetteer import Gazetteer
from domain.lookup.language import INSIDE_A_HOUSE, NUMBER_MARKS, PARTICLES, SENTENCE, STREET_KINDS
from domain.lookup.normalise import words

CHARACTERS_READ = 1_000
_WORDS_READ = 48
"""No address needs more; the rest of a long message is not read."""

_POSTCODE_LENGTH = 5
_LONGEST_NUMBER = 4
_SMALL_TALK = re.compile(r"\b(?:grazie mille|mille grazie|grazie 1000|quanto costa)\b", re.IGNORECASE)
"""Words of places in sayings that name none."""

_KINDS_LONGEST_FIRST = sorted(STREET_KINDS - {"calle", "vico"}, key=len, reverse=True)
_LONG_ENOUGH_TO_MISTYPE = 5
_ELIDED = frozenset("dls")
"""What is left of an article or a saint before an apostrophe or a full stop ("viad'Azeglio", "viaS.Lucia")."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The canonical words of a message, without its postcode."""

    text: str
    words: tuple[str, ...]
    postcode: str | None

    def number_for(self, start: int, end: int) -> int | None:
        """Find the house number of a street named by the words from `start` to before `end`."""
        before = start - 1
        while before >= 0 and self.words[before] in PARTICLES:
            before -= 1
        after = end
        while after < len(self.words) and (self.words[after] in NUMBER_MARKS or self.words[after] in PARTICLES):
            after += 1
        for place in (after, before, *self._announced(), *range(end, len(self.words))):
            if 0 <= place < len(self.words) and not start <= place < end and self._may_be_house_number(place, end):
                return int(self.words[place])
        return None

    def _announced(self) -> Iterator[int]:
        return (place + 1 for place, word in enumerate(self.words) if word in NUMBER_MARKS)

    def _may_be_house_number(self, place: int, end: int) -> bool:
        word = self.words[place]
        if not word.isdigit() or len(word) > _LONGEST_NUMBER or not int(word):
            return False
        before = self.words[place - 1] if place and place != end else ""  # the name's own last word is none of these
        after = self.words[place + 1] if place + 1 < len(self.words) else ""
        return before not in INSIDE_A_HOUSE and after != "piano"

    def as_asked(self, number: int) -> str:
        """The number with the letter that followed it ("12/a", "12 bis"), as the person wrote it."""
        found = re.search(
            rf"(?<!\d){number}(?:\s*(?:/\s*)?(bis|ter|quater)|\s*/\s*([a-z])|([a-z]))\b", self.text, re.IGNORECASE
        )
        if found is None:
            return str(number)
        again, slashed, glued = found.groups()
        return f"{number} {again.lower()}" if again else f"{number}/{(slashed or glued).lower()}"


def read(text: str, gazetteer: Gazetteer) -> Sentence:
    """Read a message.

    Where the names have no such word, a word glued to its sort of street is parted ("viamoroni"), and a mistyped sort
    put right ("piazzza").
    """
    plain = _SMALL_TALK.sub(" ", text[:CHARACTERS_READ])
    found: list[str] = []
    postcode = None
    plain_words = words(plain)[: 2 * _WORDS_READ]
    for word, following in zip(plain_words, [*plain_words[1:], ""], strict=False):
        if len(word) == _POSTCODE_LENGTH and word.isdigit():
            postcode = postcode or word
        else:
            found.extend(_parted(word, following, gazetteer))
    return Sentence(text, tuple(found[:_WORDS_READ]), postcode)


def _parted(word: str, following: str, gazetteer: Gazetteer) -> Sequence[str]:
    if word in gazetteer.names_by_word or word in STREET_KINDS or word in SENTENCE:
        return (word,)
    for kind in _KINDS_LONGEST_FIRST:
        rest = word.removeprefix(kind)
        if rest != word and (
            rest in _ELIDED
            or rest in gazetteer.names_by_word
            or rest in gazetteer.keys
            or rest + following in gazetteer.keys
        ):
            return kind, rest
    if following and len(word) >= _LONG_ENOUGH_TO_MISTYPE:
        return (next((kind for kind in _KINDS_LONGEST_FIRST if OSA.distance(word, kind, score_cutoff=1) == 1), word),)
    return (word,)
