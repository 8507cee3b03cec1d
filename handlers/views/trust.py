"""What somebody is trusted with, in words."""

from collections.abc import Iterable

from markupsafe import Markup

from domain.city.model import City, NetworkId
from domain.operators import Grants
from handlers.i18n import Translator
from handlers.views.view import lines


def names_of(networks: Iterable[NetworkId], city: City) -> list[str]:
    """The names of networks; one that the pack does not know any more is shown by its id."""
    return [city.networks[network].name if network in city.networks else network for network in networks]


def trusted_with(grants: Grants, city: City, t: Translator) -> Markup:
    """What somebody is trusted with, in a few words: "Redona e Celadina", "Loreto (solo gli incontri)"."""
    if grants.administrator:
        return t("administrator")
    parts = []
    if grants.networks:
        parts.append(t.both(names_of(grants.networks, city)))
    if grants.meetings_of:
        parts.append(t("{names} (meetings only)", names=t.both(names_of(grants.meetings_of, city))))
    return Markup(", ").join(parts)


def can_do(grants: Grants, city: City, t: Translator) -> Markup:
    """What one can do with it, in a sentence or two said to them."""
    if grants.administrator:
        return t("You can write events and announcements for every network, invite operators and remove them.")
    networks, meetings_of = (names_of(some, city) for some in (grants.networks, grants.meetings_of))
    return lines(
        t("You can write events and announcements for {names}.", names=t.both(networks)) if networks else None,
        t("You can write the meetings of {names}.", names=t.both(meetings_of)) if meetings_of else None,
    )
