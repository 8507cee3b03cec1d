"""What was sent already: corrected in every copy, with what was written last."""

from dataclasses import replace

from telegram import Update

from domain.announcements.announcement import BEGUN, Announcement
from domain.announcements.life import Step, Turn
from domain.model import Draft
from handlers.announcements.standing import permitted, reading, say_copy, show_progress
from handlers.buttons.announcements import SendCorrection
from handlers.context import Context, Expired
from handlers.views.announcements import under_way, writing
from handlers.views.announcements.copies import length_of, room_for_words


async def take_correction(update: Update, context: Context, announcement: Announcement, words: str) -> None:
    """Take the words as they should be: shown as people will see them, with how many copies that changes."""
    services, t = context.services, context.t
    room, length = room_for_words(announcement.content), length_of(words)
    if announcement.status not in BEGUN:
        await context.show(update, writing.changed_meanwhile(announcement, t))
    elif not words:
        await context.show(update, writing.cannot_send(t))
    elif length > room:
        await context.show(update, writing.too_long(length, room, t, with_medium=False))
    else:
        draft = await services.store.draft(context.who.id, context.thread(update), services.clock())
        if draft is not None:
            kept = Draft(draft.kind, draft.expires_at, {**draft.payload, "asked": "", "correction": words})
            await services.store.keep_draft(context.who.id, context.thread(update), kept)
        await say_copy(update, context, replace(announcement, content=replace(announcement.content, words=words)))
        progress = await services.store.progress(announcement, services.clock())
        await context.say(update, under_way.whether_to_correct(announcement, progress, t))


async def send_correction(update: Update, context: Context, button: SendCorrection) -> None:
    """Correct every copy."""
    operator, announcement = await permitted(update, context, button.announcement)
    services, now = context.services, reading(context).now
    draft = await services.store.draft(context.who.id, context.thread(update), now)
    words = draft.payload.get("correction") if draft and draft.payload.get("announcement") == announcement.id else None
    if not words:
        raise Expired
    content = replace(announcement.content, words=words)
    turn = Turn(by=operator.id, now=now, zone=services.city.zone, revision=button.revision, content=content)
    corrected = await services.store.take_step(announcement.id, Step.CORRECT, turn)
    if corrected is None:
        await context.show(update, writing.changed_meanwhile(announcement, context.t))
        return
    await services.store.drop_draft(context.who.id, context.thread(update))
    await show_progress(update, context, corrected)
