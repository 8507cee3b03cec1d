"""What messages that nobody asked for at that moment have in common: when they are made, and how they end."""

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from domain.agenda.timing import day_of
from domain.city.model import City, NetworkId, ThemeId
from domain.outbox.delivery import Claimed, is_late
from domain.subscriptions import Followed, Subject
from handlers.i18n import Translator
from handlers.views.kinds import theme_name


@dataclass(frozen=True, slots=True)
class Telling:
    """Where and when a message is sent: the city, the instant (UTC), the bot's user name."""

    city: City
    now: datetime
    bot: str

    @property
    def today(self) -> date:
        """The city's day."""
        return day_of(self.now, self.city.zone)


def last_line(delivery: Claimed, why: Markup, about: Telling, t: Translator) -> Markup:
    """Why one gets a message and the way to stop, in one small line; of what comes late, that first."""
    sorry = t("Sorry, this comes late.") + " " if is_late(delivery, about.now) else ""
    return t("<i>{sorry}{why} To change or stop this: /reminders</i>", sorry=sorry, why=why)


def follows(what: Followed | None, city: City, t: Translator) -> Markup:
    """The reason of somebody who follows what brings an event, or said that they come."""
    if what is None:
        return t("You get this because you said you are coming.")
    network, theme = city.networks.get(NetworkId(what.id)), city.themes.get(ThemeId(what.id))
    if what.subject is Subject.NETWORK and network:
        return t("You get this because you follow {name}.", name=network.name)
    if what.subject is Subject.THEME and theme:
        return t("You get this because you follow the theme {name}.", name=theme_name(theme, t))
    return t("You get this because you asked me to remind you of it.")
