"""The keys under a reminder: I come, I cannot, remind me later."""

from datetime import UTC, datetime

from telegram import Message, Update

from domain.agenda.entry import Happening
from domain.agenda.event import OccurrenceId
from domain.agenda.timing import begins_at, day_of
from domain.attendance import Attendance
from domain.snoozing import later
from handlers.buttons.agenda import ListEvents
from handlers.buttons.event import OpenEvent, Said, SayComing
from handlers.buttons.event_reminders import PutOff, Snooze
from handlers.context import Context, Expired
from handlers.event import happening_of, is_ahead, open_card, show_card
from handlers.membership import decides
from handlers.views import coming as views
from handlers.views.dates import clock_in_words

_SAID = {Said.YES: True, Said.NO: False, Said.NOTHING: None}


async def say_coming(update: Update, context: Context, button: SayComing) -> None:
    """Note whether the chat comes, or take that back; what it sees is what holds then."""
    happening = await happening_of(context, button.occurrence)
    if not is_ahead(context, happening):
        await open_card(update, context, OpenEvent(button.occurrence))
        return
    if not await decides(update, context):
        return
    attendance = await context.services.store.answer(
        context.who.id, context.thread(update), happening.id, context.services.clock(), coming=_SAID[button.said]
    )
    if attendance is None:
        raise Expired
    said, alert = views.answered(attendance, button.said, context.t)
    await context.answer(update, said, alert=alert)
    if context.keys_under(update, OpenEvent):
        put_off_already = context.keys_under(update, PutOff)
        at = put_off_already[0].at if put_off_already else 0
        await _turn_back(update, context, happening, attendance, at)
    else:
        back = context.keys_under(update, ListEvents)
        await show_card(update, context, happening, back[-1] if back else None)


async def put_off(update: Update, context: Context, button: PutOff) -> None:
    """Show until when a reminder can be put off: only times before it begins."""
    if not await decides(update, context):
        return
    happening = await happening_of(context, button.occurrence)
    choices = later(happening.occurrence.when, context.services.clock(), context.services.city.zone)
    if button.open and choices:
        at = {choice: _clock(instant, context) for choice, instant in choices.items()}
        await context.turn(update, views.later_keys(happening.id, at, context.t, button.at))
        return
    if button.open:
        await context.answer(update, views.too_late(context.t), alert=True)
    await _turn_back(update, context, happening, await _attendance(update, context, happening.id), button.at)


async def snooze(update: Update, context: Context, button: Snooze) -> None:
    """Recall an occurrence once more, later."""
    if not await decides(update, context):
        return
    services, message = context.services, update.effective_message
    happening = await happening_of(context, button.occurrence)
    at = later(happening.occurrence.when, services.clock(), services.city.zone).get(button.later)
    who, thread = context.who.id, context.thread(update)
    if at and isinstance(message, Message):
        kept = await services.store.snooze(who, thread, happening.id, message.message_id, at)
        at = at if kept else None
    said = views.put_off(_moment(at, context), context.t) if at else views.too_late(context.t)
    await context.answer(update, said, alert=at is None)
    attendance = await _attendance(update, context, happening.id)
    await _turn_back(update, context, happening, attendance, int(at.timestamp()) if at else 0)


async def _turn_back(
    update: Update, context: Context, happening: Happening, attendance: Attendance, put_off_to: int = 0
) -> None:
    """Show the keys of a reminder as they are now; `put_off_to` is as a key carries it."""
    now, zone, when = context.services.clock(), context.services.city.zone, happening.occurrence.when
    may_wait = bool(later(when, now, zone))
    again: views.Again | None = None
    if now.timestamp() < put_off_to < begins_at(when, zone).timestamp():
        at = datetime.fromtimestamp(put_off_to, UTC)
        again = views.Again(at, _moment(at, context))
    answer = views.Answer(attendance.mine, attendance.coming)
    await context.turn(update, views.reminder_keys(happening.id, answer, context.t, may_wait=may_wait, again=again))


async def _attendance(update: Update, context: Context, occurrence: OccurrenceId) -> Attendance:
    found = await context.services.store.attendance(context.who.id, context.thread(update), occurrence)
    if found is None:
        raise Expired
    return found


def _clock(instant: datetime, context: Context) -> str:
    return clock_in_words(instant, context.services.city.zone, context.t)


def _moment(instant: datetime, context: Context) -> str:
    """The time, and the day where it is not today's."""
    zone, now = context.services.city.zone, context.services.clock()
    said = _clock(instant, context)
    return said if day_of(instant, zone) == day_of(now, zone) else views.tomorrow(said, context.t)
