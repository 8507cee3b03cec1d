"""The dialogues of a place: begun and gone on with, looked up, left to wait, ended.

Each owner has a row of its own, so that none overwrites or ends another's. One of them at most has the floor: what is
written is its answer. It loses the floor to the next that is begun, and then waits.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from telegram import Update

from domain.dialogues.dialogue import Dialogue, Owner
from handlers.context import Context


async def keep(update: Update, context: Context, owner: Owner, payload: Mapping[str, Any], lasts: timedelta) -> None:
    """Begin a dialogue, go on with it, or take it up again: it has the floor, and what else is open waits.

    Raises Gone.
    """
    await _keep(update, context, Dialogue(owner, context.services.clock() + lasts, payload))


async def note(update: Update, context: Context, owner: Owner, payload: Mapping[str, Any], lasts: timedelta) -> None:
    """Remember something beside the dialogue that has the floor. Raises Gone."""
    await _keep(update, context, Dialogue(owner, context.services.clock() + lasts, payload, waits=True))


async def all_here(update: Update, context: Context) -> Mapping[Owner, Dialogue]:
    """All that are under way here; most chats have none, and need not ask the database."""
    if not context.who.in_dialogue:
        return {}
    services = context.services
    found = await services.store.dialogues(context.who.id, context.thread(update), services.clock())
    return {dialogue.owner: dialogue for dialogue in found}


async def under_way(update: Update, context: Context, owner: Owner) -> Dialogue | None:
    """Give the dialogue of an owner, whether it has the floor or waits."""
    return (await all_here(update, context)).get(owner)


async def with_the_floor(update: Update, context: Context) -> Dialogue | None:
    """Give the dialogue that has the floor."""
    return next((one for one in (await all_here(update, context)).values() if not one.waits), None)


async def suspend(update: Update, context: Context, dialogue: Dialogue) -> None:
    """Let a dialogue wait: a text is not its answer any more."""
    await _keep(update, context, replace(dialogue, waits=True))


async def end(update: Update, context: Context, owner: Owner) -> None:
    """End the dialogue of an owner, and no other."""
    await context.services.store.end_dialogue(context.who.id, context.thread(update), owner)


async def _keep(update: Update, context: Context, dialogue: Dialogue) -> None:
    await context.services.store.keep_dialogue(context.who.id, context.thread(update), dialogue)
    context.who = replace(context.who, in_dialogue=True)
