"""The bodies around a network: members, those who took part, and neighbours, told apart."""

from itertools import groupby

from markupsafe import Markup

from domain.city.model import Organisation, Relation
from domain.networks import Profile
from handlers.buttons.network import ListOrganisations
from handlers.i18n import Translator, mark
from handlers.views.keys import back_to_network
from handlers.views.kinds import organisation_kind
from handlers.views.paging import page_of
from handlers.views.view import View, keyboard, lines, paragraphs

BODIES_A_PAGE = 8

_RELATIONS = {
    Relation.MEMBER: mark("They are part of the network"),
    Relation.TOOK_PART: mark("They did something together with the network"),
    Relation.NEIGHBOUR: mark("Active in the neighbourhood (I do not know whether they are part of the network)"),
}


def organisations(profile: Profile, page: int, t: Translator) -> View:
    """A page of the bodies, under their headings, said to be incomplete."""
    shown = page_of(profile.organisations, page, BODIES_A_PAGE)
    network = profile.network
    title = t("<b>Who is there in {name}</b>", name=network.name)
    if not profile.organisations:
        nothing = t(
            "I know of no organisations of this neighbourhood yet. If you belong to one, come to a meeting and say so."
        )
        return View(paragraphs(title, nothing), keyboard([back_to_network(network.code, t)]))
    known = t.plural(
        "I know of {count} organisation. The list is not complete.",
        "I know of {count} organisations. The list is not complete.",
        len(profile.organisations),
    )
    if shown.count > 1:
        known += " " + t("Page {page} of {pages}.", page=shown.number + 1, pages=shown.count)
    groups = [
        _group(relation, list(bodies), t) for relation, bodies in groupby(shown.items, lambda body: body.relation)
    ]
    turning = shown.turning(lambda number: ListOrganisations(network.code, number), t)
    return View(paragraphs(lines(title, known), *groups), keyboard(turning, [back_to_network(network.code, t)]))


def _group(relation: Relation, bodies: list[Organisation], t: Translator) -> Markup:
    by_kind = groupby(bodies, lambda body: body.kind)
    kinds = [
        lines(Markup("<i>{}</i>").format(organisation_kind(kind, t)), *(_body(body) for body in of_kind))
        for kind, of_kind in by_kind
    ]
    return lines(Markup("<b>{}</b>").format(t.label(_RELATIONS[relation])), *kinds)


def _body(body: Organisation) -> Markup:
    if body.address:
        return Markup("• {}, {}").format(body.name, body.address)
    return Markup("• {}").format(body.name)
