"""Cards of networks to share in any chat."""

from telegram import InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from domain.lookup import Status
from domain.networks import Profile
from handlers.i18n import Translator
from handlers.links import to_network
from handlers.views.network import network_card
from handlers.views.view import keyboard, link


def card(profile: Profile, bot: str, t: Translator) -> InlineQueryResultArticle:
    """A network's card. Its one key opens the bot: keys that do something work only in chats where the bot is."""
    network = profile.network
    return InlineQueryResultArticle(
        id=network.code,
        title=t.label("The {name} network", name=network.name),
        description=", ".join(area.name for area in profile.areas),
        input_message_content=InputTextMessageContent(
            network_card(profile, t).text,
            parse_mode=ParseMode.HTML,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        reply_markup=keyboard([link(t.label("Open in the bot"), to_network(bot, network.code))]),
    )


def way_on(status: Status | None, t: Translator) -> str:
    """What the key above an empty list says; without a status nothing was asked yet."""
    match status:
        case None:
            return t.label("Write a street, or ask me in our chat")
        case Status.UNSERVED:
            return t.label("No network there that I know of: ask me in our chat")
        case Status.OUTSIDE:
            return t.label("Another town: ask me in our chat")
        case Status.UNKNOWN | Status.FOUND | Status.AMBIGUOUS:
            return t.label("Not found: ask me in our chat")
