"""The card of one occurrence: what, when, where, whose; what changed comes first."""

from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import quote
from zoneinfo import ZoneInfo

from markupsafe import Markup
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from domain.agenda.entry import Happening
from domain.agenda.event import Booking, Kind, Recurrence, SomeDay, Status, Venue
from domain.agenda.timing import first_day
from domain.attendance import Attendance
from domain.city.model import City, Network
from handlers.buttons.agenda import ListEvents
from handlers.buttons.event import KeepEvent, MapEvent, MoreOfEvent, ReadEvent, SeePhoto, ShowEvent
from handlers.buttons.event_reminders import RemindOfEvent
from handlers.buttons.network import ShowNetwork
from handlers.i18n import Translator
from handlers.links import to_event
from handlers.views.coming import Answer, coming_keys, how_many
from handlers.views.dates import former_in_words, moment_in_words, when_in_words, with_instant
from handlers.views.places import place_link
from handlers.views.recurrence import recurrence_in_words
from handlers.views.view import (
    LONGEST_CAPTION,
    Pin,
    View,
    in_rows,
    key,
    keyboard,
    lines,
    link,
    paragraphs,
    photo,
    shortened,
    telegram_length,
)

_ROOM_FOR_TITLE = 80
_ROOM_FOR_REASON = 300

_ROOM_FOR_DESCRIPTION = 1500
"""Characters: with more, a card is longer than a phone's screen or two, and the rest is a tap away."""

