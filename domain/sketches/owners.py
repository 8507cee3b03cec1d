"""Whose an event is, as a message says it: "rete Celadina", "a Redona", "Loreto e Longuelo", "tutta la città"."""

import re
from collections.abc import Mapping
from functools import lru_cache

from domain.city.model import City, NetworkId
from domain.lookup.language import STREET_KINDS
from domain.lookup.normalise import fold, words
from domain.questions.wording import follows_kind, listed

_WHOLE_CITY = re.compile(
    r"(?:per |in |di )?(?:tutta la citta|tutte le reti|tutti i quartieri|intera citta|citta intera|the whole city"
    r"|whole city|city wide|all networks)"
)
_OF_THE_NETWORK = re.compile(
    r"^(?:(?:a cura |organizzat[oa] )?(?:da|dalla|dalle|della|delle|per la|per le|per|con la|by the|by) )?"
    r"(?:reti|rete|network|networks)(?: of)?"
    r"(?: di quartiere)?(?: (?:di|del|della|d))? "
)
_AND = re.compile(r" (?:e|ed|and|con|\+|&) ")
_IN = listed("a ad in di quartiere rione zona rete at of cte oratorio parrocchia chiesa biblioteca")
_SAINTS = ("san ",)
_LONGEST_NAME = 5


@lru_cache(maxsize=8)
def _names(city: City) -> Mapping[str, NetworkId | None]:
    """The networks by their names and those of their quarters; None where a name is of two."""
    found: dict[str, NetworkId | None] = {}
    areas = [(area.network, (area.name, *area.aliases)) for area in city.areas.values() if area.network]
    named = [(network.id, (network.name, network.nickname, network.id)) for network in city.networks.values()]
    for network, names in [*named, *areas]:
        for name in filter(None, names):
            key = " ".join(words(name))
            found[key] = network if found.get(key, network) == network else None
    for term in city.terms:
        owners = {city.areas[area].network for area in term.areas}
        if term.kind == "rione" and len(owners) == 1 and (owner := next(iter(owners))) is not None:
            found.setdefault(" ".join(words(term.text)), owner)
    return found


def is_whole_city(part: str) -> bool:
    """Whether a part says no more than that it is the whole city's."""
    return _WHOLE_CITY.fullmatch(fold(part)) is not None


def says_whole_city(text: str) -> bool:
    """Whether it is the whole city's."""
    return _WHOLE_CITY.search(fold(text)) is not None


def networks_of(part: str, city: City) -> tuple[NetworkId, ...]:
    """The networks that a part names, if it says nothing else: "rete Celadina", "Redona e Celadina"."""
    plain = " ".join(words(part))
    named = _OF_THE_NETWORK.sub("", plain)
    whole = _names(city).get(named)
    if whole is not None:
        return (whole,)
    found = [_names(city).get(_OF_THE_NETWORK.sub("", name)) for name in _AND.split(named)]
    networks = [network for network in found if network is not None]
    return tuple(dict.fromkeys(networks)) if len(networks) == len(found) > 1 else ()


def networks_within(part: str, city: City) -> tuple[NetworkId, ...]:
    """The networks that are named in a sentence: "festa a Redona"; of saints only after more than "di"."""
    said = words(part)
    found: list[NetworkId] = []
    ended = 0
    for start in range(1, len(said)):
        goes_on = said[start - 1] in {"e", "ed", "and"} and ended == start - 1
        if not goes_on and (said[start - 1] not in _IN or follows_kind(said[: start - 1], STREET_KINDS)):
            continue
        for length in range(_LONGEST_NAME, 0, -1):
            name = " ".join(said[start : start + length])
            network = _names(city).get(name)
            if network is not None and not (name.startswith(_SAINTS) and said[start - 1] == "di"):
                found.append(network)
                ended = start + length
                break
    return tuple(dict.fromkeys(found))
