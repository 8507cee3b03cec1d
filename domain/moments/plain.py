"""A text as plain words that know where in it they stood, so that what was read can be taken out of it.

Letters a-z and digits are left, and the punctuation of dates and times: glued where it stands between digits ("20:45",
"3/12"), apart elsewhere. Numbers in letters are digits: "alle nove" is "alle 9".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from re import Match, Pattern

from domain.lookup.numerals import to_digits
from domain.questions.months import MONTHS, WEEKDAYS
from domain.questions.wording import USED, listed

_CHARACTERS_READ = 1_000
"""What says when stands nearer to the beginning of a message; the rest is left as it is."""

_KEPT = {"\n": ";", ";": ";", "°": "o", **dict.fromkeys("-‐‑‒–—−", "-"), **dict.fromkeys(":.,/", "")}
_TOKEN = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9 ]")
_ORDINALS = listed("primo secondo terzo quarto quinto sesto settimo ottavo nono decimo")
_ENGLISH = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30",
}  # fmt: skip
_BEFORE_SIX = listed("alle ore dalle le il ogni tra fra giorno per al dal") | WEEKDAYS.keys()
"""Before these "sei" is a number; else it is "you are"."""

_BEFORE_ONE = listed("all dall alla dalla")
_JOINING = frozenset(
    {"a", "al", "all", "e", "ed", "o", "oppure", "fino a", "fino al", "to", "and", "or", "until", "till", "-"}
)
"""What joins dates and times, and says nothing without them."""

_LOOSE_ENDS = re.compile(r"^[\s,;:.\-–—]+|[\s,;:\-–—]+$")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_DOUBLED = re.compile(r"\s*([,;])(?:\s*[,;:])+|[ \t]+(?=[,;.])|(?<=[ \t])[ \t]+")


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """A text that is read piece by piece. What was taken is `left` as bars, so that nothing is read twice."""

    text: str
    left: str
    origins: list[tuple[int, int]]
    taken: list[tuple[int, int]] = field(default_factory=list)

    def take(self, pattern: Pattern[str]) -> Iterator[Match[str]]:
        """Find a pattern in what is left, one after the other; the caller says with `use` which it takes."""
        start = 0
        while match := pattern.search(self.left, start):
            start = max(match.end(), start + 1)
            yield match

    def use(self, match: Match[str]) -> None:
        """Take what a pattern found."""
        self.use_between(*match.span())

    def use_between(self, start: int, end: int) -> None:
        """Take what stands from one place to before another."""
        self.left = self.left[:start] + USED * (end - start) + self.left[end:]
        self.taken.append((start, end))

    def first(self, pattern: Pattern[str]) -> Match[str] | None:
        """Find a pattern and take it."""
        match = pattern.search(self.left)
        if match is not None:
            self.use(match)
        return match

    def rest(self) -> str:
        """The text without what was taken, nor what only joins it."""
        return tidied(without(self.text, self._read()))

    def pieces(self) -> tuple[str, ...]:
        """What stands before, between and behind what was taken."""
        found, place = list[str](), 0
        for start, end in sorted(self._read()):
            found.append(self.text[place:start])
            place = max(place, end)
        return (*found, self.text[place:])

    def _read(self) -> list[tuple[int, int]]:
        """The stretches of the text that were taken, and what only joins them."""
        taken = sorted(span for span in self.taken if span[0] < span[1])
        gaps = [(one[1], other[0]) for one, other in pairwise(taken)]
        taken += [gap for gap in gaps if self.left[slice(*gap)].strip(" ,;|") in _JOINING and gap[0] < gap[1]]
        return [(self.origins[start][0], self.origins[end - 1][1]) for start, end in taken]


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Leave out stretches of a text."""
    kept, place = "", 0
    for start, end in sorted(spans):
        kept += text[place:start] + " "
        place = max(place, end)
    return kept + text[place:]


def tidied(text: str) -> str:
    """Put right the commas and blanks around what was taken out of a text."""
    lines = [_DOUBLED.sub(r"\1", _EMPTY_BRACKETS.sub(" ", line)) for line in text.splitlines()]
    return "\n".join(filter(None, (_LOOSE_ENDS.sub("", line) for line in lines)))


def page_of(text: str) -> Page:
    """Read a text as plain words."""
    tokens = list(_numbered(list(_tokens(text[:_CHARACTERS_READ]))))
    left, origins = "", list[tuple[int, int]]()
    for place, token in enumerate(tokens):
        if place and not _glued(tokens, place):
            left += " "
            origins.append((tokens[place - 1].end, token.start))
        left += token.text
        origins += [(token.start, token.end)] * len(token.text)
    return Page(text, left, origins)


def _tokens(text: str) -> Iterator[_Token]:
    plain, places = "", list[int]()
    for place, character in enumerate(text):
        letters = _folded(character)
        plain += letters
        places += [place] * len(letters)
    for match in _TOKEN.finditer(plain):
        yield _Token(match.group(), places[match.start()], places[match.end() - 1] + 1)


def _folded(character: str) -> str:
    """Fold one character; an accent that stands apart is nothing, what has no letter is a blank."""
    kept = _KEPT.get(character)
    if kept is not None:
        return kept or character
    letters = unicodedata.normalize("NFKD", character).casefold()
    plain = "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
    return plain or ("" if unicodedata.combining(character) else " ")


def _glued(tokens: list[_Token], place: int) -> bool:
    """Tell whether a token is of one piece with the one before: punctuation between two digits, without blanks."""
    for mark in (place, place - 1):
        if 0 < mark < len(tokens) - 1 and tokens[mark].text in ":.,/-":
            before, after = tokens[mark - 1], tokens[mark + 1]
            close = before.end == tokens[mark].start and tokens[mark].end == after.start
            if close and before.text.isdigit() and after.text.isdigit():
                return True
    return False


def _numbered(tokens: list[_Token]) -> Iterator[_Token]:
    for place, token in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        yield _Token(_number(token.text, before, after), token.start, token.end)


def _number(word: str, before: str, after: str) -> str:
    if word == "sei":
        return "6" if before in _BEFORE_SIX or after in MONTHS else word
    if word in {"una", "un"}:
        return "1" if word == "una" and before in _BEFORE_ONE else word
    if word in _ORDINALS or word.endswith("esimo") or set(word) <= set("ivx"):
        return word
    return _ENGLISH.get(word, to_digits(word))
