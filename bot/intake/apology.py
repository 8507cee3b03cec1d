"""What went wrong while answering.

A resident never meets a traceback: they get a sentence in their language and a short reference, which the log has too.
The log has neither the update nor its text.
"""

import logging
import secrets

from telegram import Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from handlers.context import Context, services_of
from handlers.views.talk import trouble

log = logging.getLogger("reti.errors")


async def on_error(update: object, context: Context) -> None:
    """Deal with what a handler raised."""
    error = context.error
    if isinstance(error, Forbidden):
        log.info("may not write there", extra={"reason": error.message})
        await _mark_blocked(update, context)
    elif isinstance(error, ChatMigrated):
        log.info("group has moved")
        await _follow(update, context, error.new_chat_id)
    elif isinstance(error, RetryAfter) or (isinstance(error, NetworkError) and not isinstance(error, BadRequest)):
        log.warning("answer not delivered", extra={"error": type(error).__name__})
    else:
        reference = secrets.token_hex(3)
        log.error("unexpected", exc_info=error, extra={"reference": reference})
        await _apologise(update, context, reference)


async def _mark_blocked(update: object, context: Context) -> None:
    """The bot may not write to this chat: it was blocked, or taken out of the group."""
    if isinstance(update, Update) and update.effective_chat:
        services = context.services
        await services.store.mark_blocked(update.effective_chat.id, services.clock())


async def _follow(update: object, context: Context, new_chat_id: int) -> None:
    """The group became a supergroup, whose number is another: what is known of it goes along."""
    if isinstance(update, Update) and update.effective_chat:
        services = context.services
        await services.store.migrate(update.effective_chat.id, new_chat_id, services.clock())


async def _apologise(update: object, context: Context, reference: str) -> None:
    if not isinstance(update, Update):
        return
    user = update.effective_user
    context.t = services_of(context.application).languages.choose(user.language_code if user else None)
    try:
        await context.answer(update)
        await context.say(update, trouble(reference, context.t))
    except TelegramError as failed:
        log.warning("apology not delivered", extra={"reference": reference, "error": type(failed).__name__})
