"""The end of the talk: published, kept as a draft, saved or thrown away."""

from telegram import Update

from domain.agenda.event import SomeDay, Status
from domain.agenda.timing import over_at
from domain.composing import Composition, turned
from domain.managing import Rehearsal
from handlers.buttons.composing import Finish, FinishEvent
from handlers.composing.showing import go_on, is_change, reading_of, revision_of, total
from handlers.composing.state import StepGoneError, allowed, at_step, drop
from handlers.context import Context, Expired
from handlers.views.composing import preview as views
from handlers.views.event import event_photo


@total
async def finish_event(update: Update, context: Context, button: FinishEvent) -> None:
    """Do with an event that is being looked at what a key says."""
    composition = await at_step(update, context, button.step)
    match button.how:
        case Finish.PUBLISH:
            await _keep(update, context, composition, Finish.PUBLISH)
        case Finish.KEEP:
            await _keep(update, context, composition, Finish.KEEP)
        case Finish.SAVE:
            await _keep(update, context, composition, Finish.SAVE)
        case Finish.DISCARD:
            await drop(update, context)
            await context.show(update, views.discarded(context.t, is_change=composition.of is not None))
        case Finish.CHANGE:
            await allowed(update, context, composition)
            await context.show(update, views.fields(composition, context.t))
        case Finish.BACK:
            await go_on(update, context, turned(composition, asks=composition.next_ask, offered=(), doubt=None))
        case Finish.RESUME:
            await go_on(update, context, turned(composition), below=True)
        case Finish.PHOTO:
            await _show_photo(update, context, composition)


async def _keep(update: Update, context: Context, composition: Composition, how: Finish) -> None:
    """Keep it, in one piece with its line in the audit and the end of the talk."""
    if not composition.is_whole or composition.asks is not None:
        raise StepGoneError
    operator = await allowed(update, context, composition)
    status = {Finish.PUBLISH: Status.CONFIRMED, Finish.KEEP: Status.DRAFT}.get(how)
    revision, before = await revision_of(context, composition, operator, status)
    if (how is Finish.SAVE) != is_change(before):  # what was published meanwhile is not published again
        raise StepGoneError
    services = context.services
    rehearsal = await services.store.rehearse(revision, services.clock())
    if how is Finish.PUBLISH and _is_past(context, rehearsal):
        await context.answer(update, views.is_past(context.t), alert=True)
        return
    event = await services.store.revise(revision, context.thread(update), services.clock())
    if rehearsal.happening is None:
        raise Expired
    look = views.Look(rehearsal.happening, rehearsal)
    alone = composition.day is not None
    await context.show(update, views.done(revision.deed, event, look, reading_of(context), context.t, alone=alone))


def _is_past(context: Context, rehearsal: Rehearsal) -> bool:
    happening = rehearsal.happening
    if happening is None or isinstance(happening.occurrence.when, SomeDay):
        return False
    return over_at(happening.occurrence.when, context.services.city.zone) <= context.services.clock()


async def _show_photo(update: Update, context: Context, composition: Composition) -> None:
    if not composition.is_whole:
        raise StepGoneError
    operator = await allowed(update, context, composition)
    revision, _before = await revision_of(context, composition, operator)
    rehearsal = await context.services.store.rehearse(revision, context.services.clock())
    if rehearsal.happening is None or composition.photo is None:
        raise Expired
    await context.say(update, event_photo(rehearsal.happening, composition.photo))
