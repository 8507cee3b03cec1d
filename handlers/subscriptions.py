"""What a chat follows: networks, themes, and single events. For a group its administrators decide."""

from collections.abc import Sequence

from telegram import Update

from domain.agenda.event import EventId
from domain.city.model import ThemeId
from domain.lookup import Status, by_text
from domain.networks import served_by
from domain.subscriptions import Followed, Subject, networks_among
from domain.subscriptions import network as as_followed
from handlers.buttons.subscriptions import (
    FollowNetwork,
    FollowTheme,
    ListFollowed,
    ListFollowedEvents,
    ListThemes,
    UnfollowEvent,
)
from handlers.context import Context, Expired
from handlers.membership import decides
from handlers.views import subscriptions as views


async def choose_followed(update: Update, context: Context, text: str) -> None:
    """Follow the network of a quarter or a street; without one, show all to choose from."""
    answer = by_text(context.services.lookup, text) if text.strip() else None
    networks = served_by(context.services.city, answer.areas) if answer and answer.status is Status.FOUND else ()
    if networks:
        await follow(update, context, FollowNetwork(networks[0].code))
    else:
        await list_followed(update, context, ListFollowed())


async def list_followed(update: Update, context: Context, button: ListFollowed) -> None:
    """Show a page of all networks, those that are followed marked."""
    services = context.services
    mine = networks_among(await services.store.followed(context.who.id, context.thread(update)))
    networks = tuple(services.city.networks.values())
    view = views.followed(networks, mine, button.page, context.t)
    await (context.say(update, view) if button.apart else context.show(update, view))


async def follow(update: Update, context: Context, button: FollowNetwork) -> None:
    """Follow a network, or no longer."""
    if not await decides(update, context):
        return
    store, network, thread = context.services.store, context.network(button.code), context.thread(update)
    await _set(update, context, as_followed(network.id), follow=bool(button.follow))
    if button.page >= 0:
        await list_followed(update, context, ListFollowed(button.page))
    elif button.follow:
        wanted = await store.preferences(context.who.id, thread)
        await context.say(update, views.following(network, wanted, context.t))
    else:
        await context.say(update, views.not_following(network, context.t))


async def list_themes(update: Update, context: Context, _button: ListThemes) -> None:
    """Show all themes, those that are followed marked."""
    followed = await context.services.store.followed(context.who.id, context.thread(update))
    mine = [ThemeId(what.id) for what in followed if what.subject is Subject.THEME]
    await context.show(update, views.themes(context.services.city, mine, context.t))


async def follow_theme(update: Update, context: Context, button: FollowTheme) -> None:
    """Follow a theme, or no longer."""
    if not await decides(update, context):
        return
    theme = next((theme for theme in context.services.city.themes.values() if theme.code == button.code), None)
    if theme is None:
        raise Expired
    await _set(update, context, Followed(Subject.THEME, theme.id), follow=bool(button.follow))
    if button.apart:
        await context.say(update, views.not_following_theme(theme, context.t))
    else:
        await list_themes(update, context, ListThemes())


async def list_followed_events(update: Update, context: Context, button: ListFollowedEvents) -> None:
    """Show a page of the events that are followed by themselves."""
    services = context.services
    followed = await services.store.followed(context.who.id, context.thread(update))
    numbers = [EventId(int(what.id)) for what in followed if what.subject is Subject.EVENT]
    await context.show(update, views.events(await _titles(context, numbers), button.page, context.t))


async def unfollow_event(update: Update, context: Context, button: UnfollowEvent) -> None:
    """Follow an event by itself no longer."""
    if await decides(update, context):
        await _set(update, context, Followed(Subject.EVENT, str(button.event)), follow=False)
        await list_followed_events(update, context, ListFollowedEvents(button.page))


async def _titles(context: Context, events: Sequence[EventId]) -> Sequence[tuple[EventId, str]]:
    """The events that are still there, each with its title."""
    store, now = context.services.store, context.services.clock()
    following = {event: await store.next_of(event, now) for event in events}
    happenings = {event: await store.happening(next_one) for event, next_one in following.items() if next_one}
    return [(event, happening.occurrence.title) for event, happening in happenings.items() if happening]


async def _set(update: Update, context: Context, what: Followed, *, follow: bool) -> None:
    store, thread = context.services.store, context.thread(update)
    if follow:
        person = update.effective_user
        by = person.id if person and not context.in_private else None
        await store.follow(context.who.id, thread, what, context.services.clock(), by)
    else:
        await store.unfollow(context.who.id, thread, what)
