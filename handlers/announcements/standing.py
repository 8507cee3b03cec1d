"""An announcement as it stands: the one screen that every key of it leads back to."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from telegram import InputMediaDocument, InputMediaPhoto, Message, Update
from telegram.constants import ParseMode

from domain.announcements.announcement import UNDER_WAY, Announcement, AnnouncementId, MediumKind, Panel, Status
from domain.announcements.life import Untimely, is_released
from domain.announcements.watching import is_trusted
from domain.city.model import Network
from domain.model import Draft
from domain.operators import Action, NotAllowed, Operator, Refusal, refusal_of
from domain.subscriptions import Followed, network
from handlers.authority import authorised, operator_here
from handlers.buttons.announcements import Asked, ReadAnnouncement, ShowAnnouncement
from handlers.context import NO_PREVIEW, Context, Expired
from handlers.outbox.telling import Telling
from handlers.views.announcements import deciding, panels, report, writing
from handlers.views.announcements.copies import announcement_copy, length_of, room_for_words
from handlers.views.announcements.writing import Sheet

KIND = "announcement"
"""The dialogue of an operator who writes one."""

DIALOGUE_LASTS = timedelta(days=3)

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
    operator = await authorised(update, context, action, announcement.target)
    if not concerns(operator, announcement):
        raise NotAllowed(Refusal.NOT_YOURS)
    return operator, announcement


def concerns(operator: Operator, announcement: Announcement) -> bool:
    """Whether an announcement is an operator's business: it is theirs, their networks', or the whole city's.

    One that is for nobody yet is its author's alone.
    """
    aimed = announcement.audience.whole_city or announcement.audience.networks
    if operator.grants.administrator or announcement.by == operator.id:
        return True
    return bool(aimed) and refusal_of(operator, Action.ANNOUNCE, announcement.target) is None


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


async def ask(
    update: Update, context: Context, identity: AnnouncementId | None, asked: Asked | str, **more: str
) -> None:
    """Take what is written next as the answer to something; as none, where nothing is asked."""
    services = context.services
    payload = {"announcement": identity, "asked": str(asked), **more}
    draft = Draft(KIND, services.clock() + DIALOGUE_LASTS, payload)
    await services.store.keep_draft(context.who.id, context.thread(update), draft)


async def leave_dialogue(update: Update, context: Context, identity: AnnouncementId) -> None:
    """End the talk about an announcement: what is written from now on is no answer of it."""
    services, thread = context.services, context.thread(update)
    draft = await services.store.draft(context.who.id, thread, services.clock())
    if draft is not None and draft.kind == KIND and draft.payload.get("announcement") == identity:
        await services.store.drop_draft(context.who.id, thread)


async def read_announcement(update: Update, context: Context, button: ReadAnnouncement) -> None:
    """Show what it says, as people get it."""
    _, announcement = await permitted(update, context, button.announcement)
    await say_copy(update, context, announcement)


async def show_mine_under_way(update: Update, context: Context) -> bool:
    """Show the operator's own announcement that goes, or waits to: "stop" may mean that. False where there is none."""
    operator = await operator_here(context) if context.in_private else None
    if operator is None or refusal_of(operator, Action.ANNOUNCE) is not None:
        return False
    going = (*UNDER_WAY, Status.SCHEDULED, Status.ASKED)
    for announcement in await context.services.store.announcements():
        if announcement.by == operator.id and announcement.status in going:
            await show(update, context, operator, announcement)
            return True
    return False


async def show_announcement(update: Update, context: Context, button: ShowAnnouncement) -> None:
    """Show it as it stands."""
    operator, announcement = await permitted(update, context, button.announcement)
    await show(update, context, operator, announcement)


