"""The beginning of the talk."""

from dataclasses import replace

from telegram import Update

from domain.composing import begun, of_sketch
from domain.operators import Action, Operator
from domain.sketches import read_sketch
from handlers.authority import authorised
from handlers.buttons.button import Button
from handlers.buttons.composing import ComposeEvent
from handlers.composing.showing import go_on
from handlers.composing.state import keep, setting_of, under_way
from handlers.context import Context
from handlers.views.composing import questions


async def begin(update: Update, context: Context, text: str) -> None:
    """Begin a new event with what was said of it, if anything; not before it is known what becomes of another one."""
    operator = await authorised(update, context, Action.EVENT)
    if not await waits_for_another(update, context, operator, ComposeEvent(anew=1), text.strip()):
        await _begin(update, context, operator, text)


async def begin_anew(update: Update, context: Context, button: ComposeEvent) -> None:
    """Begin a new event by a key, with what waited for that."""
    if not button.anew:
        await begin(update, context, "")
        return
    operator = await authorised(update, context, Action.EVENT)
    other = await under_way(update, context)
    await _begin(update, context, operator, other.instead if other else "")


async def waits_for_another(
    update: Update, context: Context, operator: Operator, instead: Button, text: str = ""
) -> bool:
    """Ask what becomes of an event that is not finished, if there is one, before `instead` takes its place."""
    other = await under_way(update, context)
    if other is None or not other.is_begun:
        return False
    await keep(update, context, replace(other, instead=text))
    setting = setting_of(context, operator)
    await context.show(update, questions.unfinished(other, instead, setting, context.t))
    return True


async def _begin(update: Update, context: Context, operator: Operator, text: str) -> None:
    services = context.services
    if text.strip():
        sketch = read_sketch(text, services.city, services.clock())
        await go_on(update, context, of_sketch(sketch, operator.grants))
    else:
        await go_on(update, context, begun())
