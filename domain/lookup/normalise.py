"""Any text to plain words: one spelling for the many ways to write the same place.

`normalise` is idempotent and blind to accents, capitals, punctuation and emoji, and never raises.
"""

import re
import unicodedata

from domain.lookup.numerals import to_digits

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_UNDIVIDED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart."""

_NUMBER_THEN_LETTERS = re.compile(r"(?<=[0-9])(?=[a-z])")
_LETTERS_THEN_NUMBER = re.compile(r"\b(n|nr|no|num|civ|[a-z]{3,})(?=[0-9])")

_ABBREVIATIONS = {
    "vai": "via", "vle": "viale", "vl": "viale", "vc": "vicolo", "vic": "vicolo", "pza": "piazza", "pzza": "piazza",
    "pz": "piazza", "piaza": "piazza", "ple": "piazzale", "pzle": "piazzale", "pzale": "piazzale",
    "pta": "piazzetta", "pzta": "piazzetta", "pzetta": "piazzetta", "lgo": "largo", "cso": "corso",
    "str": "strada", "gall": "galleria", "circ": "circonvallazione", "circonv": "circonvallazione",
    "pass": "passaggio", "rot": "rotonda", "contr": "contrada", "loc": "localita",
    "flli": "fratelli", "mons": "monsignor", "monsignore": "monsignor",
    "ing": "ingegner", "ingegnere": "ingegner", "dott": "dottor", "dr": "dottor", "dottore": "dottor",
    "gen": "generale", "col": "colonnello", "ten": "tenente", "magg": "maggiore",
    "prof": "professor", "professore": "professor", "avv": "avvocato", "cav": "cavalier", "card": "cardinale",
    "sac": "don", "pd": "padre",
    "santo": "san", "santa": "san", "sant": "san", "santi": "san", "sante": "san", "ss": "san",
    "giambattista": "gianbattista", "giovambattista": "gianbattista", "giovanbattista": "gianbattista",
    "tommaso": "tomaso",
    "station": "stazione", "hospital": "ospedale", "church": "chiesa", "school": "scuola", "park": "parco",
    "cemetery": "cimitero", "prison": "carcere", "university": "universita", "theatre": "teatro", "museum": "museo",
}  # fmt: skip
"""One word to one word: abbreviations, saints, names of two spellings, and places that English speakers ask for."""

_PIECES = {
    ("v", "le"): "viale", ("v", "lo"): "vicolo", ("v", "co"): "vicolo", ("p", "zza"): "piazza", ("p", "za"): "piazza",
    ("p", "le"): "piazzale", ("p", "zle"): "piazzale", ("p", "zale"): "piazzale", ("p", "tta"): "piazzetta",
    ("p", "ta"): "piazzetta", ("p", "zetta"): "piazzetta", ("l", "go"): "largo", ("c", "so"): "corso",
    ("f", "lli"): "fratelli", ("s", "ta"): "san", ("s", "to"): "san", ("s", "t"): "san", ("s", "s"): "san",
    ("st", "a"): "san", ("san", "t"): "san",
    ("gian", "battista"): "gianbattista", ("giovan", "battista"): "gianbattista",
    ("giovanni", "battista"): "gianbattista", ("gio", "batta"): "gianbattista", ("g", "b"): "gianbattista",
}  # fmt: skip
"""Two words to one, before anything else: abbreviations with a full stop inside, and a name of many spellings."""


def fold(text: str) -> str:
    """Lower-case letters a-z, digits and single spaces: nothing else is left of a text."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_UNDIVIDED)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _NUMBER_THEN_LETTERS.sub(" ", _NOT_PLAIN.sub(" ", plain)).strip()


def raw_words(text: str) -> list[str]:
    """The folded words of a text, a number apart from the word that it is glued to ("moroni12", "n12", "12a")."""
    return _LETTERS_THEN_NUMBER.sub(r"\1 ", fold(text)).split()


def words(text: str) -> list[str]:
    """The canonical words: abbreviations written out, all saints "san", numbers in digits."""
    return canonical(raw_words(text))


def canonical(raw: list[str]) -> list[str]:
    """Canonical words of folded ones."""
    result: list[str] = []
    for position, word in enumerate(raw):
        written_out = _one(word, position, raw)
        joined = _PIECES.get((raw[position - 1], word)) if result else None
        joined = joined or (_PIECES.get((result[-1], written_out)) if result else None)
        if joined:
            result[-1] = joined
        else:
            result.append(written_out)
    return result


def _one(word: str, position: int, sentence: list[str]) -> str:
    """Write out one word; "s" and "st" are saints and "v" a street only where a name follows."""
    following = sentence[position + 1] if position + 1 < len(sentence) else ""
    name_follows = following != "" and not following.isdigit()
    if name_follows and word in {"s", "st"}:
        return "san"
    if name_follows and word == "v":
        return "5" if position and sentence[position - 1] == "via" else "via"
    return to_digits(_ABBREVIATIONS.get(word, word))


def normalise(text: str) -> str:
    """The canonical words of a text, with single spaces between them."""
    return " ".join(words(text))
