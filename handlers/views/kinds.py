"""What the pack's themes and kinds of bodies and places are called."""

from domain.city.model import Theme
from handlers.i18n import Translator, mark
from handlers.views.view import first_up

ORGANISATIONS = {
    "associazione": mark("Associations"),
    "volontariato": mark("Volunteer groups"),
    "comitato": mark("Committees"),
    "gruppo di cittadini": mark("Groups of residents"),
    "cooperativa": mark("Cooperatives"),
    "parrocchia": mark("Parishes"),
    "oratorio": mark("Parish youth centres"),
    "comunità religiosa": mark("Religious communities"),
    "polisportiva": mark("Sports clubs"),
    "scuola": mark("Schools"),
    "istituto comprensivo": mark("School institutes"),
    "servizio per l'infanzia": mark("Nurseries"),
    "istituzione o servizio": mark("Institutions and services"),
}

PLACES = {
    "spazio di quartiere": mark("Neighbourhood space"),
    "sala civica": mark("Civic hall"),
    "centro per tutte le età": mark("Centre for all ages"),
    "parco": mark("Park"),
    "piazza": mark("Square"),
    "biblioteca": mark("Library"),
    "sede decentrata": mark("Town hall branch"),
    "spazio giovani": mark("Youth space"),
    "luogo culturale": mark("Place of culture"),
    "sala parrocchiale": mark("Parish hall"),
}


def organisation_kind(kind: str, t: Translator) -> str:
    """A kind of body, in the plural: a heading. A kind that another city's pack brings is shown as it stands there."""
    return _name(ORGANISATIONS, kind, t)


def place_kind(kind: str, t: Translator) -> str:
    """A kind of place, in the singular."""
    return _name(PLACES, kind, t)


def theme_name(theme: Theme, t: Translator) -> str:
    """A theme in the reader's language."""
    return theme.names.get(t.language, theme.names["it"])


def _name(known: dict[str, str], kind: str, t: Translator) -> str:
    return t.label(known[kind]) if kind in known else first_up(kind)
