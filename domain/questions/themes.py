"""The theme that a text names: by the words of `theme_words`, and by the names that the city pack gives it."""

from functools import lru_cache
from re import Match, Pattern

from domain.city.model import City, ThemeId
from domain.lookup.normalise import raw_words
from domain.questions.theme_words import KINDS_OF_PLACE, THEME_WORDS
from domain.questions.wording import USED, found, phrases


def _longest_first(table: str) -> str:
    """Put phrases before the words that they begin with."""
    return "\n".join(sorted("|".join(table.splitlines()).split("|"), key=lambda phrase: -len(phrase.split())))


_TABLES = {theme: phrases(_longest_first(table)) for theme, table in THEME_WORDS.items()}
_KINDS_OF_PLACE = {theme: phrases(table) for theme, table in KINDS_OF_PLACE.items()}

PATTERNS = tuple(_TABLES.values())


def theme_said(plain: str, city: City) -> tuple[ThemeId, Match[str]] | None:
    """Find the theme that is named first, by its own name or by one of its words; of two at one place, the longer."""
    patterns = _patterns(tuple((theme.id, tuple(theme.names.values())) for theme in city.themes.values()))
    return _first([(theme, pattern) for theme, own in patterns for pattern in own], plain)


def without_themes(rest: str) -> str:
    """Leave out every word of a theme."""
    for pattern in (*_TABLES.values(), *_KINDS_OF_PLACE.values()):
        rest = pattern.sub(USED, rest)
    return rest


def theme_of_place(rest: str, city: City) -> tuple[ThemeId, Match[str]] | None:
    """Find a theme among the words that no place explained."""
    return _first([(theme, _KINDS_OF_PLACE[theme]) for theme in city.themes if theme in _KINDS_OF_PLACE], rest)


@lru_cache(maxsize=8)
def _patterns(
    themes: tuple[tuple[ThemeId, tuple[str, ...]], ...],
) -> tuple[tuple[ThemeId, tuple[Pattern[str], ...]], ...]:
    return tuple(
        (theme, (*filter(None, [_TABLES.get(theme)]), phrases("\n".join(" ".join(raw_words(name)) for name in names))))
        for theme, names in themes
    )


def _first(patterns: list[tuple[ThemeId, Pattern[str]]], plain: str) -> tuple[ThemeId, Match[str]] | None:
    matches = [(theme, match) for theme, pattern in patterns for match in found(pattern, plain)]
    return min(matches, key=lambda pair: (pair[1].start(), -pair[1].end()), default=None)
