"""The bot was blocked, unblocked, added to a group or taken out of it."""

from telegram import ChatMemberAdministrator, ChatMemberOwner, Update
from telegram.constants import ChatMemberStatus

from handlers.context import Context
from handlers.views.talk import only_administrators

_AWAY = {ChatMemberStatus.BANNED, ChatMemberStatus.LEFT}


async def note(update: Update, context: Context) -> None:
    """Note that a chat can be written to no more, or perhaps again. `meet` has taken the mark away already."""
    changed, services = update.my_chat_member, context.services
    if changed and changed.new_chat_member.status in _AWAY:
        await services.store.mark_blocked(changed.chat.id, services.clock())
    elif changed and not context.in_private:
        await services.store.welcome_back(changed.chat.id, services.clock())


async def decides(update: Update, context: Context) -> bool:
    """Whether who taps or writes decides for this chat; who does not is told who does."""
    if await may_decide(update, context):
        return True
    await context.refuse(update, only_administrators(context.t))
    return False


async def may_decide(update: Update, context: Context) -> bool:
    """Whether who taps or writes decides for this chat: in private everybody does, elsewhere its administrators."""
    chat, person = update.effective_chat, update.effective_user
    if context.in_private or update.channel_post:  # in a channel only its administrators write
        return True
    if chat is None or person is None:
        return False
    written = update.effective_sender if update.callback_query is None else None
    if written is not None and written.id == chat.id:  # an administrator who writes in the group's own name
        return True
    member = await chat.get_member(person.id)
    return isinstance(member, ChatMemberAdministrator | ChatMemberOwner)
