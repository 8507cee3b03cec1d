"""Words around a wrong answer that a resident reports."""

from handlers.i18n import Translator
from handlers.views.keys import all_networks
from handlers.views.view import View, keyboard, paragraphs


def reported(t: Translator, *, in_private: bool) -> View:
    """A wrong answer was noted; in private a line about it is welcome."""
    invitation = t(
        "If you like, write me in one line which network it should be: it helps whoever corrects me. "
        "I note the place and your line, not who you are. To skip: /cancel"
    )
    return View(
        paragraphs(t("<b>Thank you: I have noted that this answer is wrong.</b>"), invitation if in_private else None),
        keyboard([all_networks(t)]),
    )


def none_was_right(t: Translator) -> View:
    """None of the areas offered was right: it was noted, and here are other ways on."""
    return View(
        paragraphs(
            t("<b>Thank you: I have noted that I lack the right answer for this place.</b>"),
            t("Write me the street with its number, or choose your network from the list."),
        ),
        keyboard([all_networks(t)]),
    )


def comment_kept(t: Translator) -> View:
    """The resident's line was added."""
    return View(t("<b>Noted, thank you.</b>\nWhoever looks after the bot will read it."))
