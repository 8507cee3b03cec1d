"""How a chat wants to be told: one screen that shows and changes everything, and silence in one tap."""

from dataclasses import replace

from telegram import Update

from domain.subscriptions import Digest, Preferences
from handlers.buttons.preferences import BeSilent, ChooseDigest, ChooseLead, ChooseQuiet, Part, ShowReminders
from handlers.context import Context, Expired
from handlers.membership import decides
from handlers.views import preferences as views

_DAYS, _HOURS = range(7), range(24)


async def open_reminders(update: Update, context: Context, _text: str) -> None:
    """Show what is followed and how one is told."""
    await show_reminders(update, context, ShowReminders())


async def show_reminders(update: Update, context: Context, button: ShowReminders) -> None:
    """Show what is followed and how one is told, or one part of it."""
    if await decides(update, context):
        await _show(update, context, await _wanted(update, context), button.part)


async def choose_lead(update: Update, context: Context, button: ChooseLead) -> None:
    """Add a lead time, or take it away."""
    if await decides(update, context):
        wanted = await _wanted(update, context)
        leads = wanted.leads | {button.lead} if button.on else wanted.leads - {button.lead}
        await _change(update, context, replace(wanted, leads=leads), Part.LEADS)


async def choose_quiet(update: Update, context: Context, button: ChooseQuiet) -> None:
    """Choose the hours in which nothing is sent."""
    if await decides(update, context):
        wanted = await _wanted(update, context)
        await _change(update, context, replace(wanted, quiet=button.quiet), Part.QUIET)


async def choose_digest(update: Update, context: Context, button: ChooseDigest) -> None:
    """Choose how news comes: by itself, or in a digest and when."""
    if button.weekday not in _DAYS or button.hour not in _HOURS:
        raise Expired
    if await decides(update, context):
        digest = Digest(button.rhythm, button.weekday, button.hour)
        wanted = await _wanted(update, context)
        await _change(update, context, replace(wanted, digest=digest), Part.DIGEST)


async def be_silent(update: Update, context: Context, button: BeSilent) -> None:
    """Send nothing from now on, or go on sending."""
    if await decides(update, context):
        since = context.services.clock() if button.silent else None
        wanted = await _wanted(update, context)
        await _change(update, context, replace(wanted, silent_since=since), Part.ALL)


async def stop(update: Update, context: Context, _text: str) -> None:
    """Send nothing from now on, and say how to come back."""
    if await decides(update, context):
        silent = replace(await _wanted(update, context), silent_since=context.services.clock())
        await _keep(update, context, silent)
        await context.say(update, views.silenced(context.t))


async def _wanted(update: Update, context: Context) -> Preferences:
    return await context.services.store.preferences(context.who.id, context.thread(update))


async def _change(update: Update, context: Context, wanted: Preferences, part: Part) -> None:
    await _keep(update, context, wanted)
    await _show(update, context, wanted, part)


async def _keep(update: Update, context: Context, wanted: Preferences) -> None:
    services = context.services
    await services.store.prefer(context.who.id, context.thread(update), wanted, services.clock())


async def _show(update: Update, context: Context, wanted: Preferences, part: Part) -> None:
    followed = await context.services.store.followed(context.who.id, context.thread(update))
    standing = views.Standing(followed, wanted)
    await context.show(update, views.reminders(standing, part, context.services.city, context.t))
