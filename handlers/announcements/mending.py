"""What was sent already: corrected in every copy, with what was written last."""

from dataclasses import replace

from telegram import Update

from domain.announcements.announcement import BEGUN, Announcement
from domain.announcements.life import Step, Turn, needs_another
from domain.announcements.notes import Note, version
from domain.model import Draft
from domain.operators import Action
from handlers.announcements.standing import permitted, reading, say_copy, show_progress
from handlers.authority import authorised
from handlers.buttons.announcements import Act, ActOn, SendCorrection
from handlers.context import Context, Expired
from handlers.views.announcements import deciding, writing
from handlers.views.announcements.copies import length_of, room_for_words


async def _propose(update: Update, context: Context, announcement: Announcement, turn: Turn) -> None:
    """Ask a second operator about a correction of what went to the whole city."""
    services = context.services
    others = await services.store.approvers(turn.by, services.admins) if turn.by else []
    if not others:
        await context.show(update, deciding.nobody_to_ask(context.t))
        return
    asking = replace(turn, tells=tuple((chat, version(Note.CORRECTION, turn.now)) for chat in others))
    proposed = await services.store.take_step(announcement.id, Step.PROPOSE, asking)
    if proposed is None:
        await context.show(update, writing.changed_meanwhile(announcement, context.t))
        return
    await services.store.drop_draft(context.who.id, context.thread(update))
    await context.show(update, deciding.correction_waits(context.t))


async def judge_correction(update: Update, context: Context, button: ActOn) -> None:
    """A second operator says yes or no to a correction."""
    _, announcement = await permitted(update, context, button.announcement)
    proposal, services = announcement.proposal, context.services
    if proposal is None or announcement.revision != button.revision:
        await context.show(update, writing.changed_meanwhile(announcement, context.t))
        return
    author = replace(announcement.target, author=proposal.by)
    operator = await authorised(update, context, Action.APPROVE, author)
    turn = Turn(
        by=operator.id,
        now=services.clock(),
        zone=services.city.zone,
        revision=button.revision,
        content=proposal.content,
        approves=button.act is Act.ACCEPT,
    )
    step = Step.CORRECT if button.act is Act.ACCEPT else Step.REJECT
    taken = await services.store.take_step(announcement.id, step, turn)
    if taken is None:
        await context.show(update, writing.changed_meanwhile(announcement, context.t))
    elif step is Step.CORRECT:
        await show_progress(update, context, taken)
    else:
        await context.show(update, deciding.correction_rejected(taken, context.t))


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
        await context.say(update, deciding.whether_to_correct(announcement, progress, t))


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
    if needs_another(announcement.audience):
        await _propose(update, context, announcement, turn)
        return
    if announcement.by not in {None, operator.id}:
        turn = replace(turn, tells=((announcement.by, version(Note.STEERED, now)),))
    corrected = await services.store.take_step(announcement.id, Step.CORRECT, turn)
    if corrected is None:
        await context.show(update, writing.changed_meanwhile(announcement, context.t))
        return
    await services.store.drop_draft(context.who.id, context.thread(update))
    await show_progress(update, context, corrected)
