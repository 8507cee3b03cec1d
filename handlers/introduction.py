"""How the bot presents itself in Telegram's own screens: its commands menus and its descriptions, in every language."""

import logging

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import TelegramError

from domain.operators import Operator
from handlers.commands import Reader, listed, listed_for
from handlers.i18n import FIRST_LANGUAGE, Languages, Translator, mark

log = logging.getLogger("reti.introduction")

SHORT_DESCRIPTION = mark("Which neighbourhood network serves your street in {city}, and how to take part.")
DESCRIPTION = mark(
    "I tell you which neighbourhood network serves your street, who takes part in it and how you can too. If you like, "
    "I remind you in time of its meetings and initiatives.\n\n"
    "Tap START, then write me your street and number, or send me your position. I do not keep your position."
)

_SCOPES = {
    Reader.PERSON: BotCommandScopeAllPrivateChats(),
    Reader.GROUP: BotCommandScopeAllGroupChats(),
    Reader.ADMINISTRATOR: BotCommandScopeAllChatAdministrators(),
}


async def introduce(bot: Bot, languages: Languages, city: str) -> None:
    """Set the menus and descriptions. Who has a language without a catalogue sees the Italian ones."""
    for t in languages.translators.values():
        tag = None if t.language == FIRST_LANGUAGE else t.language
        for reader, scope in _SCOPES.items():
            await bot.set_my_commands(listed(t, reader), scope, language_code=tag)
        await bot.set_my_description(t.label(DESCRIPTION), language_code=tag)
        await bot.set_my_short_description(t.label(SHORT_DESCRIPTION, city=city), language_code=tag)


async def introduce_to(bot: Bot, telegram_id: int, operator: Operator | None, t: Translator) -> None:
    """Set the commands menu of one person's chat to an operator's; to everybody's, where they are none.

    Without it they can still do all that they may: what stands in the way of it is logged and no more.
    """
    scope = BotCommandScopeChat(telegram_id)
    try:
        if operator is not None and operator.grants.any:
            await bot.set_my_commands(listed_for(operator, t), scope)
        else:
            await bot.delete_my_commands(scope)
    except TelegramError as error:  # perhaps who is named in the settings has not written to the bot yet
        log.info("menu of an operator not set", extra={"error": type(error).__name__})
