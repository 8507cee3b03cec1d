"""Whether an address is in another town, by the words beside it.

"via Roma 3, Seriate" is in Seriate, "via Zanica 3" is a street, and "lavoro a Milano ma abito in via Moroni" is in
neither Milan nor doubt: a town in another clause is not meant, and the city's own name, nearer to the address, wins.
"""

from collections.abc import Sequence

from domain.lookup.gazetteer import LONGEST_TOWN, Gazetteer
from domain.lookup.language import PARTICLES, SENTENCE, STREET_KINDS
from domain.lookup.sentence import Sentence

_OF_A_TOWN = frozenset({"comune", "citta", "paese", "provincia", "prov"})
"""Words that may stand between an address and its town."""

_ANOTHER_CLAUSE = SENTENCE - PARTICLES - _OF_A_TOWN


def town_beside(sentence: Sentence, start: int, end: int, gazetteer: Gazetteer) -> str | None:
    """Name the other town that an address of the words from `start` to before `end` is in; None for the city."""
    after = _first_town(sentence.words[end:], gazetteer)
    return after or _first_town(sentence.words[:start], gazetteer, backwards=True)


def town_named(sentence: Sentence, gazetteer: Gazetteer) -> str | None:
    """Name a town anywhere in a message, but not as the name of a street ("via Seriate")."""
    for place, word in enumerate(sentence.words):
        if word in STREET_KINDS:
            first = place + 1
            while first < len(sentence.words) and sentence.words[first] in PARTICLES:
                first += 1
            return town_beside(sentence, place, first + 1, gazetteer)
    return town_beside(sentence, 0, 0, gazetteer)


def _first_town(beside: Sequence[str], gazetteer: Gazetteer, *, backwards: bool = False) -> str | None:
    """Look outwards from the address, up to the city's name or another clause."""
    for place in range(len(beside) - 1, -1, -1) if backwards else range(len(beside)):
        town = _town_at(beside, place, gazetteer, backwards=backwards)
        if town is not None:
            return town
        if beside[place] in gazetteer.city_words or beside[place] in _ANOTHER_CLAUSE:
            return None
    return None


def _town_at(beside: Sequence[str], place: int, gazetteer: Gazetteer, *, backwards: bool) -> str | None:
    for length in range(LONGEST_TOWN, 0, -1):
        first, last = (place - length + 1, place + 1) if backwards else (place, place + length)
        if first >= 0 and last <= len(beside) and tuple(beside[first:last]) in gazetteer.towns:
            return gazetteer.towns[tuple(beside[first:last])]
    return None
