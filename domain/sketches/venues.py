"""The place of an event: one of the city pack where it is surely meant, else as it is typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from domain.agenda.event import Venue
from domain.city.model import AreaId, City, NetworkId
from domain.lookup.language import MANY_OF_A_KIND, PARTICLES, STREET_KINDS
from domain.lookup.normalise import words

_NO_PLACES = frozenset({"bike sharing", "località", "fermata", "farmacia"})
_SEVERAL = 2
_LONGEST_NAME = 120
"""Characters; of the pack's places none has more than 75."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A place of the pack; `public` where it is one of the quarters' own spaces."""

    name: str
    address: str | None
    area: AreaId
    words: frozenset[str]
    kind: frozenset[str]
    public: bool


@lru_cache(maxsize=8)
def _places(city: City) -> tuple[_Known, ...]:
    places = [
        _Known(place.name, place.address, place.area, _bare(name), _bare(place.kind), public=True)
        for place in city.places
        for name in dict.fromkeys((place.name, place.name.partition(" - ")[0]))  # "Al Civico 7 - spazio di quartiere"
    ]
    marks = [mark for mark in city.landmarks if mark.kind not in _NO_PLACES]
    return (*places, *(_known(mark.name, mark.kind, mark.address, mark.area, public=False) for mark in marks))


def _known(name: str, kind: str, address: str | None, area: AreaId, *, public: bool) -> _Known:
    return _Known(name, address, area, _bare(name), _bare(kind), public)


def _bare(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if word not in PARTICLES)


def is_known(typed: str, city: City) -> bool:
    """Whether it is the name of a place of the pack."""
    if len(typed) > _LONGEST_NAME:
        return False
    said = _bare(typed)
    return len(said) >= _SEVERAL and any(place.words == said for place in _places(city))


def venue_of(typed: str, address: str | None, networks: Sequence[NetworkId], city: City) -> Venue:
    """The place that is meant, by its name, or by its sort where the quarter has but one such space."""
    known = _meant(_bare(typed), {area for network in networks for area in city.networks[network].areas}, city)
    if known is None:
        return Venue(typed, address)
    return Venue(known.name, address or known.address)


def _meant(said: frozenset[str], areas: set[AreaId], city: City) -> _Known | None:
    if not said or said <= STREET_KINDS or (len(said) == 1 and said <= MANY_OF_A_KIND - {"biblioteca"}):
        return None
    exact = _one([place for place in _places(city) if place.words == said and place.words - MANY_OF_A_KIND], areas)
    if exact is not None:
        return exact
    of_sort = [place for place in _places(city) if place.public and said <= place.kind]
    if of_sort:
        return _only([place for place in of_sort if place.area in areas])
    in_part = [
        place for place in _places(city) if place.public and said <= place.words | place.kind and said & place.words
    ]
    return _only(in_part) if len(said) >= _SEVERAL else None


def _one(places: Sequence[_Known], areas: set[AreaId]) -> _Known | None:
    """The only one, else the only one of these quarters; the pack's public spaces go before its landmarks."""
    public = [place for place in places if place.public] or list(places)
    return _only(public) or _only([place for place in public if place.area in areas])


def _only(places: Sequence[_Known]) -> _Known | None:
    return places[0] if len({(place.name, place.area) for place in places}) == 1 else None
