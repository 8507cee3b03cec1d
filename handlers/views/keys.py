"""The keys that stand under many screens."""

from telegram import InlineKeyboardButton

from handlers.buttons.network import ListNetworks, ShowNetwork
from handlers.buttons.preferences import BeSilent, ShowReminders
from handlers.buttons.talk import ShowHelp
from handlers.i18n import Translator
from handlers.views.view import key


def all_networks(t: Translator) -> InlineKeyboardButton:
    """The way to the list of all networks."""
    return key(t.label("See all networks"), ListNetworks())


def back_to_network(code: str, t: Translator) -> InlineKeyboardButton:
    """The way back from a network's page to its card."""
    return key(t.label("◂ Back to the network"), ShowNetwork(code))


def see_help(t: Translator) -> InlineKeyboardButton:
    """The way to what one can write."""
    return key(t.label("See what I can do"), ShowHelp())


def resume_key(t: Translator) -> InlineKeyboardButton:
    """The way out of silence."""
    return key(t.label("Write to me again"), BeSilent(silent=0))


def reminders_key(t: Translator) -> InlineKeyboardButton:
    """The way to the screen of reminders."""
    return key(t.label("Change reminders"), ShowReminders())


def see_reminders_key(t: Translator) -> InlineKeyboardButton:
    """The way to the screen of reminders from what is followed, which is a part of it."""
    return key(t.label("See reminders"), ShowReminders())
