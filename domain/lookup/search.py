"""From a message to the places that it may name, each with what it costs to believe so.

A street is first looked for after its sort ("via …"), then any place in any words; in both, names as they are
written come before names with a slip or with words left out. The words of the sentence around are free; other
words that the name does not explain cost, so that nonsense stays nonsense.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.lookup.fuzzy import near_forms
from domain.lookup.gazetteer import Gazetteer, Key, Name, Source, bare
from domain.lookup.language import MANY_OF_A_KIND, NUMBER_MARKS, PARTICLES, SENTENCE, STREET_KINDS
from domain.lookup.partial import names_with
from domain.lookup.sentence import Sentence


class How(StrEnum):
    """How a name was recognised."""

    WRITTEN = "written"
    MISTYPED = "mistyped"
    IN_PART = "in part"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the words from `start` to before `end` may name. `cost` is in letters mistyped; 0 is the name itself."""

    name: Name
    cost: float
    how: How
    start: int
    end: int


OTHER_KIND = 0.5
KIND_LEFT_OUT = 0.25
UNEXPLAINED = 1.0
_LONGEST_SPAN = 12
_LONGEST_MISTYPED_SPAN = 6
_SLIP_A_LETTER = 0.25
"""A form may cost one letter in four: with more, it is another name."""
_SLIP_A_LETTER_WITHOUT_KIND = 0.2
_TOO_SHORT_TO_TELL = 2
"""Words of so few letters ("bg", "sc") explain nothing and leave nothing unexplained."""
_IN_PART_AT_MOST = 1.35


def search(sentence: Sentence, gazetteer: Gazetteer) -> list[Candidate]:
    """Give the places that a message may name, cheapest first; none when nothing is like it."""
    looking = _Looking(sentence.words, gazetteer)
    streets = _cheapest(_widest([*looking.written_streets(), *looking.written_places(around_kinds=True)]))
    if not streets or streets[0].cost >= UNEXPLAINED:
        streets = _cheapest((*streets, *looking.likely_streets()))
    if streets:
        return streets
    places = _cheapest(looking.written_places())
    if not places or places[0].cost >= UNEXPLAINED:
        places = _cheapest((*places, *looking.likely_places()))
    return places


