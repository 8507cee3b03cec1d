"""From a text to a question: sayings aside, its period, its intent, its theme and its places, in this order.

Where no word says what is wanted, a period alone ("domani a Redona?") or a theme of a place ("bambini Loreto") asks
what is on, if nothing else was said; a place alone is left to the area lookup.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Self

from domain.city.model import ThemeId
from domain.lookup import Index, Status, by_text
from domain.lookup.language import PARTICLES, STREET_KINDS
from domain.lookup.normalise import raw_words
from domain.lookup.normalise import words as canonical_words
from domain.questions import intents, themes
from domain.questions.days import PATTERNS as DAY_PATTERNS
from domain.questions.days import Period, period_said
from domain.questions.intents import About, stated
from domain.questions.places import Places, places_said, quarter_names
from domain.questions.question import Evidence, Explanation, Intent, Question
from domain.questions.small_talk import sayings_aside
from domain.questions.spelling import by_first_letter, plain_words
from domain.questions.themes import theme_of_place, theme_said, without_themes
from domain.questions.wording import is_long, listed, vocabulary, without

_LONGEST_ADDRESS = 60
_OF_INTENTS = vocabulary([*intents.PATTERNS, *themes.PATTERNS])
_OURS = _OF_INTENTS | vocabulary(DAY_PATTERNS)

_SAYS_NOTHING = PARTICLES | listed(
    "| o ma che c ci ce sono quali quale qual cosa cos si mi qui li anche solo allora favore grazie dimmi mostrami "
    "rete reti quartiere quartieri zona rione bergamo citta comune bg niente nulla qualcosa altro vicino presso "
    "buongiorno buonasera ciao salve scusa scusi prego please hi hello the and or on at for to of near is are there "
    "any anything network neighbourhood neighborhood area city town about around with from what s sera mattina "
    "pomeriggio ore dopo verso h sempre tutti tutto fino entro until till by free gratis gratuito gratuiti gratuite "
    "aiuto help when quando"
)


def read(index: Index, text: str, today: date) -> Question:
    """Understand a text said on a day. Never raises, whatever the text."""
    return explain(index, text, today).question


def _is_address(text: str) -> bool:
    """Whether a text is a street with its number and no more: what most people write, and what asks nothing here."""
    words = raw_words(text) if len(text) <= _LONGEST_ADDRESS else []
    if not words or words[0] not in STREET_KINDS or not words[-1].isdigit():
        return False
    return _OURS.isdisjoint(words[1:-1]) and not any(word.isdigit() for word in words[1:-1])


def explain(index: Index, text: str, today: date) -> Explanation:
    """Understand as `read` does, and show which words gave what."""
    if _is_address(text):
        plain = " ".join(raw_words(text))
        return Explanation(plain, (), plain, Question(Intent.NONE))
    return _Reading.of(index, text, today).explanation()


@lru_cache(maxsize=8)
def _spelling(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The words that are recognised with a slip: those of our tables, and of the names of a city's quarters."""
    return by_first_letter(_OURS | {word for name in names for word in raw_words(name) if is_long(word)})


@dataclass(frozen=True, slots=True)
class _Reading:
    """What each part of a text gave.

    `is_talk` says that it wishes or takes leave, `of_place` that its theme is that of a kind of place ("in piazza").
    """

    index: Index
    plain: str
    is_talk: bool
    period: Period
    theme: tuple[ThemeId, str] | None
    of_place: bool
    places: Places

    @classmethod
    def of(cls, index: Index, text: str, today: date) -> Self:
        plain = plain_words(text, index.gazetteer, _spelling(quarter_names(index.city)))
        asked, is_talk = sayings_aside(plain)
        period = period_said(asked, today)
        theme = theme_said(period.rest, index.city)
        places = places_said(index, without(period.rest, [theme[1].span()] if theme else []), _OF_INTENTS)
        of_place = None if theme else theme_of_place(places.rest, index.city)
        said = theme or of_place
        named = (said[0], said[1].group()) if said else None
        return cls(index, plain, is_talk, period, named, of_place is not None, places)

    def explanation(self) -> Explanation:
        intent, words = self._intent()
        if intent is Intent.NONE:
            return Explanation(self.plain, (), self.plain, Question(Intent.NONE))
        days, places = self.period.days, self.places
        theme, theme_words = self.theme or (None, "")
        given = [
            (str(intent), words),
            ("period", self.period.words if days else ""),
            (f"theme {theme}", theme_words),
            *(("place", name) for name in places.words),
        ]
        return Explanation(
            words=self.plain,
            evidence=tuple(Evidence(gave, words) for gave, words in given if words),
            left=" ".join(word for word in places.rest.split() if word not in _SAYS_NOTHING),
            question=Question(intent, places.networks, days, theme, places.unserved, places.town),
        )

    def _intent(self) -> tuple[Intent, str]:
        about = About(
            dated=self.period.days is not None,
            themed=self.theme is not None and not self.of_place,
            placed=bool(self.places.words),
            at_a_kind_of_place=self.of_place,
        )
        if "".join(canonical_words(self.plain)) in self.index.gazetteer.keys:
            return Intent.NONE, ""  # a place whose name has such words: "Mercato del lunedì"
        intent = stated(self.period.rest, about)
        return intent or (Intent.EVENTS if self._asks_by_itself(about) else Intent.NONE, "")

    def _asks_by_itself(self, about: About) -> bool:
        """Tell whether a period, or a theme of a place or for somebody, stands alone."""
        if self.is_talk or not _SAYS_NOTHING.issuperset(without_themes(self.places.rest).split()):
            return False
        if about.dated:
            return about.themed or about.placed or not self._begins_a_street()
        return about.themed and (about.placed or self.plain.startswith(("per ", "for ")))

    def _begins_a_street(self) -> bool:
        """Tell whether a date alone is rather a street ("20 settembre 12")."""
        return self.plain[:1].isdigit() and by_text(self.index, self.plain).status is not Status.UNKNOWN
