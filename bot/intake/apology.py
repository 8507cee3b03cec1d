"""What went wrong while answering.

A resident never meets a traceback: they get a sentence in the chat's language and a short reference, which the log has
too. The log has neither the update nor its text. Nobody is apologised to who asked nothing.
"""

import logging
import secrets
from contextlib import suppress

from telegram import Update
from telegram.error import TelegramError

from bot.api.faults import trouble_of
from domain.outbox.retry import Fault
from handlers.context import Context
from handlers.language import speak
from handlers.routes import asks
from handlers.views.talk import trouble
from storage import StoreError

log = logging.getLogger("reti.errors")


async def own_up(update: Update, context: Context, error: Exception) -> None:
    """Deal with what a handler raised."""
    fault = trouble_of(error).fault if isinstance(error, TelegramError) else Fault.REFUSED
    if fault in {Fault.GONE, Fault.UNWELCOME}:
        log.info("may not write there", extra={"reason": str(error)})
        if fault is Fault.GONE and update.effective_chat:
            services = context.services
            await services.store.mark_blocked(update.effective_chat.id, services.clock())
    elif fault is not Fault.REFUSED:
        log.warning("answer not delivered", extra={"error": type(error).__name__})
    else:
        reference = secrets.token_hex(3)
        log.error("unexpected", exc_info=error, extra={"reference": reference})
        if asks(update, context.bot.username):
            await _apologise(update, context, reference)


async def _apologise(update: Update, context: Context, reference: str) -> None:
    with suppress(StoreError):
        await speak(update, context)
    try:
        await context.answer(update)
        await context.say(update, trouble(reference, context.t))
    except TelegramError as failed:
        log.warning("apology not delivered", extra={"reference": reference, "error": type(failed).__name__})
