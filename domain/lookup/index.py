"""The index of a city, and the questions that it answers."""

from dataclasses import dataclass

from domain.city.model import AreaId, City
from domain.lookup.answer import Answer, Status, Why
from domain.lookup.boundaries import Boundaries, compile_boundaries
from domain.lookup.decide import decide, decide_postcode, settled
from domain.lookup.fuzzy import Comparisons
from domain.lookup.gazetteer import Gazetteer, Source, compile_gazetteer
from domain.lookup.matching import Candidate
from domain.lookup.search import search
from domain.lookup.sentence import Sentence, read
from domain.lookup.towns import town_beside, town_named

_LONGEST_NUMBER = 100
"""Characters of an answer that is a house number, with the words around it."""


@dataclass(frozen=True, slots=True)
class Index:
    """A city made ready to be asked. Immutable; made by `build`."""

    city: City
    gazetteer: Gazetteer
    boundaries: Boundaries


@dataclass(frozen=True, slots=True)
class Step:
    """A candidate of an explanation: the name read, how, its cost in letters mistyped, and where it lies."""

    name: str
    source: str
    how: str
    cost: float
    areas: tuple[AreaId, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a text got its answer: the words that were read, and the candidates, cheapest first."""

    words: str
    postcode: str | None
    candidates: tuple[Step, ...]
    answer: Answer


def build(city: City) -> Index:
    """Compile a city's names and outlines."""
    return Index(city, compile_gazetteer(city), compile_boundaries(city))


def by_text(index: Index, text: str, comparisons: Comparisons | None = None) -> Answer:
    """Say which area a text means. Never raises, whatever the text; who looks up parts of one shares `comparisons`."""
    sentence = read(text, index.gazetteer)
    return _answer(index, sentence, search(sentence, index.gazetteer, comparisons or Comparisons()))


def by_position(index: Index, latitude: float, longitude: float) -> Answer:
    """Say which area a position lies in (degrees, WGS 84); a position that is no place on Earth is outside."""
    whereabouts = index.boundaries.at(latitude, longitude)
    if whereabouts is None:
        return Answer(Status.OUTSIDE)
    metres = whereabouts.border_metres
    if len(whereabouts.areas) > 1:
        return Answer(Status.AMBIGUOUS, areas=whereabouts.areas, why=Why.NEAR_BORDER, score=0.5, border_metres=metres)
    area = whereabouts.areas[0]
    return settled(area, index.city, index.boundaries, understood=None, score=1.0, border_metres=metres)


def by_area(index: Index, area: AreaId) -> Answer:
    """Answer for an area that a person chose themselves, served or not."""
    name = index.city.areas[area].name
    return settled(area, index.city, index.boundaries, understood=name, score=1.0)


def by_number(index: Index, street: str, text: str) -> Answer | None:
    """Answer for a street of this name with the house number that a text gives ("12/a", "al numero dodici").

    None where the text is no number, and so something else is meant.
    """
    if len(text) > _LONGEST_NUMBER or by_text(index, text).status is not Status.UNKNOWN:
        return None
    answer = by_text(index, f"{street} {text}")
    return answer if (answer.understood or "").startswith(f"{street} ") else None


def explain(index: Index, text: str) -> Explanation:
    """Answer as `by_text` does, and show each step: for maintainers who look into a wrong answer."""
    sentence = read(text, index.gazetteer)
    candidates = search(sentence, index.gazetteer, Comparisons())
    return Explanation(
        words=" ".join(sentence.words),
        postcode=sentence.postcode,
        candidates=tuple(map(_step, candidates)),
        answer=_answer(index, sentence, candidates),
    )


def _answer(index: Index, sentence: Sentence, candidates: list[Candidate]) -> Answer:
    gazetteer = index.gazetteer
    if candidates and candidates[0].name.entry.source is not Source.TOWN:
        best = candidates[0]
        town = town_beside(sentence, best.start, best.end, gazetteer)
        if town is not None:
            return Answer(Status.OUTSIDE, town=town)
        if sentence.postcode is not None and not _is_of_city(sentence.postcode, index.city):
            return Answer(Status.OUTSIDE)
    if not candidates:
        return _without_candidates(index, sentence)
    return decide(candidates, sentence, index.city, index.boundaries)


def _without_candidates(index: Index, sentence: Sentence) -> Answer:
    """A postcode or another town may still be all that was understood."""
    town = town_named(sentence, index.gazetteer)
    if town is not None:
        return Answer(Status.OUTSIDE, town=town)
    postcode = index.city.postcodes.get(sentence.postcode or "")
    return decide_postcode(postcode) if postcode is not None else Answer(Status.UNKNOWN)


def _is_of_city(postcode: str, city: City) -> bool:
    """A code of the table, or the old one of the whole city ("24100")."""
    return (
        not city.postcodes
        or postcode in city.postcodes
        or any(postcode == known[:3] + "00" for known in city.postcodes)
    )


def _step(candidate: Candidate) -> Step:
    entry = candidate.name.entry
    areas = entry.areas if entry.street is None else tuple(dict.fromkeys(run.area for run in entry.street.runs))
    return Step(entry.label, entry.source, candidate.how, round(candidate.cost, 2), areas)
