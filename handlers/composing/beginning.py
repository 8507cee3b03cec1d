"""The beginning of the talk, what interrupts it, and how it goes on."""

from dataclasses import replace

from telegram import Update

from domain.composing import WRITTEN, Composition, begun, of_sketch
from domain.operators import Action
from domain.sketches import read_sketch
from handlers.authority import authorised
from handlers.buttons.composing import ComposeEvent
from handlers.composing.showing import go_on
from handlers.composing.state import drop, keep, setting_of, under_way
from handlers.context import Context
from handlers.views.composing import questions


async def begin(update: Update, context: Context, text: str) -> None:
    """Begin a new event with what was said of it; without a word, not before another one is finished."""
    operator = await authorised(update, context, Action.EVENT)
    services = context.services
    if text.strip():
        sketch = read_sketch(text, services.city, services.clock())
        await go_on(update, context, of_sketch(sketch, operator.grants))
        return
    other = await under_way(update, context)
    if other is not None and other.title is not None:
        await context.show(update, questions.unfinished(other, setting_of(context, operator), context.t))
    else:
        await go_on(update, context, begun())


async def begin_anew(update: Update, context: Context, button: ComposeEvent) -> None:
    """Begin a new event by a key."""
    if button.anew:
        await authorised(update, context, Action.EVENT)
        await go_on(update, context, begun())
    else:
        await begin(update, context, "")


async def go_aside(update: Update, context: Context, before: Composition | None) -> None:
    """After something else was answered, let the talk as it was before wait: a text is not its answer any more."""
    if before is None or before.aside or before.asks not in WRITTEN:
        return
    if await under_way(update, context) != before:
        return
    if before.title is None and before.when is None:  # there is nothing to go on with
        await drop(update, context)
    else:
        waiting = replace(before, aside=True)
        await keep(update, context, waiting)
        await context.say(update, questions.set_aside(waiting, context.t))
