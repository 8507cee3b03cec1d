"""Random updates: mostly such as people cause, some that only a machine would think of, some that are broken."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from random import Random
from typing import Any, get_type_hints

from domain.city import City
from handlers.buttons.button import MOST_BYTES, fit
from handlers.routes import ALLOWED_UPDATES, BUTTONS, COMMANDS
from sandbox.text.detection import detected
from tests.updates.specified import Specification, scalar, text

RawUpdate = dict[str, Any]

DEPTH = 3

_COMMANDS = tuple(f"/{name}" for command in COMMANDS for name in command.names.values())
_TYPED = (
    "via Borgo Palazzo 60",
    "via Corridoni",
    "Redona",
    "24125",
    "Seriate",
    "60",
    "numero 12/a",
    "🏘 La mia rete",
    "❓ Aiuto",
    "📍 Send my position",
    "@reti_demo_bot Redona",
    "@RETI_DEMO_BOT",
    "/",
    "/start rete_red",
    "/rete@reti_demo_bot via Corridoni 60",
    "/rete@another_bot",
    "/unheard_of",
    "via " * 1000,
    *_COMMANDS,
)


@dataclass(frozen=True)
class Cast:
    """Whom and what updates speak of: chats and people that there are, messages of the bot, questions under way."""

    chats: Sequence[RawUpdate]
    people: Sequence[RawUpdate]
    messages: Sequence[RawUpdate]
    taps: Sequence[str]
    inline_queries: Sequence[str]


class RandomUpdates:
    """Draws updates as the specification describes them, without an `update_id`."""

    def __init__(self, cast: Cast, city: City) -> None:
        self._cast = cast
        self._codes = [entry.code for entry in (*city.networks.values(), *city.areas.values())]
        self._specification = Specification(
            {
                "Chat": lambda random: random.choice(cast.chats),
                "User": lambda random: random.choice(cast.people),
                "Update.message": self._message,
                "Update.edited_message": self._message,
                "Update.callback_query": self._callback_query,
                "CallbackQuery.data": self._callback_data,
                "InlineQuery.id": lambda random: random.choice((*cast.inline_queries, text(random, 20))),
                "InlineQuery.query": self._words,
            }
        )
        self._kinds = [kind for kind in self._specification.fields("Update") if kind != "update_id"]

    def draw(self, random: Random) -> RawUpdate:
        """Draw an update: mostly of the kinds that the bot asks for."""
        kinds = ("message", "message", "callback_query", "callback_query", *ALLOWED_UPDATES, random.choice(self._kinds))
        kind = random.choice(kinds)
        return {kind: self._specification.field(random, "Update", kind, DEPTH)}

    def draw_broken(self, random: Random) -> RawUpdate:
        """Draw an update in which something is missing, at any depth."""
        update = self.draw(random)
        at = update
        name = random.choice(list(at))
        while isinstance(at[name], dict) and at[name] and random.random() < 0.8:
            at[name] = dict(at[name])  # what the cast lends stays whole
            at = at[name]
            name = random.choice(list(at))
        del at[name]
        return update

    def _message(self, random: Random) -> RawUpdate:
        message = self._specification.object(random, "Message", DEPTH)
        if random.random() < 0.5:
            person = random.choice(self._cast.people)
            chat = {"id": person["id"], "type": "private", "first_name": person["first_name"]}
            message |= {"from": person, "chat": chat}
        match random.randrange(4):
            case 0 | 1:
                words = self._words(random)
                message |= {"text": words, "entities": detected(words, [])}
            case 2:
                message |= {"location": {"latitude": near(random, 45.7), "longitude": near(random, 9.67)}}
        return message

    def _words(self, random: Random) -> str:
        words = random.choice((random.choice(_TYPED), text(random, 60)))
        return words if random.random() < 0.5 else f"{random.choice(_COMMANDS)} {words}"

    def _callback_query(self, random: Random) -> RawUpdate:
        query = self._specification.object(random, "CallbackQuery", DEPTH)
        if random.random() < 0.8:
            query |= {"id": random.choice(self._cast.taps), "message": random.choice(self._cast.messages)}
            query |= {"data": self._callback_data(random)}
        return query

    def _callback_data(self, random: Random) -> str:
        """Draw what keys carry: those of today, those of a version before or after, and what never was a key."""
        if random.random() < 0.2:
            return fit(text(random, 64), MOST_BYTES)
        button = random.choice(list(BUTTONS))
        hints = get_type_hints(button)
        values = [self._field(random, hints[field.name]) for field in fields(button)]
        kept = values if random.random() < 0.8 else values[: random.randint(0, len(values))]
        return fit(":".join([button.prefix, *kept]), MOST_BYTES)

    def _field(self, random: Random, kind: type) -> str:
        if kind is int:
            return str(random.choice((0, 1, 2, scalar(random, "Integer"))))
        if issubclass(kind, StrEnum):
            return random.choice(list(kind))
        return random.choice((random.choice(self._codes), random.choice(self._codes), scalar(random, "String")))


def near(random: Random, degrees: float) -> float:
    """Draw a coordinate in the city, mostly."""
    return degrees + random.uniform(-0.05, 0.05) if random.random() < 0.8 else scalar(random, "Float")
