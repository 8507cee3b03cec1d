"""The registry of kinds, as people read them: the view of each, and the message that carries it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from domain.outbox.delivery import Claimed, Kind
from domain.outbox.due import Matter
from handlers.i18n import Translator
from handlers.outbox.announcement import copy, correct, corrected, send_album, send_copy, send_trial
from handlers.outbox.change import amendment, change
from handlers.outbox.digest import digest, news
from handlers.outbox.message import Message, amend, send
from handlers.outbox.muted import muted
from handlers.outbox.note import note
from handlers.outbox.reminder import reminder, reminder_again
from handlers.outbox.telling import Telling
from handlers.views.view import View

M = TypeVar("M", bound=Matter)


@dataclass(frozen=True, slots=True)
class Rendering(Generic[M]):
    """A kind on screen: its `view`, and how that becomes calls of the Bot API."""

    view: Callable[[Claimed, M, Telling, Translator], View]
    message: Callable[[Claimed, M, View, Telling], Message] = send


KINDS: Mapping[Kind, Rendering[Any]] = {
    Kind.REMINDER: Rendering(reminder),
    Kind.SNOOZE: Rendering(reminder_again),
    Kind.CHANGE: Rendering(change),
    Kind.AMENDMENT: Rendering(amendment, amend),
    Kind.NEWS: Rendering(news),
    Kind.DIGEST: Rendering(digest),
    Kind.ANNOUNCEMENT: Rendering(copy, send_copy),
    Kind.ALBUM: Rendering(copy, send_album),
    Kind.TRIAL: Rendering(copy, send_trial),
    Kind.CORRECTION: Rendering(corrected, correct),
    Kind.NOTE: Rendering(note),
    Kind.MUTED: Rendering(muted),
}


def telling(delivery: Claimed, matter: Matter, about: Telling, t: Translator) -> View:
    """The screen of a delivery; of an amendment, what an earlier message is changed to."""
    return KINDS[delivery.kind].view(delivery, matter, about, t)


def rendered(delivery: Claimed, matter: Matter, about: Telling, t: Translator) -> Message:
    """A delivery as Telegram gets it, in the language of its reader."""
    return KINDS[delivery.kind].message(delivery, matter, telling(delivery, matter, about, t), about)
