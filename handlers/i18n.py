"""Languages: every text that a person reads, in theirs.

Messages are written in English in the code and translated in `locales/<language>/LC_MESSAGES/reti.po`. Italian comes
first: it is what a chat gets when nothing better is known. A text is HTML as Telegram reads it (Bot API 10.3, "HTML
style"); every value put into it is escaped, unless it is itself `Markup`.
"""

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup

from domain.model import Chat

FIRST_LANGUAGE = "it"
LOCALES = Path(__file__).parent / "locales"


def mark(message: str) -> str:
    """Mark a message for the catalogues where it stands in a table, to be translated where it is shown."""
    return message


@dataclass(frozen=True)
class Translator:
    """Speaks one language. Called with an English message and its values, it gives the text as HTML."""

    language: str
    catalogue: gettext.NullTranslations

    @cached_property
    def _locale(self) -> Locale:
        return Locale.parse(self.language)

    def __call__(self, message: str, /, **values: object) -> Markup:
        """Translate an HTML message; values are escaped."""
        return Markup(self.catalogue.gettext(message)).format(**values)  # noqa: S704 - our own catalogues are trusted

    def plural(self, one: str, many: str, count: int, /, **values: object) -> Markup:
        """Translate an HTML message that depends on a count, which it may show as `{count}`."""
        text = self.catalogue.ngettext(one, many, count)
        return Markup(text).format(count=count, **values)  # noqa: S704 - our own catalogues are trusted

    def label(self, message: str, /, **values: object) -> str:
        """Translate a plain text: a button's, a command's description, a notice over the chat."""
        return self.catalogue.gettext(message).format(**values)

    def both(self, items: Iterable[object]) -> Markup:
        """Join items as one says them: "Redona, Celadina e Loreto"."""
        return Markup(format_list([str(Markup.escape(item)) for item in items], locale=self._locale))  # noqa: S704

    def plain_both(self, items: Iterable[str]) -> str:
        """Join plain texts in the same way, for a label."""
        return format_list(list(items), locale=self._locale)

    def either(self, items: Iterable[object]) -> Markup:
        """Join items as alternatives: "Redona, Celadina o Loreto"."""
        escaped = [str(Markup.escape(item)) for item in items]
        return Markup(format_list(escaped, style="or", locale=self._locale))  # noqa: S704 - escaped just above

    def date(self, day: date, pattern: str) -> str:
        """Write a day as a pattern says ("EEEE d MMMM": Unicode TR 35, "Date Format Patterns")."""
        return format_date(day, pattern, locale=self._locale)

    @property
    def own_name(self) -> str:
        """The language's name in itself, as a person would look for it: "Italiano"."""
        return (self._locale.get_display_name() or self.language).capitalize()


@dataclass(frozen=True)
class Languages:
    """The languages that have a catalogue, Italian first."""

    translators: Mapping[str, Translator]
    _labels: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def for_chat(self, chat: Chat) -> Translator:
        """Speak the language that the chat chose, else the one Telegram says, else Italian."""
        return self.choose(chat.language, chat.heard_language)

    def choose(self, *tags: str | None) -> Translator:
        """Take the first of these IETF tags that there is a catalogue for, else Italian ("en-GB" is "en")."""
        for tag in tags:
            known = self.translators.get(tag.split("-")[0].lower()) if tag else None
            if known:
                return known
        return self.translators[FIRST_LANGUAGE]

    def labels(self, message: str) -> frozenset[str]:
        """Give a plain text in every language: a key may have been shown before the language was changed."""
        if message not in self._labels:
            self._labels[message] = frozenset(translator.label(message) for translator in self.translators.values())
        return self._labels[message]


def load_languages(folder: Path = LOCALES) -> Languages:
    """Read the catalogues, once, at start. English needs none: it is what the code says."""
    catalogues: dict[str, gettext.NullTranslations] = {}
    for file in sorted(folder.glob("*/LC_MESSAGES/reti.po")):
        compiled = BytesIO()
        with file.open("rb") as source:
            write_mo(compiled, read_po(source, locale=file.parent.parent.name, abort_invalid=True))
        compiled.seek(0)
        catalogues[file.parent.parent.name] = gettext.GNUTranslations(compiled)
    catalogues["en"] = gettext.NullTranslations()
    order = sorted(catalogues, key=lambda language: (language != FIRST_LANGUAGE, language))
    return Languages(MappingProxyType({language: Translator(language, catalogues[language]) for language in order}))
