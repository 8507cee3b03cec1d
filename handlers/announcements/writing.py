"""Writing an announcement: its words, what goes with them, its key, its time; and the words of a correction."""

import re
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from telegram import Message, Update
from telegram.error import BadRequest

from domain.agenda.event import Timed
from domain.announcements.announcement import (
    BEGUN,
    Announcement,
    AnnouncementId,
    Audience,
    Content,
    Link,
    Medium,
    MediumKind,
    Status,
)
from domain.dialogues.dialogue import ANNOUNCEMENT, CORRECTION, EVENT, Dialogue
from domain.moments import read_instant
from domain.operators import Action, NotAllowed, Operator, Refusal
from handlers.announcements.mending import take_correction
from handlers.announcements.standing import (
    ask,
    leave_dialogue,
    networks_of,
    permitted,
    reading,
    say_copy,
    sheet_of,
    show,
    show_control,
)
from handlers.authority import authorised
from handlers.buttons.announcements import Asked, AskFor, WriteAnnouncement
from handlers.context import Context, Expired
from handlers.dialogues import dialogue as dialogues
from handlers.i18n import Translator
from handlers.views.announcements import writing as views
from handlers.views.view import View

_LONGEST_LABEL = 64
_CUSTOM_EMOJI = re.compile(r"</?tg-emoji[^<>]*>")
"""Bots may not send them (Bot API 10.3, "HTML style"); the emoji inside stays."""

_HREF = re.compile(r'<a href="([^"]*)">')
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
"""A part of a host's name."""


async def begin(update: Update, context: Context, _text: str) -> None:
    """Ask for the words."""
    await authorised(update, context, Action.ANNOUNCE)
    if await _writes_something_else(update, context):
        return
    await ask(update, context, None, Asked.WORDS)
    await context.show(update, views.ask_for_words(context.t))


async def write(update: Update, context: Context, _button: WriteAnnouncement) -> None:
    """Ask for the words."""
    await begin(update, context, "")


async def ask_for(update: Update, context: Context, button: AskFor) -> None:
    """Ask for something: what is written next is the answer."""
    _, announcement = await permitted(update, context, button.announcement)
    if await _writes_something_else(update, context):
        return
    await ask(update, context, announcement.id, button.asked, **await _corrected_so_far(update, context, button))
    asking = {
        Asked.WORDS: views.ask_for_words,
        Asked.LINK: views.ask_for_link,
        Asked.TIME: views.ask_for_time,
        Asked.CORRECTION: views.ask_for_correction,
    }
    await context.follow(update, asking[button.asked](context.t))


async def _corrected_so_far(update: Update, context: Context, button: AskFor) -> dict[str, str]:
    """The words of a correction that are there already: they hold until others are written."""
    dialogue = await dialogues.under_way(update, context, CORRECTION) if button.asked is Asked.CORRECTION else None
    so_far = dialogue.payload if dialogue and dialogue.payload["announcement"] == button.announcement else {}
    return {"correction": so_far["correction"]} if "correction" in so_far else {}


async def _writes_something_else(update: Update, context: Context) -> bool:
    """Whether an event is being written just now; then that is said."""
    dialogue = await dialogues.with_the_floor(update, context)
    if dialogue is None or dialogue.owner != EVENT:
        return False
    await context.follow(update, views.other_talk(context.t))
    return True


def asks(dialogue: Dialogue) -> bool:
    """Whether a text would be the answer to what is asked."""
    return bool(dialogue.payload.get("asked"))


def waiting(dialogue: Dialogue, t: Translator) -> View:
    """The line that an announcement, or a correction, waits."""
    payload = dialogue.payload
    identity, asked = payload.get("announcement"), payload.get("asked")
    if dialogue.owner != ANNOUNCEMENT:
        return views.correction_waits(AnnouncementId(payload["announcement"]), t)
    return views.waits(AnnouncementId(identity) if identity else None, Asked(asked) if asked else None, t)


async def take(update: Update, context: Context, dialogue: Dialogue) -> bool:
    """Take a message as the answer to what was asked; False where it is none, and so is answered like any other."""
    message = update.effective_message
    if not isinstance(message, Message):
        return False
    identity = dialogue.payload.get("announcement")
    if not (asks(dialogue) or _goes_on(message, dialogue)):
        return identity is not None and await _say_how_to_change(update, context, identity)
    if await _is_operator_still(update, context):
        if identity is not None:
            return await _take_about(update, context, message, dialogue)
        await _take_first(update, context, await authorised(update, context, Action.ANNOUNCE), message)
        return True
    await dialogues.end(update, context, dialogue.owner)
    return False  # who is an operator no more writes as everybody does


async def _is_operator_still(update: Update, context: Context) -> bool:
    try:
        await authorised(update, context, Action.ANNOUNCE)
    except NotAllowed as error:
        if error.refusal is not Refusal.NOT_AN_OPERATOR:
            raise
        return False
    return True


async def _say_how_to_change(update: Update, context: Context, identity: int) -> bool:
    """What was sent as the announcement was edited: that changes nothing here. False for what is no edit."""
    if update.edited_message is None:
        return False
    await context.show(update, views.how_to_change(AnnouncementId(identity), context.t))
    return True


