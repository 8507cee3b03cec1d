"""The greeting, and the large keys under the text field."""

from telegram import KeyboardButton, ReplyKeyboardMarkup

from handlers.buttons import ListNetworks
from handlers.i18n import Translator, mark
from handlers.views.view import View, key, keyboard, paragraphs

SEND_POSITION = mark("📍 Send my position")
MY_NETWORK = mark("🏘 My network")
HELP = mark("❓ Help")


def greeting(city: str, t: Translator) -> View:
    """What the bot does, in two lines, and what to write; for private chats, where its keys are allowed."""
    return View(
        paragraphs(
            t("<b>Hello! I tell you which neighbourhood network serves your street in {city}.</b>", city=city)
            + "\n"
            + t("A network is made of people, associations and schools who look after their neighbourhood together."),
            t(
                "Write me your street and number (for example: <i>via Corridoni 60</i>), or tap “{position}”.",
                position=t.label(SEND_POSITION),
            ),
        ),
        menu(t),
    )


def menu(t: Translator) -> ReplyKeyboardMarkup:
    """The keys that stay under the text field; Telegram asks for the position itself, in private chats only."""
    return ReplyKeyboardMarkup(
        [
            [KeyboardButton(t.label(SEND_POSITION), request_location=True)],
            [KeyboardButton(t.label(MY_NETWORK)), KeyboardButton(t.label(HELP))],
        ],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=t.label("Street and number"),
    )


def ask_for_place(t: Translator) -> View:
    """The question behind “My network” and /rete alone."""
    return View(
        t(
            "<b>Where do you live?</b>\nWrite me street and number, or the name of your neighbourhood. "
            "You can also send me your position."
        ),
        keyboard([key(t.label("See all networks"), ListNetworks())]),
    )
