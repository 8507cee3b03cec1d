"""Which networks a chat follows."""

from telegram import Update

from domain.lookup import Status, by_text
from domain.networks import served_by
from domain.subscriptions import network as as_followed
from domain.subscriptions import networks_among
from handlers.buttons import FollowNetwork, ListFollowed
from handlers.context import Context
from handlers.membership import may_decide
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
    await context.show(update, views.followed(networks, mine, button.page, context.t))


async def follow(update: Update, context: Context, button: FollowNetwork) -> None:
    """Follow a network, or no longer. For a group its administrators decide."""
    if not await may_decide(update, context):
        await context.refuse(update, views.only_administrators(context.t))
        return
    store, network, thread = context.services.store, context.network(button.code), context.thread(update)
    if button.follow:
        await store.follow(context.who.id, thread, as_followed(network.id), context.services.clock())
    else:
        await store.unfollow(context.who.id, thread, as_followed(network.id))
    if button.page >= 0:
        await list_followed(update, context, ListFollowed(button.page))
    else:
        said = views.following(network, context.t) if button.follow else views.not_following(network, context.t)
        await context.say(update, said)
