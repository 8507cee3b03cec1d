"""The dialogues of operators: each takes what is written while it asks, before anything else is made of it.

A title such as "Stop al traffico" is no command, and the text of an announcement no question.
"""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Update

from domain.model import Draft
from handlers import composing, importing
from handlers.announcements import standing
from handlers.announcements import writing as announcing
from handlers.context import Context

Takes = Callable[[Update, Context, Draft], Awaitable[bool]]
Abandons = Callable[[Context, Draft], Awaitable[None]]

TAKES: Mapping[str, Takes] = {
    standing.KIND: announcing.take,
    composing.KIND: composing.take,
    importing.KIND: importing.take,
}
"""By the kind of a dialogue, what takes a message; False where it asks for nothing just then."""

ABANDONS: Mapping[str, Abandons] = {standing.KIND: announcing.abandon}
"""What is to be deleted beside the dialogue itself when it is left."""


async def take(update: Update, context: Context) -> bool:
    """Give a message to the dialogue under way, if there is one that takes it."""
    draft = await _under_way(update, context)
    run = TAKES.get(draft.kind) if draft else None
    return run is not None and draft is not None and await run(update, context, draft)


async def leave(update: Update, context: Context) -> bool:
    """End the dialogue under way and leave nothing of it behind; say whether there was one."""
    draft = await _under_way(update, context)
    if draft and draft.kind in ABANDONS:
        await ABANDONS[draft.kind](context, draft)
    return await context.services.store.drop_draft(context.who.id, context.thread(update))


async def _under_way(update: Update, context: Context) -> Draft | None:
    if not context.who.in_dialogue:
        return None
    services = context.services
    return await services.store.draft(context.who.id, context.thread(update), services.clock())
