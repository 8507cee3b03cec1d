"""How many an announcement reaches, in words."""

from datetime import datetime

from markupsafe import Markup

from domain.announcements.progress import Reach
from domain.city.model import City, NetworkId
from handlers.i18n import Translator
from handlers.outbox.telling import Telling
from handlers.views.dates import moment_in_words
from handlers.views.view import lines

_MOST_NAMED = 6


def reach_in_words(reach: Reach, about: Telling, t: Translator) -> Markup:
    """How many get it: "Così la vedranno 214 persone (Redona 150, Celadina 82; 18 seguono tutte e due)"."""
    people = reach.total - reach.groups
    return lines(
        _headline(people, reach, about.city, t),
        t.plural("And {count} group or channel.", "And {count} groups and channels.", reach.groups)
        if reach.groups and people
        else None,
        _resting(reach, about, t) if reach.resting else None,
    )


def _headline(people: int, reach: Reach, city: City, t: Translator) -> Markup:
    if not reach.total:
        return t("<b>Nobody would get it yet.</b> Nobody follows what you chose.")
    details = _details(reach, city, t)
    if not people:
        return t.plural(
            "<b>{count} group or channel gets it</b>{details}",
            "<b>{count} groups and channels get it</b>{details}",
            reach.groups,
            details=details,
        )
    return t.plural(
        "<b>{count} person gets it</b>{details}", "<b>{count} people get it</b>{details}", people, details=details
    )


def _details(reach: Reach, city: City, t: Translator) -> Markup:
    """By network, where there are several: who follows more than one gets it once."""
    named = [
        (city.networks[NetworkId(network)].name, number)
        for network, number in reach.by_network.items()
        if NetworkId(network) in city.networks
    ]
    if len(named) < 2 or len(named) > _MOST_NAMED:  # noqa: PLR2004 - one network needs no list
        return Markup()
    listed = Markup(", ").join(Markup("{} {}").format(name, number) for name, number in named)
    if not reach.several:
        return Markup(" ({})").format(listed)
    both = t.plural(
        "{count} follows several, and gets it once", "{count} follow several, and get it once", reach.several
    )
    return Markup(" ({}; {})").format(listed, both)


def _resting(reach: Reach, about: Telling, t: Translator) -> Markup:
    until = _until(reach.rested_at, about, t)
    return t.plural(
        "{count} has quiet hours now and gets it afterwards{until}.",
        "{count} have quiet hours now and get it afterwards{until}.",
        reach.resting,
        until=until,
    )


def _until(rested_at: datetime | None, about: Telling, t: Translator) -> Markup:
    if rested_at is None:
        return Markup()
    return t(", by {when}", when=moment_in_words(rested_at, about.city.zone, about.today, t))
