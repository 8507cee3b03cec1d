"""A group or channel where the bot may not write: told to whoever subscribed it."""

from markupsafe import Markup

from domain.city.model import NetworkId, ThemeId
from domain.outbox.delivery import Claimed
from domain.outbox.due import MutedMatter
from domain.subscriptions import Subject
from handlers.i18n import Translator
from handlers.outbox.telling import Telling
from handlers.views.kinds import theme_name
from handlers.views.view import View, paragraphs

_MOST_NAMED = 3


def muted(_delivery: Claimed, matter: MutedMatter, about: Telling, t: Translator) -> View:
    """Say where, since when, and what to do; whoever gets it may not know the bot's words for things."""
    return View(
        paragraphs(
            _where(matter, _names(matter, about, t), t),
            t("Somebody has to let me write there again: among its administrators’ settings, or by opening the topic."),
            t("Then I go on by myself: nobody has to subscribe again. If it is meant so, you need do nothing."),
        )
    )


def _where(matter: MutedMatter, names: str, t: Translator) -> Markup:
    if matter.is_channel:
        return t("⚠️ <b>For a day I have not been able to write in the channel that follows {names}.</b>", names=names)
    if matter.is_topic:
        return t("⚠️ <b>For a day I have not been able to write in the topic that follows {names}.</b>", names=names)
    return t("⚠️ <b>For a day I have not been able to write in the group that follows {names}.</b>", names=names)


def _names(matter: MutedMatter, about: Telling, t: Translator) -> str:
    networks = [about.city.networks.get(NetworkId(one.id)) for one in matter.follows if one.subject is Subject.NETWORK]
    themes = [about.city.themes.get(ThemeId(one.id)) for one in matter.follows if one.subject is Subject.THEME]
    named = [*(one.name for one in networks if one), *(theme_name(one, t) for one in themes if one)]
    return t.plain_both(named[:_MOST_NAMED]) if named else t.label("an event")
