"""What was sent already: corrected in every copy, with what was written last."""

from dataclasses import replace

from telegram import Update

from domain.announcements.announcement import BEGUN, Announcement
from domain.announcements.life import Step, Turn, needs_another
from domain.announcements.notes import Note, version
from domain.dialogues.dialogue import CORRECTION
from domain.operators import Action
from handlers.announcements.standing import ask, permitted, reading, say_copy, show_progress
from handlers.authority import authorised
from handlers.buttons.announcements import Act, ActOn, SendCorrection
from handlers.context import Context, Expired
from handlers.dialogues.dialogue import end, under_way
from handlers.views.announcements import deciding, writing


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
    await end(update, context, CORRECTION)
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
    unfit = writing.unfit(words, announcement.content, t, with_medium=False)
    if announcement.status not in BEGUN:
        await context.show(update, writing.changed_meanwhile(announcement, t))
    elif not words:
        await context.show(update, writing.cannot_send(t))
    elif unfit:
        await context.show(update, unfit)
    else:
        await ask(update, context, announcement.id, "", correction=words)
        await say_copy(update, context, replace(announcement, content=replace(announcement.content, words=words)))
        progress = await services.store.progress(announcement, services.clock())
        await context.say(update, deciding.whether_to_correct(announcement, progress, t))


async def send_correction(update: Update, context: Context, button: SendCorrection) -> None:
    """Correct every copy."""
    operator, announcement = await permitted(update, context, button.announcement)
    services, now = context.services, reading(context).now
    dialogue = await under_way(update, context, CORRECTION)
    if dialogue is None or dialogue.payload["announcement"] != announcement.id or "correction" not in dialogue.payload:
        raise Expired
    words = dialogue.payload["correction"]
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
    await end(update, context, CORRECTION)
    await show_progress(update, context, corrected)
