"""Writing an announcement: its words, what goes with them, its key, its time; and the words of a correction."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from telegram import Message, Update

from domain.agenda.event import Timed
from domain.announcements.announcement import (
    Announcement,
    AnnouncementId,
    Audience,
    Content,
    Link,
    Medium,
    MediumKind,
    Status,
)
from domain.model import Draft
from domain.moments import read_instant
from domain.operators import Action, Operator
from handlers.announcements.mending import take_correction
from handlers.announcements.standing import networks_of, permitted, reading, sheet_of, show, show_preview
from handlers.authority import authorised
from handlers.buttons.announcements import Asked, AskFor, WriteAnnouncement
from handlers.context import Context
from handlers.views.announcements import writing as views
from handlers.views.announcements.copies import length_of, room_for_words

KIND = "announcement"
"""The dialogue of an operator who writes one."""

LASTS = timedelta(days=3)
_LONGEST_LABEL = 64
_CUSTOM_EMOJI = re.compile(r"</?tg-emoji[^>]*>")
"""Bots may not send them (Bot API 10.3, "HTML style"); the emoji inside stays."""

_ADDRESS = re.compile(r"https?://\S+")


async def begin(update: Update, context: Context, _text: str) -> None:
    """Ask for the words."""
    await authorised(update, context, Action.ANNOUNCE)
    await _ask(update, context, None, Asked.WORDS)
    await context.show(update, views.ask_for_words(context.t))


async def write(update: Update, context: Context, _button: WriteAnnouncement) -> None:
    """Ask for the words."""
    await begin(update, context, "")


async def ask_for(update: Update, context: Context, button: AskFor) -> None:
    """Ask for something: what is written next is the answer."""
    _, announcement = await permitted(update, context, button.announcement)
    await _ask(update, context, announcement.id, button.asked)
    asking = {
        Asked.WORDS: views.ask_for_words,
        Asked.LINK: views.ask_for_link,
        Asked.TIME: views.ask_for_time,
        Asked.CORRECTION: views.ask_for_correction,
    }
    await context.follow(update, asking[button.asked](context.t))


async def take(update: Update, context: Context, draft: Draft) -> bool:
    """Take a message as the answer to what was asked; False where nothing is asked just now."""
    message = update.effective_message
    if not isinstance(message, Message):
        return False
    if _goes_on(message, draft):
        await _add_to_album(update, context, message, draft)
        return True
    asked = draft.payload.get("asked")
    if not asked:
        return False
    operator = await authorised(update, context, Action.ANNOUNCE)
    if draft.payload.get("announcement") is None:
        await _take_first(update, context, operator, message)
        return True
    operator, announcement = await permitted(update, context, draft.payload["announcement"])
    match Asked(asked):
        case Asked.WORDS:
            await _take_words(update, context, operator, announcement, message)
        case Asked.LINK:
            await _take_link(update, context, operator, announcement, message)
        case Asked.TIME:
            await _take_time(update, context, announcement, message)
        case Asked.CORRECTION:
            await take_correction(update, context, announcement, words_of(message))
    return True


async def abandon(context: Context, draft: Draft) -> None:
    """Leave nothing behind of what was not sent."""
    identity = draft.payload.get("announcement")
    if identity is not None:
        await context.services.store.discard_announcement(AnnouncementId(identity))


def words_of(message: Message) -> str:
    """What a message says, with its formatting, as Telegram's HTML."""
    return _CUSTOM_EMOJI.sub("", (message.text_html if message.text else message.caption_html) or "")


def medium_of(message: Message) -> Medium | None:
    """The photo or document of a message, by the `file_id` of its largest size."""
    if message.photo:
        return Medium(MediumKind.PHOTO, message.photo[-1].file_id)
    if message.document and not message.animation:
        return Medium(MediumKind.DOCUMENT, message.document.file_id)
    return None


async def _ask(
    update: Update, context: Context, identity: AnnouncementId | None, asked: Asked | str, **more: str
) -> None:
    services = context.services
    payload = {"announcement": identity, "asked": str(asked), **more}
    draft = Draft(KIND, services.clock() + LASTS, payload)
    await services.store.keep_draft(context.who.id, context.thread(update), draft)


def _goes_on(message: Message, draft: Draft) -> bool:
    """Whether a message is another picture of the album that has begun."""
    return message.media_group_id is not None and message.media_group_id == draft.payload.get("group")


async def _add_to_album(update: Update, context: Context, message: Message, draft: Draft) -> None:
    """Add a picture in silence: the album's first one was answered."""
    medium = medium_of(message)
    identity = draft.payload.get("announcement")
    if medium is None or identity is None or update.edited_message:
        return
    await context.services.store.add_medium(AnnouncementId(identity), medium, words_of(message))


