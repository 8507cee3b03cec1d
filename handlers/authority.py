"""Who asks, and by which way: read off an update, and judged by `domain.operators`."""

from dataclasses import replace

from telegram import Bot, Update
from telegram.constants import ChatType

from domain.model import ChatId
from domain.operators import Action, Asker, Grants, Operator, Refusal, Target, Way, authorise, check_way
from handlers.context import Context, Services
from handlers.introduction import introduce_to
from handlers.views import authority as views


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
    operator = authorise(await asker_of(update, context), action, target)
    name = name_of(update)
    if operator.name == name:
        return operator
    services = context.services
    await services.store.name_operator(operator.id, name, services.clock())
    if not operator.name:  # the first time of somebody whom the settings name
        await show_commands(context)
    return replace(operator, name=name)


def only_in_private(update: Update) -> None:
    """Refuse what comes by another way than a talk with one person. Raises NotAllowed."""
    check_way(way_of(update))


def name_of(update: Update) -> str:
    """What Telegram calls who asks."""
    person = update.effective_user
    return person.first_name if person else ""


async def refuse(update: Update, context: Context, refusal: Refusal) -> None:
    """Say civilly why something is not done: over the chat for a tap, else as a message."""
    bot = context.bot.username
    if update.callback_query:
        await context.answer(update, views.refused_in_words(refusal, bot, context.t), alert=True)
    else:
        await context.say(update, views.refused(refusal, bot, context.t, with_keys=update.channel_post is None))


async def show_commands(context: Context) -> None:
    """Have Telegram's menu in this chat show the commands of who it is now, in their language."""
    await introduce_to(context.bot, context.who.telegram_id, await operator_here(context), context.t)


async def introduce_to_operators(bot: Bot, services: Services) -> None:
    """Set the commands menus of all operators, and take away those of who is one no more."""
    left = set(services.admins)
    for colleague in await services.store.colleagues():
        telegram_id = colleague.chat.telegram_id
        operator = as_settings_say(services, telegram_id, colleague.operator)
        await introduce_to(bot, telegram_id, operator, services.languages.for_chat(colleague.chat))
        left.discard(telegram_id)
    for telegram_id in left:  # they have not been operators here yet
        chief = Operator(ChatId(0), "", Grants(administrator=True))
        await introduce_to(bot, telegram_id, chief, services.languages.choose())


async def operator_here(context: Context) -> Operator | None:
    """The operator whose private chat this is; whom the settings name is an administrator whatever else they are."""
    known = await context.services.store.operator(context.who.id)
    if context.who.telegram_id not in context.services.admins:
        return known
    return as_settings_say(context.services, context.who.telegram_id, known or Operator(context.who.id, ""))


def as_settings_say(services: Services, telegram_id: int, operator: Operator) -> Operator:
    """The same operator; an administrator, too, where the settings name them."""
    if telegram_id not in services.admins:
        return operator
    return replace(operator, grants=replace(operator.grants, administrator=True))
