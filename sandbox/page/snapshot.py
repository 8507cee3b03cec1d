"""What the page shows, as JSON: the people, their chats, and the messages as the Bot API writes them."""

from collections.abc import Mapping
from typing import Any

from sandbox.chats import ChatKind, ChatState, Standing
from sandbox.page.options import PageOptions
from sandbox.people import Person
from sandbox.profile import DESCRIPTION
from sandbox.telegram import Telegram

Json = dict[str, Any]

_EVERYWHERE: Json = {}
"""No scope at all, which setMyCommands takes for the default one."""


class Snapshots:
    """Draws up what the page shows of a sandbox; `notes` stand under people's names, by id."""

    def __init__(self, telegram: Telegram, options: PageOptions, notes: Mapping[int, str]) -> None:
        self._telegram = telegram
        self._options = options
        self._notes = notes

    def everything(self) -> Json:
        """All people, and all chats with their messages."""
        return {
            "title": self._options.title,
            "time_zone": self._options.time_zone,
            "bot": self._telegram.bot,
            "people": [self._person(person) for person in self._telegram.people.values()],
            "chats": [
                {**self.chat(state.id), "messages": [message.raw for message in self._telegram.messages(state.id)]}
                for state in self._telegram.chats
                if state.migrated_to is None
            ],
        }

    def chat(self, chat_id: int) -> Json:
        """A chat without its messages: its members (the bot left out), reply keyboard, and everybody's commands."""
        state = self._telegram.chats[chat_id]
        members = [user_id for user_id, standing in state.members.items() if standing.inside]
        people = [
            self._telegram.people[user_id] for user_id in members or [chat_id] if user_id in self._telegram.people
        ]
        return {
            "id": state.id,
            "type": state.kind.value,
            "title": state.description.get("title"),
            "members": [person.id for person in people],
            "keyboard": self._keyboard(chat_id),
            "commands": {person.id: self._commands(person, state) for person in people},
        }

    def message(self, chat_id: int, message_id: int) -> Json | None:
        """A message as it stands now; None if it is gone."""
        message = self._telegram.history.find(chat_id, message_id)
        return message.raw if message else None

    def _person(self, person: Person) -> Json:
        return {
            "id": person.id,
            "first_name": person.first_name,
            "note": self._notes.get(person.id, ""),
            "blocked": person.has_blocked,
            "description": self._telegram.profile.get(DESCRIPTION, _language(person)),
        }

    def _keyboard(self, chat_id: int) -> Json | None:
        """The newest reply keyboard that no later message took away, with its options."""
        for message in reversed(self._telegram.messages(chat_id)):
            markup = message.keyboard_markup or {}
            if "keyboard" in markup:
                return markup
            if "remove_keyboard" in markup:
                return None
        return None

    def _commands(self, person: Person, chat: ChatState) -> list[Json]:
        return self._telegram.commands.shown(_scopes(person, chat), _language(person))


def _language(person: Person) -> str:
    """The two-letter language the person's Telegram is in."""
    return (person.language_code or "")[:2]


def _scopes(person: Person, chat: ChatState) -> list[Json]:
    """The scopes of commands that hold for a person in a chat, narrowest first (Bot API 10.3, BotCommandScope)."""
    here = {"type": "chat", "chat_id": chat.id}
    if chat.kind is ChatKind.PRIVATE:
        return [here, {"type": "all_private_chats"}, _EVERYWHERE]
    administers = chat.members.get(person.id) in {Standing.CREATOR, Standing.ADMINISTRATOR}
    return [
        {"type": "chat_member", "chat_id": chat.id, "user_id": person.id},
        *([{"type": "chat_administrators", "chat_id": chat.id}] if administers else []),
        here,
        *([{"type": "all_chat_administrators"}] if administers else []),
        {"type": "all_group_chats"},
        _EVERYWHERE,
    ]
