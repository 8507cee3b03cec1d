"""The bot was blocked, unblocked, added to a group or taken out of it."""

from telegram import Update
from telegram.constants import ChatMemberStatus

from handlers.context import Context

_AWAY = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}


async def note(update: Update, context: Context) -> None:
    """Note whether the chat can still be written to. `meet` has taken the mark away already."""
    changed = update.my_chat_member
    if changed and changed.new_chat_member.status in _AWAY:
        await context.services.store.mark_blocked(changed.chat.id, context.services.clock())
