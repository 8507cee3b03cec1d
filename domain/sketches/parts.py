"""A message in its parts, between commas, dashes and new lines; and where in a part a place begins."""

import re

from domain.lookup.language import STREET_KINDS

_BETWEEN = re.compile(r"\s*(?:[,;|•·\n]|\s[-–—]\s|\s@\s)\s*")
_EDGES = ' \t.,:;-–—!()[]«»"“”'
_SORTS_OF_PLACE = (
    "spazio|sala|salone|biblioteca|oratorio|auditorium|parco|giardin[oi]|teatro|cineteatro|palestra|cte"
    "|centro (?:per|socio)|chiostro|scuola|parrocchia|chiesa|casa del quartiere|sede|cortile"
    "|social domus|edoné|edone|polaresco|museo|campo"
    "|bocciofila"
)
_STREETS = "|".join(sorted(STREET_KINDS, key=len, reverse=True))
_PLACE = rf"(?:{_SORTS_OF_PLACE}|{_STREETS})\b"
_ARTICLE = r"(?:il |lo |la |l['’]|i |gli |le )?"
_TO_THE = (
    rf"(?:presso {_ARTICLE}|c/o "
    r"|(?:al|allo|alla|in|nel|nello|nella|at|at the|in the) |(?:all|nell)['’]\s?)"
)
_SURELY = rf"(?:presso|c/o|luogo ?:|dove ?:|where ?:|📍)\s*{_ARTICLE}"
_PLACE_IN_A_PART = re.compile(rf"(?<!\w)(?:{_SURELY}|{_TO_THE}(?={_PLACE}))(?P<place>.+)$", re.IGNORECASE)
_BARE_PLACE = re.compile(rf"(?:{_TO_THE})?(?P<place>{_PLACE}.*)$", re.IGNORECASE)


def parts_of(text: str) -> list[str]:
    """The parts of a text, without what is empty."""
    return list(filter(None, (part.strip(_EDGES) for part in _BETWEEN.split(text))))


def place_within(part: str) -> tuple[str, str] | None:
    """Part "Assemblea presso la sala civica" into what stands before the place, and the place."""
    match = _PLACE_IN_A_PART.search(part)
    if match is None:
        return None
    return part[: match.start()].strip(_EDGES), match["place"].strip(_EDGES)


def place_alone(part: str) -> str | None:
    """The place of a part that is nothing else."""
    match = _BARE_PLACE.match(part)
    return None if match is None else match["place"].strip(_EDGES)
