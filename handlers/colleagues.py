"""The operators, as administrators see them: who they are, and the end of somebody's being one."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Update

from domain.model import ChatId
from domain.operators import Action, Colleague, Operator
from handlers.authority import as_settings_say, authorised
from handlers.buttons.colleagues import ListColleagues, RemoveColleague, ShowColleague
from handlers.context import Context, Expired, Services
from handlers.introduction import introduce_to
from handlers.operators import desk_of
from handlers.views import colleagues as views


async def list_colleagues(update: Update, context: Context, button: ListColleagues) -> None:
    """Show a page of everybody who is an operator."""
    await authorised(update, context, Action.INVITE)
    listed = await colleagues(context.services)
    await context.show(update, views.colleagues(listed, button.page, context.services.city, context.t))


async def show_colleague(update: Update, context: Context, button: ShowColleague) -> None:
    """Show one operator."""
    administrator = await authorised(update, context, Action.INVITE)
    one = await _colleague(context, button.chat)
    stays = _why_not_removed(context, administrator, one)
    await context.show(update, views.colleague(one, desk_of(context), context.t, stays=stays))


async def remove_colleague(update: Update, context: Context, button: RemoveColleague) -> None:
    """Remove an operator, once that was asked; from then on whatever they do is refused."""
    administrator = await authorised(update, context, Action.INVITE)
    one = await _colleague(context, button.chat)
    services = context.services
    if stays := _why_not_removed(context, administrator, one):
        await context.refuse(update, stays)
    elif not button.sure:
        await context.show(update, views.before_removing(one, context.t))
    else:
        await services.store.remove_operator(one.operator.id, administrator.id, services.clock())
        await context.show(update, views.removed(one, context.t))
        await introduce_to(context.bot, one.chat.telegram_id, None, services.languages.for_chat(one.chat))


async def colleagues(services: Services) -> Sequence[Colleague]:
    """Everybody who is an operator now; whom the settings name, as an administrator."""
    everybody = [
        replace(one, operator=as_settings_say(services, one.chat.telegram_id, one.operator))
        for one in await services.store.colleagues()
    ]
    return [one for one in everybody if one.operator.grants.any]


async def _colleague(context: Context, chat: int) -> Colleague:
    for one in await colleagues(context.services):
        if one.operator.id == ChatId(chat):
            return one
    raise Expired


def _why_not_removed(context: Context, administrator: Operator, one: Colleague) -> str | None:
    if one.operator.id == administrator.id:
        return views.is_you(context.t)
    return views.named_in_settings(context.t) if one.chat.telegram_id in context.services.admins else None
