"""Every message that is no command: text, a place, and all that cannot be read."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Message, Update
from telegram.ext.filters import StatusUpdate

from domain.lookup import Status, by_text
from domain.questions import Intent
from domain.talk import Everyday, everyday, looks_like_place
from handlers import importing
from handlers.agenda import list_events
from handlers.buttons.agenda import ListEvents
from handlers.context import Context
from handlers.language import ask_language
from handlers.network import answer_position, show_answer, show_mine
from handlers.preferences import open_reminders
from handlers.privacy import ask_whether_to_forget
from handlers.questions import answer_question, asked, explained
from handlers.talk import (
    cancel,
    explain_networks,
    explain_operators,
    return_greeting,
    return_thanks,
    show_help,
    stop_talking,
    take_leave,
)
from handlers.titles import answer_by_title
from handlers.views import lookup as lookup_views
from handlers.views import talk as views
from handlers.views.start import EVENTS, HELP, MY_NETWORK, REMINDERS, SEND_POSITION

SAID: Mapping[Everyday, Callable[[Update, Context, str], Awaitable[None]]] = {
    Everyday.HELP: show_help,
    Everyday.CANCEL: cancel,
    Everyday.STOP: stop_talking,
    Everyday.THANKS: return_thanks,
    Everyday.GREETING: return_greeting,
    Everyday.GOODBYE: take_leave,
    Everyday.LANGUAGE: ask_language,
    Everyday.MY_NETWORK: show_mine,
    Everyday.NETWORKS: explain_networks,
    Everyday.OPERATORS: explain_operators,
    Everyday.FORGET: ask_whether_to_forget,
}
"""What answers the words of every talk."""

_EVENTS_OF = "iniziative"
"""What the command stands for, before the words behind it."""


async def take_message(update: Update, context: Context) -> None:
    """Answer whatever a resident sent in private."""
    message = update.effective_message
    if message is None or (message.document and await importing.take_file(update, context, message.document)):
        return
    place = message.location or (message.venue.location if message.venue else None)
    text = message.text or message.caption
    if place:
        if update.edited_message is None:  # a live position moves on and on: its first place was the question
            await answer_position(update, context, place.latitude, place.longitude)
    elif text:
        await take_text(update, context, text)
    else:
        await context.show(update, views.cannot_read(context.services.city, context.t))


async def take_text(update: Update, context: Context, text: str) -> None:
    """Answer a text: a large key, a word of every talk, or a question."""
    languages = context.services.languages
    said = everyday(text)
    if said is not None:
        await SAID[said](update, context, text)
    elif text in languages.labels(MY_NETWORK):
        await show_mine(update, context, text)
    elif text in languages.labels(SEND_POSITION):
        await context.show(update, views.position_not_sent(context.t))
    elif text in languages.labels(EVENTS):
        await list_events(update, context, ListEvents())
    elif text in languages.labels(REMINDERS):
        await open_reminders(update, context, text)
    elif text in languages.labels(HELP):
        await show_help(update, context, text)
    else:
        await answer_anew(update, context, text)


async def answer_anew(update: Update, context: Context, text: str) -> None:
    """Answer a text that stands by itself: a free question, else a place, else with what one can write."""
    explanation = explained(context, text)
    question = asked(explanation)
    if question is not None:
        if question.intent is not Intent.EVENTS or not await answer_by_title(update, context, explanation):
            await answer_question(update, context, question, text)
        return
    answer = by_text(context.services.lookup, text)
    if answer.status is Status.UNKNOWN and await answer_by_title(update, context, explanation):
        return
    if answer.status is Status.UNKNOWN and not looks_like_place(text):
        await context.show(update, lookup_views.not_understood(text, context.services.city, context.t))
    else:
        await show_answer(update, context, answer, text)


async def find_events(update: Update, context: Context, text: str) -> None:
    """Show what is coming up; with words behind the command, what they ask for."""
    explanation = explained(context, f"{_EVENTS_OF} {text}" if text.strip() else "")
    question = asked(explanation)
    if await answer_by_title(update, context, explanation):
        return
    if question is None:
        await list_events(update, context, ListEvents())
    else:
        await answer_question(update, context, question, text)


def is_of_no_person(update: Update, message: Message, username: str) -> bool:
    """Whether Telegram speaks here, of a pin or a new member, or this bot itself through its inline mode."""
    if message.text and not message.via_bot:  # by far the most, and the library's check is thorough
        return False
    return bool(StatusUpdate.ALL.check_update(update)) or bool(message.via_bot and message.via_bot.username == username)
