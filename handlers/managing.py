"""The events of an operator's networks: the list, one event, and the beginning of each change of it."""

from dataclasses import replace
from datetime import date, datetime

from telegram import Update

from domain.agenda.event import EventId, Kind, Status
from domain.composing import Ask, Composition, again, changing
from domain.feeds import Vanished
from domain.managing import Outdated, Whole, looked_after
from domain.operators import Action, Operator, Target, refusal_of, target_of
from handlers.agenda import today_of
from handlers.authority import authorised
from handlers.buttons.managing import (
    AnswerVanished,
    ChangeEvent,
    DeleteDraft,
    DuplicateEvent,
    ListManaged,
    ManageEvent,
    OpenDraft,
    ReinstateEvent,
    ReviseEvent,
)
from handlers.composing.beginning import waits_for_another
from handlers.composing.showing import go_on, total
from handlers.composing.state import keep
from handlers.context import Context, Expired
from handlers.views import managing as views
from handlers.views.composing import preview as previews

_Beginning = ChangeEvent | ReviseEvent | ReinstateEvent | OpenDraft


async def list_managed(update: Update, context: Context, button: ListManaged) -> None:
    """Show a page of the events that an operator looks after; first what calendars have no more."""
    operator = await authorised(update, context, Action.EVENT)
    services, page = context.services, max(button.page, 0)
    now = services.clock()
    found = await services.store.managed(operator.grants, now, views.EVENTS_A_PAGE + 1, page * views.EVENTS_A_PAGE)
    gone = [one for one in await services.store.vanished(now) if _may_decide(operator, one)]
    shelf = views.Shelf(found[: views.EVENTS_A_PAGE], page, len(found) > views.EVENTS_A_PAGE, gone)
    await context.show(update, views.events_of(shelf, _desk(context), context.t))


async def manage_event(update: Update, context: Context, button: ManageEvent) -> None:
    """Show an event, or one of its dates, with what can be done with it."""
    operator = await authorised(update, context, Action.EVENT)
    whole = await _whole(context, button.event)
    if not looked_after(whole.event, operator.grants):
        await authorised(update, context, Action.EVENT, target_of(whole.event))
    if button.day == views.DATES:
        await context.show(update, views.dates_page(whole, _desk(context), context.t))
    else:
        await _show(update, context, whole, _day(button.day))


@total
async def change_event(update: Update, context: Context, button: ChangeEvent) -> None:
    """Show what can be changed of an event."""
    composition = await _begin(update, context, button)
    if composition is not None:
        await keep(update, context, composition)
        await context.show(update, previews.fields(composition, context.t))


@total
async def revise_event(update: Update, context: Context, button: ReviseEvent) -> None:
    """Ask for the new date, to move it; for the reason, to cancel it."""
    composition = await _begin(update, context, button)
    if composition is None:
        return
    if button.ask is Ask.REASON:
        composition = replace(composition, status=Status.CANCELLED, reason=None)
    await go_on(update, context, replace(composition, asks=button.ask))


@total
async def reinstate_event(update: Update, context: Context, button: ReinstateEvent) -> None:
    """Show how an event that was cancelled would take place after all."""
    composition = await _begin(update, context, button)
    if composition is not None:
        await go_on(update, context, replace(composition, status=Status.CONFIRMED, reason=None))


@total
async def duplicate_event(update: Update, context: Context, button: DuplicateEvent) -> None:
    """Make a new event like one that is there: its date is asked."""
    whole = await _whole(context, button.event)
    operator = await authorised(update, context, Action.EVENT, target_of(whole.event))
    if not await _waits(update, context, operator, button):
        await go_on(update, context, again(whole, context.services.city.zone))


@total
async def open_draft(update: Update, context: Context, button: OpenDraft) -> None:
    """Show a draft as residents would see it, to be published or gone on with."""
    composition = await _begin(update, context, button)
    if composition is not None:
        await go_on(update, context, composition)


async def delete_draft(update: Update, context: Context, button: DeleteDraft) -> None:
    """Delete an event that nobody was shown, once the operator is sure."""
    await authorised(update, context, Action.EVENT)
    whole = await _whole(context, button.event)
    operator = await authorised(update, context, Action.EVENT, target_of(whole.event))
    if not button.sure:
        await context.show(update, views.sure_to_delete(whole, context.t))
        return
    services = context.services
    try:
        await services.store.delete_draft(whole.id, button.seen, operator.id, services.clock())
    except Outdated:
        await context.show(update, previews.outdated(whole.id, context.t))
    else:
        await context.show(update, views.deleted(context.t))


async def answer_vanished(update: Update, context: Context, button: AnswerVanished) -> None:
    """Let an event stay that its calendar has no more, or call it off; then show what else there is. Raises Gone."""
    await authorised(update, context, Action.EVENT)
    whole = await _whole(context, button.event)
    operator = await authorised(update, context, Action.EVENT, target_of(whole.event))
    services = context.services
    await services.store.answer_vanished(whole.id, operator.id, services.clock(), keep=bool(button.keep))
    await list_managed(update, context, ListManaged())


async def _begin(update: Update, context: Context, button: _Beginning) -> Composition | None:
    """The beginning of a change; None where somebody was quicker, or another event is not finished, which is said."""
    whole = await _whole(context, button.event)
    operator = await authorised(update, context, Action.EVENT, target_of(whole.event))
    if whole.event.sequence != button.seen:
        await context.show(update, previews.outdated(whole.id, context.t))
        return None
    if whole.feed is not None:
        await context.answer(update, views.is_of_feed(context.t), alert=True)
        return None
    original_on = None if isinstance(button, OpenDraft) else _day(button.day)
    if original_on is not None and whole.dated(original_on) is None:
        raise Expired
    if await _waits(update, context, operator, button):
        return None
    return changing(whole, context.services.city.zone, original_on)


async def _waits(update: Update, context: Context, operator: Operator, button: _Beginning | DuplicateEvent) -> bool:
    """Whether it is asked first what becomes of an event that is not finished."""
    return not button.anew and await waits_for_another(update, context, operator, replace(button, anew=1))


async def _show(update: Update, context: Context, whole: Whole, day: date | None) -> None:
    if day is None:
        await context.show(update, views.event_page(whole, _desk(context), context.t))
        return
    dated = whole.dated(day)
    if dated is None:
        raise Expired
    await context.show(update, views.date_page(whole, dated, _desk(context), context.t))


def _may_decide(operator: Operator, gone: Vanished) -> bool:
    target = Target(gone.networks, meeting=gone.kind is Kind.MEETING)
    return refusal_of(operator, Action.EVENT, target) is None


async def _whole(context: Context, event: int) -> Whole:
    """The event that a key names. Raises Expired where it is no more."""
    whole = await context.services.store.whole(EventId(event), context.services.clock())
    if whole is None:
        raise Expired
    return whole


def _desk(context: Context) -> views.Desk:
    return views.Desk(context.services.city, today_of(context))


def _day(written: str) -> date | None:
    """The day that a key carries; None for all. Raises Expired for what none ever carried."""
    if not written:
        return None
    try:
        return datetime.strptime(written, "%y%m%d").date()  # noqa: DTZ007 - a day of the event's own clock
    except ValueError:
        raise Expired from None
