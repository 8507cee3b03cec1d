"""Short answers of the talk itself: help, languages, what cannot be read, what has expired, what went wrong."""

from collections.abc import Sequence

from markupsafe import Markup
from telegram import InlineKeyboardMarkup

from handlers.buttons import ChooseLanguage, ListNetworks, ShowAbout, ShowHelp
from handlers.i18n import Languages, Translator
from handlers.views.start import menu
from handlers.views.view import View, in_rows, key, keyboard, lines, paragraphs


def help_page(commands: Sequence[tuple[str, str]], t: Translator) -> View:
    """What one can write, with examples; then the commands, for those who like them."""
    listed = [Markup("/{} · {}").format(name, description) for name, description in commands]
    return View(
        paragraphs(
            t("<b>Write me a street and I tell you its network.</b>"),
            lines(
                t("For example:"),
                t("• <i>via Borgo Palazzo 60</i>"),
                t("• <i>Redona</i>"),
                t("• your position, with the key under the text"),
            ),
            t("If you prefer, there are commands too:") + "\n" + lines(*listed),
        ),
        keyboard(
            [key(t.label("See all networks"), ListNetworks()), key(t.label("What is a network?"), ShowAbout())],
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


def cannot_read(t: Translator) -> View:
    """Something came that is neither text nor a place."""
    return View(
        paragraphs(
            t("<b>I can only read text and positions.</b>"),
            t("Write me your street and number (for example: <i>via Corridoni 60</i>), or send me your position."),
        ),
        keyboard([key(t.label("Help"), ShowHelp())]),
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
    return View(t("<b>I do not know this command.</b>\nYou can simply write me your street."), _help(t))


def expired(t: Translator) -> View:
    """A key of an old message, or one that was never ours."""
    return View(t("<b>This button has expired.</b>\nWrite me your street again, or look at what I can do."), _help(t))


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


def _help(t: Translator) -> InlineKeyboardMarkup:
    return keyboard([key(t.label("Help"), ShowHelp()), key(t.label("See all networks"), ListNetworks())])
