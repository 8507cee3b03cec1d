"""The places that a question names, and their networks, by the area lookup's own index.

Quarters are recognised anywhere, as they are written; other places, and quarters with a slip, where the sentence has a
place: after "a", "vicino a", "zona" and the like.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from domain.city.model import AreaId, City, NetworkId
from domain.lookup import Answer, Comparisons, Index, Status, by_text
from domain.lookup.gazetteer import LONGEST_TOWN, Key, Source
from domain.lookup.language import MANY_OF_A_KIND, STREET_KINDS
from domain.lookup.normalise import words as canonical_words
from domain.networks import served_by
from domain.questions.wording import USED, follows_kind, listed

_LONGEST_NAME = 6
_AS_IT_IS_CALLED = 0.15
"""What a quarter's own names cost at most; a parish's costs more, and is looked up as any other place."""

_CREDIBLE = 0.5
"""The least score from which a place in a sentence is believed."""

_OFFERED_AT_MOST = 4
_WORDS_OF_A_PLACE = 16
"""No place in a sentence has more, its street, its number and its quarter together."""

_LOOKED_UP_AT_MOST = 12
"""Runs of words of one question; of 2,000 questions none has more than eight."""

_IN = listed("a ad al allo alla all ai agli alle in nel nello nella da di del comune at near around of to")
_BEGINS_A_PLACE = (
    _IN
    | STREET_KINDS
    | MANY_OF_A_KIND
    | listed("dello della dell dei degli dal dalla sul su per zona quartiere rione presso vicino from for the")
)
_CONJUNCTIONS = frozenset({"e", "ed", "o", "and", "or", "oppure", USED})


@dataclass(frozen=True, slots=True)
class Places:
    """Where it is about: networks, areas that have none, another town; the words that said so, and those left."""

    networks: tuple[NetworkId, ...] = ()
    unserved: tuple[AreaId, ...] = ()
    town: str | None = None
    words: tuple[str, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in the words from `start` to before `end`."""

    start: int
    end: int
    areas: tuple[AreaId, ...] = ()
    town: str | None = None


def quarter_names(city: City) -> tuple[str, ...]:
    """What the quarters are called, and their networks."""
    networks = (name for network in city.networks.values() for name in (network.name, network.nickname) if name)
    return (*networks, *(name for area in city.areas.values() for name in (area.name, *area.aliases)))


def places_said(index: Index, rest: str, other_words: frozenset[str]) -> Places:
    """Find the places in what a question leaves; `other_words` are of its intent, and name none."""
    words = [word for part in rest.split(USED) for word in (*canonical_words(part), USED)]
    named = list(_quarters(index, words))
    if not any(name.areas for name in named):
        named = list(_places(_LookUp(index, words), other_words)) or named
    areas = tuple(dict.fromkeys(area for name in named for area in name.areas))
    return Places(
        networks=tuple(network.id for network in served_by(index.city, areas)),
        unserved=tuple(area for area in areas if index.city.areas[area].network is None),
        town=None if areas else next((name.town for name in named), None),
        words=tuple(" ".join(words[name.start : name.end]) for name in named),
        rest=" ".join(_left(words, named)),
    )


def _quarters(index: Index, words: Sequence[str]) -> Iterator[_Named]:
    """Find quarters and other towns as they are written, the longest name of each place."""
    start = 0
    while start < len(words):
        name = next(filter(None, (_name(index, words, start, end) for end in _ends(words, start))), None)
        if name is not None:
            yield name
        start = start + 1 if name is None else name.end


def _ends(words: Sequence[str], start: int) -> Iterator[int]:
    last = start
    while last < min(len(words), start + max(_LONGEST_NAME, LONGEST_TOWN)) and words[last] != USED:
        last += 1
    return iter(range(last, start, -1))


def _name(index: Index, words: Sequence[str], start: int, end: int) -> _Named | None:
    span = words[start:end]
    town = index.gazetteer.towns.get(tuple(span))
    if town is not None and (start > 0 and words[start - 1] in _IN):
        return _Named(start, end, town=town)
    is_of_a_street = follows_kind(words[:start], STREET_KINDS) or (end < len(words) and words[end].isdigit())
    keys = [key for key in index.gazetteer.keys.get("".join(span), ()) if _is_quarter(key)]
    if is_of_a_street or not keys:
        return None
    least = min(key.cost for key in keys)
    areas = dict.fromkeys(area for key in keys if key.cost == least for area in key.name.entry.areas)
    return _Named(start, end, tuple(areas))


def _is_quarter(key: Key) -> bool:
    return key.cost <= _AS_IT_IS_CALLED and key.name.entry.source in {Source.AREA, Source.TERM}


@dataclass(slots=True)
class _LookUp:
    """The words of a question, of which so many runs are looked up, each once."""

    index: Index
    words: Sequence[str]
    comparisons: Comparisons = field(default_factory=Comparisons)
    answers: dict[tuple[str, ...], Answer] = field(default_factory=dict)

    def answer(self, start: int, end: int) -> Answer | None:
        """Look up the words from `start` to before `end`; None where there were enough."""
        run = tuple(self.words[start:end])
        if run not in self.answers:
            if len(self.answers) >= _LOOKED_UP_AT_MOST:
                return None
            self.answers[run] = by_text(self.index, " ".join(run), self.comparisons)
        return self.answers[run]


def _places(look_up: _LookUp, other_words: frozenset[str]) -> Iterator[_Named]:
    """Look up each run of words that are not of the intent."""
    start = 0
    for place, word in enumerate(look_up.words):
        if word == USED or (word in other_words and word not in _BEGINS_A_PLACE):
            yield from _looked_up(look_up, start, place)
            start = place + 1


def _looked_up(look_up: _LookUp, start: int, end: int) -> Iterator[_Named]:
    """Look up the words from where a place may begin; where they are none together, each side of "e" by itself."""
    if start >= end:
        return
    words = look_up.words
    begins = next((place for place in range(start, end) if words[place] in _BEGINS_A_PLACE), None)
    first = start if begins is None else begins
    name = _answered(look_up, first, min(end, first + _WORDS_OF_A_PLACE), quarter=begins is None)
    if name is not None:
        yield name
        return
    joint = next((place for place in range(start, end) if words[place] in _CONJUNCTIONS), None)
    if joint is not None:
        yield from _looked_up(look_up, start, joint)
        yield from _looked_up(look_up, joint + 1, end)
    elif begins is not None:
        yield from _looked_up(look_up, begins + 1, end)


def _answered(look_up: _LookUp, start: int, end: int, *, quarter: bool) -> _Named | None:
    answer = look_up.answer(start, end)
    if answer is None or answer.status is Status.UNKNOWN or answer.score < _CREDIBLE:
        return None
    if answer.status is Status.OUTSIDE:
        return None if quarter or not answer.town else _Named(start, end, town=answer.town)
    if quarter and not _is_of_a_quarter(answer, look_up.index):
        return None
    return _Named(start, end, answer.areas[:_OFFERED_AT_MOST])


def _is_of_a_quarter(answer: Answer, index: Index) -> bool:
    return len(answer.areas) == 1 and answer.only_names(index.city.areas[answer.areas[0]])


def _left(words: Sequence[str], named: Sequence[_Named]) -> Iterator[str]:
    taken = {place for name in named for place in range(name.start, name.end)}
    return (USED if place in taken else word for place, word in enumerate(words))
