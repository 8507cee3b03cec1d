"""The names that some words may be: as written, with a slip, or with words left out; and what each costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.lookup.fuzzy import Comparisons
from domain.lookup.gazetteer import PARTICLE_LEFT_OUT, Key, Name, Source, bare
from domain.lookup.language import MANY_OF_A_KIND, PARTICLES, SENTENCE
from domain.lookup.partial import names_with
from domain.lookup.reading import Reading


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
class Span:
    """Words that may be a name: from `start` to before `end`, after the sort of street at `kind` if there is one."""

    start: int
    end: int
    kind: int | None = None
    unexplained: int = 0


_OTHER_KIND = 0.5
_KIND_LEFT_OUT = 0.3
_NOT_A_STREET = 0.5
"""What a house number adds to a place that is no street."""
UNEXPLAINED = 1.0
_SLIP_A_LETTER = 0.265
"""A form may cost about one letter in four: with more, it is another name."""
_SLIP_A_LETTER_OF_ANY_TEXT = 0.15
"""Without a sort of street and without a number, nothing says that a street was meant."""
_LIKELY_SLIP_MARGIN = 0.1
_IN_PART_AT_MOST = 1.6
_EVERYDAY = SENTENCE | PARTICLES | MANY_OF_A_KIND | {"san"}


@dataclass(frozen=True, slots=True)
class Matching:
    """The words of a message, to be compared with names."""

    reading: Reading
    comparisons: Comparisons

    def written(self, span: Span) -> Iterator[Candidate]:
        """Find the names that the words are, as written."""
        everyday = span.kind is None and self._is_everyday(span)
        for form, particles in self._forms(span).items():
            for key in self.reading.gazetteer.keys.get(form, ()):
                if everyday and key.name.entry.source is Source.STREET and key.cost:
                    continue  # "la chiesa" is not short for Via Damiano Chiesa
                candidate = self._candidate(key.name, key.cost + particles, How.WRITTEN, span)
                if candidate is not None:
                    yield candidate

    def likely(self, span: Span) -> Iterator[Candidate]:
        """Find the names that the words are like."""
        if _EVERYDAY.issuperset(self.reading.words[span.start : span.end]) or not self.comparisons.begin():
            return
        in_part = list(self._in_part(span, mistyped=False))
        mistyped = list(self._mistyped(span))
        yield from in_part
        yield from mistyped
        several = len(bare(self.reading.words[span.start : span.end])) > 1
        if not in_part and not mistyped and (several or self._is_address(span)):
            yield from self._in_part(span, mistyped=True)

    def _is_everyday(self, span: Span) -> bool:
        """Tell whether words without a number are of any sentence, or name what every quarter has."""
        words = self.reading.words[span.start : span.end]
        return _EVERYDAY.issuperset(words) and not self.reading.is_numbered(span.end)

    def _is_address(self, span: Span) -> bool:
        return span.kind is not None or self.reading.is_numbered(span.end)

    def _mistyped(self, span: Span) -> Iterator[Candidate]:
        gazetteer = self.reading.gazetteer
        is_address = self._is_address(span)
        solid = sum(map(len, bare(self.reading.words[span.start : span.end])))
        for form, particles in self._forms(span).items():
            filler = len(form) - solid
            for near, slip in self.comparisons.near(form, gazetteer.forms_by_length, filler=filler):
                for key in gazetteer.keys[near]:
                    if self._is_credible(key, slip, len(near) - filler, span, is_address=is_address):
                        candidate = self._candidate(key.name, key.cost + slip + particles, How.MISTYPED, span)
                        if candidate is not None:
                            yield candidate

    def _is_credible(self, key: Key, slip: float, letters: int, span: Span, *, is_address: bool) -> bool:
        """Tell whether a slip is small beside the name; quarters are few, and asked for more than anything else."""
        source = key.name.entry.source
        if is_address or source is Source.AREA:
            most = _SLIP_A_LETTER * letters + (_LIKELY_SLIP_MARGIN if slip < 1 else 0.0)
        else:
            most = _SLIP_A_LETTER_OF_ANY_TEXT * letters
        shortened = key.cost if source is Source.STREET else 0.0
        return shortened + slip + self._other_kind(key.name, span) <= most

    def _in_part(self, span: Span, *, mistyped: bool) -> Iterator[Candidate]:
        asked = bare(self.reading.words[span.start : span.end])
        for name, cost in names_with(asked, self.reading.gazetteer, self.comparisons, mistyped=mistyped):
            if cost <= _IN_PART_AT_MOST:
                candidate = self._candidate(name, cost, How.IN_PART, span)
                if candidate is not None:
                    yield candidate

    def _forms(self, span: Span) -> dict[str, float]:
        """The words written together, and again without their particles, with the cost of leaving those out.

        A particle before a name that has no sort of street is not the name's own.
        """
        words = self.reading.words[span.start : span.end]
        together = "".join(words)
        if span.kind is None and words[0] in PARTICLES:
            return {together: 0.0}
        return {"".join(bare(words)): PARTICLE_LEFT_OUT, together: 0.0}

    def _candidate(self, name: Name, cost: float, how: How, span: Span) -> Candidate | None:
        kind = self._kind_cost(name, span)
        if kind is None:
            return None
        start = self.reading.after_particles(span.start) if span.kind is None else span.kind
        return Candidate(name, cost + kind + span.unexplained * UNEXPLAINED, how, start, span.end)

    def _kind_cost(self, name: Name, span: Span) -> float | None:
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

    def _other_kind(self, name: Name, span: Span) -> float:
        """What it adds that another sort of street was written ("via Pontida" for a square)."""
        return 0.0 if span.kind is None or name.kind == self.reading.words[span.kind] else _OTHER_KIND
