"""From what a message may name to one honest answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.city.model import AreaId, City, Postcode
from domain.lookup.answer import Answer, Status, Why
from domain.lookup.boundaries import Boundaries
from domain.lookup.gazetteer import Source
from domain.lookup.matching import Candidate
from domain.lookup.sentence import Sentence
from domain.lookup.streets import stretch

_AS_LIKELY = 0.2
"""Candidates that cost so little more than the cheapest are as likely: the answer asks."""

_TOO_VAGUE = 6
"""A name of more areas than this says nothing of where somebody lives."""

_SHARE_OF_A_POSTCODE = 0.01
"""An area with less of a postcode's house numbers than this is rather a mistake of the table."""

_NUMBER_NOT_LISTED = 0.5
"""What it takes from the score that the street table has the street but not the house number."""

_NEAREST = 2


@dataclass(frozen=True, slots=True)
class _Meaning:
    """One place that was meant, and the areas that it may lie in."""

    candidate: Candidate
    label: str
    areas: tuple[AreaId, ...]
    number_helps: bool = False
    listed: bool = True


def decide(candidates: Sequence[Candidate], sentence: Sentence, city: City, boundaries: Boundaries) -> Answer:
    """Answer from the candidates, cheapest first and at least one, that are as likely as the cheapest."""
    cheapest = candidates[0].cost
    likely = [candidate for candidate in candidates if _is_as_likely(candidate, candidates[0])]
    here = [candidate for candidate in likely if candidate.name.entry.source is not Source.TOWN]
    if candidates[0].name.entry.source is Source.TOWN:  # a street beside a town's name is in that town
        here = [candidate for candidate in here if _of_same_words(candidate, candidates[0])]
    if not here:
        return Answer(Status.OUTSIDE, town=likely[0].name.entry.label, score=_score(cheapest))
    meanings = list(_meanings(here, sentence, boundaries))
    areas = tuple(dict.fromkeys(area for meaning in _own_first(meanings) for area in meaning))
    if len(areas) > _TOO_VAGUE and len(meanings) > 1:
        return Answer(Status.UNKNOWN)
    labels = tuple(dict.fromkeys(meaning.label for meaning in meanings))
    score = _score(cheapest if meanings[0].listed else cheapest + _NUMBER_NOT_LISTED)
    if len(areas) == 1:
        return settled(areas[0], city, boundaries, understood=labels[0], score=score)
    why = _why(meanings)
    return Answer(
        Status.AMBIGUOUS,
        areas=areas,
        why=why,
        understood=" / ".join(labels),
        street=meanings[0].candidate.name.entry.label if why is Why.NUMBER_NEEDED else None,
        score=score,
    )


def _is_as_likely(candidate: Candidate, best: Candidate) -> bool:
    """Compare with the cheapest. A name in full is that name, and no other of the same words."""
    in_full = best.cost == 0 and _of_same_words(candidate, best)
    return candidate.cost <= (best.cost if in_full else best.cost + _AS_LIKELY)


def _of_same_words(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def settled(
    area: AreaId,
    city: City,
    boundaries: Boundaries,
    *,
    understood: str | None,
    score: float,
    border_metres: float | None = None,
) -> Answer:
    """Answer with the one area, served or not."""
    if city.areas[area].network is not None:
        return Answer(Status.FOUND, areas=(area,), understood=understood, score=score, border_metres=border_metres)
    return Answer(
        Status.UNSERVED,
        areas=(area,),
        understood=understood,
        nearest=boundaries.nearest_served[area][:_NEAREST],
        score=score,
        border_metres=border_metres,
    )


def decide_postcode(postcode: Postcode) -> Answer:
    """Answer for a postcode alone: its areas, those with most house numbers first. Not one covers a single area."""
    numbers = sum(count for _, count in postcode.areas)
    areas = tuple(area for area, count in postcode.areas if count >= _SHARE_OF_A_POSTCODE * numbers)
    return Answer(Status.AMBIGUOUS, areas=areas, why=Why.POSTCODE, understood=postcode.code, score=1.0)


def _meanings(candidates: Sequence[Candidate], sentence: Sentence, boundaries: Boundaries) -> Iterable[_Meaning]:
    """Say where each place lies; a place of two names counts once."""
    seen: set[str] = set()
    for candidate in candidates:
        entry = candidate.name.entry
        if entry.label in seen and entry.street is not None:
            continue
        seen.add(entry.label)
        if entry.street is None:
            alone = entry.certain or len(candidates) > 1
            areas = entry.areas if alone else (*entry.areas, *boundaries.neighbours[entry.areas[0]])
            yield _Meaning(candidate, entry.label, areas)
            continue
        number = sentence.number_for(candidate.start, candidate.end)
        where = stretch(entry.street, number)
        label = entry.label if number is None else f"{entry.label} {sentence.as_asked(number)}"
        yield _Meaning(candidate, label, where.areas, number_helps=where.number_helps, listed=where.listed)


def _own_first(meanings: Sequence[_Meaning]) -> list[tuple[AreaId, ...]]:
    """Put the best area of each meaning before the others."""
    return [meaning.areas[:1] for meaning in meanings] + [meaning.areas[1:] for meaning in meanings]


def _why(meanings: Sequence[_Meaning]) -> Why:
    if len(meanings) == 1:
        only = meanings[0]
        entry = only.candidate.name.entry
        if only.number_helps:
            return Why.NUMBER_NEEDED
        return Why.MEANINGS if entry.source in {Source.TERM, Source.AREA} else Why.NEAR_BORDER
    candidates = [meaning.candidate for meaning in meanings]
    streets = all(candidate.name.entry.source is Source.STREET for candidate in candidates)
    one_name = len({(candidate.start, candidate.end) for candidate in candidates}) == 1
    return Why.NAMESAKES if streets and one_name else Why.MEANINGS


def _score(cost: float) -> float:
    return round(1.0 / (1.0 + cost), 3)