async def show(update: Update, context: Context, operator: Operator, announcement: Announcement) -> None:
    """Show an announcement as it stands."""
    about, t = reading(context), context.t
    match announcement.status:
        case _ if announcement.proposal is not None and may_judge(operator, announcement):
            await show_proposal(update, context, announcement)
        case Status.DRAFT if not announcement.content.words:
            await ask(update, context, announcement.id, Asked.WORDS)
            await context.follow(update, writing.ask_for_words_of_medium(t))
        case Status.DRAFT if not announcement.audience.is_chosen:
            sheet = await sheet_of(context, operator, announcement)
            await context.show(update, writing.audience_page(sheet, about, t))
        case Status.DRAFT:
            await show_preview(update, context, operator, announcement)
        case Status.ASKED if refusal_of(operator, Action.APPROVE, announcement.target) is None:
            await show_request(update, context, announcement)
        case Status.ASKED:
            await context.show(update, deciding.waits_for_another(announcement, t))
        case Status.SCHEDULED:
            await say_copy(update, context, announcement)
            await context.follow(update, deciding.scheduled(announcement, about, t))
        case Status.LATE:
            trusted = await is_trusted(context.services.store, announcement, context.services.admins)
            why = Untimely.LATE if trusted and is_released(announcement) else Untimely.ORPHANED
            await say_copy(update, context, announcement)
            await context.follow(update, deciding.late(announcement, about, t, why))
        case _:
            await show_progress(update, context, announcement)


async def show_preview(update: Update, context: Context, operator: Operator, announcement: Announcement) -> None:
    """Show it exactly as people get it, and under it what can be done. From then on no more pictures are added."""
    content = announcement.content
    room, length = room_for_words(content), length_of(content.words)
    if length > room:  # as where an album came down to one picture, under which there is less room
        await context.show(update, writing.too_long(length, room, context.t, with_medium=bool(content.media)))
        return
    await _close_album(update, context, announcement)
    await say_copy(update, context, announcement)
    await show_control(update, context, operator, announcement)


async def show_control(update: Update, context: Context, operator: Operator, announcement: Announcement) -> None:
    """Show what can be done with a draft that has just been seen."""
    sheet = await sheet_of(context, operator, announcement)
    await context.follow(update, writing.control(sheet, reading(context), context.t))


async def show_request(update: Update, context: Context, announcement: Announcement) -> None:
    """Show a second operator what another wrote, and ask for yes or no."""
    author = await context.services.store.operator(announcement.by) if announcement.by else None
    await say_copy(update, context, announcement)
    view = deciding.request(announcement, author.name if author else "", reading(context), context.t)
    await context.follow(update, view)


def may_judge(operator: Operator, announcement: Announcement) -> bool:
    """Whether somebody may say yes or no to the correction that waits: not who proposed it."""
    proposal = announcement.proposal
    if proposal is None:
        return False
    target = replace(announcement.target, author=proposal.by)
    return refusal_of(operator, Action.APPROVE, target) is None


async def show_proposal(update: Update, context: Context, announcement: Announcement) -> None:
    """Show a second operator how it would read, and ask for yes or no."""
    proposal = announcement.proposal
    if proposal is None:
        raise Expired
    await say_copy(update, context, replace(announcement, content=proposal.content))
    progress = await context.services.store.progress(announcement, context.services.clock())
    await context.follow(update, deciding.correction_request(announcement, progress.sent, context.t))


async def _close_album(update: Update, context: Context, announcement: Announcement) -> None:
    services, thread = context.services, context.thread(update)
    draft = await services.store.draft(context.who.id, thread, services.clock())
    if draft is not None and draft.kind == KIND and draft.payload.get("announcement") == announcement.id:
        payload = {name: value for name, value in draft.payload.items() if name != "group"}
        await services.store.keep_draft(context.who.id, thread, replace(draft, payload=payload))


async def show_progress(update: Update, context: Context, announcement: Announcement) -> None:
    """Show how it goes, in a message that is kept up to date from now on."""
    services, about, t = context.services, reading(context), context.t
    if announcement.mending_since is not None:
        progress = await services.store.mending(announcement, about.now)
        await context.show(update, panels.mending(announcement, progress, t))
    elif announcement.status in UNDER_WAY:
        progress = await services.store.progress(announcement, about.now)
        await context.show(update, panels.panel(announcement, progress, t))
    else:
        progress, unfollowed = await asyncio.gather(
            services.store.progress(announcement, about.now), services.store.unfollowed(announcement)
        )
        await context.show(update, report.report(announcement, progress, unfollowed, about, t))
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
