"""The catalogues: complete, with the same values and tags as the code's English, and in the tone of the house."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.pofile import read_po

from handlers.i18n import LOCALES

MAKEFILE = Path(__file__).parent.parent.parent / "Makefile"
[MARKS_OF_TEXT] = re.findall(r"^KEYWORDS := (.*)$", MAKEFILE.read_text(), re.MULTILINE)
FILES = sorted(LOCALES.glob("*/LC_MESSAGES/reti.po"))


def pairs(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """Each English text with its translation; a plural's forms are paired with the English plural."""
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from ((ids[-1], string) for string in strings)


@pytest.fixture(params=FILES, ids=lambda file: file.parent.parent.name)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with request.param.open("rb") as file:
        return read_po(file, locale=request.param.parent.parent.name, abort_invalid=True)


def in_code() -> set[str]:
    folder = LOCALES.parent
    found = extract_from_dir(str(folder), [("**.py", "python")], keywords=parse_keywords(MARKS_OF_TEXT.split()))
    return {message[0] if isinstance(message, tuple) else message for _, _, message, *_ in found}


def test_every_text_of_the_code_is_translated_and_none_is_left_over(catalogue: Catalog) -> None:
    known = {message.id[0] if isinstance(message.id, tuple) else message.id for message in catalogue if message.id}

    assert known == in_code()
    assert [english for english, translated in pairs(catalogue) if not translated] == []
    assert not [message.id for message in catalogue if message.fuzzy and message.id]


def test_values_and_tags_are_the_same_in_translation(catalogue: Catalog) -> None:
    for english, translated in pairs(catalogue):
        for marks in (r"\{\w+\}", r"</?\w+>"):
            assert sorted(re.findall(marks, translated)) == sorted(re.findall(marks, english)), english


def test_italian_has_real_apostrophes_and_quotes() -> None:
    with (LOCALES / "it" / "LC_MESSAGES" / "reti.po").open("rb") as file:
        catalogue = read_po(file, locale="it")
    for _, italian in pairs(catalogue):
        assert not re.search(r"\w'|“|”|\be'|\bpo'", re.sub(r"<[^>]*>", "", italian)), italian
        assert not re.search(r"\b(errore|utente|notifica)\b", italian, re.IGNORECASE), italian
