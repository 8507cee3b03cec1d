"""From a message to the places that it may name, each with what it costs to believe so.

A street is first looked for after its sort ("via …"), then any place in any words; in both, names as they are
written come before names with a slip or with words left out. The words of the sentence around are free; other
words that the name does not explain cost, so that nonsense stays nonsense.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.lookup.fuzzy import Comparisons
from domain.lookup.gazetteer import Gazetteer, bare
from domain.lookup.language import PARTICLES
from domain.lookup.matching import UNEXPLAINED, Candidate, Matching, Span
from domain.lookup.reading import Reading
from domain.lookup.sentence import Sentence

_LONGEST_SPAN = 12
_LONGEST_LIKELY_SPAN = 6


def search(sentence: Sentence, gazetteer: Gazetteer, comparisons: Comparisons) -> list[Candidate]:
    """Give the places that a message may name, cheapest first; none when nothing is like it."""
    reading = Reading.of(sentence.words, gazetteer)
    looking = _Looking(reading, Matching(reading, comparisons))
    streets = _cheapest(_widest([*looking.written_streets(), *looking.written_places(around_kinds=True)]))
    if not streets or streets[0].cost >= UNEXPLAINED:
        streets = _cheapest((*streets, *looking.likely_streets()))
    if streets:
        return streets
    places = _cheapest(_widest([*looking.written_places()]))
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
    reading: Reading
    matching: Matching

    def written_streets(self) -> Iterator[Candidate]:
        """Find the names as written after a sort of street; the longest of each place."""
        words = self.reading.words
        for kind in self.reading.kinds():
            stop = self.reading.end_of_name(kind + 1)
            for end in range(min(len(words), kind + 1 + _LONGEST_SPAN), kind + 1, -1):
                if words[end - 1] in PARTICLES:
                    continue
                left = self.reading.left_after(end, stop)
                doubtful = self.reading.doubtful_after(end, stop)
                found = list(self.matching.written(Span(kind + 1, end, kind, left + doubtful)))
                if found:
                    if 2 * left <= len(bare(words[kind + 1 : end])):
                        yield from found
                    break

    def likely_streets(self) -> Iterator[Candidate]:
        """Find the names like the words after a sort of street."""
        for kind in self.reading.kinds():
            start = kind + 1
            stop = self.reading.end_of_name(start)
            last = min(self.reading.end_of_likely_name(start, stop), start + _LONGEST_LIKELY_SPAN)
            ends = list(range(last, start, -1))
            if last == stop and self.reading.is_number_of_a_name(stop):
                ends.insert(0, stop + 1)
            for end in ends:
                left = self.reading.left_after(end, stop)
                if left < end - start:
                    yield from self.matching.likely(Span(start, end, kind, left))

    def written_places(self, *, around_kinds: bool = False) -> Iterator[Candidate]:
        """Find the names as written anywhere in the message, or only those with a sort of street inside."""
        words, kinds = self.reading.words, set(self.reading.kinds())
        if around_kinds and not kinds:
            return
        for start in range(len(words)):
            if self.reading.follows_kind(start):
                continue  # that is the name of a street, and there is none like it
            for end in range(min(len(words), start + _LONGEST_SPAN), start, -1):
                if around_kinds and not kinds.intersection(range(start + 1, end)):
                    break
                if words[end - 1] not in PARTICLES and self.reading.may_be_name(start, end):
                    yield from self._written_if_explained(start, end)

    def _written_if_explained(self, start: int, end: int) -> Iterator[Candidate]:
        left = self.reading.left_around(start, end)
        if 2 * left <= len(bare(self.reading.words[start:end])):
            yield from self.matching.written(Span(start, end, unexplained=left))

    def likely_places(self) -> Iterator[Candidate]:
        """Find the names like the words of the message that are not its sentence."""
        for start, end in self.reading.phrases():
            if self.reading.follows_kind(start):
                continue
            spans = [(start, end), (start + 1, end), (start, end - 1)]
            further = self.reading.after_particles(end)
            if self.reading.may_go_on(further):
                spans.append((start, further + 1))
            if self.reading.is_number_of_a_name(start - 1):
                spans.append((start - 1, end))
            for first, last in dict.fromkeys(spans):
                left = self.reading.left_around(first, last)
                if first < last and 2 * left <= len(bare(self.reading.words[first:last])):
                    yield from self.matching.likely(Span(first, last, unexplained=left))
