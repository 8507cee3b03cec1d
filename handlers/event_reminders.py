"""To be reminded of one event for its own sake, at the usual times or at others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import Update

from domain.agenda.entry import Happening
from domain.agenda.event import EventId, SomeDay
from domain.agenda.timing import begins_at
from domain.reminders import Leads, leads_of, read_leads, remindings
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
    """An event as a chat has it: what it follows, and the leads that it wants for this one, if others.

    `cannot`: it said that it does not come.
    """

    happening: Happening
    followed: Sequence[Followed]
    own: Leads | None
    cannot: bool

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
    now = context.services.clock()
    stopped = known.own is not None and not known.own
    already = not stopped and (known.itself in known.followed or known.brought)
    if stopped:
        await store.choose_leads(who, thread, known.happening.event_id, None, now)
    if known.cannot:  # who asks to be reminded may come after all
        await store.answer(who, thread, known.happening.id, now, coming=None)
    asked = replace(known, own=None if stopped else known.own, cannot=False)
    reminded = await _reminded(update, context, asked, now)
    if not (known.brought or known.itself in known.followed or reminded.too_late):
        await store.follow(who, thread, known.itself, now)
    await context.say(update, views.reminded(reminded, context.t, already=already))


async def stop_reminding(update: Update, context: Context, button: StopReminding) -> None:
    """Recall this event no longer; what a network or theme brings goes on but for this one."""
    if not await decides(update, context):
        return
    known = await _known(update, context, button.occurrence)
    store, who, thread = context.services.store, context.who.id, context.thread(update)
    await store.unfollow(who, thread, known.itself)
    own: Leads | None = frozenset() if known.brought else None
    await store.choose_leads(who, thread, known.happening.event_id, own, context.services.clock())
    await context.show(update, views.not_reminded(known.happening, context.t))


async def choose_leads(update: Update, context: Context, button: ChooseLeads) -> None:
    """Show at which times one is reminded of an event, to choose others."""
    if await decides(update, context):
        known = await _known(update, context, button.occurrence)
        await _show(update, context, known, context.services.clock())


async def lead_of_event(update: Update, context: Context, button: LeadOfEvent) -> None:
    """Be reminded of an event at a lead time, or not; or as always."""
    if not await decides(update, context):
        return
    known = await _known(update, context, button.occurrence)
    store, who, thread = context.services.store, context.who.id, context.thread(update)
    now = context.services.clock()
    usual = (await store.preferences(who, thread)).leads
    chosen = read_leads(button.lead)
    own: Leads | None = None
    if chosen:
        before = usual if known.own is None else known.own
        own = before | chosen if button.on else before - chosen
    await store.choose_leads(who, thread, known.happening.event_id, own, now)
    await _show(update, context, replace(known, own=own), now)


async def _known(update: Update, context: Context, occurrence: int) -> _Event:
    store, who, thread = context.services.store, context.who.id, context.thread(update)
    happening = await happening_of(context, occurrence)
    followed = await store.followed(who, thread)
    attendance = await store.attendance(who, thread, happening.id)
    own = await store.leads_for(who, thread, happening.event_id)
    return _Event(happening, followed, own, cannot=attendance is not None and attendance.mine is False)


async def _show(update: Update, context: Context, known: _Event, now: datetime) -> None:
    reminded = await _reminded(update, context, known, now)
    await context.show(update, views.choose_leads(reminded, context.t))


async def _reminded(update: Update, context: Context, known: _Event, now: datetime) -> views.Reminded:
    """What is promised from `now` on: just what planning sends to who chose, or follows, at that instant."""
    zone, when = context.services.city.zone, known.happening.occurrence.when
    wanted = await context.services.store.preferences(context.who.id, context.thread(update))
    leads = wanted.leads if known.own is None else known.own

    def ahead(chosen: Leads) -> tuple[datetime, ...]:
        return tuple(one.at for one in remindings(when, chosen, wanted.quiet, zone) if one.at >= now)

    return views.Reminded(
        known.happening,
        begun=not isinstance(when, SomeDay) and begins_at(when, zone) <= now,
        at=() if known.cannot else ahead(leads),
        possible=bool(ahead(leads_of(when))),
        cannot=known.cannot,
        leads=leads,
        usual=known.own is None,
        silent=wanted.silent_since is not None,
        zone=zone,
        today=today_of(context),
    )


def _as_followed(event: EventId) -> Followed:
    return Followed(Subject.EVENT, str(event))
