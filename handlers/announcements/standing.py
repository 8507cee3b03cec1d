"""An announcement as it stands: the one screen that every key of it leads back to."""

import asyncio
from typing import Any

from telegram import InputMediaDocument, InputMediaPhoto, Message, Update
from telegram.constants import ParseMode

from domain.announcements.announcement import UNDER_WAY, Announcement, AnnouncementId, MediumKind, Panel, Status
from domain.announcements.life import Untimely
from domain.city.model import Network
from domain.operators import Action, Operator, refusal_of
from domain.subscriptions import Followed, network
from handlers.authority import authorised
from handlers.buttons.announcements import ShowAnnouncement
from handlers.context import NO_PREVIEW, Context, Expired
from handlers.views.announcements import under_way, writing
from handlers.views.announcements.copies import announcement_copy
from handlers.views.announcements.writing import Sheet
from handlers.views.unasked import Telling

_CAPTIONED = {MediumKind.PHOTO: "send_photo", MediumKind.DOCUMENT: "send_document"}
_IN_ALBUM = {MediumKind.PHOTO: InputMediaPhoto, MediumKind.DOCUMENT: InputMediaDocument}


async def permitted(
    update: Update, context: Context, identity: int, action: Action = Action.ANNOUNCE
) -> tuple[Operator, Announcement]:
    """Give who asks and the announcement that a key names. Raises NotAllowed, and Expired where it is gone."""
    await authorised(update, context, action)
    announcement = await context.services.store.announcement(AnnouncementId(identity))
    if announcement is None:
        raise Expired
    return await authorised(update, context, action, announcement.target), announcement


def reading(context: Context) -> Telling:
    """Where and when it is read."""
    return Telling(context.services.city, context.services.clock(), context.bot.username)


async def sheet_of(context: Context, operator: Operator, announcement: Announcement) -> Sheet:
    """A draft, with whom it would reach now."""
    services = context.services
    reach = await services.store.reach(
        announcement.audience, services.clock(), services.city.zone, urgent=announcement.urgent
    )
    return Sheet(announcement, reach, networks_of(context, operator))


def networks_of(context: Context, operator: Operator) -> list[Network]:
    """The networks that an operator may write to, in the pack's order."""
    city, grants = context.services.city, operator.grants
    return [one for one in city.networks.values() if grants.administrator or one.id in grants.networks]


async def show_announcement(update: Update, context: Context, button: ShowAnnouncement) -> None:
    """Show it as it stands."""
    operator, announcement = await permitted(update, context, button.announcement)
    await show(update, context, operator, announcement)


async def show(update: Update, context: Context, operator: Operator, announcement: Announcement) -> None:
    """Show an announcement as it stands."""
    about, t = reading(context), context.t
    match announcement.status:
        case Status.DRAFT if not announcement.audience.is_chosen:
            sheet = await sheet_of(context, operator, announcement)
            await context.show(update, writing.audience_page(sheet, about, t))
        case Status.DRAFT:
            await show_preview(update, context, operator, announcement)
        case Status.ASKED if refusal_of(operator, Action.APPROVE, announcement.target) is None:
            await show_request(update, context, announcement)
        case Status.ASKED:
            await context.show(update, under_way.waits_for_another(announcement, t))
        case Status.SCHEDULED:
            await context.show(update, under_way.scheduled(announcement, about, t))
        case Status.LATE:
            await context.show(update, under_way.late(announcement, about, t, Untimely.LATE))
        case _:
            await show_progress(update, context, announcement)


async def show_preview(update: Update, context: Context, operator: Operator, announcement: Announcement) -> None:
    """Show it exactly as people get it, and under it what can be done."""
    sheet = await sheet_of(context, operator, announcement)
    await say_copy(update, context, announcement)
    await context.follow(update, writing.control(sheet, reading(context), context.t))


async def show_request(update: Update, context: Context, announcement: Announcement) -> None:
    """Show a second operator what another wrote, and ask for yes or no."""
    author = await context.services.store.operator(announcement.by) if announcement.by else None
    await say_copy(update, context, announcement)
    view = under_way.request(announcement, author.name if author else "", reading(context), context.t)
    await context.follow(update, view)


async def show_progress(update: Update, context: Context, announcement: Announcement) -> None:
    """Show how it goes, in a message that is kept up to date from now on."""
    services, about, t = context.services, reading(context), context.t
    if announcement.mending_since is not None:
        progress = await services.store.mending(announcement, about.now)
        await context.show(update, under_way.mending(announcement, progress, t))
    elif announcement.status in UNDER_WAY:
        progress = await services.store.progress(announcement, about.now)
        await context.show(update, under_way.panel(announcement, progress, t))
    else:
        progress, unfollowed = await asyncio.gather(
            services.store.progress(announcement, about.now), services.store.unfollowed(announcement)
        )
        await context.show(update, under_way.report(announcement, progress, unfollowed, about, t))
        return
    message = update.effective_message
    if update.callback_query and isinstance(message, Message):
        await services.store.show_panel(announcement.id, Panel(context.who.telegram_id, message.message_id, t.language))


async def say_copy(update: Update, context: Context, announcement: Announcement) -> None:
    """Send an announcement to who asks, exactly as people get it."""
    chat = update.effective_chat
    if chat is None:
        return
    copy = announcement_copy(announcement, _as_if(announcement), context.services.city, context.t)
    content = announcement.content
    await context.answer(update)
    if content.is_album:
        await chat.send_media_group([_IN_ALBUM[one.kind](one.file_id) for one in content.media])
    how: dict[str, Any] = {"parse_mode": ParseMode.HTML, "reply_markup": copy.keyboard}
    if content.media and not content.is_album:
        medium = content.media[0]
        await getattr(chat, _CAPTIONED[medium.kind])(medium.file_id, caption=copy.text, **how)
    else:
        await chat.send_message(copy.text, link_preview_options=NO_PREVIEW, **how)


def _as_if(announcement: Announcement) -> tuple[Followed, ...]:
    """The reasons of somebody who follows the first of its networks."""
    return tuple(network(one) for one in announcement.audience.networks[:1])
