"""People, and what they do in their chats with the bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from sandbox import contents
from sandbox.chats import ChatKind, ChatState, Standing
from sandbox.events import Event, EventKind
from sandbox.files import Upload
from sandbox.text.links import deep_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.groups import Group
    from sandbox.messages import Button, Message
    from sandbox.telegram import Telegram
    from sandbox.text.entities import Entity


_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ALBUM = range(2, 11)
"""How many pictures or files an album has (Bot API, sendMediaGroup)."""


class Person:
    """Somebody with a phone. Every verb puts an update in the bot's queue and gives its `update_id`.

    It gives 0 where Telegram tells the bot nothing, since it did not ask for updates of that kind.
    """

    def __init__(
        self, telegram: Telegram, identifier: int, first_name: str, last_name: str | None, language_code: str | None
    ) -> None:
        self._telegram = telegram
        self.id = identifier
        self.first_name = first_name
        self.last_name = last_name
        self.language_code = language_code

    @override
    def __repr__(self) -> str:
        return f"Person({self.id}, {self.first_name!r})"

    @property
    def chat(self) -> int:
        """The id of the private chat with the bot, which is the person's own."""
        return self.id

    @property
    def user(self) -> dict[str, Any]:
        """The person as a `User` of the Bot API."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.language_code:
            user["language_code"] = self.language_code
        return user

    @property
    def last(self) -> Message:
        """The newest message of the bot in the private chat. Raises AssertionError if there is none."""
        for message in reversed(self._telegram.messages(self.id)):
            if message.sender_id == self._telegram.bot["id"]:
                return message
        raise AssertionError(f"the bot has not written to {self.first_name} yet")

    @property
    def has_blocked(self) -> bool:
        """Whether the person has blocked the bot."""
        return self._state.blocked

    @property
    def _state(self) -> ChatState:
        return self._telegram.chats[self.id]

    def says(
        self,
        text: str,
        *,
        entities: Sequence[Entity] = (),
        chat: Group | None = None,
        in_name_of: Group | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Write a text; commands, mentions and addresses in it are found as Telegram's clients find them.

        `entities` are what the person formatted (bold, text_link, …), in UTF-16 units. In a group an administrator may
        write `in_name_of` the supergroup itself (and stays anonymous), or of a channel of theirs.
        """
        content = contents.written(text, entities, self._telegram.user)
        return self._sends(content, chat=chat, in_name_of=in_name_of, reply_to=reply_to, thread=thread)

    def starts(self, payload: str = "") -> int:
        """Open the bot and press START, perhaps by a deep link with a payload; it ends a block, too.

        Raises AssertionError for a payload that a link cannot carry (Bot API, deep linking).
        """
        if payload and not _PAYLOAD.fullmatch(payload):
            raise AssertionError(f"a deep link carries 1-64 of A-Z a-z 0-9 _ -, not {payload!r}")
        if self._state.blocked:
            self.unblocks()
        return self.says(f"/start {payload}" if payload else "/start")

    def opens(self, link: str) -> int:
        """Open a deep link of the bot, as `starts` does. Raises AssertionError for a link that leads elsewhere."""
        payload = deep_link(link, self._telegram.username)
        if payload is None:
            raise AssertionError(f"{link} is no deep link of @{self._telegram.username}")
        return self.starts(payload)

    def taps(self, label: str, *, chat: Group | None = None, message: Message | None = None) -> int:
        """Tap the newest inline button whose text contains `label`, or else such a key of the reply keyboard.

        Raises AssertionError for a button that only opens something, and, with the buttons there are, if none fits.
        """
        chat_id = chat.id if chat else self.id
        candidates = [message] if message else self._telegram.messages(chat_id)[::-1]
        for candidate in candidates:
            for button in (button for row in candidate.buttons for button in row):
                if label in button.text:
                    return self._taps(button, candidate)
        if message is None:
            for key in (key for row in self._telegram.keyboard(chat_id) for key in row):
                if label in key["text"]:
                    return self._taps_key(key, chat)
        there = [button.text for candidate in candidates for row in candidate.buttons for button in row]
        there += [key["text"] for row in self._telegram.keyboard(chat_id) for key in row]
        raise AssertionError(f"no button says {label!r}; there are {there}")

    def presses(self, data: str, *, message: Message) -> int:
        """Send callback data of any kind, as if a button of a message had it: of any message, in any chat."""
        return self._telegram.callback(self, message, data)

    def sends_location(
        self, latitude: float, longitude: float, *, chat: Group | None = None, live_period: int | None = None
    ) -> int:
        """Share a position, in degrees; with `live_period` (seconds), a live one."""
        location: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
        if live_period is not None:
            location["live_period"] = live_period
        return self._sends({"location": location}, chat=chat)

    def sends_venue(
        self, latitude: float, longitude: float, title: str, address: str, *, chat: Group | None = None
    ) -> int:
        """Share a place with a name."""
        location = {"latitude": latitude, "longitude": longitude}
        return self._sends(
            {"location": location, "venue": {"location": location, "title": title, "address": address}}, chat=chat
        )

    def sends_sticker(self, emoji: str = "👍", *, chat: Group | None = None) -> int:
        """Send a sticker."""
        part = self._telegram.files.keep("sticker", Upload("sticker.webp", b"RIFF....WEBP", "image/webp")).as_part()
        sticker = {**part, "width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
        return self._sends({"sticker": {**sticker, "emoji": emoji}}, chat=chat)

    def sends_voice(self, seconds: int = 3, *, chat: Group | None = None) -> int:
        """Send a voice message."""
        stored = self._telegram.files.keep("voice", Upload("voice.ogg", b"OggS", "audio/ogg"))
        voice = {**stored.as_part(), "duration": seconds, "mime_type": stored.mime_type}
        return self._sends({"voice": voice}, chat=chat)

    def sends_photo(
        self,
        caption: str = "",
        content: bytes | None = None,
        *,
        entities: Sequence[Entity] = (),
        chat: Group | None = None,
        in_name_of: Group | None = None,
        album: str | None = None,
    ) -> int:
        """Send a photo (PNG or JPEG; a grey one, if none is given); `album` is its `media_group_id`, if it has one."""
        photo = contents.photo(self._telegram.files, content)
        return self._sends(photo | self._captioned(caption, entities, album), chat=chat, in_name_of=in_name_of)

    def sends_document(
        self,
        name: str,
        content: bytes,
        mime: str = "application/octet-stream",
        *,
        caption: str = "",
        entities: Sequence[Entity] = (),
        chat: Group | None = None,
        album: str | None = None,
    ) -> int:
        """Send a file; `album` is its `media_group_id`, if it has one."""
        document = contents.document(self._telegram.files, Upload(name, content, mime))
        return self._sends(document | self._captioned(caption, entities, album), chat=chat)

    def sends_album(
        self,
        photos: Sequence[bytes | None] = (),
        documents: Sequence[Upload] = (),
        *,
        caption: str = "",
        entities: Sequence[Entity] = (),
        chat: Group | None = None,
    ) -> int:
        """Send photos, or else files, as an album: a message and an update for each. Gives the last `update_id`.

        The caption goes with the first photo or the last file, as Telegram's clients do it.
        """
        if bool(photos) == bool(documents) or len(photos) + len(documents) not in _ALBUM:
            raise AssertionError("an album has two to ten photos, or two to ten files")
        pieces = [contents.photo(self._telegram.files, content) for content in photos]
        pieces += [contents.document(self._telegram.files, upload) for upload in documents]
        album = self._telegram.next_album_id()
        captioned = pieces[0] if photos else pieces[-1]
        captioned |= self._captioned(caption, entities, None)
        return [self._sends({"media_group_id": album, **piece}, chat=chat) for piece in pieces][-1]

    def forwards(self, message: Message, *, chat: Group | None = None) -> int:
        """Forward a message of whichever chat, with its origin but without its buttons.

        Raises AssertionError for one that cannot be forwarded.
        """
        content = contents.carried(message)
        if not content:
            raise AssertionError(f"the message {message.id} cannot be forwarded")
        return self._sends({"forward_origin": contents.origin(message), **content}, chat=chat)

    def sends_contact(self, phone_number: str = "+390000000000", *, chat: Group | None = None) -> int:
        """Share the own contact."""
        contact = {"phone_number": phone_number, "first_name": self.first_name, "user_id": self.id}
        return self._sends({"contact": contact}, chat=chat)

    def edits(self, message_id: int, text: str, chat: Group | None = None, *, entities: Sequence[Entity] = ()) -> int:
        """Change the text, or the caption, of a message of one's own, or of a channel that one administers."""
        message = self._telegram.message(chat.id if chat else self.id, message_id)
        if not self._may_edit(message):
            raise AssertionError(f"{self.first_name} can edit only messages of their own")
        changed = contents.reworded(message, text, entities, self._telegram.user)
        message.raw = {**changed, "edit_date": self._telegram.unix_time()}
        self._telegram.tell(Event(EventKind.EDITED, message.chat_id, message.id))
        return self._telegram.report(message)

    def asks_inline(self, query: str, *, offset: str = "") -> int:
        """Type the bot's name and a query in some chat."""
        asked = self._telegram.inline_queries.ask(self.id, self.id, self._telegram.limits.inline_update)
        return self._telegram.updates.put(
            "inline_query",
            {"id": asked.id, "from": self.user, "chat_type": "sender", "query": query, "offset": offset},
        )

    def picks(self, title: str, *, chat: Group | None = None) -> int:
        """Pick a result of the newest inline query by its title, and so send it, into a group or to the bot itself.

        Gives the `update_id` of the message, 0 if the bot does not see it. Raises AssertionError if there is none.
        """
        asked = self._telegram.inline_queries.newest(self.id)
        results = asked.answers[-1]["results"] if asked and asked.answers else []
        for result in results:
            if title in result["title"]:
                content = {"via_bot": self._telegram.bot, **result["message"]}
                return self._sends(content, chat=chat)
        raise AssertionError(f"no result says {title!r}; there are {[result['title'] for result in results]}")

    def blocks(self) -> int:
        """Block the bot: from now on it gets 403."""
        return self._blocks(blocked=True)

    def unblocks(self) -> int:
        """End the block."""
        return self._blocks(blocked=False)

    def leaves(self, group: Group) -> int:
        """Leave a group."""
        return group.changes(self, Standing.LEFT)

    def joins(self, group: Group) -> int:
        """Join a group."""
        return group.changes(self, Standing.MEMBER)

    def deletes_account(self) -> None:
        """Close the account: the bot gets 403 "user is deactivated" and no update."""
        self._state.deactivated = True
        self._telegram.tell(Event(EventKind.CHAT_CHANGED, self.id, details={"change": "deactivated"}))

    def _blocks(self, *, blocked: bool) -> int:
        state = self._state
        if state.blocked is blocked:
            raise AssertionError(f"{self.first_name} has {'already' if blocked else 'not'} blocked the bot")
        state.blocked = blocked
        self._telegram.tell(Event(EventKind.CHAT_CHANGED, self.id, details={"change": "blocked" if blocked else ""}))
        before, after = (Standing.MEMBER, Standing.KICKED) if blocked else (Standing.KICKED, Standing.MEMBER)
        return self._telegram.updates.put(
            "my_chat_member", self._telegram.member_change(state, self, self._telegram.bot, before, after)
        )

    def _sends(
        self,
        content: dict[str, Any],
        *,
        chat: Group | None = None,
        in_name_of: Group | None = None,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        state = chat.state if chat else self._state
        if state.kind is ChatKind.PRIVATE:
            if state.blocked:
                raise AssertionError(f"{self.first_name} has blocked the bot: .unblocks() or .starts() first")
            state.started = True
        elif not state.members.get(self.id, Standing.LEFT).inside:
            raise AssertionError(f"{self.first_name} is not in {chat}")
        elif state.kind is ChatKind.CHANNEL and not self._administers(state):
            raise AssertionError(f"{self.first_name} only reads {chat}")
        name = in_name_of.state if in_name_of else None
        if name is not None and not self._may_speak_for(name, state):
            raise AssertionError(
                f"{self.first_name} cannot write in the name of {in_name_of}: that takes an administrator of the"
                " supergroup itself, or of a channel"
            )
        return self._telegram.receive(self, state, content, in_name_of=name, reply_to=reply_to, thread=thread)

    def _administers(self, state: ChatState) -> bool:
        return state.members.get(self.id) in {Standing.CREATOR, Standing.ADMINISTRATOR}

    def _may_speak_for(self, name: ChatState, where: ChatState) -> bool:
        itself = name is where and where.kind is ChatKind.SUPERGROUP
        return self._administers(name) and where.is_group and (itself or name.kind is ChatKind.CHANNEL)

    def _may_edit(self, message: Message) -> bool:
        if "forward_origin" in message.raw:
            return False
        if "sender_chat" not in message.raw:
            return message.sender_id == self.id
        return self._administers(self._telegram.chats[message.raw["sender_chat"]["id"]])

    def _captioned(self, caption: str, entities: Sequence[Entity], album: str | None) -> dict[str, Any]:
        fields = contents.captioned(caption, entities, self._telegram.user)
        return {"media_group_id": album, **fields} if album else fields

    def _taps(self, button: Button, message: Message) -> int:
        if button.data is None:
            what = next(name for name in button.raw if name != "text")
            raise AssertionError(f"the button {button.text!r} opens something ({what}) and tells the bot nothing")
        return self._telegram.callback(self, message, button.data)

    def _taps_key(self, key: dict[str, Any], chat: Group | None) -> int:
        requests = [name for name in key if name.startswith("request_")]
        if requests:
            raise AssertionError(f"the key {key['text']!r} asks for something ({requests[0]}): send it")
        return self.says(key["text"], chat=chat)
