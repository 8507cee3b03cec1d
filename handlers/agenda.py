"""What is coming up: the list of events, and what it is narrowed to."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from telegram import Update

from domain.agenda.entry import Wish
from domain.agenda.event import Kind
from domain.agenda.listing import coming_up
from domain.agenda.periods import Days, Period, days_of
from domain.agenda.timing import day_of
from domain.city.model import NetworkId
from domain.subscriptions import networks_among
from handlers.buttons.agenda import ChooseFilter, EventKind, ListEvents
from handlers.context import Context, Expired
from handlers.views import agenda as views
from handlers.views.filters import ALL_NETWORKS, filters

_FROM_TO = re.compile(r"(\d{6})-(\d{6})", re.ASCII)
_KINDS = {EventKind.ANY: None, EventKind.MEETINGS: Kind.MEETING, EventKind.INITIATIVES: Kind.INITIATIVE}


async def list_events(update: Update, context: Context, button: ListEvents) -> None:
    """Show a page of what is coming up."""
    services = context.services
    city, now, today = services.city, services.clock(), today_of(context)
    networks, mine = await _networks(update, context, button)
    theme = next((theme for theme in city.themes.values() if theme.code == button.theme), None)
    if button.theme and theme is None:
        raise Expired
    wish = Wish(networks, theme.id if theme else None, _KINDS[button.kind])
    listing = await coming_up(
        services.store, city, wish, days_meant(button.days, today), max(button.page, 0), now, around(context, networks)
    )
    asked = views.Asked(replace(button, page=listing.page), city, today, mine)
    await context.show(update, views.agenda(listing, asked, context.t))


async def choose_filter(update: Update, context: Context, button: ChooseFilter) -> None:
    """Show what the list can be narrowed to."""
    follows = bool(networks_among(await context.services.store.followed(context.who.id, context.thread(update))))
    await context.show(update, filters(button, context.services.city, context.t, follows=follows))


def today_of(context: Context) -> date:
    """The city's day today."""
    return day_of(context.services.clock(), context.services.city.zone)


def days_meant(written: str, today: date) -> Days:
    """The days that a button carries. Raises Expired for what it never carried."""
    if written in {*Period}:
        return days_of(Period(written), today)
    fixed = _FROM_TO.fullmatch(written)
    if fixed is None:
        raise Expired
    try:
        first_on, last_on = (datetime.strptime(day, "%y%m%d").date() for day in fixed.groups())  # noqa: DTZ007 - days
    except ValueError:
        raise Expired from None
    if last_on < first_on:
        raise Expired
    return Days(max(first_on, today), max(last_on, today))


def days_written(days: Days) -> str:
    """Days as a button carries them."""
    return f"{days.first_on:%y%m%d}-{days.last_on:%y%m%d}"


def codes_written(context: Context, networks: Sequence[NetworkId]) -> str:
    """Networks as a button carries them."""
    return ".".join(context.services.city.networks[network].code for network in networks)


def around(context: Context, networks: Sequence[NetworkId]) -> tuple[NetworkId, ...]:
    """The networks next to these; none where they are all."""
    city, nearest = context.services.city, context.services.lookup.boundaries.nearest_served
    areas = [area for network in networks for area in city.networks[network].areas]
    found = [city.network_of(other) for area in areas for other in nearest[area][:_NEIGHBOURS]]
    others = (network.id for network in found if network is not None and network.id not in networks)
    return tuple(dict.fromkeys(others))


_NEIGHBOURS = 4


async def _networks(update: Update, context: Context, button: ListEvents) -> tuple[tuple[NetworkId, ...], bool]:
    """The networks that a button means, and whether they are those that the chat follows."""
    if button.networks == ALL_NETWORKS:
        return (), False
    if button.networks:
        return tuple(context.network(code).id for code in button.networks.split(".")), False
    followed = await context.services.store.followed(context.who.id, context.thread(update))
    known = tuple(network for network in networks_among(followed) if network in context.services.city.networks)
    return known, bool(known)
