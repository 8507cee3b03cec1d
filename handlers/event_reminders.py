"""To be reminded of one event for its own sake, at the usual times or at others."""

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import Update

from domain.agenda.entry import Happening
from domain.agenda.event import EventId
from domain.agenda.timing import begins_at
from domain.reminders import Leads, read_leads, remindings
from domain.subscriptions import Followed, Subject, bring
from handlers.agenda import today_of
from handlers.buttons.event import OpenEvent
from handlers.buttons.event_reminders import ChooseLeads, LeadOfEvent, RemindOfEvent, StopReminding
from handlers.context import Context
from handlers.event import happening_of, is_ahead, open_card
from handlers.membership import decides
from handlers.views import event_reminders as views


@dataclass(frozen=True, slots=True)
class _Event:
    """An event as a chat has it: what it follows, and the leads that it wants for this one, if others."""

    happening: Happening
    followed: Sequence[Followed]
    own: Leads | None

    @property
    def itself(self) -> Followed:
        return _as_followed(self.happening.event_id)

    @property
    def brought(self) -> bool:
        """Whether a network or a theme brings it already."""
        return bring(self.followed, self.happening.event)


async def remind_of_event(update: Update, context: Context, button: RemindOfEvent) -> None:
    """Follow an event, and say when reminders of it come; who is reminded already is told so.

    What is under way and does not repeat is not followed: it would stand among what is recalled for nothing.
    """
    if not await decides(update, context):
        return
    known = await _known(update, context, button.occurrence)
    if not is_ahead(context, known.happening):
        await open_card(update, context, OpenEvent(button.occurrence))
        return
    store, who, thread = context.services.store, context.who.id, context.thread(update)
    stopped = known.own is not None and not known.own
    already = not stopped and (known.itself in known.followed or known.brought)
    if stopped:
        await store.choose_leads(who, thread, known.happening.event_id, None)
    reminded = await _reminded(update, context, known.happening, None if stopped else known.own)
    if not (known.brought or known.itself in known.followed or reminded.too_late):
        await store.follow(who, thread, known.itself, context.services.clock())
    await context.say(update, views.reminded(reminded, context.t, already=already))


async def stop_reminding(update: Update, context: Context, button: StopReminding) -> None:
    """Recall this event no longer; what a network or theme brings goes on but for this one."""
    if not await decides(update, context):
        return
    known = await _known(update, context, button.occurrence)
    store, who, thread = context.services.store, context.who.id, context.thread(update)
    await store.unfollow(who, thread, known.itself)
    await store.choose_leads(who, thread, known.happening.event_id, frozenset() if known.brought else None)
    await context.show(update, views.not_reminded(known.happening, context.t))


async def choose_leads(update: Update, context: Context, button: ChooseLeads) -> None:
    """Show at which times one is reminded of an event, to choose others."""
    if await decides(update, context):
        known = await _known(update, context, button.occurrence)
        await _show(update, context, known.happening, known.own)


async def lead_of_event(update: Update, context: Context, button: LeadOfEvent) -> None:
    """Be reminded of an event at a lead time, or not; or as always."""
    if not await decides(update, context):
        return
    known = await _known(update, context, button.occurrence)
    store, who, thread = context.services.store, context.who.id, context.thread(update)
    usual = (await store.preferences(who, thread)).leads
    chosen = read_leads(button.lead)
    own: Leads | None = None
    if chosen:
        before = usual if known.own is None else known.own
        own = before | chosen if button.on else before - chosen
    await store.choose_leads(who, thread, known.happening.event_id, own)
    await _show(update, context, known.happening, own)


async def _known(update: Update, context: Context, occurrence: int) -> _Event:
    store, who, thread = context.services.store, context.who.id, context.thread(update)
    happening = await happening_of(context, occurrence)
    followed = await store.followed(who, thread)
    return _Event(happening, followed, await store.leads_for(who, thread, happening.event_id))


async def _show(update: Update, context: Context, happening: Happening, own: Leads | None) -> None:
    reminded = await _reminded(update, context, happening, own)
    await context.show(update, views.choose_leads(reminded, context.t))


async def _reminded(update: Update, context: Context, happening: Happening, own: Leads | None) -> views.Reminded:
    services, now, zone = context.services, context.services.clock(), context.services.city.zone
    wanted = await services.store.preferences(context.who.id, context.thread(update))
    leads = wanted.leads if own is None else own
    times = remindings(happening.occurrence.when, leads, wanted.quiet, zone)
    return views.Reminded(
        happening,
        begun=begins_at(happening.occurrence.when, zone) <= now,
        at=tuple(one.at for one in times if one.at > now),
        leads=leads,
        usual=own is None,
        silent=wanted.silent_since is not None,
        zone=zone,
        today=today_of(context),
    )


def _as_followed(event: EventId) -> Followed:
    return Followed(Subject.EVENT, str(event))
