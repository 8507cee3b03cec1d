"""Civil refusals: why something is not done, and what to do instead."""

from markupsafe import Markup

from domain.operators import Refusal
from handlers.buttons.talk import About, ShowAbout
from handlers.i18n import Translator, mark
from handlers.views.keys import see_help
from handlers.views.view import View, key, keyboard, link

_WORDS = {
    Refusal.NOT_IN_PRIVATE: mark("This is done in private: write to me at @{bot}."),
    Refusal.NOBODY: mark("Here I cannot see who is writing. This is done in private: write to me at @{bot}."),
    Refusal.EDITED: mark("I do not take this from a message that was changed. Send it again as a new message."),
    Refusal.NOT_AN_OPERATOR: mark(
        "This is for the neighbourhood operators. If you are one, ask an administrator of the service for an "
        "invitation."
    ),
    Refusal.NOT_YOURS: mark("This is for the operators of another network."),
    Refusal.MEETINGS_ONLY: mark("You look after meetings: the operator of the network does the rest."),
    Refusal.ADMINISTRATORS_ONLY: mark("Only the administrators of the service do this."),
    Refusal.AUTHOR_ONLY: mark("Another operator wrote this: they, or an administrator, can delete it."),
    Refusal.ANOTHER: mark("You wrote this: another operator says yes to it."),
}


def refused_in_words(refusal: Refusal, bot: str, t: Translator) -> str:
    """Why something is not done, in a line that stands over the chat, too."""
    return t.label(_WORDS[refusal], bot=bot)


def refused(refusal: Refusal, bot: str, t: Translator, *, with_keys: bool = True) -> View:
    """The same as a message, with a way on; in a channel, whose readers did not ask, without keys."""
    ways = {
        Refusal.NOT_IN_PRIVATE: [link(t.label("Write to me in private"), f"https://t.me/{bot}")],
        Refusal.NOBODY: [link(t.label("Write to me in private"), f"https://t.me/{bot}")],
        Refusal.NOT_AN_OPERATOR: [key(t.label("Who are the operators?"), ShowAbout(About.OPERATORS)), see_help(t)],
    }
    way = ways.get(refusal, []) if with_keys else []
    return View(Markup.escape(refused_in_words(refusal, bot, t)), keyboard(way) if way else None)
