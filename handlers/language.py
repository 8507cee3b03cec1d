"""Which language the bot speaks in a chat."""

from dataclasses import replace

from telegram import Update
from telegram.constants import ChatType

from handlers.authority import operator_here, show_commands
from handlers.buttons.talk import ChooseLanguage
from handlers.context import Context, Expired
from handlers.views import talk as views


async def speak(update: Update, context: Context) -> None:
    """Choose the language without meeting anybody: what `meet` has found, else what is known of the chat.

    A group that nobody has met speaks Italian, whoever writes. Where the lookup fails, there is a language all the
    same.
    """
    if context.met:
        return
    services, chat, user = context.services, update.effective_chat, update.effective_user
    alone = chat is None or chat.type == ChatType.PRIVATE
    context.t = services.languages.choose(user.language_code if user and alone else None)
    known = await services.store.find_chat(chat.id) if chat else None
    if known:
        context.t = services.languages.for_chat(known)


async def ask_language(update: Update, context: Context, _text: str) -> None:
    """Offer the languages there are."""
    await context.show(update, views.languages(context.services.languages, context.t))


async def choose_language(update: Update, context: Context, button: ChooseLanguage) -> None:
    """Speak the chosen language from now on; the large keys change with it."""
    services = context.services
    chosen = services.languages.translators.get(button.language)
    if chosen is None:
        raise Expired
    await services.store.choose_language(context.who.id, chosen.language)
    context.who, context.t = replace(context.who, language=chosen.language), chosen
    await context.say(update, views.language_chosen(chosen, in_private=context.in_private))
    if context.in_private and await operator_here(context):
        await show_commands(context)
