"""The people and the group of the page, let into the sandbox."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.chats import ChatState
from sandbox.page.options import PageOptions
from sandbox.telegram import Telegram


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is on the page: the notes under people's names, by id, and the id their group, if any, began with."""

    notes: Mapping[int, str]
    group_id: int | None

    def chats(self, telegram: Telegram) -> list[ChatState]:
        """List the chats there are: everybody's private one (of later comers too), and the group as it is now."""
        private = [telegram.chats[person_id] for person_id in telegram.people]
        return [*private, *([_latest(telegram, self.group_id)] if self.group_id is not None else [])]


def assemble(telegram: Telegram, options: PageOptions) -> Cast:
    """Let the people in and make their group."""
    people = [(spec, telegram.person(spec.first_name, language_code=spec.language_code)) for spec in options.people]
    notes = {person.id: spec.note for spec, person in people}
    if options.group is None:
        return Cast(notes, None)
    admins = [person for spec, person in people if spec.administers]
    group = telegram.group(options.group, *(person for _, person in people), admins=admins)
    return Cast(notes, group.id)


def _latest(telegram: Telegram, group_id: int) -> ChatState:
    """Follow a group through its upgrades."""
    state = telegram.chats[group_id]
    return state if state.migrated_to is None else _latest(telegram, state.migrated_to)
