"""A network as a resident meets it: put together from the city pack, in the order it is read out."""

from dataclasses import dataclass

from domain.city.model import Area, AreaId, City, Network, Organisation, Place, Relation, Theme

_NEARNESS = {Relation.MEMBER: 0, Relation.TOOK_PART: 1, Relation.NEIGHBOUR: 2}


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """All that the pack says of a network. Bodies come nearest first, then by kind and name.

    Its identity is its own, so that what is worked out from one can be kept with it.
    """

    network: Network
    areas: tuple[Area, ...]
    themes: tuple[Theme, ...]
    organisations: tuple[Organisation, ...]
    places: tuple[Place, ...]


def profile(city: City, network: Network) -> Profile:
    """Gather what the pack says of a network."""
    organisations = [organisation for organisation in city.organisations if organisation.network == network.id]
    return Profile(
        network=network,
        areas=tuple(city.areas[area] for area in network.areas),
        themes=tuple(city.themes[theme] for theme in network.themes),
        organisations=tuple(sorted(organisations, key=lambda body: (_NEARNESS[body.relation], body.kind, body.name))),
        places=tuple(place for place in city.places if place.area in network.areas),
    )


def served_by(city: City, areas: tuple[AreaId, ...]) -> tuple[Network, ...]:
    """The networks of these areas, in their order, each once; areas without a network give none."""
    networks = (city.network_of(area) for area in areas)
    return tuple(dict.fromkeys(network for network in networks if network is not None))
