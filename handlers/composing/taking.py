"""What somebody writes or sends while an event is being made: it answers the open question, whatever it says."""

from dataclasses import replace

from telegram import Document, Message, Update

from domain.agenda.event import Timed, Venue
from domain.composing import WRITTEN, Ask, Composition, WrongAnswer, answer, of_sketch, read, settled, turned
from domain.dialogues.dialogue import Dialogue
from domain.managing import Outdated
from domain.operators import NotAllowed, Operator, Refusal
from domain.sketches import read_sketch
from handlers.composing.showing import go_on, say_outdated, view_of
from handlers.composing.state import allowed, drop, setting_of
from handlers.context import Context
from handlers.i18n import Translator
from handlers.views.composing import questions
from handlers.views.view import View


def asks(dialogue: Dialogue) -> bool:
    """Whether a text would be the answer to what is asked."""
    composition = read(dialogue.payload)
    return composition is not None and composition.asks in WRITTEN


def waiting(dialogue: Dialogue, t: Translator) -> View | None:
    """The line that an event waits; None where nothing is said of it yet."""
    composition = read(dialogue.payload)
    if composition is None or not (composition.known or composition.offered or composition.photo):
        return None
    return questions.set_aside(composition, t)


async def take(update: Update, context: Context, dialogue: Dialogue) -> bool:
    """Take a message as the answer to what was asked; False where it is something else."""
    message, composition = update.effective_message, read(dialogue.payload)
    if message is None or composition is None or not _is_answer(message, composition):
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


def _is_answer(message: Message, composition: Composition) -> bool:
    if message.photo:
        return True
    if message.document:
        return composition.asks is Ask.PHOTO or is_calendar(message.document)
    if message.venue:
        return composition.asks is Ask.PLACE
    return message.text is not None and composition.asks in WRITTEN


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
