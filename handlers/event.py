"""One event: its card, its place on the map, its way into the phone's calendar."""

from telegram import Update

from domain.agenda.entry import Happening
from domain.agenda.event import EventId, OccurrenceId, Status
from domain.agenda.timing import over_at
from domain.city.model import Network
from handlers.agenda import today_of
from handlers.buttons.agenda import ListEvents
from handlers.buttons.event import KeepEvent, MapEvent, MoreOfEvent, OpenEvent, ReadEvent, SeePhoto, ShowEvent
from handlers.context import Context, Expired
from handlers.views import calendar as calendar_views
from handlers.views import event as views
from handlers.views.talk import retired_event


async def show_event(update: Update, context: Context, button: ShowEvent) -> None:
    """Show the card of an occurrence."""
    back = None
    if button.page >= 0:
        back = ListEvents(button.networks, button.days, button.theme, button.kind, button.page)
    await show_card(update, context, await happening_of(context, button.occurrence), back)


async def more_of_event(update: Update, context: Context, button: MoreOfEvent) -> None:
    """Show the other keys under a card, which stays."""
    happening = await happening_of(context, button.occurrence)
    back = None
    if button.page >= 0:
        back = ListEvents(button.networks, button.days, button.theme, button.kind, button.page)
    reading = await _reading(update, context, happening, back)
    await context.turn(update, views.more_keys(happening, reading, context.t))


async def open_card(update: Update, context: Context, button: OpenEvent) -> None:
    """Show the card of an occurrence under the message that told of it."""
    happening = await happening_of(context, button.occurrence)
    await context.say(update, views.event_card(happening, await _reading(update, context, happening), context.t))


async def show_card(update: Update, context: Context, happening: Happening, back: ListEvents | None) -> None:
    """Show the card of an occurrence, with the way back to the list that it was chosen from."""
    reading = await _reading(update, context, happening, back)
    await context.show(update, views.event_card(happening, reading, context.t))


async def open_event(update: Update, context: Context, event: EventId, occurrence: OccurrenceId | None) -> None:
    """Follow a link to an event: to the occurrence that it names or, once that is gone, to the next one."""
    store, now = context.services.store, context.services.clock()
    happening = await store.happening(occurrence) if occurrence else None
    if happening is None or happening.event_id != event:
        following = await store.next_of(event, now)
        happening = await store.happening(following) if following else None
    if happening is None:
        await context.say(update, retired_event(context.t))
    else:
        await context.say(update, views.event_card(happening, await _reading(update, context, happening), context.t))


async def read_event(update: Update, context: Context, button: ReadEvent) -> None:
    """Show the whole description of an event."""
    await context.show(update, views.event_description(await happening_of(context, button.occurrence), context.t))


async def see_photo(update: Update, context: Context, button: SeePhoto) -> None:
    """Send the photo of an event by itself."""
    happening = await happening_of(context, button.occurrence)
    photo = await context.services.store.photo(happening.event_id)
    if photo is None:
        raise Expired
    await context.say(update, views.event_photo(happening, photo))


async def keep_event(update: Update, context: Context, button: KeepEvent) -> None:
    """Send an occurrence as a file that a phone puts into its calendar, with a link for Google's."""
    happening = await happening_of(context, button.occurrence)
    if not views.has_day(happening):
        raise Expired
    services = context.services
    about = views.Reading(services.city, today_of(context), context.bot.username)
    file = calendar_views.calendar_file(happening, about, context.t, services.clock())
    await context.say_file(update, file, calendar_views.calendar(happening, about, context.t))


async def map_event(update: Update, context: Context, button: MapEvent) -> None:
    """Show where an occurrence takes place on Telegram's own map."""
    happening = await happening_of(context, button.occurrence)
    venue = happening.occurrence.venue
    place = views.pin(venue, context.services.city) if venue else None
    if place is None:
        raise Expired
    await context.say_place(update, place)


async def show_next_meeting(update: Update, context: Context, network: Network) -> None:
    """Say when a network meets next."""
    services = context.services
    meeting = await services.store.next_meeting(network.id, services.clock())
    happening = await services.store.happening(meeting.occurrence) if meeting else None
    reading = await _reading(update, context, happening) if happening else None
    await context.show(update, views.next_meeting(happening, network, reading, context.t))


def is_ahead(context: Context, happening: Happening) -> bool:
    """Whether an occurrence takes place and is not over: else its card says what there is to say."""
    over = over_at(happening.occurrence.when, context.services.city.zone) <= context.services.clock()
    return happening.occurrence.status is Status.CONFIRMED and not over


async def happening_of(context: Context, occurrence: int) -> Happening:
    """The occurrence that a button names. Raises Expired where it is no more, or not to be shown."""
    happening = await context.services.store.happening(OccurrenceId(occurrence))
    if happening is None:
        raise Expired
    return happening


async def _reading(
    update: Update, context: Context, happening: Happening, back: ListEvents | None = None
) -> views.Reading:
    services = context.services
    over = over_at(happening.occurrence.when, services.city.zone) <= services.clock()
    attendance = await services.store.attendance(context.who.id, context.thread(update), happening.id)
    photo = await services.store.photo(happening.event_id)
    return views.Reading(services.city, today_of(context), context.bot.username, over, back, attendance, photo)
