"""What somebody writes or sends while an event is being made: it answers the open question, whatever it says."""

from dataclasses import replace

from telegram import Document, Message, Update

from domain.agenda.event import Timed, Venue
from domain.composing import WRITTEN, Ask, Composition, WrongAnswer, answer, of_sketch, read, settled, turned
from domain.managing import Outdated
from domain.model import Draft
from domain.operators import NotAllowed, Operator, Refusal
from domain.sketches import read_sketch
from domain.talk import Everyday, everyday
from handlers.composing.showing import go_on, say_outdated, view_of
from handlers.composing.state import allowed, drop, setting_of
from handlers.context import Context
from handlers.views.composing import questions
from handlers.views.start import EVENTS, HELP, MY_NETWORK, REMINDERS, SEND_POSITION

_LARGE_KEYS = (EVENTS, HELP, MY_NETWORK, REMINDERS, SEND_POSITION)


async def take(update: Update, context: Context, draft: Draft) -> bool:
    """Take a message as the answer to what was asked; False where it is something else."""
    message, composition = update.effective_message, read(draft.payload)
    if message is None or composition is None or composition.aside or not _is_answer(context, message, composition):
        return False
    try:
        await _take(update, context, message, composition)
    except Outdated:
        await say_outdated(update, context)
    except NotAllowed as error:
        if error.refusal is not Refusal.NOT_AN_OPERATOR:
            raise
        await drop(update, context)  # who was removed meanwhile writes as everybody does
        return False
    return True


def _is_answer(context: Context, message: Message, composition: Composition) -> bool:
    if message.photo:
        return True
    if message.document:
        return composition.asks is Ask.PHOTO or is_calendar(message.document)
    if message.venue:
        return composition.asks is Ask.PLACE
    if message.text is None or composition.asks not in WRITTEN:
        return False
    known = context.services.languages
    is_key = any(message.text in known.labels(label) for label in _LARGE_KEYS)
    return not is_key and everyday(message.text) is not Everyday.CANCEL


def is_calendar(document: Document) -> bool:
    """Whether a file may be a calendar or a table of events."""
    name, mime = (document.file_name or "").lower(), document.mime_type or ""
    return name.endswith((".ics", ".csv")) or mime in {"text/calendar", "text/csv"}


async def _take(update: Update, context: Context, message: Message, composition: Composition) -> None:
    operator = await allowed(update, context, composition)
    if message.photo:
        await go_on(update, context, _with_photo(composition, message.photo[-1].file_id))
    elif message.document:
        setting = setting_of(context, operator)
        busy = questions.finish_first(composition, setting, context.t)
        await context.show(update, busy if is_calendar(message.document) else questions.not_as_file(context.t))
    elif message.venue:
        there = message.venue.location
        venue = Venue(message.venue.title, message.venue.address or None, there.latitude, there.longitude)
        await go_on(update, context, settled(composition, Ask.PLACE, venue=venue))
    else:
        try:
            answered = _answered(context, operator, composition, message.text or "")
        except WrongAnswer as wrong:
            await context.show(update, await view_of(context, composition, operator, wrong.why))
            return
        await go_on(update, context, answered)


def _with_photo(composition: Composition, file_id: str) -> Composition:
    if composition.asks is Ask.PHOTO:
        return settled(composition, Ask.PHOTO, photo=file_id)
    return turned(composition, photo=file_id)


def _answered(context: Context, operator: Operator, composition: Composition, text: str) -> Composition:
    """Read an answer; the first one may say everything at once."""
    services = context.services
    is_first = composition.asks is Ask.TITLE and not composition.known
    if is_first:
        sketch = read_sketch(text, services.city, services.clock())
        dated = any(isinstance(moment.when, Timed) for moment in sketch.reading.moments)
        more = sketch.reading.moments or sketch.networks or sketch.venue
        if more if sketch.title else dated:  # a day and an hour are no title, though "25 aprile" may be one
            said = of_sketch(sketch, operator.grants)
            return replace(said, uid=composition.uid, photo=composition.photo)
    return answer(composition, text, services.clock(), services.city)
