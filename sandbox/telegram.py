"""A small Telegram with one bot in it: its chats, people, messages and everything the bot may ask of them."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING, Any

from sandbox.chats import ChatKind, Chats, ChatState, Standing
from sandbox.clock import Clock, utc_now
from sandbox.commands import Commands
from sandbox.contents import carried, origin
from sandbox.events import Event, EventKind, Listener, Listeners
from sandbox.facts import load_facts
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.flood import Flood
from sandbox.groups import Group
from sandbox.limits import Limits
from sandbox.messages import Message, Messages
from sandbox.people import Person
from sandbox.profile import Profile
from sandbox.queries import Queries
from sandbox.transcript import Transcript
from sandbox.updates import Updates
from sandbox.validation import Parameters

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

DEMO_TOKEN = "700000001:SANDBOX-loopback-only-not-a-secret-00"  # noqa: S105 - opens nothing but this sandbox
_ADMINISTRATOR = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": True,
    "can_edit_stories": True,
    "can_delete_stories": True,
}
GROUP_ANONYMOUS_BOT = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Who is named as the author of what an administrator writes in the group's own name (Bot API, Message.sender_chat)."""
CHANNEL_BOT = {"id": 136_817_688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
"""Who is named as the author of what somebody writes in a group in the name of a channel."""
TELEGRAM_ITSELF = {"id": 777_000, "is_bot": False, "first_name": "Telegram"}
"""Who is named as the author of a post that was forwarded into its channel's group (Bot API, Message.sender_chat)."""
_FIRST_PERSON = 5_000_001
_FIRST_ALBUM = 13_000_000_000_000_001
_FIRST_GROUP = -4_000_001
_FIRST_SUPERGROUP = -1_002_000_000_001


class Telegram:
    """The state of the sandbox. `bot` is the bot as a `User`; people and groups are made by `person` and `group`."""

    def __init__(
        self,
        *,
        token: str = DEMO_TOKEN,
        username: str = "reti_demo_bot",
        name: str = "Reti (demo)",
        clock: Clock = utc_now,
        limits: Limits | None = None,
    ) -> None:
        self.token = token
        self.username = username
        self.clock = clock
        self.limits = limits or Limits.telegram()
        self.bot: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": name,
            "username": username,
        }
        self.faults = Faults(clock)
        self.transcript = Transcript()
        self.chats = Chats(self.bot["id"])
        self.people: dict[int, Person] = {}
        self.history = Messages()
        self.files = Files()
        self.updates = Updates(self.limits, clock)
        self.flood = Flood(self.limits, clock)
        self.callback_queries = Queries(clock)
        self.inline_queries = Queries(clock)
        self.commands = Commands()
        self.profile = Profile(name)
        self.webhook_url = ""
        self.topics_in_private = False
        """Whether private chats with the bot have topics (Bot API 9.3, User.has_topics_enabled)."""
        self.settled: Callable[[], Awaitable[object]] | None = None
        """What `handled` and `idle` wait for beside, where the bot confirms updates before it has dealt with them."""
        self.parameters = Parameters(load_facts())
        self._listeners = Listeners()
        self._keyboards: dict[int, dict[str, Any]] = {}
        self._person_ids = count(_FIRST_PERSON)
        self._group_ids = count(_FIRST_GROUP, -1)
        self._supergroup_ids = count(_FIRST_SUPERGROUP, -1)
        self._album_ids = count(_FIRST_ALBUM)

    def person(self, first_name: str, *, language_code: str | None = "it", last_name: str | None = None) -> Person:
        """Let somebody join Telegram. The bot cannot write to them before they wrote to it."""
        person = Person(self, next(self._person_ids), first_name, last_name, language_code)
        self.people[person.id] = person
        names = {"first_name": first_name, **({"last_name": last_name} if last_name else {})}
        self.chats.add(ChatState(person.id, ChatKind.PRIVATE, names, started=False))
        return person

    def group(
        self,
        title: str,
        *members: Person,
        admins: Sequence[Person] = (),
        supergroup: bool = False,
        forum: bool = False,
    ) -> Group:
        """Make a group with the bot in it: a basic one, a supergroup or, with topics, a forum (a supergroup, too)."""
        standings = {person.id: Standing.MEMBER for person in members}
        standings |= {person.id: Standing.ADMINISTRATOR for person in admins}
        standings[self.bot["id"]] = Standing.MEMBER
        if supergroup or forum:
            description = {"title": title, **({"is_forum": True} if forum else {})}
            state = ChatState(self.next_supergroup_id(), ChatKind.SUPERGROUP, description, standings)
        else:
            description = {"title": title, "all_members_are_administrators": False}
            state = ChatState(next(self._group_ids), ChatKind.GROUP, description, standings)
        self.chats.add(state)
        return Group(self, state)

    def channel(self, title: str, *admins: Person) -> Group:
        """Make a channel with the bot as one of its administrators."""
        standings = {person.id: Standing.ADMINISTRATOR for person in admins}
        standings[self.bot["id"]] = Standing.ADMINISTRATOR
        state = ChatState(self.next_supergroup_id(), ChatKind.CHANNEL, {"title": title}, standings)
        self.chats.add(state)
        return Group(self, state)

    def next_supergroup_id(self) -> int:
        """Give an id that no chat has yet."""
        return next(self._supergroup_ids)

    def next_album_id(self) -> str:
        """Give a `media_group_id` that no album has yet."""
        return str(next(self._album_ids))

    def messages(self, chat_id: int) -> list[Message]:
        """List what a member of a chat sees now, oldest first."""
        return self.history.in_chat(chat_id)

    def message(self, chat_id: int, message_id: int) -> Message:
        """Find a message. Raises AssertionError if it is not there."""
        message = self.history.find(chat_id, message_id)
        if message is None:
            raise AssertionError(f"there is no message {message_id} in the chat {chat_id}")
        return message

    def user(self, user_id: int) -> dict[str, Any] | None:
        """Find a person, or the bot, as a `User` of the Bot API."""
        if user_id == self.bot["id"]:
            return self.bot
        person = self.people.get(user_id)
        return person.user if person else None

    def keyboard(self, chat_id: int) -> list[list[dict[str, Any]]]:
        """Give the rows of the reply keyboard that a chat shows now; none if the phone's own is there."""
        rows: list[list[dict[str, Any]]] = self._keyboards.get(chat_id, {}).get("keyboard", [])
        return rows

    def show_keyboard(self, chat_id: int, markup: dict[str, Any] | None) -> None:
        """Show, change or remove the reply keyboard of a chat as a new message of the bot says."""
        if markup and "keyboard" in markup:
            self._keyboards[chat_id] = markup
        elif markup and "remove_keyboard" in markup:
            self._keyboards.pop(chat_id, None)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every event from now on; the function given back ends that."""
        return self._listeners.subscribe(listener)

    def tell(self, event: Event) -> None:
        """Tell the listeners of an event."""
        self._listeners.tell(event)

    async def handled(self, update_id: int, timeout: float = 60.0) -> None:  # noqa: ASYNC109 - ends in an assertion
        """Wait until the bot has dealt with an update. Raises AssertionError after `timeout` seconds."""
        await self.updates.handled(update_id, timeout)
        await self._settle(timeout)

    async def idle(self, timeout: float = 60.0) -> None:  # noqa: ASYNC109 - ends in an assertion
        """Wait until the bot has dealt with all updates. Raises AssertionError after `timeout` seconds."""
        await self.updates.idle(timeout)
        await self._settle(timeout)

    async def _settle(self, timeout: float) -> None:  # noqa: ASYNC109 - see above
        if self.settled is None:
            return
        try:
            async with asyncio.timeout(timeout):
                await self.settled()
        except TimeoutError:
            raise AssertionError(f"after {timeout} s the bot has not dealt with what it confirmed") from None

    def queue_raw(self, update: dict[str, Any]) -> int:
        """Put any dict into the bot's queue as it is, and give its `update_id`."""
        return self.updates.put_raw(update)

    def redeliver(self, update_id: int) -> None:
        """Send an update once more, whatever was confirmed."""
        self.updates.put_again(update_id)

    def unix_time(self) -> int:
        """Tell the clock's time as Telegram writes it."""
        return int(self.clock().timestamp())

    def receive(
        self,
        person: Person,
        chat: ChatState,
        content: dict[str, Any],
        *,
        in_name_of: ChatState | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Put a message of a person into a chat, and the update about it into the bot's queue.

        It may be written in the name of the group itself, or of a channel: then nobody learns whose it is.
        """
        raw: dict[str, Any] = {"message_id": self.history.next_id(chat.id, chat.kind)}
        if thread is not None:
            raw |= {"message_thread_id": thread, "is_topic_message": True}
        if chat.kind is ChatKind.CHANNEL:
            raw["sender_chat"] = chat.as_chat()
        elif in_name_of is not None:
            raw["from"] = GROUP_ANONYMOUS_BOT if in_name_of is chat else CHANNEL_BOT
            raw["sender_chat"] = in_name_of.as_chat()
        else:
            raw["from"] = person.user
        raw |= {"chat": chat.as_chat(), "date": self.unix_time()}
        if reply_to is not None:
            raw["reply_to_message"] = without_reply(self.message(chat.id, reply_to).raw)
        message = Message(raw | content)
        self.history.add(message)
        self.tell(Event(EventKind.MESSAGE, chat.id, message.id))
        update_id = self.report(message)
        self.forward_to_discussion(message)
        return update_id

    def forward_to_discussion(self, post: Message) -> None:
        """Forward a post to the group in which its channel is discussed, if there is one, as Telegram does itself."""
        channel = self.chats[post.chat_id]
        content = carried(post)
        if channel.kind is not ChatKind.CHANNEL or channel.linked_to is None or not content:
            return
        group = self.chats[channel.linked_to]
        raw = {
            "message_id": self.history.next_id(group.id, group.kind),
            "from": TELEGRAM_ITSELF,
            "sender_chat": channel.as_chat(),
            "chat": group.as_chat(),
            "date": self.unix_time(),
            "forward_origin": origin(post),
            "is_automatic_forward": True,
        }
        message = Message(raw | content)
        self.history.add(message)
        self.tell(Event(EventKind.MESSAGE, group.id, message.id))
        self.report(message)

    def report(self, message: Message) -> int:
        """Put the update about a message, new or edited, into the bot's queue; give 0 if the bot is not in the chat."""
        chat = self.chats[message.chat_id]
        if chat.kind is not ChatKind.PRIVATE and not chat.members.get(self.bot["id"], Standing.LEFT).inside:
            return 0
        kind = "channel_post" if chat.kind is ChatKind.CHANNEL else "message"
        return self.updates.put(f"edited_{kind}" if message.edit_date else kind, message.raw)

    def callback(self, person: Person, message: Message, data: str) -> int:
        """Let a person press a button with this data under a message."""
        query = self.callback_queries.ask(person.id, message.chat_id, self.limits.callback_answer)
        return self.updates.put(
            "callback_query",
            {
                "id": query.id,
                "from": person.user,
                "message": message.raw,
                "chat_instance": str(7_000_000_000_000_000_000 + abs(message.chat_id)),
                "data": data,
            },
        )

    def member_change(
        self, chat: ChatState, by: Person, whose: dict[str, Any], before: Standing, after: Standing
    ) -> dict[str, Any]:
        """Give a ChatMemberUpdated."""
        return {
            "chat": chat.as_chat(),
            "from": by.user,
            "date": self.unix_time(),
            "old_chat_member": chat_member(whose, before),
            "new_chat_member": chat_member(whose, after),
        }


def chat_member(user: dict[str, Any], standing: Standing) -> dict[str, Any]:
    """Give a ChatMember, with the fields that each standing must have; an administrator here may do everything."""
    member = {"user": user, "status": standing.value}
    if standing is Standing.KICKED:
        return member | {"until_date": 0}
    if standing is Standing.ADMINISTRATOR:
        return member | _ADMINISTRATOR
    return member


def without_reply(raw: dict[str, Any]) -> dict[str, Any]:
    """Give a message as it stands inside another one that replies to it."""
    return {name: value for name, value in raw.items() if name != "reply_to_message"}
