"""What the page's people do: a JSON request turned into a verb of a person."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.chats import ChatKind
from sandbox.files import Upload
from sandbox.groups import Group
from sandbox.people import Person
from sandbox.telegram import Telegram
from sandbox.text.entities import Entity

LARGEST_FILE = 10_000_000
"""Bytes of the files sent at once from the page; `static/sending.js` says the same number to whoever chooses them."""
_FORMATS = frozenset({"bold", "italic", "strikethrough", "spoiler", "code", "text_link"})
"""The formatting that the page's field has markers for."""


class ActError(Exception):
    """The request cannot be done. The message is a sentence in Italian for whoever sits before the page."""


class Details:
    """The fields of a request. Each is read as what it has to be; ActError is raised where it is not."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def text(self, name: str) -> str:
        """Give a text; half a surrogate pair, which JSON can say but nobody can send, makes it none."""
        value: str = self._value(name, str)
        try:
            value.encode()
        except UnicodeEncodeError:
            raise _wrong(name) from None
        return value

    def whole(self, name: str) -> int:
        """Give a whole number."""
        value: int = self._value(name, int)
        return value

    def number(self, name: str) -> float:
        """Give a number."""
        return float(self._value(name, int | float))

    def content(self) -> bytes:
        """Give the bytes of the file sent along, which come as Base64."""
        try:
            content = base64.b64decode(self.text("content"), validate=True)
        except ValueError:
            raise ActError("Il file è arrivato rovinato.") from None
        if len(content) > LARGEST_FILE:
            raise ActError("Il file è troppo grande: l'ambiente di prova accetta fino a 10 MB.")
        return content

    def parts(self, name: str) -> list["Details"]:
        """Give a list of objects, which may be left out."""
        if name not in self:
            return []
        values: list[Any] = self._value(name, list)
        if not all(isinstance(value, dict) for value in values):
            raise _wrong(name)
        return [Details(value) for value in values]

    def entities(self) -> list[Entity]:
        """Give the formatting of a text or caption, which may have none."""
        return [entity.as_entity() for entity in self.parts("entities")]

    def as_entity(self) -> Entity:
        """Give these fields as a MessageEntity."""
        kind = self.text("type")
        if kind not in _FORMATS:
            raise _wrong("type")
        entity = {"type": kind, "offset": self.whole("offset"), "length": self.whole("length")}
        return {**entity, "url": self.text("url")} if kind == "text_link" else entity

    def _value(self, name: str, kind: Any) -> Any:
        value = self._fields.get(name)
        if not isinstance(value, kind) or isinstance(value, bool):
            raise _wrong(name)
        return value


@dataclass(frozen=True, slots=True)
class Act:
    """Something to do: who does it, in which group (None: the private chat with the bot), with what else."""

    telegram: Telegram
    person: Person
    group: Group | None
    details: Details


def _wrong(name: str) -> ActError:
    return ActError(f"Alla richiesta manca «{name}», oppure è di un altro tipo.")


def perform(telegram: Telegram, request: Mapping[str, Any]) -> int:
    """Do what a request says: `act`, `person`, `chat` (the person's own if left out), and what the act needs.

    Give the `update_id`, 0 if the bot hears nothing of it. Raises ActError.
    """
    details = Details(request)
    person = telegram.people.get(details.whole("person"))
    if person is None:
        raise ActError("Questa persona non c'è nell'ambiente di prova.")
    verb = _VERBS.get(details.text("act"))
    if verb is None:
        raise ActError("Nell'ambiente di prova questo non si può fare.")
    try:
        return verb(Act(telegram, person, _group(telegram, person, details), details))
    except AssertionError as refusal:
        raise ActError(f"Non si può: {refusal}") from None


def _group(telegram: Telegram, person: Person, details: Details) -> Group | None:
    if "chat" not in details or details.whole("chat") == person.id:
        return None
    try:
        state = telegram.chats[details.whole("chat")]
    except KeyError:
        raise ActError("Questa chat non c'è nell'ambiente di prova.") from None
    if state.kind is ChatKind.PRIVATE:
        raise ActError("Nessuno può scrivere nella chat di un altro.")
    return Group(telegram, state)


def _says(act: Act) -> int:
    reply_to = act.details.whole("reply_to") if "reply_to" in act.details else None
    text, entities = act.details.text("text"), act.details.entities()
    return act.person.says(text, entities=entities, chat=act.group, reply_to=reply_to)


def _edits(act: Act) -> int:
    message, text = act.details.whole("message"), act.details.text("text")
    return act.person.edits(message, text, act.group, entities=act.details.entities())


def _presses(act: Act) -> int:
    chat_id = act.group.id if act.group else act.person.chat
    return act.person.presses(
        act.details.text("data"), message=act.telegram.message(chat_id, act.details.whole("message"))
    )


def _starts(act: Act) -> int:
    return act.person.starts(act.details.text("payload") if "payload" in act.details else "")


def _sends_location(act: Act) -> int:
    latitude, longitude = act.details.number("latitude"), act.details.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 - degrees
        raise ActError("La latitudine va da -90 a 90, la longitudine da -180 a 180.")
    return act.person.sends_location(latitude, longitude, chat=act.group)


def _sends_photo(act: Act) -> int:
    caption, entities = act.details.text("caption"), act.details.entities()
    return act.person.sends_photo(caption, act.details.content(), entities=entities, chat=act.group)


def _sends_document(act: Act) -> int:
    return act.person.sends_document(
        act.details.text("name"),
        act.details.content(),
        act.details.text("mime"),
        caption=act.details.text("caption"),
        entities=act.details.entities(),
        chat=act.group,
    )


def _sends_album(act: Act) -> int:
    files = act.details.parts("files")
    contents = [file.content() for file in files]
    caption, entities = act.details.text("caption"), act.details.entities()
    if act.details.text("kind") == "photo":
        return act.person.sends_album(contents, caption=caption, entities=entities, chat=act.group)
    documents = [
        Upload(file.text("name"), content, file.text("mime")) for file, content in zip(files, contents, strict=True)
    ]
    return act.person.sends_album(documents=documents, caption=caption, entities=entities, chat=act.group)


_VERBS: Mapping[str, Callable[[Act], int]] = {
    "says": _says,
    "edits": _edits,
    "presses": _presses,
    "starts": _starts,
    "blocks": lambda act: act.person.blocks(),
    "unblocks": lambda act: act.person.unblocks(),
    "asks_inline": lambda act: act.person.asks_inline(act.details.text("query")),
    "picks": lambda act: act.person.picks(act.details.text("title"), chat=act.group),
    "sends_location": _sends_location,
    "sends_photo": _sends_photo,
    "sends_document": _sends_document,
    "sends_album": _sends_album,
    "sends_sticker": lambda act: act.person.sends_sticker(chat=act.group),
    "sends_voice": lambda act: act.person.sends_voice(chat=act.group),
    "sends_contact": lambda act: act.person.sends_contact(chat=act.group),
}
