"""Sending: now or at a time, alone or with a second operator's yes; paused, gone on with, stopped, taken back."""

from dataclasses import replace
from datetime import UTC, datetime

from telegram import Update

from domain.announcements.announcement import BEGUN, UNDER_WAY, Announcement, Status
from domain.announcements.life import Step, Turn, is_released
from domain.announcements.notes import Note, version
from domain.operators import Action, Operator
from handlers.announcements.mending import judge_correction
from handlers.announcements.standing import leave_dialogue, permitted, reading, show, show_progress
from handlers.buttons.announcements import Act, ActOn, AskWhether, SendAnnouncement
from handlers.context import Context
from handlers.views.announcements import deciding, writing

_STEPS = {
    Act.WITHDRAW: Step.WITHDRAW,
    Act.PAUSE: Step.PAUSE,
    Act.RESUME: Step.RESUME,
    Act.STOP: Step.STOP,
    Act.RECALL: Step.RECALL,
}


async def send(update: Update, context: Context, button: SendAnnouncement) -> None:
    """Send it, now or at a time; what goes to the whole city only after a second operator's yes."""
    operator, announcement = await permitted(update, context, button.announcement)
    now = context.services.clock()
    at = datetime.fromtimestamp(button.at, UTC) if button.at else None
    if announcement.revision != button.revision or announcement.status not in {Status.DRAFT, Status.LATE}:
        await show(update, context, operator, announcement)
    elif at is not None and at <= now:
        await context.show(update, writing.times_read(announcement, [], reading(context), context.t))
    elif is_released(announcement):
        step = Step.START if at is None else Step.SCHEDULE
        turn = replace(_turn(context, operator), revision=button.revision, send_at=at)
        await _take(update, context, announcement, step, turn)
    else:
        await _ask_another(update, context, operator, announcement, at)


async def act(update: Update, context: Context, button: ActOn) -> None:
    """Do what a key says with an announcement that is on its way, or waits."""
    if button.act in {Act.APPROVE, Act.DECLINE}:
        await _decide(update, context, button)
        return
    if button.act in {Act.ACCEPT, Act.REJECT}:
        await judge_correction(update, context, button)
        return
    operator, announcement = await permitted(update, context, button.announcement)
    turn = _turn(context, operator)
    if announcement.by not in {None, operator.id}:
        turn = replace(turn, tells=((announcement.by, version(Note.STEERED, turn.now)),))
    await _take(update, context, announcement, _STEPS[button.act], turn)


async def ask_whether(update: Update, context: Context, button: AskWhether) -> None:
    """Say what stopping, or taking back, would do, and ask whether to."""
    operator, announcement = await permitted(update, context, button.announcement)
    possible = UNDER_WAY if button.act is Act.STOP else BEGUN
    if announcement.status not in possible:
        await show(update, context, operator, announcement)
        return
    progress = await context.services.store.progress(announcement, context.services.clock())
    ask = deciding.whether_to_stop if button.act is Act.STOP else deciding.whether_to_recall
    await context.show(update, ask(announcement, progress, context.t))


async def _ask_another(
    update: Update, context: Context, operator: Operator, announcement: Announcement, at: datetime | None
) -> None:
    services = context.services
    others = await services.store.approvers(operator.id, services.admins)
    if not others:
        await context.show(update, deciding.nobody_to_ask(context.t))
        return
    tells = tuple((chat, version(Note.REQUEST, services.clock())) for chat in others)
    turn = replace(_turn(context, operator), revision=announcement.revision, send_at=at, tells=tells)
    await _take(update, context, announcement, Step.ASK, turn)


async def _decide(update: Update, context: Context, button: ActOn) -> None:
    """The second operator says yes or no."""
    operator, announcement = await permitted(update, context, button.announcement, Action.APPROVE)
    if announcement.status is not Status.ASKED or announcement.revision != button.revision:
        await show(update, context, operator, announcement)
        return
    now = context.services.clock()
    yes = button.act is Act.APPROVE
    note = version(Note.APPROVED if yes else Note.DECLINED, now)
    turn = replace(
        _turn(context, operator),
        revision=announcement.revision,
        send_at=announcement.send_at,
        approves=yes,
        tells=((announcement.by, note),) if announcement.by else (),
    )
    # Approved after its time, it asks like all that is late: that is the announcer's business.
    step = Step.DECLINE if not yes else Step.SCHEDULE if announcement.send_at else Step.START
    await _take(update, context, announcement, step, turn)


def _turn(context: Context, operator: Operator) -> Turn:
    return Turn(by=operator.id, now=context.services.clock(), zone=context.services.city.zone)


async def _take(update: Update, context: Context, announcement: Announcement, step: Step, turn: Turn) -> None:
    """Take a step and show how it stands then; where somebody was quicker, show that."""
    store = context.services.store
    taken = await store.take_step(announcement.id, step, turn)
    stands = taken or await store.announcement(announcement.id)
    if taken and taken.status is not Status.DRAFT:
        await leave_dialogue(update, context, announcement.id)
    if stands is None:
        await context.show(update, writing.discarded(context.t))
    elif taken and stands.status is Status.DRAFT:
        declined = step is Step.DECLINE
        await context.show(update, deciding.is_draft_again(stands, context.t, declined=declined))
    elif stands.status in {Status.ASKED, Status.DRAFT} or not taken:
        await context.show(update, deciding.stands(stands, reading(context), context.t))
    elif stands.status is Status.SCHEDULED:
        await context.show(update, deciding.scheduled(stands, reading(context), context.t))
    else:
        await show_progress(update, context, stands)
