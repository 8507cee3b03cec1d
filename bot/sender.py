"""One delivery: rendered at the last moment, sent in the bulk lane, and judged by what came back."""

import logging
from dataclasses import dataclass
from typing import Any

from handlers.views.telling import Telling, telling
from telegram import InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ExtBot

from bot.faults import edited_already, message_is_gone, trouble_of
from bot.limiter import Lane
from domain.deliveries import Claimed, DeliveryId, Kind, Outcome, PutOff, Settled, Verdict, verdict
from domain.matters import Matter, still_due
from handlers.context import NO_PREVIEW, Services
from handlers.views.view import View

log = logging.getLogger("reti.sender")


@dataclass(frozen=True, slots=True)
class Sender:
    """Makes deliveries, one at a time; many may be under way together."""

    bot: ExtBot[Any]
    services: Services

    async def deliver(self, delivery: Claimed, matter: Matter) -> Verdict:
        """Send a delivery if it is still due, and say what becomes of it."""
        now = self.services.clock()
        outcome = still_due(delivery, matter, now)
        if outcome is not None:
            return Settled(delivery.id, outcome)
        t = self.services.languages.choose(delivery.language)
        view = telling(delivery, matter, Telling(self.services.city, now, self.bot.username), t)
        try:
            if delivery.kind is Kind.AMENDMENT:
                return await self._amend(delivery, matter, view)
            return await self._send(delivery, matter, view)
        except TelegramError as error:
            return await self._failed(delivery, error)

    async def _send(self, delivery: Claimed, matter: Matter, view: View) -> Settled:
        message = await self.bot.do_api_request(
            "sendmessage",
            {
                "chat_id": delivery.telegram_id,
                "message_thread_id": delivery.thread,
                "text": view.text,
                "parse_mode": ParseMode.HTML,
                "reply_markup": view.keyboard,
                "link_preview_options": NO_PREVIEW,
            },
            rate_limit_args=Lane.BULK,
        )
        told = {matter.happening.id: matter.facts} if matter.happening else matter.fresh
        return Settled(delivery.id, Outcome.SENT, message["message_id"], told)

    async def _amend(self, delivery: Claimed, matter: Matter, view: View) -> Settled:
        """Edit a message that says what is not true any more; one that is gone needs no mending."""
        markup = view.keyboard if isinstance(view.keyboard, InlineKeyboardMarkup) else None
        try:
            await self.bot.do_api_request(
                "editmessagetext",
                {
                    "chat_id": delivery.telegram_id,
                    "message_id": matter.message_id,
                    "text": view.text,
                    "parse_mode": ParseMode.HTML,
                    "reply_markup": markup,
                    "link_preview_options": NO_PREVIEW,
                },
                rate_limit_args=Lane.BULK,
            )
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
        return judged
