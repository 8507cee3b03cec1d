"""A text to plain words: shorthand written out, numbers in digits, mistyped words of our tables put right."""

import re
from collections.abc import Callable, Mapping
from re import Match

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.lookup.gazetteer import Gazetteer
from domain.lookup.language import MANY_OF_A_KIND, PARTICLES, SENTENCE, STREET_KINDS
from domain.lookup.normalise import raw_words
from domain.lookup.numerals import to_digits
from domain.questions.months import MONTH_NAMES
from domain.questions.wording import is_long, listed

_CHARACTERS_READ = 400
_WORDS_READ = 48
"""No question needs more; the rest of a long message is not read."""

_SHORTHAND = {
    "x": "per", "ke": "che", "k": "che", "cs": "cosa", "csa": "cosa", "cosè": "cosa", "nn": "non", "qnd": "quando",
    "qndo": "quando", "quand": "quando", "qlc": "qualcosa", "qlcs": "qualcosa", "qualcs": "qualcosa", "dv": "dove",
    "cmq": "comunque", "prox": "prossimo", "pross": "prossimo", "gg": "giorni", "wknd": "weekend", "wkend": "weekend",
    "sett": "settimana", "oggj": "oggi", "tmrw": "tomorrow", "tmr": "tomorrow", "2nite": "tonight", "tonite": "tonight",
    "whats": "what s", "wats": "what s", "whens": "when s", "wheres": "where s", "whos": "who s", "theres": "there s",
    "ce": "c e", "cos": "cosa", "dovè": "dove e", "quandè": "quando e", "pls": "please", "u": "you", "r": "are",
}  # fmt: skip
"""What thumbs write for a word; where a number follows ("Pio X 5") it is none."""

_ENGLISH_NUMBERS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fourteen": "14", "fifteen": "15", "twenty": "20", "thirty": "30",
    "first": "1", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9",
    "tenth": "10", "fortnight": "14 days",
}  # fmt: skip

_WRITTEN_DATE = re.compile(r"(?<![\d/.:,-])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/:%]|[.,-]\d)")
_ISO_DATE = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_AFTER_A_STREET = re.compile(r"\b(?:via|v\.?le|viale|vicolo|piazza|p\.zza|largo|ore|alle|h)\b[^,;?!]*$", re.IGNORECASE)

_LONG = 9
_OTHER_WORDS = listed(
    "conoscerti conoscere mangio mangia contro conta conti calore calori palo viaggio viaggi lontana lontano "
    "altra altre altri altro amica amici amico ancora andare andate andiamo anziche aprire aprite avere avete "
    "banca bella belle belli bello brava bravi bravo brutta brutto buona buone buoni buono canto casa caso "
    "compito compra compro conti conto corpo corro corto cosa cose could detta detti detto domanda domande domino "
    "dopo dormire dormono essere fatta fatti fatto ferma fermo festeggia fiume forse forte forza gente giorni "
    "giorno grande grandi great green gruppi gruppo horse house ladro mamma mamme manca manda mando marmo maybe "
    "mente mezza mezzo mondo monte month music never niente noioso nome nomi nostri nulla other parla parlo parte "
    "parti partita partito parto passa passo phone piace piaci piana piano pizza pizze posso prima primo punta "
    "punto quella quelli quello salti salto saluta salute saluti saluto santi sapere sapete scusa seguito sempre "
    "senti sento shirt short sicuri sicuro sorry spazzi sport stanca stanco stanno stare stato still story study "
    "tempi tempo testa thanks their there these thing think those today troppa troppo tutte tutti tutto vedere "
    "vedete venite venti verdi verme viene vieni viste visto volta volte vostra vostri vostro week where which "
    "while white whose words world would young"
)
"""Words of every talk that are one slip away from one of ours."""


def plain_words(text: str, gazetteer: Gazetteer, vocabulary: Mapping[str, tuple[str, ...]]) -> str:
    """Read a text as plain words with single spaces. `vocabulary` are our words by their first letter."""
    spelled = _WRITTEN_DATE.sub(_in_words(_day_first), _ISO_DATE.sub(_in_words(_year_first), text[:_CHARACTERS_READ]))
    words = raw_words(spelled)[:_WORDS_READ]
    written_out = [_written_out(word, following) for word, following in zip(words, [*words[1:], "0"], strict=False)]
    return " ".join(_put_right(word, gazetteer, vocabulary) for text in written_out for word in text.split())


def by_first_letter(words: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Sort words by their first letter, which people seldom get wrong; longer ones first: letters are rather missed."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return {letter: tuple(word for word in ordered if word[0] == letter) for letter in {word[0] for word in words}}


def _written_out(word: str, following: str) -> str:
    if following.isdigit():
        return _ENGLISH_NUMBERS.get(word, to_digits(word) if word != "x" else word)
    return _SHORTHAND.get(word) or _ENGLISH_NUMBERS.get(word) or to_digits(word)


def _put_right(word: str, gazetteer: Gazetteer, vocabulary: Mapping[str, tuple[str, ...]]) -> str:
    """Take a word for the one of ours that is a slip away, two slips if it is long."""
    if not is_long(word) or word.isdigit() or word in vocabulary.get(word[0], ()) or _is_known(word, gazetteer):
        return word
    most = 2 if len(word) >= _LONG else 1
    for first in word[:2]:  # the first two letters may be swapped
        near = process.extract(word, vocabulary.get(first, ()), scorer=OSA.distance, score_cutoff=most)
        meant = next((ours for ours, _, _ in near if _may_be(word, ours)), None)
        if meant is not None:
            return meant
    return word


def _may_be(word: str, near: str) -> bool:
    """Tell a slip from another form of a word, which Italian makes with its last letter ("aperta", "aperti")."""
    swapped = near[:2] == word[1::-1]
    return (near[0] == word[0] or swapped) and not (len(near) == len(word) and near[:-1] == word[:-1])


def _is_known(word: str, gazetteer: Gazetteer) -> bool:
    return (
        word in _OTHER_WORDS
        or word in SENTENCE
        or word in PARTICLES
        or word in MANY_OF_A_KIND
        or word in STREET_KINDS
        or word in gazetteer.names_by_word
    )


def _in_words(parts: Callable[[Match[str]], tuple[str, str, str]]) -> Callable[[Match[str]], str]:
    """Write a date in figures as one in words; what is no date, such as a house number "5/12", stays."""

    def spelled(match: Match[str]) -> str:
        day, month, year = parts(match)
        if not 1 <= int(month) <= len(MONTH_NAMES) or _AFTER_A_STREET.search(match.string, 0, match.start()):
            return match.group()
        return f" il {int(day)} {MONTH_NAMES[int(month) - 1]} {year} "

    return spelled


def _day_first(match: Match[str]) -> tuple[str, str, str]:
    day, separator, month, year = match.groups(default="")
    if separator == "-" and not year:
        return day, "0", ""
    return day, month, f"20{year}" if len(year) == 2 else year  # noqa: PLR2004


def _year_first(match: Match[str]) -> tuple[str, str, str]:
    year, month, day = match.groups()
    return day, month, year
