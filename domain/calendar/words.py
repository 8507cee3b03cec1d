"""What the words of a calendar mean here: its categories and titles to kinds, themes and networks of the city pack."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.agenda.event import Kind
from domain.city.model import City, NetworkId, ThemeId
from domain.lookup.normalise import fold, normalise

_MEETING = frozenset({"incontro", "incontri", "riunione", "riunioni", "assemblea", "assemblee", "meeting", "meetings"})
_INITIATIVE = frozenset(
    {"iniziativa", "iniziative", "evento", "eventi", "festa", "feste", "laboratorio", "laboratori", "event", "events"}
)
_CITY_WIDE = frozenset({"tutta la citta", "citta", "city wide", "whole city"})

_Id = TypeVar("_Id", NetworkId, ThemeId)


@dataclass(slots=True)
class Meant:
    """What a list of words means; `unknown` are those that mean nothing here."""

    kind: Kind | None = None
    themes: list[ThemeId] = field(default_factory=list)
    networks: list[NetworkId] = field(default_factory=list)
    city_wide: bool = False
    unknown: list[str] = field(default_factory=list)


class Vocabulary:
    """The words of one city: its themes by id and by name in each language, its networks by id, code and name."""

    def __init__(self, city: City) -> None:
        self._themes = _by_word((theme.id, (theme.id, *theme.names.values())) for theme in city.themes.values())
        self._networks = _by_word(
            (network.id, (network.id, network.code, network.name)) for network in city.networks.values()
        )

    def meaning(self, said: Iterable[str]) -> Meant:
        """Read categories, or the cells of a table that hold several words."""
        meant = Meant()
        for text in said:
            word, folded = normalise(text), fold(text)
            if network := self.network(text):
                meant.networks.append(network)
            elif theme := self._themes.get(word):
                meant.themes.append(theme)
            elif kind := kind_of(text):
                meant.kind = meant.kind or kind
            elif folded in _CITY_WIDE:
                meant.city_wide = True
            elif word:
                meant.unknown.append(text)
        meant.networks = list(dict.fromkeys(meant.networks))
        meant.themes = list(dict.fromkeys(meant.themes))
        return meant

    def network(self, text: str) -> NetworkId | None:
        """Give the network of an id, a code or a name ("Rete di Redona" too)."""
        word = normalise(text)
        plain = word.removeprefix("rete ").removeprefix("di ")
        return self._networks.get(word) or self._networks.get(plain)


def kind_of(text: str) -> Kind | None:
    """Give the kind that a word says."""
    folded = fold(text)
    return Kind.MEETING if folded in _MEETING else Kind.INITIATIVE if folded in _INITIATIVE else None


def kind_of_title(title: str) -> Kind | None:
    """Give the kind of an event whose title begins with a word for a meeting: "Incontro della rete", "Assemblea"."""
    first = fold(title).split(" ", 1)[0]
    return Kind.MEETING if first in _MEETING else None


def _by_word(named: Iterable[tuple[_Id, Iterable[str]]]) -> Mapping[str, _Id]:
    """What comes first keeps a word that two have."""
    found: dict[str, _Id] = {}
    for id_, names in named:
        for name in names:
            found.setdefault(normalise(name), id_)
    return found
