"""The operators' menu, and its pages of numbers: never who a resident is."""

from telegram import Update

from domain.city.model import City, NetworkId
from domain.model import Feedback
from domain.operators import Action, Grants, Operator
from handlers.agenda import today_of
from handlers.authority import authorised
from handlers.buttons.operators import ListMyNetworks, ListReports, ShowDeliveries, ShowOperatorMenu
from handlers.context import Context
from handlers.views import operators as views


async def open_menu(update: Update, context: Context, _text: str) -> None:
    """Show what an operator can do here."""
    await show_menu(update, context, ShowOperatorMenu())


async def show_menu(update: Update, context: Context, _button: ShowOperatorMenu) -> None:
    """Show what an operator can do here."""
    operator = await authorised(update, context, Action.OPEN)
    await context.show(update, views.menu(operator, context.services.city, context.t))


async def list_my_networks(update: Update, context: Context, button: ListMyNetworks) -> None:
    """Show how many follow each of the operator's networks."""
    operator = await authorised(update, context, Action.OPEN)
    city = context.services.city
    followers = await context.services.store.followers()
    networks = _networks_of(operator, city)
    await context.show(update, views.my_networks(networks, followers, button.page, city, context.t))


async def list_reports(update: Update, context: Context, button: ListReports) -> None:
    """Show the latest reports of wrong answers about the operator's networks; to administrators all of them."""
    operator = await authorised(update, context, Action.OPEN)
    city = context.services.city
    latest = [report for report in await context.services.store.reports() if _concerns(report, operator.grants, city)]
    await context.show(update, views.reports(latest, button.page, desk_of(context), context.t))


async def show_deliveries(update: Update, context: Context, _button: ShowDeliveries) -> None:
    """Show what became of the messages that nobody asked for."""
    await authorised(update, context, Action.OPEN)
    await context.show(update, views.deliveries(await context.services.store.counts(), context.t))


def desk_of(context: Context) -> views.Desk:
    """Where and when the operator reads."""
    return views.Desk(context.services.city, today_of(context))


def _networks_of(operator: Operator, city: City) -> tuple[NetworkId, ...]:
    """The networks that somebody looks after, in the pack's order; an administrator's are all."""
    grants = operator.grants
    if grants.administrator:
        return tuple(city.networks)
    mine = {*grants.networks, *grants.meetings_of}
    return tuple(network for network in city.networks if network in mine)


def _concerns(report: Feedback, grants: Grants, city: City) -> bool:
    """Whether a wrong answer named a network that somebody looks after, or an area of one."""
    mine = {*grants.networks, *grants.meetings_of}
    theirs = {city.networks[network] for network in mine if network in city.networks}
    places = {*mine, *(area for network in theirs for area in network.areas)}
    return grants.administrator or not places.isdisjoint(report.answered)
