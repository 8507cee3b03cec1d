"""People, and what they do in their chats with the bot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from sandbox.chats import ChatKind, ChatState, Standing
from sandbox.events import Event, EventKind
from sandbox.files import Upload
from sandbox.text.detection import detected

if TYPE_CHECKING:
    from sandbox.groups import Group
    from sandbox.messages import Button, Message
    from sandbox.telegram import Telegram


_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


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
        self, text: str, *, chat: Group | None = None, reply_to: int | None = None, thread: int | None = None
    ) -> int:
        """Write a text; commands, mentions and addresses in it are found as Telegram's clients find them."""
        entities = detected(text, [])
        content = {"text": text, **({"entities": entities} if entities else {})}
        return self._sends(content, chat=chat, reply_to=reply_to, thread=thread)

    def starts(self, payload: str = "") -> int:
        """Open the bot and press START, perhaps by a deep link with a payload; it ends a block, too.

        Raises AssertionError for a payload that a link cannot carry (Bot API, deep linking).
        """
        if payload and not _PAYLOAD.fullmatch(payload):
            raise AssertionError(f"a deep link carries 1-64 of A-Z a-z 0-9 _ -, not {payload!r}")
        if self._state.blocked:
            self.unblocks()
        return self.says(f"/start {payload}" if payload else "/start")

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
        """Send callback data of any kind, as if a button of a message had it."""
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

    def sends_photo(self, caption: str = "", content: bytes | None = None, *, chat: Group | None = None) -> int:
        """Send a photo."""
        stored = self._telegram.files.keep("photo", Upload("photo.jpg", content or b"\xff\xd8\xff", "image/jpeg"))
        photo = [{**stored.as_part(), "width": 1280, "height": 960}]
        return self._sends({"photo": photo, **_caption(caption)}, chat=chat)

    def sends_document(
        self,
        name: str,
        content: bytes,
        mime: str = "application/octet-stream",
        *,
        caption: str = "",
        chat: Group | None = None,
    ) -> int:
        """Send a file."""
        stored = self._telegram.files.keep("document", Upload(name, content, mime))
        document = {"file_name": name, "mime_type": mime, **stored.as_part()}
        return self._sends({"document": document, **_caption(caption)}, chat=chat)

    def sends_contact(self, phone_number: str = "+390000000000", *, chat: Group | None = None) -> int:
        """Share the own contact."""
        contact = {"phone_number": phone_number, "first_name": self.first_name, "user_id": self.id}
        return self._sends({"contact": contact}, chat=chat)

    def edits(self, message_id: int, text: str, chat: Group | None = None) -> int:
        """Change the text of a message of one's own."""
        message = self._telegram.message(chat.id if chat else self.id, message_id)
        if message.sender_id != self.id:
            raise AssertionError(f"{self.first_name} can edit only messages of their own")
        entities = detected(text, [])
        kept = {name: value for name, value in message.raw.items() if name not in {"text", "entities"}}
        changed = {**kept, "edit_date": self._telegram.unix_time(), "text": text}
        message.raw = {**changed, "entities": entities} if entities else changed
        self._telegram.tell(Event(EventKind.EDITED, message.chat_id, message.id))
        return self._telegram.updates.put("edited_message", message.raw)

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
        return self._telegram.receive(self, state, content, reply_to=reply_to, thread=thread)

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


def _caption(caption: str) -> dict[str, Any]:
    if not caption:
        return {}
    entities = detected(caption, [])
    return {"caption": caption, **({"caption_entities": entities} if entities else {})}
