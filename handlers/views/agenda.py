"""The list of what is coming up: grouped by day, numbered, a screenful at a time."""

from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.agenda.entry import Entry
from domain.agenda.listing import Listing
from domain.agenda.periods import COMING_DAYS
from domain.city.model import City
from handlers.buttons.agenda import ChooseFilter, EventKind, Filter, ListEvents
from handlers.buttons.event import ShowEvent
from handlers.i18n import Translator
from handlers.views.dates import days_in_words
from handlers.views.entries import Setting, full_line, grouped
from handlers.views.view import View, in_rows, key, keyboard, lines, paragraphs

NUMBERS_ACROSS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is shown for: the button that gives it, where and when that is today.

    `mine` says that the networks are those that the reader follows.
    """

    button: ListEvents
    city: City
    today: date
    mine: bool = False


def agenda(listing: Listing, asked: Asked, t: Translator) -> View:
    """A page of what is coming up; where there is nothing, kindly, and what there is later or nearby."""
    title = _title(listing, asked, t)
    if not listing.entries:
        return _nothing(listing, asked, title, t)
    numbered = list(enumerate(listing.entries, start=1))
    groups = grouped(numbered, _setting(listing, asked), t)
    numbers = [key(str(number), _card(entry, asked.button)) for number, entry in numbered]
    return View(
        paragraphs(title, *groups, _mine(asked, t)),
        keyboard(*in_rows(numbers, NUMBERS_ACROSS), _turning(listing, asked, t), *_filters(asked, t)),
    )


def _nothing(listing: Listing, asked: Asked, title: Markup, t: Translator) -> View:
    there = list(listing.nearby)
    later = [listing.later] if listing.later else []
    numbered = list(enumerate([*later, *there], start=1))
    line = {number: full_line(number, entry, _setting(listing, asked), t) for number, entry in numbered}
    next_one = lines(t("<b>The next one</b>"), line[1]) if later else None
    nearby = lines(t("<b>Nearby, in those days</b>"), *(line[number] for number, _ in numbered[len(later) :]))
    return View(
        paragraphs(
            title,
            t("I do not know of anything yet.")
            if later or there
            else t("I do not know of anything yet, nor of later dates."),
            next_one,
            nearby if there else None,
            _mine(asked, t),
        ),
        keyboard([key(str(number), _card(entry, asked.button)) for number, entry in numbered], *_filters(asked, t)),
    )


def _setting(listing: Listing, asked: Asked) -> Setting:
    networks = listing.wish.networks
    return Setting(asked.city, asked.today, networks[0] if len(networks) == 1 else None)


def _title(listing: Listing, asked: Asked, t: Translator) -> Markup:
    city, wish = asked.city, listing.wish
    names = [city.networks[network].name for network in wish.networks if network in city.networks]
    where = t.both(names) if names else Markup.escape(city.name)
    theme = city.themes.get(wish.theme) if wish.theme else None
    what = {
        EventKind.ANY: t("meetings and initiatives"),
        EventKind.MEETINGS: t("meetings"),
        EventKind.INITIATIVES: t("initiatives"),
    }[asked.button.kind]
    return lines(
        t("<b>{where}: {what} {days}</b>", where=where, what=what, days=days_in_words(listing.days, asked.today, t)),
        t("Theme: {theme}", theme=theme.names.get(t.language, theme.names["it"])) if theme else None,
    )


def _mine(asked: Asked, t: Translator) -> Markup | None:
    return t("<i>These are the networks you follow. For the others: “Neighbourhood”.</i>") if asked.mine else None


def _turning(listing: Listing, asked: Asked, t: Translator) -> list[InlineKeyboardButton]:
    button = asked.button
    back = [key(t.label("◂ Back"), replace(button, page=listing.page - 1))] if listing.page else []
    if listing.more:
        return [*back, key(t.label("More ▸"), replace(button, page=listing.page + 1))]
    if listing.later is None:
        return back
    return [*back, key(t.label("Later ▸"), replace(button, days=written(listing), page=0))]


def written(listing: Listing) -> str:
    """The two weeks after these days, as a button carries them."""
    following = listing.days.after(COMING_DAYS)
    return f"{following.first_on:%y%m%d}-{following.last_on:%y%m%d}"


def _filters(asked: Asked, t: Translator) -> list[list[InlineKeyboardButton]]:
    button = asked.button

    def narrow(label: str, by: Filter) -> InlineKeyboardButton:
        return key(label, ChooseFilter(by, button.networks, button.days, button.theme, button.kind))

    return [
        [narrow(t.label("Neighbourhood"), Filter.NETWORK), narrow(t.label("When"), Filter.DAYS)],
        [narrow(t.label("Theme"), Filter.THEME), narrow(t.label("Meetings or initiatives"), Filter.KIND)],
    ]


def _card(entry: Entry, button: ListEvents) -> ShowEvent:
    return ShowEvent(entry.occurrence, button.networks, button.days, button.theme, button.kind, button.page)
