"""Short answers of the talk itself: help, languages, what cannot be read, what has expired, what went wrong."""

from collections.abc import Sequence

from markupsafe import Markup

from domain.city.model import City
from handlers.buttons.agenda import ListEvents
from handlers.buttons.talk import ChooseLanguage, ShowAbout
from handlers.i18n import Languages, Translator
from handlers.views.keys import all_networks, see_help
from handlers.views.lookup import examples
from handlers.views.start import menu
from handlers.views.view import View, in_rows, key, keyboard, lines, paragraphs


def help_page(commands: Sequence[tuple[str, str]], city: City, t: Translator, *, in_private: bool) -> View:
    """What one can write, with examples; then the commands, for those who like them."""
    listed = [Markup("/{} · {}").format(name, description) for name, description in commands]
    return View(
        paragraphs(
            t("<b>Write me a street and I tell you its network. Ask me what is on, and when.</b>"),
            lines(
                t("For example:"),
                *examples(city, t),
                t("• your position, with the large key below") if in_private else None,
            ),
            None if in_private else t("In a group, begin with /network, or name me: I do not read the rest."),
            t("If you prefer, there are commands too:") + "\n" + lines(*listed),
        ),
        keyboard(
            [all_networks(t), key(t.label("What is a network?"), ShowAbout())],
        ),
    )


def languages(known: Languages, t: Translator) -> View:
    """Choose the language; each is named in itself."""
    keys = [key(other.own_name, ChooseLanguage(other.language)) for other in known.translators.values()]
    return View(t("<b>Which language shall I speak?</b>"), keyboard(*in_rows(keys, across=2)))


def language_chosen(t: Translator, *, in_private: bool) -> View:
    """The language was changed; in private the large keys change with it."""
    text = t("<b>From now on I speak English.</b>\nTo change it: /language")
    return View(text, menu(t) if in_private else None)


def cannot_read(city: City, t: Translator) -> View:
    """Something came that is neither text nor a place."""
    return View(
        paragraphs(
            t("<b>I can only read text and positions.</b>"),
            t(
                "Write me your street and number (for example: <i>{address}</i>), or send me your position.",
                address=city.example_address,
            ),
        ),
        keyboard([see_help(t)]),
    )


def hello(t: Translator) -> View:
    """An answer to a greeting, with what one can do next."""
    return View(t("<b>Hello!</b>\nWrite me a street, or ask me what is on, and when."), keyboard([see_help(t)]))


def you_are_welcome(t: Translator) -> View:
    """An answer to thanks."""
    return View(t("<b>You are welcome!</b>\nWrite me a street whenever you like."))


def goodbye(t: Translator) -> View:
    """An answer to a goodbye."""
    return View(t("<b>See you soon!</b>\nWrite to me whenever you like."))


def retired_link(t: Translator) -> View:
    """A link, perhaps of an old poster, names a network that is no more."""
    return View(t("<b>The network of this link is no more.</b>\nWrite me your street: I tell you which one is yours."))


def retired_event(t: Translator) -> View:
    """A link names an event that is no more, or that is not to be shown."""
    return View(
        t("<b>I do not know this event any more.</b>\nHere is what is coming up instead."),
        keyboard([key(t.label("What is coming up"), ListEvents())]),
    )


def position_not_sent(t: Translator) -> View:
    """The words of the position key came as a text: this app has not sent the position."""
    return View(
        t(
            "<b>Your position has not arrived.</b>\nTap the key under the text and say yes when Telegram asks, "
            "or write me your street and number."
        ),
        menu(t),
    )


def unknown_command(t: Translator) -> View:
    """A command that does not exist."""
    return View(
        t("<b>I do not know this command.</b>\nYou can simply write me your street."),
        keyboard([see_help(t), all_networks(t)]),
    )


def only_administrators(t: Translator) -> str:
    """In a group somebody else decides."""
    return t.label("In this group its administrators decide that.")


def expired(t: Translator) -> str:
    """A key of an old message, or one that was never ours: a notice over the chat, which leaves the message alone."""
    return t.label("This button has expired. Write me your street again, or see what I can do with /help.")


def too_late(t: Translator) -> str:
    """A key was tapped so long ago that its answer would surprise: nothing was done."""
    return t.label("Sorry, this took me too long, and I have changed nothing. Please tap it again.")


def nothing_to_cancel(t: Translator) -> View:
    """No dialogue was under way."""
    return View(t("<b>There was nothing to cancel.</b>\nYou can write me your street whenever you like."))


def cancelled(t: Translator) -> View:
    """The dialogue under way was ended."""
    return View(t("<b>Done: I have forgotten the question.</b>\nYou can write me your street whenever you like."))


def trouble(reference: str, t: Translator) -> View:
    """Something of ours broke."""
    return View(
        t(
            "<b>Something of mine did not work.</b>\nYour message was fine. Try again in a minute; "
            "if it happens again, tell whoever looks after the bot this code: <code>{reference}</code>",
            reference=reference,
        )
    )
