"""Texts as long as Telegram lets them be (4,096 characters, Bot API 10.0, sendMessage) that cost a reader most."""

import random
from collections.abc import Iterator

from domain.lookup import Index
from domain.lookup.language import PARTICLES, SENTENCE, STREET_KINDS

LENGTH = 4_096
_REPEATED = (
    *("vicolo ", "via ", "via a ", "via san ", "san santa ", "piazza e ", "e vicolo ", "in piazza ", "via villasanto "),
    *(
        "via redonna e ",
        "redona e ",
        "corso di italiano ",
        "bambini ",
        "quando c'è ",
        "seriate ",
        "giovanni ",
        "a ",
        "x",
    ),
    *(
        "12 ",
        "n 12 ",
        "12/a ",
        "1/2/",
        "7.7 ",
        "3 dicembre ",
        "il 3 il 4 ",
        "20:45 ",
        "dalle 8 alle 9 ",
        "ogni giorno,,,,",
    ),
    *(
        "lunedì e ",
        "primo e ",
        "un martedì si e ",
        "fino al ",
        "al parco ",
        "all'",
        "vorrei pubblicare: ",
        "abcde. ",
        "c/o ",
    ),
    *("    ", "\n", "  \n", ",", "-", ".,;:-", "(a) ", '"', "\u0301", "😀", "via😀", "ﷺ", "абв ", "中文"),
)


def hostile_texts(index: Index, seed: int, mixed: int) -> Iterator[str]:
    """Words over and over, and so many mixtures of a city's words, mistyped too, with those of any sentence."""
    yield from (_long(repeated) for repeated in _REPEATED)
    chance = random.Random(seed)
    names = sorted(index.gazetteer.names_by_word)
    mistyped = [_mistyped(name, chance) for name in chance.sample(names, 400) if len(name) > 6]
    pools = (
        sorted(STREET_KINDS),
        sorted(PARTICLES),
        sorted(SENTENCE),
        names,
        mistyped,
        ["12", "n", "e", "domani", "20:45"],
    )
    for _ in range(mixed):
        chosen = chance.sample(pools, chance.randint(1, 4))
        words = (chance.choice(chance.choice(chosen)) for _ in range(LENGTH // 2))
        yield _long(chance.choice([" ", ", "]).join(words))


def _long(piece: str) -> str:
    return (piece * (LENGTH // len(piece) + 1))[:LENGTH]


def _mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + chance.choice("abcdefghilmnopqrstuvz") + word[place + 1 :]
