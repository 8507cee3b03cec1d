"""Lines of lists of what is coming up: numbered, under the heading of their day, what changed said first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from domain.agenda.entry import Entry
from domain.agenda.event import SomeDay, Status, Timed, WholeDays
from domain.agenda.timing import day_of
from domain.city.model import City, NetworkId
from handlers.i18n import Translator
from handlers.views.dates import (
    begins_with_its_day,
    clock_in_words,
    day_in_words,
    moment_in_words,
    month_in_words,
    plain_day,
    when_in_words,
)
from handlers.views.view import first_up, lines, shortened

_NAMED_NETWORKS = 2
_LONGEST_TITLE = 90
_BOLD, _STRUCK = Markup("<b>{}</b>"), Markup("<s>{}</s>")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where and when a list is read: the city, its day today, and the one network whose list it is, if it is one's.

    `room` is how many characters a title or a place may have.
    """

    city: City
    today: date
    network: NetworkId | None = None
    room: int = _LONGEST_TITLE


def grouped(
    numbered: Iterable[tuple[int, Entry]], setting: Setting, t: Translator, mark: dict[int, str] | None = None
) -> Iterator[Markup]:
    """Lines in groups, each under the heading of its day; `mark` is a word behind some, by their number."""
    marks = mark or {}
    for heading, some in groupby(numbered, lambda pair: _heading(pair[1], setting, t)):
        yield lines(
            _BOLD.format(heading), *(_line(number, entry, setting, t, marks.get(number)) for number, entry in some)
        )


def full_line(number: int, entry: Entry, setting: Setting, t: Translator) -> Markup:
    """A line that stands without the heading of its day."""
    return _written(number, _start(entry, setting, t), entry, setting, t)


def whose(entry: Entry, city: City, t: Translator) -> Markup:
    """Whose it is: of one network or two, of more, of the whole city."""
    names = [city.networks[network].name for network in entry.networks if network in city.networks]
    if not names:
        return t("whole city")
    if len(names) <= _NAMED_NETWORKS:
        return t.both(names)
    return t("{name} and {count} more", name=names[0], count=len(names) - 1)


def _heading(entry: Entry, setting: Setting, t: Translator) -> str:
    if isinstance(entry.when, SomeDay) and not entry.gone:
        return first_up(month_in_words(entry.when.month_on, t))
    day = day_of(entry.listed_at, setting.city.zone)
    return first_up(day_in_words(day, setting.today, t)) if day >= setting.today else t.label("Already under way")


def _line(number: int, entry: Entry, setting: Setting, t: Translator, mark: str | None) -> Markup:
    zone, when = setting.city.zone, entry.when
    if entry.gone or isinstance(when, SomeDay):
        at = None
    elif isinstance(when, Timed):
        at = clock_in_words(when.starts_at, zone, t)
    else:
        at = _until(when, setting, t)
    return _written(number, at, entry, setting, t, mark)


def _until(when: WholeDays, setting: Setting, t: Translator) -> str:
    if when.first_on == when.last_on:
        return t.label("all day")
    return t.label("until {day}", day=plain_day(when.last_on, setting.today, t))


def _written(
    number: int, at: str | None, entry: Entry, setting: Setting, t: Translator, mark: str | None = None
) -> Markup:
    title = (_STRUCK if entry.status is Status.CANCELLED else _BOLD).format(shortened(entry.title, setting.room))
    news, now = _news(entry, setting, t)
    shown = Markup("<b>{}:</b> {}").format(news, title) if news else title
    parts = (str(number), at, shown, now, _whereabouts(entry, setting, t), mark)
    line = Markup(" · ").join(part for part in parts if part)
    return Markup("⚠️ {}").format(line) if news else line


def _news(entry: Entry, setting: Setting, t: Translator) -> tuple[str | None, str | None]:
    """What is not as it was announced, in a word, and what is to be known of that."""
    zone = setting.city.zone
    if entry.status is Status.CANCELLED:
        return t.label("Cancelled"), None
    if entry.status is Status.POSTPONED:
        return t.label("Postponed"), t.label("new date to be announced")
    if entry.gone:
        return t.label("Moved"), t.label("now: {when}", when=_start(entry, setting, t))
    if entry.moved_from_at is not None:
        before = day_of(entry.moved_from_at, zone)
        same_day = before == day_of(entry.listed_at, zone)
        if same_day and begins_with_its_day(entry.moved_from_at, zone):
            return t.label("Moved"), None
        was = clock_in_words(entry.moved_from_at, zone, t) if same_day else plain_day(before, setting.today, t)
        return t.label("Moved"), t.label("before: {when}", when=was)
    return None, None


def _start(entry: Entry, setting: Setting, t: Translator) -> str:
    """When it begins; until when, its card says."""
    zone = setting.city.zone
    if isinstance(entry.when, Timed):
        return moment_in_words(entry.when.starts_at, zone, setting.today, t)
    return when_in_words(entry.when, zone, setting.today, t)


def _whereabouts(entry: Entry, setting: Setting, t: Translator) -> Markup | None:
    """Where it is: within one network the place, in a list of several whose it is; the card has both."""
    if setting.network and entry.networks[:1] == (setting.network,):
        return Markup.escape(shortened(entry.place, setting.room)) if entry.place and not entry.gone else None
    return whose(entry, setting.city, t)
