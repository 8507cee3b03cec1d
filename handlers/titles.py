"""Events that somebody calls by their name."""

from datetime import timedelta

from telegram import Update

from domain.agenda.entry import Wish
from domain.questions import Explanation
from domain.questions.titles import MOST_FOUND, called, words_sought
from handlers.agenda import today_of
from handlers.buttons.event import ShowEvent
from handlers.context import Context
from handlers.event import show_event
from handlers.views import titles as views

_AHEAD = timedelta(days=120)
_MOST_READ = 1_000
"""Events whose titles are compared, those that come first."""


async def answer_by_title(update: Update, context: Context, explanation: Explanation) -> bool:
    """Show the events that a text calls by their name; False where there are none, or so many that it is no name."""
    services, today = context.services, today_of(context)
    sought = words_sought(explanation)
    if not sought:
        return False
    now = services.clock()
    wish = Wish(networks=explanation.question.networks)
    entries = await services.store.next_of_each(wish, now, now + _AHEAD, _MOST_READ)
    found = called(sought, entries)
    if not 0 < len(found) <= MOST_FOUND:
        return False
    if len(found) == 1:
        await show_event(update, context, ShowEvent(found[0].occurrence))
    else:
        await context.show(update, views.called(found, services.city, today, context.t))
    return True
