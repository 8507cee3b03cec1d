"""Groups and channels, and what happens to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typing_extensions import override

from sandbox.chats import ChatKind, ChatState, Standing
from sandbox.events import Event, EventKind

if TYPE_CHECKING:
    from sandbox.people import Person
    from sandbox.telegram import Telegram


class Group:
    """A group, supergroup or channel with the bot in it. Verbs give the `update_id`, as those of a person do."""

    def __init__(self, telegram: Telegram, state: ChatState) -> None:
        self._telegram = telegram
        self.state = state

    @override
    def __repr__(self) -> str:
        return f"Group({self.id}, {self.title!r})"

    @property
    def id(self) -> int:
        """The chat id, which changes when the group becomes a supergroup."""
        return self.state.id

    @property
    def title(self) -> str:
        """The title."""
        title: str = self.state.description["title"]
        return title

    @property
    def members(self) -> list[int]:
        """The user ids of those inside, the bot's included."""
        return [user_id for user_id, standing in self.state.members.items() if standing.inside]

    def migrates(self) -> int:
        """Become a supergroup with a new id; the bot hears of it in both chats, and the old one refuses it."""
        telegram, old = self._telegram, self.state
        if old.kind is not ChatKind.GROUP:
            raise AssertionError(f"{self} is not a basic group")
        description = {name: value for name, value in old.description.items() if not name.startswith("all_members")}
        actor = next((telegram.people[user_id] for user_id in old.members if user_id in telegram.people), None)
        if actor is None:
            raise AssertionError(f"nobody is in {self} to make it a supergroup")
        new = ChatState(telegram.next_supergroup_id(), ChatKind.SUPERGROUP, description, dict(old.members))
        telegram.chats.add(new)
        telegram.receive(actor, old, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self.state = new
        telegram.tell(Event(EventKind.CHAT_CHANGED, old.id, details={"change": "migrated", "to": new.id}))
        return telegram.receive(actor, new, {"migrate_from_chat_id": old.id})

    def is_discussed_in(self, group: Group) -> None:
        """Link a supergroup to the channel: what is posted here is forwarded there by Telegram itself, at once."""
        if self.state.kind is not ChatKind.CHANNEL or group.state.kind is not ChatKind.SUPERGROUP:
            raise AssertionError(f"{self} cannot be discussed in {group}: that takes a channel and a supergroup")
        self.state.linked_to, group.state.linked_to = group.id, self.id

    def changes(self, person: Person, standing: Standing) -> int:
        """Give a person another standing; the bot hears of who comes and goes by a service message."""
        members = self.state.members
        before = members.get(person.id, Standing.LEFT)
        members[person.id] = standing
        telegram = self._telegram
        telegram.updates.put("chat_member", telegram.member_change(self.state, person, person.user, before, standing))
        telegram.tell(Event(EventKind.CHAT_CHANGED, self.id, details={"change": "members"}))
        if standing.inside == before.inside or self.state.kind is ChatKind.CHANNEL:
            return 0
        service: dict[str, Any] = (
            {"new_chat_members": [person.user]} if standing.inside else {"left_chat_member": person.user}
        )
        return telegram.receive(person, self.state, service)

    def makes_bot(self, standing: Standing, *, by: Person) -> int:
        """Let a person add, remove, kick or promote the bot."""
        members = self.state.members
        bot = self._telegram.bot
        before = members.get(bot["id"], Standing.LEFT)
        members[bot["id"]] = standing
        self._telegram.tell(Event(EventKind.CHAT_CHANGED, self.id, details={"change": "members"}))
        return self._telegram.updates.put(
            "my_chat_member", self._telegram.member_change(self.state, by, bot, before, standing)
        )

    def is_deleted(self) -> None:
        """Delete the group."""
        self.state.deleted = True
        self._telegram.tell(Event(EventKind.CHAT_CHANGED, self.id, details={"change": "deleted"}))
