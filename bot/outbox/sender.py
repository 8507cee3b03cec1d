"""One delivery: rendered at the last moment, sent in the bulk lane, and judged by what came back."""

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.api.faults import edited_already, message_is_gone, trouble_of
from bot.outbox.announcing import Announcing, Withheld
from bot.outbox.transport import call
from domain.outbox.delivery import Claimed, DeliveryId, Kind, Outcome, PutOff, Settled, Verdict, is_late, verdict
from domain.outbox.due import Matter, still_due
from handlers.context import NO_PREVIEW, Services
from handlers.outbox.kinds import Telling, telling
from handlers.views.view import View, plain_keyboard

log = logging.getLogger("reti.sender")


Said = dict[str, Any]
"""What a message says, in plain values: turning keys into these costs more than all the rest of a delivery."""

_MOST_KNOWN = 1_000
_PREVIEW = NO_PREVIEW.to_dict()


@dataclass(frozen=True, slots=True)
class Sender:
    """Makes deliveries, one at a time; many may be under way together."""

    bot: ExtBot[Any]
    services: Services
    _known: dict[tuple[object, ...], Said] = field(default_factory=dict)
    _announcing: Announcing = field(init=False)

    def __post_init__(self) -> None:
        """Make what sends announcements, which has a few ways of its own."""
        object.__setattr__(self, "_announcing", Announcing(self.bot, self.services))

    async def deliver(self, delivery: Claimed, matter: Matter) -> Verdict:
        """Send a delivery if it is still due, and say what becomes of it."""
        now = self.services.clock()
        outcome = still_due(delivery, matter, now)
        if outcome is not None:
            return Settled(delivery.id, outcome)
        try:
            match delivery.kind:
                case Kind.AMENDMENT:
                    return await self._amend(delivery, matter, self._said(delivery, matter, now))
                case Kind.ANNOUNCEMENT | Kind.ALBUM | Kind.TRIAL | Kind.CORRECTION if matter.announcement:
                    return await self._announcing.deliver(delivery, matter, matter.announcement)
                case _:
                    return await self._send(delivery, matter, self._said(delivery, matter, now))
        except Withheld as withheld:
            return withheld.verdict(delivery, now)
        except TelegramError as error:
            return await self._failed(delivery, error)

    def _said(self, delivery: Claimed, matter: Matter, now: datetime) -> Said:
        """The message, made once for all who get the same within a minute."""
        t = self.services.languages.choose(delivery.language)
        key = (t.language, now.replace(second=0, microsecond=0), is_late(delivery, now), *_depends_on(delivery, matter))
        if matter.happening is None or key not in self._known:
            view = telling(delivery, matter, Telling(self.services.city, now, self.bot.username), t)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[key] = _plain(view)
        return self._known[key]

    async def _send(self, delivery: Claimed, matter: Matter, said: Said) -> Settled:
        there = {"chat_id": delivery.telegram_id, "message_thread_id": delivery.thread}
        message = await call(self.bot, "sendMessage", there | said)
        told = {matter.happening.id: matter.facts} if matter.happening else matter.fresh
        return Settled(delivery.id, Outcome.SENT, message["message_id"], told)

    async def _amend(self, delivery: Claimed, matter: Matter, said: Said) -> Settled:
        """Edit a message that says what is not true any more; one that is gone needs no mending."""
        there = {"chat_id": delivery.telegram_id, "message_id": matter.message_id}
        try:
            await call(self.bot, "editMessageText", there | said)
        except BadRequest as error:
            if not (edited_already(error) or message_is_gone(error)):
                raise
        return Settled(delivery.id, Outcome.SENT, amended=(DeliveryId(delivery.subject), matter.facts))

    async def _failed(self, delivery: Claimed, error: TelegramError) -> Verdict:
        now, trouble = self.services.clock(), trouble_of(error)
        if trouble.moved_to is not None:
            await self.services.store.migrate(delivery.telegram_id, trouble.moved_to, now)
            return PutOff(delivery.id, now, counts=False)
        judged = verdict(delivery, trouble.fault, now, trouble.wait)
        if isinstance(judged, Settled) and judged.outcome is Outcome.REFUSED:
            log.error("delivery refused", extra={"kind": delivery.kind, "reason": error.message})
            return replace(judged, says=error.message)
        return judged


def _depends_on(delivery: Claimed, matter: Matter) -> tuple[object, ...]:
    """What the message of one occurrence depends on, apart from who gets it."""
    happening = matter.happening.id if matter.happening else None
    why, said = (matter.why, matter.coming), (matter.told, matter.said, matter.sort)
    return (delivery.kind, delivery.version, happening, matter.facts, matter.revision, *why, *said)


def _plain(view: View) -> Said:
    return {
        "text": str(view.text),
        "parse_mode": ParseMode.HTML.value,
        "reply_markup": plain_keyboard(view.keyboard),
        "link_preview_options": _PREVIEW,
    }
