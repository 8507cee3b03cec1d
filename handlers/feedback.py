"""A resident says that an answer was wrong."""

from telegram import Update

from domain.city.model import City
from domain.lookup import Answer, Status, by_text
from domain.model import Draft, FeedbackId
from handlers.buttons import NoneOfThese, NotMine
from handlers.context import Context
from handlers.network import DRAFTS_LAST, answer_text
from handlers.views import feedback as views
from handlers.views import lookup as lookup_views

COMMENT = "comment"
"""The dialogue "which network should it be?": its draft holds the report's id."""

LONGEST_COMMENT = 500


async def report_wrong(update: Update, context: Context, button: NotMine) -> None:
    """Note that an answer was wrong, and invite a line about it."""
    services = context.services
    now = services.clock()
    answered = [context.area(button.area).id] if button.area else []
    report = await services.store.report(button.asked, answered, services.city.version, now)
    draft = Draft(COMMENT, now + DRAFTS_LAST, {"report": report})
    await services.store.keep_draft(context.who.id, context.thread(update), draft)
    await context.say(update, views.reported(context.t))


async def report_none(update: Update, context: Context, button: NoneOfThese) -> None:
    """Note that no area offered was right, and show other ways on."""
    services = context.services
    if button.asked:
        await services.store.report(button.asked, [], services.city.version, services.clock())
    await services.store.drop_draft(context.who.id, context.thread(update))
    await context.show(update, lookup_views.none_of_these(context.t))


async def take_comment(update: Update, context: Context, draft: Draft, text: str) -> None:
    """Add the resident's line to their report; who writes another street is asking anew, and is answered too."""
    services = context.services
    await services.store.comment(FeedbackId(int(draft.payload["report"] or 0)), text.strip()[:LONGEST_COMMENT])
    await context.show(update, views.comment_kept(context.t))
    if is_another_place(by_text(services.lookup, text), services.city):
        await answer_text(update, context, text)


def is_another_place(answer: Answer, city: City) -> bool:
    """Whether a text is about a place: more than the name of the neighbourhood that it should have been."""
    if answer.status is Status.UNKNOWN:
        return False
    return not any(answer.understood in {city.areas[area].name, *city.areas[area].aliases} for area in answer.areas)
