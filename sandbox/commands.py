"""The commands menu: what the bot may set, for which scope and language, and which menu a person sees."""

import re
from typing import Any

from sandbox.errors import bad_request

Command = dict[str, Any]
Scope = dict[str, Any]

_MOST = 100
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_DESCRIPTION = 256
_LANGUAGE = re.compile(r"[a-z]{2}")


class Commands:
    """The lists of commands by scope and language ("Determining list of commands" in the Bot API)."""

    def __init__(self) -> None:
        self._lists: dict[tuple[tuple[Any, ...], str], list[Command]] = {}

    def set(self, commands: list[Command], scope: Scope | None, language: str) -> None:
        """Replace a list. Raises ApiError 400 for a wrong name, description, number or language."""
        if len(commands) > _MOST:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_checked(command) for command in commands]
        key = (_key(scope), checked_language(language))
        if checked:
            self._lists[key] = checked
        else:
            self._lists.pop(key, None)

    def get(self, scope: Scope | None, language: str) -> list[Command]:
        """Give the list of exactly this scope and language."""
        return self._lists.get((_key(scope), checked_language(language)), [])

    def shown(self, scopes: list[Scope], language: str) -> list[Command]:
        """Give the list a person sees: the first of the scopes that has one in their language, or in none."""
        for scope in scopes:
            for spoken in (language[:2], ""):
                found = self._lists.get((_key(scope), spoken))
                if found:
                    return found
        return []


def checked_language(language: str) -> str:
    """Give a two-letter language code, or none. Raises ApiError 400."""
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def _checked(command: Command) -> Command:
    name = command["command"].removeprefix("/").strip()
    description = command["description"].strip()
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= _DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _key(scope: Scope | None) -> tuple[Any, ...]:
    if not scope:
        scope = {"type": "default"}
    return (scope["type"], str(scope.get("chat_id", "")), scope.get("user_id", 0))