async def _read(update: Update, context: Context, message: Message) -> Content | None:
    """What a message says as an announcement; None, with an answer, where it cannot be sent."""
    medium, words = medium_of(message), words_of(message)
    if medium is None and not message.text:
        await context.show(update, views.cannot_send(context.t))
        return None
    content = Content(words, (medium,) if medium else ())
    return content if await _fits(update, context, content, in_album=message.media_group_id is not None) else None


async def _fits(update: Update, context: Context, content: Content, *, in_album: bool) -> bool:
    room = room_for_words(Content() if in_album else content)
    length = length_of(content.words)
    if length <= room:
        return True
    with_medium = bool(content.media) and not in_album
    await context.show(update, views.too_long(length, room, context.t, with_medium=with_medium))
    return False


async def _take_first(update: Update, context: Context, operator: Operator, message: Message) -> None:
    content = await _read(update, context, message)
    if content is None:
        return
    services = context.services
    networks = networks_of(context, operator)
    audience = Audience(networks=(networks[0].id,) if len(networks) == 1 else ())
    announcement = await services.store.begin_announcement(operator.id, content, audience, services.clock())
    await _go_on(update, context, operator, announcement, message, first=True)


async def _take_words(
    update: Update, context: Context, operator: Operator, announcement: Announcement, message: Message
) -> None:
    """New words; with new pictures, if they come with some, else those that are there stay."""
    if announcement.content.media and not medium_of(message):
        content: Content | None = replace(announcement.content, words=words_of(message))
        if not message.text:
            await context.show(update, views.cannot_send(context.t))
            return
        if content and not await _fits(update, context, content, in_album=content.is_album):
            return
    else:
        content = await _read(update, context, message)
    if content is None:
        return
    written = replace(announcement, content=replace(content, link=announcement.content.link))
    kept = await context.services.store.write_announcement(written, context.services.clock())
    if kept is None:
        await context.show(update, views.changed_meanwhile(announcement, context.t))
        return
    await _go_on(update, context, operator, kept, message, first=not announcement.content.words)


async def _go_on(
    update: Update, context: Context, operator: Operator, announcement: Announcement, message: Message, *, first: bool
) -> None:
    """Ask for what is missing: the words of a picture, whom it is for; else show it."""
    group = {"group": message.media_group_id} if message.media_group_id else {}
    if not announcement.content.words:
        await _ask(update, context, announcement.id, Asked.WORDS, **group)
        await context.show(update, views.ask_for_words_of_medium(context.t))
        return
    await _ask(update, context, announcement.id, "", **group)
    if group or first:  # of an album more is on its way: it is shown when that has come
        sheet = await sheet_of(context, operator, announcement)
        await context.show(update, views.audience_page(sheet, reading(context), context.t))
    else:
        await show(update, context, operator, announcement)


async def _take_link(
    update: Update, context: Context, operator: Operator, announcement: Announcement, message: Message
) -> None:
    link = link_in(message.text or "", context.t.label("Open the page"))
    if link is None:
        await context.show(update, views.not_a_link(context.t))
        return
    written = replace(announcement, content=replace(announcement.content, link=link))
    kept = await context.services.store.write_announcement(written, context.services.clock())
    await _ask(update, context, announcement.id, "")
    if kept is None:
        await context.show(update, views.changed_meanwhile(announcement, context.t))
    else:
        await show_preview(update, context, operator, kept)


def link_in(text: str, otherwise: str) -> Link | None:
    """The label and the page in a text; without words beside the address, another label. None: there is no address."""
    found = _ADDRESS.search(text)
    if found is None:
        return None
    url = found.group().rstrip(".,;:)»")
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if host is None or "." not in host:
        return None
    label = " ".join((text[: found.start()] + text[found.end() :]).split()).strip(" .,:;()-–→")
    return Link(label[:_LONGEST_LABEL] or otherwise, url)


async def _take_time(update: Update, context: Context, announcement: Announcement, message: Message) -> None:
    services = context.services
    now = services.clock()
    if announcement.status is not Status.DRAFT:
        await context.show(update, views.changed_meanwhile(announcement, context.t))
        return
    read = read_instant(message.text or "", now, services.city.zone)
    times = [one.when.starts_at for one in read.moments if isinstance(one.when, Timed)]
    ahead = [at for at in dict.fromkeys(times) if at > now]
    await context.show(update, views.times_read(announcement, ahead, reading(context), context.t))
