"""To whom an announcement goes, how it is seen, and when: a tap each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TypeVar

from telegram import Update

from domain.agenda.timing import day_of, local
from domain.announcements.announcement import Announcement, Audience, Status
from domain.city.model import Network
from domain.operators import Action, NotAllowed, Refusal
from handlers.announcements.standing import concerns, leave_dialogue, permitted, reading, sheet_of, show, show_preview
from handlers.authority import authorised
from handlers.buttons.announcements import (
    Choice,
    ChooseAudience,
    DiscardAnnouncement,
    DropLink,
    ListAnnouncements,
    MarkUrgent,
    Part,
    PreviewAnnouncement,
    ShowPart,
    TryAnnouncement,
)
from handlers.context import Context, Expired
from handlers.views.announcements import listing, writing
from handlers.views.paging import page_with

_MORNING, _EVENING = time(9), time(18)
T = TypeVar("T")


async def list_announcements(update: Update, context: Context, button: ListAnnouncements) -> None:
    """Show the latest announcements of the operator's networks."""
    operator = await authorised(update, context, Action.ANNOUNCE)
    mine = [one for one in await context.services.store.announcements() if concerns(operator, one)]
    await context.show(update, listing.announcements(mine, button.page, context.t))


async def choose_audience(update: Update, context: Context, button: ChooseAudience) -> None:
    """Choose something of the audience, or no longer."""
    operator, announcement = await permitted(update, context, button.announcement)
    audience = _chosen(announcement.audience, button, context)
    aimed = replace(announcement, audience=audience)
    await authorised(update, context, Action.ANNOUNCE, aimed.target)
    kept = await _write(update, context, aimed, button.revision)
    if kept is None:
        return
    sheet, about = await sheet_of(context, operator, kept), reading(context)
    if button.choice is Choice.THEME:
        await context.show(update, writing.themes_page(sheet, about, context.t))
    else:
        page = _page_of(button, sheet.networks)
        await context.show(update, writing.audience_page(sheet, about, context.t, page))


async def show_part(update: Update, context: Context, button: ShowPart) -> None:
    """Show the page on which networks, themes, or the time are chosen."""
    operator, announcement = await permitted(update, context, button.announcement)
    if announcement.status is not Status.DRAFT:
        await show(update, context, operator, announcement)
        return
    sheet, about = await sheet_of(context, operator, announcement), reading(context)
    match button.part:
        case Part.NETWORKS:
            view = writing.audience_page(sheet, about, context.t, button.page)
        case Part.THEMES:
            view = writing.themes_page(sheet, about, context.t)
        case Part.TIME:
            view = writing.time_page(sheet, usual_times(about.now, context), about, context.t)
    await context.show(update, view)


async def preview(update: Update, context: Context, button: PreviewAnnouncement) -> None:
    """Show it exactly as people will see it; what is no draft any more as it stands."""
    operator, announcement = await permitted(update, context, button.announcement)
    if announcement.status is Status.DRAFT and announcement.audience.is_chosen:
        await show_preview(update, context, operator, announcement)
    else:
        await show(update, context, operator, announcement)


async def mark_urgent(update: Update, context: Context, button: MarkUrgent) -> None:
    """Let it pass quiet hours, or no longer."""
    operator, announcement = await permitted(update, context, button.announcement)
    kept = await _write(update, context, replace(announcement, urgent=bool(button.urgent)), button.revision)
    if kept is not None:
        sheet = await sheet_of(context, operator, kept)
        await context.show(update, writing.control(sheet, reading(context), context.t))


async def drop_link(update: Update, context: Context, button: DropLink) -> None:
    """Take the key with the page away."""
    operator, announcement = await permitted(update, context, button.announcement)
    bare = replace(announcement, content=replace(announcement.content, link=None))
    kept = await _write(update, context, bare, button.revision)
    if kept is not None:
        await show_preview(update, context, operator, kept)


async def try_out(update: Update, context: Context, button: TryAnnouncement) -> None:
    """Send it to the operator alone, by the way that it takes to everybody."""
    operator, announcement = await permitted(update, context, button.announcement)
    await context.services.store.try_announcement(announcement.id, operator.id, context.services.clock())
    await context.answer(update, context.t.label("It comes to you in a moment, just as people get it."))


async def discard(update: Update, context: Context, button: DiscardAnnouncement) -> None:
    """Delete a draft."""
    operator, announcement = await permitted(update, context, button.announcement)
    services = context.services
    if announcement.by not in {None, operator.id} and not operator.grants.administrator:
        raise NotAllowed(Refusal.AUTHOR_ONLY)
    if not await services.store.discard_announcement(announcement.id):
        await show(update, context, operator, announcement)
        return
    await leave_dialogue(update, context, announcement.id)
    await context.show(update, writing.discarded(context.t))


def usual_times(now: datetime, context: Context) -> Sequence[datetime]:
    """This evening, tomorrow morning and tomorrow evening, as far as they are still to come."""
    zone = context.services.city.zone
    today = day_of(now, zone)
    tomorrow = today + timedelta(days=1)
    usual = (local(today, _EVENING, zone), local(tomorrow, _MORNING, zone), local(tomorrow, _EVENING, zone))
    return [at for at in usual if at > now]


async def _write(update: Update, context: Context, changed: Announcement, revision: int) -> Announcement | None:
    """Keep a draft as it was changed; where it was changed meanwhile, say so."""
    kept = None
    if changed.revision == revision:
        kept = await context.services.store.write_announcement(changed, context.services.clock())
    if kept is None:
        await context.show(update, writing.changed_meanwhile(changed, context.t))
    return kept


def _chosen(audience: Audience, button: ChooseAudience, context: Context) -> Audience:
    match button.choice:
        case Choice.NETWORK:
            network = context.network(button.code).id
            return replace(audience, whole_city=False, networks=_turned(audience.networks, network))
        case Choice.THEME:
            themes = context.services.city.themes.values()
            theme = next((theme.id for theme in themes if theme.code == button.code), None)
            if theme is None:
                raise Expired
            return replace(audience, themes=_turned(audience.themes, theme))
        case Choice.CITY:
            return replace(audience, whole_city=not audience.whole_city, networks=())
        case Choice.PEOPLE:
            return replace(audience, people=not audience.people)
        case Choice.GROUPS:
            return replace(audience, groups=not audience.groups)


def _page_of(button: ChooseAudience, networks: Sequence[Network]) -> int:
    """The page on which the network of a key stands, which is still the one that is looked at."""
    codes = [network.code for network in networks]
    named = button.choice is Choice.NETWORK and button.code in codes
    return page_with(codes.index(button.code), len(codes), writing.NETWORKS_A_PAGE) if named else 0


def _turned(chosen: tuple[T, ...], one: T) -> tuple[T, ...]:
    return tuple(other for other in chosen if other != one) if one in chosen else (*chosen, one)