def _widest(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Leave out a name within a longer one: the street in "portici di piazza Vittorio Veneto"."""
    spans = {(candidate.start, candidate.end) for candidate in candidates}
    for candidate in candidates:
        start, end = candidate.start, candidate.end
        if not any(first <= start and end <= last and last - first > end - start for first, last in spans):
            yield candidate


def _cheapest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Sort, and keep each name once."""
    kept: dict[int, Candidate] = {}
    for candidate in sorted(candidates, key=lambda candidate: candidate.cost):
        kept.setdefault(id(candidate.name), candidate)
    return list(kept.values())


@dataclass(frozen=True, slots=True)
class _Looking:
    words: Sequence[str]
    gazetteer: Gazetteer

    def written_streets(self) -> Iterator[Candidate]:
        """Find the names as written after a sort of street; the longest of each place."""
        for place, start in self._kinds():
            stop = self._end_of_name(start)
            for end in range(min(len(self.words), start + _LONGEST_SPAN), start, -1):
                found = list(self._written(place, start, end))
                if found:
                    left = self._left(end, stop)
                    if 2 * left <= len(bare(self.words[start:end])):
                        yield from (replace(candidate, cost=candidate.cost + left * UNEXPLAINED) for candidate in found)
                    break

    def likely_streets(self) -> Iterator[Candidate]:
        """Find the names like the words after a sort of street."""
        for place, start in self._kinds():
            stop = self._end_of_name(start)
            ends = range(min(stop, start + _LONGEST_MISTYPED_SPAN), start, -1)
            for end in (stop + 1, *ends) if self._is_number_of_a_name(stop) else ends:
                left = self._left(end, stop)
                if left < end - start:
                    for candidate in self._likely(place, start, end, _SLIP_A_LETTER):
                        yield replace(candidate, cost=candidate.cost + left * UNEXPLAINED)

    def written_places(self, *, around_kinds: bool = False) -> Iterator[Candidate]:
        """Find the names as written anywhere in the message, or only those with a sort of street inside."""
        kinds = {place for place, _ in self._kinds()}
        if around_kinds and not kinds:
            return
        for start in range(len(self.words)):
            if start - 1 in kinds or (start - 2 in kinds and self.words[start - 1] in PARTICLES):
                continue
            for end in range(min(len(self.words), start + _LONGEST_SPAN), start, -1):
                if around_kinds and not kinds.intersection(range(start + 1, end)):
                    break
                if any(map(self._is_content, self.words[start:end])) or end - start == len(self.words):
                    yield from self._if_explained(start, end, lambda s, e: self._written(None, s, e))

    def likely_places(self) -> Iterator[Candidate]:
        """Find the names like the words of the message that are not its sentence."""
        after_kind = {start for _, start in self._kinds()}
        for start, end in self._phrases():
            if start in after_kind:
                continue
            spans = [(start, end), (start + 1, end), (start, end - 1)]
            if self._is_number_of_a_name(end):
                spans.append((start, end + 1))
            if self._is_number_of_a_name(start - 1):
                spans.append((start - 1, end))
            for first, last in dict.fromkeys(spans):
                if first < last:
                    yield from self._if_explained(
                        first, last, lambda s, e: self._likely(None, s, e, _SLIP_A_LETTER_WITHOUT_KIND)
                    )

    def _kinds(self) -> list[tuple[int, int]]:
        """Where the sorts of street are, and where the names after them begin."""
        return [
            (place, place + 1)
            for place, word in enumerate(self.words[:-1])
            if word in STREET_KINDS and self.words[place + 1] not in STREET_KINDS
        ]

    def _end_of_name(self, start: int) -> int:
        """Where the words after a sort of street stop being a name: at a number that is not its first word."""
        for place in range(start + 1, len(self.words)):
            if self.words[place].isdigit() or self.words[place] in NUMBER_MARKS:
                return place
        return len(self.words)

    def _is_number_of_a_name(self, place: int) -> bool:
        """Tell whether a word is a number that some name has ("20 settembre", "Leone 13")."""
        return (
            0 <= place < len(self.words)
            and self.words[place].isdigit()
            and self.words[place] in self.gazetteer.names_by_word
        )

    def _left(self, end: int, stop: int) -> int:
        """Count the words that a name leaves unexplained, up to where the sentence goes on."""
        left = 0
        for word in self.words[end:stop]:
            if self._is_content(word):
                left += 1
            elif word not in PARTICLES:
                break
        return left

    def _phrases(self) -> Iterator[tuple[int, int]]:
        """The runs of words that are not of the sentence, without the particles at their ends."""
        start = None
        for place, word in enumerate([*self.words, ""]):
            inside = self._is_content(word) or (start is not None and word in PARTICLES)
            if inside and start is None:
                start = place
            if not inside and start is not None:
                end = place
                while self.words[end - 1] in PARTICLES:
                    end -= 1
                yield start, end
                start = None

    def _is_content(self, word: str) -> bool:
        return len(word) > _TOO_SHORT_TO_TELL and not (
            word in SENTENCE
            or word in PARTICLES
            or word in NUMBER_MARKS
            or word in STREET_KINDS
            or word in self.gazetteer.city_words
            or word.isdigit()
            or (word,) in self.gazetteer.towns
        )

    def _if_explained(self, start: int, end: int, find: Callable[[int, int], Iterator[Candidate]]) -> Iterator[Candidate]:
        """Give what is found only where it explains at least twice as many words as it leaves."""
        after = self.words[end:]
        if after and (after[0].isdigit() or after[0] in NUMBER_MARKS):
            after = ()  # what comes after a house number is of no matter
        left = sum(map(self._is_content, (*self.words[:start], *after)))
        explained = len(bare(self.words[start:end]))
        if 2 * left <= explained:
            for candidate in find(start, end):
                yield replace(candidate, cost=candidate.cost + left * UNEXPLAINED)

    def _written(self, place: int | None, start: int, end: int) -> Iterator[Candidate]:
        span = self.words[start:end]
        for form in dict.fromkeys(("".join(span), "".join(bare(span)))):
            for key in self.gazetteer.keys.get(form, ()):
                cost = self._kind_cost(key.name, place, end)
                if cost is not None:
                    yield Candidate(key.name, key.cost + cost, How.WRITTEN, start if place is None else place, end)

    def _likely(self, place: int | None, start: int, end: int, a_letter: float) -> Iterator[Candidate]:
        span = self.words[start:end]
        if set(span) <= MANY_OF_A_KIND | SENTENCE | PARTICLES:
            return
        begin = start if place is None else place
        for form in dict.fromkeys(("".join(span), "".join(bare(span)))):
            for near, slip in near_forms(form, self.gazetteer.forms_by_length):
                for key in self.gazetteer.keys[near]:
                    cost = self._kind_cost(key.name, place, end)
                    if cost is not None and _is_credible(key, slip, len(near), a_letter):
                        yield Candidate(key.name, key.cost + slip + cost, How.MISTYPED, begin, end)
        for name, part in names_with(bare(span), self.gazetteer, streets_only=place is not None):
            cost = self._kind_cost(name, place, end)
            if cost is not None and part <= _IN_PART_AT_MOST:
                yield Candidate(name, part + cost, How.IN_PART, begin, end)

    def _kind_cost(self, name: Name, place: int | None, end: int) -> float | None:
        """What the sort of street adds; None where the words cannot mean the name."""
        if place is not None:
            if name.kind is None:
                return OTHER_KIND if name.entry.source is Source.STREET else None
            return 0.0 if name.kind == self.words[place] else OTHER_KIND
        if name.entry.source is Source.STREET:
            return KIND_LEFT_OUT if name.kind else 0.0
        numbered = end < len(self.words) and (self.words[end].isdigit() or self.words[end] in NUMBER_MARKS)
        return OTHER_KIND if numbered else 0.0


def _is_credible(key: Key, slip: float, length: int, a_letter: float) -> bool:
    return key.cost + slip <= a_letter * length + (0.1 if slip < 1 else 0.0)
