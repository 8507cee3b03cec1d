"""A reminder: what, when and where in three lines, and the keys to answer with."""

from datetime import date, tzinfo

from markupsafe import Markup

from domain.agenda.entry import Happening
from domain.agenda.event import Timed, Venue, When
from domain.agenda.timing import day_of
from domain.city.model import City
from domain.outbox.delivery import Claimed
from domain.outbox.due import OccurrenceMatter
from domain.snoozing import later
from handlers.i18n import Translator
from handlers.outbox.telling import Telling, follows, last_line
from handlers.views.coming import Answer, reminder_keys
from handlers.views.dates import left_in_words, moment_in_words, when_in_words, with_instant
from handlers.views.places import place_link
from handlers.views.view import View, first_up, lines, paragraphs, shortened

ROOM_FOR_TITLE = 250
"""Characters of a title or a place in a message about one event alone: imports take no longer ones."""

_ROOM_FOR_PLAN = 500
_NAMED_NETWORKS = 2


def reminder(delivery: Claimed, matter: OccurrenceMatter, about: Telling, t: Translator) -> View:
    """Recall one occurrence to somebody who asked for it, at some time before."""
    return _reminder(matter, last_line(delivery, follows(matter.why, about.city, t), about, t), about, t)


def reminder_again(delivery: Claimed, matter: OccurrenceMatter, about: Telling, t: Translator) -> View:
    """Recall it once more, since they put it off."""
    return _reminder(matter, last_line(delivery, t("You asked me to remind you again."), about, t), about, t)


def _reminder(matter: OccurrenceMatter, last: Markup, about: Telling, t: Translator) -> View:
    happening, zone = matter.happening, about.city.zone
    occurrence, rain_plan = happening.occurrence, happening.event.rain_plan
    when = with_instant(first_up(begins_in_words(occurrence.when, zone, about.today, t)), occurrence.when)
    if isinstance(occurrence.when, Timed) and day_of(occurrence.when.starts_at, zone) == about.today:
        left = left_in_words(occurrence.when.starts_at - about.now, t)
        when = Markup("{} ({})").format(when, left) if left else when
    title = full_title(happening, about.city, t)
    plan = t("If it rains: {plan}", plan=shortened(rain_plan, _ROOM_FOR_PLAN)) if rain_plan else None
    may_wait = bool(later(occurrence.when, about.now, zone))
    return View(
        paragraphs(
            lines(t("🔔 <b>{when}: {title}</b>", when=when, title=title), place_line(occurrence.venue), plan), last
        ),
        reminder_keys(happening.id, Answer(matter.coming), t, may_wait=may_wait),
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
