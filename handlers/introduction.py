"""How the bot presents itself in Telegram's own screens: its commands menus and its descriptions, in every language."""

from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)

from handlers.commands import Reader, listed
from handlers.i18n import FIRST_LANGUAGE, Languages, mark

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
