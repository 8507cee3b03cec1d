"""Who asks, and by which way: read off an update, and judged by `domain.operators`."""

from dataclasses import replace

from telegram import Update
from telegram.constants import ChatType

from domain.operators import Action, Asker, Operator, Target, Way, authorise
from handlers.context import Context


def way_of(update: Update) -> Way:
    """By which way an update came."""
    if update.channel_post or update.edited_channel_post:
        return Way.CHANNEL
    chat, message = update.effective_chat, update.message or update.edited_message
    if message and message.sender_chat:
        return Way.ANONYMOUS
    if chat is None or chat.type != ChatType.PRIVATE:
        return Way.CHANNEL if chat and chat.type == ChatType.CHANNEL else Way.GROUP
    return Way.EDITED if update.edited_message else Way.PRIVATE


async def asker_of(update: Update, context: Context) -> Asker:
    """Who asks: in a talk with one person the operator that they are, as it stands now; else nobody."""
    way = way_of(update)
    return Asker(way, await operator_here(context) if context.in_private else None)


async def authorised(update: Update, context: Context, action: Action, target: Target | None = None) -> Operator:
    """Give the operator who asks for this. Raises NotAllowed, which is answered with its reason."""
    return authorise(await asker_of(update, context), action, target)


async def operator_here(context: Context) -> Operator | None:
    """The operator whose private chat this is; whom the settings name is an administrator whatever else they are."""
    services = context.services
    known = await services.store.operator(context.who.id)
    if context.who.telegram_id not in services.admins:
        return known
    known = known or Operator(context.who.id, "")
    return replace(known, grants=replace(known.grants, administrator=True))
