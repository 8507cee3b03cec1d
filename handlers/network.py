"""Which network serves this place: from a text, a position, a tap."""

from datetime import timedelta

from markupsafe import Markup
from shapely import Point
from telegram import Update

from domain.agenda.timing import day_of
from domain.city.model import Network
from domain.dialogues.dialogue import NUMBER, Dialogue
from domain.lookup import Answer, Status, Why, by_area, by_number, by_position, by_text
from domain.networks import served_by
from domain.subscriptions import networks_among
from handlers.buttons.network import (
    ChooseArea,
    ListNetworks,
    MoreChoices,
    NoneOfThese,
    ShowJoining,
    ShowNetwork,
    ShowPlaces,
    ShowSources,
)
from handlers.context import Context
from handlers.dialogues.dialogue import end, keep
from handlers.views import lookup as lookup_views
from handlers.views import network as views
from handlers.views.maps import network_map
from handlers.views.start import ask_for_place, my_networks
from handlers.views.view import View

_NUMBER_WITHIN = timedelta(days=1)


async def find_network(update: Update, context: Context, text: str) -> None:
    """Answer a text with the network it is about; alone, /rete asks for the place."""
    if text.strip():
        await answer_text(update, context, text)
    else:
        await context.show(update, ask_for_place(context.t, in_private=context.in_private))


async def show_mine(update: Update, context: Context, _text: str) -> None:
    """Show the network that a chat follows, or let it choose among several; who follows none is asked for the place."""
    followed = await context.services.store.followed(context.who.id, context.thread(update))
    networks = context.services.city.networks
    mine = [networks[network] for network in networks_among(followed) if network in networks]
    if len(mine) == 1:
        await show_network(update, context, ShowNetwork(mine[0].code))
    elif mine:
        await context.show(update, my_networks(mine, context.t))
    else:
        await find_network(update, context, "")


async def answer_text(update: Update, context: Context, text: str) -> None:
    """Look a text up and show what was found."""
    await show_answer(update, context, by_text(context.services.lookup, text), text)


async def take_number(update: Update, context: Context, dialogue: Dialogue, text: str) -> bool:
    """Take a text as the house number that was asked for; False where it is none, and so a new question.

    In a group others speak meanwhile, and the question stays open.
    """
    street = str(dialogue.payload["street"])
    answer = by_number(context.services.lookup, street, text)
    if answer is not None or context.in_private:
        await end(update, context, NUMBER)
    if answer is None:
        return False
    await show_answer(update, context, answer, f"{street} {text}")
    return True


async def answer_position(update: Update, context: Context, latitude: float, longitude: float) -> None:
    """Answer with the network of a position, which is used for this and forgotten."""
    answer = by_position(context.services.lookup, latitude, longitude)
    await show_answer(update, context, answer, "", Point(longitude, latitude))


async def show_answer(update: Update, context: Context, answer: Answer, asked: str, at: Point | None = None) -> None:
    """Show what was found for a place. A street through several areas leaves the question for its number open."""
    if answer.why is Why.NUMBER_NEEDED and answer.street:
        await keep(update, context, NUMBER, {"street": answer.street}, _NUMBER_WITHIN)
    await context.show(update, await _view(update, context, answer, asked, at))


async def _view(update: Update, context: Context, answer: Answer, asked: str, at: Point | None = None) -> View:
    city, t = context.services.city, context.t
    match answer.status:
        case Status.FOUND:
            [network] = served_by(city, answer.areas)
            area = city.areas[answer.areas[0]]
            profile, meeting = context.services.profile(network), await _meeting(context, network)
            followed = await _is_followed(update, context, network)
            card = views.found_card(profile, area, answer.understood, asked, t, meeting, followed=followed)
            return card.with_picture(network_map(city, network, t, at))
        case Status.UNSERVED:
            area = city.areas[answer.areas[0]]
            return lookup_views.unserved(area, served_by(city, answer.nearest), answer.understood, asked, t)
        case Status.AMBIGUOUS:
            return lookup_views.ask_which(answer, city, asked, t, in_private=context.in_private)
        case Status.OUTSIDE:
            return lookup_views.outside(answer.town, city, asked, t)
        case Status.UNKNOWN:
            return lookup_views.unknown(asked, city, t, in_private=context.in_private)


async def show_network(update: Update, context: Context, button: ShowNetwork) -> None:
    """Show the card of a network chosen by its name."""
    await context.show(update, await _card(update, context, context.network(button.code)))


async def choose_area(update: Update, context: Context, button: ChooseArea) -> None:
    """Show the network of the area that the asker says is theirs; the question is settled."""
    services, area = context.services, context.area(button.area)
    await end(update, context, NUMBER)
    network = services.city.network_of(area.id)
    if network is None:
        await context.show(update, await _view(update, context, by_area(services.lookup, area.id), ""))
    else:
        await context.show(update, await _card(update, context, network))


async def _card(update: Update, context: Context, network: Network) -> View:
    city, t = context.services.city, context.t
    followed = await _is_followed(update, context, network)
    profile, meeting = context.services.profile(network), await _meeting(context, network)
    card = views.network_card(profile, t, meeting, followed=followed)
    return card.with_picture(network_map(city, network, t))


async def _is_followed(update: Update, context: Context, network: Network) -> bool:
    if not context.who.follows:
        return False
    followed = await context.services.store.followed(context.who.id, context.thread(update))
    return network.id in networks_among(followed)


async def _meeting(context: Context, network: Network) -> Markup | None:
    """The line about a network's next meeting; None where no date is known."""
    services, now = context.services, context.services.clock()
    meeting = await services.store.next_meeting(network.id, now)
    if meeting is None:
        return None
    return views.meeting_line(meeting, services.city, day_of(now, services.city.zone), context.t)


async def more_choices(update: Update, context: Context, button: MoreChoices) -> None:
    """Turn to another page of the areas offered."""
    areas = [context.area(code) for code in button.areas.split(".")]
    asked = next((none.asked for none in context.keys_under(update, NoneOfThese)), "")
    await context.turn(update, lookup_views.choices(areas, button.page, context.t, asked))


async def list_networks(update: Update, context: Context, button: ListNetworks) -> None:
    """Show all networks, page by page."""
    networks = tuple(context.services.city.networks.values())
    await context.show(update, views.networks_list(networks, button.page, context.t))


async def show_places(update: Update, context: Context, button: ShowPlaces) -> None:
    """Show the public spaces of a network's quarters."""
    shown = context.services.profile(context.network(button.code))
    await context.show(update, views.places(shown, context.t))


async def show_joining(update: Update, context: Context, button: ShowJoining) -> None:
    """Show how one takes part in a network."""
    city = context.services.city
    await context.show(update, views.joining(context.services.profile(context.network(button.code)), city, context.t))


async def show_sources(update: Update, context: Context, button: ShowSources) -> None:
    """Show where what is said of a network comes from."""
    city = context.services.city
    await context.show(update, views.sources(context.services.profile(context.network(button.code)), city, context.t))
