"""Words around a wrong answer that a resident reports."""

from handlers.buttons import ListNetworks
from handlers.i18n import Translator
from handlers.views.view import View, key, keyboard, paragraphs


def reported(t: Translator) -> View:
    """A wrong answer was noted; a line about it is welcome."""
    return View(
        paragraphs(
            t("<b>Thank you: I have noted that this answer is wrong.</b>"),
            t(
                "If you like, write me in one line which network it should be: it helps whoever corrects me. "
                "I note the place and your line, not who you are. To skip: /cancel"
            ),
        ),
        keyboard([key(t.label("See all networks"), ListNetworks())]),
    )


def comment_kept(t: Translator) -> View:
    """The resident's line was added."""
    return View(t("<b>Noted, thank you.</b>\nWhoever looks after the bot will read it."))
