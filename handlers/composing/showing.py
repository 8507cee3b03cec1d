"""What is shown next: the open question, or how it will look."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import wraps
from typing import TypeVar

from telegram import Update

from domain.agenda.event import Event, Status
from domain.composing import Composition, Wrong, event_of, with_kind
from domain.managing import Outdated, Revision, deed_of
from domain.operators import Action, Operator
from handlers.agenda import today_of
from handlers.authority import authorised
from handlers.composing.state import (
    StepGoneError,
    allowed,
    completed,
    drop,
    keep,
    kind_of,
    setting_of,
    under_way,
    whole_of,
)
from handlers.context import Context
from handlers.views.composing import preview as previews
from handlers.views.composing import questions
from handlers.views.event import Reading
from handlers.views.view import View

T = TypeVar("T")


async def go_on(update: Update, context: Context, composition: Composition, *, below: bool = False) -> None:
    """Remember an answer, and show what comes next; `below`, as a new message, where the chat has moved on.

    Raises NotAllowed, and keeps nothing then.
    """
    operator = await allowed(update, context, composition)
    composition = completed(composition, operator, context.services.city)
    await allowed(update, context, composition)
    await keep(update, context, composition)
    view = await view_of(context, composition, operator)
    await (context.say(update, view) if below else context.show(update, view))


async def view_of(context: Context, composition: Composition, operator: Operator, wrong: Wrong | None = None) -> View:
    """The open question or, where nothing is missing, how it will look. Raises Outdated."""
    if composition.asks is not None:
        return questions.question(composition, setting_of(context, operator), context.t, wrong)
    revision, before = await revision_of(context, composition, operator)
    rehearsal = await context.services.store.rehearse(revision, context.services.clock())
    if rehearsal.happening is None:
        raise Outdated("the date is not there any more")
    look = previews.Look(rehearsal.happening, rehearsal, is_change=is_change(before))
    return previews.preview(composition, look, reading_of(context), context.t)


async def revision_of(
    context: Context, composition: Composition, operator: Operator, status: Status | None = None
) -> tuple[Revision, Event | None]:
    """What would be kept, and what it was. Raises Outdated."""
    whole = await whole_of(context, composition) if composition.of is not None else None
    before = whole.event if whole else None
    settled = with_kind(composition, operator.grants)
    if status is not None:
        settled = replace(settled, status=status)
    event = event_of(settled, context.services.city.zone, kind_of(settled, before), before)
    deed = deed_of(before, event, composition.day)
    of, seen = composition.of, composition.seen
    revision = Revision(
        event=event, by=operator.id, deed=deed, of=of, seen=seen, day=composition.day, photo=composition.photo
    )
    return revision, before


def reading_of(context: Context) -> Reading:
    """Who reads the card."""
    return Reading(context.services.city, today_of(context), context.bot.username)


def total(handler: Callable[[Update, Context, T], Awaitable[None]]) -> Callable[[Update, Context, T], Awaitable[None]]:
    """Answer, too, where a key is of an earlier step, or somebody else changed the event meanwhile.

    Who never makes events, or asks by another way, is told that before anything else.
    """

    @wraps(handler)
    async def answering(update: Update, context: Context, said: T) -> None:
        await authorised(update, context, Action.EVENT)
        try:
            await handler(update, context, said)
        except StepGoneError:
            await context.answer(update, previews.key_expired(context.t), alert=True)
        except Outdated:
            await say_outdated(update, context)

    return answering


async def say_outdated(update: Update, context: Context) -> None:
    """End the talk about an event that somebody else changed, and show the way to how it is now."""
    composition = await under_way(update, context)
    await drop(update, context)
    if composition is None or composition.of is None:
        await context.answer(update, previews.key_expired(context.t), alert=True)
    else:
        await context.show(update, previews.outdated(composition.of, context.t))


def is_change(before: Event | None) -> bool:
    """Whether people may have seen how it was."""
    return before is not None and before.status is not Status.DRAFT
