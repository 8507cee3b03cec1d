"""From a message to the places that it may name, each with what it costs to believe so.

A street is first looked for after its sort ("via …"), then any place in any words; in both, names as they are
written come before names with a slip or with words left out. The words of the sentence around are free; other
words that the name does not explain cost, so that nonsense stays nonsense.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.lookup.fuzzy import near_forms
from domain.lookup.gazetteer import PARTICLE_LEFT_OUT, Gazetteer, Key, Name, Source, bare
from domain.lookup.language import MANY_OF_A_KIND, PARTICLES, SENTENCE
from domain.lookup.partial import names_with
from domain.lookup.reading import Reading
from domain.lookup.sentence import Sentence


class How(StrEnum):
    """How a name was recognised."""

    WRITTEN = "written"
    MISTYPED = "mistyped"
    IN_PART = "in part"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that the words from `start` to before `end` may name, at a cost in letters mistyped."""

    name: Name
    cost: float
    how: How
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Span:
    """Words that may be a name: from `start` to before `end`, after the sort of street at `kind` if there is one."""

    start: int
    end: int
    kind: int | None = None
    unexplained: int = 0


_OTHER_KIND = 0.5
_KIND_LEFT_OUT = 0.3
_NOT_A_STREET = 0.5
"""What a house number adds to a place that is no street."""
_UNEXPLAINED = 1.0
_LONGEST_SPAN = 12
_LONGEST_LIKELY_SPAN = 6
_SLIP_A_LETTER = 0.265
"""A form may cost about one letter in four: with more, it is another name."""
_SLIP_A_LETTER_OF_ANY_TEXT = 0.15
"""Without a sort of street and without a number, nothing says that a street was meant."""
_LIKELY_SLIP_MARGIN = 0.1
_IN_PART_AT_MOST = 1.6
_EVERYDAY = SENTENCE | PARTICLES | MANY_OF_A_KIND | {"san"}


def search(sentence: Sentence, gazetteer: Gazetteer) -> list[Candidate]:
    """Give the places that a message may name, cheapest first; none when nothing is like it."""
    looking = _Looking(Reading.of(sentence.words, gazetteer))
    streets = _cheapest(_widest([*looking.written_streets(), *looking.written_places(around_kinds=True)]))
    if not streets or streets[0].cost >= _UNEXPLAINED:
        streets = _cheapest((*streets, *looking.likely_streets()))
    if streets:
        return streets
    places = _cheapest(_widest([*looking.written_places()]))
    if not places or places[0].cost >= _UNEXPLAINED:
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
                found = list(self._written(_Span(kind + 1, end, kind, left + doubtful)))
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
                    yield from self._likely(_Span(start, end, kind, left))

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
            yield from self._written(_Span(start, end, unexplained=left))

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
                    yield from self._likely(_Span(first, last, unexplained=left))

    def _written(self, span: _Span) -> Iterator[Candidate]:
        everyday = span.kind is None and self._is_everyday(span)
        for form, particles in self._forms(span).items():
            for key in self.reading.gazetteer.keys.get(form, ()):
                if everyday and key.name.entry.source is Source.STREET and key.cost:
                    continue  # "la chiesa" is not short for Via Damiano Chiesa
                candidate = self._candidate(key.name, key.cost + particles, How.WRITTEN, span)
                if candidate is not None:
                    yield candidate

    def _is_everyday(self, span: _Span) -> bool:
        """Tell whether words without a number are of any sentence, or name what every quarter has."""
        words = self.reading.words[span.start : span.end]
        return _EVERYDAY.issuperset(words) and not self.reading.is_numbered(span.end)

    def _is_address(self, span: _Span) -> bool:
        return span.kind is not None or self.reading.is_numbered(span.end)

    def _likely(self, span: _Span) -> Iterator[Candidate]:
        if _EVERYDAY.issuperset(self.reading.words[span.start : span.end]):
            return
        in_part = list(self._in_part(span, mistyped=False))
        mistyped = list(self._mistyped(span))
        yield from in_part
        yield from mistyped
        several = len(bare(self.reading.words[span.start : span.end])) > 1
        if not in_part and not mistyped and (several or self._is_address(span)):
            yield from self._in_part(span, mistyped=True)

    def _mistyped(self, span: _Span) -> Iterator[Candidate]:
        gazetteer = self.reading.gazetteer
        is_address = self._is_address(span)
        solid = sum(map(len, bare(self.reading.words[span.start : span.end])))
        for form, particles in self._forms(span).items():
            filler = len(form) - solid
            for near, slip in near_forms(form, gazetteer.forms_by_length, filler=filler):
                for key in gazetteer.keys[near]:
                    if self._is_credible(key, slip, len(near) - filler, span, is_address=is_address):
                        candidate = self._candidate(key.name, key.cost + slip + particles, How.MISTYPED, span)
                        if candidate is not None:
                            yield candidate

    def _is_credible(self, key: Key, slip: float, letters: int, span: _Span, *, is_address: bool) -> bool:
        """Tell whether a slip is small beside the name; quarters are few, and asked for more than anything else."""
        source = key.name.entry.source
        if is_address or source is Source.AREA:
            most = _SLIP_A_LETTER * letters + (_LIKELY_SLIP_MARGIN if slip < 1 else 0.0)
        else:
            most = _SLIP_A_LETTER_OF_ANY_TEXT * letters
        shortened = key.cost if source is Source.STREET else 0.0
        return shortened + slip + self._other_kind(key.name, span) <= most

    def _in_part(self, span: _Span, *, mistyped: bool) -> Iterator[Candidate]:
        asked = bare(self.reading.words[span.start : span.end])
        for name, cost in names_with(asked, self.reading.gazetteer, mistyped=mistyped):
            if cost <= _IN_PART_AT_MOST:
                candidate = self._candidate(name, cost, How.IN_PART, span)
                if candidate is not None:
                    yield candidate

    def _forms(self, span: _Span) -> dict[str, float]:
        """The words written together, and again without their particles, with the cost of leaving those out.

        A particle before a name that has no sort of street is not the name's own.
        """
        words = self.reading.words[span.start : span.end]
        together = "".join(words)
        if span.kind is None and words[0] in PARTICLES:
            return {together: 0.0}
        return {"".join(bare(words)): PARTICLE_LEFT_OUT, together: 0.0}

    def _candidate(self, name: Name, cost: float, how: How, span: _Span) -> Candidate | None:
        kind = self._kind_cost(name, span)
        if kind is None:
            return None
        start = self.reading.after_particles(span.start) if span.kind is None else span.kind
        return Candidate(name, cost + kind + span.unexplained * _UNEXPLAINED, how, start, span.end)

    def _kind_cost(self, name: Name, span: _Span) -> float | None:
        """What the sort of street adds; None where the words cannot mean the name."""
        source = name.entry.source
        if span.kind is not None:
            return None if name.kind is None and source is not Source.STREET else self._other_kind(name, span)
        if source is Source.STREET:
            return _KIND_LEFT_OUT if name.kind else 0.0
        cost = _NOT_A_STREET if self.reading.is_numbered(span.end) else 0.0
        if source is Source.TOWN and not self.reading.gazetteer.city_words.isdisjoint(self.reading.words):
            cost += _NOT_A_STREET
        return cost

    def _other_kind(self, name: Name, span: _Span) -> float:
        """What it adds that another sort of street was written ("via Pontida" for a square)."""
        return 0.0 if span.kind is None or name.kind == self.reading.words[span.kind] else _OTHER_KIND
