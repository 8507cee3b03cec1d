"""The talk itself: greeting, help, explanations, the notice, ending a dialogue."""

from telegram import Update

from handlers.announcements.standing import show_mine_under_way
from handlers.buttons.network import ShowNetwork
from handlers.buttons.talk import About, ShowAbout, ShowHelp
from handlers.commands import ON_HELP_PAGE, Reader, listed
from handlers.context import Context
from handlers.dialogues.middleware import leave, offer_again
from handlers.event import open_event
from handlers.invitations import join
from handlers.links import event_in, invitation_in, network_in
from handlers.network import show_network
from handlers.preferences import stop
from handlers.views import about as about_views
from handlers.views import start as start_views
from handlers.views import talk as views


async def start(update: Update, context: Context, payload: str) -> None:
    """Greet, then follow a link to a network or an event, if there is one. In a group, say what can be asked there.

    An invitation is no greeting: who follows it is told what they are now.
    """
    token = invitation_in(payload)
    if token is not None:
        await join(update, context, token)
        return
    if context.in_private:
        await context.show(update, start_views.greeting(context.services.city, context.t))
    else:
        await show_help(update, context, payload)
    code, event = network_in(payload), event_in(payload)
    if event is not None:
        await open_event(update, context, *event)
    if code is None:
        return
    if context.services.city.network_by_code(code):
        await show_network(update, context, ShowNetwork(code))
    else:
        await context.say(update, views.retired_link(context.t))


async def show_help(update: Update, context: Context, _asked: str | ShowHelp) -> None:
    """Show what one can write."""
    reader = Reader.PERSON if context.in_private else Reader.ADMINISTRATOR
    commands = listed(context.t, reader, ON_HELP_PAGE)
    await context.show(
        update, views.help_page(commands, context.services.city, context.t, in_private=context.in_private)
    )


async def explain(update: Update, context: Context, button: ShowAbout) -> None:
    """Explain what a network is, who the operators are, how one takes part."""
    await context.show(update, about_views.about(button.page, context.services.city, context.t))


async def explain_networks(update: Update, context: Context, _text: str) -> None:
    """Explain what a network is to who asks in words."""
    await explain(update, context, ShowAbout(About.NETWORK))


async def explain_operators(update: Update, context: Context, _text: str) -> None:
    """Explain who the operators are to who asks in words."""
    await explain(update, context, ShowAbout(About.OPERATORS))


async def cancel(update: Update, context: Context, _text: str) -> None:
    """Forget the question under way; of what waits since, ask what becomes of it."""
    if await leave(update, context):
        await context.show(update, views.cancelled(context.t))
    elif not (await offer_again(update, context) or await show_mine_under_way(update, context)):
        await context.show(update, views.nothing_to_cancel(context.t))


async def stop_talking(update: Update, context: Context, text: str) -> None:
    """End the question under way; where there is none, whoever writes "stop" wants no more messages."""
    if await leave(update, context):
        await context.show(update, views.cancelled(context.t))
    elif not await show_mine_under_way(update, context):
        await stop(update, context, text)


async def return_greeting(update: Update, context: Context, _text: str) -> None:
    """Answer a greeting: it names no place."""
    await context.show(update, views.hello(context.t))


async def return_thanks(update: Update, context: Context, _text: str) -> None:
    """Answer thanks."""
    await context.show(update, views.you_are_welcome(context.t))


async def take_leave(update: Update, context: Context, _text: str) -> None:
    """Answer a goodbye."""
    await context.show(update, views.goodbye(context.t))


async def refuse_command(update: Update, context: Context, _text: str) -> None:
    """Answer a command that does not exist."""
    await context.show(update, views.unknown_command(context.t))
