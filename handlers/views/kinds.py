"""What the pack's kinds of bodies and places are called."""

from handlers.i18n import Translator, mark

_ORGANISATIONS = {
    "associazione": mark("Associations"),
    "volontariato": mark("Volunteer groups"),
    "comitato": mark("Committees"),
    "gruppo_di_cittadini": mark("Groups of residents"),
    "cooperativa": mark("Cooperatives"),
    "parrocchia": mark("Parishes"),
    "oratorio": mark("Parish youth centres"),
    "comunita_religiosa": mark("Religious communities"),
    "polisportiva": mark("Sports clubs"),
    "scuola": mark("Schools"),
    "istituto_comprensivo": mark("School institutes"),
    "servizio_infanzia": mark("Nurseries"),
    "istituzione_servizio": mark("Institutions and services"),
}

_PLACES = {
    "spazio_di_quartiere": mark("Neighbourhood space"),
    "sala_civica": mark("Civic hall"),
    "centro_tutte_le_eta": mark("Centre for all ages"),
    "parco": mark("Park"),
    "piazza": mark("Square"),
    "biblioteca": mark("Library"),
    "sede_decentrata": mark("Town hall branch"),
    "spazio_giovani": mark("Youth space"),
    "luogo_culturale": mark("Place of culture"),
    "sala_parrocchiale": mark("Parish hall"),
}


def organisation_kind(kind: str, t: Translator) -> str:
    """A kind of body, in the plural: a heading. A kind that another city's pack brings is shown as it stands there."""
    return _name(_ORGANISATIONS, kind, t)


def place_kind(kind: str, t: Translator) -> str:
    """A kind of place, in the singular."""
    return _name(_PLACES, kind, t)


def _name(known: dict[str, str], kind: str, t: Translator) -> str:
    return t.label(known[kind]) if kind in known else kind.replace("_", " ").capitalize()
