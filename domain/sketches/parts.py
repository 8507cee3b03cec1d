"""A message in its parts, between commas, dashes, new lines and its date; and where in a part a place begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from domain.lookup.language import STREET_KINDS

_BLANKS = re.compile(r"[^\S\n]+")
_BETWEEN = re.compile(
    r"[,;|•·\n]| [-–—] | @ "
    r"|(?<=[^\W\d_]{5})\.\s|[!?]\s"  # a sentence ends; "S. Anna" and "dott. Rossi" do not
    r"| (?=(?:ingresso|entrata) (?:liber|gratuit)|free (?:entry|admission))",
    re.IGNORECASE,
)
_EDGES = " \t.,:;-–—!"
_PAIRS = (('"', '"'), ("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))
_ASKING = re.compile(
    r"(?:vorrei|vorremmo|voglio|volevo|devo|puoi|potete|please)\s(?:\w+\s)?"
    r"(?:pubblicare|inserire|mettere|aggiungere|segnalare|publish|add)\b[\s:]*",
    re.IGNORECASE,
)
_LEADING_ON = re.compile(r"(?:^|\s)(?:(?:con\s)?(?:ritrovo|partenza|inizio)|meet(?:ing point)?)$", re.IGNORECASE)
"""What leads on to an hour or a place that stands in another part."""

_SORTS_OF_PLACE = (
    "spazio|sala|salone|biblioteca|oratorio|auditorium|parco|giardin[oi]|teatro|cineteatro|palestra|cte"
    "|centro (?:per|socio|famiglia|anziani|sportivo|civico)|chiostro|scuola|parrocchia|chiesa|casa del quartiere|sede"
    "|cortile|istituto|consultorio|lazzaretto|social domus|edoné|edone|polaresco|museo|campo|bocciofila"
    "|library|church|parish|school|park|community cent(?:re|er)|town hall|youth cent(?:re|er)"
)
_STREETS = "|".join(sorted(STREET_KINDS, key=len, reverse=True))
_NAMED = r"\s+(?!(?:con|e|ed|su|per|a|ad|al|alla|tra|da|dal|dalle|ore)\b)\w"
"""A street has its name behind it: "festa in strada con gli scout" names none."""

_PLACE = rf"(?:(?:{_SORTS_OF_PLACE})\b|(?:{_STREETS})(?={_NAMED}))"
_ARTICLE = r"(?:il |lo |la |l['’]|i |gli |le |the )?"
_TO_THE = (
    rf"(?:presso {_ARTICLE}|c/o "
    r"|(?:al|allo|alla|in|nel|nello|nella|in the|at the|at) |(?:all|nell)['’]\s?)"
)
_MEETING = r"(?:ritrovo|partenza|meet)(?:\s+(?:in|a|al|alla|all['’]|da|dal|dalla|davanti a|at))?\s"
_SURELY = rf"(?:presso|c/o|luogo ?:|dove ?:|where ?:|📍|{_MEETING})\s*{_ARTICLE}"
_PLACE_IN_A_PART = re.compile(rf"(?<!\w)(?:{_SURELY}|{_TO_THE}(?={_PLACE}))(?P<place>.+)$", re.IGNORECASE)
_BARE_PLACE = re.compile(rf"(?:{_TO_THE})?(?P<place>{_PLACE}.*)$", re.IGNORECASE)
_AFTER_A_WORD = re.compile(
    r"(?<!\w)(?:al|allo|alla|nel|nello|nella|in|at|at the) (?=\w)|(?:all|nell)['’]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message; `joint` is what stands between it and the one before, a blank where only a date stood."""

    text: str
    joint: str = ", "


def parts_of(pieces: Iterable[str]) -> list[Part]:
    """The parts of what a date left of a message, without what is empty."""
    found: list[Part] = []
    joint = ""
    for piece in pieces:
        for number, raw in enumerate(_BETWEEN.split(_ASKING.sub("", _BLANKS.sub(" ", piece)))):
            joint = ", " if number else joint
            if part := _head(raw) or ("" if found else trimmed(raw)):
                found.append(Part(part, joint))
                joint = " "
    return found


def _head(text: str) -> str:
    return _LEADING_ON.sub("", trimmed(text))


def trimmed(text: str) -> str:
    """A text without the punctuation around it; of brackets and quotes only those that have no other half."""
    for _ in range(len(text)):
        shorter = _without_half(text.strip(_EDGES))
        if shorter == text:
            return text
        text = shorter
    return text


def _without_half(text: str) -> str:
    for opens, closes in _PAIRS:
        once = text.count(opens) + (text.count(closes) if closes != opens else 0) == 1
        if once and text[:1] in {opens, closes}:
            return text[1:]
        if once and text[-1:] in {opens, closes}:
            return text[:-1]
        if text[:1] == opens and text[-1:] == closes and opens not in text[1:-1]:
            return text[1:-1]
    return text


def place_within(part: str) -> tuple[str, str] | None:
    """Part "Assemblea presso la sala civica" into what stands before the place, and the place."""
    match = _PLACE_IN_A_PART.search(part)
    if match is None:
        return None
    return _head(part[: match.start()]), trimmed(match["place"])


def place_alone(part: str) -> str | None:
    """The place of a part that is nothing else."""
    match = _BARE_PLACE.match(part)
    return None if match is None else trimmed(match["place"])


def maybe_places(part: str) -> Iterable[tuple[str, str]]:
    """What stands behind each "al" or "in", with what stands before: a place, if it is the name of one."""
    for match in _AFTER_A_WORD.finditer(part):
        yield _head(part[: match.start()]), trimmed(part[match.end() :])
