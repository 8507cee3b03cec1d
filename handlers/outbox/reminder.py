"""A reminder: what, when and where in three lines, and the keys to answer with."""

from dataclasses import dataclass
from datetime import date, tzinfo
from functools import lru_cache

from markupsafe import Markup

from domain.agenda.entry import Happening
from domain.agenda.event import Timed, Venue, When
from domain.agenda.timing import day_of
from domain.city.model import City
from domain.outbox.delivery import Claimed
from domain.outbox.due import Matter
from domain.snoozing import later
from handlers.i18n import Translator
from handlers.outbox.telling import Telling, last_line
from handlers.views.coming import Answer, reminder_keys
from handlers.views.dates import left_in_words, moment_in_words, when_in_words, with_instant
from handlers.views.places import place_link
from handlers.views.view import View, first_up, lines, paragraphs, shortened

ROOM_FOR_TITLE = 250
"""Characters of a title or a place in a message about one event alone: imports take no longer ones."""

_ROOM_FOR_PLAN = 500
_NAMED_NETWORKS = 2


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the text of a reminder depends on, beside its event: the same for all who follow one network."""

    title: str
    today: date
    zone: tzinfo
    left: str | None
    last: Markup


def reminder(delivery: Claimed, matter: Matter, happening: Happening, about: Telling, t: Translator) -> View:
    """Recall one occurrence to somebody who asked for it, at some time before or once more."""
    when, zone = happening.occurrence.when, about.city.zone
    left = None
    if isinstance(when, Timed) and day_of(when.starts_at, zone) == about.today:
        left = left_in_words(when.starts_at - about.now, t)
    kept = _Kept(full_title(happening, about.city, t), about.today, zone, left, last_line(delivery, matter, about, t))
    return _reminder(happening, kept, t, coming=matter.coming, may_wait=bool(later(when, about.now, zone)))


@lru_cache(maxsize=512)
def _reminder(happening: Happening, kept: _Kept, t: Translator, *, coming: bool | None, may_wait: bool) -> View:
    occurrence, rain_plan = happening.occurrence, happening.event.rain_plan
    begins = begins_in_words(occurrence.when, kept.zone, kept.today, t)
    when = with_instant(first_up(begins), occurrence.when)
    if kept.left:
        when = Markup("{} ({})").format(when, kept.left)
    plan = t("If it rains: {plan}", plan=shortened(rain_plan, _ROOM_FOR_PLAN)) if rain_plan else None
    return View(
        paragraphs(
            lines(
                t("🔔 <b>{when}: {title}</b>", when=when, title=kept.title),
                place_line(occurrence.venue),
                plan,
            ),
            kept.last,
        ),
        reminder_keys(happening.id, Answer(coming), t, may_wait=may_wait),
    )


def full_title(happening: Happening, city: City, t: Translator) -> str:
    """A title with whose it is, where it does not say so itself: "Incontro della rete (Redona)"."""
    title = shortened(happening.occurrence.title, ROOM_FOR_TITLE)
    networks = [city.networks[network].name for network in happening.event.networks if network in city.networks]
    if not 0 < len(networks) <= _NAMED_NETWORKS or any(name.lower() in title.lower() for name in networks):
        return title
    return f"{title} ({t.plain_both(networks)})"


def begins_in_words(when: When, zone: tzinfo, today: date, t: Translator) -> str:
    """When it begins; until when, the card says."""
    if isinstance(when, Timed):
        return moment_in_words(when.starts_at, zone, today, t)
    return when_in_words(when, zone, today, t)


def place_line(venue: Venue | None) -> Markup | None:
    """Where it is, if that is known."""
    return Markup("📍 {}").format(place_link(venue)) if venue else None
