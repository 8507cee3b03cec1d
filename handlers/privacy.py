"""What is stored about a chat: explained, shown and deleted."""

from telegram import Update

from handlers.authority import operator_here, show_commands
from handlers.buttons.talk import ForgetMe
from handlers.context import Context
from handlers.membership import decides
from handlers.views import privacy as views


async def show_privacy(update: Update, context: Context, _text: str) -> None:
    """Show the privacy notice."""
    await context.show(update, views.privacy(context.services.notice, context.t))


async def send_my_data(update: Update, context: Context, _text: str) -> None:
    """Send all that is stored about the chat, as a file."""
    if await decides(update, context):
        stored = await context.services.store.stored(context.who.id)
        await context.say_file(update, views.my_data(stored), views.about_my_data(context.t))


async def ask_whether_to_forget(update: Update, context: Context, _text: str) -> None:
    """Say what will go, and ask once."""
    if await decides(update, context):
        await context.show(update, views.before_forgetting(context.t))


async def forget_me(update: Update, context: Context, button: ForgetMe) -> None:
    """Delete all that is stored about the chat. Nothing about it is written after that, until it writes again."""
    if not await decides(update, context):
        return
    if button.sure:
        operator = await operator_here(context) if context.in_private else None
        await context.services.store.forget(context.who.id)
        await context.show(update, views.forgotten(context.t))
        if operator:
            await show_commands(context)
    else:
        await context.show(update, views.not_forgotten(context.t))
