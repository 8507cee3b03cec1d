"""The list of what is coming up: grouped by day, numbered, a screenful at a time."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from markupsafe import Markup
from telegram import InlineKeyboardButton

from domain.agenda.entry import Entry
from domain.agenda.event import SomeDay, Status, Timed, WholeDays
from domain.agenda.listing import Listing
from domain.agenda.periods import COMING_DAYS
from domain.agenda.timing import day_of
from domain.city.model import City
from handlers.buttons import ChooseFilter, EventKind, Filter, ListEvents, ShowEvent
from handlers.i18n import Translator
from handlers.views.dates import (
    clock_in_words,
    day_in_words,
    days_in_words,
    moment_in_words,
    month_in_words,
    plain_day,
    when_in_words,
)
from handlers.views.view import View, first_up, in_rows, key, keyboard, lines, paragraphs

_NUMBERS_ACROSS = 4
_NAMED_NETWORKS = 2
_LONGEST_TITLE = 90
_BOLD, _STRUCK = Markup("<b>{}</b>"), Markup("<s>{}</s>")


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
    groups = [
        lines(_BOLD.format(heading), *(_line(number, entry, listing, asked, t) for number, entry in some))
        for heading, some in groupby(numbered, lambda pair: _heading(pair[1], asked, t))
    ]
    numbers = [key(str(number), _card(entry, asked.button)) for number, entry in numbered]
    return View(
        paragraphs(title, *groups, _mine(asked, t)),
        keyboard(*in_rows(numbers, _NUMBERS_ACROSS), _turning(listing, asked, t), *_filters(asked, t)),
    )


def _nothing(listing: Listing, asked: Asked, title: Markup, t: Translator) -> View:
    there = list(listing.nearby)
    later = [listing.later] if listing.later else []
    numbered = list(enumerate([*later, *there], start=1))
    line = {number: _full_line(number, entry, listing, asked, t) for number, entry in numbered}
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


def _heading(entry: Entry, asked: Asked, t: Translator) -> str:
    if isinstance(entry.when, SomeDay) and not entry.gone:
        return first_up(month_in_words(entry.when.month_on, t))
    day = day_of(entry.listed_at, asked.city.zone)
    return first_up(day_in_words(day, asked.today, t)) if day >= asked.today else t.label("Already under way")


def _line(number: int, entry: Entry, listing: Listing, asked: Asked, t: Translator) -> Markup:
    """A line under the heading of its day."""
    zone, when = asked.city.zone, entry.when
    if entry.gone or isinstance(when, SomeDay):
        at = None
    elif isinstance(when, Timed):
        at = clock_in_words(when.starts_at, zone, t)
    else:
        at = _until(when, asked, t)
    return _written(number, at, entry, listing, asked, t)


def _full_line(number: int, entry: Entry, listing: Listing, asked: Asked, t: Translator) -> Markup:
    """A line that stands without the heading of its day."""
    return _written(number, _start(entry, asked, t), entry, listing, asked, t)


def _until(when: WholeDays, asked: Asked, t: Translator) -> str:
    if when.first_on == when.last_on:
        return t.label("all day")
    return t.label("until {day}", day=plain_day(when.last_on, asked.today, t))


def _written(number: int, at: str | None, entry: Entry, listing: Listing, asked: Asked, t: Translator) -> Markup:
    title = (_STRUCK if entry.status is Status.CANCELLED else _BOLD).format(_shortened(entry.title))
    news, now = _news(entry, asked, t)
    shown = Markup("<b>{}:</b> {}").format(news, title) if news else title
    parts = (str(number), at, shown, now, _whereabouts(entry, listing, asked, t))
    line = Markup(" · ").join(part for part in parts if part)
    return Markup("⚠️ {}").format(line) if news else line


def _news(entry: Entry, asked: Asked, t: Translator) -> tuple[str | None, str | None]:
    """What is not as it was announced, in a word, and what is to be known of that."""
    zone = asked.city.zone
    if entry.status is Status.CANCELLED:
        return t.label("Cancelled"), None
    if entry.status is Status.POSTPONED:
        return t.label("Postponed"), t.label("new date to be announced")
    if entry.gone:
        return t.label("Moved"), t.label("now: {when}", when=_start(entry, asked, t))
    if entry.moved_from_at is not None:
        before = day_of(entry.moved_from_at, zone)
        same_day = before == day_of(entry.listed_at, zone)
        was = clock_in_words(entry.moved_from_at, zone, t) if same_day else plain_day(before, asked.today, t)
        return t.label("Moved"), t.label("before: {when}", when=was)
    return None, None


def _start(entry: Entry, asked: Asked, t: Translator) -> str:
    """When it begins; until when, its card says."""
    zone = asked.city.zone
    if isinstance(entry.when, Timed):
        return moment_in_words(entry.when.starts_at, zone, asked.today, t)
    return when_in_words(entry.when, zone, asked.today, t)


def _whereabouts(entry: Entry, listing: Listing, asked: Asked, t: Translator) -> Markup | None:
    """Where it is: within one network the place, in a list of several whose it is; the card has both."""
    if len(listing.wish.networks) == 1 and entry.networks[:1] == listing.wish.networks:
        return Markup.escape(_shortened(entry.place)) if entry.place and not entry.gone else None
    names = [asked.city.networks[network].name for network in entry.networks if network in asked.city.networks]
    if not names:
        return t("whole city")
    if len(names) <= _NAMED_NETWORKS:
        return t.both(names)
    return t("{name} and {count} more", name=names[0], count=len(names) - 1)


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


def _shortened(title: str) -> str:
    """A long title, cut for the list; its card has it whole."""
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()}…"
