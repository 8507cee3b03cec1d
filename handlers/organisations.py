"""Who takes part in a network."""

from telegram import Update

from domain.lookup import Status, by_text
from handlers.buttons.network import ListOrganisations, ListOrganisationsOf
from handlers.context import Context
from handlers.network import answer_text
from handlers.views import network as network_views
from handlers.views import organisations as views


async def find_organisations(update: Update, context: Context, text: str) -> None:
    """List the bodies around the network of a quarter or a street; without one, ask which network."""
    city = context.services.city
    if not text.strip():
        networks = tuple(city.networks.values())
        await context.show(update, network_views.networks_for_organisations(networks, 0, context.t))
        return
    answer = by_text(context.services.lookup, text)
    network = city.network_of(answer.areas[0]) if answer.status is Status.FOUND else None
    if network is None:
        await answer_text(update, context, text)
    else:
        await context.show(update, views.organisations(context.services.profile(network), 0, context.t))


async def list_organisations(update: Update, context: Context, button: ListOrganisations) -> None:
    """Turn the pages of the bodies around a network."""
    shown = context.services.profile(context.network(button.code))
    await context.show(update, views.organisations(shown, button.page, context.t))


async def choose_network(update: Update, context: Context, button: ListOrganisationsOf) -> None:
    """Turn the pages of the networks whose bodies can be listed."""
    networks = tuple(context.services.city.networks.values())
    await context.show(update, network_views.networks_for_organisations(networks, button.page, context.t))
