"""Whose an event is: of networks, or of the whole city."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.calendar.problem import Defaults
from domain.calendar.words import Meant, Vocabulary
from domain.city.model import NetworkId


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose an event says it is. `unknown` are the networks it names that are not of this city."""

    networks: tuple[NetworkId, ...] = ()
    city_wide: bool = False
    unknown: tuple[str, ...] = ()


def owned(named: Sequence[str], city_wide: bool, meant: Meant, vocabulary: Vocabulary) -> Owned:  # noqa: FBT001
    """Put together what an event says by ids and by its categories; what is the whole city's is of no network."""
    found = {name: vocabulary.network(name) for name in named}
    networks = (*(network for network in found.values() if network), *meant.networks)
    whole = city_wide or (meant.city_wide and not networks)
    unknown = tuple(name for name, network in found.items() if network is None)
    return Owned(() if whole else tuple(dict.fromkeys(networks)), whole, unknown)


def networks_of(own: Owned, defaults: Defaults) -> tuple[NetworkId, ...] | None:
    """Give the networks of an event, none for the whole city's; None where nobody says whose it is.

    What names a network that is not known is nobody's, rather than somebody else's.
    """
    if own.networks or own.city_wide:
        return own.networks
    if own.unknown or not (defaults.networks or defaults.city_wide):
        return None
    return () if defaults.city_wide else defaults.networks
