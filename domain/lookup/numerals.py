"""Numbers as people write them in the names of places: Roman, spelled out, counting and ordinal, all to digits.

"XX settembre", "20 settembre" and "venti settembre" are one street; so are "Pio X" and "Pio decimo".
"""

_UNITS = ("uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
_TEENS = (
    *("dieci", "undici", "dodici", "tredici", "quattordici"),
    *("quindici", "sedici", "diciassette", "diciotto", "diciannove"),
)
_TENS = (("venti", 20), ("trenta", 30), ("quaranta", 40), ("cinquanta", 50))
_FIRST_ORDINALS = (
    *("primo", "secondo", "terzo", "quarto", "quinto"),
    *("sesto", "settimo", "ottavo", "nono", "decimo"),
)
_EVERYDAY = frozenset({"uno", "sei", "secondo"})
"""Words of any sentence ("chi sei?"): they are not read as numbers."""

_ROMAN_TENS = ("", "x", "xx", "xxx")
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def _spelled() -> dict[str, int]:
    cardinals = {word: value for value, word in enumerate((*_UNITS, *_TEENS), start=1)}
    for tens, value in _TENS:
        cardinals[tens] = value
        for unit, word in enumerate(_UNITS, start=1):
            stem = tens[:-1] if word[0] in "uo" else tens
            cardinals[stem + word] = value + unit
            cardinals[stem + word.removesuffix("e") + "esimo"] = value + unit  # ventitre → ventitreesimo, below
            cardinals[stem + word[:-1] + "esimo"] = value + unit
        cardinals[tens + "treesimo"] = value + 3
        cardinals[tens[:-1] + "esimo"] = value
    for word, value in [(word, value) for word, value in cardinals.items() if value in range(11, 20)]:
        cardinals[word[:-1] + "esimo"] = value
    ordinals = {word: value for value, word in enumerate(_FIRST_ORDINALS, start=1)}
    # "Tredicesimo" is also written "decimo terzo"; nobody writes a street so, and it is left alone.
    return {word: value for word, value in (cardinals | ordinals).items() if word not in _EVERYDAY}


def _roman() -> dict[str, int]:
    numerals = {tens + units: 10 * i + j for i, tens in enumerate(_ROMAN_TENS) for j, units in enumerate(_ROMAN_UNITS)}
    # One letter is rather an initial, and "vi" a pronoun; "x" alone is nobody's name ("Pio X").
    return {word: value for word, value in numerals.items() if word == "x" or (len(word) > 1 and word != "vi")}


_DIGITS = {word: str(value) for word, value in (_spelled() | _roman()).items()}


def to_digits(word: str) -> str:
    """Give the digits of a number written in letters ("xx", "venti", "ventesimo"); any other word unchanged."""
    return _DIGITS.get(word, word)
