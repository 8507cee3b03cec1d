"""A delivery as Telegram gets it: the calls that carry it, and what is written down once they succeeded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from telegram.constants import ParseMode

from domain.agenda.event import OccurrenceId
from domain.outbox.delivery import Claimed, DeliveryId
from domain.outbox.due import AmendmentMatter, ListMatter, Matter, OccurrenceMatter
from domain.outbox.outcome import Outcome, Settled
from handlers.outbox.telling import Telling
from handlers.views.view import View, plain_keyboard

NO_PREVIEW = {"is_disabled": True}
"""Links are not previewed (Bot API 10.3, LinkPreviewOptions)."""


@dataclass(frozen=True, slots=True)
class Call:
    """A method of the Bot API with plain parameters.

    One that `edits` is as good as done where the message says so already, or is there no more.
    """

    method: str
    parameters: Mapping[str, Any]
    edits: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """The calls of a delivery, made in their order; the rest is as in `Settled`."""

    calls: Sequence[Call]
    told: Mapping[OccurrenceId, str] = field(default_factory=dict)
    amended: tuple[DeliveryId, str] | None = None
    says: str | None = None
    is_album: bool = False

    def settled(self, delivery: Claimed, answers: Sequence[Any]) -> Settled:
        """The end of the delivery, from what Telegram answered to each call."""
        first, says = None, self.says
        if not self.calls[0].edits:
            sent = answers[0] if isinstance(answers[0], list) else [answers[0]]
            numbers = [one["message_id"] for one in sent]
            first, says = numbers[0], json.dumps(numbers) if self.is_album else says
        return Settled(delivery.id, Outcome.SENT, first, self.told, self.amended, says, self.is_album)


def send(delivery: Claimed, matter: Matter, view: View, _about: Telling) -> Message:
    """Send a text."""
    match matter:
        case OccurrenceMatter():
            told: Mapping[OccurrenceId, str] = {matter.happening.id: matter.facts}
        case ListMatter():
            told = matter.fresh
        case _:
            told = {}
    return Message([Call("sendMessage", there(delivery) | text_of(view))], told)


def amend(delivery: Claimed, matter: AmendmentMatter, view: View, _about: Telling) -> Message:
    """Edit a message that says what is not true any more."""
    edit = {"chat_id": delivery.telegram_id, "message_id": matter.message_id} | text_of(view)
    return Message([Call("editMessageText", edit, edits=True)], amended=(DeliveryId(delivery.subject), matter.facts))


def there(delivery: Claimed) -> dict[str, Any]:
    """The chat and, in a forum, the topic that a delivery goes to."""
    to = {"chat_id": delivery.telegram_id}
    return to if delivery.thread is None else to | {"message_thread_id": delivery.thread}


def text_of(view: View) -> dict[str, Any]:
    """A view as the parameters of a message that is a text."""
    return words_of(view, "text") | {"link_preview_options": NO_PREVIEW}


def words_of(view: View, name: str) -> dict[str, Any]:
    """A view as parameters, its text as "text" or "caption"."""
    words = {name: str(view.text), "parse_mode": ParseMode.HTML.value}
    keys = plain_keyboard(view.keyboard)
    return words | {"reply_markup": keys} if keys else words
