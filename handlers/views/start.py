"""The greeting, the large keys under the text field, and what “My network” shows or asks."""

from collections.abc import Sequence

from telegram import KeyboardButton, ReplyKeyboardMarkup

from domain.city.model import City, Network
from handlers.buttons.network import ShowNetwork
from handlers.i18n import Translator, mark
from handlers.views.keys import all_networks
from handlers.views.view import View, in_rows, key, keyboard, paragraphs

SEND_POSITION = mark("📍 Send my position")
MY_NETWORK = mark("🏘 My network")
EVENTS = mark("📅 Initiatives")
REMINDERS = mark("🔔 Reminders")
HELP = mark("❓ Help")


def greeting(city: City, t: Translator) -> View:
    """What the bot does, in two lines, and what to write; for private chats, where its keys are allowed."""
    return View(
        paragraphs(
            t("<b>Hello! I tell you which neighbourhood network serves your street in {city}.</b>", city=city.name)
            + "\n"
            + t("A network is made of people, associations and schools who look after their neighbourhood together."),
            t(
                "Write me your street and number (for example: <i>{address}</i>), or tap “{position}”.",
                address=city.example_address,
                position=t.label(SEND_POSITION),
            ),
            t(
                "You can also ask me what is on, and when: tap “{events}”. If you like, I remind you in time.",
                events=t.label(EVENTS),
            ),
        ),
        menu(t),
    )


def menu(t: Translator) -> ReplyKeyboardMarkup:
    """The keys that stay under the text field; Telegram asks for the position itself, in private chats only."""
    return ReplyKeyboardMarkup(
        [
            [KeyboardButton(t.label(SEND_POSITION), request_location=True)],
            [KeyboardButton(t.label(MY_NETWORK)), KeyboardButton(t.label(EVENTS))],
            [KeyboardButton(t.label(REMINDERS)), KeyboardButton(t.label(HELP))],
        ],
        resize_keyboard=True,
        is_persistent=True,
        input_field_placeholder=t.label("Street and number"),
    )


def ask_for_place(t: Translator, *, in_private: bool) -> View:
    """The question behind “My network” and /rete alone. In a group nobody is asked where they live."""
    if in_private:
        question = t(
            "<b>Where do you live?</b>\nWrite me street and number, or the name of your neighbourhood. "
            "You can also send me your position."
        )
    else:
        question = t(
            "<b>Which street shall I look for?</b>\nReply to this message with street and number, "
            "or the name of a neighbourhood."
        )
    return View(question, keyboard([all_networks(t)]))


def my_networks(networks: Sequence[Network], t: Translator) -> View:
    """Which of the networks that a chat follows it wants to see; another is found by its street."""
    names = t.both(network.name for network in networks)
    keys = [key(network.name, ShowNetwork(network.code)) for network in networks]
    return View(
        t(
            "<b>You follow {names}.</b>\nWhich one do you want to see? For another place, write me the street.",
            names=names,
        ),
        keyboard(*in_rows(keys, 2), [all_networks(t)]),
    )
