"""What a chat follows and how it is told, in sentences."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from markupsafe import Markup

from domain.city.model import City, ThemeId
from domain.reminders import QUIET_HOURS, WITHOUT_A_TIME, Lead, Leads, Quiet
from domain.subscriptions import Digest, Followed, Preferences, Rhythm, Subject, networks_among
from handlers.i18n import Translator, mark
from handlers.views.kinds import theme_name
from handlers.views.view import lines

LEADS = {
    Lead.WEEK: mark("a week before"),
    Lead.EVE: mark("the day before at 18:00"),
    Lead.MORNING: mark("the same morning at 8:00"),
    Lead.TWO_HOURS: mark("two hours before"),
    Lead.HALF_HOUR: mark("half an hour before"),
}
_MONDAY = date(2024, 1, 1)


def how_told(wanted: Preferences, t: Translator) -> Markup:
    """How a chat is told, in short sentences; where it wanted silence, only that."""
    if wanted.silent_since is not None:
        return t("For now I am not writing to you: you asked for that with /stop.")
    return lines(reminded_in_words(wanted.leads, t), rest_in_words(wanted.quiet, t), news_in_words(wanted.digest, t))


def followed_in_words(followed: Sequence[Followed], city: City, t: Translator) -> Markup:
    """What is followed: networks, themes, single events."""
    networks = [city.networks[network].name for network in networks_among(followed) if network in city.networks]
    ids = [ThemeId(what.id) for what in followed if what.subject is Subject.THEME]
    themes = [theme_name(city.themes[theme], t) for theme in ids if theme in city.themes]
    own = sum(what.subject is Subject.EVENT for what in followed)
    if not (networks or themes or own):
        return t("You follow nothing yet: choose your network, and I’ll tell you what it does.")
    return lines(
        t.plural(
            "You follow the {names} network.", "You follow the networks {names}.", len(networks), names=t.both(networks)
        )
        if networks
        else None,
        t.plural("You follow the theme {names}.", "You follow the themes {names}.", len(themes), names=t.both(themes))
        if themes
        else None,
        t.plural("You follow {count} single event.", "You follow {count} single events.", own) if own else None,
    )


def reminded_in_words(leads: Leads, t: Translator) -> Markup:
    """When reminders come: "Ti avviso il giorno prima alle 18:00 e due ore prima."."""
    if not leads:
        return t("I do not remind you of dates.")
    chosen = t.both(t.label(name) for lead, name in LEADS.items() if lead in leads)
    return lines(
        t("I remind you {leads}.", leads=chosen),
        t("Of what lasts all day I do not remind you: that has no hour.") if not leads & WITHOUT_A_TIME else None,
    )


def rest_in_words(quiet: Quiet, t: Translator) -> Markup:
    """In which hours nothing comes."""
    hours = QUIET_HOURS[quiet]
    if hours is None:
        return t("I write to you at any hour.")
    return t("I do not write to you {hours}.", hours=quiet_in_words(hours, t))


def news_in_words(digest: Digest, t: Translator) -> Markup:
    """How news comes."""
    match digest.rhythm:
        case Rhythm.NEVER:
            return t("I tell you news as soon as I have it.")
        case Rhythm.DAILY:
            return t("I send you the news in a summary, every day at {hour}:00.", hour=digest.hour)
        case Rhythm.WEEKLY:
            day = weekday_in_words(digest.weekday, t)
            return t("I send you the news in a summary, every {weekday} at {hour}:00.", weekday=day, hour=digest.hour)


def quiet_in_words(hours: tuple[time, time], t: Translator) -> str:
    """Quiet hours: "dalle 21:30 alle 8:00"."""
    since, until = hours
    return t.label("from {start} until {end}", start=f"{since.hour}:{since:%M}", end=f"{until.hour}:{until:%M}")


def weekday_in_words(day: int, t: Translator) -> str:
    """A weekday by its name; 0 is Monday."""
    return t.date(_MONDAY + timedelta(days=day), "EEEE")