async def _take_about(update: Update, context: Context, message: Message, dialogue: Dialogue) -> bool:
    asked, goes_on = dialogue.payload.get("asked", ""), _goes_on(message, dialogue)
    try:
        operator, announcement = await permitted(update, context, dialogue.payload["announcement"])
    except Expired:  # somebody has deleted it meanwhile
        await dialogues.end(update, context, dialogue.owner)
        return False
    if goes_on:
        await _add_to_album(update, context, operator, announcement, message)
    elif announcement.status in (BEGUN if asked == Asked.CORRECTION else (Status.DRAFT,)):
        await _take_answer(update, context, operator, announcement, message, Asked(asked))
    else:  # it was sent, or taken back, meanwhile
        await leave_dialogue(update, context, announcement.id)
        return False
    return True


async def _take_answer(
    update: Update, context: Context, operator: Operator, announcement: Announcement, message: Message, asked: Asked
) -> None:
    match asked:
        case Asked.WORDS:
            await _take_words(update, context, operator, announcement, message)
        case Asked.LINK:
            await _take_link(update, context, operator, announcement, message)
        case Asked.TIME:
            await _take_time(update, context, announcement, message)
        case Asked.CORRECTION if medium_of(message):
            await context.show(update, views.words_alone(context.t))
        case Asked.CORRECTION:
            await take_correction(update, context, announcement, words_of(message))


async def abandon(context: Context, dialogue: Dialogue) -> None:
    """Leave nothing behind of what was not sent; what another wrote stays with them."""
    store, identity = context.services.store, dialogue.payload.get("announcement")
    announcement = None if identity is None else await store.announcement(AnnouncementId(identity))
    if announcement is not None and announcement.by == context.who.id:
        await store.discard_announcement(announcement.id)


def words_of(message: Message) -> str:
    """What a message says, with its formatting, as Telegram's HTML."""
    written = (message.text_html if message.text else message.caption_html) or ""
    # The library leaves addresses as they are, and Telegram would read "&lt" in one as a sign.
    return _HREF.sub(lambda found: f'<a href="{escape(found[1])}">', _CUSTOM_EMOJI.sub("", written))


def medium_of(message: Message) -> Medium | None:
    """The photo or document of a message, by the `file_id` of its largest size."""
    if message.photo:
        return Medium(MediumKind.PHOTO, message.photo[-1].file_id)
    if message.document and not message.animation:
        return Medium(MediumKind.DOCUMENT, message.document.file_id)
    return None


def _goes_on(message: Message, dialogue: Dialogue) -> bool:
    """Whether a message is another picture of the album that has begun."""
    return message.media_group_id is not None and message.media_group_id == dialogue.payload.get("group")


async def _add_to_album(
    update: Update, context: Context, operator: Operator, announcement: Announcement, message: Message
) -> None:
    """Add a picture in silence, for the album's first one was answered; its words, where they come with a later one."""
    medium, words = medium_of(message), words_of(message)
    if update.edited_message:
        return
    if medium is None:
        await context.show(update, views.cannot_send(context.t))
    elif announcement.status is not Status.DRAFT:
        await context.show(update, views.changed_meanwhile(announcement, context.t))
    else:
        if not await _fits(update, context, Content(words), in_album=True):
            words = ""
        await context.services.store.add_medium(announcement.id, medium, words)
        if words and not announcement.content.words:
            grown = replace(announcement, content=replace(announcement.content, words=words))
            await _go_on(update, context, operator, grown, message, first=True)


async def _read(update: Update, context: Context, message: Message) -> Content | None:
    """What a message says as an announcement; None, with an answer, where it cannot be sent."""
    medium, words = medium_of(message), words_of(message)
    if medium is None and not message.text:
        await context.show(update, views.cannot_send(context.t))
        return None
    content = Content(words, (medium,) if medium else ())
    return content if await _fits(update, context, content, in_album=message.media_group_id is not None) else None


async def _fits(update: Update, context: Context, content: Content, *, in_album: bool) -> bool:
    with_medium = bool(content.media) and not in_album
    unfit = views.unfit(content.words, Content() if in_album else content, context.t, with_medium=with_medium)
    if unfit:
        await context.show(update, unfit)
    return unfit is None


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
        await ask(update, context, announcement.id, Asked.WORDS, **group)
        await context.show(update, views.ask_for_words_of_medium(context.t))
        return
    await ask(update, context, announcement.id, "", **group)
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
    try:
        await say_copy(update, context, written)
    except BadRequest:  # Telegram knows addresses that it does not take
        await context.show(update, views.not_a_link(context.t))
        return
    kept = await context.services.store.write_announcement(written, context.services.clock())
    await ask(update, context, announcement.id, "")
    if kept is None:
        await context.show(update, views.changed_meanwhile(announcement, context.t))
    else:
        await show_control(update, context, operator, kept)


def link_in(text: str, otherwise: str) -> Link | None:
    """The label and the page in a text; without words beside the address, another label. None: there is no address."""
    found = _ADDRESS.search(text)
    if found is None:
        return None
    url = found.group().rstrip(".,;:»")
    if url.endswith(")") and "(" not in url:
        url = url.rstrip(").,;:")
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    if host is None or not all(_LABEL.fullmatch(part) for part in host.split(".")) or "." not in host:
        return None
    label = " ".join((text[: found.start()] + text[found.end() :]).split()).strip(" .,:;()-–→")
    return Link(label[:_LONGEST_LABEL] or otherwise, url)


async def _take_time(update: Update, context: Context, announcement: Announcement, message: Message) -> None:
    services = context.services
    now = services.clock()
    read = read_instant(message.text or "", now, services.city.zone)
    times = [one.when.starts_at for one in read.moments if isinstance(one.when, Timed)]
    ahead = [at for at in dict.fromkeys(times) if at > now]
    await context.show(update, views.times_read(announcement, ahead, reading(context), context.t))
