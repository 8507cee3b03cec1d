"""The people and the group of the page, let into the sandbox."""

from collections.abc import Mapping
from typing import Any

from sandbox.events import Event, EventKind
from sandbox.groups import Group
from sandbox.page.acts import ActError, Details
from sandbox.page.options import PageOptions
from sandbox.telegram import Telegram

_LONGEST_NAME = 64
"""Characters of a first name in Telegram."""
_LANGUAGES = {"it": "Telegram in italiano", "en": "Telegram in inglese"}


def assemble(telegram: Telegram, options: PageOptions) -> dict[int, str]:
    """Let the people in and make their group; give the notes to show under their names, by id."""
    people = [(spec, telegram.person(spec.first_name, language_code=spec.language_code)) for spec in options.people]
    if options.group is not None:
        admins = [person for spec, person in people if spec.administers]
        telegram.group(options.group, *(person for _, person in people), admins=admins)
    return {person.id: spec.note for spec, person in people}


def welcome(telegram: Telegram, options: PageOptions, notes: dict[int, str], request: Mapping[str, Any]) -> int:
    """Let somebody in whom the page's reader adds: `name`, `language` ("it" or "en"). They join the page's group.

    Give their id, and note their language under their name. Raises ActError.
    """
    details = Details(request)
    name, language = details.text("name").strip(), details.text("language")
    if not 1 <= len(name) <= _LONGEST_NAME:
        raise ActError(f"Il nome deve avere da 1 a {_LONGEST_NAME} caratteri.")
    if language not in _LANGUAGES:
        raise ActError("Nell'ambiente di prova Telegram è in italiano o in inglese.")
    person = telegram.person(name, language_code=language)
    notes[person.id] = _LANGUAGES[language]
    for state in telegram.chats:
        if state.is_group and state.description["title"] == options.group and state.migrated_to is None:
            person.joins(Group(telegram, state))
            break
    else:
        telegram.tell(Event(EventKind.CHAT_CHANGED, person.id, details={"change": "arrived"}))
    return person.id