_LONGEST_LABEL = 24
_NETWORK_KEYS = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a card, and when: the city, its day today, the bot's name for links, and the list to go back to.

    `attendance` is how many come, and what the reader said; `photo` what Telegram calls the event's photo.
    """

    city: City
    today: date
    bot: str
    over: bool = False
    back: ListEvents | None = None
    attendance: Attendance | None = None
    photo: str | None = None


def event_card(happening: Happening, reading: Reading, t: Translator) -> View:
    """All that is known of one occurrence, under its photo where there is one and the text is short enough."""
    event, occurrence = happening.event, happening.occurrence
    networks = _networks(happening, reading.city)
    about, cut = _description(occurrence.description)
    text = paragraphs(
        lines(_title(happening, reading, t), *_facts(happening, networks, reading, t)),
        about,
        lines(
            t("If it rains: {plan}", plan=event.rain_plan) if event.rain_plan else None,
            t("Bring: {what}", what=event.bring) if event.bring else None,
            _booking(event.booking, reading, t) if event.booking else None,
            t("Places: {count}", count=event.seats) if event.seats else None,
            how_many(reading.attendance, t) if reading.attendance and _stands(happening, reading) else None,
            t("Organised by: {who}", who=event.organiser) if event.organiser else None,
        ),
        _links(happening, t),
    )
    card = View(text, _keyboard(happening, reading, t, cut=cut, photo_apart=_photo_apart(reading, text)))
    return card.with_picture(photo(reading.photo)) if reading.photo else card


def see_photo(t: Translator) -> str:
    """What the key says that shows the photo by itself."""
    return t.label("📷 See the photo")


def event_photo(happening: Happening, file_id: str) -> View:
    """The photo by itself."""
    title = Markup("<b>{}</b>").format(happening.occurrence.title[:_ROOM_FOR_TITLE])
    return View(title, picture=photo(file_id))


def event_description(happening: Happening, t: Translator) -> View:
    """The description alone, whole."""
    occurrence = happening.occurrence
    return View(
        paragraphs(
            Markup("<b>{}</b>").format(occurrence.title[:_ROOM_FOR_TITLE]), Markup.escape(occurrence.description or "")
        ),
        keyboard([key(t.label("◂ Back to the event"), ShowEvent(happening.id))]),
    )


def next_meeting(happening: Happening | None, network: Network, reading: Reading | None, t: Translator) -> View:
    """When a network meets next; where that is not known, what one can do instead."""
    if happening is not None and reading is not None:
        card = event_card(happening, reading, t)
        return View(paragraphs(t("<b>The {name} network meets next:</b>", name=network.name), card.text), card.keyboard)
    return View(
        paragraphs(
            t("<b>I do not know yet when the {name} network meets next.</b>", name=network.name),
            t("As soon as a date is given to me you find it here. You can also ask who takes part in it."),
        ),
        keyboard(
            [key(t.label("What is coming up"), ListEvents(network.code))],
            [key(t.label("The {name} network", name=network.name), ShowNetwork(network.code))],
        ),
    )


def pin(venue: Venue, city: City) -> Pin | None:
    """The place on a map; None where its position is not known."""
    if venue.latitude is None or venue.longitude is None:
        return None
    return Pin(venue.latitude, venue.longitude, venue.name, venue.address or city.name)


def _title(happening: Happening, reading: Reading, t: Translator) -> Markup:
    title, zone = happening.occurrence.title, reading.city.zone
    match happening.occurrence.status:
        case Status.CANCELLED:
            return lines(t("⚠️ <b>Cancelled: {title}</b>", title=title), _reason(happening, t))
        case Status.POSTPONED:
            return lines(
                t("⚠️ <b>Postponed: {title}</b>", title=title),
                t("It does not take place then; the new date is not known yet."),
                _reason(happening, t),
            )
        case Status.CONFIRMED | Status.DRAFT if happening.moved_from_at is not None:
            before = former_in_words(happening.moved_from_at, zone, reading.today, t)
            return lines(t("⚠️ <b>Moved: {title}</b>", title=title), t("It was on {when}.", when=before))
        case Status.CONFIRMED | Status.DRAFT:
            return lines(Markup("<b>{}</b>").format(title), t("<i>This is over.</i>") if reading.over else None)


def _other_times(happening: Happening) -> Recurrence | None:
    """How it repeats, beside the date that the card is about."""
    event = happening.event
    recurrence = event.recurrence
    if recurrence is None or recurrence.rule is not None:
        return recurrence
    days = {first_day(event.when, ZoneInfo(event.zone)), *recurrence.also_on} - {happening.occurrence.original_on}
    return replace(recurrence, also_on=tuple(sorted(days)))


def _reason(happening: Happening, t: Translator) -> Markup | None:
    reason = happening.occurrence.reason
    return t("Reason: {reason}", reason=shortened(reason, _ROOM_FOR_REASON)) if reason else None


def _facts(happening: Happening, networks: list[Network], reading: Reading, t: Translator) -> list[Markup | None]:
    event, occurrence = happening.event, happening.occurrence
    when = with_instant(when_in_words(occurrence.when, reading.city.zone, reading.today, t), occurrence.when)
    if occurrence.status in {Status.CANCELLED, Status.POSTPONED}:
        when = Markup("<s>{}</s>").format(when)
    repeats = recurrence_in_words(_other_times(happening), reading.today, t)
    themes = [reading.city.themes[theme] for theme in event.themes if theme in reading.city.themes]
    kind = t("Meeting of the network") if event.kind is Kind.MEETING else t("Initiative")
    whose = t.both(network.name for network in networks) if networks else t("whole city")
    named = [theme.names.get(t.language, theme.names["it"]) for theme in themes]
    return [
        Markup("📅 {}").format(when),
        t("It repeats: {rule}", rule=repeats) if repeats else None,
        Markup("📍 {}").format(place_link(occurrence.venue)) if occurrence.venue else t("📍 Place not stated yet"),
        Markup("🏘 {}").format(Markup(" · ").join([whose, kind, *([t.both(named)] if named else [])])),
    ]


def _description(description: str | None) -> tuple[Markup | None, bool]:
    """As much of a description as a card has room for, and whether there is more."""
    if description is None:
        return None, False
    if len(description) <= _ROOM_FOR_DESCRIPTION:
        return Markup.escape(description), False
    shown = description[:_ROOM_FOR_DESCRIPTION].rsplit(maxsplit=1)[0]
    return Markup("{}…").format(shown), True


def _booking(booking: Booking, reading: Reading, t: Translator) -> Markup:
    words = t('<a href="{url}">book here</a>', url=booking.url) if booking.url else t("required")
    if booking.until is None:
        return t("Booking: {how}", how=words)
    until = moment_in_words(booking.until, reading.city.zone, reading.today, t)
    return t("Booking: {how}, by {until}", how=words, until=until)


def _links(happening: Happening, t: Translator) -> Markup | None:
    event = happening.event
    shown = [
        t('<a href="{url}">See the poster</a>', url=event.image_url) if event.image_url else None,
        t('<a href="{url}">More about it</a>', url=event.url) if event.url else None,
    ]
    return Markup(" · ").join(link for link in shown if link) or None


def _photo_apart(reading: Reading, text: Markup) -> bool:
    """Whether the photo has to be looked at by itself, since the text is too long to stand under it."""
    return reading.photo is not None and telegram_length(text) > LONGEST_CAPTION


def _keyboard(
    happening: Happening, reading: Reading, t: Translator, *, cut: bool, photo_apart: bool
) -> InlineKeyboardMarkup:
    """The keys that most people want, in three rows; of what is over or off, where they are few, all of them."""
    first = [
        key(see_photo(t), SeePhoto(happening.id)) if photo_apart else None,
        key(t.label("Read all of it"), ReadEvent(happening.id)) if cut else None,
    ]
    wanted, others = _wanted(happening, reading, t), _others(happening, reading, t)
    if wanted:
        others = [key(t.label("More…"), _more(happening, reading))]
    keys = [*(shown for shown in first if shown), *wanted, *others, *_way_back(reading, t)]
    return keyboard(*in_rows(keys, 2))


def more_keys(happening: Happening, reading: Reading, t: Translator) -> InlineKeyboardMarkup:
    """The other keys of a card, and the way back to the first ones."""
    list_fields = _more(happening, reading)
    back = ShowEvent(*(getattr(list_fields, field.name) for field in fields(list_fields)))
    return keyboard(*in_rows(_others(happening, reading, t), 2), [key(t.label("◂ Back"), back)])


def _more(happening: Happening, reading: Reading) -> MoreOfEvent:
    back = reading.back
    if back is None:
        return MoreOfEvent(happening.id)
    return MoreOfEvent(happening.id, back.networks, back.days, back.theme, back.kind, back.page)


def _wanted(happening: Happening, reading: Reading, t: Translator) -> list[InlineKeyboardButton]:
    """What one does about something that is still to come."""
    if not _stands(happening, reading):
        return []
    mine = Answer(reading.attendance.mine) if reading.attendance else Answer()
    return [
        key(t.label("🔔 Remind me"), RemindOfEvent(happening.id)),
        key(t.label("📅 Add to calendar"), KeepEvent(happening.id)),
        *coming_keys(happening.id, mine, t),
    ]


def _others(happening: Happening, reading: Reading, t: Translator) -> list[InlineKeyboardButton]:
    venue, networks = happening.occurrence.venue, _networks(happening, reading.city)
    on_map = venue is not None and venue.latitude is not None
    return [
        *([key(t.label("📍 Show on the map"), MapEvent(happening.id))] if on_map else []),
        link(t.label("Share"), share_link(happening, reading.bot)),
        *(
            key(t.label("The {name} network", name=network.name), ShowNetwork(network.code))
            for network in networks[:_NETWORK_KEYS]
        ),
    ]


def has_day(happening: Happening) -> bool:
    """Whether it has a day, without which no calendar takes it, and nobody can be reminded of it."""
    return not isinstance(happening.occurrence.when, SomeDay)


def _stands(happening: Happening, reading: Reading) -> bool:
    """Whether it is still to come, on a day that is known."""
    return happening.occurrence.status is Status.CONFIRMED and not reading.over and has_day(happening)


def share_link(happening: Happening, bot: str) -> str:
    """Telegram's own page to forward a link ("Share links"): ours, with the title."""
    address = to_event(bot, happening.event_id, happening.id)
    return f"https://t.me/share/url?url={quote(address, safe='')}&text={quote(happening.occurrence.title, safe='')}"


def _way_back(reading: Reading, t: Translator) -> list[InlineKeyboardButton]:
    return [key(t.label("◂ Back to the list"), reading.back)] if reading.back else []


def _networks(happening: Happening, city: City) -> list[Network]:
    return [city.networks[network] for network in happening.event.networks if network in city.networks]
