"""What each word of a message is: a sort of street, a number, part of a name, or of the sentence around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from domain.lookup.gazetteer import LONGEST_TOWN, Gazetteer, bare
from domain.lookup.language import INSIDE_A_HOUSE, NUMBER_MARKS, NUMBER_TAILS, PARTICLES, SENTENCE, STREET_KINDS

_TOO_SHORT_TO_TELL = 2
"""Words of so few letters ("bg", "sc") explain nothing and leave nothing unexplained."""

_SAYS_NOTHING = SENTENCE | PARTICLES | NUMBER_MARKS | INSIDE_A_HOUSE | NUMBER_TAILS | STREET_KINDS


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a message beside the names of a city.

    `of_town` marks the words of other towns' names, `content` those that ask to be explained: they are neither of the
    sentence nor a number nor a town.
    """

    words: Sequence[str]
    gazetteer: Gazetteer
    of_town: Sequence[bool]
    content: Sequence[bool]
    _content_before: Sequence[int]

    @classmethod
    def of(cls, words: Sequence[str], gazetteer: Gazetteer) -> Self:
        """Mark the words of a message."""
        of_town = _town_words(words, gazetteer)
        meaningless = _SAYS_NOTHING | gazetteer.city_words
        content = [
            len(word) > _TOO_SHORT_TO_TELL and not (town or word in meaningless or word.isdigit())
            for word, town in zip(words, of_town, strict=True)
        ]
        return cls(words, gazetteer, of_town, content, list(accumulate(content, initial=0)))

    def kinds(self) -> list[int]:
        """Where the sorts of street are that a name may follow."""
        return [place for place, word in enumerate(self.words[:-1]) if word in STREET_KINDS]

    def follows_kind(self, place: int) -> bool:
        """Tell whether a word stands where the name of a street begins, a particle apart."""
        before = self.words[max(0, place - 2) : place]
        return bool(before) and (before[-1] in STREET_KINDS or (before[-1] in PARTICLES and before[0] in STREET_KINDS))

    def end_of_name(self, start: int) -> int:
        """Where a name after a sort of street must have ended: at a number, unless the number is its first word."""
        for place in range(start + 1, len(self.words)):
            if self.words[place] in NUMBER_MARKS:
                return place
            if self.words[place].isdigit() and not self._is_inside_a_name(place):
                return place
        return len(self.words)

    def end_of_likely_name(self, start: int, stop: int) -> int:
        """Where such a name has rather ended: at a word of the sentence that no name has."""
        for place in range(start + 1, stop):
            word = self.words[place]
            if len(word) > _TOO_SHORT_TO_TELL and word in SENTENCE and word not in self.gazetteer.names_by_word:
                return place
        return stop

    def is_numbered(self, end: int) -> bool:
        """Tell whether a house number follows a name that ends before `end`: "12", "n 12", "al civico 12"."""
        while end < len(self.words) and (self.words[end] in NUMBER_MARKS or self.words[end] in PARTICLES):
            end += 1
        return end < len(self.words) and self.words[end].isdigit()

    def after_particles(self, place: int) -> int:
        """Give the first place, from this one on, that is no particle."""
        while place < len(self.words) and self.words[place] in PARTICLES:
            place += 1
        return place

    def is_number_of_a_name(self, place: int) -> bool:
        """Tell whether a word is a number that some name has ("20 settembre", "Leone 13")."""
        return (
            0 <= place < len(self.words)
            and self.words[place].isdigit()
            and self.words[place] in self.gazetteer.names_by_word
        )

    def _is_inside_a_name(self, place: int) -> bool:
        """Tell whether a number goes on with words, as in "pizzo dei 3 signori"."""
        return tuple(self.words[place : place + 2]) in self.gazetteer.numbered_words

    def may_go_on(self, place: int) -> bool:
        """Tell whether a name may go on with a word that is a number, or the city's ("brigata Bergamo")."""
        in_city = place < len(self.words) and self.words[place] in self.gazetteer.city_words
        return in_city or self.is_number_of_a_name(place)

    def left_after(self, end: int, stop: int) -> int:
        """Count the words after a name that it leaves unexplained, up to where the sentence goes on."""
        left = 0
        for place in range(end, stop):
            word = self.words[place]
            if self.content[place]:
                left += 1
            elif len(word) > _TOO_SHORT_TO_TELL and word not in PARTICLES:
                break
        return left

    def doubtful_after(self, end: int, stop: int) -> int:
        """Count the words of the sentence between a name and its house number: they may be more of the name."""
        if stop == len(self.words):
            return 0
        return sum(word in SENTENCE and word not in PARTICLES for word in self.words[end:stop])

    def left_around(self, start: int, end: int) -> int:
        """Count the words of the message that a name leaves unexplained; after a house number nothing matters."""
        before = self._content_before
        return before[start] + (0 if self.is_numbered(end) else before[-1] - before[end])

    def may_be_name(self, start: int, end: int) -> bool:
        """Tell whether words may be a name at all: the whole message, some word of their own, or numbered ones."""
        if any(self.content[start:end]) or any(self.of_town[start:end]):
            return True
        span = self.words[start:end]
        if self.gazetteer.city_words.issuperset(bare(span)) or all(word.isdigit() for word in span):
            return False
        return len(span) == len(self.words) or self.is_numbered(end)

    def phrases(self) -> Iterator[tuple[int, int]]:
        """The runs of words that are not of the sentence, without the particles at their ends."""
        start = None
        for place in range(len(self.words) + 1):
            inside = place < len(self.words) and self._is_of_phrase(place, started=start is not None)
            if inside and start is None:
                start = place
            if not inside and start is not None:
                end = place
                while len(self.words[end - 1]) <= _TOO_SHORT_TO_TELL or self.words[end - 1] in PARTICLES:
                    end -= 1
                yield start, end
                start = None

    def _is_of_phrase(self, place: int, *, started: bool) -> bool:
        word = self.words[place]
        if self.content[place] or self.of_town[place]:
            return True
        if not started or word in NUMBER_MARKS:
            return False
        if word.isdigit():
            return self._is_inside_a_name(place)
        short = len(word) <= _TOO_SHORT_TO_TELL or word in PARTICLES
        return short or (word in SENTENCE and word in self.gazetteer.names_by_word)


def _town_words(words: Sequence[str], gazetteer: Gazetteer) -> list[bool]:
    marked = [False] * len(words)
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST_TOWN), start, -1):
            if tuple(words[start:end]) in gazetteer.towns:
                marked[start:end] = [True] * (end - start)
                break
    return marked
