"""A resident says that an answer was wrong."""

from datetime import timedelta

from telegram import Update

from domain.dialogues.dialogue import COMMENT, NUMBER, Dialogue
from domain.lookup import Status, by_text
from domain.model import FeedbackId
from domain.questions import Intent, read
from handlers.agenda import today_of
from handlers.buttons.network import ChooseArea, MoreChoices, NoneOfThese, NotMine
from handlers.context import Context
from handlers.dialogues.dialogue import end, keep
from handlers.network import show_answer
from handlers.views import feedback as views

COMMENT_WITHIN = timedelta(minutes=10)
"""How long the next message is taken as the line about a report: later it is rather about something else."""

LONGEST_COMMENT = 500

REPORTS_LAST = timedelta(days=365)
"""How long a report is kept, as the privacy notice says."""


async def report_wrong(update: Update, context: Context, button: NotMine) -> None:
    """Note that an answer was wrong and, in private, invite a line about it."""
    services = context.services
    answered = [context.area(button.area).id] if button.area else []
    report = await services.store.report(button.asked, answered, services.city.version, services.clock())
    if context.in_private:
        await keep(update, context, COMMENT, {"report": report}, COMMENT_WITHIN)
    await context.say(update, views.reported(context.t, in_private=context.in_private))


async def report_none(update: Update, context: Context, button: NoneOfThese) -> None:
    """Note that none of the areas offered was right, and show other ways on."""
    services = context.services
    offered = [choice.area for choice in context.keys_under(update, ChooseArea)]
    for more in context.keys_under(update, MoreChoices):
        offered = more.areas.split(".")
    areas = [context.area(code).id for code in offered]
    await services.store.report(button.asked, areas, services.city.version, services.clock())
    await end(update, context, NUMBER)
    await context.show(update, views.none_was_right(context.t))


async def take_comment(update: Update, context: Context, dialogue: Dialogue, text: str) -> bool:
    """Add the resident's line to their report. Another street is a new question and no comment: answer it.

    What was put right later, or asks something else, is no line about a report: False.
    """
    await end(update, context, COMMENT)
    services = context.services
    question = read(services.lookup, text, today_of(context))
    if update.edited_message or question.intent is not Intent.NONE:
        return False
    answer = by_text(services.lookup, text)
    if answer.status is not Status.UNKNOWN and not any(
        answer.only_names(services.city.areas[area]) for area in answer.areas
    ):
        await show_answer(update, context, answer, text)
        return True
    await services.store.comment(FeedbackId(int(str(dialogue.payload["report"]))), text.strip()[:LONGEST_COMMENT])
    await context.show(update, views.comment_kept(context.t))
    return True
